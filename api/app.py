"""The web application: routes, pages, middleware and the error table put together.

Owns the assembly; `create_app` takes what it needs, `from_environment` is for servers that want a factory.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response

from api.console.pages.router import console_router
from api.console.static_files import FOLDER, PREFIX, KeptFiles
from api.console.templating import problem_page
from api.http.desk import Desk
from api.http.metrics import Metrics
from api.http.middleware import (
    SECURITY_HEADERS,
    BodyLimit,
    Counting,
    SecurityHeaders,
    TimeLimit,
    as_response,
)
from api.http.operations import router as operations
from api.http.v1 import v1_router
from api.problems import (
    INTERNAL,
    PLAIN,
    BadRequestError,
    Problem,
    plain_problem,
    problem_of,
    request_faults,
)
from api.settings import Settings, load_settings
from api.usecases.memo import Memo
from domain.errors import YanzhenError
from graph import embedded
from graph.store import Store

DESCRIPTION = """政策、条件、企业、产业链与链主同在一张图。

凡判定都要给出 `on`（判定日）；没有的事实按“未知”处理。列表按游标翻页，错误是 RFC 9457 的 problem+json。
金额是人民币元的十进制文字，比率是纯小数（0.03），日期是 ISO 8601。"""


def create_app(settings: Settings, store: Store, *, closing: bool = False) -> FastAPI:
    """The application on an open store.

    Args:
        closing: the store is closed when the application ends; else it stays its caller's.
    """

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        yield
        if closing:
            store.close()

    app = FastAPI(
        title="雁阵",
        version=version("yanzhen"),
        description=DESCRIPTION,
        openapi_url="/v1/openapi.json",
        docs_url=None,  # Swagger's page loads scripts from elsewhere
        redoc_url=None,
        lifespan=life,
    )
    metrics = Metrics()
    app.state.desk = Desk(store, Memo(settings.memo_entries), settings, metrics)
    app.include_router(v1_router())
    app.include_router(operations)
    app.include_router(console_router())
    app.mount(PREFIX, KeptFiles(directory=FOLDER), name="static")
    _handle_errors(app)
    # The last added is the outermost.
    app.add_middleware(BodyLimit, megabytes=settings.max_body_mb)
    app.add_middleware(TimeLimit, seconds=settings.max_seconds)
    app.add_middleware(GZipMiddleware, minimum_size=1024)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(Counting, metrics=metrics)
    return app


def from_environment() -> FastAPI:
    """The application by the environment's settings: on the database it names, else on the embedded engine.

    For a server's workers; the store is closed when the application ends.
    """
    settings = load_settings()
    return create_app(settings, connect(settings), closing=True)


def connect(settings: Settings) -> Store:
    """The store that the settings name; without an address the embedded engine of the home folder."""
    if settings.graph_uri is None:
        return embedded.start(settings.home).connect()
    return Store.connect(settings.graph_uri, settings.graph_user, settings.password, settings.graph_database)


def _handle_errors(app: FastAPI) -> None:
    @app.exception_handler(YanzhenError)
    def ours(request: Request, error: YanzhenError) -> Response:
        return _answer(request, problem_of(error, request.url.path))

    @app.exception_handler(RequestValidationError)
    def request_wrong(request: Request, error: RequestValidationError) -> Response:
        return _answer(request, problem_of(request_faults(error.errors()), request.url.path))

    @app.exception_handler(HTTPException)
    def plain(request: Request, error: HTTPException) -> Response:
        kind = PLAIN.get(error.status_code)
        if kind is None:
            return Response(status_code=error.status_code, headers=error.headers)
        detail = f"{kind.title}：{request.method} {request.url.path}"
        return _answer(request, plain_problem(kind, detail, request.url.path))

    @app.exception_handler(UnicodeEncodeError)
    def half_character(request: Request, error: UnicodeEncodeError) -> Response:
        # JSON can spell half a character (\ud800); only a request brings one in, and nothing can hold it.
        if error.reason != "surrogates not allowed":
            raise error
        fault = BadRequestError("请求里有残缺的字符（不成对的 \\ud800–\\udfff）", todo="改正后重试")
        return _answer(request, problem_of(fault, request.url.path))

    @app.exception_handler(Exception)
    def broken(request: Request, _: Exception) -> Response:
        # The framework logs the error itself; its outermost layer lies outside our headers.
        detail = "程序出错，没有完成；已记入日志，请把时间和网址告诉维护人员"
        response = _answer(request, plain_problem(INTERNAL, detail, request.url.path))
        response.headers.update(SECURITY_HEADERS)
        return response


def _answer(request: Request, problem: Problem) -> Response:
    """Programs get the document, people a page."""
    path = request.url.path
    if path.startswith(("/v1", "/healthz", "/readyz", "/metrics", PREFIX)):
        return as_response(problem)
    return problem_page(request, problem)
