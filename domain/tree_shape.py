"""A criteria tree changed at a place: how a group combines, where a part stands.

Owns the changes as pure functions; a place is a tree's name and the way down from its root.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from domain.errors import InputError
from domain.tree import All, Any, AtLeast, Node, Not, Waive, When, children

Group = All | Any | AtLeast
Trees = Mapping[str, Node | None]


@dataclass(frozen=True, slots=True)
class Place:
    """A node: its tree (`require`, `exclude`) and, per level, which part (from 0); written `require.0.1`."""

    tree: str
    path: tuple[int, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Place:
        """The place that is written so.

        Raises:
            InputError: it is written otherwise.
        """
        tree, *steps = text.split(".")
        if tree not in {"require", "exclude"} or not all(step.isascii() and step.isdigit() for step in steps):
            raise InputError(f"不认识位置“{text}”", expected="形如 require.0.1", todo="刷新后再选")
        return cls(tree, tuple(map(int, steps)))

    def __str__(self) -> str:
        """As `parse` reads it."""
        return ".".join((self.tree, *map(str, self.path)))

    def part(self, number: int) -> Place:
        """The place of a part of the node here."""
        return Place(self.tree, (*self.path, number))

    def above(self) -> Place | None:
        """The place of the node that this is a part of; None for a root."""
        return Place(self.tree, self.path[:-1]) if self.path else None

    def within(self, other: Place) -> bool:
        """Whether this is the other place or below it."""
        return self.tree == other.tree and self.path[: len(other.path)] == other.path


def node_at(trees: Trees, place: Place) -> Node:
    """The node at a place.

    Raises:
        InputError: there is none.
    """
    node = trees.get(place.tree)
    for step in place.path:
        parts = children(node) if node is not None else ()
        node = parts[step] if step < len(parts) else None
    if node is None:
        raise InputError(f"条件树里没有位置“{place}”", todo="刷新后再选")
    return node


def can_move(trees: Trees, place: Place) -> bool:
    """Whether a part can be taken out and leave a tree: out of a group of several, or a whole tree."""
    above = place.above()
    if above is None:
        return True
    group = node_at(trees, above)
    return isinstance(group, Group) and len(group.parts) > 1


def regrouped(trees: Trees, place: Place, kind: type[Group], count: int | None) -> Trees:
    """The trees with one group combining otherwise.

    Args:
        trees: both trees of an item.
        place: of a group.
        kind: how its parts shall combine.
        count: how many are asked, for `AtLeast`.

    Raises:
        InputError: no group is there, or the number is not between 1 and that of its parts.
    """
    group = node_at(trees, place)
    if not isinstance(group, Group):
        raise InputError("这里不是一组条件", todo="选一组条件再改")
    if kind is not AtLeast:
        return _changed(trees, place, lambda _: kind(group.parts))  # type: ignore[call-arg, arg-type]
    most = len(group.parts)
    if count is None or not 1 <= count <= most:
        raise InputError("没有写清至少几项", expected=f"1 到 {most} 之间的整数", todo="填了数目再改")
    return _changed(trees, place, lambda _: AtLeast(count, group.parts))


def joined(trees: Trees, source: Place, group: Place) -> Trees:
    """The trees with a part moved to the end of another group.

    Raises:
        InputError: no group is there, it is the part's own or inside the part, or the part cannot be taken.
    """
    target, part = node_at(trees, group), _part(trees, source, group)
    if not isinstance(target, Group):
        raise InputError("移到的地方不是一组条件", todo="选一组条件")
    if group == source.above():
        raise InputError("它已经在这一组里", todo="选别的组")
    longer = _with_parts(target, (*target.parts, part))
    return _taken(_changed(trees, group, lambda _: longer), source)


def paired(trees: Trees, source: Place, other: Place) -> Trees:
    """The trees with a part and another in a group of their own, where the other stands.

    The group asks any of the two; where the other already stands in a list of which one is enough, both.

    Raises:
        InputError: nothing is there, or one of the two is inside the other, or the part cannot be taken.
    """
    target, part = node_at(trees, other), _part(trees, source, other)
    if source.within(other):
        raise InputError("它本来就在那一处里面", todo="选别的条件")
    pair = pair_kind(trees, other)((target, part))
    return _taken(_changed(trees, other, lambda _: pair), source)


def pair_kind(trees: Trees, other: Place) -> type[All | Any]:
    """How a new group combines at a place: otherwise than the group around it."""
    above = other.above()
    return All if above is not None and isinstance(node_at(trees, above), Any) else Any


def begun(trees: Trees, source: Place, tree: str) -> Trees:
    """The trees with a part as all that a so far empty tree holds.

    Raises:
        InputError: that tree is not empty, or the part cannot be taken.
    """
    if trees.get(tree) is not None:
        raise InputError("那里已有条件", todo="移到其中的一组")
    part = _part(trees, source, Place(tree))
    return _taken({**trees, tree: part}, source)


def _part(trees: Trees, source: Place, target: Place) -> Node:
    part = node_at(trees, source)
    if target.within(source):
        raise InputError("不能移到它自己里面", todo="选别的组")
    if not can_move(trees, source):
        raise InputError("这一项不能单独移走，移走后原处不成一组", todo="改写式子，或移动整组")
    return part


def _taken(trees: Trees, place: Place) -> Trees:
    """The trees without a part; a group of which one part is left becomes that part."""
    above = place.above()
    if above is None:
        return {**trees, place.tree: None}
    group = node_at(trees, above)
    left = tuple(part for number, part in enumerate(children(group)) if number != place.path[-1])
    return _changed(trees, above, lambda _: left[0] if len(left) == 1 else _with_parts(group, left))


def _changed(trees: Trees, place: Place, change: Callable[[Node], Node]) -> Trees:
    """The trees with the node at a place changed and all above it built anew."""
    node, here = change(node_at(trees, place)), place
    while (above := here.above()) is not None:
        whole = node_at(trees, above)
        parts = list(children(whole))
        parts[here.path[-1]] = node
        node, here = _with_parts(whole, tuple(parts)), above
    return {**trees, place.tree: node}


def _with_parts(node: Node, parts: tuple[Node, ...]) -> Node:
    """The same kind of node with other parts; of `AtLeast` no more is asked than there are."""
    match node:
        case All():
            return All(parts)
        case Any():
            return Any(parts)
        case AtLeast(count, _):
            return AtLeast(min(count, len(parts)), parts)
        case Not():
            return Not(parts[0])
        case When():
            return When(parts[0], parts[1])
        case Waive():
            return Waive(parts[0], parts[1])
        case _:
            return node
