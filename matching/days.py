"""Days and windows: months back, the days of a year, the days that a criterion's period speaks of.

Owns calendar arithmetic; both ends of a window count, and nothing after the application date.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from domain.period import Period, PeriodKind

DAY = timedelta(days=1)
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Days:
    """A stretch of days, both ends included; without `first` it has no beginning."""

    first: date | None
    last: date

    def __contains__(self, day: date) -> bool:
        return day <= self.last and (self.first is None or day >= self.first)

    @property
    def empty(self) -> bool:
        """Whether no day lies in it."""
        return self.first is not None and self.first > self.last

    def holds(self, other: Days) -> bool:
        """Whether all days of a stretch with a beginning lie in this one."""
        return other.first is not None and other.first in self and other.last in self

    def meets(self, other: Days) -> bool:
        """Whether the two have a day in common."""
        starts = [one.first for one in (self, other) if one.first is not None]
        return not starts or max(starts) <= min(self.last, other.last)


def year_days(year: int) -> Days | None:
    """The days of a calendar year; None for a year that the calendar lacks."""
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return Days(date(year, 1, 1), date(year, 12, 31))


def months_later(day: date, months: int) -> date:
    """The same day so many months later (earlier if negative); a day the month lacks is its last.

    Beyond the calendar it is the calendar's first or last day.
    """
    year, month = divmod(day.year * MONTHS + day.month - 1 + months, MONTHS)
    if year < MINYEAR:
        return date.min
    if year > MAXYEAR:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def window_of(period: Period, on: date) -> Days | None:
    """The days that a period speaks of, up to `on`; None for `now` and for a year outside the calendar."""
    last_year = on.year - 1
    match period.kind:
        case PeriodKind.FY1 | PeriodKind.PREV_YEAR_END:
            return year_days(last_year)
        case PeriodKind.FISCAL_YEARS:
            return _years(last_year - (period.years or 1) + 1, last_year)
        case PeriodKind.YEAR:
            return _up_to(year_days(period.years or 0), on)
        case PeriodKind.CURRENT_YEAR:
            return Days(date(on.year, 1, 1), on)
        case PeriodKind.FY1_AND_CURRENT:
            return Days(date(max(last_year, MINYEAR), 1, 1), on)
        case PeriodKind.ROLLING:
            return Days(months_later(on, -(period.months or 0)), on)
        case PeriodKind.SINCE:
            return Days(period.start, on)
        case PeriodKind.UNTIL | PeriodKind.RANGE:
            return _up_to(Days(period.start, period.end or on), on)
        case PeriodKind.EVER:
            return Days(None, on)
        case PeriodKind.NOW:
            return None


def _years(first: int, last: int) -> Days | None:
    start, end = year_days(first), year_days(last)
    return Days(start.first, end.last) if start and end else None


def _up_to(days: Days | None, on: date) -> Days | None:
    return Days(days.first, min(days.last, on)) if days else None


def whole_years(window: Days) -> tuple[int, ...]:
    """The calendar years that lie wholly in a window with a beginning, in order."""
    if window.first is None or window.empty:
        return ()
    first = window.first.year + (window.first > date(window.first.year, 1, 1))
    last = window.last.year - (window.last < date(window.last.year, 12, 31))
    return tuple(range(first, last + 1))


def rest_years(window: Days) -> tuple[int, ...]:
    """The calendar years that lie in a window only in part."""
    if window.first is None or window.empty:
        return ()
    whole = set(whole_years(window))
    return tuple(year for year in range(window.first.year, window.last.year + 1) if year not in whole)
