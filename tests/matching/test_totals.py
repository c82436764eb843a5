"""Amounts and ratios of several years: sums and means with gaps, totals stated for them, window edges."""

import pytest

from tests.make import company, criterion, fact
from tests.matching.asking import says


def number(feature, period, op="ge", value="100", **more):
    """A number criterion."""
    return criterion("c1", "compare", feature, op, value, period=period, **more)


def firm_of(feature, figures, **more):
    """A firm with one feature's facts by period."""
    return company(*(fact(feature, value, period) for period, value in figures.items()), **more)


@pytest.mark.parametrize(
    ("op", "value", "figures", "expected"),
    [
        ("le", "100", {"2025": "101"}, "F"),
        ("le", "100", {"2025": "100"}, "U"),
        ("lt", "100", {"2025": "100"}, "F"),
        ("lt", "100", {"2025": "99"}, "U"),
        ("gt", "100", {"2025": "100"}, "U"),
        ("gt", "100", {"2025": "101"}, "T"),
        ("eq", "100", {"2025": "101"}, "U"),
    ],
)
def test_what_a_sum_with_a_gap_already_says(op, value, figures, expected):
    assert says(number("revenue", "fy2 sum", op, value), firm_of("revenue", figures)) == expected


def test_a_whole_year_before_founding_leaves_no_gap():
    since = number("rd_expense", "since 2024-06-01", "le", "100")
    until = number("rd_expense", "2024-06-01/2025-12-31", "le", "100")

    assert says(since, firm_of("rd_expense", {"2025": "50"}, founded="2025-02-01")) == "U"
    assert says(until, firm_of("rd_expense", {"2025": "50"}, founded="2025-02-01")) == "T"


NOT_ASKED = {"value": None, "status": "not_applicable"}


@pytest.mark.parametrize(
    ("feature", "period", "op", "value", "facts", "flags", "expected"),
    [
        ("registered_capital", "fy2 mean", "ge", "0", [], ("short_history",), "U"),
        ("market_share", "fy2 mean", "lt", "0", [], ("short_history",), "U"),
        ("exports", "fy2 mean", "ge", "1", [fact("exports", "9", "2024/2025")], ("short_history",), "U"),
        ("revenue", "fy2 sum", "ge", "0", [], ("short_history",), "U"),
        ("revenue", "rolling 5m", "ge", "0", [], (), "U"),
        ("exports", "fy2 sum", "ge", "1", [fact("exports", period="2024/2025", **NOT_ASKED)], (), "P"),
        ("exports", "fy2 mean", "ge", "1", [fact("exports", period="2024/2025", **NOT_ASKED)], (), "P"),
        (
            "exports",
            "2024-01-01/2025-12-31",
            "ge",
            "1",
            [fact("exports", period="2024/2025", **NOT_ASKED)],
            (),
            "P",
        ),
        ("exports", "fy2 sum", "ge", "1", [fact("exports", period="2023/2025", **NOT_ASKED)], (), "U"),
        ("exports", "fy1", "ge", "1", [fact("exports", **NOT_ASKED)], (), "P"),
        ("exports", "rolling 12m", "ge", "1", [fact("exports", **NOT_ASKED)], (), "U"),
        (
            "exports",
            "since 2024-01-01",
            "ge",
            "1",
            [fact("exports", **NOT_ASKED), fact("exports", "0", "2024")],
            (),
            "U",
        ),
        (
            "exports",
            "since 2024-01-01",
            "ge",
            "1",
            [fact("exports", **NOT_ASKED), fact("exports", "1", "2024")],
            (),
            "T",
        ),
    ],
    ids=[
        "mean-of-no-year",
        "mean-of-no-ratio",
        "mean-of-a-total-of-no-year",
        "sum-of-no-year",
        "window-without-a-year",
        "total-not-applicable",
        "total-of-a-mean-not-applicable",
        "total-of-a-window-not-applicable",
        "other-years-not-applicable",
        "year-not-applicable",
        "no-year-and-a-gap",
        "not-applicable-beside-a-gap",
        "enough-all-the-same",
    ],
)
def test_where_nothing_adds_up(feature, period, op, value, facts, flags, expected):
    founded = "2026-01-01" if flags else None

    assert says(number(feature, period, op, value, flags=flags), company(*facts, founded=founded)) == expected


@pytest.mark.parametrize(
    ("feature", "period", "op", "value", "facts", "expected"),
    [
        ("assets", "fy3 mean", "lt", "9", [fact("assets", "1")], "T"),
        ("assets", "fy3 mean", "lt", "9", [fact("assets", "1"), fact("assets", "说不清", "2023")], "U"),
        (
            "profit_growth",
            "fy2 each",
            "le",
            "0",
            [fact("profit", "2", "2024"), fact("profit", "3", "2023")],
            "U",
        ),
        ("profit_growth", "fy2 mean", "le", "0", [fact("profit_growth", **NOT_ASKED)], "P"),
        ("profit_growth", "fy2 each", "le", "0", [fact("profit_growth", "说不清")], "U"),
        ("hitech_ratio", "fy2 each", "ge", "0.5", [fact("hitech_ratio", "0.5")], "T"),
        ("rd_intensity", "fy2 each", "ge", "0.5", [fact("rd_intensity", "0.5")], "T"),
        (
            "rd_intensity",
            "fy2 each",
            "ge",
            "0.5",
            [fact("rd_intensity", "0.5"), fact("revenue", "9", "2024")],
            "U",
        ),
    ],
    ids=[
        "no-fact-drops-out",
        "an-unreadable-fact-is-a-gap",
        "both-years-of-growth-have-facts",
        "growth-not-applicable",
        "growth-unreadable",
        "a-ratio-drops-out",
        "a-ratio-of-parts-drops-out",
        "a-part-with-a-fact-is-a-gap",
    ],
)
def test_what_drops_out_of_a_short_history(feature, period, op, value, facts, expected):
    one = number(feature, period, op, value, flags=("short_history",))

    assert says(one, company(*facts, founded="2025-01-25")) == expected


def test_the_latest_day_of_the_running_year_counts_even_before_founding():
    one = number("revenue", "current_year", "ge", "100", flags=("short_history",))

    assert says(one, firm_of("revenue", {"2026-03-31": "100"}, founded="2027-02-28")) == "T"
    assert says(one, company(founded="2027-02-28")) == "U"


EDGE = "2024-06-01/2025-12-31"


@pytest.mark.parametrize(
    ("feature", "facts", "flags", "expected"),
    [
        ("rd_expense", [fact("rd_expense", "50")], (), "T"),
        ("rd_expense", [fact("rd_expense", "50"), fact("rd_expense", "1", "2024")], (), "U"),
        ("rd_expense", [fact("rd_expense", "50"), fact("rd_expense", "1", "2024", unit="万元")], (), "U"),
        ("hitech_ratio", [fact("hitech_ratio", "0.5", "2025/2025")], (), "U"),
        ("hitech_ratio", [fact("hitech_ratio", "0.5", "2025/2025")], ("short_history",), "T"),
        ("main_ratio", [fact("main_ratio", "0.5", "2025/2025")], (), "T"),
        ("main_ratio", [fact("main_ratio", "0.5", "2025/2025"), fact("revenue", "9", "2024")], (), "U"),
    ],
    ids=[
        "money-is-0",
        "money-with-a-fact",
        "money-with-an-unreadable-fact",
        "a-ratio-is-not-0",
        "a-ratio-drops-out",
        "parts-are-0",
        "a-part-with-a-fact",
    ],
)
def test_the_edge_of_a_window_before_founding_is_a_gap_unless_it_is_0(feature, facts, flags, expected):
    one = number(feature, EDGE, "le", "100", flags=flags)

    assert says(one, company(*facts, founded="2025-02-01")) == expected


PARTS = (
    fact("rd_expense", "1", "2025"),
    fact("revenue", "10", "2025"),
    fact("rd_expense", "9", "2024"),
    fact("revenue", "30", "2024"),
)


@pytest.mark.parametrize(
    ("period", "value"), [("fy2 sum", "0.25"), ("fy2 mean", "0.2"), ("2024-01-01/2025-12-31", "0.25")]
)
def test_ratios_over_years(period, value):
    assert says(number("rd_intensity", period, "eq", value), company(*PARTS)) == "T"


@pytest.mark.parametrize(
    ("period", "op", "value", "expected"),
    [("fy2 sum", "ge", "0.01", "U"), ("fy2 mean", "ge", "0.15", "T"), ("fy2 mean", "ge", "0.16", "U")],
)
def test_ratios_with_a_gap(period, op, value, expected):
    assert says(number("rd_intensity", period, op, value), company(*PARTS[2:])) == expected


def test_parts_of_a_ratio_may_be_totals_of_the_same_years():
    totals = (fact("rd_expense", "10", "2024/2025"), fact("revenue", "40", "2024/2025"))

    assert says(number("rd_intensity", "fy2 sum", "eq", "0.25"), company(*totals)) == "T"


def test_a_ratio_may_be_stated_for_exactly_the_years():
    stated = (fact("rd_domestic_ratio", "0.6", "2023/2025"),)

    assert says(number("rd_domestic_ratio", "fy3 sum", "ge", "0.6"), company(*stated)) == "T"
    assert says(number("rd_domestic_ratio", "fy2 sum", "ge", "0.6"), company(*stated)) == "U"
    assert says(number("rd_domestic_ratio", "since 2023-01-01", "ge", "0.6"), company(*stated)) == "U"


def test_margin_with_a_gap_stays_unknown():
    facts = (fact("profit", "90"), fact("revenue", "100"))

    assert says(number("profit_margin", "fy2 mean", "ge", "0.1"), company(*facts)) == "U"


def disputed(*figures):
    """Revenue by year, each from a source of its own."""
    return [fact("revenue", value, year, source=f"来源{at}") for at, (year, value) in enumerate(figures)]


SHARED = disputed(("2023", "100"), ("2024", "50"), ("2024", "120"), ("2025", "120"))


@pytest.mark.parametrize(
    ("period", "op", "value", "facts", "expected"),
    [
        ("fy2 each", "ge", "0.1", SHARED, "F"),
        ("fy2 mean", "ge", "0.1", SHARED, "T"),
        ("fy2 mean", "ge", "0.2", SHARED, "U"),
        (
            "fy2 each",
            "ge",
            "0.1",
            disputed(("2023", "100"), ("2024", "0"), ("2024", "200"), ("2025", "200")),
            "F",
        ),
        ("fy2 mean", "le", "0.5", [*SHARED, fact("revenue_growth", "0.2", "2024")], "T"),
    ],
    ids=[
        "one-of-two-fails",
        "mean-in-both",
        "mean-in-one",
        "a-base-of-0-fails-itself",
        "a-given-growth-gives-way",
    ],
)
def test_two_growths_take_their_common_year_from_the_same_source(period, op, value, facts, expected):
    assert says(number("revenue_growth", period, op, value), company(*facts)) == expected
