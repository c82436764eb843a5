"""When one can apply: windows of an item, yearly ones laid out, within the document's time in force.

Owns which opening holds a day and which comes next.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date

from domain.policy import Item, Policy, Window, YearlyDay
from matching.verdict import Opening

_AHEAD = 9
"""How many years of a yearly window are looked through: more than any leap-year gap."""


@dataclass(frozen=True, slots=True)
class Access:
    """Whether one can apply on a day, and if not, when next."""

    is_open: bool
    next_window: Opening | None


def access(policy: Policy, item: Item, on: date) -> Access:
    """Open if a window holds the day (none with a date: always) while the document is in force."""
    start, end = policy.effective_from or policy.published, policy.effective_to
    openings = [
        clipped for opening in _openings(item, on) if (clipped := _clip(opening, start, end)) is not None
    ]
    if any(_holds(opening, on) for opening in openings):
        return Access(True, None)
    coming = [opening for opening in openings if opening.start is not None and opening.start > on]
    return Access(False, min(coming, key=lambda one: (one.start, one.end or date.max), default=None))


def _holds(opening: Opening, on: date) -> bool:
    return (opening.start is None or opening.start <= on) and (opening.end is None or on <= opening.end)


def _clip(opening: Opening, start: date | None, end: date | None) -> Opening | None:
    """The part of an opening in which the document is in force."""
    starts = [day for day in (opening.start, start) if day is not None]
    ends = [day for day in (opening.end, end) if day is not None]
    clipped = Opening(max(starts, default=None), min(ends, default=None))
    if clipped.start is not None and clipped.end is not None and clipped.start > clipped.end:
        return None
    return clipped


def _openings(item: Item, on: date) -> Iterator[Opening]:
    dated = [window for window in item.windows if window.start is not None or window.end is not None]
    if not dated:
        yield Opening(None, None)
    for window in dated:
        if window.yearly or isinstance(window.start, YearlyDay) or isinstance(window.end, YearlyDay):
            yield from _yearly(window, on)
        else:
            yield Opening(_fixed(window.start), _fixed(window.end))


def _fixed(day: date | YearlyDay | None) -> date | None:
    return None if isinstance(day, YearlyDay) else day


def _yearly(window: Window, on: date) -> Iterator[Opening]:
    """The openings of a repeating window around and after a day, from its first year on."""
    dates = [day for day in (window.start, window.end) if isinstance(day, date)]
    first = min((day.year for day in dates), default=MINYEAR)
    since = max(on.year - _span(window) - 1, first)
    for year in range(since, min(on.year + _AHEAD, MAXYEAR) + 1):
        start = _in_year(window.start, year) or date(year, 1, 1)
        end = _in_year(window.end, min(year + _span(window), MAXYEAR)) or date(year, 12, 31)
        if end < start:
            end = _in_year(window.end, min(year + 1, MAXYEAR)) or end
        yield Opening(start, end)


def _span(window: Window) -> int:
    """How many years after its start a window given by full dates ends."""
    if isinstance(window.start, date) and isinstance(window.end, date):
        return max(0, window.end.year - window.start.year)
    return 0


def _in_year(day: date | YearlyDay | None, year: int) -> date | None:
    if day is None:
        return None
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))
