"""Random cases for judge and referee: a policy with its tree, benefits and windows, a firm, a day.

Owns `random_case`; one seed gives one case, everywhere and always.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from domain.company import Company
from domain.policy import (
    Benefit,
    Criterion,
    Item,
    Kind,
    PointsRow,
    Policy,
    Signature,
    Window,
    YearlyDay,
)
from domain.tree import All, Any, AtLeast, Leaf, Node, Not, Points, Waive, When
from tests.matching.oracle_firms import FirmMaker


@dataclass(frozen=True)
class Case:
    """One item of one policy, one firm, one day."""

    policy: Policy
    item: Item
    company: Company
    on: date


def random_case(seed: int) -> Case:
    """The case of a seed."""
    return _Maker(random.Random(seed)).case()


class _Maker(FirmMaker):
    def tree(self, names: Sequence[str], depth: int) -> Node:
        if depth == 0 or self.one_in(3):
            name = self.pick(names)
            return Points(name) if name.startswith("p") else Leaf(name)
        word = self.pick(("all", "all", "any", "any", "at_least", "not", "when", "waive"))
        count = {"not": 1, "when": 2, "waive": 2}.get(word, self.rng.randint(1, 3))
        parts = tuple(self.tree(names, depth - 1) for _ in range(count))
        match word:
            case "all":
                return All(parts)
            case "any":
                return Any(parts)
            case "at_least":
                return AtLeast(self.rng.randint(1, count), parts)
            case "not":
                return Not(parts[0])
            case "when":
                return When(parts[0], parts[1])
        return Waive(parts[0], parts[1])

    def table(self, name: str, names: Sequence[str]) -> Criterion:
        rows = [
            PointsRow(self.tree(names, self.pick((0, 0, 1))), Decimal(self.pick((5, 10, 20))))
            for _ in range(self.rng.randint(1, 4))
        ]
        score = Decimal(self.pick((10, 20, 25, 30)))
        empty = self.one_in(5)
        return Criterion(
            name,
            Kind.MANUAL,
            "total_score",
            self.quote(),
            rows=() if empty else tuple(rows),
            pass_mark=None if empty else score,
        )

    def window(self) -> Window:
        draw = self.rng.randrange(4)
        if draw == 0:
            ends = [None if self.one_in(4) else YearlyDay(self.rng.randint(1, 12), self.rng.randint(1, 28))]
            ends.append(YearlyDay(self.rng.randint(1, 12), 29 if self.one_in(9) else 28))
            return Window(self.quote(), ends[0], ends[1], True)
        start, end = self.near(), self.near()
        start, end = min(start, end), max(start, end)
        yearly = draw == 1 and start.year == end.year
        return Window(
            self.quote(), None if self.one_in(5) else start, None if self.one_in(5) else end, yearly
        )

    def benefit(self, names: Sequence[str]) -> Benefit:
        amount = self.pick((None, Decimal(100_000), Decimal(500_000)))
        cap = self.pick((None, Decimal(300_000)))
        rate = Decimal("0.3") if amount is None and (cap is None or self.one_in(2)) else None
        per = "m2" if amount is not None and self.one_in(4) else None
        form = self.pick(("grant", "grant", "award", "subsidy", "loan"))
        when = self.tree(names, 1) if self.one_in(2) else None
        return Benefit(form, self.quote(), amount, rate, cap, when, per)

    def case(self) -> Case:
        leaves = [self.leaf(f"c{number}") for number in range(1, self.rng.randint(2, 6))]
        names = [leaf.id for leaf in leaves]
        if self.one_in(4):
            leaves.append(self.table("p1", names))
            names.append("p1")
        earlier, own = leaves[: len(leaves) // 3], leaves[len(leaves) // 3 :]
        require = None if self.one_in(12) else self.tree(names, self.pick((1, 2, 3)))
        exclude = self.tree(names, self.pick((0, 1, 2))) if self.one_in(3) else None
        item = Item(
            id="i2",
            name="某项奖励",
            start=0,
            end=1000,
            require=require,
            exclude=exclude,
            criteria=tuple(own),
            benefits=tuple(self.benefit(names) for _ in range(self.pick((0, 1, 2, 3)))),
            windows=tuple(self.window() for _ in range(self.pick((0, 0, 1, 2)))),
            signed=None if self.one_in(4) else Signature("某人", date(2024, 1, 1)),
        )
        first = Item(
            id="i1", name="前一项", start=0, end=9, require=None, exclude=None, criteria=tuple(earlier)
        )
        published = self.pick((None, date(2023, 1, 1), self.near()))
        policy = Policy(
            doc_id="d1",
            title="某办法",
            doc_no=None,
            issuers=(),
            region=self.pick(("130100", "130132", "110105", "石家庄市", None)),
            published=published,
            effective_from=self.pick((None, None, self.near())),
            effective_to=self.pick((None, None, self.near())),
            items=(first, item),
        )
        return Case(policy, item, self.company("d1", "i2", leaves), self.on)
