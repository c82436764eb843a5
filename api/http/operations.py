"""For those who run the service: alive, ready, measured.

Owns `/healthz`, `/readyz`, `/metrics`; none of them needs a version in its path.
"""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import PlainTextResponse

from api.http import metrics
from api.http.desk import AtDesk
from api.problems import MEDIA_TYPE, Problem
from graph import reads

router = APIRouter(tags=["运行"])


@router.get("/healthz", summary="进程活着")
def alive() -> dict[str, str]:
    """Answers as long as the process does; the database is not asked."""
    return {"status": "ok"}


@router.get(
    "/readyz",
    summary="图数据库能答复",
    responses={503: {"model": Problem, "content": {MEDIA_TYPE: {}}, "description": "图数据库不可用"}},
)
def ready(desk: AtDesk) -> dict[str, str]:
    """One small read; a lost database is a 503 problem."""
    reads.imports(desk.store, limit=1)
    return {"status": "ok", "graph": desk.store.dialect}


@router.get("/metrics", summary="计数（Prometheus 文本）", response_class=PlainTextResponse)
def measured(desk: AtDesk) -> PlainTextResponse:
    """The counters of this process."""
    return PlainTextResponse(desk.metrics.text(), media_type=metrics.MEDIA_TYPE)
