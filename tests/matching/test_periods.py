"""Every period: which facts it picks, on which days, with which gaps. The application date is 2026-05-10."""

from datetime import date

import pytest

from tests.make import ON, company, criterion, fact
from tests.matching.asking import says


def number(feature, period, op="ge", value="100", **more):
    """A number criterion."""
    return criterion("c1", "compare", feature, op, value, period=period, **more)


def firm_of(feature, figures, **more):
    """A firm with one feature's facts by period."""
    return company(*(fact(feature, value, period) for period, value in figures.items()), **more)


@pytest.mark.parametrize(
    ("feature", "period", "figures", "expected"),
    [
        # one year: a flow's year, a stock's 31 December
        ("revenue", "fy1", {"2025": "100"}, "T"),
        ("revenue", "fy1", {"2024": "100"}, "U"),
        ("revenue", "fy1", {"2025-12-31": "100"}, "U"),
        ("revenue", "fy1", {"now": "100"}, "U"),
        ("revenue", "fy1", {"2025/2025": "100"}, "T"),
        ("employees", "fy1", {"2025/2025": "100"}, "U"),
        ("revenue", "year 0000", {"2025": "100"}, "U"),
        ("revenue", "current_year", {"2026-01-01": "100"}, "T"),
        ("revenue", None, {"2025": "100"}, "T"),
        ("revenue", "year 2014", {"2014": "100"}, "T"),
        ("revenue", "year 2014", {"2015": "100"}, "U"),
        ("employees", "fy1", {"2025": "100"}, "T"),
        ("employees", "fy1", {"2025-12-31": "100"}, "T"),
        ("employees", "prev_year_end", {"2025-12-30": "100"}, "U"),
        ("employees", "prev_year_end", {"now": "100"}, "U"),
        ("employees", None, {"2025": "100"}, "T"),
        ("employees", "year 2014", {"2014-12-31": "100"}, "T"),
        ("fixed_investment", None, {"2025": "100"}, "T"),
        ("fixed_investment", None, {"now": "100"}, "U"),
        # each
        ("revenue", "fy2 each", {"2025": "100", "2024": "100"}, "T"),
        ("revenue", "fy2 each", {"2025": "100"}, "U"),
        ("revenue", "fy2 each", {"2025": "99"}, "F"),
        ("revenue", "fy2 each", {"2025": "100", "2024": "99"}, "F"),
        ("revenue", "fy2 each", {"2025": "100", "2023": "100"}, "U"),
        ("employees", "fy2 each", {"2025": "100", "2024-12-31": "100"}, "T"),
        # sum and mean
        ("revenue", "fy3 sum", {"2025": "40", "2024": "30", "2023": "30"}, "T"),
        ("revenue", "fy3 sum", {"2025": "40", "2024": "30", "2023": "29"}, "F"),
        ("revenue", "fy3 sum", {"2025": "40", "2024": "60"}, "T"),
        ("revenue", "fy3 sum", {"2025": "40", "2024": "59"}, "U"),
        ("revenue", "fy2 mean", {"2025": "100", "2024": "100"}, "T"),
        ("revenue", "fy2 mean", {"2025": "200"}, "T"),
        ("revenue", "fy2 mean", {"2025": "199"}, "U"),
        ("profit", "fy2 sum", {"2025": "500"}, "U"),
        ("net_assets", "fy2 sum", {"2025": "500"}, "U"),
        ("equity_raised", None, {"2025": "60", "2024": "40"}, "T"),
        ("revenue", "fy3 sum", {"2023/2025": "100"}, "T"),
        ("revenue", "fy3 mean", {"2023/2025": "300"}, "T"),
        ("revenue", "fy2 sum", {"2023/2025": "100"}, "U"),
        ("revenue", "fy3 sum", {"2023/2024": "500", "2025": "1"}, "U"),
        ("revenue", "fy3 sum", {"2023/2025": "99", "2025": "500"}, "F"),
        ("revenue", "fy2 sum", {"2024/2025": "99", "2025": "50", "2024": "50"}, "U"),
        ("revenue", "fy2 sum", {"2024/2025": "101", "2025": "50", "2024": "50"}, "T"),
        # current year
        ("upgrade_investment", None, {"2026": "100"}, "T"),
        ("revenue", "current_year", {"2026": "100", "2026-03-31": "1"}, "T"),
        ("revenue", "current_year", {"2026-03-31": "99", "2026-05-10": "100"}, "T"),
        ("revenue", "current_year", {"2026-05-11": "100"}, "U"),
        ("revenue", "current_year", {"2025-12-31": "100"}, "U"),
        ("revenue", "current_year", {"2025": "100"}, "U"),
        # last year and this
        ("revenue", "fy1 + current_year", {"2025": "60", "2026": "40"}, "T"),
        ("revenue", "fy1 + current_year", {"2025": "60", "2026-04-30": "40"}, "T"),
        ("revenue", "fy1 + current_year", {"2025": "60", "2026": "39"}, "F"),
        ("revenue", "fy1 + current_year", {"2025": "60"}, "U"),
        ("revenue", "fy1 + current_year", {"2025": "100"}, "T"),
        ("revenue", "fy1 + current_year", {"2025/2026": "100"}, "T"),
        # now
        ("paid_in_capital", None, {"now": "100"}, "T"),
        ("paid_in_capital", "now", {"2026-05-10": "100"}, "T"),
        ("paid_in_capital", "now", {"2026-05-11": "100"}, "U"),
        ("paid_in_capital", "now", {"2025": "100"}, "T"),
        ("paid_in_capital", "now", {"2025-12-31": "100"}, "T"),
        ("paid_in_capital", "now", {"2025-12-30": "100"}, "U"),
        ("paid_in_capital", "now", {"2024": "100"}, "U"),
        ("paid_in_capital", "now", {"2025": "500", "2026-02-01": "1"}, "F"),
        ("paid_in_capital", "now", {"2026-02-01": "1", "now": "100"}, "T"),
        ("paid_in_capital", "now", {"2024/2025": "100"}, "U"),
        ("revenue", "now", {"2025": "100"}, "U"),
        ("revenue", "now", {"2026-01-01": "100"}, "T"),
        # windows of days
        ("rd_expense", "2024-01-01/2025-12-31", {"2024": "50", "2025": "50"}, "T"),
        ("rd_expense", "2024-01-01/2025-12-31", {"2024": "50", "2025": "49"}, "F"),
        ("rd_expense", "2024-01-01/2025-12-31", {"2024/2025": "100"}, "T"),
        ("rd_expense", "2024-01-02/2025-12-31", {"2024": "500", "2025": "99"}, "U"),
        ("rd_expense", "2024-01-02/2025-12-31", {"2025": "100"}, "T"),
        ("rd_expense", "rolling 36m", {"2025": "50", "2024": "50"}, "T"),
        ("rd_expense", "rolling 36m", {"2025": "50", "2024": "49"}, "U"),
        ("rd_expense", "since 2024-01-01", {"2025": "50", "2024": "50"}, "T"),
        ("rd_expense", "since 2025-01-01", {"2025": "99"}, "U"),
        ("rd_expense", "until 2025-12-31", {"2025": "500"}, "P"),
        ("rd_expense", "ever", {"2025": "500"}, "P"),
        ("registered_capital", "rolling 36m", {"2024": "100"}, "T"),
        ("registered_capital", "rolling 36m", {"2024": "100", "2025-06-01": "99"}, "F"),
        ("registered_capital", "rolling 36m", {"2022": "100"}, "U"),
        ("registered_capital", "until 2024-06-30", {"2023": "100", "2024": "1"}, "T"),
        ("registered_capital", "ever", {"2001": "100"}, "T"),
        ("registered_capital", "2024-01-01/2024-12-31", {"2024-12-31": "100"}, "T"),
        ("registered_capital", "2024-01-01/2024-12-30", {"2024-12-31": "100"}, "U"),
    ],
)
def test_numbers(feature, period, figures, expected):
    assert says(number(feature, period), firm_of(feature, figures)) == expected


@pytest.mark.parametrize(
    ("period", "op", "value", "expected"),
    [
        ("fy2 cagr", "ge", "0.1", "T"),
        ("fy2 cagr", "gt", "0.1", "F"),
        ("fy2 cagr", "le", "0.1", "T"),
        ("fy2 cagr", "eq", "0.1", "T"),
        ("fy2 cagr", "ge", "0.100000000000000000001", "F"),
        ("fy2 cagr", "ge", "-2", "T"),
        ("fy3 cagr", "ge", "0.1", "U"),
    ],
)
def test_compound_growth_is_exact(period, op, value, expected):
    figures = {"2025": "121", "2023": "100", "2024": "1"}

    assert says(number("revenue_growth", period, op, value), firm_of("revenue", figures)) == expected


def test_compound_growth_of_a_plain_series():
    assert (
        says(
            number("revenue", "fy2 cagr", "ge", "0.1", unit="1"),
            firm_of("revenue", {"2025": "121", "2023": "100"}),
        )
        == "T"
    )


@pytest.mark.parametrize(("base", "expected"), [("0", "P"), ("-5", "P"), ("5", "F")])
def test_compound_growth_from_nothing(base, expected):
    one = number("profit_growth", "fy2 cagr", "ge", "0")

    assert says(one, firm_of("profit", {"2025": "4", "2023": base})) == expected


def test_compound_growth_to_a_loss_is_below_minus_one():
    one = number("profit_growth", "fy2 cagr", "ge", "-1")

    assert says(one, firm_of("profit", {"2025": "-4", "2023": "5"})) == "F"


def test_growth_takes_its_last_year_by_default():
    one = number("revenue_growth", None, "ge", "0.1")

    assert says(one, firm_of("revenue", {"2025": "110", "2024": "100"})) == "T"


def test_growth_each_year():
    one = number("revenue_growth", "fy2 each", "ge", "0.1")

    assert says(one, firm_of("revenue", {"2025": "121", "2024": "110", "2023": "100"})) == "T"
    assert says(one, firm_of("revenue", {"2025": "120", "2024": "110", "2023": "100"})) == "F"
    assert says(one, firm_of("revenue", {"2025": "121", "2024": "110"})) == "U"


def test_growth_of_a_short_history_drops_the_year_without_a_base():
    one = number("revenue_growth", "fy2 mean", "ge", "0.1", flags=("short_history",))
    figures = {"2025": "121", "2024": "110"}

    assert says(one, firm_of("revenue", figures, founded="2024-01-01")) == "T"
    assert (
        says(
            number("revenue_growth", "fy2 mean", "ge", "0.1"),
            firm_of("revenue", figures, founded="2024-01-01"),
        )
        == "P"
    )


@pytest.mark.parametrize(
    ("on", "expected"),
    [(date(2025, 12, 31), "2024"), (date(2026, 1, 1), "2025")],
    ids=["last-day-of-the-year", "new-year"],
)
def test_the_last_year_is_the_calendar_year_before(on, expected):
    firm = firm_of("revenue", {"2024": "2024", "2025": "2025"})

    assert says(number("revenue", "fy1", "eq", expected), firm, on) == "T"


@pytest.mark.parametrize(
    ("on", "day", "expected"),
    [
        (date(2026, 5, 31), "2026-02-28", "T"),
        (date(2026, 5, 31), "2026-02-27", "U"),
        (date(2024, 2, 29), "2023-11-29", "T"),
    ],
)
def test_a_day_the_month_lacks_is_its_last(on, day, expected):
    firm = company(fact("registered_capital", "100", day))

    assert says(number("registered_capital", "rolling 3m"), firm, on) == expected


@pytest.mark.parametrize(
    ("observed", "expected"), [("2026-05-10", "T"), ("2026-05-11", "U"), ("2020-01-01", "T"), (None, "T")]
)
def test_now_is_the_day_observed(observed, expected):
    firm = company(fact("registered_capital", "100", "now", observed=observed))

    assert says(number("registered_capital", "now"), firm) == expected


@pytest.mark.parametrize(
    ("observed", "expected"), [("2026-05-10", "U"), ("2026-05-11", "F")], ids=["on-the-day", "a-day-later"]
)
def test_a_source_takes_back_its_present_up_to_the_application_date(observed, expected):
    said = fact("operating", False, "now", observed="2026-01-10")
    later = fact("operating", None, "now", status="asked_not_known", observed=observed)

    assert says(criterion("c1", "state", "operating"), company(said, later)) == expected


def test_a_later_observed_now_is_the_latest_state():
    firm = company(
        fact("registered_capital", "100", "now", observed="2026-04-01", source="甲"),
        fact("registered_capital", "1", "now", observed="2026-03-01", source="乙"),
    )

    assert says(number("registered_capital", "now"), firm) == "T"


@pytest.mark.parametrize(
    ("period", "facts", "expected"),
    [
        ("fy1", {"2025": "民营"}, "T"),
        ("fy1", {"2025-06-30": "民营"}, "T"),
        ("fy1", {"2025-06-30": "民营", "2025-07-01": "国有"}, "F"),
        ("fy1", {"2024": "民营"}, "U"),
        ("now", {"2025": "民营"}, "T"),
        ("now", {"2024": "民营"}, "U"),
        ("now", {"2026": "民营"}, "T"),
        ("fy2 each", {"2025": "民营", "2024": "民营"}, "T"),
        ("fy2 each", {"2025": "民营"}, "U"),
        ("fy2 each", {"2025": "国有"}, "F"),
        ("rolling 12m", {"2025-05-10": "民营"}, "T"),
        ("rolling 12m", {"2025-05-09": "民营"}, "U"),
        ("until 2020-12-31", {"2019": "民营", "2024": "国有"}, "T"),
        ("current_year", {"2026-01-01": "民营"}, "T"),
        ("fy1 + current_year", {"2025-01-01": "民营"}, "T"),
    ],
)
def test_for_sets_a_year_is_its_days(period, facts, expected):
    one = criterion("c1", "in", "ownership", values=("民营",), period=period)

    assert says(one, firm_of("ownership", facts)) == expected


@pytest.mark.parametrize(
    ("period", "facts", "expected"),
    [
        ("now", {"now": True}, "T"),
        ("now", {"now": False}, "F"),
        ("now", {"2026-01-01": True, "2026-02-01": False}, "F"),
        ("now", {"2024-12-31": True}, "U"),
        ("fy2 each", {"2025": True, "2024": True}, "T"),
        ("fy2 each", {"2024": False}, "F"),
        ("now", {"now": "是"}, "U"),
        ("now", {"now": "true"}, "T"),
    ],
)
def test_states(period, facts, expected):
    one = criterion("c1", "state", "legal_person", period=period)

    assert says(one, firm_of("legal_person", facts)) == expected


@pytest.mark.parametrize(
    ("scope", "facts", "expected"),
    [
        (("全国",), [fact("market_rank", "10", phrase="全国")], "T"),
        (("全国",), [fact("market_rank", "11", phrase="全国")], "F"),
        (("全国",), [fact("market_rank", "3")], "T"),
        (("全国",), [fact("market_rank", "3", phrase="全省")], "U"),
        (("全国", "全球"), [fact("market_rank", "3", phrase="全球")], "T"),
        (
            ("全国", "全球"),
            [fact("market_rank", "3", phrase="全球"), fact("market_rank", "30", phrase="全国")],
            "U",
        ),
        (("全国",), [fact("market_rank", "30", phrase="全国"), fact("market_rank", "3")], "F"),
        ((), [fact("market_rank", "3", phrase="全国")], "U"),
        (("全国",), [fact("market_rank", "3", "2024")], "U"),
    ],
)
def test_ranks(scope, facts, expected):
    one = criterion("c1", "rank", "market_rank", "le", "10", values=scope)

    assert says(one, company(*facts)) == expected


@pytest.mark.parametrize(
    ("op", "value", "founded", "expected"),
    [
        ("ge", "1", "2025-05-10", "T"),
        ("ge", "1", "2025-05-11", "F"),
        ("gt", "1", "2025-05-10", "F"),
        ("gt", "1", "2025-05-09", "T"),
        ("le", "1", "2025-05-10", "T"),
        ("le", "1", "2025-05-09", "F"),
        ("lt", "1", "2025-05-10", "F"),
        ("lt", "1", "2025-05-11", "T"),
        ("ge", "0.5", "2025-11-10", "T"),
        ("ge", "0.5", "2025-11-11", "F"),
        ("ge", "1.5", "2024-11-10", "T"),
        ("ge", "0.125", "2026-03-25", "T"),
        ("ge", "0.125", "2026-03-26", "F"),
        ("eq", "1", "2025-05-10", "T"),
        ("eq", "1", "2025-05-09", "F"),
    ],
)
def test_age(op, value, founded, expected):
    assert says(number("age_years", None, op, value), company(founded=founded)) == expected


def test_founded_on_the_29th_of_february():
    one = number("age_years", None, "ge", "2")

    assert says(one, company(founded="2024-02-29"), date(2026, 2, 28)) == "T"
    assert says(one, company(founded="2024-02-29"), date(2026, 2, 27)) == "F"
    assert says(number("age_years", None, "ge", "4"), company(founded="2024-02-29"), date(2028, 2, 28)) == "F"


def test_a_stated_age_counts_only_without_the_day_of_founding():
    stated = fact("age_years", "3", "now")
    one = number("age_years", None, "ge", "3")

    assert says(one, company(stated)) == "T"
    assert says(one, company(stated, founded="2026-01-01")) == "F"
    assert says(one, company()) == "U"


def test_age_at_the_end_of_the_last_year():
    one = number("age_years", "prev_year_end", "ge", "1")

    assert says(one, company(founded="2025-01-01")) == "F"
    assert says(one, company(founded="2024-12-31")) == "T"


def test_an_empty_window_says_nothing():
    assert date(2027, 1, 1) > ON
    for kind, feature, more in (
        ("compare", "rd_expense", {"op": "ge", "value": "0"}),
        ("event", "loss", {}),
        ("state", "operating", {}),
    ):
        one = criterion("c1", kind, feature, period="since 2027-01-01", **more)
        assert says(one, company(fact("loss", False, "now"), fact("operating", True, "now"))) == "U"
