"""Condition trees in the making: shared, mutable nodes that a waiver found later can still wrap.

Owns the node and its turning into `domain.tree`; provisional leaf ids stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
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
        if self.leaf:
            yield self.leaf
        for part in self.parts:
            yield from part.leaves()

    def waived_by(self, waiver: Expr) -> None:
        """Turn this node, wherever it is shared, into `waive(itself, waiver)`."""
        inner = Expr(self.op, self.parts, self.leaf, self.count)
        self.op, self.parts, self.leaf, self.count = "waive", [inner, waiver], "", 0

    def node(self) -> Node | None:
        """The finished tree: one-part groups unwrapped, equal nested groups flattened; None where empty."""
        if self.op == "leaf":
            return Leaf(self.leaf)
        if self.op == "points":
            return Points(self.leaf)
        made = [node for node in (part.node() for part in self.parts) if node is not None]
        if self.op in {"when", "waive"}:
            return self._pair(made)
        if not made:
            return None
        if self.op == "not":
            return Not(made[0])
        if self.op == "at_least" and len(made) > self.count > 0:
            return AtLeast(self.count, tuple(made))
        return _group(Any if self.op == "any" else All, made)

    def _pair(self, made: list[Node]) -> Node | None:
        if len(self.parts) == 2 and len(made) == 2:
            return When(made[0], made[1]) if self.op == "when" else Waive(made[0], made[1])
        return made[0] if made and self.op == "waive" and self.parts[0].node() is not None else None


def _group(kind: type[All] | type[Any], made: list[Node]) -> Node:
    flat: list[Node] = []
    for node in made:
        inner = node.parts if isinstance(node, kind) else (node,)
        flat += [one for one in inner if one not in flat]
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
