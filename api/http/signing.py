"""The signature of an item over HTTP: a person accepts its criteria in the version shown, or takes it back.

Owns the outer form; that criteria have not changed meanwhile is checked in `graph.signing`.
"""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from api.http.desk import AtDesk
from api.http.trust import Trusted
from domain.policy import Signature
from graph.load import sign_item

router = APIRouter(tags=["政策"])


class SignatureAsk(BaseModel):
    """Who accepts what, and when."""

    by: str = Field(min_length=1, max_length=80, description="签认人")
    on: date = Field(description="签认日")
    compared: str | None = Field(
        default=None,
        min_length=1,
        max_length=400,
        description="已逐条核对的原件（名称与出处）；只有二手来源的事项必填",
    )
    version: str = Field(description="所核对的条件版本（事项列表里的 version）；条件已改动则 409")


@router.post("/items/{item_id}/signature", status_code=204, summary="签认一个事项的条件")
def sign(_: Trusted, desk: AtDesk, item_id: str, ask: SignatureAsk) -> Response:
    """Only the version that was looked at is signed."""
    sign_item(desk.store, item_id, Signature(ask.by, ask.on, ask.compared), ask.version)
    return Response(status_code=204)


@router.delete("/items/{item_id}/signature", status_code=204, summary="撤回签认")
def withdraw(_: Trusted, desk: AtDesk, item_id: str) -> Response:
    """The item is a draft again: no firm fits it until somebody signs."""
    sign_item(desk.store, item_id, None)
    return Response(status_code=204)
