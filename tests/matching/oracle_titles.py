"""Titles and other things held: names, levels, terms, "none else", counts.

Owns `has_leaf`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from domain import titles
from domain.company import Company, Fact, FactStatus, TitleHeld
from domain.period import PeriodKind
from domain.policy import Criterion, Kind, Op
from domain.vocabulary import vocabulary
from tests.matching.oracle_events import event_leaf
from tests.matching.oracle_facts import statements
from tests.matching.oracle_numbers import FACT, Found, Truth, holds, number_leaf, period_of
from tests.matching.oracle_spans import (
    NO,
    PHRASE_DECIDES,
    YES,
    Window,
    best,
    checked,
    covered,
    groups,
    latest,
    one_source,
    over_years,
    speaks_of,
    window,
)

EVER_BY_NATURE = {"award", "contest"}


@dataclass(frozen=True)
class Asked:
    """A `has` leaf at its time: `span` None is `now`; `closed` where a fact says "none else"."""

    leaf: Criterion
    on: date
    span: Window | None
    ever: bool
    closed: bool = False
    listed: tuple[str, ...] = ()


def has_leaf(company: Company, leaf: Criterion, on: date) -> Found:
    """With `values` each alone, then any; without, a number above 0 or an event."""
    if not leaf.values:
        return _without_values(company, leaf, on)
    period = period_of(leaf)
    ever = period.kind is PeriodKind.EVER or (
        period.kind is PeriodKind.NOW and leaf.feature in EVER_BY_NATURE
    )
    asked = Asked(leaf, on, (date.min, on) if ever else window(period, on), ever)
    closed, listed = _none_else(company, asked)
    asked = replace(asked, closed=closed, listed=listed)
    if leaf.op is not None and leaf.value is not None:
        return _counted(company, asked, leaf.op, Fraction(leaf.value))
    return best(_held(company, asked, name) for name in leaf.values)


def _without_values(company: Company, leaf: Criterion, on: date) -> Found:
    if leaf.op is not None and leaf.value is not None:
        return number_leaf(company, leaf, on, leaf.op, Fraction(leaf.value))
    if vocabulary()[leaf.feature].numeric:
        return Found(number_leaf(company, leaf, on, Op.GT, Fraction(0)).truth)

    def as_event(fact: Fact) -> Fact:
        return replace(fact, value=fact.value > 0) if isinstance(fact.value, Decimal) else fact

    facts = tuple(as_event(fact) for fact in company.facts if fact.feature == leaf.feature)
    shadow = Company(company.name, facts=facts)
    event = replace(leaf, kind=Kind.EVENT)
    return over_years(event, on, lambda span: event_leaf(shadow, event, on, span))


def _none_else(company: Company, asked: Asked) -> tuple[bool, tuple[str, ...]]:
    """Whether a fact of the feature says "none else" for the period, and the names its list holds."""
    leaf, on, span = asked.leaf, asked.on, asked.span
    phrased, plain = groups(leaf, statements(company, leaf.feature, on))
    facts = phrased + plain if leaf.feature in PHRASE_DECIDES or phrased else plain
    if span is None:
        picked = latest(facts, on, None, speaks_of((bool, tuple)))
    else:
        known = [fact for fact in one_source(facts) if fact.status is FactStatus.KNOWN]
        picked = [fact for fact in known if checked(fact, on)]
    says = [fact for fact in picked if fact.value is False or isinstance(fact.value, tuple)]
    names = tuple(name for fact in says if isinstance(fact.value, tuple) for name in fact.value)
    if span is None:
        return bool(says) and len(says) == len(picked), names
    return covered([checked(fact, on) for fact in says], span), names


def _end(entry: TitleHeld, on: date) -> date | None:
    """`to`; without it the family's term from `from`, a day short, or endless; None: not known."""
    if entry.end is not None:
        return entry.end
    level = titles.level_of(entry.title, entry.level)
    found = titles.end_of(entry.start or on, titles.family_of(entry.title), level)
    return found if entry.start is not None or found == titles.ENDLESS else None


def _in_time(entry: TitleHeld, asked: Asked) -> Found:
    if asked.span is None:
        begun = entry.start is None or entry.start <= asked.on
        end = _end(entry, asked.on)
        if not begun or (end is not None and end < asked.on):
            return NO
        return FACT if end is None else YES
    if entry.start is None:
        return YES if asked.ever else FACT
    return YES if asked.span[0] <= entry.start <= asked.span[1] else NO


def _level_reached(level: str | None, asked: Asked, name: str) -> Found:
    least = titles.level_rank(asked.leaf.level or titles.split_level(name)[0])
    if least is None:
        return YES
    rank = titles.level_rank(level)
    return FACT if rank is None else YES if rank >= least else NO


def _entry(entry: TitleHeld, asked: Asked, name: str) -> Found:
    """One entry of the name: it counts, it does not, or that is not known."""
    both = {
        _in_time(entry, asked),
        _level_reached(titles.level_of(entry.title, entry.level), asked, name),
    }
    return NO if NO in both else FACT if FACT in both else YES


def _listed(asked: Asked, name: str) -> list[Found]:
    """What a list of all names held says of one name; it knows no days."""
    of_name = [one for one in asked.listed if titles.same_title(one, name)]
    reached = [_level_reached(titles.level_of(one), asked, name) for one in of_name]
    if asked.span is None or asked.ever:
        return reached
    return [FACT if one is YES else one for one in reached]


def _held(company: Company, asked: Asked, name: str) -> Found:
    entries = [entry for entry in company.titles if titles.same_title(entry.title, name)]
    found = [_entry(entry, asked, name) for entry in entries] + _listed(asked, name)
    if YES in found or FACT in found:
        return best(found)
    if (asked.span is None and entries) or asked.closed:
        return NO
    return FACT


def _counted(company: Company, asked: Asked, op: Op, bound: Fraction) -> Found:
    """Entries are counted: a range, open above without "none else"."""
    sure = maybe = 0
    for entry in company.titles:
        names = [name for name in asked.leaf.values if titles.same_title(entry.title, name)]
        found = [_entry(entry, asked, name) for name in names]
        sure += YES in found
        maybe += YES not in found and FACT in found
    most = sure + maybe if asked.closed else max(sure + maybe, int(bound)) + 2
    answers = {holds(op, Fraction(count), bound) for count in range(sure, most + 1)}
    if len(answers) > 1:
        return FACT
    exact = abs(sure - bound) if asked.closed and not maybe else None
    return Found(Truth.YES if answers.pop() else Truth.NO, exact)
