"""`POST /v1/cypher`: a reading statement of an analyst, with limits.

Owns the outer form; what is allowed is guarded in `graph.free`.
"""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from api.http.desk import AtDesk
from graph.free import MAX_ROWS, MAX_SECONDS, MAX_TEXT, run_read

router = APIRouter(tags=["图"])


class Statement(BaseModel):
    """A statement with its parameters."""

    query: str = Field(min_length=1, max_length=MAX_TEXT, description="只读的 Cypher")
    params: dict[str, Any] = Field(default_factory=dict)
    limit: int = Field(default=1000, ge=1, le=MAX_ROWS)
    seconds: float = Field(default=10.0, gt=0, le=MAX_SECONDS)


class Rows(BaseModel):
    """What the statement gave."""

    columns: list[str]
    rows: list[list[Any]]
    truncated: bool = Field(description="还有更多行没有给出")


@router.post("/cypher", summary="自由查询：只读，限时限行")
def cypher(desk: AtDesk, statement: Statement) -> Rows:
    """Writes are refused by the database itself."""
    found = run_read(desk.store, statement.query, statement.params, statement.limit, statement.seconds)
    rows = [list(row) for row in found.rows]
    return Rows(columns=list(found.columns), rows=rows, truncated=found.truncated)
