"""Days: the window of a leaf, the days of a fact, the latest day on which a fact speaks.

Owns the page's "For sets, states, titles, events a year is its days".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from domain.company import Fact, FactStatus, FactValue
from domain.period import FACT_NOW, Aggregate, FactPeriodKind, Period, PeriodKind
from domain.policy import Criterion
from tests.matching.oracle_facts import squeezed, without_replaced, year_end
from tests.matching.oracle_numbers import FACT, PERSON, Found, Truth, agreed, period_of, window_of

YES, NO = Found(Truth.YES), Found(Truth.NO)
PHRASE_DECIDES = {"controlled_by", "prior_support"}
Window = tuple[date, date]


def over_years(leaf: Criterion, on: date, judge: Callable[[Window | None], Found]) -> Found:
    """Once over the leaf's window (None for `now`); for `each` once a year."""
    period = period_of(leaf)
    if period.kind is PeriodKind.FISCAL_YEARS and period.aggregate is Aggregate.EACH:
        years = range(on.year - (period.years or 1), on.year)
        found = [judge((date(y, 1, 1), year_end(y))).truth for y in years]
        order = (Truth.NO, Truth.FACT, Truth.PERSON)
        return Found(next((truth for truth in order if truth in found), Truth.YES))
    return judge(window(period, on))


def window(period: Period, on: date) -> Window | None:
    """The leaf's days; None for `now`."""
    return None if period.kind is PeriodKind.NOW else window_of(period, on)


def days_of(fact: Fact, on: date) -> Window:
    """A year is its days; a `now` is the day `observed`, else `on`."""
    if fact.period == FACT_NOW:
        day = fact.observed or on
        return day, day
    assert fact.period.first is not None
    assert fact.period.last is not None
    return fact.period.first, fact.period.last


def latest(facts: list[Fact], on: date, span: Window | None, speaks: Callable[[Fact], bool]) -> list[Fact]:
    """The facts of the latest day in the window (`now`: not stale) on which any speaks."""
    first, last = span or (date.min, on)
    fresh = year_end(on.year - 1)
    dated: dict[date, list[Fact]] = {}
    for fact in facts:
        if fact.status is FactStatus.KNOWN and fact.value is not None and not speaks(fact):
            continue  # of a wrong type: it says nothing and replaces nothing
        begin, end = days_of(fact, on)
        day = min(end, last)
        stale = span is None and fact.period != FACT_NOW and day < fresh
        if begin <= last and first <= day and not stale:
            dated.setdefault(day, []).append(fact)
    for day in sorted(dated, reverse=True):
        if speaking := [fact for fact in without_replaced(dated[day]) if speaks(fact)]:
            return speaking
    return []


def groups(leaf: Criterion, facts: list[Fact]) -> tuple[list[Fact], list[Fact]]:
    """Facts of the leaf's own phrase, facts without."""
    own = squeezed(leaf.phrase)
    phrased = [fact for fact in facts if own and squeezed(fact.phrase) == own]
    return phrased, [fact for fact in facts if not squeezed(fact.phrase)]


def not_applicable(fact: Fact) -> bool:
    return fact.status is FactStatus.NOT_APPLICABLE


def by_values(
    found: list[Fact], judge: Callable[[FactValue], Found], kinds: tuple[type, ...]
) -> Found | None:
    """What the picked facts say together; None if none says anything."""
    if any(not_applicable(fact) for fact in found):
        return PERSON
    values = [fact.value for fact in found if isinstance(fact.value, kinds)]
    return agreed([judge(value) for value in values]) if values else None


def speaks_of(kinds: tuple[type, ...]) -> Callable[[Fact], bool]:
    def speaks(fact: Fact) -> bool:
        known = fact.status is FactStatus.KNOWN and isinstance(fact.value, kinds)
        return known or not_applicable(fact)

    return speaks


def same_words(one: Fact, other: Fact) -> bool:
    return squeezed(one.phrase) == squeezed(other.phrase)


def one_source(facts: list[Fact], on: date) -> list[Fact]:
    """One source: the later `observed` replaces, of facts for the same days and phrase."""

    def same(one: Fact, other: Fact) -> bool:
        time = one.period == other.period and days_of(one, on) == days_of(other, on)
        return time and same_words(one, other)

    return [fact for fact in facts if fact in without_replaced(f for f in facts if same(f, fact))]


def checked(fact: Fact, on: date) -> Window | None:
    """The days that a "checked, none" covers."""
    if fact.period.kind in {FactPeriodKind.YEAR, FactPeriodKind.YEARS}:
        return days_of(fact, on)
    day = days_of(fact, on)[0]
    if day > on:
        return None
    return date.min, on if day >= year_end(on.year - 1) else day


def covered(checks: list[Window | None], span: Window) -> bool:
    """Whether the checks together cover every day of the window."""
    need, last = span
    for begin, end in sorted(check for check in checks if check):
        if begin <= need <= end:
            if end >= last:
                return True
            need = end + timedelta(days=1)
    return need > last


def best(found: Iterable[Found]) -> Found:
    seen = list(found)
    return next((one for one in (YES, FACT, PERSON) if one in seen), NO)
