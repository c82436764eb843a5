"""`GET /v1/policies/{doc_id}/amendment`: what changed since an older version, both in the graph.

Owns the route; which version is older is said by the caller.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.http.desk import AtDesk
from api.usecases.amending import amendment_in_graph
from api.wire.amendment import AmendmentWire, amendment_json

router = APIRouter(tags=["政策"])
Against = Annotated[str, Query(min_length=1, description="旧版的文档编号")]


@router.get(
    "/policies/{doc_id}/amendment", summary="与旧版比：条件、支持、申报期、事项的去留与签认是否仍有效"
)
def amendment(desk: AtDesk, doc_id: str, against: Against) -> AmendmentWire:
    """Every part of either version stands in one change; nothing in the graph is altered."""
    _, _, found = amendment_in_graph(desk.store, doc_id, against)
    return AmendmentWire.model_validate(amendment_json(found))
