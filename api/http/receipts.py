"""Receipts over HTTP: made for what the body gives, and checked by judging again.

Owns the routes; a receipt is handed out whole and not kept here, as it carries all that replaying needs.
"""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from api.http.desk import AtDesk
from api.http.judging import JudgementAsk, asked
from api.usecases.judging import judge_given
from api.usecases.state import codes_of, state
from api.wire.receipt import faults_of, receipts_of

router = APIRouter(tags=["判定"])


class ReceiptsWire(BaseModel):
    """The receipts of the judged items, in the order of the reading."""

    receipts: list[dict[str, Any]] = Field(
        description="规则、用到的事实、判定日、软件版本、判定结果、SHA-256"
    )


class ReplayWire(BaseModel):
    """Whether a receipt replays to the same bytes."""

    sound: bool
    faults: list[str] = Field(description="哪里不对；没有问题为空")


@router.post("/receipts", summary="判定凭据（内容同 POST /v1/judgements）")
def receipts(desk: AtDesk, ask: JudgementAsk) -> ReceiptsWire:
    """The whole receipt of each item."""
    policy, item, company = asked(desk, ask)
    codes = codes_of(state(desk.store, desk.memo))
    names = [one.item_id for one in judge_given(policy, company, ask.on, item, codes)]
    return ReceiptsWire(receipts=list(receipts_of(policy, names, company, ask.on, codes).values()))


@router.post("/receipts/replay", summary="用凭据重新判定，逐字节核对")
def replayed(desk: AtDesk, receipt: dict[str, Any]) -> ReplayWire:
    """What was changed or comes out otherwise."""
    faults = faults_of(receipt, codes_of(state(desk.store, desk.memo)))
    return ReplayWire(sound=not faults, faults=faults)
