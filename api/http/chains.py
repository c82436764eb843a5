"""Chains, segments, 链主, formations and partners over HTTP.

Owns the routes; `resources` of the industry room come with their bounds and gaps.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query

from api.http.desk import AtDesk
from api.http.paging import After, Limit, Page, decode, next_cursor
from api.usecases.chains import chain_page, formation_page
from api.usecases.partners import partners_of
from api.wire.industry import (
    ChainPageWire,
    FormationWire,
    PartnersWire,
    chain_page_wire,
    formation_wire,
    partners_wire,
)
from api.wire.resources import LeaderWire, Row, SegmentWire, rows_of
from graph import reads

router = APIRouter(tags=["产业链与雁阵"])
ChainFilter = Annotated[str | None, Query(description="只列这条链")]


class ChainRowWire(Row):
    """A chain in a list."""

    chain_id: str
    name: str
    source: str
    segments: int
    companies: int
    leaders: int


class FormationRowWire(Row):
    """A formation in a list."""

    formation_id: str
    name: str
    chain_id: str
    chain: str
    region: str
    on: date
    heads: int
    members: int


@router.get("/chains", summary="产业链列表")
def chains(desk: AtDesk, after: After = None, limit: Limit = 50) -> Page[ChainRowWire]:
    """By chain id."""
    rows = reads.chains(desk.store, decode(after), limit + 1)
    found, more = next_cursor(rows, lambda row: row.chain_id, limit)
    return Page(items=rows_of(ChainRowWire, found), next=more)


@router.get("/chains/{chain_id}", summary="一条产业链，按环节")
def chain(desk: AtDesk, chain_id: str) -> ChainPageWire:
    """Segments with firms, marks and what is not known."""
    return chain_page_wire(chain_page(desk.store, chain_id))


@router.get("/segments", summary="环节列表")
def segments(desk: AtDesk, chain: ChainFilter = None) -> Page[SegmentWire]:
    """Of one chain or of all, in the chains' order."""
    ids = [chain] if chain else [row.chain_id for row in reads.chains(desk.store)]
    found = [one for chain_id in ids for one in reads.chain(desk.store, chain_id).segments]
    return Page(items=rows_of(SegmentWire, found), total=len(found))


@router.get("/leaders", summary="链主名单（认定机关与来源）")
def leaders(desk: AtDesk, chain: ChainFilter = None) -> Page[LeaderWire]:
    """Always designated by somebody; never inferred."""
    found = reads.leaders(desk.store, chain)
    return Page(items=rows_of(LeaderWire, found), total=len(found))


@router.get("/formations", summary="雁阵列表")
def formations(desk: AtDesk, after: After = None, limit: Limit = 50) -> Page[FormationRowWire]:
    """By formation id."""
    rows = reads.formations(desk.store, decode(after), limit + 1)
    found, more = next_cursor(rows, lambda row: row.formation_id, limit)
    return Page(items=rows_of(FormationRowWire, found), next=more)


@router.get("/formations/{formation_id}", summary="一个雁阵：层级、订单牵引、未知之处")
def formation(desk: AtDesk, formation_id: str) -> FormationWire:
    """Tiers count links of any year, the pull those of the last complete year before the formation's day."""
    return formation_wire(formation_page(desk.store, formation_id))


@router.get("/companies/{key}/partners", summary="可配套的链主与大客户，附理由")
def partners(desk: AtDesk, key: str, limit: Annotated[int, Query(ge=1, le=50)] = 10) -> PartnersWire:
    """Best first, then the customers it has already."""
    return partners_wire(partners_of(desk.store, key, desk.memo, limit))
