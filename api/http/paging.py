"""Cursor paging: where a page ends, said as an opaque word that the next request brings back.

Owns the cursor's form and the cutting of lists held in memory; the graph pages by business key itself.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Annotated, Generic, TypeVar

from fastapi import Query
from pydantic import BaseModel, Field

from api.problems import BadRequestError

T = TypeVar("T")
Row = TypeVar("Row")

MAX_PAGE = 200
Limit = Annotated[int, Query(ge=1, le=MAX_PAGE, description="一页最多几条")]
After = Annotated[str | None, Query(description="上一页答复里的 next；首页不写")]


class Page(BaseModel, Generic[T]):
    """One page of a list."""

    items: list[T]
    next: str | None = Field(default=None, description="下一页的游标；没有下一页为 null")
    total: int | None = Field(default=None, description="筛选后的总数；不知道为 null")


def encode(key: str) -> str:
    """The cursor for the list after this key."""
    return base64.urlsafe_b64encode(key.encode()).decode().rstrip("=")


def decode(cursor: str | None) -> str | None:
    """The key that a cursor stands for; None for the first page.

    Raises:
        BadRequestError: the word is no cursor of ours.
    """
    if not cursor:
        return None
    try:
        return base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
    except (binascii.Error, UnicodeDecodeError) as error:
        raise BadRequestError(f"游标“{cursor[:40]}”不是本服务给出的", todo="从首页重新翻起") from error


def page_of(
    rows: Sequence[Row], key: Callable[[Row], str], after: str | None, limit: int
) -> tuple[Sequence[Row], str | None]:
    """The rows after the cursor, and the cursor of the next page.

    Rows keep their own order; a cursor whose row is gone (the data changed) starts from the first page again.
    """
    last = decode(after)
    start = next((i + 1 for i, row in enumerate(rows) if key(row) == last), 0) if last is not None else 0
    found = rows[start : start + limit]
    more = start + limit < len(rows)
    return found, encode(key(found[-1])) if found and more else None


def next_cursor(
    rows: Sequence[Row], key: Callable[[Row], str], limit: int
) -> tuple[Sequence[Row], str | None]:
    """The first `limit` of rows read with one to spare, and the cursor if there was one to spare."""
    kept = rows[:limit]
    return kept, encode(key(kept[-1])) if len(rows) > limit else None
