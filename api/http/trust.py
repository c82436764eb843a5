"""Who may change the graph over HTTP: the machine itself, or whoever holds the operator's token.

Owns this one rule until there are accounts; reading needs no permission.
"""

from __future__ import annotations

import hmac
from ipaddress import ip_address
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request

from api.http.desk import AtDesk
from api.problems import NotAllowedError

_OWN_PAGES = {None, "none", "same-origin"}
"""What a browser may say of where a request comes from; another site's page is turned away."""


def may_write(request: Request, desk: AtDesk) -> None:
    """Let a change pass.

    Raises:
        NotAllowedError: no token fits, or none is set and the request comes from another machine or site.
    """
    token = desk.settings.write_token
    if token is not None:
        given = request.headers.get("authorization", "")
        if hmac.compare_digest(given.encode(), f"Bearer {token.get_secret_value()}".encode()):
            return
        raise NotAllowedError("没有修改权限", todo="在 Authorization 头中给出运维人员发的令牌")
    if _from_here(request) and _by_our_name(request) and request.headers.get("sec-fetch-site") in _OWN_PAGES:
        return
    raise NotAllowedError(
        "本服务没有设置修改令牌，只接受本机的修改请求",
        todo="由运维人员设置 YANZHEN_WRITE_TOKEN 后再从别的机器修改",
    )


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


Trusted = Annotated[None, Depends(may_write)]
