"""A second, slow and simple judge, written from the page alone: the referee of `matching.judge`.

Owns the tree, the classes, what matters, windows and amounts; shares with the product only the words and
lists of `domain`.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import product

from domain.company import Company
from domain.policy import Benefit, Criterion, Item, Kind, Policy, Window, YearlyDay
from domain.tree import All, Any, AtLeast, Leaf, Node, Not, Points, Waive, When, children
from tests.matching.oracle_leaves import judge_leaf
from tests.matching.oracle_numbers import Found, Truth, money_lacking

T, F, N = "T", "F", "N"
May = frozenset[str]
PAID = {"grant", "award", "subsidy", "interest", "rent"}


@dataclass(frozen=True)
class LeafAnswer:
    """What the page says of one leaf: `measure` is distance or margin, `money` the distance in CNY.

    Both None where there is none, or where the page leaves it open.
    """

    result: str
    waits_for: str | None = None
    measure: Fraction | None = None
    money: Fraction | None = None


@dataclass(frozen=True)
class Answer:
    """What the page says of one item for one firm."""

    outcome: str
    leaves: dict[str, LeafAnswer]
    missing: tuple[str, ...]
    low: Decimal
    high: Decimal | None


def evaluate(policy: Policy, item: Item, company: Company, on: date) -> Answer:
    """The firm against the item on the application date."""
    return _Case(policy, item, company, on).answer()


@dataclass
class _Case:
    policy: Policy
    item: Item
    company: Company
    on: date
    found: dict[str, Found] = field(default_factory=dict)

    @cached_property
    def criteria(self) -> dict[str, Criterion]:
        return {criterion.id: criterion for criterion in self.policy.criteria()}

    # -------------------------------------------------------------- leaves

    def leaf(self, name: str) -> Found:
        """The leaf with its finding: that decides a person leaf of this item."""
        if name not in self.found:
            plain = judge_leaf(self.policy, self.company, self.criteria[name], self.on)
            self.found[name] = self.by_finding(name) or plain if plain.truth is Truth.PERSON else plain
        return self.found[name]

    def by_finding(self, name: str) -> Found | None:
        ids = {self.item.id, f"{self.policy.doc_id}.{self.item.id}"}
        valid = [
            one
            for one in self.company.findings
            if one.item in ids
            and one.leaf == name
            and one.on <= self.on
            and (one.until is None or self.on <= one.until)
        ]
        newest = [one for one in valid if one.on == max(other.on for other in valid)]
        results = {one.result for one in newest}
        if len(results) != 1:
            return None
        return Found(Truth.YES if results.pop() else Truth.NO)

    # -------------------------------------------------------------- tree

    def may(self, node: Node) -> May:
        """What the node may still become."""
        if isinstance(node, Leaf):
            return self.may_leaf(node.id)
        if isinstance(node, Points):
            return self.may_points(node.id)
        parts = [self.may(part) for part in children(node)]
        return frozenset(_combined(node, list(one)) for one in product(*parts))

    def may_leaf(self, name: str) -> May:
        if self.criteria[name].rows:
            return self.may_points(name)
        truth = self.leaf(name).truth
        return frozenset({Truth.YES: T, Truth.NO: F}.get(truth, T + F))

    def may_points(self, name: str) -> May:
        """Rows not T give 0; unknown rows give a range."""
        table = self.criteria[name]
        if not table.rows:
            truth = self.leaf(name).truth
            return frozenset({Truth.YES: T, Truth.NO: F}.get(truth, T + F))
        low, high = self.points(table)
        assert table.pass_mark is not None
        if low >= table.pass_mark:
            return frozenset(T)
        return frozenset(F) if high < table.pass_mark else frozenset(T + F)

    def points(self, table: Criterion) -> tuple[Fraction, Fraction]:
        low = high = Fraction(0)
        for row in table.rows:
            may = self.may(row.when)
            worth = Fraction(row.points)
            if may == {T}:
                low, high = low + worth, high + worth
            elif T in may:
                low, high = low + min(worth, Fraction(0)), high + max(worth, Fraction(0))
        return low, high

    def root(self, node: Node | None, of_nothing: str) -> May:
        """`require` and `exclude` as wholes: N is T for the one, F for the other."""
        if node is None:
            return frozenset(of_nothing)
        return frozenset(of_nothing if one == N else one for one in self.may(node))

    # -------------------------------------------------------------- what matters

    def mattering(self) -> set[str]:
        """Leaves that are unknown with each node above them."""
        found: set[str] = set()
        for node, of_nothing in ((self.item.require, T), (self.item.exclude, F)):
            if node is not None and len(self.root(node, of_nothing)) > 1:
                found.update(self.below(node))
        return found

    def below(self, node: Node) -> Iterator[str]:
        if len(self.may(node)) == 1:
            return
        if isinstance(node, Leaf | Points):
            rows = self.criteria[node.id].rows
            if not rows:
                yield node.id
            for row in rows:
                yield from self.below(row.when)
        for part in children(node):
            yield from self.below(part)

    # -------------------------------------------------------------- not asked

    def roots(self) -> list[Node]:
        whole = [self.item.require, self.item.exclude, *(b.when for b in self.item.benefits)]
        return [node for node in whole if node is not None]

    def places(self, node: Node, asked: bool) -> Iterator[tuple[str, bool]]:
        """Every place where a leaf is named, and whether it is asked there."""
        if isinstance(node, Leaf | Points):
            yield node.id, asked
            for row in self.criteria[node.id].rows:
                yield from self.places(row.when, asked)
        elif isinstance(node, When):
            yield from self.places(node.scope, asked)
            yield from self.places(node.asked, asked and bool(self.may(node.scope) - {F, N}))
        else:
            for part in children(node):
                yield from self.places(part, asked)

    def leaf_answers(self) -> dict[str, LeafAnswer]:
        places = [place for root in self.roots() for place in self.places(root, True)]
        tables = [Points(c.id) for c in self.item.criteria if c.rows]
        of_rows = [name for table in tables for name, _ in self.places(table, True)]
        names = dict.fromkeys([*(c.id for c in self.item.criteria), *(n for n, _ in places), *of_rows])
        found = {}
        for name in names:
            asked = [there for other, there in places if other == name]
            if asked and not any(asked):
                found[name] = LeafAnswer("not_applicable")
            else:
                found[name] = self.leaf_answer(name)
        return found

    def leaf_answer(self, name: str) -> LeafAnswer:
        table = self.criteria[name]
        if table.rows:
            return self.table_answer(table)
        one = self.leaf(name)
        if one.truth in {Truth.FACT, Truth.PERSON}:
            return LeafAnswer("unknown", one.truth.value)
        money = None
        if one.truth is Truth.NO and table.kind is Kind.COMPARE:
            money = money_lacking(self.company, table, self.on)
        return LeafAnswer(one.truth.value, None, one.measure, money)

    def table_answer(self, table: Criterion) -> LeafAnswer:
        low, high = self.points(table)
        assert table.pass_mark is not None
        may = self.may_points(table.id)
        if len(may) > 1:
            inside = {name for row in table.rows for name in self.below(row.when)}
            facts = any(self.leaf(name).truth is Truth.FACT for name in inside)
            return LeafAnswer("unknown", "fact" if facts else "person")
        exact = abs(low - Fraction(table.pass_mark)) if low == high else None
        return LeafAnswer("true" if may == {T} else "false", None, exact)

    # -------------------------------------------------------------- outcome

    def answer(self) -> Answer:
        require, exclude = self.root(self.item.require, T), self.root(self.item.exclude, F)
        matter = self.mattering()
        facts = [name for name in matter if self.leaf(name).truth is Truth.FACT]
        if exclude == {T}:
            outcome = "barred"
        elif require == {F}:
            outcome = "fails"
        elif facts:
            outcome = "unknown"
        elif matter or self.item.signed is None:
            outcome = "needs_check"
        elif not self.is_open():
            outcome = "closed"
        else:
            outcome = "fits"
        low, high = (Decimal(0), Decimal(0)) if outcome in {"barred", "fails"} else self.amount()
        missing = self.missing(facts) if outcome == "unknown" else ()
        return Answer(outcome, self.leaf_answers(), missing, low, high)

    def missing(self, facts: list[str]) -> tuple[str, ...]:
        """Most such leaves first, then in document order."""
        order = [c.feature for c in self.criteria.values() if c.id in facts]
        return tuple(sorted(dict.fromkeys(order), key=lambda feature: -order.count(feature)))

    # -------------------------------------------------------------- time and money

    def is_open(self) -> bool:
        begin = self.policy.effective_from or self.policy.published
        if begin is not None and self.on < begin:
            return False
        if self.policy.effective_to is not None and self.on > self.policy.effective_to:
            return False
        dated = [w for w in self.item.windows if w.start is not None or w.end is not None]
        return not dated or any(is_open(window, self.on) for window in dated)

    def amount(self) -> tuple[Decimal, Decimal | None]:
        low, high = Decimal(0), Decimal(0)
        endless = False
        paid = [benefit for benefit in self.item.benefits if benefit.form in PAID]
        sums = [_range(benefit) for benefit in paid if benefit.when is None]
        for form in PAID:
            bands = [self.band(b) for b in paid if b.form == form and b.when is not None]
            if bands:
                tops = [top for _, top in bands]
                best = None if None in tops else max(top for top in tops if top is not None)
                sums.append((max(bottom for bottom, _ in bands), best))
        for bottom, top in sums:
            low += bottom
            endless = endless or top is None
            high += top or 0
        return low, None if endless else high

    def band(self, benefit: Benefit) -> tuple[Decimal, Decimal | None]:
        assert benefit.when is not None
        may = self.may(benefit.when)
        if T not in may:
            return Decimal(0), Decimal(0)
        low, high = _range(benefit)
        return (low, high) if may == {T} else (Decimal(0), high)


def _combined(node: Node, parts: list[str]) -> str:
    """The value of a node whose parts have these values."""
    asked = [part for part in parts if part != N]
    match node:
        case All():
            return N if not asked else F if F in asked else T
        case Any():
            return N if not asked else T if T in asked else F
        case AtLeast(count, _):
            return N if not asked else T if asked.count(T) >= count else F
        case Not():
            return {T: F, F: T, N: N}[parts[0]]
        case When():
            return parts[1] if parts[0] == T else N
        case Waive():
            return N if parts[0] == N else T if T in parts else F
    raise AssertionError(node)


def _range(benefit: Benefit) -> tuple[Decimal, Decimal | None]:
    """`amount` up to `cap`; rate, cap alone or `per`: 0 to the cap, else open."""
    if benefit.amount is not None and benefit.rate is None and benefit.per is None:
        paid = benefit.amount if benefit.cap is None else min(benefit.amount, benefit.cap)
        return paid, paid
    return Decimal(0), benefit.cap


def _day_in(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def is_open(window: Window, on: date) -> bool:
    """Ends inclusive, a null end open; `--MM-DD` and `yearly` repeat."""
    start, end = window.start, window.end
    if not (window.yearly or isinstance(start, YearlyDay) or isinstance(end, YearlyDay)):
        after = not isinstance(start, date) or start <= on
        return after and (not isinstance(end, date) or on <= end)
    first_year = min((one.year for one in (start, end) if isinstance(one, date)), default=1)
    for year in (on.year - 1, on.year):
        begin = _day_in(year, start.month, start.day) if start else date(year, 1, 1)
        last = _day_in(year, end.month, end.day) if end else date(year, 12, 31)
        if last < begin and end is not None:
            last = _day_in(year + 1, end.month, end.day)
        if year >= first_year and begin <= on <= last:
            return True
    return False
