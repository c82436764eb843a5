"""The error table: each of our errors as an HTTP status, a title and an RFC 9457 problem document.

Owns the table and the document; who sends it (JSON to programs, a page to people) is decided in `app`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel, Field

from domain.errors import (
    ConflictError,
    InputError,
    InputFaultsError,
    NotFoundError,
    UnavailableError,
    YanzhenError,
    writable,
)

MEDIA_TYPE = "application/problem+json"
MAX_FAULTS = 100


@dataclass(frozen=True, slots=True)
class Kind:
    """One row of the table."""

    name: str
    status: HTTPStatus
    title: str


class BadRequestError(InputError):
    """Raised when the request itself cannot be read (broken JSON, a cursor not of ours)."""


class TooLargeError(InputError):
    """Raised when a request body is over the limit."""


class NotAllowedError(YanzhenError):
    """Raised when somebody may not do what they ask for."""


class NotLoggedInError(YanzhenError):
    """Raised when somebody must log in first, or could not."""


class TooManyError(YanzhenError):
    """Raised when somebody tries too often."""


class TooSlowError(UnavailableError):
    """Raised when a request ran longer than allowed."""


# The first class that fits counts, so the narrower ones stand first.
TABLE: Sequence[tuple[type[YanzhenError], Kind]] = (
    (BadRequestError, Kind("bad-request", HTTPStatus.BAD_REQUEST, "请求读不懂")),
    (TooLargeError, Kind("too-large", HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "内容过大")),
    (NotAllowedError, Kind("not-allowed", HTTPStatus.FORBIDDEN, "没有权限")),
    (NotLoggedInError, Kind("login", HTTPStatus.UNAUTHORIZED, "没有登录")),
    (TooManyError, Kind("too-many", HTTPStatus.TOO_MANY_REQUESTS, "过于频繁")),
    (InputError, Kind("input", HTTPStatus.UNPROCESSABLE_ENTITY, "输入有误")),
    (NotFoundError, Kind("not-found", HTTPStatus.NOT_FOUND, "没有找到")),
    (ConflictError, Kind("conflict", HTTPStatus.CONFLICT, "与现有内容冲突")),
    (TooSlowError, Kind("too-slow", HTTPStatus.SERVICE_UNAVAILABLE, "处理超时")),
    (UnavailableError, Kind("unavailable", HTTPStatus.SERVICE_UNAVAILABLE, "服务暂不可用")),
)
INTERNAL = Kind("internal", HTTPStatus.INTERNAL_SERVER_ERROR, "程序出错")
PLAIN = {
    404: Kind("not-found", HTTPStatus.NOT_FOUND, "没有找到"),
    405: Kind("method", HTTPStatus.METHOD_NOT_ALLOWED, "不支持这种请求方法"),
    415: Kind("media-type", HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "不支持这种内容格式"),
}


class Fault(BaseModel):
    """One of several faults in one input."""

    detail: str = Field(description="一行中文：位置：问题；应为…；请…")
    path: str | None = Field(default=None, description="出错的项")
    row: int | None = Field(default=None, description="出错的行，从 1 起")


class Problem(BaseModel):
    """RFC 9457 problem document; `errors` names each fault where there are several."""

    type: str = Field(description="问题种类，urn:yanzhen:problem:…")
    title: str
    status: int
    detail: str
    instance: str | None = None
    errors: list[Fault] | None = None


def kind_of(error: YanzhenError) -> Kind:
    """The row of the table for this error."""
    return next((kind for cls, kind in TABLE if isinstance(error, cls)), INTERNAL)


def problem_of(error: YanzhenError, instance: str | None = None) -> Problem:
    """The problem document of one of our errors."""
    kind = kind_of(error)
    faults = None
    if isinstance(error, InputFaultsError):
        faults = [
            Fault(
                detail=str(one),
                path=writable(one.where.path) if one.where and one.where.path else None,
                row=one.where.row if one.where else None,
            )
            for one in error.faults[:MAX_FAULTS]
        ]
    return plain_problem(kind, str(error), instance, faults)


def plain_problem(
    kind: Kind, detail: str, instance: str | None = None, faults: list[Fault] | None = None
) -> Problem:
    """A problem document from its parts."""
    return Problem(
        type=f"urn:yanzhen:problem:{kind.name}",
        title=kind.title,
        status=int(kind.status),
        detail=detail,
        instance=instance,
        errors=faults,
    )


_SAID = {
    "missing": "缺少这一项",
    "extra_forbidden": "不认识这一项",
    "json_invalid": "不是正确的 JSON",
    "date_from_datetime_parsing": "日期不存在或格式不对，应形如 2026-05-10",
    "date_parsing": "日期不存在或格式不对，应形如 2026-05-10",
    "date_from_datetime_inexact": "应为日期，形如 2026-05-10",
    "int_parsing": "应为整数",
    "enum": "取值不在允许范围内",
    "literal_error": "取值不在允许范围内",
    "greater_than_equal": "数值过小",
    "less_than_equal": "数值过大",
    "string_too_short": "文字过短",
    "string_too_long": "文字过长",
    "string_type": "应为文字",
    "dict_type": "应为 JSON 对象",
    "model_attributes_type": "应为 JSON 对象",
}
_PLACES = {"query": "参数", "path": "路径", "body": "内容", "header": "请求头"}


def request_faults(errors: Sequence[Any]) -> InputError:
    """FastAPI's findings about a request as our error: one fault each, in Chinese, with its place."""
    faults = [_request_fault(one) for one in errors]
    if any(one["type"] == "json_invalid" for one in errors):
        return BadRequestError("请求内容不是正确的 JSON", todo="检查括号、引号和逗号")
    return faults[0] if len(faults) == 1 else InputFaultsError(faults)


def _request_fault(one: Any) -> InputError:
    place, *names = (str(part) for part in one["loc"])
    name = ".".join(names)
    said = _SAID.get(one["type"], "取值不对")
    # pydantic writes 'a', 'b' or 'c'.
    expected = str(one.get("ctx", {}).get("expected", ""))
    expected = expected.replace("'", "").replace(", ", "、").replace(" or ", "、")
    where = f"{_PLACES.get(place, place)} {name}".strip()
    return InputError(f"{where}：{said}", expected=expected or None)
