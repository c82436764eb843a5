"""`GET /v1/companies/{key}/ladder`: a firm on every rung of the national tiers.

Owns the route; the rungs are data of the product and need not be loaded.
"""

from __future__ import annotations

from fastapi import APIRouter

from api.http.desk import AtDesk, On
from api.usecases.tiers import ladder_of
from api.wire.ladder import LadderWire, ladder_json

router = APIRouter(tags=["判定"])


@router.get(
    "/companies/{key}/ladder", summary="一家企业在优质中小企业梯度上的位置，2022 与 2026 两套办法并列"
)
def company_ladder(desk: AtDesk, key: str, on: On) -> LadderWire:
    """Every tier from the lowest; rules of secondary sources lead to no more than `needs_check`."""
    company, steps = ladder_of(desk.store, key, on, desk.memo)
    return LadderWire.model_validate(ladder_json(company, on, steps))
