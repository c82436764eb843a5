"""Chains, formations and partners on the wire, with bounds, gaps and sources.

Owns the outer shapes; shares are plain ratios as JSON numbers, money is decimal text.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any as AnyValue

from pydantic import BaseModel, Field

from api.usecases.chains import ChainPage, FormationPage
from api.usecases.partners import Partners
from api.wire.resources import ChainWire, LeaderWire, SegmentWire, number, rows_of
from domain.chain import Chain, SupplyLink
from industry.partners import Reason


class SupplyWire(BaseModel):
    """One firm supplied another in a year."""

    supplier: str
    customer: str
    product: str
    year: int
    amount: str | None = Field(description="元；null 未知")
    source: str


class SegmentViewWire(BaseModel):
    """What is known of one segment."""

    segment: SegmentWire
    firms: list[str]
    listed_by: str | None = Field(description="谁确认企业名单完整；null 没有人确认")
    sole: bool | None = Field(description="唯一供应商；名单未确认完整则为 null（未知）")
    linked: list[str]
    coverage: float | None = Field(description="本地供给对本地需求的覆盖，至多 1；null 未知")
    lacks: list[str] = Field(description="缺什么才能回答")


class ChainPageWire(BaseModel):
    """A chain by segments."""

    chain: ChainWire
    segments: list[SegmentViewWire]
    leaders: list[LeaderWire]
    names: dict[str, str]


class PullWire(BaseModel):
    """订单牵引: bounds where it is not known."""

    value: float | None = Field(description="跟飞企业的销售经由客户最终到达头雁的份额；null 未知")
    low: float | None
    high: float | None
    known_value: float | None = Field(description="只算资料齐全的企业")
    known_share: float | None = Field(description="资料齐全的企业所占比例")
    dependence: dict[str, float | None]
    lacks: dict[str, str]


class FormationWire(BaseModel):
    """A formation with tiers and pull."""

    formation_id: str
    name: str
    chain_id: str
    region: str
    on: date
    source: str
    heads: list[str]
    members: list[str]
    tiers: dict[str, int | None] = Field(description="0 头雁，1 直接供货，…；null 未知")
    year: int = Field(description="牵引按这一年的供货与营业收入计算")
    pull: PullWire | None
    fault: str | None = Field(description="牵引算不出的原因")
    links: list[SupplyWire]
    names: dict[str, str]


class ReasonWire(BaseModel):
    """One reason with what it rests on."""

    kind: str
    text: str
    count: int | None
    sources: list[str]
    links: list[SupplyWire]


class PartnerWire(BaseModel):
    """A possible partner."""

    company: str
    name: str
    score: float = Field(description="只用于排序，不是概率")
    known: bool = Field(description="已是客户")
    reasons: list[ReasonWire]


class PartnersWire(BaseModel):
    """A firm's possible partners."""

    company: str
    partners: list[PartnerWire]
    says: str | None = Field(description="没有推荐时的原因")


def chain_wire(chain: Chain) -> ChainWire:
    """A chain with segments and feeds."""
    feeds = [
        {
            "supplier": feed.supplier,
            "customer": feed.customer,
            "coefficient": number(feed.coefficient),
            "source": feed.source,
        }
        for feed in chain.feeds
    ]
    return ChainWire.model_validate(
        {
            "chain_id": chain.chain_id,
            "name": chain.name,
            "source": chain.source,
            "segments": rows_of(SegmentWire, chain.segments),
            "feeds": feeds,
        }
    )


def chain_page_wire(page: ChainPage) -> ChainPageWire:
    """A chain by segments."""
    segments = [
        SegmentViewWire(
            segment=SegmentWire.model_validate(one.segment),
            firms=list(one.firms),
            listed_by=one.listed_by,
            sole=one.sole,
            linked=list(one.linked),
            coverage=one.coverage,
            lacks=list(one.lacks),
        )
        for one in page.segments
    ]
    return ChainPageWire(
        chain=chain_wire(page.chain),
        segments=segments,
        leaders=rows_of(LeaderWire, page.leaders),
        names=dict(page.names),
    )


def formation_wire(page: FormationPage) -> FormationWire:
    """A formation with tiers and pull."""
    pull, formation = page.pull, page.formation
    return FormationWire(
        formation_id=formation.formation_id,
        name=formation.name,
        chain_id=formation.chain_id,
        region=formation.region,
        on=formation.on,
        source=formation.source,
        heads=list(formation.heads),
        members=list(formation.members),
        tiers=dict(page.view.tier_of),
        year=page.year,
        pull=PullWire.model_validate(pull, from_attributes=True) if pull else None,
        fault=page.fault,
        links=supply_wires(page.links),
        names=dict(page.names),
    )


def partners_wire(found: Partners) -> PartnersWire:
    """A firm's partners."""
    partners = [
        PartnerWire(
            company=one.company,
            name=one.name,
            score=one.score,
            known=one.known,
            reasons=[_reason(reason) for reason in one.reasons],
        )
        for one in found.partners
    ]
    return PartnersWire(company=found.company, partners=partners, says=found.says)


def _reason(reason: Reason) -> ReasonWire:
    return ReasonWire(
        kind=reason.kind.value,
        text=reason.text,
        count=reason.count,
        sources=list(reason.sources),
        links=supply_wires(reason.links),
    )


def supply_wires(links: Iterable[SupplyLink]) -> list[SupplyWire]:
    """Supply links with their sources."""
    return [SupplyWire.model_validate(_supply(link)) for link in links]


def _supply(link: SupplyLink) -> dict[str, AnyValue]:
    return {
        "supplier": link.supplier,
        "customer": link.customer,
        "product": link.product,
        "year": link.year,
        "amount": number(link.amount),
        "source": link.source,
    }
