"""States and events: yes, no, and "checked, none".

Owns `state_leaf` and `event_leaf` over one window.
"""

from __future__ import annotations

from datetime import date

from domain.company import Company, Fact, FactStatus
from domain.policy import Criterion, Kind
from tests.matching.oracle_facts import squeezed, statements
from tests.matching.oracle_numbers import FACT, PERSON, Found
from tests.matching.oracle_spans import (
    NO,
    PHRASE_DECIDES,
    YES,
    Window,
    by_values,
    checked,
    covered,
    days_of,
    groups,
    latest,
    not_applicable,
    one_source,
    speaks_of,
    touches,
)


def state_leaf(company: Company, leaf: Criterion, on: date, span: Window | None) -> Found:
    facts = statements(company, leaf.feature, on)
    return yes_no(leaf, facts, on, span)


def yes_no(leaf: Criterion, facts: list[Fact], on: date, span: Window | None) -> Found:
    """The latest yes or no; without the leaf's phrase a `false` counts and a `true` leaves it unknown."""
    phrased, plain = groups(leaf, facts)
    found = by_values(
        latest(phrased, on, span, speaks_of((bool,))), lambda v: YES if v is True else NO, (bool,)
    )
    if found is not None:
        return found
    own = bool(squeezed(leaf.phrase))
    if leaf.feature == "other" and own:
        return FACT
    narrow = own and (leaf.kind is Kind.EVENT or leaf.feature in PHRASE_DECIDES)
    if leaf.kind is Kind.EVENT and not own:
        plain = plain + [fact for fact in facts if squeezed(fact.phrase) and fact.value is True]
    positive = FACT if narrow else YES
    picked = latest(plain, on, span, speaks_of((bool,)))
    return by_values(picked, lambda v: positive if v is True else NO, (bool,)) or FACT


def event_leaf(company: Company, leaf: Criterion, on: date, span: Window | None) -> Found:
    facts = statements(company, leaf.feature, on)
    if span is None:
        return yes_no(leaf, facts, on, None)
    phrased, plain = groups(leaf, facts)
    own = bool(squeezed(leaf.phrase))
    if own:
        first = _happened(phrased, on, span)
        if first is not FACT or leaf.feature == "other":
            return first
        if _happened([fact for fact in plain if fact.value is True], on, span, any_part=True) is YES:
            return FACT
        return _happened(phrased + [fact for fact in plain if fact.value is not True], on, span)
    others = [fact for fact in facts if squeezed(fact.phrase) and fact.value is True]
    return _happened(plain + others, on, span)


def _happened(facts: list[Fact], on: date, span: Window, *, any_part: bool = False) -> Found:
    """True by a true fact's day in the window; false only if "checked, none" covers the window."""
    first, last = span
    live = one_source(facts)
    known = [f for f in live if f.status is FactStatus.KNOWN]
    yes = [f for f in known if f.value is True]
    no = [f for f in known if f.value is False]
    partly = False
    for fact in yes:
        begin, end = days_of(fact, on)
        denied = any(f.period == fact.period and squeezed(f.phrase) == squeezed(fact.phrase) for f in no)
        if begin > last or end < first or begin > on:
            continue
        if any_part or (first <= begin and end <= last and not denied):
            return YES
        partly = True
    if partly:
        return FACT
    if any(not_applicable(f) and touches(days_of(f, on), span) for f in live):
        return PERSON
    return NO if covered([checked(f, on) for f in no], span) else FACT
