"""What the sample chain assumes: segments, feeds, and how members and supply links are drawn.

Owns the shape of `chain.yaml`; the draws themselves stand in `chain`.
"""

from __future__ import annotations

import datetime as dt
from functools import cache

from pydantic import Field

from api.demo.assumptions import demo_text
from domain.datafile import model
from domain.strict import Strict


class SegmentRule(Strict):
    """A segment and how many of its firms join; flags null where nobody said."""

    id: str
    name: str
    stage: str
    industries: list[str]
    members: int
    key_link: bool | None
    weak_point: bool | None


class FeedRule(Strict):
    """One segment feeds another; the coefficient is a decimal as text."""

    supplier: str = Field(alias="from")
    customer: str = Field(alias="to")
    coefficient: str | None


class SupplySource(Strict):
    """Where a supply link was learnt."""

    name: str
    confidence: str
    weight: float


class Supply(Strict):
    """How supply links are drawn."""

    years: list[int]
    linked_share: float
    customers: list[int]
    head_weight: float
    sold_inside: list[float]
    amount_known: float
    also_last_year: float
    sources: list[SupplySource]


class FormationRule(Strict):
    """The formation's name, place, day and number of followers."""

    id: str
    name: str
    region: str
    as_of: dt.date
    followers: int


class ChainAssumptions(Strict):
    """The whole of `chain.yaml`."""

    source: str
    date: dt.date
    chain_id: str
    name: str
    office: str
    segments: list[SegmentRule]
    feeds: list[FeedRule]
    products: dict[str, list[str]]
    supply: Supply
    share_known: float
    formation: FormationRule


@cache
def chain_assumptions() -> ChainAssumptions:
    """The assumptions on the chain; errors as `assumptions.assumptions`."""
    return model(demo_text("chain.yaml"), "chain.yaml", ChainAssumptions)
