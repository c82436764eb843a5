"""What every request passes: security headers, body limit, time limit, counting.

Owns plain ASGI wrappers; an answer of theirs is a problem document like any other.
"""

from __future__ import annotations

import asyncio
import time

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.metrics import Metrics
from api.problems import MEDIA_TYPE, Problem, TooLargeError, TooSlowError, problem_of
from domain.errors import YanzhenError

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    )
)
SECURITY_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
MEBIBYTE = 1024 * 1024


def problem_response(error: YanzhenError, path: str) -> Response:
    """The problem document of an error as an answer."""
    return as_response(problem_of(error, path))


def as_response(problem: Problem) -> Response:
    """A problem document as an answer."""
    body = problem.model_dump(exclude_none=True)
    return JSONResponse(body, status_code=problem.status, media_type=MEDIA_TYPE)


class SecurityHeaders:
    """Sets the security headers on every answer; pages and data are never kept by shared caches."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, add the headers to what comes back."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


class BodyLimit:
    """Refuses a body over the limit, by its stated length at once, else while it streams in."""

    def __init__(self, app: ASGIApp, megabytes: int) -> None:
        self.app = app
        self.limit = megabytes * MEBIBYTE
        self.megabytes = megabytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on while it is small enough."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        error = TooLargeError("请求内容过大", expected=f"不超过 {self.megabytes} MB")
        stated = Request(scope).headers.get("content-length", "0")
        if stated.isdecimal() and int(stated) > self.limit:
            await problem_response(error, scope["path"])(scope, receive, send)
            return
        seen, over = 0, False

        async def counted() -> Message:
            nonlocal seen, over
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self.limit:
                over = True
                raise error
            return message

        async def unless_over(message: Message) -> None:
            # Whoever reads the body may turn our error into an answer of its own; ours goes out instead.
            if not over:
                await send(message)

        try:
            await self.app(scope, counted, unless_over)
        finally:
            if over:
                await problem_response(error, scope["path"])(scope, receive, send)


class TimeLimit:
    """Answers 503 when nothing was sent in time; the work itself ends by the database's own limit."""

    def __init__(self, app: ASGIApp, seconds: float) -> None:
        self.app = app
        self.seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, wait so long and no longer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def noting(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await asyncio.wait_for(self.app(scope, receive, noting), self.seconds)
        except TimeoutError:
            if started:
                raise
            error = TooSlowError(f"处理超过 {self.seconds:g} 秒，已停止等待", todo="缩小范围后重试")
            await problem_response(error, scope["path"])(scope, receive, send)


class Counting:
    """Counts answers by route, method and status, and how long they took."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and note its outcome; a request that broke counts as 500."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        status = 500
        begun = time.perf_counter()

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, noting)
        finally:
            self.metrics.note(scope["method"], _template(scope), status, time.perf_counter() - begun)


def _template(scope: Scope) -> str:
    """The path with its parameters' names instead of their values, so that keys make no new counters.

    The framework knows routes of included routers only by their inner path, hence this way round.
    """
    if scope.get("route") is None:
        return "(none)"
    names = {str(value): f"{{{name}}}" for name, value in scope.get("path_params", {}).items()}
    return "/".join(names.get(part, part) for part in scope["path"].split("/"))
