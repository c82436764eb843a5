"""Changes to a criteria tree: a criterion taken out, criteria renamed.

Owns what is left of a node when a part of it goes.
"""

from __future__ import annotations

from collections.abc import Mapping

from domain.tree import All, Any, AtLeast, Leaf, Node, Not, Points, Waive, When


def without(node: Node, leaf: str) -> Node | None:
    """The tree without a criterion; None where nothing is left.

    A scope that goes leaves what it limited; a waiver that goes leaves what it waived; of `at_least` no more
    is asked than there are parts.
    """
    match node:
        case Leaf(name) | Points(name):
            return None if name == leaf else node
        case Not(part):
            left = without(part, leaf)
            return None if left is None else Not(left)
        case When(first, second):
            return _pair(When, without(first, leaf), without(second, leaf), asked=1)
        case Waive(first, second):
            return _pair(Waive, without(first, leaf), without(second, leaf), asked=0)
        case All(parts) | Any(parts) | AtLeast(_, parts):
            return _group(node, tuple(one for part in parts if (one := without(part, leaf)) is not None))


def _pair(
    kind: type[When] | type[Waive], first: Node | None, second: Node | None, *, asked: int
) -> Node | None:
    if first is not None and second is not None:
        return kind(first, second)
    return (first, second)[asked]


def _group(node: All | Any | AtLeast, left: tuple[Node, ...]) -> Node | None:
    if not left:
        return None
    if len(left) == 1:
        return left[0]
    match node:
        case AtLeast(count, _):
            return All(left) if count >= len(left) else AtLeast(count, left)
        case All():
            return All(left)
        case Any():
            return Any(left)


def renamed(node: Node, names: Mapping[str, str]) -> Node:
    """The tree with other ids; those without a new name keep theirs."""
    match node:
        case Leaf(name):
            return Leaf(names.get(name, name))
        case Points(name):
            return Points(names.get(name, name))
        case Not(part):
            return Not(renamed(part, names))
        case When(first, second):
            return When(renamed(first, names), renamed(second, names))
        case Waive(first, second):
            return Waive(renamed(first, names), renamed(second, names))
        case All(parts):
            return All(tuple(renamed(part, names) for part in parts))
        case Any(parts):
            return Any(tuple(renamed(part, names) for part in parts))
        case AtLeast(count, parts):
            return AtLeast(count, tuple(renamed(part, names) for part in parts))
