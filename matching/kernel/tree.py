"""A criteria tree on planes: every node's truth for all firms, and again with one criterion turned true.

Owns the walk; it mirrors `matching.truth.judge_tree` node by node.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from domain.policy import Criterion
from domain.tree import All, Any, AtLeast, Leaf, Node, Not, Points, Waive, When
from matching.kernel.planes import (
    WORD,
    Planes,
    Words,
    all_of,
    any_of,
    at_least,
    negated,
    pack,
    unpack,
    waive,
    when,
)
from matching.truth import pass_mark

Leaves = Callable[[str], Planes]
Rows = Callable[[str], Criterion | None]


@dataclass(frozen=True, slots=True)
class Judged:
    """A node with its planes and those of its parts (of a scoring table: its rows).

    Attributes:
        table: the scoring table, for a node that is one.
        names: ids of all criteria in it and below it.
    """

    node: Node
    planes: Planes
    parts: tuple[Judged, ...]
    table: Criterion | None
    names: frozenset[str]


def judge_planes(node: Node, leaves: Leaves, rows: Rows) -> Judged:
    """The node's planes from its leaves'."""
    match node:
        case Leaf(name) | Points(name):
            table = rows(name)
            if table is None:
                return Judged(node, leaves(name), (), None, frozenset({name}))
            parts = tuple(judge_planes(row.when, leaves, rows) for row in table.rows)
            names = frozenset({name}).union(*(part.names for part in parts))
            return Judged(node, _table(table, [one.planes for one in parts]), parts, table, names)
        case All(nodes) | Any(nodes) | AtLeast(_, nodes):
            pass
        case Not(inner):
            nodes = (inner,)
        case When(first, second) | Waive(first, second):
            nodes = (first, second)
    parts = tuple(judge_planes(part, leaves, rows) for part in nodes)
    planes = _combined(node, [part.planes for part in parts])
    return Judged(node, planes, parts, None, frozenset[str]().union(*(part.names for part in parts)))


def _combined(node: Node, parts: Sequence[Planes]) -> Planes:
    match node:
        case All():
            return all_of(parts)
        case Any():
            return any_of(parts)
        case AtLeast(number, _):
            return at_least(number, parts)
        case Not():
            return negated(parts[0])
        case When():
            return when(parts[0], parts[1])
        case _:
            return waive(parts[0], parts[1])


def turned(judged: Judged, name: str) -> Planes:
    """The node's planes were the criterion of this id true on every firm; all else stays."""
    if name not in judged.names:
        return judged.planes
    if isinstance(judged.node, Leaf | Points) and judged.node.id == name:
        nothing = np.zeros_like(judged.planes.t)
        return Planes(~nothing, nothing)
    parts = [turned(part, name) for part in judged.parts]
    return _table(judged.table, parts) if judged.table else _combined(judged.node, parts)


def _table(table: Criterion, rows: Sequence[Planes]) -> Planes:
    """A scoring table: rows not surely true give from none to their points."""
    mark = pass_mark(table)
    firms = rows[0].t.size * WORD
    if mark is None:
        sure = np.full(rows[0].t.size, ~np.uint64(0))
        return Planes(sure, sure)
    scale = 10 ** max(_digits(one) for one in (mark, *(row.points for row in table.rows)))
    low, high = np.zeros(firms, np.int64), np.zeros(firms, np.int64)
    for row, planes in zip(table.rows, rows, strict=True):
        points = int(row.points * scale)
        certain, able = unpack(planes.true, firms), unpack(planes.t, firms)
        gained, lost = (able, certain) if points > 0 else (certain, able)
        high += points * gained
        low += points * lost
    needed = int(mark * scale)
    return Planes(pack(high >= needed), pack(low < needed))


def _digits(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def mattering(judged: Judged, above: Words) -> Iterator[tuple[str, Words]]:
    """Unknown leaves under unknown nodes only, each with the firms for which it matters.

    Args:
        above: firms for which all nodes above are unknown.
    """
    here = above & judged.planes.unsure
    if not here.any():
        return
    for part in judged.parts:
        yield from mattering(part, here)
    if isinstance(judged.node, Leaf | Points):
        below = [part.planes.unsure for part in judged.parts]
        for one in below:
            here = here & ~one
        yield judged.node.id, here
