"""Items of a document that only asks: one for the whole, or one for each kind that can be applied for.

Owns the cutting of conditions by what their lead-ins name (申报领跑型试点企业，应符合以下条件：).
"""

from __future__ import annotations

import re

from nlp.components.items import RECOGNITION
from nlp.components.naming import title_name
from nlp.expr import Expr, every
from nlp.work import Gift, Group, Part, Tree, Work

_GIVEN = re.compile(
    r"(?:颁发|授予|核发)[^,;。\n]{2,30}(?:证书|牌匾|称号)[”]?|(?<![被已未曾经])(?:认定|评定|评选|确定|命名)为[^,;。\n]{2,24}(?:企业|单位|机构|项目|平台|基地|中心|园区|产品|车间|工厂)(?=[,;。\n])"
)
"""The words that give a title, in whatever section they stand."""
_APPLIED = re.compile(
    r"(?:申[报请]|参评|参加遴选)(?:认定)?(?:为)?(?P<what>[^,;。:]{3,24}?)的?(?:企业|单位|机构)?,?(?:须|应|需)[^,;。]{0,8}(?:符合|满足|具备|达到)"
)


def plain_items(state: Work, base: Tree) -> list[Group]:
    """The items of a document whose conditions stand alone, in order of text."""
    kinds = _kinds(state)
    if len(kinds) < 2 or base.require is None:
        return [_item(state, base, title_name(state))]
    out = []
    for what, part in kinds.items():
        foreign = {id(e) for other, p in kinds.items() if other != what for e in _trees(state, p)}
        mine = Tree(require=keep(base.require, foreign), bars=base.bars)
        group = _item(state, mine, f"{what}认定" if RECOGNITION.search(state.meta.title) else what)
        group.start, group.end = part.start, part.last
        out.append(group)
    return out


def _kinds(state: Work) -> dict[str, Part]:
    """What the lead-ins of condition lists say is applied for, where they name different things."""
    found: dict[str, Part] = {}
    for part in state.root.walk():
        if part.section != "require" or not part.lead or not part.children:
            continue
        if hit := _APPLIED.search(state.text, part.body, part.end):
            found.setdefault(hit["what"], part)
    return found


def _trees(state: Work, part: Part) -> list[Expr]:
    trees = (state.trees.get(id(below)) for below in part.walk())
    return [tree.require for tree in trees if tree is not None and tree.require is not None]


def keep(expr: Expr, foreign: set[int]) -> Expr | None:
    """A tree without the foreign parts of its `all` nodes; None where nothing is left."""
    if id(expr) in foreign:
        return None
    if expr.op != "all":
        return expr
    parts = [made for part in expr.parts if (made := keep(part, foreign)) is not None]
    return every(parts) if parts else None


def _item(state: Work, base: Tree, name: str) -> Group:
    spans = list(state.drafts.values())
    group = Group(name, min(d.start for d in spans), max(d.end for d in spans))
    group.require = [base.require] if base.require is not None else []
    group.exclude = list(base.bars)
    given = _GIVEN.search(state.text)
    if given is not None:
        group.gifts.append(Gift("title", given.start(), given.end()))
        return group
    title = state.meta.title
    hit = re.search(r"[^《》关于的]{2,16}(?:认定|评定|入库|遴选|评选)", title)
    if hit and RECOGNITION.search(title):
        words = hit[0].replace("（", "(").replace("）", ")")
        at = state.text.find(words)
        if at >= 0:
            group.gifts.append(Gift("title", at, at + len(words)))
    return group
