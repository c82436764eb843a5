"""Ways to make criteria trees come out as wanted: which leaves must turn, the cheapest sets first.

Owns the search alone; what a turn costs and whether it can be had at all is told by the caller.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import product

from domain.policy import Criterion
from domain.tree import All, Any, AtLeast, Leaf, Node, Not, Points, Waive, When
from matching.truth import F, N, Rows, T, Truth, Truths, pass_mark

Literal = tuple[str, bool]
"""A criterion and what it must come to."""

Way = frozenset[Literal]
Ways = tuple[Way, ...]
Price = Callable[[str, bool], int | None]
"""The place of a turn in the order of cures, 0 the easiest; None: it cannot be had."""

NOTHING: Ways = (frozenset(),)
BEAM = 64
"""So many ways are kept at each node; `Search.cut` says whether others were left aside."""


class Search:
    """Ways over the given truths; unknown criteria are taken as they are wanted and never turned.

    A way names every turn, and of criteria that are wanted both true and false somewhere also what must
    stay, so that a turn for one place does not undo another. All least ways are found unless `cut`.
    Work at a node is at most BEAM² pairs for each part.
    """

    def __init__(self, truths: Truths, rows: Rows, price: Price, mixed: frozenset[str]) -> None:
        self.truths = truths
        self.rows = rows
        self.price = price
        self.mixed = mixed
        self.cut = False

    def want(self, node: Node, mask: Truth) -> Ways:
        """Ways after which the node may come to one of the outcomes of `mask`, cheapest first."""
        match node:
            case Leaf(name) | Points(name):
                table = self.rows(name)
                return self._leaf(name, mask) if table is None else self._table(table, mask)
            case All(parts):
                return self._even(parts, mask, one=F, every=T)
            case Any(parts):
                return self._even(parts, mask, one=T, every=F)
            case AtLeast(count, parts):
                return self._count(count, parts, mask)
            case Not(part):
                return self.want(part, swapped(mask))
            case When(scope, asked):
                apart = self.want(scope, F | N) if mask & N else ()
                return self.least((*apart, *self.both(self.want(scope, T), self.want(asked, mask))))
            case Waive(asked, waiver):
                return self._waive(asked, waiver, mask)

    def both(self, first: Ways, second: Ways) -> Ways:
        """One way of each, where they do not contradict each other."""
        joined = (one | other for one, other in product(first, second))
        return self.least(way for way in joined if len({name for name, _ in way}) == len(way))

    def cost(self, way: Way) -> tuple[int, list[int], list[str], int]:
        """Fewest turns first, then the easier cures (the hardest compared first), then by id."""
        turns = [(name, to) for name, to in way if self._turns(name, to)]
        ranks = sorted((self.price(name, to) or 0 for name, to in turns), reverse=True)
        return len(turns), ranks, sorted(name for name, _ in turns), len(way)

    def turns(self, way: Way) -> Way:
        """Of the way what differs from now."""
        return frozenset(literal for literal in way if self._turns(*literal))

    def least(self, ways: Iterable[Way]) -> Ways:
        """The ways that hold no other, cheapest first, no more than `BEAM`."""
        kept: list[Way] = []
        for way in sorted(set(ways), key=self.cost):
            if any(other <= way for other in kept):
                continue
            if len(kept) == BEAM:
                self.cut = True
                break
            kept.append(way)
        return tuple(kept)

    def _turns(self, name: str, to: bool) -> bool:
        return not self.truths(name) & (T if to else F)

    def _leaf(self, name: str, mask: Truth) -> Ways:
        now = self.truths(name)
        if not mask & (T | F):
            return ()
        if now & mask:
            keep = name in self.mixed and now in {T, F} and mask & (T | F) != T | F
            return (frozenset({(name, now == T)}),) if keep else NOTHING
        to = bool(mask & T)
        return () if self.price(name, to) is None else (frozenset({(name, to)}),)

    def _even(self, parts: Sequence[Node], mask: Truth, *, one: Truth, every: Truth) -> Ways:
        """`all` (one F decides) and `any` (one T decides) alike."""
        found: list[Way] = []
        if mask & one:
            found += [way for part in parts for way in self.want(part, one)]
        if mask & every and not mask & N:
            for at in range(len(parts)):
                masks = [every if at == other else every | N for other in range(len(parts))]
                found += self._each(parts, masks)
        elif mask & (every | N):
            found += self._each(parts, [mask & (every | N)] * len(parts))
        return self.least(found)

    def _each(self, parts: Sequence[Node], masks: Sequence[Truth]) -> Ways:
        found = NOTHING
        for part, mask in zip(parts, masks, strict=True):
            found = self.both(found, self.want(part, mask))
        return found

    def _count(self, count: int, parts: Sequence[Node], mask: Truth) -> Ways:
        found: list[Way] = []
        if mask & T:
            found += self._some(count, parts, T)
        if mask & F:
            found += self._some(len(parts) - count + 1, parts, F | N)
        if mask & N:
            found += self._each(parts, [N] * len(parts))
        return self.least(found)

    def _some(self, count: int, parts: Sequence[Node], mask: Truth) -> Ways:
        """Ways after which `count` of the parts come to the mask; with none to come, one must be asked."""
        if count <= 0:
            return self.least(way for part in parts for way in self.want(part, T | F))
        reached: list[Ways] = [NOTHING, *[()] * count]
        for part in parts:
            ways = self.want(part, mask)
            for at in range(count, 0, -1):
                reached[at] = self.least((*reached[at], *self.both(reached[at - 1], ways)))
        return reached[count]

    def _waive(self, asked: Node, waiver: Node, mask: Truth) -> Ways:
        found: list[Way] = []
        if mask & T:
            found += self.want(asked, T)
            found += self.both(self.want(asked, T | F), self.want(waiver, T))
        if mask & F:
            found += self.both(self.want(asked, F), self.want(waiver, F | N))
        if mask & N:
            found += self.want(asked, N)
        return self.least(found)

    def _table(self, table: Criterion, mask: Truth) -> Ways:
        mark = pass_mark(table)
        if mark is None:
            return NOTHING if mask & (T | F) else ()
        found: list[Way] = []
        if mask & T:
            found += [way for total, ways in self._sums(table, most=True) if total >= mark for way in ways]
        if mask & F:
            found += [way for total, ways in self._sums(table, most=False) if total < mark for way in ways]
        return self.least(found)

    def _sums(self, table: Criterion, *, most: bool) -> Iterator[tuple[Decimal, Ways]]:
        """Totals that ways lead to, each at least (`most`) or at most what is stated."""
        totals: dict[Decimal, Ways] = {Decimal(0): NOTHING}
        for row in table.rows:
            counts = most == (row.points > 0)
            turned = self.want(row.when, T if counts else F | N)
            gain, stay = (row.points, Decimal(0)) if counts else (Decimal(0), row.points)
            ahead: dict[Decimal, list[Way]] = {}
            for total, ways in totals.items():
                ahead.setdefault(total + stay, []).extend(ways)
                ahead.setdefault(total + gain, []).extend(self.both(ways, turned))
            totals = {total: self.least(ways) for total, ways in ahead.items()}
        yield from totals.items()


def swapped(mask: Truth) -> Truth:
    """The outcomes of a part after which its `not` comes to those of `mask`."""
    return (mask & N) | (T if mask & F else 0) | (F if mask & T else 0)


def polarities(node: Node, rows: Rows, sign: bool) -> Iterator[Literal]:
    """Every criterion with the outcomes that can help the node come to `sign`."""
    match node:
        case Leaf(name) | Points(name):
            table = rows(name)
            if table is None:
                yield name, sign
            for row in table.rows if table else ():
                yield from polarities(row.when, rows, sign if row.points > 0 else not sign)
        case Not(part):
            yield from polarities(part, rows, not sign)
        case When(scope, asked):
            for either in (True, False):
                yield from polarities(scope, rows, either)
            yield from polarities(asked, rows, sign)
        case All(parts) | Any(parts) | AtLeast(_, parts):
            for part in parts:
                yield from polarities(part, rows, sign)
        case Waive(first, second):
            yield from polarities(first, rows, sign)
            yield from polarities(second, rows, sign)


def mixed_of(wanted: Iterable[Literal]) -> frozenset[str]:
    """Criteria that help in one place by being true and in another by being false."""
    both: dict[str, set[bool]] = {}
    for name, sign in wanted:
        both.setdefault(name, set()).add(sign)
    return frozenset(name for name, signs in both.items() if len(signs) == 2)
