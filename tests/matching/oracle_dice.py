"""Dice with a memory of the application date: choices, and days near the edges where judges go wrong.

Owns `Dice`; what is drawn with them stands in `oracle_asked`, `oracle_firms`, `oracle_cases`.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

from domain.policy import Span
from tests.matching.oracle_numbers import months_before

One = TypeVar("One")
DAYS = tuple(
    date.fromisoformat(day)
    for day in (
        "2026-05-10",
        "2026-05-10",
        "2025-12-31",
        "2026-01-01",
        "2024-02-29",
        "2025-02-28",
        "2026-12-31",
        "2025-03-31",
        "2028-02-29",
    )
)


class Dice:
    """Draws from one generator, so that a seed gives the same case everywhere."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        on = self.pick(DAYS)
        self.on = on if self.one_in(3) else on + timedelta(days=rng.randint(-400, 400))
        self.year = self.on.year
        self.span = 0

    def pick(self, options: Sequence[One]) -> One:
        return self.rng.choice(options)

    def one_in(self, chances: int) -> bool:
        return self.rng.randrange(chances) == 0

    def some(self, options: Sequence[One], most: int) -> tuple[One, ...]:
        count = self.rng.randint(1, min(most, len(options)))
        return tuple(self.rng.sample(list(options), count))

    def quote(self) -> Span:
        self.span += 10
        return Span(self.span, self.span + 5, "引文原文字")

    def near(self) -> date:
        """A day near one of the edges: `on`, its windows' ends, year ends."""
        edges = (
            self.on,
            date(self.year, 1, 1),
            date(self.year - 1, 12, 31),
            date(self.year - 1, 1, 1),
            self.back(36),
            self.back(12),
            date(self.year - 3, 6, 30),
        )
        return self.pick(edges) + timedelta(days=self.pick((0, 0, 0, 1, -1, 40, -40)))

    def back(self, months: int) -> date:
        return months_before(self.on, months)
