"""The signature of an item over HTTP: a person accepts its criteria in the version shown, or takes it back.

Owns the outer form; that criteria have not changed meanwhile is checked in `graph.signing`.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from fastapi import APIRouter, Response
from pydantic import BaseModel, Field

from api.http.desk import AtDesk
from api.http.trust import Actor, Trusted
from domain.errors import InputError
from domain.policy import Signature
from graph.acts import note
from graph.load import sign_item

router = APIRouter(tags=["政策"])


class SignatureAsk(BaseModel):
    """Who accepts what, and when."""

    by: str | None = Field(
        default=None, min_length=1, max_length=80, description="签认人；登录后就是账号本人，不必给"
    )
    on: date = Field(description="签认日")
    compared: str | None = Field(
        default=None,
        min_length=1,
        max_length=400,
        description="已逐条核对的原件（名称与出处）；只有二手来源的事项必填",
    )
    version: str = Field(description="所核对的条件版本（事项列表里的 version）；条件已改动则 409")


@router.post("/items/{item_id}/signature", status_code=204, summary="签认一个事项的条件")
def sign(actor: Trusted, desk: AtDesk, item_id: str, ask: SignatureAsk) -> Response:
    """Only the version that was looked at is signed; an account signs in its own name."""
    by = _signer(actor, ask.by)
    sign_item(desk.store, item_id, Signature(by, ask.on, ask.compared), ask.version)
    compared = f"，已核对原件：{ask.compared}" if ask.compared else ""
    note(desk.store, _now(), actor.name, "签认", item_id, f"{by}，{ask.on}，版本 {ask.version}{compared}")
    return Response(status_code=204)


@router.delete("/items/{item_id}/signature", status_code=204, summary="撤回签认")
def withdraw(actor: Trusted, desk: AtDesk, item_id: str) -> Response:
    """The item is a draft again: no firm fits it until somebody signs."""
    sign_item(desk.store, item_id, None)
    note(desk.store, _now(), actor.name, "撤回签认", item_id)
    return Response(status_code=204)


def _signer(actor: Actor, by: str | None) -> str:
    """In whose name is signed: an account's own; a program must say for whom.

    Raises:
        InputError: an account would sign for another, or nobody is named.
    """
    if actor.account is not None:
        if by not in {None, actor.name}:
            raise InputError(f"账号“{actor.name}”不能以“{by}”的名义签认", todo="请本人登录签认")
        return actor.name
    if by is None:
        raise InputError("没有写签认人", expected="by：签认人的姓名", todo="写明是谁核对的")
    return by


def _now() -> str:
    return datetime.now(UTC).isoformat()
