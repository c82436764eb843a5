"""Log-in over HTTP: a session cookie that scripts cannot read, and the mark that writing requests must send.

Owns the cookie; the rules of logging in are `api.usecases.login`'s.
"""

from __future__ import annotations

from collections import OrderedDict
from datetime import UTC, datetime, timedelta
from threading import Lock

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field, SecretStr

from api.http.desk import AtDesk
from api.http.trust import COOKIE, session_account
from api.problems import NotLoggedInError, TooManyError
from api.usecases.login import csrf_of, log_in, log_out
from domain.account import Account

router = APIRouter(tags=["账号"])
PER_ADDRESS = 30
"""Tries to log in from one address within `WITHIN`, right or wrong."""
WITHIN = timedelta(minutes=5)
_ADDRESSES = 10_000


class Ask(BaseModel):
    """A name and its password."""

    name: str = Field(min_length=1, max_length=40, description="账号")
    password: SecretStr = Field(min_length=1, max_length=200, description="口令")


class SessionSaid(BaseModel):
    """Who is logged in, and the mark for writing requests."""

    account: str = Field(description="账号")
    role: str = Field(description="reviewer 审核、signer 签认、admin 管理")
    csrf: str = Field(description="修改请求要在 X-CSRF-Token 头里带上的标记")


class Tries:
    """How often each address tried lately; the oldest addresses are forgotten when there are too many."""

    def __init__(self) -> None:
        self._seen: OrderedDict[str, list[datetime]] = OrderedDict()
        self._lock = Lock()

    def count(self, address: str, now: datetime) -> int:
        """Note a try and say how many there were lately."""
        with self._lock:
            recent = [at for at in self._seen.pop(address, []) if now - at < WITHIN][-PER_ADDRESS:]
            self._seen[address] = [*recent, now]
            while len(self._seen) > _ADDRESSES:
                self._seen.popitem(last=False)
            return len(recent) + 1


_TRIES = Tries()


@router.post("/session", summary="登录")
def enter(request: Request, response: Response, desk: AtDesk, ask: Ask) -> SessionSaid:
    """Sets the session cookie."""
    return start(request, response, desk, ask.name, ask.password.get_secret_value())


def start(request: Request, response: Response, desk: AtDesk, name: str, password: str) -> SessionSaid:
    """Log in and set the cookie; for the API and for the log-in page.

    Raises:
        TooManyError: too many tries from one address or for one account.
        NotLoggedInError: name or password is wrong.
    """
    from api.http.trust import limits_of

    now = datetime.now(UTC)
    address = request.client.host if request.client else "?"
    if _TRIES.count(address, now) > PER_ADDRESS:
        raise TooManyError("登录尝试过于频繁", todo=f"{WITHIN.seconds // 60} 分钟后再试")
    limits = limits_of(desk)
    token, account = log_in(desk.store, name, password, now, limits)
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(limits.longest.total_seconds()),
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
        path="/",
    )
    return _said(account, token)


@router.get("/session", summary="谁在登录")
def current(request: Request, desk: AtDesk) -> SessionSaid:
    """401 without a session that stands."""
    account = session_account(request, desk)
    if account is None:
        raise NotLoggedInError("没有登录", todo="先登录")
    return _said(account, request.cookies[COOKIE])


@router.delete("/session", status_code=204, summary="退出")
def leave(request: Request, desk: AtDesk) -> Response:
    """Ends the session; without one nothing happens."""
    response = Response(status_code=204)
    end(request, response, desk)
    return response


def end(request: Request, response: Response, desk: AtDesk) -> None:
    """End the session of a request and take the cookie back."""
    account = session_account(request, desk)
    if account is not None:
        log_out(desk.store, request.cookies[COOKIE], account, datetime.now(UTC))
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")


def _said(account: Account, token: str) -> SessionSaid:
    return SessionSaid(account=account.name, role=account.role.value, csrf=csrf_of(token))
