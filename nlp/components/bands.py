"""Banded gifts: which of their conditions decide the sum alone, and which decide eligibility too.

Owns the rule of the lowest edge: what stands below the lowest band that pays is asked of everybody.
"""

from __future__ import annotations

from decimal import Decimal

from nlp.expr import Expr, either
from nlp.work import Draft, Gift, Work

Band = tuple[Expr | None, list[Gift], bool]


def asked_by_bands(state: Work, bands: list[Band], already: list[Expr]) -> list[Expr]:
    """What the bands together ask of every applicant; sets `when` of their gifts.

    Args:
        state: the document.
        bands: per sentence its condition, its gifts, and whether it only raises the sum.
        already: what the item asks anyway.
    """
    paying = [band for band in bands if band[1]]
    if paying and paying[0][2]:
        # 头一句谈不上“再”给：没有它之前的给付可加。
        paying[0] = (paying[0][0], paying[0][1], False)
    asked = [expr for expr, gifts, _ in bands if expr is not None and not gifts]
    conditioned = [band for band in paying if band[0] is not None and not band[2]]
    for expr, gifts, extra in paying:
        for gift in gifts:
            if expr is not None and gift.when is None and (len(paying) > 1 or extra):
                gift.when = expr
    if not conditioned or any(band[0] is None and not band[2] for band in paying):
        return asked
    exprs = [band[0] for band in conditioned if band[0] is not None]
    if len(exprs) == 1:
        return [*asked, exprs[0]]
    return asked + _lowest(state, exprs, already)


def _lowest(state: Work, exprs: list[Expr], already: list[Expr]) -> list[Expr]:
    """Of numeric bands the lowest edge, of other alternatives any of them."""
    edges = [_edges(state, expr) for expr in exprs]
    features = {feature for edge in edges for feature in edge}
    common = [f for f in features if all(f in edge for edge in edges)]
    if common:
        feature = common[0]
        if any(edge[feature] is None for edge in edges):
            return []
        low = min(range(len(exprs)), key=lambda i: edges[i][feature][0])  # type: ignore[index]  # None is ruled out above
        return _of_lowest(state, exprs[low], feature, already)
    return [either(exprs)]


def _edges(state: Work, expr: Expr) -> dict[str, tuple[Decimal, str] | None]:
    """Per numeric feature the lower edge that a band states; None where it is open below."""
    out: dict[str, tuple[Decimal, str] | None] = {}
    for identity in expr.leaves():
        draft = state.drafts[identity]
        if draft.kind != "compare" or draft.value is None or draft.feature == "other":
            continue
        if draft.op in {"ge", "gt"}:
            out[draft.feature] = (Decimal(draft.value), identity)
        else:
            out.setdefault(draft.feature, None)
    return out


def _of_lowest(state: Work, expr: Expr, feature: str, already: list[Expr]) -> list[Expr]:
    """The lowest band without its upper edge, unless the same edge is asked anyway."""
    known = {_said(state.drafts[i]) for one in already for i in one.leaves()}
    parts = expr.parts if expr.op == "all" else [expr]
    out = []
    for part in parts:
        draft = state.drafts.get(part.leaf) if part.op == "leaf" else None
        if draft and draft.feature == feature and (draft.op in {"le", "lt"} or _said(draft) in known):
            continue
        out.append(part)
    return out


def _said(draft: Draft) -> tuple[str, str | None, str | None]:
    return draft.feature, draft.op, draft.value
