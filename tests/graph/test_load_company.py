"""Firms come back exactly as loaded; what several loads say joins, and nothing is overwritten."""

from dataclasses import replace
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings

from domain.errors import InputError, NotFoundError
from graph.canonical import to_text
from graph.dossier import dossier_of, joined, without
from graph.load import Change, load_codes, load_companies
from graph.reads import all_companies, companies, companies_of, company
from tests.graph import samples
from tests.graph.check_graph import nodes, relations
from tests.graph.samples import FIRM_A, FIRM_B, FIRM_C, an_import, fact, firm
from tests.graph.small_codes import INDUSTRIES, REGIONS

NUMBERS = count()
FROM_GRAPH = settings(
    max_examples=settings().max_examples // 4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def sheet(store, period, key=FIRM_A):
    """The properties of one fact sheet."""
    text = "MATCH (s:FactSheet {sheet_id: $id}) RETURN properties(s) AS props"
    records = store.driver.execute_query(text, id=f"{key}/{period}", database_="neo4j").records
    return records[0]["props"]


def test_company_comes_back_as_loaded(store, imported):
    change = load_companies(store, [firm()], imported)

    assert change == Change(added=(FIRM_A,))
    assert company(store, FIRM_A) == firm()


@FROM_GRAPH
@given(drawn=samples.companies("案例"))
def test_any_company_comes_back_as_loaded(store, imported, drawn):
    # A key of its own each time: a second load of the same firm would join the first.
    key = f"案例{next(NUMBERS)}"
    wanted = replace(drawn, case_id=key)

    load_companies(store, [wanted], imported)

    assert company(store, key) == wanted


def test_loading_again_changes_nothing(store, imported):
    load_companies(store, [firm()], imported)
    before = nodes(store), relations(store)

    again = load_companies(store, [firm()], imported)

    assert again == Change(same=(FIRM_A,))
    assert (nodes(store), relations(store)) == before


def test_second_file_joins_the_first(store):
    load_companies(store, [firm(facts=(fact(),), region="130132")], an_import("一", 1))
    later = fact("profit", Decimal(5))

    change = load_companies(
        store,
        [firm(name="元氏泵业股份有限公司", facts=(fact(), later), titles=(), region=None)],
        an_import("二", 2),
    )

    assert change == Change(changed=(FIRM_A,))
    found = company(store, FIRM_A)
    assert found.facts == (fact(), later)
    assert (found.name, found.region, found.titles) == ("元氏泵业股份有限公司", "130132", firm().titles)


def test_contradicting_figures_stand_beside_each_other(store):
    load_companies(store, [firm(facts=(fact(value=Decimal(1)),))], an_import("一", 1))
    load_companies(store, [firm(facts=(fact(value=Decimal(2)),))], an_import("二", 2))

    assert [one.value for one in company(store, FIRM_A).facts] == [Decimal(1), Decimal(2)]
    assert "revenue" not in sheet(store, "2025")


def test_sheet_shows_each_figure_for_exploring(store, imported):
    load_companies(store, [firm()], imported)

    assert sheet(store, "2025")["revenue"] == 123000000.0
    assert "rd_expense" not in sheet(store, "2025")  # narrowed to one wording
    assert sheet(store, "now")["ownership"] == ["民营", "内资"]
    assert sheet(store, "2026-01-15")["safety_accident"] is False
    assert "revenue" not in sheet(store, "2023/2025")  # asked and not known


def test_figure_in_another_unit_is_not_shown_as_if_in_the_own(store, imported):
    load_companies(store, [firm(facts=(fact(unit="USD"),))], imported)

    assert "revenue" not in sheet(store, "2025")
    assert company(store, FIRM_A).facts == (fact(unit="USD"),)


def test_former_names_stay(store):
    for day, name in ((1, "甲厂"), (2, "乙公司"), (3, "甲厂")):
        load_companies(store, [firm(name=name)], an_import(str(day), day))

    text = "MATCH (c:Company) RETURN c.former_names AS names"
    assert store.driver.execute_query(text, database_="neo4j").records[0]["names"] == ["乙公司"]


def test_dry_run_says_what_would_happen_and_writes_nothing(store):
    load_companies(store, [firm(), firm(FIRM_B)], an_import("一", 1))
    before = nodes(store)

    change = load_companies(
        store, [firm(), firm(FIRM_B, name="新名"), firm(FIRM_C)], an_import("二", 2), dry_run=True
    )

    assert change == Change(added=(FIRM_C,), changed=(FIRM_B,), same=(FIRM_A,))
    assert nodes(store) == before


@pytest.mark.parametrize("codes_first", [True, False], ids=["codes first", "codes later"])
def test_company_is_linked_to_region_and_industry(store, imported, codes_first):
    if codes_first:
        load_codes(store, REGIONS, INDUSTRIES)
    load_companies(store, [firm(), firm(FIRM_B, region="130999", industry="没有的行业")], imported)
    if not codes_first:
        load_codes(store, REGIONS, INDUSTRIES)

    first, second = sorted(companies(store), key=lambda row: row.key != FIRM_A)
    assert (first.region_name, first.industry_name) == ("河北省石家庄市元氏县", "泵及真空设备制造")
    assert (second.region, second.region_name, second.industry_name) == ("130999", None, None)


def test_moved_company_is_linked_to_its_new_region_only(store):
    load_codes(store, REGIONS, INDUSTRIES)
    load_companies(store, [firm()], an_import("一", 1))
    load_companies(store, [firm(region="110105")], an_import("二", 2))

    assert {end for start, kind, end in relations(store) if kind == "REGISTERED_IN"} == {"110105"}


def test_titles_written_differently_are_one_title(store, imported):
    wanted = (samples.TitleHeld("国家高新技术企业"), samples.TitleHeld("高新技术企业", "国家级"))
    load_companies(store, [firm(titles=wanted)], imported)

    assert len(nodes(store)["Title"]) == 1
    assert company(store, FIRM_A).titles == wanted


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("泵", {FIRM_A}),
        (" 07b000 ", {FIRM_B}),
        ("abc", {FIRM_B}),
        ("", {FIRM_A, FIRM_B}),
        (None, {FIRM_A, FIRM_B}),
        ("没有", set()),
    ],
    ids=["name", "code in lower case", "letters", "empty", "none", "nothing"],
)
def test_search_by_part_of_name_or_code(store, imported, text, keys):
    load_companies(store, [firm(), firm(FIRM_B, name="ABC阀门厂")], imported)

    assert {row.key for row in companies(store, text)} == keys


def test_lists_page_by_key_and_refuse_a_page_too_large(store, imported):
    load_companies(store, samples.plain_firms("c", "a", "b"), imported)

    assert [row.key for row in companies(store, limit=2)] == ["a", "b"]
    assert [row.key for row in companies(store, after="b")] == ["c"]
    assert [one.key for one in all_companies(store)] == ["a", "b", "c"]
    assert [one.key for one in companies_of(store, ["c", "x", "a"])] == ["a", "c"]
    with pytest.raises(InputError, match="每页"):
        companies(store, limit=1001)


def test_unknown_company_is_not_found(store):
    with pytest.raises(NotFoundError, match="图中没有企业“无”"):
        company(store, "无")


def test_company_given_twice_is_refused_and_nothing_is_written(store, imported):
    with pytest.raises(InputError, match="重复"):
        load_companies(store, [firm(FIRM_B), firm(), firm()], imported)

    assert nodes(store) == {}


# ---------------------------------------------------------------- laws of joining, without a graph


@given(samples.companies("k"), samples.companies("k"))
def test_joining_keeps_every_statement_and_is_idempotent(one, other):
    first, second = dossier_of(one, "一"), dossier_of(other, "二")
    both = joined(first, second)

    assert joined(first, first) == first
    assert joined(both, second) == both
    for kind in ("facts", "titles", "findings"):
        values = [entry.value for entry in both.of_kind(kind)]
        assert all(entry.value in values for part in (first, second) for entry in part.of_kind(kind))
        assert len(values) == len({entry.n for entry in both.of_kind(kind)})


@given(samples.companies("k"), samples.companies("k"))
def test_taking_back_the_later_load_gives_the_earlier_firm(one, other):
    first = dossier_of(one, "一")
    both = joined(first, dossier_of(other, "二"))

    assert without(both, "二") == first
    assert without(both, "二").company() == one
    assert without(first, "一") is None


@given(samples.companies("k"), samples.companies("k"))
def test_taking_back_the_earlier_load_leaves_all_of_the_later(one, other):
    second = dossier_of(other, "二")

    left = without(joined(dossier_of(one, "一"), second), "一")

    for kind in ("facts", "titles", "findings"):
        values = [[to_text(entry.value) for entry in part.of_kind(kind)] for part in (left, second)]
        assert sorted(values[0]) == sorted(values[1])
    assert left.base() == second.base()


def test_same_statement_given_twice_in_one_file_stays_twice(store, imported):
    wanted = replace(firm(), facts=(fact(), fact()))
    load_companies(store, [wanted], imported)
    load_companies(store, [wanted], imported)

    assert company(store, FIRM_A).facts == (fact(), fact())
