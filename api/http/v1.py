"""All routes of `/v1` in one router, with the errors every route may answer.

Owns the gathering; each subject's routes stand in their own module.
"""

from __future__ import annotations

from fastapi import APIRouter

from api.http import (
    amending,
    chains,
    cypher,
    judging,
    lists,
    planning,
    readings,
    receipts,
    review,
    runs,
    sessions,
    signing,
    tiers,
)
from api.problems import MEDIA_TYPE, Problem

_SAID = {
    400: "请求读不懂",
    401: "没有登录",
    403: "没有权限",
    404: "没有找到",
    409: "与现有内容冲突",
    413: "内容过大",
    422: "输入有误",
    503: "服务暂不可用或超时",
}


def v1_router() -> APIRouter:
    """The routes of the first version."""
    errors = {
        status: {"description": said, "model": Problem, "content": {MEDIA_TYPE: {}}}
        for status, said in _SAID.items()
    }
    router = APIRouter(prefix="/v1", responses=errors)  # type: ignore[arg-type]
    for module in (
        *(lists, judging, planning, receipts, tiers, readings, amending, signing),
        *(review, sessions, chains, runs, cypher),
    ):
        router.include_router(module.router)
    return router
