"""Numbers and ranks against a bound, for every period: one year, each, sum, mean, compound growth, now.

Owns what a number criterion comes to; gaps never turn into zeros.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction

from domain.period import Aggregate, PeriodKind
from domain.policy import Kind, Op
from domain.vocabulary import FeatureType, vocabulary
from matching.days import window_of
from matching.exact import holds, readable, signed_power, signed_root
from matching.facts import FactBook, Lack, YearAs
from matching.leaf_state import LeafState, Ruling, agreed, unknown
from matching.question import RATIO_UNIT, Question
from matching.relations import relations
from matching.series import latest_slot, range_slot, year_slot
from matching.slots import LACKING, Figure, Option, Slot, combinations, first_lack
from matching.totals import (
    Stretch,
    current_slot,
    is_ratio,
    ratio_of_totals,
    stretch_of,
    stretch_slots,
    year_ways,
)

Bound = tuple[Op, Fraction]
_UP = frozenset({Op.GE, Op.GT})
_DOWN = frozenset({Op.LE, Op.LT})


def judge_number(question: Question, book: FactBook) -> LeafState:
    """A `compare` or `rank` criterion; one without operator or value only a person can judge."""
    criterion = question.criterion
    if criterion.op is None or criterion.value is None or not readable(criterion.value):
        return unknown(Lack.PERSON)
    return judge_bound(question, book, criterion.op, Fraction(criterion.value))


def judge_bound(question: Question, book: FactBook, op: Op, value: Fraction) -> LeafState:
    """The question's number against a bound of its own."""
    period, bound = question.period, (op, value)
    match period.kind:
        case PeriodKind.FY1 | PeriodKind.PREV_YEAR_END:
            return _years(question, book, bound, (book.last_year,), Aggregate.EACH)
        case PeriodKind.YEAR:
            return _years(question, book, bound, (period.years or 0,), Aggregate.EACH)
        case PeriodKind.FISCAL_YEARS:
            years = tuple(range(book.last_year - (period.years or 1) + 1, book.last_year + 1))
            return _years(question, book, bound, years, period.aggregate or Aggregate.EACH)
        case PeriodKind.CURRENT_YEAR:
            return _one(question, bound, current_slot(book, question.ask))
        case PeriodKind.FY1_AND_CURRENT:
            return _sum(question, book, bound, Stretch((book.last_year,), running=True))
        case PeriodKind.NOW:
            return _one(question, bound, latest_slot(book, question.ask, None))
        case _:
            return _window(question, book, bound)


def _years(
    question: Question, book: FactBook, bound: Bound, years: tuple[int, ...], how: Aggregate
) -> LeafState:
    if years[0] <= 1:
        return unknown(Lack.FACT)
    match how:
        case Aggregate.EACH:
            return _each(question, bound, year_ways(book, question.ask, years))
        case Aggregate.SUM:
            return _sum(question, book, bound, Stretch(years))
        case Aggregate.MEAN:
            return _mean(question, book, bound, years)
        case Aggregate.CAGR:
            return _compound(question, book, bound, years)


def _window(question: Question, book: FactBook, bound: Bound) -> LeafState:
    window = window_of(question.period, book.on)
    if window is None or window.empty:
        return unknown(Lack.FACT)
    if question.feature.stock:
        return _one(question, bound, latest_slot(book, question.ask, window))
    if question.criterion.kind is Kind.RANK or question.feature.type is FeatureType.RANK:
        return _one(question, bound, latest_slot(book, question.ask, window, year_as=YearAs.END))
    if window.first is None:
        return unknown(Lack.PERSON)
    return _sum(question, book, bound, stretch_of(book, question.ask, window))


def _one(question: Question, bound: Bound, slot: Slot) -> LeafState:
    rulings = (_compare(question, bound, option) for option in slot.options)
    return agreed(rulings, slot.facts, question.unit)


def _compare(question: Question, bound: Bound, option: Option) -> Ruling:
    if isinstance(option, Lack):
        return Ruling(option)
    op, value = bound
    truth = holds(op, option.value, value)
    money = None if truth else _money_lacking(question, bound, option)
    return Ruling(truth, abs(option.value - value), money, option.value)


def _money_lacking(question: Question, bound: Bound, figure: Figure) -> Fraction | None:
    """What a money ratio's numerator lacks (or has too much of) at the same denominator."""
    if figure.over is None or figure.under is None or not _over_is_money(question.feature.id):
        return None
    return abs(bound[1] * figure.under - figure.over)


def _over_is_money(feature: str) -> bool:
    ratio = relations().ratios.get(feature)
    base = ratio.over if ratio else relations().growth.get(feature, feature)
    return vocabulary()[base].type is FeatureType.MONEY


def _each(question: Question, bound: Bound, ways: Sequence[Sequence[Slot]]) -> LeafState:
    def ruling(options: Sequence[Option]) -> Ruling:
        found = [_compare(question, bound, option) for option in options]
        failing = [one for one in found if one.truth is False]
        if failing:
            worst = max(failing, key=lambda one: one.gap or Fraction(0))
            return Ruling(False, worst.gap, worst.money, worst.value)
        if lack := first_lack(options):
            return Ruling(lack)
        if not found:
            return Ruling(Lack.FACT)
        closest = min(found, key=lambda one: one.gap or Fraction(0))
        return Ruling(True, closest.gap, value=closest.value)

    return _over(question, ways, ruling)


def _over(
    question: Question, ways: Sequence[Sequence[Slot]], ruling: Callable[[Sequence[Option]], Ruling]
) -> LeafState:
    """The ruling over every way to read the facts."""
    facts = dict.fromkeys(fact for way in ways for slot in way for fact in slot.facts)
    rulings = (ruling(options) for way in ways for options in combinations(way))
    return agreed(rulings, tuple(facts), question.unit)


def _sum(question: Question, book: FactBook, bound: Bound, stretch: Stretch) -> LeafState:
    if is_ratio(question.ask):
        return _one(question, bound, ratio_of_totals(book, question.ask, stretch))
    slots = stretch_slots(book, question.ask, stretch)
    return _added(question, book, bound, stretch, [slots])


def _mean(question: Question, book: FactBook, bound: Bound, years: tuple[int, ...]) -> LeafState:
    ways = year_ways(book, question.ask, years)
    count = max((len(way) for way in ways), default=0)
    if not count:  # no year is left to share a sum among
        return unknown(Lack.FACT)
    return _added(question, book, bound, Stretch(years), ways, share=count)


def _added(
    question: Question,
    book: FactBook,
    bound: Bound,
    stretch: Stretch,
    ways: list[list[Slot]],
    *,
    share: int = 1,
) -> LeafState:
    """The years' values added up (and shared out for a mean), or as one fact states their total."""
    stated = LACKING
    if stretch.span and not is_ratio(question.ask):
        stated = range_slot(book, question.ask, *stretch.span)

    def ruling(options: Sequence[Option]) -> Ruling:
        known = [one.value for one in options if isinstance(one, Figure)]
        figure = Figure(sum(known, Fraction(0)) / share)
        lack = _sum_lack(stretch, stated, options)
        if lack is None:
            return _compare(question, bound, figure)
        return _partial(question, bound, figure.value, lack) if known else Ruling(lack)

    if stated.known:
        complete = [way for way in ways if way and all(slot.known for slot in way)]
        ways = [*complete, [stated]]
    state = _over(question, ways, ruling)
    beside = stated.facts if Lack.PERSON in stated.options else ()
    return replace(state, facts=state.facts + beside)


def _sum_lack(stretch: Stretch, stated: Slot, options: Sequence[Option]) -> Lack | None:
    """Why years make no total: days outside them, no year at all, a total that does not apply, a gap."""
    if stretch.gap or (not options and Lack.PERSON not in stated.options):
        return Lack.FACT
    return Lack.PERSON if Lack.PERSON in stated.options else first_lack(options)


def _partial(question: Question, bound: Bound, known: Fraction, lack: Lack) -> Ruling:
    """What a sum with a gap already says: more can only be added, unless the feature may be negative."""
    op, value = bound
    if question.feature.id in relations().signed:
        return Ruling(lack)
    reached = holds(op, known, value)
    if (op in _UP and reached) or (op in _DOWN and not reached):
        return Ruling(reached, abs(known - value), value=known)
    return Ruling(lack)


def _compound(question: Question, book: FactBook, bound: Bound, years: tuple[int, ...]) -> LeafState:
    """(v_L / v_(L-N))^(1/N) - 1 of the base series; both ends are raised, no root is drawn to compare."""
    ask = question.ask
    if base := relations().growth.get(ask.feature):
        ask = ask.of(base, vocabulary()[base].unit or None)
    degree = len(years)
    op, value = bound
    needed = signed_power(1 + value, degree)

    def ruling(options: Sequence[Option]) -> Ruling:
        if lack := first_lack(options):
            return Ruling(lack)
        first, last = (one.value for one in options if isinstance(one, Figure))
        if first <= 0:
            return Ruling(Lack.PERSON)
        truth = holds(op, last / first, needed)
        growth = signed_root(last / first, degree) - 1
        is_money = vocabulary()[ask.feature].type is FeatureType.MONEY
        money = abs(needed * first - last) if is_money and not truth else None
        return Ruling(truth, abs(growth - value), money, growth)

    slots = [year_slot(book, ask, years[0] - 1), year_slot(book, ask, years[-1])]
    state = _over(question, [slots], ruling)
    return replace(state, unit=RATIO_UNIT if state.unit else None)
