"""Exact numbers or why there is none, the derived features, and worlds: one choice wherever sources differ.

Owns `Number`, the tables of derived features and `in_every_world`.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import TypeVar


class Lack(Enum):
    """Why there is no number: nothing is known, only a person can say, or the year is not asked."""

    GAP = "gap"
    PERSON = "person"
    DROPPED = "dropped"


Number = Fraction | Lack
Result = TypeVar("Result")

RATIOS = {
    "rd_intensity": ("rd_expense", "revenue"),
    "main_ratio": ("main_revenue", "revenue"),
    "rd_staff_ratio": ("rd_staff", "employees"),
    "invention_ratio": ("invention_patents", "patents"),
    "profit_margin": ("profit", "revenue"),
    "product_ratio": ("product_revenue", "revenue"),
}
DEBT = "debt_ratio"
GROWTH = {
    "revenue_growth": "revenue",
    "main_growth": "main_revenue",
    "profit_growth": "profit",
    "tax_growth": "tax_paid",
    "output_growth": "output_value",
    "export_growth": "exports",
    "rd_growth": "rd_expense",
}
MAY_BE_NEGATIVE = {"profit", "net_assets", "profit_margin", *GROWTH}


class Branch(Exception):  # noqa: N818 - no error: the world must be split here
    """Raised where a world has not yet chosen between values that differ."""

    def __init__(self, key: object, count: int) -> None:
        super().__init__(key)
        self.key, self.count = key, count


def in_every_world(judge: Callable[[dict[object, int]], Result]) -> list[Result]:
    """What `judge` says in each world, a world being one choice wherever sources differ."""
    pending: list[dict[object, int]] = [{}]
    found = []
    while pending:
        world = pending.pop()
        try:
            found.append(judge(world))
        except Branch as split:
            pending += [world | {split.key: choice} for choice in range(split.count)]
    return found


def is_rounded(given: Decimal, exact: Fraction) -> bool:
    """Whether a given value is the exact one rounded half up, to the digits of the given."""
    digits = max(0, -int(given.as_tuple().exponent))
    scaled = exact * 10**digits
    down = abs(scaled).__floor__()
    up = down + (1 if abs(scaled) - down >= Fraction(1, 2) else 0)
    rounded = Fraction(up if scaled >= 0 else -up, 10**digits)
    return rounded == Fraction(given)


def lack_of_ratio(*parts: Number) -> Lack | None:
    """A year of which no part is asked drops out; a gap comes before a person."""
    if all(part is Lack.DROPPED for part in parts):
        return Lack.DROPPED
    if Lack.GAP in parts or Lack.DROPPED in parts:
        return Lack.GAP
    return Lack.PERSON if Lack.PERSON in parts else None


def lack_of_growth(*years: Number) -> Lack | None:
    """Growth needs both years: without one of them there is none to ask for."""
    for lack in (Lack.DROPPED, Lack.GAP, Lack.PERSON):
        if lack in years:
            return lack
    return None


def minus(left: Number, right: Number) -> Number:
    if lack := lack_of_ratio(left, right):
        return lack
    assert isinstance(left, Fraction)
    assert isinstance(right, Fraction)
    return left - right


def divided(above: Number, below: Number) -> Number:
    if lack := lack_of_ratio(above, below):
        return lack
    assert isinstance(above, Fraction)
    assert isinstance(below, Fraction)
    return Lack.PERSON if below == 0 else above / below


def grown(value: Number, base: Number) -> Number:
    if lack := lack_of_growth(value, base):
        return lack
    assert isinstance(value, Fraction)
    assert isinstance(base, Fraction)
    return Lack.PERSON if base <= 0 else value / base - 1
