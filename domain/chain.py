"""Industry chains: segments, who works in them, who supplies whom, who leads, who flies in which 雁阵.

Owns the shapes; `industry` computes on them, `graph` keeps them. Every statement carries its source.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Stage(StrEnum):
    """Where a segment lies in its chain."""

    UPSTREAM = "上游"
    MIDSTREAM = "中游"
    DOWNSTREAM = "下游"


@dataclass(frozen=True, slots=True)
class Segment:
    """A link of a chain (环节).

    `industries` are GB/T 4754 codes typical of it; `key_link`, `weak_point` are None where nobody said.
    """

    segment_id: str
    chain_id: str
    name: str
    stage: Stage
    source: str
    key_link: bool | None = None
    weak_point: bool | None = None
    industries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """One segment feeds another (投入); `coefficient` is yuan of input a yuan of output, if known."""

    supplier: str
    customer: str
    source: str
    coefficient: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """An industry chain (产业链) with its segments and their feeds."""

    chain_id: str
    name: str
    source: str
    segments: tuple[Segment, ...] = ()
    feeds: tuple[Feed, ...] = ()


@dataclass(frozen=True, slots=True)
class Membership:
    """A firm works in a segment; `share` of its revenue there, if known."""

    company: str
    segment_id: str
    source: str
    share: Decimal | None = None


@dataclass(frozen=True, slots=True)
class SupplyLink:
    """A firm supplied another in a year (供货); `amount` in CNY, None where only the link is known."""

    supplier: str
    customer: str
    product: str
    year: int
    source: str
    amount: Decimal | None = None
    confidence: str | None = None


@dataclass(frozen=True, slots=True)
class Leader:
    """A firm designated as 链主 of a chain, by somebody, with a source; never inferred."""

    company: str
    chain_id: str
    designated_by: str
    level: str
    source: str
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Formation:
    """A 雁阵: head geese and followers of one chain in one region, on a date. Members are firm keys."""

    formation_id: str
    name: str
    chain_id: str
    region: str
    on: date
    heads: tuple[str, ...]
    members: tuple[str, ...]
    source: str
