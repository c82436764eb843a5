"""Gaps and what-if over HTTP.

Owns the routes; every one of them asks for `on`.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from api.http.desk import AtDesk, On
from api.usecases.planning import gaps_of, overrides_of, what_if_of
from api.wire.planning import GapsWire, WhatIfWire, gaps_json, what_if_json
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
    company = (
        reads.company(desk.store, ask.company)
        if isinstance(ask.company, str)
        else company_of(ask.company, Where(path="company"))
    )
    changed = overrides_of(ask.overrides, Where(path="overrides"))
    moved, levers = what_if_of(desk.store, company, changed, ask.on, ask.items, desk.memo)
    return WhatIfWire.model_validate(what_if_json(company, ask.on, moved, levers))
