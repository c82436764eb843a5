"""What an item pays if granted: fixed sums, bands, caps, rates; a range where it is not certain.

Owns which benefits are money, how bands of one form combine and what an unknown band leaves open.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from domain.policy import Benefit
from domain.tree import Node
from matching.truth import T, Truth
from matching.verdict import Amount

PAID_FORMS = ("grant", "award", "subsidy", "interest", "rent")
"""Forms by which money reaches the firm; loans, tax, titles and services are no amount."""

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class _Range:
    """Money from `low` to `high`; no bound is known where `high` is None."""

    low: Decimal
    high: Decimal | None

    def plus(self, other: _Range) -> _Range:
        unbounded = self.high is None or other.high is None
        return _Range(
            self.low + other.low, None if unbounded else (self.high or _ZERO) + (other.high or _ZERO)
        )


def amount_of(benefits: Sequence[Benefit], truth_of: Callable[[Node], Truth]) -> Amount:
    """The money of all benefits: bands of one form give their best, the rest adds up."""
    total = _Range(_ZERO, _ZERO)
    bands: dict[str, list[tuple[Truth, _Range]]] = {}
    for benefit in benefits:
        if benefit.form not in PAID_FORMS:
            continue
        if benefit.when is None:
            total = total.plus(_paid(benefit))
        else:
            bands.setdefault(benefit.form, []).append((truth_of(benefit.when), _paid(benefit)))
    for rows in bands.values():
        total = total.plus(_best(rows))
    return Amount(total.low, total.high)


def _paid(benefit: Benefit) -> _Range:
    """A fixed sum up to its cap is certain; a rate, a cap alone or a sum per unit is only bounded."""
    if benefit.amount is None or benefit.rate is not None or benefit.per is not None:
        return _Range(_ZERO, benefit.cap)
    paid = benefit.amount if benefit.cap is None else min(benefit.amount, benefit.cap)
    return _Range(paid, paid)


def _best(rows: Sequence[tuple[Truth, _Range]]) -> _Range:
    """The best band that holds; one that may hold lifts the upper bound only."""
    sure = [band for truth, band in rows if truth == T]
    possible = [band.high for truth, band in rows if truth & T]
    low = max((band.low for band in sure), default=_ZERO)
    bounded = [high for high in possible if high is not None]
    unbounded = len(bounded) < len(possible)
    return _Range(low, None if unbounded else max(bounded, default=_ZERO))
