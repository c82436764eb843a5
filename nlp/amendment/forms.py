"""Trees of two versions in one form: criteria that are one under one name, the order of parts set aside.

Owns the form; all(all(a, b), c) and all(c, b, a) are the same.
"""

from __future__ import annotations

from collections.abc import Callable

from domain.amendment import TreeFate
from domain.tree import All, Any, AtLeast, Leaf, Node, Not, Points, Waive, When

Form = tuple[object, ...]
Name = Callable[[str], str | None]
"""The common name of a criterion; None leaves it out."""


def form(node: Node | None, name: Name) -> Form | None:
    """The form of a tree; None where nothing of it is left."""
    match node:
        case None:
            return None
        case Leaf(key) | Points(key):
            said = name(key)
            return None if said is None else (type(node).__name__, said)
        case All(parts) | Any(parts):
            return _flat(type(node).__name__, [form(part, name) for part in parts])
        case AtLeast(count, parts):
            kept = sorted(filter(None, (form(part, name) for part in parts)), key=repr)
            return ("AtLeast", count, *kept) if kept else None
        case Not(part):
            inner = form(part, name)
            return None if inner is None else ("Not", inner)
        case When(first, second) | Waive(first, second):
            both = (form(first, name), form(second, name))
            return None if both == (None, None) else (type(node).__name__, *both)


def _flat(kind: str, parts: list[Form | None]) -> Form | None:
    """Parts of the same kind take the place of their node; a single part needs no node."""
    kept: list[object] = []
    for part in filter(None, parts):
        kept.extend(part[1:] if part[0] == kind else [part])
    if len(kept) == 1:
        (only,) = kept
        assert isinstance(only, tuple)
        return only
    return (kind, *sorted(kept, key=repr)) if kept else None


def tree_fate(olds: list[Node | None], news: list[Node | None], names: dict[str, str]) -> TreeFate:
    """What became of an item's trees.

    Args:
        olds, news: require and exclude of the two versions.
        names: id in the new version by id in the old one, of the criteria that are one.
    """
    common = set(names.values())
    if _forms(olds, lambda key: names.get(key, f"old {key}")) == _forms(
        news, lambda key: key if key in common else f"new {key}"
    ):
        return TreeFate.SAME
    if _forms(olds, names.get) == _forms(news, lambda key: key if key in common else None):
        return TreeFate.MEMBERS
    return TreeFate.STRUCTURE


def _forms(trees: list[Node | None], name: Name) -> list[Form | None]:
    return [form(tree, name) for tree in trees]
