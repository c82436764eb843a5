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
    same_words,
    speaks_of,
)


def is_known_yes(fact: Fact) -> bool:
    """A `true` with a phrase, which also serves leaves without."""
    return bool(squeezed(fact.phrase)) and fact.value is True and fact.status is FactStatus.KNOWN


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
        plain = plain + [fact for fact in facts if is_known_yes(fact)]
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
        return _happened(
            phrased
            + [fact for fact in plain if not (fact.value is True and fact.status is FactStatus.KNOWN)],
            on,
            span,
        )
    others = [fact for fact in facts if is_known_yes(fact)]
    return _happened(plain + others, on, span)


def _happened(facts: list[Fact], on: date, span: Window, *, any_part: bool = False) -> Found:
    """True by a true fact's day in the window; false only if "checked, none" covers the window."""
    first, last = span
    said = [f for f in facts if not_applicable(f) or f.value is None or isinstance(f.value, bool)]
    live = one_source(said, on)
    unasked = [f for f in live if not_applicable(f)]
    known = [f for f in live if f.status is FactStatus.KNOWN]
    yes = [f for f in known if f.value is True]
    no = [f for f in known if f.value is False]
    partly = False
    for fact in yes:
        begin, end = days_of(fact, on)
        denied = any(same_time(f, fact, on) for f in no + unasked)
        if begin > last or end < first or begin > on:
            continue
        if any_part or (first <= begin and end <= last and not denied):
            return YES
        partly = True
    if partly:
        return FACT
    clear = [f for f in no if not any(same_time(f, fact, on) for fact in unasked + yes)]
    if covered([checked(f, on) for f in clear], span):
        return NO
    alone = [f for f in unasked if not any(same_time(f, fact, on) for fact in no + yes)]
    return PERSON if alone and covered([checked(f, on) for f in clear + alone], span) else FACT


def same_time(one: Fact, other: Fact, on: date) -> bool:
    days = one.period == other.period and days_of(one, on) == days_of(other, on)
    return days and same_words(one, other)
