"""Events and yes/no states: whether something happened in a window, or is so in its latest state.

Owns `event` and `state`; that nothing was found is a "no" only where somebody looked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import product

from domain.company import Fact
from domain.period import FactPeriod, FactPeriodKind, PeriodKind
from matching.days import DAY, Days, months_later, window_of
from matching.facts import FactBook, Lack, is_yes_no, newest, not_applicable, phrase_key, yes_no
from matching.leaf_state import LeafState, Ruling, agreed, settled, unknown
from matching.question import Question
from matching.slots import MOST_COMBINATIONS
from matching.verdict import Result

_OTHER_WORDING = "有未写明具体情形的记录，须核实是否属于本条"


def judge_state(question: Question, book: FactBook, facts: Sequence[Fact] | None = None) -> LeafState:
    """A `state`: the latest yes or no in the period.

    Args:
        facts: yes/no facts to go by; by default those of the feature.
    """
    window = window_of(question.period, book.on)
    if question.period.kind is not PeriodKind.NOW and (window is None or window.empty):
        return unknown(Lack.FACT)
    own, general = _wordings(question, book, facts)
    for serving, is_own in ((own, True), (general, False)):
        latest = _latest(book, serving, window)
        if latest:
            return _state(latest, careful=question.wording and not is_own)
    return unknown(Lack.FACT)


def _state(facts: tuple[Fact, ...], *, careful: bool) -> LeafState:
    """What the facts of the latest day say; careful: a yes may be about something else."""
    if any(not_applicable(fact) for fact in facts):
        return unknown(Lack.PERSON, facts)
    truths = {yes_no(fact) is True for fact in facts}
    if careful and True in truths:
        return unknown(Lack.FACT, facts, _OTHER_WORDING)
    return agreed([Ruling(truth) for truth in truths], facts, None)


def _latest(book: FactBook, facts: Iterable[Fact], window: Days | None) -> tuple[Fact, ...]:
    dated = [(day, fact) for fact in facts if (day := book.state_day(fact, window)) is not None]
    last = max((day for day, _ in dated), default=None)
    return newest(fact for day, fact in dated if day == last)


def _wordings(
    question: Question, book: FactBook, given: Sequence[Fact] | None
) -> tuple[list[Fact], list[Fact]]:
    """The yes/no facts of the criterion's own wording, and those that serve it besides.

    Without a wording of its own it takes facts without one, and any `true` of an event.
    """
    phrase, own_only = question.ask.phrase, question.ask.own_only
    facts = [fact for fact in book.all(question.feature.id) if is_yes_no(fact)] if given is None else given
    if phrase is None:
        general = [
            fact
            for fact in facts
            if phrase_key(fact.phrase) is None or (question.is_event and yes_no(fact) is True)
        ]
        return [], general
    own = [fact for fact in facts if phrase_key(fact.phrase) == phrase]
    return own, [] if own_only else [fact for fact in facts if phrase_key(fact.phrase) is None]


def judge_event(question: Question, book: FactBook, facts: Sequence[Fact] | None = None) -> LeafState:
    """An `event`: true by a dated record in the window, false only where "checked, none" covers it.

    Args:
        facts: yes/no facts to go by; by default those of the feature.
    """
    if question.period.kind is PeriodKind.NOW:
        return judge_state(question, book, facts)
    window = window_of(question.period, book.on)
    if window is None or window.empty:
        return unknown(Lack.FACT)
    own, general = _wordings(question, book, facts)
    if own:
        state = _happened(book, own, window)
        if state.result is not Result.UNKNOWN or state.lack is Lack.PERSON:
            return _with_end(question, book, state)
    if question.wording:
        return _with_end(question, book, _worded(book, own, general, window))
    return _with_end(question, book, _happened(book, [*own, *general], window))


def _worded(book: FactBook, own: list[Fact], general: list[Fact], window: Days) -> LeafState:
    """With the general records too: their "none" counts, their "yes" may be about something else."""
    yes = [fact for fact in general if yes_no(fact) is True and _touches(book, fact, window)]
    if yes:
        return unknown(Lack.FACT, tuple(yes), _OTHER_WORDING)
    return _happened(book, [*own, *(fact for fact in general if yes_no(fact) is not True)], window)


def _happened(book: FactBook, facts: Sequence[Fact], window: Days) -> LeafState:
    """What the records say of the window; where sources differ, each way of it must say the same."""
    groups = list(by_time(facts, book.on))
    standing = tuple(fact for group in groups for fact in group)
    size = 1
    for group in groups:
        size *= len({yes_no(fact) for fact in group})
    if size > MOST_COMBINATIONS:
        return unknown(Lack.FACT, standing)
    if size == 1:
        return _ruled(book, standing, window)
    choices = [list({yes_no(fact): fact for fact in group}.values()) for group in groups]
    states = [_ruled(book, choice, window) for choice in product(*choices)]
    rulings = [Ruling(_truth(state)) for state in states]
    found = agreed(rulings, standing, None)
    return states[0] if found.result is Result.TRUE else found


def _truth(state: LeafState) -> bool | Lack:
    return state.lack or state.result is Result.TRUE


def by_time(facts: Sequence[Fact], on: date) -> Iterator[tuple[Fact, ...]]:
    """Facts of one wording for one time, those replaced by a later source left out.

    A `now` without a day is of the application date, as one observed on it.
    """
    groups: dict[tuple[str | None, date | None, FactPeriod], list[Fact]] = {}
    for fact in facts:
        day = (fact.observed or on) if fact.period.kind is FactPeriodKind.NOW else None
        groups.setdefault((phrase_key(fact.phrase), day, fact.period), []).append(fact)
    for group in groups.values():
        yield newest(group)


def _ruled(book: FactBook, facts: Sequence[Fact], window: Days) -> LeafState:
    records = [fact for fact in facts if yes_no(fact) is True]
    inside = [fact for fact in records if window.holds(days_of(book, fact))]
    if inside:
        return settled(True, tuple(inside))
    partly = tuple(fact for fact in records if _touches(book, fact, window))
    if partly:
        return unknown(Lack.FACT, partly, "只知道发生在该年，不知是否在期间之内")
    checks = tuple(fact for fact in facts if yes_no(fact) is False)
    if covers(book, checks, window):
        return settled(False, checks)
    beside = tuple(fact for fact in facts if not_applicable(fact))
    lack = Lack.PERSON if beside and covers(book, (*checks, *beside), window) else Lack.FACT
    return unknown(lack, checks + beside)


def days_of(book: FactBook, fact: Fact) -> Days:
    """The days in which a record's event lies; `now` is the day observed, else the application date."""
    if fact.period.first is None or fact.period.last is None:
        day = fact.observed or book.on
        return Days(day, day)
    return Days(fact.period.first, fact.period.last)


def reach(book: FactBook, fact: Fact) -> Days | None:
    """The days of which a check speaks; None for one made after the application date.

    A year speaks of itself; a day, or `now`, of all days up to it, and on or after 31 December of the last
    year also of those up to the application date.
    """
    days = days_of(book, fact)
    if fact.period.kind not in {FactPeriodKind.DAY, FactPeriodKind.NOW}:
        return days
    if days.last > book.on:
        return None
    return Days(None, days.last if book.stale(days.last) else book.on)


def speaks_of(book: FactBook, fact: Fact, window: Days) -> bool:
    """Whether a check concerns the window."""
    days = reach(book, fact)
    return days is not None and window.meets(days)


def _touches(book: FactBook, fact: Fact, window: Days) -> bool:
    return window.meets(days_of(book, fact))


def covers(book: FactBook, checks: Iterable[Fact], window: Days) -> bool:
    """Whether "checked, none" covers every day of the window."""
    stretches = [days for fact in checks if (days := reach(book, fact)) is not None]
    reached = window.first
    for days in sorted(stretches, key=lambda one: one.first or date.min):
        if days.first is not None and (reached is None or days.first > reached):
            continue
        if days.last >= window.last:
            return True
        reached = max(reached or date.min, days.last + DAY)
    return False


def _with_end(question: Question, book: FactBook, state: LeafState) -> LeafState:
    """For a record in a rolling window, the first day on which the window no longer holds it."""
    months = question.period.months
    if question.period.kind is not PeriodKind.ROLLING or not months or state.result is not Result.TRUE:
        return state
    last = max(days_of(book, fact).last for fact in state.facts)
    day = max(months_later(last, months), last)
    while months_later(day, -months) <= last and day < date.max:
        day += DAY
    return LeafState(state.result, facts=state.facts, note=state.note, cure_date=day)
