"""Which conditions outside an item are asked of it: the document's, those beside it, those under its heading.

Owns the sorting of shared conditions; used by `resolve`, which puts the items together.
"""

from __future__ import annotations

import re

from nlp.components.naming import head_of
from nlp.components.pairing import Pair, leaves_below, without
from nlp.components.plain import keep
from nlp.expr import Expr, every
from nlp.work import Part, Tree, Work

_HEAD = 40
_GENERAL = {"require", "exclude"}
_GRANT = re.compile(r"(?:补[贴助]|奖励|资助|津贴|返还|贷款|奖补|贴息|减免)$")
Near = tuple[Part, Tree]
"""A numbered part, and conditions that stand in it beside items."""


def shared_conditions(state: Work, inside: set[int]) -> tuple[Tree, list[Near]]:
    """The conditions that stand outside all items: the topmost trees of condition sections.

    Returns:
        What is asked for every item, and what stands in a numbered part beside items, which is theirs alone.
    """
    tree, near = Tree(), list[Near]()
    asked: list[Expr] = []

    def visit(part: Part) -> None:
        if id(part) in inside:
            return
        own = state.trees.get(id(part))
        if own and part.section in _GENERAL and not any(id(p) in inside for p in part.walk()):
            top = _numbered_over(part)
            if top is not None and any(id(one) in inside for one in top.walk()):
                near.append((top, own))
                return
            if top is not None and _other_grant(state, top, inside):
                return
            asked.extend([own.require] if own.require is not None else [])
            tree.bars.extend(own.bars)
            return
        if own:
            tree.bars.extend(own.own_bars)
        for child in part.children:
            visit(child)

    visit(state.root)
    tree.require = every(asked) if asked else None
    return tree, near


def _numbered_over(part: Part) -> Part | None:
    """The topmost numbered part below the chapters in which a part stands; None outside of any."""
    top: Part | None = None
    here: Part | None = part.parent
    while here is not None and here.parent is not None:
        if here.style and here.style not in {"编", "章", "节"}:
            top = here
        here = here.parent
    return top


def _other_grant(state: Work, top: Part, inside: set[int]) -> bool:
    """Whether a numbered part is a grant of its own among others (三、求职补贴), its gift not read.

    What it asks is asked of nobody else; its leaves go to review.
    """
    if _GRANT.search(head_of(state, top)) is None or top.parent is None:
        return False
    return any(id(p) in inside for o in top.parent.children if o is not top and o.style for p in o.walk())


def with_near(base: Tree, near: list[Near], part: Part) -> Tree:
    """The general conditions and those that stand beside an item in its numbered part."""
    mine = [tree for beside, tree in near if part in beside.walk()]
    if not mine:
        return base
    asked = [one.require for one in (base, *mine) if one.require is not None]
    return Tree(
        require=every(asked) if asked else None, bars=[*base.bars, *(b for one in mine for b in one.bars)]
    )


def by_head_of(state: Work) -> dict[str, set[int]]:
    """Per heading of the condition sections, the trees below it."""
    out: dict[str, set[int]] = {}
    for part in state.root.walk():
        head = heading_of(state, part) if part.section in _GENERAL else ""
        if head:
            trees = (state.trees.get(id(below)) for below in part.walk())
            out.setdefault(head, set()).update(id(t.require) for t in trees if t and t.require is not None)
    return out


def heading_of(state: Work, part: Part) -> str:
    """The heading of a part, else its first short sentence, without blanks and stops; empty for none."""
    return re.sub(r"[\s。:：.]", "", head_of(state, part) or _first(state, part))


def under_heading(base: Tree, mine: str, heads: set[str], by_head: dict[str, set[int]]) -> Tree:
    """Guide cards repeat the headings of their services over the conditions: to each service its own.

    Args:
        base: the conditions of the document.
        mine: the heading of the item.
        heads: the headings of all items.
        by_head: the trees below each heading of the condition sections.
    """
    foreign = {tree for head in heads - {mine} for tree in by_head.get(head, ())}
    if not foreign or base.require is None:
        return base
    return Tree(require=keep(base.require, foreign), bars=base.bars)


def of_service(state: Work, base: Tree, mine: Part, pairs: list[Pair]) -> Tree:
    """The document's conditions without those that are listed for another service."""
    own = {i for pair in pairs if pair.gives is mine for i in leaves_below(state, pair.asks)}
    foreign = {i for pair in pairs if pair.gives is not mine for i in leaves_below(state, pair.asks)} - own
    return clear_of(base, foreign)


def clear_of(base: Tree, foreign: set[str]) -> Tree:
    """Conditions without those that are asked of others."""
    if not foreign:
        return base
    bars = [bar for bar in base.bars if not set(bar.leaves()) <= foreign]
    return Tree(require=without(base.require, foreign), bars=bars)


def _first(state: Work, part: Part) -> str:
    """The first short sentence of a marked part, which on a guide card is its heading."""
    words = re.split(r"[。;:\n]", state.text[part.start + len(part.mark) : part.end])[0]
    return words if part.style and 4 <= len(words) <= _HEAD else ""
