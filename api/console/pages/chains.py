"""The chain pages: the list, and one chain by segments with a chart and tables.

Owns which mark colours a segment; counts and gaps are `industry`'s.
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.console.chain_view import chart_of
from api.console.pages.common import MaybeOn
from api.console.templating import page
from api.http.desk import AtDesk
from api.usecases.chains import chain_page
from domain.chain import Stage
from graph import reads
from industry.segments import SegmentView

router = APIRouter()


@router.get("/chains")
def chains(request: Request, desk: AtDesk, on: MaybeOn = None) -> Response:
    """The list."""
    return page(request, "chains.html", on=on, rows=reads.chains(desk.store))


@router.get("/chains/{chain_id}")
def chain(request: Request, desk: AtDesk, chain_id: str, on: MaybeOn = None) -> Response:
    """One chain by segments."""
    view = chain_page(desk.store, chain_id)
    counts = {one.segment.segment_id: len(one.firms) for one in view.segments}
    marks = {one.segment.segment_id: mark(one) for one in view.segments}
    leads = {one.company for one in view.leaders}
    return page(
        request,
        "chain.html",
        on=on,
        view=view,
        leads=leads,
        firms=len({firm for one in view.segments for firm in one.firms}),
        single=sum(1 for one in view.segments if len(one.firms) == 1),
        vacant=sum(1 for one in view.segments if not one.firms),
        chart=chart_of(view.chain, counts, marks),
        segment_names={one.segment_id: one.name for one in view.chain.segments},
        stages=[
            (stage.value, [one for one in view.segments if one.segment.stage is stage]) for stage in Stage
        ],
    )


def mark(one: SegmentView) -> str:
    """The word that colours a segment: the gravest thing said of it."""
    if one.segment.weak_point:
        return "weak"
    if len(one.firms) <= 1:
        return "single"
    return "key" if one.segment.key_link else "plain"
