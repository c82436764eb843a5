"""The amendment as JSON: what `amend --json` prints and the HTTP answer carries.

Owns the outer shape; quotes and places are those of each version's own text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any as AnyValue
from typing import Literal

from pydantic import BaseModel, Field

from api.amendment_text import part_text
from domain.amendment import Amendment, Change, Difference, ItemChange, Placed, counts
from domain.policy import Benefit, Criterion, Review, Window

FateName = Literal["kept", "changed", "new", "gone"]


class DifferenceWire(BaseModel):
    """One key that is another."""

    key: str
    old: str | None
    new: str | None


class PlacedWire(BaseModel):
    """A part where it stands in its version."""

    id: str | None = Field(description="条件编号；支持与申报期没有编号，为 null")
    item: str
    article: str | None = Field(description="第几条；文本里没有条号为 null")
    roles: list[str] = Field(description="条件的用途：require exclude band row none")
    text: str = Field(description="规范句，或支持、申报期的一句话")
    quote: str
    start: int
    end: int


class ChangeWire(BaseModel):
    """What became of one part."""

    fate: FateName
    old: PlacedWire | None
    new: PlacedWire | None
    differences: list[DifferenceWire]
    moved: bool
    reworded: bool = Field(description="原文措辞改动（不计空白与引号）")


class SignatureFateWire(BaseModel):
    """A signature of the old version."""

    by: str
    on: str
    stays: bool
    why: list[str] = Field(description="为什么失效；仍有效则为空")


class ItemChangeWire(BaseModel):
    """What became of an item."""

    fate: FateName
    old: str | None
    new: str | None
    name: str
    differences: list[DifferenceWire]
    tree: Literal["same", "members", "structure"] | None
    signature: SignatureFateWire | None


class RenumberedWire(BaseModel):
    """An article with another number."""

    old: str
    new: str
    parts: int


class ReviewWire(BaseModel):
    """A stretch that a person must look at, in one version only."""

    quote: str
    start: int
    end: int
    why: str


class ReviewsWire(BaseModel):
    """Stretches to look at that came and went."""

    new: list[ReviewWire]
    gone: list[ReviewWire]


class CountsWire(BaseModel):
    """How many of each fate."""

    kept: int
    changed: int
    new: int
    gone: int


class AllCountsWire(BaseModel):
    """Counts by sort."""

    items: CountsWire
    criteria: CountsWire
    benefits: CountsWire
    windows: CountsWire


class AmendmentWire(BaseModel):
    """Two versions side by side."""

    old: str
    new: str
    counts: AllCountsWire
    document: list[DifferenceWire]
    renumbered: list[RenumberedWire]
    items: list[ItemChangeWire]
    criteria: list[ChangeWire]
    benefits: list[ChangeWire]
    windows: list[ChangeWire]
    review: ReviewsWire


def amendment_json(amendment: Amendment) -> dict[str, AnyValue]:
    """What `amend --json` prints; every key always stands."""
    sorts = ("items", "criteria", "benefits", "windows")
    return {
        "old": amendment.old_doc,
        "new": amendment.new_doc,
        "counts": {sort: _counts(getattr(amendment, sort)) for sort in sorts},
        "document": _differences(amendment.document),
        "renumbered": [{"old": r.old, "new": r.new, "parts": r.parts} for r in amendment.renumbered],
        "items": [_item(one) for one in amendment.items],
        "criteria": [_change(one) for one in amendment.criteria],
        "benefits": [_change(one) for one in amendment.benefits],
        "windows": [_change(one) for one in amendment.windows],
        "review": {"new": _reviews(amendment.review_new), "gone": _reviews(amendment.review_gone)},
    }


def _counts(changes: Sequence[AnyValue]) -> dict[str, int]:
    return {fate.value: number for fate, number in counts(changes).items()}


def _differences(some: Sequence[Difference]) -> list[dict[str, str | None]]:
    return [{"key": one.key, "old": one.old, "new": one.new} for one in some]


def _item(change: ItemChange) -> dict[str, AnyValue]:
    fate = change.signature
    item = change.new or change.old
    return {
        "fate": change.fate.value,
        "old": change.old.id if change.old else None,
        "new": change.new.id if change.new else None,
        "name": item.name if item else "",
        "differences": _differences(change.differences),
        "tree": change.tree.value if change.tree else None,
        "signature": {
            "by": fate.signature.by,
            "on": str(fate.signature.on),
            "stays": fate.stays,
            "why": list(fate.why),
        }
        if fate
        else None,
    }


_Placed = Placed[Criterion] | Placed[Benefit] | Placed[Window]
_Change = Change[Criterion] | Change[Benefit] | Change[Window]


def _change(change: _Change) -> dict[str, AnyValue]:
    return {
        "fate": change.fate.value,
        "old": _placed(change.old) if change.old else None,
        "new": _placed(change.new) if change.new else None,
        "differences": _differences(change.differences),
        "moved": change.moved,
        "reworded": change.reworded,
    }


def _placed(placed: _Placed) -> dict[str, AnyValue]:
    part = placed.part
    return {
        "id": part.id if isinstance(part, Criterion) else None,
        "item": placed.item,
        "article": placed.article,
        "roles": [role.value for role in placed.roles],
        "text": part_text(placed),
        "quote": part.span.quote,
        "start": part.span.start,
        "end": part.span.end,
    }


def _reviews(reviews: Sequence[Review]) -> list[dict[str, AnyValue]]:
    return [
        {"quote": one.span.quote, "start": one.span.start, "end": one.span.end, "why": one.why}
        for one in reviews
    ]
