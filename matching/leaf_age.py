"""The firm's age in years, counted in days: n years are full on the day of the same number.

Owns `age_years`; founded on 29 February, other years are full on the 28th.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from domain.period import PeriodKind
from domain.policy import Op
from matching.days import DAY, MONTHS, months_later, window_of
from matching.exact import readable
from matching.facts import REGISTERED, FactBook
from matching.leaf_number import judge_number
from matching.leaf_state import LeafState
from matching.question import Question
from matching.verdict import Result

AGE = "age_years"
_AT_THE_END = frozenset(
    {
        PeriodKind.FY1,
        PeriodKind.PREV_YEAR_END,
        PeriodKind.YEAR,
        PeriodKind.UNTIL,
        PeriodKind.RANGE,
        PeriodKind.FISCAL_YEARS,
    }
)
"""Periods that ask for the age on their own last day; all others ask for that on the application date."""


def judge_age(question: Question, book: FactBook) -> LeafState:
    """The age by the day of founding; by a stated age only where that day is not known."""
    founded, criterion = book.company.founded, question.criterion
    if founded is None or criterion.op is None or criterion.value is None or not readable(criterion.value):
        return judge_number(question, book)
    full = full_on(founded, Fraction(criterion.value))
    first, last = _holding(criterion.op, full)
    on = _asked_on(question, book)
    note = f"{founded} 成立（{REGISTERED}）"
    if (first is None or on >= first) and (last is None or on <= last):
        margin = min(abs(on - edge).days for edge in (first, last) if edge is not None)
        return LeafState(Result.TRUE, margin=Fraction(margin), unit="day", note=note)
    to_come = first is not None and on < first
    edge = first if to_come else last
    distance = abs(edge - on).days if edge else 0
    return LeafState(
        Result.FALSE,
        distance=Fraction(distance),
        unit="day",
        note=note,
        cure_date=first if to_come else None,
    )


def full_on(founded: date, years: Fraction) -> date:
    """The day on which so many years are full; part months are counted up to whole days."""
    months, rest = divmod(years * MONTHS, 1)
    day = months_later(founded, int(months))
    if rest:
        length = (months_later(founded, int(months) + 1) - day).days
        day += DAY * min(-int(-rest * length // 1), (date.max - day).days)
    return day


def _holding(op: Op, full: date) -> tuple[date | None, date | None]:
    """First and last day on which the criterion holds."""
    match op:
        case Op.GE:
            return full, None
        case Op.GT:
            return min(full, date.max - DAY) + DAY, None
        case Op.LE:
            return None, full
        case Op.LT:
            return None, max(full, date.min + DAY) - DAY
        case Op.EQ:
            return full, full


def _asked_on(question: Question, book: FactBook) -> date:
    window = window_of(question.period, book.on)
    return window.last if window and question.period.kind in _AT_THE_END else book.on
