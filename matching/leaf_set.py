"""Membership: places, industries, size classes and other sets of names.

Owns `in`; which names mean what stands in `domain` (place, industry_code, size_class, synonyms).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from domain.company import Fact
from domain.industry_code import Industries
from domain.names import Placement, any_of
from domain.period import PeriodKind
from domain.place import locate
from domain.size_class import expand, possible_classes
from domain.synonyms import canonical
from domain.vocabulary import vocabulary
from matching.codes import Codes
from matching.days import window_of, year_days
from matching.facts import FactBook, Lack, is_name, not_applicable
from matching.leaf_state import LeafState, Ruling, agreed, unknown
from matching.question import Question
from matching.series import unit_of, year_slot
from matching.slots import Figure, Slot, combinations

SIZE = "size_class"
INDUSTRY = "industry"
PLACES = frozenset({"region", "tax_region"})
BY_PERSON = frozenset({"field", "product_field"})
"""Sets whose names overlap in meaning: without an equal name a person decides."""

_CATALOGUE = "《"
_SIZE_FIGURES = ("employees", "revenue", "assets")

_TRUTH: dict[Placement, bool | Lack] = {
    Placement.INSIDE: True,
    Placement.OUTSIDE: False,
    Placement.UNKNOWN: Lack.FACT,
    Placement.PERSON: Lack.PERSON,
}


def judge_set(question: Question, book: FactBook, codes: Codes) -> LeafState:
    """An `in` criterion by the latest value in its period; of differing sources all must agree."""
    if not question.criterion.values:
        return unknown(Lack.PERSON)
    facts = set_facts(question, book)
    if not facts and question.feature.id == SIZE and _figures_serve(question, book):
        return _by_figures(question, book)
    if not facts:
        return unknown(Lack.FACT)
    if any(not_applicable(fact) for fact in facts):
        return unknown(Lack.PERSON, facts)
    rulings = [Ruling(_TRUTH[_place(question, codes, _names(fact))]) for fact in facts]
    return agreed(rulings, facts, None)


def set_facts(question: Question, book: FactBook) -> tuple[Fact, ...]:
    """The facts that give the set's latest value in the period."""
    window = window_of(question.period, book.on)
    if question.period.kind is not PeriodKind.NOW and (window is None or window.empty):
        return ()
    return book.latest(question.ask, window, is_name)


def _names(fact: Fact) -> tuple[str, ...]:
    return fact.value if isinstance(fact.value, tuple) else (str(fact.value),)


def _place(question: Question, codes: Codes, names: tuple[str, ...]) -> Placement:
    """Whether one of the firm's names is or lies in one of the members."""
    asked, feature = question.criterion.values, question.feature.id
    if feature in PLACES:
        return any_of(_locate(asked, name, question.here, codes.regions) for name in names)
    if feature == INDUSTRY:
        return any_of(_class(codes.industries, asked, name) for name in names)
    if feature == SIZE:
        return any_of(_size_placement(asked, _classes(name)) for name in names)
    return _by_name(feature, asked, names)


def _by_name(feature: str, asked: tuple[str, ...], names: tuple[str, ...]) -> Placement:
    wanted = {_canonical(feature, member) for member in asked}
    if any(_canonical(feature, name) in wanted for name in names):
        return Placement.INSIDE
    catalogue = any(_CATALOGUE in member for member in asked)
    return Placement.PERSON if feature in BY_PERSON or catalogue else Placement.OUTSIDE


# Members come from few criteria and values from few codes: each pair is placed once.
_locate = lru_cache(maxsize=1 << 16)(locate)


@lru_cache(maxsize=1 << 16)
def _class(industries: Industries, asked: tuple[str, ...], name: str) -> Placement:
    return industries.locate(asked, name)


@lru_cache(maxsize=1 << 14)
def _canonical(feature: str, name: str) -> str:
    return canonical(feature, name)


@lru_cache(maxsize=1 << 10)
def _classes(name: str) -> frozenset[str]:
    """The size classes that a label means; a label outside the standard stands for itself."""
    return expand(name) or frozenset({_canonical(SIZE, name)})


def _size_placement(asked: tuple[str, ...], possible: frozenset[str]) -> Placement:
    wanted = frozenset[str]().union(*(_classes(member) for member in asked))
    if possible <= wanted:
        return Placement.INSIDE
    if possible & wanted:
        return Placement.UNKNOWN
    catalogue = any(_CATALOGUE in member for member in asked)
    return Placement.PERSON if catalogue else Placement.OUTSIDE


def _figures_serve(question: Question, book: FactBook) -> bool:
    """Whether the last year's figures answer for the period: it holds their day or the present."""
    if question.period.kind is PeriodKind.NOW:
        return True
    window, year = window_of(question.period, book.on), year_days(book.last_year)
    return window is not None and year is not None and (book.on in window or year.last in window)


def _by_figures(question: Question, book: FactBook) -> LeafState:
    """The class by 划型标准 (2011) from industry, staff, revenue and assets of the last year."""
    industry = book.latest(question.ask.of(INDUSTRY, None), None, is_name)
    asks = [question.ask.of(name, unit_of(vocabulary()[name])) for name in _SIZE_FIGURES]
    slots = [year_slot(book, ask, book.last_year) for ask in asks]
    facts = industry + tuple(fact for slot in slots for fact in slot.facts)
    rulings = [
        Ruling(_TRUTH[_size_placement(question.criterion.values, possible_classes(code, *figures))])
        for code in _industries(industry)
        for figures in _figures(slots)
    ]
    state = agreed(rulings, facts, None)
    return LeafState(state.result, state.lack, facts=state.facts, note="按《中小企业划型标准规定》推算")


def _industries(facts: tuple[Fact, ...]) -> tuple[str | None, ...]:
    names = [name for fact in facts if not not_applicable(fact) for name in _names(fact)]
    return tuple(dict.fromkeys(names)) or (None,)


def _figures(slots: list[Slot]) -> Iterator[list[Decimal | None]]:
    for options in combinations(slots):
        yield [_decimal(option.value) if isinstance(option, Figure) else None for option in options]


def _decimal(value: Fraction) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator)
