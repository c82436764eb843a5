"""Counts that are known only within a range, against a bound.

Owns when a range of counts settles a criterion and how far it is then from the bound.
"""

from __future__ import annotations

from fractions import Fraction

from domain.company import TitleHeld
from domain.policy import Op
from matching.facts import Lack
from matching.leaf_state import LeafState, unknown
from matching.question import Question
from matching.verdict import Result


def counted(
    question: Question, low: int, maybe: int, complete: bool, titles: tuple[TitleHeld, ...] = ()
) -> LeafState:
    """A count against its bound; without "none else" there may be any number more."""
    criterion = question.criterion
    if criterion.op is None or criterion.value is None:
        return unknown(Lack.PERSON)
    bound, op = Fraction(criterion.value), criterion.op
    high = low + maybe if complete else None
    sure, excluded = _range_truth(op, bound, Fraction(low), None if high is None else Fraction(high))
    if not sure and not excluded:
        return LeafState(Result.UNKNOWN, Lack.FACT, titles=titles)
    by_low = low > bound if op is Op.EQ else sure == (op in {Op.GE, Op.GT})
    deciding = low if by_low or high is None else high
    gap = abs(Fraction(deciding) - bound)
    result = Result.TRUE if sure else Result.FALSE
    unit = question.unit or "count"
    if sure:
        return LeafState(result, margin=gap, unit=unit, titles=titles, value=Fraction(deciding))
    return LeafState(result, distance=gap, unit=unit, titles=titles, value=Fraction(deciding))


def _range_truth(op: Op, bound: Fraction, low: Fraction, high: Fraction | None) -> tuple[bool, bool]:
    """Whether every count of the range passes, and whether none does."""
    match op:
        case Op.GE:
            return low >= bound, high is not None and high < bound
        case Op.GT:
            return low > bound, high is not None and high <= bound
        case Op.LE:
            return high is not None and high <= bound, low > bound
        case Op.LT:
            return high is not None and high < bound, low >= bound
        case Op.EQ:
            return low == high == bound, low > bound or (high is not None and high < bound)
