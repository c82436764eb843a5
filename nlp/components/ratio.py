"""Composed features: X 占 Y 的比例, and the growth of X.

Owns the application of `ratios.yaml`; used by the step `policy_slots`.
"""

from __future__ import annotations

import re

from domain.vocabulary import FeatureType, vocabulary
from nlp.resources import alternatives, ratios
from nlp.work import Work

_SHARE = re.compile(r"占(?!有率|地|用|比)")
_SHARE_TAIL = re.compile(r"(?:占比|比重|比例)")
_BARE_PART = re.compile(r"(?:且|并|其|,|均|每年|各年|年度|的)*")
"""研发投入不低于100万元且每年占比不低于3%: the part is what was named before."""


def share_of(noun: str, before: str) -> str | None:
    """The share that `noun` names; where its part is left out (且占营业收入…), `before` names it.

    None where the noun is no share, `other` where no rule fits.
    """
    hits = list(_SHARE.finditer(noun))
    if not hits:
        tail = _SHARE_TAIL.search(noun)
        if tail is None:
            return None
        part = noun[: tail.start()]
        return _rule(part, None) or (_rule(before, None) if _BARE_PART.fullmatch(part) else None)
    hit = hits[-1]
    part, whole = noun[: hit.start()], noun[hit.end() :]
    if not re.sub(r"[,、且并其均在,]|每年|比例|应", "", part):
        part = before
    return _rule(part, whole) or "other"


def _rule(part: str, whole: str | None) -> str | None:
    best: tuple[int, str] | None = None
    for rule in ratios().shares:
        ends = [part.rfind(word) + len(word) for word in rule.parts if word in part]
        if not ends:
            continue
        if whole is not None and rule.wholes and not any(word in whole for word in rule.wholes):
            continue
        if whole is not None and _narrowed(part):
            continue
        rank = max(len(word) for word in rule.parts if word in part)
        if best is None or rank > best[0]:
            best = (rank, rule.feature)
    return best[1] if best else None


def _narrowed(part: str) -> bool:
    """A place narrower than the id says (广东省内发生的研发费用占…) is no known share."""
    return bool(re.search(r"[省市县区]内发生", part))


def growth_of(state: Work, start: int, end: int, last_money: str) -> str | None:
    """The growth feature of a stretch that ends before its number; None where it states no growth."""
    noun = state.text[start:end]
    hit = alternatives(tuple(ratios().growth_words)).search(noun)
    if hit is None:
        return None
    base = ""
    for known in state.hits.inside(start, start + hit.end()):
        if known.layer == "feature" and vocabulary()[known.id].type is FeatureType.MONEY:
            base = known.id
    own = re.sub(r"^(?:,|、|且|并|同时)*(?:近.{1,4}年)?", "", noun[: hit.start()])
    if not base and len(own) <= 2:
        base = last_money
    return ratios().growth.get(base, "other")
