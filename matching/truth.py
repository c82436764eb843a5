"""The truth of a criteria tree: what each node may still become, combined node by node.

Owns the algebra of T, F and N (not asked), which leaves matter, and which are not asked at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from domain.policy import Criterion
from domain.tree import All, Any, AtLeast, Leaf, Node, Not, Points, Waive, When

Truth = int
"""The set of what a node may still become, as bits (plain integers: register runs combine millions)."""

T: Truth = 1
F: Truth = 2
N: Truth = 4
UNSURE: Truth = T | F
_SETTLED = frozenset({T, F, N})
_NONE: Truth = 0


def is_unknown(truth: Truth) -> bool:
    """Whether more than one outcome is possible."""
    return truth not in _SETTLED


@dataclass(frozen=True, slots=True)
class Judged:
    """A node with its truth and those of its parts; the parts of a scoring table are its rows."""

    node: Node
    truth: Truth
    parts: tuple[Judged, ...] = ()


Rows = Callable[[str], Criterion | None]
"""The scoring table of an id; None for a criterion without rows."""

Truths = Callable[[str], Truth]
"""The truth of a criterion that is no scoring table."""


def judge_tree(node: Node, truths: Truths, rows: Rows) -> Judged:
    """The node's truth from its leaves'."""
    match node:
        case Leaf(name) | Points(name):
            table = rows(name)
            if table is None:
                return Judged(node, truths(name))
            parts = tuple(judge_tree(row.when, truths, rows) for row in table.rows)
            return Judged(node, _table(table, parts), parts)
        case All(nodes) | Any(nodes) | AtLeast(_, nodes):
            parts = tuple(judge_tree(part, truths, rows) for part in nodes)
            return Judged(node, _combined(node, [part.truth for part in parts]), parts)
        case Not(inner):
            part = judge_tree(inner, truths, rows)
            return Judged(node, negated(part.truth), (part,))
        case When(first, second) | Waive(first, second):
            parts = (judge_tree(first, truths, rows), judge_tree(second, truths, rows))
            combine = when if isinstance(node, When) else waive
            return Judged(node, combine(parts[0].truth, parts[1].truth), parts)


def _combined(node: All | Any | AtLeast, truths: list[Truth]) -> Truth:
    match node:
        case All():
            return all_of(truths)
        case Any():
            return any_of(truths)
        case AtLeast(count, _):
            return at_least(count, truths)


def all_of(truths: list[Truth]) -> Truth:
    """F by one F, T if all asked are T, N if none is asked."""
    return _one_decides(truths, F, T)


def any_of(truths: list[Truth]) -> Truth:
    """T by one T, F if all asked are F, N if none is asked."""
    return _one_decides(truths, T, F)


def _one_decides(truths: list[Truth], deciding: Truth, other: Truth) -> Truth:
    """`deciding` by one part; `other` if some are `other` and the rest is that or not asked."""
    some, every = _NONE, T | F | N
    without = True
    for truth in truths:
        some |= truth
        every &= truth
        without = without and bool(truth & (other | N))
    found = (some & deciding) | (every & N)
    return found | other if without and some & other else found


def at_least(count: int, truths: list[Truth]) -> Truth:
    """T by `count` parts that are T; parts not asked drop out, the count stays; N if none is asked."""
    found = _NONE
    able = sum(1 for truth in truths if truth & T)
    sure = sum(1 for truth in truths if truth == T)
    asked = any(truth & (T | F) for truth in truths)
    if able >= count and asked:
        found |= T
    # The fewest T among ways in which something is asked: a part of T or N alone may have to be taken as T.
    fewest = sure if sure or any(truth & F for truth in truths) else 1
    if asked and fewest < count:
        found |= F
    if all(truth & N for truth in truths):
        found |= N
    return found


def negated(truth: Truth) -> Truth:
    """T and F change places; not asked stays so."""
    return (F if truth & T else _NONE) | (T if truth & F else _NONE) | (truth & N)


def when(scope: Truth, asked: Truth) -> Truth:
    """`asked` where the scope holds; elsewhere not asked."""
    return (asked if scope & T else _NONE) | (N if scope & (F | N) else _NONE)


def waive(asked: Truth, waiver: Truth) -> Truth:
    """Not asked stays so; else `asked` or the waiver."""
    found = asked & (T | N)
    if asked & F:
        found |= waiver & (T | F)
        if waiver & N:
            found |= F
    return found


def points_range(table: Criterion, parts: Iterable[Judged]) -> tuple[Decimal, Decimal]:
    """The fewest and most points that the rows may give; rows that are not true give none."""
    low = high = Decimal(0)
    for row, part in zip(table.rows, parts, strict=True):
        if part.truth == T:
            low, high = low + row.points, high + row.points
        elif part.truth & T:
            low, high = low + min(row.points, Decimal(0)), high + max(row.points, Decimal(0))
    return low, high


def _table(table: Criterion, parts: tuple[Judged, ...]) -> Truth:
    low, high = points_range(table, parts)
    mark = pass_mark(table)
    if mark is None:
        return UNSURE
    return T if low >= mark else F if high < mark else UNSURE


def pass_mark(table: Criterion) -> Decimal | None:
    """The points that suffice: the table's own mark, else its value."""
    return table.value if table.pass_mark is None else table.pass_mark


def require_root(judged: Judged | None) -> Truth:
    """What is required: nothing, or nothing asked, is fulfilled."""
    if judged is None:
        return T
    return (judged.truth & (T | F)) | (T if judged.truth & N else _NONE)


def exclude_root(judged: Judged | None) -> Truth:
    """What excludes: nothing, or nothing asked, excludes no one."""
    if judged is None:
        return F
    return (judged.truth & (T | F)) | (F if judged.truth & N else _NONE)


def mattering(judged: Judged) -> Iterator[str]:
    """Ids of the unknown leaves under unknown nodes only, in order of text, repeats included.

    A settled child (T in `all`, F in `any`, `at_least`, `waive`) changes nothing, nor what is below it.
    A table counts itself only where no row can settle it.
    """
    if not is_unknown(judged.truth):
        return
    below = [name for part in judged.parts for name in mattering(part)]
    yield from below
    if isinstance(judged.node, Leaf | Points) and not below:
        yield judged.node.id


def unasked(judged: Judged, behind: bool = False) -> Iterator[tuple[str, bool]]:
    """Every leaf with whether it stands behind a `when` whose scope is false or not asked."""
    if isinstance(judged.node, Leaf | Points):
        yield judged.node.id, behind
    for at, part in enumerate(judged.parts):
        closed = isinstance(judged.node, When) and at == 1 and not judged.parts[0].truth & T
        yield from unasked(part, behind or closed)
