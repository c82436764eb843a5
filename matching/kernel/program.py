"""Items laid out as flat arrays for the compiled kernel: nodes in post-order, children by slot.

Owns which items the compiled kernel can take. `when`, scoring tables, a `not` or a criterion named twice in
what is required go node by node instead (`answer`); both give the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.tree import All, Any, AtLeast, Leaf, Node, Not, Points, Waive, When, children, leaf_ids
from matching.assess import Plan, is_table
from matching.cures import is_curable

LEAF, ALL, SOME, NOT = range(4)
MOST_NODES = 64
"""Slots of the compiled kernel; larger trees go node by node."""

Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Program:
    """The items one after the other; all numbers are int32.

    Attributes:
        items: per item first node, node after the last, slot of the root of what is required and of what
            excludes (-1: none), whether a person accepted it, whether a leaf may wait for a person.
        nodes: per node kind, `k` of SOME, row of a LEAF, first child in `slots`, number of children, curable.
        slots: the children's slots in their item.
        leaves: per node the criterion's id; empty for gates.
    """

    items: Ints
    nodes: Ints
    slots: Ints
    leaves: tuple[str, ...]


def fits(plan: Plan) -> bool:
    """Whether the compiled kernel can take the item."""
    require, exclude = plan.item.require, plan.item.exclude
    trees = [tree for tree in (require, exclude) if tree is not None]
    nodes = [node for tree in trees for node in _walk(tree)]
    tables = {name for name, question in plan.questions.items() if is_table(question)}
    needed = list(leaf_ids(require))
    barring = set(leaf_ids(exclude))
    monotone = require is None or not any(isinstance(node, Not) for node in _walk(require))
    return (
        monotone
        and len(nodes) <= MOST_NODES
        and not any(isinstance(node, When | Points) or _trivial(node) for node in nodes)
        and not tables & {*needed, *barring}
        and len(needed) == len(set(needed))
        and not barring & set(needed)
    )


def _trivial(node: Node) -> bool:
    """A count that no or every number of parts reaches."""
    return isinstance(node, AtLeast) and not 1 <= node.count <= len(node.parts)


def _walk(node: Node) -> Iterable[Node]:
    yield node
    for part in children(node):
        yield from _walk(part)


def compiled(plans: Sequence[Plan], rows: Sequence[Mapping[str, int]], persons: set[int]) -> Program:
    """The program of items that all `fits`.

    Args:
        rows: per plan the row of each criterion.
        persons: rows in which some firm waits for a person.
    """
    made = _Maker()
    for plan, own in zip(plans, rows, strict=True):
        made.item(plan, own, persons)
    shape = (np.array(made.items, np.int32).reshape(-1, 6), np.array(made.nodes, np.int32).reshape(-1, 6))
    return Program(*shape, np.array(made.slots, np.int32), tuple(made.leaves))


class _Maker:
    def __init__(self) -> None:
        self.items: list[tuple[int, ...]] = []
        self.nodes: list[tuple[int, ...]] = []
        self.slots: list[int] = []
        self.leaves: list[str] = []

    def item(self, plan: Plan, rows: Mapping[str, int], persons: set[int]) -> None:
        first, item = len(self.nodes), plan.item
        ends = [
            -1 if tree is None else self._node(tree, plan, rows, first)
            for tree in (item.require, item.exclude)
        ]
        named = {*leaf_ids(item.require), *leaf_ids(item.exclude)}
        by_person = any(rows[name] in persons for name in named)
        self.items.append((first, len(self.nodes), *ends, int(item.accepted), int(by_person)))

    def _node(self, node: Node, plan: Plan, rows: Mapping[str, int], first: int) -> int:
        """Lay out a node after its parts; its slot."""
        parts = [self._node(part, plan, rows, first) for part in children(node)]
        kind, number = _kind(node)
        row, curable, name = 0, 0, ""
        if isinstance(node, Leaf):
            row, curable, name = rows[node.id], int(is_curable(plan.questions[node.id])), node.id
        self.nodes.append((kind, number, row, len(self.slots), len(parts), curable))
        self.slots += parts
        self.leaves.append(name)
        return len(self.nodes) - 1 - first


def _kind(node: Node) -> tuple[int, int]:
    match node:
        case All():
            return ALL, 0
        case Any() | Waive():  # nothing is ever not asked here, so that a waiver is one of two
            return SOME, 1
        case AtLeast(number, _):
            return SOME, number
        case Not():
            return NOT, 0
        case _:
            return LEAF, 0
