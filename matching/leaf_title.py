"""Titles, platforms, awards: whether one of the names asked is held at the level and in the period asked.

Owns `has`; which names are the same, how levels rank and how long a title lasts, `domain.titles` says.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import lru_cache

from domain.company import Fact, TitleHeld
from domain.period import PeriodKind
from domain.policy import Op
from domain.titles import ENDLESS, bare_name, end_of, family_of, level_of, level_rank, split_level
from matching.counts import counted
from matching.days import window_of
from matching.facts import FactBook, Lack, is_number, not_applicable, phrase_key, yes_no
from matching.leaf_event import by_time, covers, judge_event, speaks_of
from matching.leaf_number import judge_bound
from matching.leaf_state import LeafState, unknown
from matching.question import Question
from matching.verdict import Result


class Held(Enum):
    """What an entry of the name asked says."""

    COUNTS = "counts"
    MAYBE = "maybe"
    SPENT = "spent"
    OUTSIDE = "outside"


_MORE = {Held.OUTSIDE: 0, Held.SPENT: 1, Held.MAYBE: 2, Held.COUNTS: 3}


@dataclass(frozen=True, slots=True)
class Listed:
    """What the facts of the feature say beside the titles.

    Attributes:
        complete: "none else": what is not named is not held in the period.
        names: names that are said to be held.
    """

    complete: bool = False
    names: tuple[str, ...] = ()


_bare = lru_cache(maxsize=1 << 14)(bare_name)
_split = lru_cache(maxsize=1 << 14)(split_level)
_level = lru_cache(maxsize=1 << 14)(level_of)


def judge_has(question: Question, book: FactBook) -> LeafState:
    """A `has`: by titles and lists where it names values, else by number or as an event."""
    if question.criterion.values:
        return _named(question, book)
    if question.feature.numeric:
        return _number(question, book)
    return _any(question, book) if question.criterion.op is None else _count(question, book)


def _number(question: Question, book: FactBook) -> LeafState:
    criterion = question.criterion
    if criterion.op is not None and criterion.value is not None:
        return judge_bound(question, book, criterion.op, Fraction(criterion.value))
    return judge_bound(question, book, Op.GT, Fraction(0))


def _any(question: Question, book: FactBook) -> LeafState:
    """Anything held at all: a number, a list or a yes, judged as an event."""
    said = {}
    for fact in book.all(question.feature.id):
        truth = _something(question, fact)
        if truth is not None or not_applicable(fact):
            said[fact if truth is None else replace(fact, value=truth)] = fact
    state = judge_event(question, book, list(said))
    shown = tuple(said[fact] for fact in state.facts)
    own = question.ask.phrase is not None
    if state.result is Result.TRUE and question.criterion.level and not own:
        return unknown(Lack.FACT, shown, "级别未知")
    return replace(state, facts=shown)


def _something(question: Question, fact: Fact) -> bool | None:
    """Whether a fact says that something is held; when it was got, a list of names does not say."""
    if not_applicable(fact):
        return None
    if isinstance(fact.value, Decimal):
        return fact.value > 0 if is_number(fact, question.ask.unit) else None
    if isinstance(fact.value, tuple):
        timeless = question.period.kind in {PeriodKind.NOW, PeriodKind.EVER}
        return bool(fact.value) if timeless or not fact.value else None
    return yes_no(fact)


def _count(question: Question, book: FactBook) -> LeafState:
    """How many, without names: by a number, else by lists and "none"."""
    number = _number(question, book)
    if number.result is not Result.UNKNOWN:
        return number
    facts = _statements(question, book)
    return _settled(question, book, facts, lambda one: counted(question, len(one.names), 0, one.complete))


def _named(question: Question, book: FactBook) -> LeafState:
    """The names asked, by titles and by what facts of the feature say besides."""
    facts = _statements(question, book)
    return _settled(question, book, facts, lambda one: _by_names(question, book, one))


def _settled(
    question: Question, book: FactBook, facts: tuple[Fact, ...], judge: Callable[[Listed], LeafState]
) -> LeafState:
    """The state by all readings. Where "does not apply" stands for the "none else" that lacks, a person's."""
    readings = _readings(question, book, facts)
    state = replace(_agreed([judge(one) for one in readings], facts), facts=facts)
    if state.result is not Result.UNKNOWN or not any(not_applicable(fact) for fact in facts):
        return state
    if any(judge(replace(one, complete=True)).result is Result.UNKNOWN for one in readings):
        return state
    window = window_of(question.period, book.on)
    said = [fact for fact in facts if not_applicable(fact) or _none_else(fact)]
    full = question.period.kind is PeriodKind.NOW or (window is not None and covers(book, said, window))
    return replace(state, lack=Lack.PERSON) if full else state


def _speaks(fact: Fact) -> bool:
    return not_applicable(fact) or isinstance(fact.value, tuple) or yes_no(fact) is not None


def _statements(question: Question, book: FactBook) -> tuple[Fact, ...]:
    """The facts of the feature that speak of the period: for now those of its latest day."""
    if question.period.kind is PeriodKind.NOW:
        return book.latest(question.ask, None, _speaks)
    window = window_of(question.period, book.on)
    if window is None or window.empty:
        return ()
    serving = [fact for tier in book.tiers(question.ask) for fact in tier if _speaks(fact)]
    standing = [fact for group in by_time(serving, book.on) for fact in group]
    own = tuple(fact for fact in standing if phrase_key(fact.phrase) and speaks_of(book, fact, window))
    if covers(book, (fact for fact in own if _none_else(fact) or not_applicable(fact)), window):
        return own
    return tuple(fact for fact in standing if speaks_of(book, fact, window))


def _none_else(fact: Fact) -> bool:
    listed = isinstance(fact.value, tuple) and not not_applicable(fact)
    return listed or yes_no(fact) is False


def _readings(question: Question, book: FactBook, facts: Sequence[Fact]) -> list[Listed]:
    """Each way to read the statements: for now each source alone, for a window all together."""
    if question.period.kind is PeriodKind.NOW:
        return [Listed(_none_else(fact), _names(fact)) for fact in facts] or [Listed()]
    window = window_of(question.period, book.on)
    complete = window is not None and covers(book, filter(_none_else, facts), window)
    return [Listed(complete, tuple(name for fact in facts for name in _names(fact)))]


def _names(fact: Fact) -> tuple[str, ...]:
    return fact.value if isinstance(fact.value, tuple) and not not_applicable(fact) else ()


def _agreed(states: Sequence[LeafState], facts: tuple[Fact, ...]) -> LeafState:
    """The one state of all readings; several that differ are unknown for want of a fact."""
    if len({(state.result, state.lack) for state in states}) == 1:
        return states[0]
    return unknown(Lack.FACT, facts)


def _by_names(question: Question, book: FactBook, listed: Listed) -> LeafState:
    """The names asked against titles and list: one that is held suffices, with `op` all are counted."""
    entries = [*book.company.titles, *(TitleHeld(name) for name in listed.names)]
    bare = [_bare(entry.title) for entry in entries]
    known = len(book.company.titles)
    found: dict[int, Held] = {}
    truths: list[bool | Lack] = []
    for value in question.criterion.values:
        name = _bare(value)
        needed = question.criterion.level or _split(value)[0]
        hits = {
            at: _held(question, book, entries[at], needed, at) for at, one in enumerate(bare) if one == name
        }
        truths.append(_value_truth(set(hits.values()), listed.complete))
        for at, held in hits.items():
            found[at] = max(held, found.get(at, held), key=_MORE.__getitem__)
    stated = {bare[at] for at in found if at < known}
    shown = tuple(entries[at] for at in found if at < known or bare[at] not in stated)
    if question.criterion.op is not None:
        low, maybe = _number_held(found, bare, known)
        return counted(question, low, maybe, listed.complete, shown)
    truth = next((one for one in (True, Lack.FACT) if one in truths), False)
    result = Result.UNKNOWN if isinstance(truth, Lack) else Result.TRUE if truth else Result.FALSE
    return LeafState(result, truth if isinstance(truth, Lack) else None, titles=shown)


def _number_held(found: dict[int, Held], bare: Sequence[str], known: int) -> tuple[int, int]:
    """How many are held for sure, and how many more may be.

    Titles and a list (from `known` on) may speak of the same things: of each name the more of the two.
    """
    low = high = 0
    for name in {bare[at] for at in found}:
        named = [at for at in found if bare[at] == name]
        sides = [[found[at] for at in named if (at < known) == stated] for stated in (True, False)]
        low += max(side.count(Held.COUNTS) for side in sides)
        high += max(side.count(Held.COUNTS) + side.count(Held.MAYBE) for side in sides)
    return low, high - low


def _value_truth(hits: set[Held], complete: bool) -> bool | Lack:
    if Held.COUNTS in hits:
        return True
    if Held.MAYBE in hits:
        return Lack.FACT
    return False if Held.SPENT in hits or complete else Lack.FACT


def _held(question: Question, book: FactBook, entry: TitleHeld, needed: str | None, at: int) -> Held:
    """What an entry of the right name says: its level first, then its days."""
    level = _level(entry.title, entry.level)
    asked, reached = level_rank(needed), level_rank(level)
    too_low = asked is not None and reached is not None and reached < asked
    unsure = asked is not None and reached is None
    if question.period.kind is PeriodKind.NOW:
        from_list = at >= len(book.company.titles)
        valid = True if from_list else _valid(entry, level, book.on)
        if too_low or valid is False:
            return Held.SPENT
        return Held.MAYBE if unsure or valid is None else Held.COUNTS
    window = window_of(question.period, book.on)
    if too_low or window is None:
        return Held.OUTSIDE
    if entry.start is None:
        dated = question.period.kind is PeriodKind.EVER
        return Held.COUNTS if dated and not unsure else Held.MAYBE
    if entry.start not in window:
        return Held.OUTSIDE
    return Held.MAYBE if unsure else Held.COUNTS


def _valid(entry: TitleHeld, level: str | None, on: date) -> bool | None:
    """Whether a title is in force on a day; None where its end is not known."""
    if entry.start is not None and entry.start > on:
        return False
    if entry.end is not None:
        return on <= entry.end
    family = family_of(entry.title)
    end = end_of(entry.start or on, family, level)
    if end is None or (entry.start is None and end != ENDLESS):
        return None
    return on <= end
