"""Who acts over HTTP: an account by its session, the operator's token, or the machine itself.

Owns the telling of who it is and what they may do; reading needs no permission.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request

from api.http.desk import AtDesk, Desk
from api.problems import NotAllowedError, NotLoggedInError
from api.usecases.login import Limits, account_of, csrf_of
from domain.account import Account, Role

COOKIE = "yanzhen_session"
HEADER = "x-csrf-token"
FIELD = "csrf"
TOKEN_HOLDER, THIS_MACHINE = "令牌持有人", "本机"
_SAFE = {"GET", "HEAD", "OPTIONS"}
_OWN_PAGES = {None, "none", "same-origin"}
"""What a browser may say of where a request comes from; another site's page is turned away."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: the name that stands in signatures and in the audit trail, and what they may do.

    `account` is None for the token's holder and for the machine itself, who say in the request for whom.
    """

    name: str
    role: Role
    account: Account | None = None


def limits_of(desk: Desk) -> Limits:
    """How long sessions last."""
    return Limits(
        timedelta(minutes=desk.settings.session_idle_minutes), timedelta(hours=desk.settings.session_hours)
    )


def session_account(request: Request, desk: Desk) -> Account | None:
    """The account that the request's cookie is of; None without a session that stands."""
    token = request.cookies.get(COOKIE)
    return account_of(desk.store, token, datetime.now(UTC), limits_of(desk)) if token else None


def acting(wanted: Role) -> Callable[[Request, Desk], Awaitable[Actor]]:
    """A dependency that lets those pass who may do what a role may."""

    async def who(request: Request, desk: AtDesk) -> Actor:
        actor = await _actor(request, desk)
        if not actor.role.may(wanted):
            raise NotAllowedError(
                f"账号“{actor.name}”没有{wanted.zh}权限", todo="请有权限的同事操作，或找管理员改权限"
            )
        return actor

    return who


async def _actor(request: Request, desk: Desk) -> Actor:
    token = desk.settings.write_token
    given = request.headers.get("authorization", "")
    if token is not None and hmac.compare_digest(
        given.encode(), f"Bearer {token.get_secret_value()}".encode()
    ):
        return Actor(TOKEN_HOLDER, Role.ADMIN)
    if COOKIE in request.cookies:
        return await _by_session(request, desk)
    if token is not None:
        raise NotAllowedError("没有修改权限", todo="登录，或在 Authorization 头中给出运维人员发的令牌")
    if _from_here(request) and _by_our_name(request) and request.headers.get("sec-fetch-site") in _OWN_PAGES:
        return Actor(THIS_MACHINE, Role.ADMIN)
    raise NotAllowedError(
        "没有登录，本服务也没有设置修改令牌，只接受本机的修改请求",
        todo="登录后再试，或由运维人员设置 YANZHEN_WRITE_TOKEN",
    )


async def _by_session(request: Request, desk: Desk) -> Actor:
    account = session_account(request, desk)
    if account is None:
        raise NotLoggedInError("登录已过期", todo="重新登录")
    if request.method not in _SAFE and not await _has_csrf(request):
        raise NotAllowedError("请求没有带防伪标记", todo="刷新页面后重试")
    return Actor(account.name, account.role, account)


async def _has_csrf(request: Request) -> bool:
    """Whether the request comes from a page of ours: it sends what only our pages are told."""
    wanted = csrf_of(request.cookies[COOKIE])
    given = request.headers.get(HEADER)
    if given is None and request.headers.get("content-type", "").startswith(
        ("application/x-www-form-urlencoded", "multipart/form-data")
    ):
        field = (await request.form()).get(FIELD)
        given = field if isinstance(field, str) else None
    return given is not None and hmac.compare_digest(given.encode(), wanted.encode())


def _from_here(request: Request) -> bool:
    """Whether the request comes from this machine and was not passed on by a proxy."""
    if request.client is None or "x-forwarded-for" in request.headers or "forwarded" in request.headers:
        return False
    try:
        return ip_address(request.client.host).is_loopback
    except ValueError:
        return False


def _by_our_name(request: Request) -> bool:
    """Whether the service was asked for by this machine's own name, and by a page of its own if by a page.

    A foreign site can point a name of its own at 127.0.0.1; its pages then come from this machine and count
    as same-origin in the browser, but the name they ask for stays theirs.
    """
    name = request.url.hostname or ""
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        return False
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"


Reviewing = Annotated[Actor, Depends(acting(Role.REVIEWER))]
Signing = Annotated[Actor, Depends(acting(Role.SIGNER))]
Administering = Annotated[Actor, Depends(acting(Role.ADMIN))]
Trusted = Signing
"""Whoever may sign may also start runs and load."""
