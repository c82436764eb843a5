"""Seeded draws for the sample region: the same seed gives the same values on every machine.

Owns the draws; only `random.Random.random` is used, whose stream Python keeps between versions.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from statistics import NormalDist
from typing import TypeVar

Choice = TypeVar("Choice")

_NORMAL = NormalDist()
_EDGE = 1e-9  # keeps the inverse normal finite


class Dice:
    """One stream of draws, named by its parts (seed, firm number, purpose)."""

    def __init__(self, *parts: object) -> None:
        self._next = random.Random(":".join(str(part) for part in parts)).random

    def chance(self, probability: float) -> bool:
        """True with this probability."""
        return self._next() < probability

    def between(self, low: float, high: float) -> float:
        """Uniform in [low, high)."""
        return low + (high - low) * self._next()

    def whole(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self._next() * (high - low + 1))

    def triangle(self, shape: Sequence[float]) -> float:
        """Triangular with (low, mode, high)."""
        low, mode, high = shape
        draw, turn = self._next(), (mode - low) / (high - low)
        if draw < turn:
            return low + math.sqrt(draw * (high - low) * (mode - low))
        return high - math.sqrt((1 - draw) * (high - low) * (high - mode))

    def normal(self, mean: float, sigma: float) -> float:
        """Normal, by the inverse distribution of one draw."""
        return mean + sigma * _NORMAL.inv_cdf(min(max(self._next(), _EDGE), 1 - _EDGE))

    def around(self, median: float, sigma: float) -> float:
        """Log-normal with this median; `sigma` is the standard deviation of the logarithm."""
        return median * math.exp(self.normal(0.0, sigma))

    def pick(self, options: Sequence[Choice]) -> Choice:
        """One of them, all alike."""
        return options[int(self._next() * len(options))]

    def weighted(self, weights: Mapping[Choice, float]) -> Choice:
        """One of the keys, in proportion to its weight; the order of the mapping counts."""
        left = self._next() * sum(weights.values())
        for option, weight in weights.items():
            left -= weight
            if left < 0:
                return option
        return next(reversed(list(weights)))

    def some(self, options: Sequence[Choice], count: int) -> list[Choice]:
        """`count` different ones, in the order drawn; all of them if there are fewer."""
        left = list(options)
        return [left.pop(int(self._next() * len(left))) for _ in range(min(count, len(left)))]

    def day(self, first: date, last: date) -> date:
        """A day from first to last, both included."""
        return first + timedelta(days=self.whole(0, (last - first).days))
