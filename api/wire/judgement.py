"""The judged form: what `judge --json` prints and the HTTP answers carry (numbers as decimal text).

Owns the outer shape of verdicts; the functions serve the command line, the models HTTP, both one form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any as AnyValue
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from domain.company import Company
from domain.reading_json import plain
from matching.verdict import Judgement, LeafVerdict, Opening

OutcomeName = Literal["fits", "closed", "needs_check", "unknown", "fails", "barred"]


class AmountWire(BaseModel):
    """What is paid if granted, CNY."""

    low: str
    high: str | None = Field(description="null：上限未知")


class OpeningWire(BaseModel):
    """A stretch in which one can apply, both days included; null is open."""

    model_config = ConfigDict(populate_by_name=True)

    start: date | None = Field(alias="from")
    end: date | None = Field(alias="to")


class LeafWire(BaseModel):
    """One criterion as judged."""

    id: str
    result: Literal["true", "false", "unknown", "not_applicable"]
    need: str
    have: str
    distance: str | None = None
    distance_money: str | None = None
    margin: str | None = None
    unit: str | None = None
    cure: Literal["time", "people", "money", "paper", "none"] | None = None
    cure_date: date | None = None
    waits_for: Literal["fact", "person"] | None = None
    quote: str
    sentence: str


class ItemWire(BaseModel):
    """One item as judged, with every reason."""

    model_config = ConfigDict(populate_by_name=True)

    item: str
    outcome: OutcomeName = Field(alias="class")
    next_window: OpeningWire | None = None
    leaves: list[LeafWire]
    missing: list[str]
    amount: AmountWire
    receipt: str | None = Field(default=None, description="判定凭据的 SHA-256；没有作凭据为 null")
    source_mark: str | None = Field(
        default=None, description="“仅有二手来源，未核对”；条件读自原件或已与原件核对的为 null"
    )


class JudgementsWire(BaseModel):
    """One firm, one day, the items judged."""

    company: str
    on: date
    items: list[ItemWire]


def judgements_json(
    company: Company, on: date, judgements: Sequence[Judgement], receipts: Mapping[str, str] | None = None
) -> dict[str, AnyValue]:
    """What `judge --json` prints: the firm's key, the day, and each judged item in the order given.

    Args:
        receipts: by item, the SHA-256 of its receipt.
    """
    kept = receipts or {}
    items = [judgement_json(one, kept.get(one.item_id)) for one in judgements]
    return {"company": company.key, "on": str(on), "items": items}


def judgement_json(judgement: Judgement, receipt: str | None = None) -> dict[str, AnyValue]:
    """One judged item; null where there is nothing to say, `source_mark` only on what nobody compared."""
    return {
        "item": judgement.item_id,
        "class": judgement.outcome.value,
        "next_window": _opening(judgement.next_window),
        "leaves": [leaf_json(leaf) for leaf in judgement.leaves],
        "missing": list(judgement.missing),
        "amount": {"low": plain(judgement.amount.low), "high": _number(judgement.amount.high)},
        "receipt": receipt,
    } | ({"source_mark": judgement.source_mark} if judgement.source_mark else {})


def leaf_json(leaf: LeafVerdict) -> dict[str, AnyValue]:
    """One judged criterion."""
    return {
        "id": leaf.id,
        "result": leaf.result.value,
        "need": leaf.need,
        "have": leaf.have,
        "distance": _number(leaf.distance),
        "distance_money": _number(leaf.distance_money),
        "margin": _number(leaf.margin),
        "unit": leaf.unit,
        "cure": _text(leaf.cure),
        "cure_date": _text(leaf.cure_date),
        "waits_for": _text(leaf.waits_for),
        "quote": leaf.quote,
        "sentence": leaf.sentence,
    }


def _opening(opening: Opening | None) -> dict[str, AnyValue] | None:
    if opening is None:
        return None
    return {"from": _text(opening.start), "to": _text(opening.end)}


def _number(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
