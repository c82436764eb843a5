"""A synthetic register and items by a seeded generator: columns of plain facts, policies of one item each.

Owns the shapes of the workload, not its meaning: items are real `Policy` values, so that what is measured is
what the product judges. Simpler than life: one fact a firm and feature, no `when`, no exclusions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from domain.company import Company, Fact
from domain.period import FACT_NOW, parse_period, year_period
from domain.policy import Criterion, Item, Kind, Op, Policy, Signature, Span
from domain.region import national
from domain.tree import All, Any, AtLeast, Leaf, Node, Waive
from domain.vocabulary import FeatureType, vocabulary
from matching.relations import relations

ON = date(2026, 5, 10)
FIRMS, ITEMS = 167_372, 2_000
NUMBERS, STATES = 36, 6
UNKNOWN_SHARES = (0.03, 0.45)
PROVINCE = 13
ZONES = 71
"""From this last pair of digits on a code is a statistical zone, judged otherwise than a county."""
NOWHERE = Span(0, 0, "")
FY1, NOW = parse_period("fy1"), parse_period("now")


@dataclass(frozen=True, slots=True)
class Workload:
    """Firms as columns: numbers (NaN unknown), states (-1 unknown), region codes (0 unknown); and items."""

    numbers: dict[str, NDArray[np.float64]]
    states: dict[str, NDArray[np.int8]]
    region: NDArray[np.int32]
    policies: tuple[Policy, ...]

    def companies(self, places: range) -> list[Company]:
        """Some of the firms with the same facts, as `judge` takes them."""
        return [self._company(at) for at in places]

    def _company(self, at: int) -> Company:
        facts = [
            Fact(name, Decimal(int(column[at])), vocabulary()[name].unit or None, year_period(ON.year - 1))
            for name, column in self.numbers.items()
            if not np.isnan(column[at])
        ]
        facts += [
            Fact(name, bool(column[at]), None, FACT_NOW)
            for name, column in self.states.items()
            if column[at] >= 0
        ]
        region = str(self.region[at]) if self.region[at] else None
        return Company(name=f"企业{at}", case_id=f"k{at}", facts=tuple(facts), region=region)


def workload(firms: int = FIRMS, items: int = ITEMS, seed: int = 20261125) -> Workload:
    """The workload of a seed."""
    dice = np.random.default_rng(seed)
    derived = {*relations().ratios, *relations().growth}
    plain = [
        one.id
        for one in vocabulary().values()
        if one.type in {FeatureType.MONEY, FeatureType.NUMBER}
        and one.id not in derived
        and one.id != "age_years"
    ]
    size = dice.normal(size=firms)
    numbers = {name: _numbers(dice, size, name) for name in plain[:NUMBERS]}
    flags = [one.id for one in vocabulary().values() if one.type is FeatureType.BOOL][:STATES]
    states = {name: dice.choice((-1, 0, 1), firms, p=(0.2, 0.1, 0.7)).astype(np.int8) for name in flags}
    codes = np.array([code for code in range(130100, 131200) if national().get(str(code))], np.int32)
    counties = codes[(codes % 100 > 0) & (codes % 100 < ZONES)]
    region = dice.choice(counties, firms).astype(np.int32)
    region[dice.random(firms) < UNKNOWN_SHARES[0]] = 0
    made = _Items(dice, numbers, tuple(states), counties)
    return Workload(numbers, states, region, tuple(made.policy(at) for at in range(items)))


def _numbers(dice: np.random.Generator, size: NDArray[np.float64], name: str) -> NDArray[np.float64]:
    """Money as whole yuan, counts as whole numbers; both grow with the firm's size."""
    money = vocabulary()[name].type is FeatureType.MONEY
    values = np.floor(np.exp((15 if money else 2.5) + 1.3 * size + 0.7 * dice.normal(size=size.size)))
    values[dice.random(size.size) < dice.uniform(*UNKNOWN_SHARES)] = np.nan
    return values


class _Items:
    def __init__(
        self,
        dice: np.random.Generator,
        numbers: dict[str, NDArray[np.float64]],
        states: tuple[str, ...],
        counties: NDArray[np.int32],
    ) -> None:
        self.dice, self.states, self.counties = dice, states, counties
        grid = np.linspace(0.02, 0.98, 97)
        self.bounds = {
            name: sorted({_two_digits(one) for one in np.nanquantile(column[:20_000], grid)})
            for name, column in numbers.items()
        }
        self.criteria: list[Criterion] = []

    def policy(self, at: int) -> Policy:
        """One item: `all` over a place, a state, plain leaves, a count, a choice, a waiver."""
        self.criteria = []
        parts: list[Node] = []
        if self.dice.random() < 0.75:
            parts.append(self._place())
        if self.dice.random() < 0.30:
            parts.append(self._leaf(Kind.STATE, self.states[0], period=NOW))
        if self.dice.random() < 0.10:
            count = int(self.dice.integers(3, 7))
            parts.append(AtLeast(int(self.dice.integers(2, count)), self._several(count)))
        if self.dice.random() < 0.28:
            parts.append(Any(self._several(int(self.dice.integers(2, 5)))))
        parts += self._several(int(np.clip(self.dice.poisson(5), 1, 14)))
        if self.dice.random() < 0.10:
            parts[-1] = Waive(parts[-1], self._plain())
        order = self.dice.permutation(len(parts))
        item = Item(
            id="i1",
            name=f"事项{at}",
            start=0,
            end=1,
            require=All(tuple(parts[one] for one in order)),
            exclude=None,
            criteria=tuple(self.criteria),
            signed=Signature("某人", ON),
        )
        return Policy(f"w{at}", f"办法{at}", None, (), None, None, None, None, (item,))

    def _several(self, count: int) -> tuple[Node, ...]:
        return tuple(self._plain() for _ in range(count))

    def _plain(self) -> Node:
        if self.dice.random() < 0.08:
            return self._leaf(Kind.STATE, str(self.dice.choice(self.states)), period=NOW)
        name = str(self.dice.choice(list(self.bounds)))
        bounds = self.bounds[name]
        value = bounds[int(self.dice.beta(1.3, 2.2) * len(bounds))]
        op = Op.LE if self.dice.random() < 0.06 else Op.GT if self.dice.random() < 0.1 else Op.GE
        return self._leaf(Kind.COMPARE, name, op=op, value=Decimal(value), period=FY1)

    def _place(self) -> Node:
        county = int(self.dice.choice(self.counties))
        kind = self.dice.random()
        code = PROVINCE * 10_000 if kind < 0.4 else county // 100 * 100 if kind < 0.75 else county
        return self._leaf(Kind.IN, "region", values=(str(code),), period=NOW)

    def _leaf(self, kind: Kind, feature: str, **more: object) -> Node:
        make: Callable[..., Criterion] = Criterion
        name = f"c{len(self.criteria) + 1}"
        self.criteria.append(make(name, kind, feature, NOWHERE, **more))
        return Leaf(name)


def _two_digits(value: float) -> int:
    """Rounded to two significant digits, as policies state bounds."""
    return int(float(f"{value:.1e}"))
