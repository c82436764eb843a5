"""Judging over HTTP: a firm's items, an item's firms, and one judgement of what the body gives.

Owns routes and filters; every one of them asks for `on`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Header, Query
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.criterion_text import criterion_text
from api.http.desk import AtDesk, Desk, On
from api.http.exports import CSV, XLSX, Form, file_response, form_of
from api.http.paging import After, Limit, page_of
from api.usecases.judging import (
    CompanyItems,
    ItemCompanies,
    Judged,
    companies_of_item,
    items_of_company,
    judge_given,
    select,
)
from api.usecases.state import codes_of, state
from api.wire.board import (
    COMPANY_COLUMNS,
    ITEM_COLUMNS,
    BoardWire,
    export_item,
    export_row,
    pair_json,
)
from api.wire.judgement import JudgementsWire, OutcomeName, judgement_json, judgements_json
from api.wire.receipt import receipts_of, seals
from domain.company import Company
from domain.company_file import company_of
from domain.errors import InputError, Where
from domain.policy import Policy
from domain.reading_file import policy_of
from graph import reads

router = APIRouter(tags=["判定"])

Class = Annotated[OutcomeName | None, Query(alias="class", description="只列这一类")]
BoardClass = Annotated[
    OutcomeName | Literal["near"] | None, Query(alias="class", description="只列这一类；near 为只差一条")
]
Accept = Annotated[str | None, Header(description="text/csv 或 XLSX 的类型名：以文件答复")]
_FILES: dict[int | str, dict[str, Any]] = {200: {"content": {CSV: {}, XLSX: {}}}}
Sort = Annotated[Literal["class", "name", "key"], Query(description="次序：结论、名称或信用代码")]


@router.get(
    "/companies/{key}/items",
    summary="一家企业对全部事项，逐条理由",
    response_model=JudgementsWire,
    responses=_FILES,
)
def company_items(
    desk: AtDesk, key: str, on: On, outcome: Class = None, accept: Accept = None
) -> JudgementsWire | Response:
    """By class, then those with the fewest unmet criteria; `item` is the id in the graph."""
    view = items_of_company(desk.store, key, on, desk.memo)
    wanted = [one for one in view.judged if outcome in {None, one.judgement.outcome.value}]
    if (form := form_of(accept)) is not Form.JSON:
        return _items_file(view, wanted, form)
    items = [{**judgement_json(one.judgement), "item": one.item_id} for one in wanted]
    return JudgementsWire.model_validate({"company": key, "on": on, "items": items})


@router.get("/companies/{key}/items.{form}", summary="同上，导出 CSV 或 XLSX", responses=_FILES)
def company_items_file(
    desk: AtDesk, key: str, form: Literal["csv", "xlsx"], on: On, outcome: Class = None
) -> Response:
    """The whole list as a file."""
    view = items_of_company(desk.store, key, on, desk.memo)
    wanted = [one for one in view.judged if outcome in {None, one.judgement.outcome.value}]
    return _items_file(view, wanted, Form(form))


def _items_file(view: CompanyItems, wanted: Sequence[Judged], form: Form) -> Response:
    rows = [export_item(view, one) for one in wanted]
    return file_response(form, f"{view.company.name}-{view.on}", COMPANY_COLUMNS, rows)


@router.get(
    "/items/{item_id}/companies",
    summary="一个事项对全部企业，分类计数",
    response_model=BoardWire,
    responses=_FILES,
)
def item_companies(
    desk: AtDesk,
    item_id: str,
    on: On,
    outcome: BoardClass = None,
    sort: Sort = "class",
    after: After = None,
    limit: Limit = 50,
    accept: Accept = None,
) -> BoardWire | Response:
    """A page of firms; CSV and XLSX by Accept give the whole list."""
    board = companies_of_item(desk.store, item_id, on, desk.memo)
    if (form := form_of(accept)) is not Form.JSON:
        return _file(desk, board, outcome, sort, form)
    chosen = select(board, outcome, sort)
    found, more = page_of(chosen, lambda pair: pair.company, after, limit)
    counts = {outcome.value: count for outcome, count in board.counts.items()}
    return BoardWire.model_validate(
        {
            "item": board.item_id,
            "source_mark": board.item.source_mark,
            "on": on,
            "counts": counts,
            "near": board.near,
            "items": [pair_json(pair) for pair in found],
            "next": more,
            "total": len(chosen),
        }
    )


@router.get("/items/{item_id}/companies.{form}", summary="同上，导出 CSV 或 XLSX", responses=_FILES)
def item_companies_file(
    desk: AtDesk,
    item_id: str,
    form: Literal["csv", "xlsx"],
    on: On,
    outcome: BoardClass = None,
    sort: Sort = "class",
) -> Response:
    """The whole list as a file."""
    board = companies_of_item(desk.store, item_id, on, desk.memo)
    return _file(desk, board, outcome, sort, Form(form))


def _file(desk: Desk, board: ItemCompanies, outcome: str | None, sort: str, form: Form) -> Response:
    chosen = select(board, outcome, sort)
    if len(chosen) > desk.settings.max_rows:
        raise InputError(
            f"共 {len(chosen)} 行，超过一次导出的上限",
            expected=f"不超过 {desk.settings.max_rows} 行",
            todo="按结论筛选后再导出",
        )
    needs = {one.id: criterion_text(one) for one in board.policy.criteria()}
    rows = [export_row(board, pair, needs) for pair in chosen]
    return file_response(form, f"{board.item.name}-{board.on}", ITEM_COLUMNS, rows)


class JudgementAsk(BaseModel):
    """What is to be judged: keys of the graph, or whole files."""

    on: date = Field(description="判定日（申请日）")
    company: str | dict[str, Any] = Field(description="信用代码，或企业文件的 JSON")
    reading: dict[str, Any] | None = Field(default=None, description="读数的 JSON；不给则用图中的事项")
    item: str | None = Field(
        default=None, description="给了 reading：其中的事项编号，不写为全部；否则：图中的事项编号"
    )


@router.post("/judgements", summary="判定一家企业（内容所给，或图中已有）")
def judgement(desk: AtDesk, ask: JudgementAsk) -> JudgementsWire:
    """As `judge --json`, each item with the hash of its receipt; `POST /v1/receipts` gives the receipts."""
    policy, item, company = asked(desk, ask)
    codes = codes_of(state(desk.store, desk.memo))
    judged = judge_given(policy, company, ask.on, item, codes)
    made = receipts_of(policy, [one.item_id for one in judged], company, ask.on, codes)
    return JudgementsWire.model_validate(judgements_json(company, ask.on, judged, seals(made)))


def asked(desk: Desk, ask: JudgementAsk) -> tuple[Policy, str | None, Company]:
    """The policy, the item's id in it (None: all) and the firm that a body means.

    Raises:
        InputError: no item is named, or what is given breaks its format.
        NotFoundError: what is named is not in the graph.
    """
    company = (
        reads.company(desk.store, ask.company)
        if isinstance(ask.company, str)
        else company_of(ask.company, Where(path="company"))
    )
    if ask.reading is not None:
        policy, item = policy_of(ask.reading, Where(path="reading")), ask.item
    elif ask.item is not None:
        policy, found = reads.item(desk.store, ask.item)
        item = found.id
    else:
        raise InputError("没有说明判定哪个事项", expected="item（图中的事项编号）或 reading（读数）")
    return policy, item, company
