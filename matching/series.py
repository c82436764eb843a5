"""A firm's numbers by year and by day, as one criterion may use them: given, derived, or 0 before founding.

Owns which facts fill a slot; how years are taken together stands in `totals`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from domain.company import Fact
from domain.period import FactPeriodKind
from domain.vocabulary import Feature, FeatureType, vocabulary
from matching.days import Days
from matching.derive import growth_slot, ratio_slot, reconciled
from matching.facts import Ask, FactBook, YearAs, is_number, newest, phrase_key
from matching.relations import relations
from matching.slots import LACKING, ZERO, Slot, slot_of

_NUMBERED = frozenset({FeatureType.MONEY, FeatureType.NUMBER})


def unit_of(feature: Feature) -> str | None:
    """The feature's base unit, None if it has none."""
    return feature.unit or None


def year_slot(book: FactBook, ask: Ask, year: int) -> Slot:
    """The feature in a calendar year (a stock: on its 31 December)."""
    key = (ask, year)
    found = book.memo.get(key)
    if found is None:
        found = book.memo[key] = _at(book, ask, lambda one: _given_year(book, one, year), year)
    return found


def latest_slot(
    book: FactBook,
    ask: Ask,
    window: Days | None,
    *,
    days_only: bool = False,
    year_as: YearAs | None = None,
) -> Slot:
    """The latest state in a window (None: up to now), given or derived from parts of one day.

    Args:
        days_only: facts of a day alone count, neither `now` nor year-ends.
        year_as: what a year says of a day; by default its last day for a stock, nothing for a flow.
    """

    def dated(one: Ask) -> dict[date, list[Fact]]:
        by_stock = YearAs.END if vocabulary()[one.feature].stock else YearAs.NOTHING
        return _dated(book, one, window, days_only, year_as or by_stock)

    given = dated(ask)
    own = any(phrase_key(fact.phrase) for facts in given.values() for fact in facts)
    parts = [] if own else [set(dated(_part(ask, name))) for name in _parts(ask)]
    days = set(given) | (set.intersection(*parts) if parts else set())
    if not days:
        return LACKING
    day = max(days)
    return _at(book, ask, lambda one: slot_of(newest(dated(one).get(day, ()))), None)


def range_slot(book: FactBook, ask: Ask, first: int, last: int) -> Slot:
    """The total that one fact states for exactly the years `first` to `last`."""
    span = (date(first, 1, 1), date(last, 12, 31))
    for tier in book.tiers(ask):
        found = [
            fact
            for fact in tier
            if fact.period.kind is FactPeriodKind.YEARS
            and (fact.period.first, fact.period.last) == span
            and is_number(fact, ask.unit)
        ]
        if found:
            return slot_of(newest(found))
    return LACKING


def _part(ask: Ask, name: str) -> Ask:
    """The same question asked of a part, in the part's own unit."""
    return ask.of(name, unit_of(vocabulary()[name]))


def _parts(ask: Ask) -> tuple[str, ...]:
    """Features whose values on one day give the asked one; a growth needs two years and has none."""
    ratio = relations().ratios.get(ask.feature)
    return ratio.parts if ratio and ask.unit == unit_of(vocabulary()[ask.feature]) else ()


def _dated(
    book: FactBook, ask: Ask, window: Days | None, days_only: bool, year_as: YearAs
) -> dict[date, list[Fact]]:
    """The facts of the first tier that has any, by the day for which they give the state."""
    for tier in book.tiers(ask):
        found: dict[date, list[Fact]] = {}
        for fact in tier:
            if days_only and fact.period.kind is not FactPeriodKind.DAY:
                continue
            if is_number(fact, ask.unit) and (day := book.state_day(fact, window, year_as)):
                found.setdefault(day, []).append(fact)
        if found:
            return found
    return {}


def _given_year(book: FactBook, ask: Ask, year: int) -> Slot:
    feature = vocabulary()[ask.feature]
    start, end = date(year, 1, 1), date(year, 12, 31)
    for tier in book.tiers(ask):
        found = []
        for fact in tier:
            kind, first, last = fact.period.kind, fact.period.first, fact.period.last
            of_year = kind is FactPeriodKind.YEAR or (
                kind is FactPeriodKind.YEARS and feature.type in _NUMBERED and not feature.stock
            )
            year_end = feature.stock and kind is FactPeriodKind.DAY and last == end <= book.on
            if (of_year and (first, last) == (start, end)) or year_end:
                found.append(fact)
        if found := [fact for fact in found if is_number(fact, ask.unit)]:
            return slot_of(newest(found))
    return LACKING


def _at(book: FactBook, ask: Ask, given_at: Callable[[Ask], Slot], year: int | None) -> Slot:
    """The given and the derived value of one time; for a year also 0 before the firm was founded."""
    given = given_at(ask)
    feature = vocabulary()[ask.feature]
    own = bool(given.facts) and any(phrase_key(fact.phrase) for fact in given.facts)
    if own or ask.unit != unit_of(feature):
        return _or_zero(book, ask, given, year)

    def part(name: str) -> Slot:
        asked = _part(ask, name)
        return year_slot(book, asked, year) if year is not None else given_at(asked)

    if ratio := relations().ratios.get(ask.feature):
        given = reconciled(given, ratio_slot(ratio, [part(name) for name in ratio.parts]))
    elif year is not None and (base := relations().growth.get(ask.feature)):
        asked = _part(ask, base)
        given = reconciled(given, growth_slot(year_slot(book, asked, year), year_slot(book, asked, year - 1)))
    return _or_zero(book, ask, given, year)


def _or_zero(book: FactBook, ask: Ask, slot: Slot, year: int | None) -> Slot:
    if slot.facts or not ask.zeros or year is None:
        return slot
    counts = vocabulary()[ask.feature].type in _NUMBERED
    return Slot((ZERO,)) if counts and unspoken(book, ask, year) else slot


def adds_nothing(book: FactBook, ask: Ask, year: int) -> bool:
    """Whether a year without a fact, ended before the firm was founded, is 0 (or drops out) and no gap.

    A ratio has no zeros of its own: all its parts must have them.
    """
    if not unspoken(book, ask, year):
        return False
    if parts := _parts(ask):
        return all(adds_nothing(book, _part(ask, name), year) for name in parts)
    return not ask.zeros or vocabulary()[ask.feature].type in _NUMBERED


def unspoken(book: FactBook, ask: Ask, year: int) -> bool:
    """Whether the year ended before the firm was founded and no fact says anything of it."""
    return book.founded_after(year) and not book.said(ask, year)
