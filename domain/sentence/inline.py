"""A small tree in one line, for the band of a sum or a row; not meant to be read back.

Owns the joining words; what a criterion asks is said by the caller.
"""

from __future__ import annotations

from collections.abc import Callable

from domain.tree import All, Any, AtLeast, Leaf, Node, Not, Points, When, children


def tree_line(node: Node, said: Callable[[str], str]) -> str:
    """The tree in one line; `said` gives the words of a criterion by its id."""
    if isinstance(node, Leaf | Points):
        return said(node.id)
    parts = [tree_line(part, said) for part in children(node)]
    match node:
        case All():
            return "且".join(parts)
        case Any():
            return f"（{'或'.join(parts)}）"
        case AtLeast(count):
            return f"（{'、'.join(parts)}中至少{count}项）"
        case Not():
            return f"非（{parts[0]}）"
        case When():
            return f"若{parts[0]}，则{parts[1]}"
        case _:
            return f"{parts[0]}（可由{parts[1]}豁免）"
