"""Runs over HTTP: matching the whole register and keeping the outcome in the graph.

Owns the routes; the moment of a run is the request's, the day is the caller's.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from fastapi import APIRouter
from pydantic import BaseModel, Field

from api.http.desk import AtDesk
from api.http.paging import After, Limit, Page, decode, next_cursor
from api.http.trust import Trusted
from api.usecases.runs import match_and_keep
from api.wire.resources import Row, rows_of
from graph import reads

router = APIRouter(tags=["运行"])


class RunWire(Row):
    """One matching of all firms with all items."""

    run_id: str
    on: date
    at: datetime
    who: str
    companies: int
    items: int
    counts: dict[str, int]
    last: bool = Field(description="图中的 FITS、NEAR 出自这一次")


class RunAsk(BaseModel):
    """What is to be run."""

    on: date = Field(description="判定日（申请日）")
    who: str = Field(min_length=1, max_length=80, description="经手人")


@router.get("/runs", summary="整批匹配的记录")
def runs(desk: AtDesk, after: After = None, limit: Limit = 50) -> Page[RunWire]:
    """By run id."""
    found, more = next_cursor(reads.runs(desk.store, decode(after), limit + 1), lambda run: run.run_id, limit)
    return Page(items=rows_of(RunWire, found), next=more)


@router.post("/runs", status_code=201, summary="整批匹配，并把符合与只差一条的写入图")
def run(_: Trusted, desk: AtDesk, ask: RunAsk) -> RunWire:
    """All firms against all items on one day; FITS and NEAR are rewritten as a whole."""
    made = match_and_keep(desk.store, ask.on, who=ask.who, at=datetime.now(UTC), memo=desk.memo)
    return RunWire.model_validate(made)
