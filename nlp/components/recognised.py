"""Who is recognised first and paid afterwards: a definition of X beside grants for the recognised X.

Owns the items that such definitions make, and what they take out of the document's own conditions; used by
`resolve`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.components.items import Found
from nlp.components.plain import keep
from nlp.expr import Expr
from nlp.work import Gift, Group, Part, Tree, Work

_DEFINED = re.compile(
    r"(?:本(?:办法|政策|措施|细则|规定|意见)?)?(?:所称|所指)?(?:的)?[“]?(?P<what>[一-龥()“”]{3,20}?)[”]?,?(?:是指|系指|指)"
)
_ANYBODY = re.compile(
    r"(?:申[报请]|本区|本市|本县|我[区市县])?(?:的)?(?:企业|单位|机构|主体|项目|人才|人员|对象)"
)


_TITLED = re.compile(
    r"(?:企业|机构|总部(?:\([^()]*\))?|平台|中心|基地|园区|孵化器|集群|工厂|车间|产品|载体|合作社|农场)$"
)
"""Names of what can be recognised; persons are paid, not recognised."""


@dataclass(frozen=True, slots=True)
class Defined:
    """A name that the document defines, and the part that says what it asks."""

    what: str
    part: Part


def defined(state: Work, found: list[Found]) -> list[Defined]:
    """The definitions of those who are recognised, where grants name them; in order of text."""
    out = []
    for part in state.root.walk():
        tree = state.trees.get(id(part))
        hit = _DEFINED.match(state.text, part.body, part.end)
        if part.section != "require" or tree is None or tree.require is None or hit is None:
            continue
        what = hit["what"].strip("“”")
        if _ANYBODY.fullmatch(what) or not _is_recognised(state, what):
            continue
        if any(_names(state, one, what) for one in found) and not any(one.titled for one in found):
            out.append(Defined(what, part))
    return out


def _is_recognised(state: Work, what: str) -> bool:
    if _TITLED.search(what) is None:
        return False
    name = re.escape(what)
    return (
        re.search(rf"认定(?:为|的|并[^,;。]{{0,6}}的)?[^,;。]{{0,8}}{name}|{name}(?:的)?认定", state.text)
        is not None
    )


def _names(state: Work, one: Found, what: str) -> bool:
    return any(what in state.text[s.start : s.end] for s in one.gifts)


def recognition(state: Work, one: Defined) -> Group:
    """The item of a definition: what it asks, and the title that it gives."""
    tree = state.trees[id(one.part)]
    group = Group(f"{one.what}认定", one.part.start, one.part.last, one.part)
    group.require = [tree.require] if tree.require is not None else []
    group.exclude = list(tree.bars)
    at = state.text.index(one.what, one.part.start)
    group.gifts = [Gift("title", at, at + len(one.what))]
    return group


def trees_of(state: Work, definitions: list[Defined]) -> set[int]:
    """The trees of definitions and of all below them."""
    below = (part for one in definitions for part in one.part.walk())
    return {id(t.require) for part in below if (t := state.trees.get(id(part))) and t.require is not None}


def cleared(base: Tree, foreign: set[int], bars: list[Expr]) -> Tree:
    """The document's conditions without those of definitions."""
    require = keep(base.require, foreign) if base.require is not None else None
    return Tree(require=require, bars=[bar for bar in base.bars if not any(bar is b for b in bars)])
