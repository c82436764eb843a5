"""The resources of the HTTP interface: list rows of policies, items, firms, chains and what else is kept.

Owns the outer shapes; whole policies and firms travel in the reading's and the company file's own JSON.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any as AnyValue
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field

from domain.chain import Stage
from domain.reading_json import plain


class Row(BaseModel):
    """Base of rows that are read off our own values by attribute."""

    model_config = ConfigDict(from_attributes=True)


R = TypeVar("R", bound=Row)


def rows_of(model: type[R], values: AnyValue) -> list[R]:
    """The values as rows of this model."""
    return [model.model_validate(value) for value in values]


class PolicyRowWire(Row):
    """A policy in a list."""

    doc_id: str
    title: str
    doc_no: str | None
    issuers: list[str]
    region: str | None = Field(description="文件写明的适用地区")
    region_code: str | None
    published: date | None
    effective_from: date | None
    effective_to: date | None
    items: int = Field(description="事项数")
    signed: int = Field(description="已签认的事项数")


class ItemRowWire(Row):
    """An item in a list."""

    item_id: str = Field(description="文档编号.事项编号")
    doc_id: str
    name: str
    title: str = Field(description="政策标题")
    region: str | None
    published: date | None
    state: str = Field(description="draft 未签认，signed 已签认")
    signed_by: str | None
    signed_on: date | None
    source_status: str = Field(description="primary 读自原件，secondary 仅有二手来源")
    version: str = Field(description="条件的版本；条件改动则不同")
    criteria: int
    to_check: int = Field(description="标为待核的条件数")


class CompanyRowWire(Row):
    """A firm in a list."""

    key: str
    uscc: str | None
    name: str
    region: str | None
    region_name: str | None
    industry: str | None
    industry_name: str | None
    founded: date | None


class RegionWire(Row):
    """A division."""

    code: str
    name: str
    level: str
    path: str
    parent: str | None


class IndustryWire(Row):
    """A class of GB/T 4754."""

    code: str
    name: str
    full_code: str
    parent: str | None


class FeatureWire(Row):
    """A feature of the vocabulary."""

    feature_id: str
    name: str
    group: str
    type: str
    unit: str
    criteria: int = Field(description="图中问到它的条件数")


class ImportWire(Row):
    """One load."""

    import_id: str
    file: str
    sha256: str
    rows: int
    who: str
    at: datetime
    added: int
    changed: int


class LeaderWire(Row):
    """A firm designated as 链主, by whom and on what grounds."""

    model_config = ConfigDict(from_attributes=True, populate_by_name=True)

    company: str
    chain_id: str
    designated_by: str
    level: str
    source: str
    start: date | None = Field(serialization_alias="from")
    end: date | None = Field(serialization_alias="to")


class SegmentWire(Row):
    """A segment of a chain."""

    segment_id: str
    chain_id: str
    name: str
    stage: Stage
    source: str
    key_link: bool | None = Field(description="关键环节；null 未知")
    weak_point: bool | None = Field(description="薄弱环节；null 未知")
    industries: list[str]


class FeedWire(BaseModel):
    """One segment feeds another."""

    supplier: str
    customer: str
    coefficient: str | None = Field(description="每元产出的投入，元；null 未知")
    source: str


class ChainWire(BaseModel):
    """A chain with its segments and feeds."""

    chain_id: str
    name: str
    source: str
    segments: list[SegmentWire]
    feeds: list[FeedWire]


def number(value: AnyValue) -> str | None:
    """A decimal as text; null where unknown."""
    return None if value is None else plain(value)
