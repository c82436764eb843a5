"""The plain lists: policies, items, firms, code tables, imports; and each single one by its key.

Owns the routes; lists page by business key with an opaque cursor.
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from api.http.desk import AtDesk
from api.http.paging import After, Limit, Page, decode, next_cursor
from api.wire.canonical import Canonical, reading_with
from api.wire.resources import (
    CompanyRowWire,
    FeatureWire,
    ImportWire,
    IndustryWire,
    ItemRowWire,
    PolicyRowWire,
    RegionWire,
    rows_of,
)
from domain.company_file import company_json
from graph import reads

router = APIRouter()
Parent = Annotated[str | None, Query(description="上级代码；不写则列最上一级")]


@router.get("/policies", summary="政策列表", tags=["政策"])
def policies(desk: AtDesk, after: After = None, limit: Limit = 50) -> Page[PolicyRowWire]:
    """By document id."""
    found, more = next_cursor(
        reads.policies(desk.store, decode(after), limit + 1), lambda row: row.doc_id, limit
    )
    return Page(items=rows_of(PolicyRowWire, found), next=more)


@router.get("/policies/{doc_id}", summary="一份政策的读数（契约格式，含正文）", tags=["政策"])
def policy(desk: AtDesk, doc_id: str, canonical: Canonical = False) -> dict[str, Any]:
    """The reading as the contract writes it."""
    return reading_with(reads.policy(desk.store, doc_id), canonical)


@router.get("/items", summary="事项列表", tags=["政策"])
def items(desk: AtDesk, after: After = None, limit: Limit = 50) -> Page[ItemRowWire]:
    """By item id."""
    found, more = next_cursor(
        reads.items(desk.store, decode(after), limit + 1), lambda row: row.item_id, limit
    )
    return Page(items=rows_of(ItemRowWire, found), next=more)


@router.get("/items/{item_id}", summary="一个事项：条件树、条件、支持、申报期", tags=["政策"])
def item(desk: AtDesk, item_id: str, canonical: Canonical = False) -> dict[str, Any]:
    """The item as the reading states it, with its document's id."""
    policy, found = reads.item(desk.store, item_id)
    said = next(one for one in reading_with(policy, canonical)["items"] if one["id"] == found.id)
    return {"doc": policy.doc_id, "title": policy.title, **said}


@router.get("/companies", summary="企业列表，可按名称或代码查找", tags=["企业"])
def companies(
    desk: AtDesk,
    q: Annotated[str | None, Query(max_length=100, description="名称或代码中的一段")] = None,
    after: After = None,
    limit: Limit = 50,
) -> Page[CompanyRowWire]:
    """By 信用代码."""
    found, more = next_cursor(
        reads.companies(desk.store, q, decode(after), limit + 1), lambda row: row.key, limit
    )
    return Page(items=rows_of(CompanyRowWire, found), next=more)


@router.get("/companies/{key}", summary="一家企业的全部事实（企业文件格式）", tags=["企业"])
def company(desk: AtDesk, key: str) -> dict[str, Any]:
    """The firm as the company file writes it."""
    return company_json(reads.company(desk.store, key))


@router.get("/regions", summary="行政区划：下一级", tags=["代码表"])
def regions(desk: AtDesk, parent: Parent = None) -> Page[RegionWire]:
    """By code; a division has few enough children for one page."""
    return Page(items=rows_of(RegionWire, reads.regions(desk.store, parent)))


@router.get("/industries", summary="国民经济行业：下一级", tags=["代码表"])
def industries(desk: AtDesk, parent: Parent = None) -> Page[IndustryWire]:
    """By code."""
    return Page(items=rows_of(IndustryWire, reads.industries(desk.store, parent)))


@router.get("/features", summary="指标词表", tags=["代码表"])
def features(desk: AtDesk) -> Page[FeatureWire]:
    """By id."""
    return Page(items=rows_of(FeatureWire, reads.features(desk.store)))


@router.get("/imports", summary="导入批次", tags=["运行"])
def imports(desk: AtDesk, after: After = None, limit: Limit = 50) -> Page[ImportWire]:
    """By batch id."""
    found, more = next_cursor(
        reads.imports(desk.store, decode(after), limit + 1), lambda row: row.import_id, limit
    )
    return Page(items=rows_of(ImportWire, found), next=more)
