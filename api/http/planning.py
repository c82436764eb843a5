"""Gaps, what-if and best sets over HTTP.

Owns the routes; every one of them asks for `on`.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from api.best_text import sum_text
from api.http.desk import AtDesk, Desk, On
from api.usecases.planning import best_set_of, gaps_of, overrides_of, what_if_of
from api.wire.planning import BestSetWire, GapsWire, WhatIfWire, best_json, gaps_json, what_if_json
from domain.company import Company
from domain.company_file import company_of
from domain.errors import Where
from graph import reads

router = APIRouter(tags=["判定"])
ItemId = Annotated[str | None, Query(description="只看图中的这个事项；不写为全部")]


@router.get("/companies/{key}/gap", summary="一家企业要符合各事项，最少要改变哪些条件")
def company_gap(desk: AtDesk, key: str, on: On, item: ItemId = None) -> GapsWire:
    """The smallest sets of changes, each judged again; unknown criteria are to be told, never changes."""
    company, found = gaps_of(desk.store, key, on, item, desk.memo)
    return GapsWire.model_validate(gaps_json(company, on, found))


class WhatIfAsk(BaseModel):
    """Whose facts are put otherwise, and which."""

    on: date = Field(description="判定日（申请日）")
    company: str | dict[str, Any] = Field(description="信用代码，或企业文件的 JSON")
    overrides: dict[str, Any] = Field(
        description="换上的 facts、titles、findings、region、industry、founded，写法同企业文件"
    )
    items: list[str] | None = Field(default=None, description="图中的事项编号；不写为全部")


@router.post("/what-if", summary="换几条事实会怎样；现在改变哪一条最有用")
def what_if(desk: AtDesk, ask: WhatIfAsk) -> WhatIfWire:
    """Nothing is stored; facts replace those of their feature, period and phrase."""
    company = _company(desk, ask.company)
    changed = overrides_of(ask.overrides, Where(path="overrides"))
    moved, levers = what_if_of(desk.store, company, changed, ask.on, ask.items, desk.memo)
    return WhatIfWire.model_validate(what_if_json(company, ask.on, moved, levers))


class BestSetAsk(BaseModel):
    """Whose money, when, from which items, under which rules."""

    on: date = Field(description="判定日（申请日）")
    company: str | dict[str, Any] = Field(description="信用代码，或企业文件的 JSON")
    items: list[str] | None = Field(default=None, description="图中的事项编号；不写为全部")
    rules: dict[str, Any] | None = Field(
        default=None,
        description="groups：相互排斥的组，每组写 items（事项编号）和 quote（依据的那句话），"
        "不写则用原文写明的，空列表为都不排斥；caps：合计的上限，每条写 items 和 most（元，十进制文字）",
    )


@router.post("/best-set", summary="相互排斥、合计有上限的事项里取哪几个，钱最多")
def best_set(desk: AtDesk, ask: BestSetAsk) -> BestSetWire:
    """Nothing is stored; where facts lack, the total is a range."""
    company = _company(desk, ask.company)
    best = best_set_of(desk.store, company, ask.rules, ask.on, ask.items, desk.memo)
    return BestSetWire.model_validate(best_json(company, ask.on, best, sum_text(best)))


def _company(desk: Desk, given: str | dict[str, Any]) -> Company:
    """The firm of the graph by its key, or the one that is given."""
    if isinstance(given, str):
        return reads.company(desk.store, given)
    return company_of(given, Where(path="company"))
