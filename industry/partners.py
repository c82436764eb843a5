"""Partners for a firm: which 链主 or larger customers it could supply, each with its reasons.

Owns the ranking by industry prior, size, segments and place; where no evidence speaks there is no answer.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from domain.chain import Feed, Leader, SupplyLink
from domain.industry_code import Industries
from industry.prior import Evidence, IndustryPrior

NOT_ENOUGH = "依据不足：没有同类行业的已知供货关系，也没有相邻的产业链环节"
"""What to tell when no partner is named."""


@dataclass(frozen=True, slots=True)
class FirmProfile:
    """What ranking needs of a firm; None is unknown.

    Attributes:
        industry: GB/T 4754 code.
        region: six-digit code of the district or county.
        segments: segment ids that it works in.
    """

    company: str
    name: str
    industry: str | None = None
    region: str | None = None
    segments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeaderProfile:
    """A possible customer: a designated 链主, or a larger firm.

    Attributes:
        sales: CNY of the last year; None is unknown.
        leads: its designation, if it has one.
    """

    firm: FirmProfile
    sales: Decimal | None = None
    leads: Leader | None = None


class ReasonKind(StrEnum):
    """What a reason rests on."""

    CUSTOMER = "customer"
    PRIOR = "prior"
    SEGMENT = "segment"
    REGION = "region"
    SIZE = "size"
    LEADER = "leader"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason in Chinese with the supply links, sources or counts it rests on."""

    kind: ReasonKind
    text: str
    count: int | None = None
    links: tuple[SupplyLink, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Partner:
    """A possible partner.

    Attributes:
        score: for ranking only; no probability.
        known: already a customer (已是客户), named for completeness and ranked behind.
    """

    company: str
    name: str
    score: float
    reasons: tuple[Reason, ...]
    known: bool = False


def partners_for(
    firm: FirmProfile,
    leaders: Sequence[LeaderProfile],
    links: Sequence[SupplyLink],
    prior: IndustryPrior,
    feeds: Sequence[Feed] = (),
    limit: int = 10,
) -> tuple[Partner, ...]:
    """The best `limit` partners, then the customers it has already; ties stand in order of key.

    Score = prior of the two industries x size x (segments feed each other) x (same county). Only the prior's
    known links or the segments make a candidate; size and place never do so alone. Nothing named means
    `NOT_ENOUGH`.
    """
    customers: dict[str, list[SupplyLink]] = {}
    for link in links:
        if link.supplier == firm.company:
            customers.setdefault(link.customer, []).append(link)
    others = {one.firm.company: one for one in leaders if one.firm.company != firm.company}
    found = [_candidate(firm, one, prior, feeds) for key, one in others.items() if key not in customers]
    ranked = sorted((one for one in found if one), key=lambda one: (-one.score, one.company))
    already = [_customer(others[key], customers[key]) for key in sorted(customers.keys() & others)]
    return (*ranked[:limit], *already)


def _customer(leader: LeaderProfile, links: Sequence[SupplyLink]) -> Partner:
    years = "、".join(str(year) for year in sorted({link.year for link in links}))
    text = f"已是客户：{years} 年有供货关系"
    reason = Reason(ReasonKind.CUSTOMER, text, len(links), tuple(links), _sources(links))
    return Partner(leader.firm.company, leader.firm.name, 0.0, (reason,), known=True)


def _candidate(
    firm: FirmProfile, leader: LeaderProfile, prior: IndustryPrior, feeds: Sequence[Feed]
) -> Partner | None:
    to = leader.firm
    evidence = prior.evidence(firm.industry, to.industry) if firm.industry and to.industry else None
    fed = [feed for feed in feeds if feed.supplier in firm.segments and feed.customer in to.segments]
    if evidence is None and not fed:
        return None
    factors = prior.settings.factors
    near = firm.region is not None and firm.region == to.region
    score = prior.chance(firm.industry or "", to.industry or "") * _size(leader.sales, prior)
    score *= (factors.adjacent if fed else 1.0) * (factors.same_region if near else 1.0)
    reasons = [
        *([_prior_reason(evidence)] if evidence else []),
        *([_segment_reason(fed)] if fed else []),
        *([_leader_reason(leader.leads)] if leader.leads else []),
        *([Reason(ReasonKind.REGION, "与本企业同在一个县（区）")] if near else []),
        *([Reason(ReasonKind.SIZE, "规模未知，按最小一档计")] if leader.sales is None else []),
    ]
    return Partner(to.company, to.name, score, tuple(reasons))


def _size(sales: Decimal | None, prior: IndustryPrior) -> float:
    """One more for every ten times the floor; the floor's where sales are unknown."""
    floor = prior.settings.size_floor
    return 1 + math.log10(max(float(sales), floor) / floor) if sales is not None else 1.0


def _prior_reason(evidence: Evidence) -> Reason:
    text = (
        f"同类行业已有供货：{_industry(evidence.supplier)} 供给 {_industry(evidence.customer)}，"
        f"已知 {evidence.pairs} 对企业"
    )
    return Reason(ReasonKind.PRIOR, text, evidence.pairs, evidence.links, _sources(evidence.links))


def _segment_reason(feeds: Sequence[Feed]) -> Reason:
    text = f"所在环节供给对方所在环节（{len(feeds)} 条环节关系）"
    return Reason(ReasonKind.SEGMENT, text, len(feeds), sources=_unique(feed.source for feed in feeds))


def _leader_reason(leads: Leader) -> Reason:
    since = f"，自 {leads.start.isoformat()} 起" if leads.start else ""
    text = f"{leads.designated_by}确定的{leads.level}链主企业{since}"
    return Reason(ReasonKind.LEADER, text, sources=(leads.source,))


def _industry(code: str) -> str:
    found = Industries.national().get(code)
    return f"{found.name}（{code}）" if found else f"行业 {code}"


def _sources(links: Iterable[SupplyLink]) -> tuple[str, ...]:
    return _unique(link.source for link in links)


def _unique(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
