"""Which facts count: unknowns, one source, wordings, years before founding, derived figures, findings."""

from decimal import Decimal

import pytest

from tests.make import company, criterion, fact, finding
from tests.matching.asking import leaf, says

REVENUE = criterion("c1", "compare", "revenue", "ge", "100")
INTENSITY = criterion("c1", "compare", "rd_intensity", "ge", "0.03")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ((), "U"),
        ((fact("revenue", None),), "U"),
        ((fact("revenue", "500", status="not_asked"),), "U"),
        ((fact("revenue", "500", status="asked_not_known"),), "U"),
        ((fact("revenue", "很多", unit=None),), "U"),
        ((fact("revenue", True),), "U"),
        ((fact("revenue", "500", unit=None),), "U"),
        ((fact("revenue", "500", unit="USD"),), "U"),
        ((fact("revenue", "500", unit="万元"),), "U"),
        ((fact("revenue", "500"),), "T"),
        ((fact("revenue", "99.99"),), "F"),
        ((fact("revenue", "500", status="not_applicable"),), "P"),
    ],
    ids=[
        "none",
        "null",
        "not-asked",
        "asked-not-known",
        "wrong-type",
        "yes-for-a-number",
        "no-unit",
        "dollars",
        "wan",
        "known",
        "below",
        "not-applicable",
    ],
)
def test_what_is_known(facts, expected):
    assert says(REVENUE, company(*facts)) == expected


def test_a_dollar_leaf_takes_dollars_only():
    dollars = criterion("c1", "compare", "exports", "ge", "100", unit="USD")

    assert says(dollars, company(fact("exports", "100", unit="USD"))) == "T"
    assert says(dollars, company(fact("exports", "100"))) == "U"


def two(first, second, sources=("年报", "年报"), observed=("2026-03-01", "2026-04-01")):
    """Two facts of one year."""
    return company(
        fact("revenue", first, source=sources[0], observed=observed[0]),
        fact("revenue", second, source=sources[1], observed=observed[1]),
    )


@pytest.mark.parametrize(
    ("firm", "expected"),
    [
        (two("500", "50"), "F"),
        (two("50", "500"), "T"),
        (two("500", "50", observed=("2026-04-01", "2026-04-01")), "U"),
        (two("500", "600", observed=("2026-04-01", "2026-04-01")), "T"),
        (two("50", "60", observed=(None, None)), "F"),
        (two("500", "50", sources=("年报", "税务")), "U"),
        (two("500", "600", sources=("年报", "税务")), "T"),
        (two("500", None), "U"),
        (two(None, "500"), "T"),
        (two("500", None, sources=("年报", "税务")), "T"),
    ],
    ids=[
        "later-replaces",
        "later-replaces-upwards",
        "same-day-differs",
        "same-day-agrees",
        "undated-agrees",
        "two-sources-differ",
        "two-sources-agree",
        "source-takes-back",
        "source-learns",
        "another-source-does-not-know",
    ],
)
def test_one_source(firm, expected):
    assert says(REVENUE, firm) == expected


def test_differing_sources_give_the_worst_distance():
    verdict = leaf(REVENUE, two("50", "60", sources=("年报", "税务")))

    assert verdict.distance == 50


CERT = criterion("c1", "state", "other", phrase="通过 两化融合 评定")


@pytest.mark.parametrize(
    ("one", "facts", "expected"),
    [
        (CERT, [fact("other", True, "now", phrase="通过两化融合评定")], "T"),
        (CERT, [fact("other", True, "now")], "U"),
        (CERT, [fact("other", True, "now", phrase="通过能源管理评定")], "U"),
        (
            criterion("c1", "compare", "revenue", "ge", "100", phrase="业务收入"),
            [fact("revenue", "50", phrase="业务收入"), fact("revenue", "500")],
            "F",
        ),
        (
            criterion("c1", "compare", "revenue", "ge", "100", phrase="业务收入"),
            [fact("revenue", "500")],
            "T",
        ),
        (REVENUE, [fact("revenue", "500", phrase="业务收入")], "U"),
        (
            criterion("c1", "event", "dishonesty", period="ever"),
            [fact("dishonesty", True, "2025-01-01", phrase="严重失信")],
            "T",
        ),
        (
            criterion("c1", "event", "dishonesty", period="ever"),
            [fact("dishonesty", False, "2026-05-01", phrase="严重失信")],
            "U",
        ),
        (
            criterion("c1", "event", "dishonesty", period="ever", phrase="严重失信"),
            [fact("dishonesty", False, "2026-05-01")],
            "F",
        ),
        (
            criterion("c1", "event", "dishonesty", period="ever", phrase="严重失信"),
            [fact("dishonesty", True, "2026-05-01")],
            "U",
        ),
        (
            criterion("c1", "event", "dishonesty", period="ever", phrase="严重失信"),
            [
                fact("dishonesty", True, "2026-05-01"),
                fact("dishonesty", False, "2026-05-02", phrase="严重失信"),
            ],
            "F",
        ),
        (
            criterion("c1", "state", "controlled_by", phrase="500 强子公司"),
            [fact("controlled_by", False, "now")],
            "F",
        ),
        (
            criterion("c1", "state", "controlled_by", phrase="500 强子公司"),
            [fact("controlled_by", True, "now")],
            "U",
        ),
        (
            criterion("c1", "state", "controlled_by", phrase="500 强子公司"),
            [fact("controlled_by", True, "now", phrase="500强子公司")],
            "T",
        ),
        (criterion("c1", "state", "operating", phrase="正常"), [fact("operating", True, "now")], "T"),
        (
            criterion("c1", "has", "prior_support", phrase="同类资金"),
            [fact("prior_support", True, "now")],
            "U",
        ),
        (
            criterion("c1", "has", "prior_support", phrase="同类资金"),
            [fact("prior_support", False, "now")],
            "F",
        ),
    ],
    ids=[
        "spaces-aside",
        "other-takes-none-without",
        "another-phrase",
        "own-before-general",
        "phrase-is-a-note",
        "narrow-fact-serves-no-general-leaf",
        "true-event-serves-general-leaf",
        "false-event-does-not",
        "general-no-counts-on-an-event",
        "general-yes-leaves-it-unknown",
        "own-no-beats-general-yes",
        "controlled-no",
        "controlled-yes",
        "controlled-own-yes",
        "note-on-a-state",
        "support-yes",
        "support-no",
    ],
)
def test_wordings(one, facts, expected):
    assert says(one, company(*facts)) == expected


@pytest.mark.parametrize(
    ("period", "founded", "facts", "flags", "expected"),
    [
        ("fy2 each", "2025-03-01", ("2025", "500"), (), "F"),
        ("fy2 each", "2025-03-01", ("2025", "500"), ("short_history",), "T"),
        ("fy2 each", "2024-12-31", ("2025", "500"), (), "U"),
        ("fy2 sum", "2025-03-01", ("2025", "99"), (), "F"),
        ("fy2 mean", "2025-03-01", ("2025", "150"), (), "F"),
        ("fy2 mean", "2025-03-01", ("2025", "150"), ("short_history",), "T"),
        ("fy1", "2026-01-01", None, (), "F"),
        ("fy1", "2026-01-01", None, ("short_history",), "U"),
        ("year 2020", "2025-03-01", ("2020", "500"), (), "T"),
    ],
    ids=[
        "zero-fails-each",
        "drops-out-of-each",
        "founded-on-the-last-day",
        "zero-in-sum",
        "zero-in-mean",
        "drops-out-of-mean",
        "last-year-before-founding",
        "nothing-left",
        "a-fact-counts-all-the-same",
    ],
)
def test_years_before_founding(period, founded, facts, flags, expected):
    one = criterion("c1", "compare", "revenue", "ge", "100", period=period, flags=flags)
    given = (fact("revenue", facts[1], facts[0]),) if facts else ()

    assert says(one, company(*given, founded=founded)) == expected


def test_only_money_and_numbers_are_zero_before_founding():
    ratio = criterion("c1", "compare", "hitech_ratio", "ge", "0.6", period="year 2020")
    staff = criterion("c1", "compare", "employees", "le", "5", period="year 2020")

    assert says(ratio, company(founded="2025-01-01")) == "U"
    assert says(staff, company(founded="2025-01-01")) == "T"


def test_an_unreadable_fact_before_founding_is_not_zero():
    one = criterion("c1", "compare", "revenue", "ge", "100", period="year 2020")

    assert says(one, company(fact("revenue", "5", "2020", unit="万元"), founded="2025-01-01")) == "U"


RD, SALES = fact("rd_expense", "299"), fact("revenue", "10000")


@pytest.mark.parametrize(
    ("feature", "facts", "value"),
    [
        ("rd_intensity", [RD, SALES], "0.0299"),
        ("main_ratio", [fact("main_revenue", "60"), fact("revenue", "80")], "0.75"),
        ("rd_staff_ratio", [fact("rd_staff", "3"), fact("employees", "12", "2025-12-31")], "0.25"),
        ("invention_ratio", [fact("invention_patents", "1", "now"), fact("patents", "4", "now")], "0.25"),
        ("debt_ratio", [fact("assets", "100"), fact("net_assets", "60")], "0.4"),
        ("profit_margin", [fact("profit", "-5"), fact("revenue", "100")], "-0.05"),
        ("product_ratio", [fact("product_revenue", "70"), fact("revenue", "100")], "0.7"),
        ("revenue_growth", [fact("revenue", "110"), fact("revenue", "100", "2024")], "0.1"),
        ("main_growth", [fact("main_revenue", "50"), fact("main_revenue", "100", "2024")], "-0.5"),
        ("profit_growth", [fact("profit", "-1"), fact("profit", "4", "2024")], "-1.25"),
        ("tax_growth", [fact("tax_paid", "3"), fact("tax_paid", "2", "2024")], "0.5"),
        ("output_growth", [fact("output_value", "3"), fact("output_value", "2", "2024")], "0.5"),
        ("export_growth", [fact("exports", "3"), fact("exports", "2", "2024")], "0.5"),
        ("rd_growth", [fact("rd_expense", "3"), fact("rd_expense", "2", "2024")], "0.5"),
    ],
    ids=lambda one: one if isinstance(one, str) else None,
)
def test_derived(feature, facts, value):
    equal = criterion("c1", "compare", feature, "eq", value)

    assert says(equal, company(*facts)) == "T"


@pytest.mark.parametrize(
    "facts",
    [
        [fact("rd_staff", "3", "now", observed="2026-04-01"), fact("employees", "12", "now")],
        [fact("rd_staff", "3", "2026-03-01"), fact("employees", "12", "2026-03-02")],
        [fact("rd_staff", "3", "2024"), fact("employees", "12", "2025")],
    ],
    ids=["two-days-of-now", "two-days", "two-years"],
)
def test_parts_are_of_one_year_or_day(facts):
    for period in ("now", "prev_year_end"):
        one = criterion("c1", "compare", "rd_staff_ratio", "ge", "0", period=period)
        assert says(one, company(*facts)) == "U"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("0.03", "F"),
        ("0.030", "F"),
        ("0.0300", "U"),
        ("0.0299", "F"),
        ("0.031", "U"),
        ("0.02", "F"),
        ("0", "F"),
        ("0.1", "U"),
    ],
)
def test_a_given_ratio_gives_way_to_the_one_it_was_rounded_from(given, expected):
    """Of 0.0299: half up to its own digits; another value stands beside it."""
    assert says(INTENSITY, company(RD, SALES, fact("rd_intensity", given))) == expected


def test_half_is_rounded_up():
    firm = company(fact("rd_expense", "25"), fact("revenue", "1000"))
    given = fact("rd_intensity", "0.03")
    one = criterion("c1", "compare", "rd_intensity", "lt", "0.03")

    assert says(one, company(*firm.facts, given)) == "T"


@pytest.mark.parametrize(
    ("one", "facts", "expected"),
    [
        (INTENSITY, [RD, fact("revenue", "0")], "P"),
        (INTENSITY, [fact("revenue", "0")], "U"),
        (criterion("c1", "compare", "revenue_growth", "ge", "0"), [SALES, fact("revenue", "0", "2024")], "P"),
        (
            criterion("c1", "compare", "profit_growth", "ge", "0"),
            [fact("profit", "5"), fact("profit", "-3", "2024")],
            "P",
        ),
        (criterion("c1", "compare", "profit_growth", "ge", "0"), [fact("profit", "-3", "2024")], "U"),
    ],
    ids=[
        "over-zero",
        "over-zero-and-a-fact-lacks",
        "growth-from-zero",
        "growth-from-loss",
        "loss-and-a-fact-lacks",
    ],
)
def test_what_only_a_person_can_compute(one, facts, expected):
    assert says(one, company(*facts)) == expected


@pytest.mark.parametrize(
    ("one", "facts"),
    [
        (criterion("c1", "manual", "revenue", "ge", "1"), [SALES]),
        (criterion("c1", "compare", "revenue", "ge", "1", subject="tenant"), [SALES]),
        (criterion("c1", "in", "field", values=("新材料",)), [fact("field", "集成电路", "now")]),
        (
            criterion("c1", "in", "product_field", values=("新材料",)),
            [fact("product_field", "集成电路", "now")],
        ),
        (criterion("c1", "in", "listing", values=("《名单》",)), [fact("listing", "主板", "now")]),
        (criterion("c1", "manual", "total_score", phrase="评分"), []),
    ],
    ids=["manual", "another-subject", "field", "product-field", "catalogue", "points-without-rows"],
)
def test_person_leaves(one, facts):
    assert says(one, company(*facts)) == "P"


MANUAL = criterion("c1", "manual", "other", phrase="行业领先")


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        ([finding("c1")], "T"),
        ([finding("c1", False)], "F"),
        ([finding("c1", item="i1")], "T"),
        ([finding("c1", item="d.i2")], "P"),
        ([finding("c1", item="e.i1")], "P"),
        ([finding("c2")], "P"),
        ([finding("c1", on="2026-05-10")], "T"),
        ([finding("c1", on="2026-05-11")], "P"),
        ([finding("c1", until="2026-05-10")], "T"),
        ([finding("c1", until="2026-05-09")], "P"),
        ([finding("c1"), finding("c1", False, on="2026-04-02")], "F"),
        ([finding("c1"), finding("c1", False)], "P"),
    ],
    ids=[
        "true",
        "false",
        "bare-item",
        "another-item",
        "another-document",
        "another-leaf",
        "from-its-day",
        "not-yet",
        "to-its-last-day",
        "over",
        "latest-decides",
        "two-of-a-day-differ",
    ],
)
def test_findings(findings, expected):
    assert says(MANUAL, company(findings=tuple(findings))) == expected


@pytest.mark.parametrize(
    ("facts", "expected"), [((), "U"), ((fact("revenue", "1"),), "F"), ((fact("revenue", "100"),), "T")]
)
def test_a_finding_decides_person_leaves_only(facts, expected):
    assert says(REVENUE, company(*facts, findings=(finding("c1"),))) == expected


def test_a_finding_stands_in_the_reasons():
    verdict = leaf(MANUAL, company(findings=(finding("c1"),)))

    assert verdict.finding is not None
    assert verdict.finding.by in verdict.have
    assert verdict.finding.why in verdict.have


def test_the_file_gives_region_and_industry_for_now():
    here = criterion("c1", "in", "region", values=("元氏县",))

    assert says(here, company(region="130132")) == "T"
    assert says(here, company(fact("region", "130102", "2026-01-01"), region="130132")) == "T"
    assert says(here, company(fact("region", "130102", "now"), region="130132")) == "U"


@pytest.mark.parametrize("value", [Decimal(12), "12"])
def test_a_name_that_is_a_number_is_no_name(value):
    one = criterion("c1", "in", "ownership", values=("12",))

    assert says(one, company(fact("ownership", value, "now"))) == ("T" if isinstance(value, str) else "U")
