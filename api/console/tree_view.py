"""The trees of an item shaped for choosing: each group with its kind, each part with where it may go.

Owns the shaping and the words; what a choice does is `domain.tree_shape`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from domain.policy import Item
from domain.sentence import joint_words
from domain.tree import All, Any, AtLeast, Leaf, Node, Points, children
from domain.tree_shape import Group, Place, Trees, can_move, node_at, pair_kind

_TREES = {"require": "条件", "exclude": "排除情形"}
_KINDS = {
    "require": (("all", "全部满足"), ("any", "任一满足"), ("at_least", "至少 N 项")),
    "exclude": (("all", "同时存在"), ("any", "有一种即算"), ("at_least", "至少 N 种")),
}
Said = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Shape:
    """One node to choose for.

    Attributes:
        place: as the form sends it.
        says: the words of a criterion; of a group its number; of another node how its parts combine.
        kind: of a group a value of `kinds`; empty for other nodes.
        count: how many are asked of an `at_least`, else None.
        kinds: what a group may be, each with its words.
        targets: where the node may be moved, each with its words; empty where it cannot be moved.
        parts: the nodes below.
    """

    place: str
    says: str
    kind: str
    count: int | None
    kinds: tuple[tuple[str, str], ...]
    targets: tuple[tuple[str, str], ...]
    parts: tuple[Shape, ...]


def shapes(item: Item, said: Said) -> tuple[tuple[str, Shape], ...]:
    """The trees that the item has, each with its name; `said` gives the words of a criterion by its id."""
    trees: Trees = {"require": item.require, "exclude": item.exclude}
    view = _View(trees, said, _numbers(trees))
    return tuple((_TREES[name], view.shape(Place(name))) for name, tree in trees.items() if tree is not None)


def _numbers(trees: Trees) -> dict[Place, int]:
    """Groups numbered in order of the page, through both trees."""
    groups = [place for place, node in _nodes(trees) if isinstance(node, Group)]
    return {place: number for number, place in enumerate(groups, start=1)}


def _nodes(trees: Trees) -> Iterator[tuple[Place, Node]]:
    """All nodes with their places, in order of text."""
    for name, tree in trees.items():
        if tree is not None:
            yield from _below(Place(name), tree)


def _below(place: Place, node: Node) -> Iterator[tuple[Place, Node]]:
    yield place, node
    for number, part in enumerate(children(node)):
        yield from _below(place.part(number), part)


@dataclass(frozen=True, slots=True)
class _View:
    trees: Trees
    said: Said
    numbers: dict[Place, int]

    def shape(self, place: Place) -> Shape:
        node = node_at(self.trees, place)
        grouped = isinstance(node, Group)
        return Shape(
            place=str(place),
            says=self._says(place, node),
            kind=_kind(node) if grouped else "",
            count=node.count if isinstance(node, AtLeast) else None,
            kinds=_KINDS[place.tree] if grouped else (),
            targets=tuple(self._targets(place)) if can_move(self.trees, place) else (),
            parts=tuple(self.shape(place.part(number)) for number, _ in enumerate(children(node))),
        )

    def _says(self, place: Place, node: Node) -> str:
        if isinstance(node, Leaf | Points):
            return f"{self.said(node.id)}（{node.id}）"
        if isinstance(node, Group):
            return f"第 {self.numbers[place]} 组"
        return joint_words(node, barring=place.tree == "exclude")

    def _targets(self, source: Place) -> Iterator[tuple[str, str]]:
        """Groups first, then single criteria to make a group with, then a tree that is empty."""
        apart = [(place, node) for place, node in _nodes(self.trees) if not place.within(source)]
        for place, node in apart:
            if isinstance(node, Group) and place != source.above():
                words = dict(_KINDS[place.tree])[_kind(node)]
                yield f"join:{place}", f"{_TREES[place.tree]}的第 {self.numbers[place]} 组（{words}）"
        for place, node in apart:
            if isinstance(node, Leaf | Points) and self._makes_new(source, place):
                yield self._pair(place, node)
        for name, tree in self.trees.items():
            if tree is None:
                yield f"begin:{name}", _TREES[name]

    def _pair(self, place: Place, node: Leaf | Points) -> tuple[str, str]:
        words = dict(_KINDS[place.tree])[_kind(pair_kind(self.trees, place)(()))]
        return f"pair:{place}", f"与 {node.id} 另成一组（{words}）"

    def _makes_new(self, source: Place, other: Place) -> bool:
        """Whether a pair is a new group; of two in a group of two, the group's kind is what to change."""
        above = source.above()
        return above is None or above != other.above() or len(children(node_at(self.trees, above))) > 2


def _kind(node: Node) -> str:
    match node:
        case All():
            return "all"
        case Any():
            return "any"
        case _:
            return "at_least"
