"""Condition trees in the making: shared, mutable nodes that a waiver found later can still wrap.

Owns the node and its turning into `domain.tree`; provisional leaf ids stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from domain.tree import All, Any, AtLeast, Leaf, Node, Not, Points, Waive, When


@dataclass(slots=True, eq=False)
class Expr:
    """One node: `leaf`, `points`, `all`, `any`, `at_least`, `not`, `when` (scope, asked) or `waive`."""

    op: str
    parts: list[Expr] = field(default_factory=list)
    leaf: str = ""
    count: int = 0

    def leaves(self) -> Iterator[str]:
        """Ids of the leaves below, in order."""
        ahead = [self]
        while ahead:
            one = ahead.pop()
            if one.leaf:
                yield one.leaf
            ahead.extend(reversed(one.parts))

    def waived_by(self, waiver: Expr) -> None:
        """Turn this node, wherever it is shared, into `waive(itself, waiver)`."""
        inner = Expr(self.op, self.parts, self.leaf, self.count)
        self.op, self.parts, self.leaf, self.count = "waive", [inner, waiver], "", 0

    def node(self, names: Mapping[str, str], memo: dict[int, Node | None]) -> Node | None:
        """The finished tree: one-part groups unwrapped, equal nested groups flattened; None where empty.

        Args:
            names: the final id of each provisional one.
            memo: trees already built, by identity; shared conditions are built once.
        """
        if id(self) not in memo:
            memo[id(self)] = self._build(names, memo)
        return memo[id(self)]

    def _build(self, names: Mapping[str, str], memo: dict[int, Node | None]) -> Node | None:
        if self.op == "leaf":
            return Leaf(names[self.leaf])
        if self.op == "points":
            return Points(names[self.leaf])
        parts = [part.node(names, memo) for part in self.parts]
        if self.op in {"when", "waive"}:
            return _pair(When if self.op == "when" else Waive, parts)
        made = [node for node in parts if node is not None]
        if not made:
            return None
        if self.op == "not":
            return Not(made[0])
        if self.op == "at_least" and len(made) > self.count > 0:
            return AtLeast(self.count, tuple(made))
        return _group(Any if self.op == "any" else All, made)


def _pair(kind: type[When] | type[Waive], parts: list[Node | None]) -> Node | None:
    """The pair, or what is asked where scope or waiver turned out empty."""
    first, second = parts
    asked, other = (second, first) if kind is When else (first, second)
    if asked is None or other is None or first is None or second is None:
        return asked
    return kind(first, second)


def _group(kind: type[All] | type[Any], made: list[Node]) -> Node:
    flat = list(
        dict.fromkeys(one for node in made for one in (node.parts if isinstance(node, kind) else (node,)))
    )
    return flat[0] if len(flat) == 1 else kind(tuple(flat))


def leaf(identity: str) -> Expr:
    """A leaf."""
    return Expr("leaf", leaf=identity)


def every(parts: list[Expr]) -> Expr:
    """All of the parts."""
    return parts[0] if len(parts) == 1 else Expr("all", parts)


def either(parts: list[Expr]) -> Expr:
    """Any of the parts."""
    return parts[0] if len(parts) == 1 else Expr("any", parts)
