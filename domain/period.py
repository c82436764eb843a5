"""Periods: over which time a fact is asked, and for which time a fact is stated.

Owns the printed form of both and its parser; which facts a period picks is decided in `matching`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.errors import InputError

_DAY = r"\d{4}-\d\d-\d\d"
_FISCAL = re.compile(r"fy([1-9]) (each|sum|mean|cagr)")
_NAMED_YEAR = re.compile(r"year (\d{4})")
_ROLLING = re.compile(r"rolling ([1-9]\d*)m")
_BOUND = re.compile(rf"(since|until) ({_DAY})")
_RANGE = re.compile(rf"({_DAY})/({_DAY})")
_YEARS = re.compile(r"(\d{4})/(\d{4})")


class PeriodKind(StrEnum):
    """How a period is stated; the values are the contract's words."""

    FY1 = "fy1"
    FISCAL_YEARS = "fiscal_years"
    CURRENT_YEAR = "current_year"
    FY1_AND_CURRENT = "fy1 + current_year"
    PREV_YEAR_END = "prev_year_end"
    YEAR = "year"
    ROLLING = "rolling"
    SINCE = "since"
    UNTIL = "until"
    RANGE = "range"
    EVER = "ever"
    NOW = "now"


class Aggregate(StrEnum):
    """How the years of a period are taken together."""

    EACH = "each"
    SUM = "sum"
    MEAN = "mean"
    CAGR = "cagr"


@dataclass(frozen=True, slots=True)
class Period:
    """The time a criterion speaks of, relative to the application date unless it names days.

    Attributes:
        years: number of complete fiscal years (FISCAL_YEARS) or the named year (YEAR).
        months: length of a ROLLING window.
        start, end: first and last day, both included (SINCE, UNTIL, RANGE).
    """

    kind: PeriodKind
    years: int | None = None
    aggregate: Aggregate | None = None
    months: int | None = None
    start: date | None = None
    end: date | None = None

    def __str__(self) -> str:
        """The contract's form; `parse_period(str(p)) == p`."""
        match self.kind:
            case PeriodKind.FISCAL_YEARS:
                return f"fy{self.years} {self.aggregate}"
            case PeriodKind.YEAR:
                return f"year {self.years}"
            case PeriodKind.ROLLING:
                return f"rolling {self.months}m"
            case PeriodKind.SINCE:
                return f"since {self.start}"
            case PeriodKind.UNTIL:
                return f"until {self.end}"
            case PeriodKind.RANGE:
                return f"{self.start}/{self.end}"
            case _:
                return self.kind.value


_PLAIN = {
    kind.value: Period(kind)
    for kind in PeriodKind
    if kind
    not in {
        PeriodKind.FISCAL_YEARS,
        PeriodKind.YEAR,
        PeriodKind.ROLLING,
        PeriodKind.SINCE,
        PeriodKind.UNTIL,
        PeriodKind.RANGE,
    }
}
NOW = _PLAIN["now"]
FY1 = _PLAIN["fy1"]


def parse_period(text: str) -> Period:
    """The period that the contract's text states.

    Raises:
        InputError: the text is no period of the contract, or holds an impossible day.
    """
    if plain := _PLAIN.get(text):
        return plain
    if found := _FISCAL.fullmatch(text):
        return Period(PeriodKind.FISCAL_YEARS, years=int(found[1]), aggregate=Aggregate(found[2]))
    if found := _NAMED_YEAR.fullmatch(text):
        return Period(PeriodKind.YEAR, years=int(found[1]))
    if found := _ROLLING.fullmatch(text):
        return Period(PeriodKind.ROLLING, months=int(found[1]))
    if found := _BOUND.fullmatch(text):
        day = parse_day(found[2])
        if found[1] == "since":
            return Period(PeriodKind.SINCE, start=day)
        return Period(PeriodKind.UNTIL, end=day)
    if found := _RANGE.fullmatch(text):
        return Period(PeriodKind.RANGE, start=parse_day(found[1]), end=parse_day(found[2]))
    raise InputError(
        f"期间“{text}”无法识别", expected="如 fy1、fy3 sum、rolling 36m、now、2024-01-01/2024-12-31"
    )


def parse_day(text: object) -> date:
    """An ISO day (`2026-05-10`).

    Raises:
        InputError: the text has another form or is no day of the calendar.
    """
    if isinstance(text, str) and re.fullmatch(_DAY, text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise InputError(f"日期“{text}”不存在或格式不对", expected="形如 2026-05-10 的日期")


class FactPeriodKind(StrEnum):
    """How the time of a fact is stated."""

    YEAR = "year"
    DAY = "day"
    NOW = "now"
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class FactPeriod:
    """The time for which a fact holds: a year, a day, `now`, or a run of whole years as one total.

    `first` and `last` are the first and last day, both included; `None` for `now`.
    """

    kind: FactPeriodKind
    first: date | None = None
    last: date | None = None

    @property
    def year(self) -> int | None:
        """The calendar year, for a YEAR; None for all other kinds."""
        return self.first.year if self.kind is FactPeriodKind.YEAR and self.first else None

    def __str__(self) -> str:
        """The file's form; `parse_fact_period(str(p)) == p`."""
        if self.first is None or self.last is None:
            return "now"
        match self.kind:
            case FactPeriodKind.YEAR:
                return f"{self.first.year:04}"
            case FactPeriodKind.YEARS:
                return f"{self.first.year:04}/{self.last.year:04}"
            case _:
                return self.first.isoformat()


def year_period(year: int) -> FactPeriod:
    """The whole calendar year."""
    return FactPeriod(FactPeriodKind.YEAR, date(year, 1, 1), date(year, 12, 31))


def day_period(day: date) -> FactPeriod:
    """One day."""
    return FactPeriod(FactPeriodKind.DAY, day, day)


FACT_NOW = FactPeriod(FactPeriodKind.NOW)


def parse_fact_period(text: str) -> FactPeriod:
    """A fact's period: `2025`, `2025-12-31`, `now`, or `2023/2025`.

    Raises:
        InputError: any other form, or a run of years that ends before it starts.
    """
    if text == "now":
        return FACT_NOW
    if re.fullmatch(r"\d{4}", text) and int(text) > 0:
        return year_period(int(text))
    if (found := _YEARS.fullmatch(text)) and 0 < int(found[1]) <= int(found[2]):
        return FactPeriod(FactPeriodKind.YEARS, date(int(found[1]), 1, 1), date(int(found[2]), 12, 31))
    if re.fullmatch(_DAY, text):
        return day_period(parse_day(text))
    raise InputError(
        f"事实的期间“{text}”无法识别",
        expected="年份（2025）、日期（2025-12-31）、now 或年份区间（2023/2025）",
    )
