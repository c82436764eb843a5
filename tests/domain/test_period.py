"""Periods of criteria and of facts: text form and back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InputError
from domain.period import (
    Aggregate,
    FactPeriodKind,
    Period,
    PeriodKind,
    parse_day,
    parse_fact_period,
    parse_period,
)

days = st.dates(date(1000, 1, 1), date(9999, 12, 31)).map(str)
texts = st.one_of(
    st.sampled_from(["fy1", "current_year", "fy1 + current_year", "prev_year_end", "ever", "now"]),
    st.builds("fy{} {}".format, st.sampled_from([2, 3, 5]), st.sampled_from(list(Aggregate))),
    st.integers(1000, 9999).map("year {}".format),
    st.integers(1, 600).map("rolling {}m".format),
    days.map("since {}".format),
    days.map("until {}".format),
    st.builds("{}/{}".format, days, days),
)


@given(texts)
def test_print_undoes_parse(text):
    assert str(parse_period(text)) == text


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("fy3 cagr", Period(PeriodKind.FISCAL_YEARS, years=3, aggregate=Aggregate.CAGR)),
        ("year 2014", Period(PeriodKind.YEAR, years=2014)),
        ("rolling 36m", Period(PeriodKind.ROLLING, months=36)),
        ("since 2008-01-01", Period(PeriodKind.SINCE, start=date(2008, 1, 1))),
        ("until 2017-12-31", Period(PeriodKind.UNTIL, end=date(2017, 12, 31))),
        ("2020-01-01/2020-12-31", Period(PeriodKind.RANGE, start=date(2020, 1, 1), end=date(2020, 12, 31))),
    ],
)
def test_periods_mean_what_they_say(text, period):
    assert parse_period(text) == period


@pytest.mark.parametrize(
    "text",
    ["", "fy0 sum", "fy3", "rolling 0m", "rolling m", "since 2025-02-29", "2025", "FY1", "now ", "fy2 max"],
)
def test_other_texts_are_no_periods(text):
    with pytest.raises(InputError):
        parse_period(text)


@pytest.mark.parametrize(
    ("text", "kind", "first", "last"),
    [
        ("2025", FactPeriodKind.YEAR, date(2025, 1, 1), date(2025, 12, 31)),
        ("2024-02-29", FactPeriodKind.DAY, date(2024, 2, 29), date(2024, 2, 29)),
        ("2023/2025", FactPeriodKind.YEARS, date(2023, 1, 1), date(2025, 12, 31)),
        ("now", FactPeriodKind.NOW, None, None),
    ],
)
def test_fact_periods(text, kind, first, last):
    period = parse_fact_period(text)
    assert (period.kind, period.first, period.last) == (kind, first, last)
    assert str(period) == text


@pytest.mark.parametrize(
    "text", ["2025/2023", "25", "2025-2-1", "2025-02-30", "0000", "去年", "2025-01-01/2025-12-31"]
)
def test_other_texts_are_no_fact_periods(text):
    with pytest.raises(InputError):
        parse_fact_period(text)


@pytest.mark.parametrize(
    "value", ["2025-02-29", "20250228", "2025-2-28", None, 20250228, "2025-02-28T00:00:00"]
)
def test_only_iso_days_are_days(value):
    with pytest.raises(InputError, match="日期"):
        parse_day(value)
