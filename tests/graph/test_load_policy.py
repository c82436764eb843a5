"""Policies come back from the graph exactly as they were loaded, and loading again changes nothing."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from domain.errors import ConflictError, InputError, NotFoundError
from domain.policy import Signature, SourceStatus
from domain.reading_file import read_reading
from domain.tree import Leaf
from graph.load import Change, load_codes, load_features, load_policies, sign_item
from graph.reads import all_policies, features, item, items, policies, policy
from tests.graph import samples
from tests.graph.check_graph import nodes, relations
from tests.graph.small_codes import INDUSTRIES, REGIONS

FROM_GRAPH = settings(
    max_examples=settings().max_examples // 4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def test_policy_comes_back_as_loaded(store, imported):
    wanted = samples.policy()

    change = load_policies(store, [wanted], imported)

    assert change == Change(added=("063",))
    assert policy(store, "063") == wanted


@FROM_GRAPH
@given(wanted=samples.policies())
def test_any_policy_replaces_the_one_before_it(store, imported, wanted):
    load_policies(store, [wanted], imported)

    assert policy(store, "h") == wanted


def test_loading_again_changes_nothing(store, imported):
    load_policies(store, [samples.policy()], imported)
    before = nodes(store), relations(store)

    again = load_policies(store, [samples.policy()], imported)

    assert again == Change(same=("063",))
    assert (nodes(store), relations(store)) == before


def test_labelled_readings_come_back(store, imported, shared):
    wanted = [read_reading(path) for path in sorted((shared / "corpus/labels").glob("*.json"))]

    load_policies(store, wanted, imported)

    assert list(all_policies(store)) == sorted(wanted, key=lambda one: one.doc_id)


def test_dry_run_says_what_would_happen_and_writes_nothing(store, imported):
    load_policies(store, [samples.policy("1"), samples.policy("2")], imported)
    before = nodes(store)

    change = load_policies(
        store,
        [samples.policy("1"), samples.policy("2", title="改"), samples.policy("3")],
        imported,
        dry_run=True,
    )

    assert change == Change(added=("3",), changed=("2",), same=("1",))
    assert nodes(store) == before


def test_items_and_criteria_that_are_gone_leave_nothing_behind(store, imported):
    wanted = samples.policy()
    load_policies(store, [wanted], imported)

    only = replace(wanted.items[1], require=Leaf("c8"))
    load_policies(store, [replace(wanted, items=(only,))], imported)

    left = nodes(store)
    assert left["Item"] == {"063.i2"}
    assert left["Criterion"] == {"063.c8"}
    assert not left.get("Benefit")
    assert not left.get("Window")


def test_changed_trees_leave_no_old_requirement(store, imported):
    wanted = samples.policy()
    less = replace(wanted.items[0], require=Leaf("c4"), exclude=None)
    load_policies(store, [wanted], imported)

    load_policies(store, [replace(wanted, items=(less, wanted.items[1]))], imported)

    found = {(kind, end) for start, kind, end in relations(store) if start == "063.i1" and "REQUIRES" in kind}
    used = {("REQUIRES require", "063.c4"), ("REQUIRES band", "063.c1")}
    assert found == used | {("REQUIRES stated", f"063.c{n}") for n in (2, 3, 5, 6, 7)}


@pytest.mark.parametrize(
    ("role", "ids"),
    [
        ("require", {"c1", "c2", "c3", "c4", "c5"}),
        ("exclude", {"c2", "c6"}),
        ("band", {"c1"}),
        ("row", {"c7"}),
    ],
)
def test_items_require_the_criteria_they_name(store, imported, role, ids):
    load_policies(store, [samples.policy()], imported)

    found = {end for start, kind, end in relations(store) if start == "063.i1" and kind == f"REQUIRES {role}"}

    assert found == {f"063.{name}" for name in ids}


def test_criteria_are_about_features_whose_name_is_known(store, imported):
    load_policies(store, [samples.policy()], imported)

    assert ("063.c1", "ABOUT", "rd_expense") in relations(store)
    asked = {one.feature_id: (one.name, one.criteria) for one in features(store)}
    assert asked["rd_expense"] == ("研发费用", 2)


@pytest.mark.parametrize(
    ("region", "code"),
    [
        ("130132", "130132"),
        ("元氏县", "130132"),
        ("河北省石家庄市", "130100"),
        ("石家庄", "130100"),
        ("朝阳区", None),
        ("火星", None),
        (None, None),
    ],
    ids=["code", "name", "path", "short", "ambiguous", "unknown", "none"],
)
@pytest.mark.parametrize("codes_first", [True, False], ids=["codes first", "codes later"])
def test_policy_applies_in_a_region_that_is_one_place(store, imported, region, code, codes_first):
    wanted = samples.policy(region=region)
    if codes_first:
        load_codes(store, REGIONS, INDUSTRIES)
    load_policies(store, [wanted], imported)
    if not codes_first:
        load_codes(store, REGIONS, INDUSTRIES)

    assert policies(store)[0].region_code == code
    assert policy(store, "063").region == region


def test_lists_page_by_key(store, imported):
    load_policies(store, [samples.policy(name) for name in ("b", "a", "c")], imported)

    assert [row.doc_id for row in policies(store, limit=2)] == ["a", "b"]
    assert [row.doc_id for row in policies(store, after="b", limit=2)] == ["c"]
    assert [row.item_id for row in items(store, after="a.i2", limit=2)] == ["b.i1", "b.i2"]


def test_item_row_counts_criteria_once(store, imported):
    load_policies(store, [samples.policy()], imported)

    row = items(store)[0]

    assert (row.name, row.title, row.state, row.criteria, row.to_check) == (
        "研发奖励",
        "支持研发的若干措施",
        "draft",
        7,
        1,
    )


def test_item_comes_with_its_policy(store, imported):
    wanted = samples.policy()
    load_policies(store, [wanted], imported)

    assert item(store, "063.i2") == (wanted, wanted.items[1])


@pytest.mark.parametrize("read", [policy, item])
def test_unknown_ids_are_not_found(store, read):
    with pytest.raises(NotFoundError, match="没有编号为“无”"):
        read(store, "无")


@pytest.mark.parametrize("ids", [("1", "1"), ("",)], ids=["twice", "empty"])
def test_bad_ids_are_refused_and_nothing_is_written(store, imported, ids):
    with pytest.raises(InputError, match="为空或重复"):
        load_policies(store, [samples.policy(one) for one in (*ids, "9")], imported)

    assert nodes(store) == {}


def test_signature_stays_while_the_criteria_stay(store, imported):
    load_policies(store, [samples.policy()], imported)
    sign_item(store, "063.i1", Signature("李明", samples.date(2026, 4, 1)))

    load_policies(store, [samples.policy()], imported)
    load_policies(store, [samples.policy(title="只改标题")], imported)

    assert item(store, "063.i1")[1].signed == Signature("李明", samples.date(2026, 4, 1))


def test_signature_falls_when_a_criterion_of_the_item_changes(store, imported):
    load_policies(store, [samples.signed(samples.signed(samples.policy()), "i2")], imported)
    wanted = samples.policy()
    changed = tuple(
        replace(one, value=samples.Decimal("0.05")) if one.id == "c8" else one
        for one in wanted.items[1].criteria
    )

    load_policies(
        store,
        [replace(wanted, items=(wanted.items[0], replace(wanted.items[1], criteria=changed)))],
        imported,
    )

    assert [row.state for row in items(store)] == ["signed", "draft"]


def test_reading_that_brings_a_signature_signs(store, imported):
    load_policies(store, [samples.policy()], imported)

    change = load_policies(store, [samples.signed(samples.policy())], imported)

    assert change == Change(changed=("063",))
    assert policy(store, "063") == samples.signed(samples.policy())


def test_signing_takes_the_version_that_was_shown(store, imported):
    load_policies(store, [samples.policy()], imported)
    shown = items(store)[0].version

    sign_item(store, "063.i1", Signature("李明", samples.date(2026, 4, 1)), shown)
    with pytest.raises(ConflictError, match="已经改动"):
        sign_item(store, "063.i1", None, "另一版")

    assert items(store)[0].state == "signed"
    sign_item(store, "063.i1", None, shown)
    assert items(store)[0].state == "draft"


def secondary():
    """The sample, its second item known only from what others wrote."""
    wanted = samples.policy()
    second = replace(wanted.items[1], source_status=SourceStatus.SECONDARY)
    return replace(wanted, items=(wanted.items[0], second))


def test_source_status_comes_back_and_is_listed(store, imported):
    load_policies(store, [secondary()], imported)

    assert policy(store, "063") == secondary()
    assert [row.source_status for row in items(store)] == ["primary", "secondary"]


def test_a_secondary_source_is_signed_only_with_the_primary_named(store, imported):
    load_policies(store, [secondary()], imported)

    with pytest.raises(InputError, match="只有二手来源"):
        sign_item(store, "063.i2", Signature("李明", samples.date(2026, 4, 1)))
    assert items(store)[1].state == "draft"

    compared = Signature("李明", samples.date(2026, 4, 1), "部网站原件")
    sign_item(store, "063.i2", compared)
    assert item(store, "063.i2")[1].signed == compared
    load_policies(store, [replace(secondary(), title="只改标题")], imported)
    assert item(store, "063.i2")[1].signed == compared
    sign_item(store, "063.i2", None)
    assert item(store, "063.i2")[1].signed is None


def test_a_signature_does_not_outlive_the_primary_source(store, imported):
    load_policies(store, [samples.signed(samples.policy(), "i2")], imported)

    load_policies(store, [secondary()], imported)

    assert [row.state for row in items(store)] == ["draft", "draft"]


def test_signing_an_unknown_item_is_not_found(store):
    with pytest.raises(NotFoundError):
        sign_item(store, "063.i9", None)


def test_features_are_all_of_the_vocabulary(store):
    load_features(store)
    load_features(store)

    assert [one.feature_id for one in features(store)] == sorted(samples.vocabulary())
