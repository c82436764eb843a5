"""Titles and other things held: names, levels, terms, "none else", counts.

Owns `has_leaf`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from domain import titles
from domain.company import Company, Fact, TitleHeld
from domain.period import PeriodKind, parse_period
from domain.policy import Criterion, Kind, Op
from domain.vocabulary import vocabulary
from tests.matching.oracle_events import event_leaf
from tests.matching.oracle_facts import statements
from tests.matching.oracle_numbers import FACT, PERSON, Found, Truth, agreed, holds, number_leaf, period_of
from tests.matching.oracle_spans import (
    NO,
    YES,
    Window,
    best,
    checked,
    covered,
    groups,
    latest,
    not_applicable,
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
    period = period_of(leaf)
    ever = period.kind is PeriodKind.EVER or (
        period.kind is PeriodKind.NOW and leaf.feature in EVER_BY_NATURE
    )
    if not leaf.values:
        return _without_values(company, replace(leaf, period=parse_period("ever")) if ever else leaf, on)
    asked = Asked(leaf, on, (date.min, on) if ever else window(period, on), ever)
    phrased, plain = groups(leaf, statements(company, leaf.feature, on))
    own, others = _checks(asked, phrased), _checks(asked, plain)
    first = _by_checks(company, asked, own or others)
    if first != FACT or not (own and others) or asked.span is None:
        return first
    return _by_checks(company, asked, own + others)


def _by_checks(company: Company, asked: Asked, checks: list[Fact]) -> Found:
    """The leaf by the entries, and by facts that may say "none else"."""
    if asked.span is not None:
        return _over_days(company, asked, asked.span, checks)
    if any(map(not_applicable, checks)):
        return _not_asked(company, asked)
    return agreed([_judged(company, _with(asked, [check])) for check in checks] or [_judged(company, asked)])


def _over_days(company: Company, asked: Asked, span: Window, checks: list[Fact]) -> Found:
    """A window: all checks together may cover it."""
    known = [fact for fact in checks if fact.value is not True and not not_applicable(fact)]
    closed = covered([checked(fact, asked.on) for fact in known], span)
    asked = replace(_with(asked, [fact for fact in known if _reaches(fact, span, asked.on)]), closed=closed)
    found = _judged(company, asked)
    unasked = [fact for fact in checks if not_applicable(fact)]
    if found == FACT and not closed and covered([checked(fact, asked.on) for fact in known + unasked], span):
        return _not_asked(company, asked)
    return found


def _not_asked(company: Company, asked: Asked) -> Found:
    """Where it does not apply: a person's, unless a fact is lacking even if nothing else is held."""
    found = _judged(company, asked)
    if found != FACT:
        return found
    return FACT if _judged(company, replace(asked, closed=True)) == FACT else PERSON


def _reaches(check: Fact, span: Window, on: date) -> bool:
    days = checked(check, on)
    return days is not None and days[0] <= span[1] and span[0] <= days[1]


def _with(asked: Asked, checks: list[Fact]) -> Asked:
    """What checks say for now: "none else" by a `false` or a list, and the names of the list."""
    lists = [fact.value for fact in checks if isinstance(fact.value, tuple)]
    names = tuple(name for held in lists for name in held)
    return replace(asked, closed=bool(lists) or any(f.value is False for f in checks), listed=names)


def _judged(company: Company, asked: Asked) -> Found:
    leaf = asked.leaf
    if leaf.op is not None and leaf.value is not None:
        return _counted(company, asked, leaf.op, Fraction(leaf.value))
    return best(_held(company, asked, name) for name in leaf.values)


def _without_values(company: Company, leaf: Criterion, on: date) -> Found:
    if leaf.op is not None and leaf.value is not None:
        return number_leaf(company, leaf, on, leaf.op, Fraction(leaf.value))
    if vocabulary()[leaf.feature].numeric:
        return Found(number_leaf(company, leaf, on, Op.GT, Fraction(0)).truth)

    event = replace(leaf, kind=Kind.EVENT)

    def judged(span: Window | None) -> Found:
        facts = tuple(_as_event(fact, span) for fact in company.facts if fact.feature == leaf.feature)
        return event_leaf(Company(company.name, facts=facts), event, on, span)

    return over_years(event, on, judged)


def _as_event(fact: Fact, span: Window | None) -> Fact:
    """A number above 0 is a yes, no name held is a no; a name held is a yes for now, else of no known day."""
    if isinstance(fact.value, Decimal):
        return replace(fact, value="单位不对" if fact.unit else fact.value > 0)
    if isinstance(fact.value, tuple):
        dated = span is not None and span[0] != date.min
        return replace(fact, value=("有",) if fact.value and dated else fact.value != ())
    return fact


def _checks(asked: Asked, facts: list[Fact]) -> list[Fact]:
    """The facts that may say "none else" for the period, or that it does not apply."""
    speaks = speaks_of((bool, tuple))
    if asked.span is None:
        return latest(facts, asked.on, None, speaks)
    return [fact for fact in one_source(facts, asked.on) if speaks(fact) and checked(fact, asked.on)]


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
    """Entries are counted, or the names of a list if more: a range, open above without "none else"."""
    sure = maybe = 0
    for name in {titles.bare_name(one) for one in asked.leaf.values}:
        wanted = [one for one in asked.leaf.values if titles.same_title(one, name)]
        entries = [
            best(_entry(entry, asked, one) for one in wanted)
            for entry in company.titles
            if titles.same_title(entry.title, name)
        ]
        listed = [
            best(_listed(replace(asked, listed=(held,)), one)[0] for one in wanted)
            for held in asked.listed
            if titles.same_title(held, name)
        ]
        least = max(entries.count(YES), listed.count(YES))
        sure += least
        maybe += max(len(entries) - entries.count(NO), len(listed) - listed.count(NO)) - least
    most = sure + maybe if asked.closed else max(sure + maybe, int(bound)) + 2
    holding = {holds(op, Fraction(count), bound) for count in range(sure, most + 1)}
    if len(holding) > 1:
        return FACT
    exact = abs(sure - bound) if asked.closed and not maybe and not asked.listed else None
    return Found(Truth.YES if holding.pop() else Truth.NO, exact)
