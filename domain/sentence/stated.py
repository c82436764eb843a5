"""What an item asks as a whole: its two trees, what each criterion in them asks, its scoring tables.

Owns the value that the canonical text of an item states; `trees` prints it and reads it back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from domain.errors import InputError
from domain.meaning import Meaning, meaning_of
from domain.policy import Criterion, Item, PointsRow
from domain.tree import Node, Points, children, leaf_ids


@dataclass(frozen=True, slots=True)
class Table:
    """A scoring table; no pass mark where the text gives none."""

    rows: tuple[PointsRow, ...]
    pass_mark: Decimal | None


@dataclass(frozen=True, slots=True)
class Stated:
    """An item without its places in the text.

    Attributes:
        meanings: of every criterion that the trees or the rows of its tables name.
        tables: of every criterion that is a scoring table, by its id.
    """

    require: Node | None
    exclude: Node | None
    meanings: Mapping[str, Meaning]
    tables: Mapping[str, Table]


def stated_of(item: Item, criteria: Mapping[str, Criterion]) -> Stated:
    """What the item asks; `criteria` are those of the whole document, by id.

    Raises:
        InputError: a tree names a criterion that is not there.
    """
    waiting = [tree for tree in (item.require, item.exclude) if tree is not None]
    named: dict[str, Criterion] = {}
    scored = set()
    while waiting:
        tree = waiting.pop(0)
        scored |= {node.id for node in _nodes(tree) if isinstance(node, Points)}
        for name in leaf_ids(tree):
            if name not in criteria:
                raise InputError(f"条件树提到的条件“{name}”不存在")
            if name not in named:
                named[name] = criteria[name]
                waiting.extend(row.when for row in criteria[name].rows)
    return Stated(
        item.require,
        item.exclude,
        {name: meaning_of(one) for name, one in named.items()},
        {
            name: Table(one.rows, one.pass_mark)
            for name, one in named.items()
            if name in scored or one.rows or one.pass_mark is not None
        },
    )


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    for part in children(node):
        yield from _nodes(part)
