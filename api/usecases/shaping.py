"""The tree of an item changed by choosing: a group's kind, a part's place; no expression is typed.

Owns the way from what was chosen to the expressions of an act on the tree, checked as any other.
"""

from __future__ import annotations

from dataclasses import dataclass

from api.usecases.reviewing import Filled
from domain.errors import InputError
from domain.policy import Item
from domain.review import Act
from domain.tree import All, Any, AtLeast, print_tree
from domain.tree_shape import Place, Trees, begun, joined, paired, regrouped

KINDS = {"all": All, "any": Any, "at_least": AtLeast}
"""How a group may combine, as forms name it."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen beside one node.

    Attributes:
        node: its place, as `Place` writes it.
        kind: how the group shall combine (a key of `KINDS`); empty where the node is to be moved.
        count: how many parts are asked, for `at_least`.
        to: where it is moved: `join:` and a group, `pair:` and another node, `begin:` and an empty tree.
    """

    node: str
    kind: str = ""
    count: int | None = None
    to: str = ""


def filled(item: Item, chosen: Chosen) -> Filled:
    """The form of an act on the tree as if the expressions had been typed.

    Raises:
        InputError: what was chosen is not there or cannot be done; says why.
    """
    will = _changed({"require": item.require, "exclude": item.exclude}, chosen)
    said = {name: print_tree(tree) if tree is not None else "" for name, tree in will.items()}
    return Filled(Act.TREE, item.id, require=said["require"], exclude=said["exclude"])


def _changed(trees: Trees, chosen: Chosen) -> Trees:
    node = Place.parse(chosen.node)
    if chosen.kind:
        if chosen.kind not in KINDS:
            raise InputError(f"不认识“{chosen.kind}”", expected="、".join(KINDS))
        return regrouped(trees, node, KINDS[chosen.kind], chosen.count)
    how, _, where = chosen.to.partition(":")
    match how:
        case "join":
            return joined(trees, node, Place.parse(where))
        case "pair":
            return paired(trees, node, Place.parse(where))
        case "begin":
            return begun(trees, node, Place.parse(where).tree)
        case _:
            raise InputError("没有选移到哪里", todo="在“移到…”里选一处")
