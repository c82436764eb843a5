"""Gaps, what-if, levers and best sets as JSON: what the commands print with `--json` and HTTP answers.

Owns the outer shape; numbers are decimal text, items go by their id in the graph.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any as AnyValue
from typing import Literal

from pydantic import BaseModel, Field

from api.wire.judgement import AmountWire, LeafWire, OutcomeName, leaf_json
from domain.company import Company
from domain.reading_json import plain
from matching.gap import Change, Gap
from matching.stacking import BestSet
from matching.verdict import Amount
from matching.what_if import Lever, Moved, by_items, by_money


class ChangeWire(LeafWire):
    """One criterion that must come out otherwise."""

    to: bool = Field(description="要变为满足（true），或变为不触及（false）")
    start: int = Field(description="引文在正文中的位置")
    end: int


class WayWire(BaseModel):
    """One smallest set of changes, judged again."""

    changes: list[ChangeWire]
    curable: bool = Field(description="每一处都能办到")
    outcome: OutcomeName = Field(alias="class", description="改变以后的结论")
    amount: AmountWire
    tell: list[str] = Field(description="改变以后还要告知或核定的条件")


class GapWire(BaseModel):
    """The way of one item."""

    item: str
    outcome: OutcomeName = Field(alias="class")
    ways: list[WayWire]
    tell: list[str] = Field(description="要先告知或核定的条件")
    complete: bool = Field(description="false：还有别的办法没有列出")
    hopeless: bool = Field(description="true：有补不了的条件挡着")


class GapsWire(BaseModel):
    """One firm, one day, the items asked."""

    company: str
    on: date
    items: list[GapWire]


class MovedWire(BaseModel):
    """One item before and after."""

    item: str
    before: OutcomeName
    after: OutcomeName
    near: str | None = Field(description="改变以后只差的一条，没有为 null")
    amount: AmountWire


class LeverWire(BaseModel):
    """One criterion met, and what that opens."""

    item: str
    leaf: str
    quote: str
    cure: Literal["time", "people", "money", "paper"]
    opens: list[str]
    amount: AmountWire = Field(description="打开的事项合计，不考虑相互排斥")


class WhatIfWire(BaseModel):
    """What other facts change, and the levers as things stand; `moved` has every item of another class."""

    company: str
    on: date
    gained: list[str]
    lost: list[str]
    newly_near: list[str]
    moved: list[MovedWire]
    levers_by_items: list[LeverWire]
    levers_by_money: list[LeverWire]


class BestItemWire(BaseModel):
    """One item with what it may pay."""

    item: str
    outcome: OutcomeName = Field(alias="class")
    amount: AmountWire


class GroupWire(BaseModel):
    """Items of which one can be taken."""

    items: list[str]
    quote: str = Field(description="说明相互排斥的那句话")


class CapWire(BaseModel):
    """The most that these items pay together, CNY."""

    items: list[str]
    most: str


class BestSetWire(BaseModel):
    """The items that pay most together, with the rules applied and the sum in words."""

    company: str
    on: date
    total: AmountWire = Field(description="缺事实时是范围，真正的最多金额在其中")
    sure: list[str] = Field(description="一定可得 total.low 的取法")
    possible: list[str] | None = Field(description="可能得到 total.high 的取法；没有上限为 null")
    items: list[BestItemWire]
    groups: list[GroupWire]
    caps: list[CapWire]
    sum: str = Field(description="算式")


def gaps_json(company: Company, on: date, found: Sequence[Gap]) -> dict[str, AnyValue]:
    """The firm's key, the day, and each item in the order given."""
    return {"company": company.key, "on": str(on), "items": [_gap(one) for one in found]}


def what_if_json(
    company: Company, on: date, moved: Sequence[Moved], levers: Sequence[Lever]
) -> dict[str, AnyValue]:
    """Items gained, lost and newly near in the order given; levers ranked both ways."""
    return {
        "company": company.key,
        "on": str(on),
        "gained": [_key(one) for one in moved if one.gained],
        "lost": [_key(one) for one in moved if one.lost],
        "newly_near": [_key(one) for one in moved if one.newly_near],
        "moved": [_moved(one) for one in moved if one.before is not one.after or one.newly_near],
        "levers_by_items": [_lever(one) for one in by_items(levers)],
        "levers_by_money": [_lever(one) for one in by_money(levers)],
    }


def best_json(company: Company, on: date, best: BestSet, sums: str) -> dict[str, AnyValue]:
    """The range, the choices at both ends, every item, the rules applied, and the sum in words."""
    return {
        "company": company.key,
        "on": str(on),
        "total": amount_json(best.total),
        "sure": list(best.sure),
        "possible": None if best.possible is None else list(best.possible),
        "items": [
            {"item": one.key, "class": one.outcome.value, "amount": amount_json(one.amount)}
            for one in best.offers
        ],
        "groups": [{"items": sorted(one.items), "quote": one.quote} for one in best.groups],
        "caps": [{"items": sorted(one.items), "most": plain(one.most)} for one in best.caps],
        "sum": sums,
    }


def amount_json(amount: Amount) -> dict[str, str | None]:
    """A range of money; null: no bound is known."""
    return {"low": plain(amount.low), "high": None if amount.high is None else plain(amount.high)}


def _gap(found: Gap) -> dict[str, AnyValue]:
    judgement = found.judgement
    return {
        "item": f"{judgement.doc_id}.{judgement.item_id}",
        "class": judgement.outcome.value,
        "ways": [
            {
                "changes": [_change(change) for change in way.changes],
                "curable": way.curable,
                "class": way.outcome.value,
                "amount": amount_json(way.amount),
                "tell": [leaf.id for leaf in way.tell],
            }
            for way in found.ways
        ],
        "tell": [leaf.id for leaf in found.tell],
        "complete": found.complete,
        "hopeless": found.hopeless,
    }


def _change(change: Change) -> dict[str, AnyValue]:
    leaf = change.leaf
    own = {"cure": change.cure.value, "to": change.to, "start": leaf.start, "end": leaf.end}
    return {**leaf_json(leaf), **own}


def _key(one: Moved) -> str:
    return f"{one.policy.doc_id}.{one.item.id}"


def _moved(one: Moved) -> dict[str, AnyValue]:
    return {
        "item": _key(one),
        "before": one.before.value,
        "after": one.after.value,
        "near": one.near_after,
        "amount": amount_json(one.amount),
    }


def _lever(lever: Lever) -> dict[str, AnyValue]:
    criterion = lever.question.criterion
    return {
        "item": f"{lever.plan.policy.doc_id}.{lever.plan.item.id}",
        "leaf": criterion.id,
        "quote": criterion.span.quote,
        "cure": lever.cure.value,
        "opens": [f"{policy.doc_id}.{item.id}" for policy, item, *_ in lever.opened],
        "amount": amount_json(lever.money),
    }
