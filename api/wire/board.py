"""One item against many firms, and one firm against many items: rows of the wire and lines of a file.

Owns the columns of the export, so that an empty list keeps its heading.
"""

from __future__ import annotations

from datetime import date
from typing import Any as AnyValue

from pydantic import BaseModel, ConfigDict, Field

from api.usecases.judging import CompanyItems, ItemCompanies, Judged
from api.wire.judgement import AmountWire, OutcomeName
from domain.reading_json import plain
from domain.vocabulary import vocabulary
from matching.register import Pair
from matching.verdict import Judgement, Result


class PairWire(BaseModel):
    """One firm against the item."""

    model_config = ConfigDict(populate_by_name=True)

    company: str
    name: str
    outcome: OutcomeName = Field(alias="class")
    missing: list[str] = Field(description="缺的事实（指标编号），补齐即可判定")
    pivots: list[str] = Field(description="唯一卡点：该条一旦满足，结论就不再是不符合")
    near: str | None = Field(description="只差的那一条（条件编号）；不是只差一条为 null")
    amount: AmountWire


class BoardWire(BaseModel):
    """One page of firms, and how many firms are in each class (before the filter)."""

    item: str
    source_mark: str | None = Field(default=None, description="“仅有二手来源，未核对”，否则为 null")
    on: date
    counts: dict[OutcomeName, int]
    near: int = Field(description="只差一条的企业数")
    items: list[PairWire]
    next: str | None
    total: int = Field(description="筛选后的企业数")


def pair_json(pair: Pair) -> dict[str, AnyValue]:
    """One row."""
    return {
        "company": pair.company,
        "name": pair.name,
        "class": pair.outcome.value,
        "missing": list(pair.missing),
        "pivots": list(pair.pivots),
        "near": pair.near,
        "amount": {
            "low": plain(pair.amount.low),
            "high": None if pair.amount.high is None else plain(pair.amount.high),
        },
    }


ITEM_COLUMNS = (
    "统一社会信用代码",
    "企业名称",
    "事项",
    "判定日",
    "结论",
    "只差一条",
    "缺的事实",
    "可得下限（元）",
    "可得上限（元）",
)


COMPANY_COLUMNS = (
    "事项编号",
    "事项",
    "政策",
    "统一社会信用代码",
    "企业名称",
    "判定日",
    "结论",
    "不满足的条件",
    "未知的条件",
    "可得下限（元）",
    "可得上限（元）",
)


def export_row(board: ItemCompanies, pair: Pair, needs: dict[str, str]) -> tuple[AnyValue, ...]:
    """One line of the file; `needs` says each criterion in words."""
    names = vocabulary()
    return (
        pair.company,
        pair.name,
        board.item.marked_name,
        board.on,
        pair.outcome.zh,
        needs.get(pair.near, pair.near) if pair.near else "",
        "、".join(names[one].zh for one in pair.missing),
        pair.amount.low,
        pair.amount.high,
    )


def export_item(view: CompanyItems, one: Judged) -> tuple[AnyValue, ...]:
    """One item of a firm as a line of the file."""
    judgement = one.judgement
    return (
        one.item_id,
        one.item.marked_name,
        one.policy.title,
        view.company.key,
        view.company.name,
        view.on,
        judgement.outcome.zh,
        _needs(judgement, Result.FALSE),
        _needs(judgement, Result.UNKNOWN),
        judgement.amount.low,
        judgement.amount.high,
    )


def _needs(judgement: Judgement, result: Result) -> str:
    return "；".join(leaf.need for leaf in judgement.leaves if leaf.result is result)
