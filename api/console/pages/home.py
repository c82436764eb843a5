"""The start page with counts and search, and the page of imports.

Owns no figure: counts are the graph's.
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.console.pages.common import PAGE, MaybeOn
from api.console.pages.policies import with_items
from api.console.templating import page
from api.http.desk import AtDesk
from api.http.paging import After, decode, next_cursor
from graph import reads

router = APIRouter()
_SHOWN = 20
_TILES = (
    ("/policies", "Policy", "份政策"),
    ("/policies", "Item", "个事项"),
    ("/companies", "Company", "家企业"),
    ("/chains", "Chain", "条产业链"),
    ("/formations", "Formation", "个雁阵"),
)


@router.get("/")
def home(request: Request, desk: AtDesk, on: MaybeOn = None) -> Response:
    """Counts, search, and the way in."""
    counts = reads.counts(desk.store)
    return page(
        request,
        "home.html",
        on=on,
        tiles=[(path, counts.get(label, 0), name) for path, label, name in _TILES],
        empty=not counts.get("Policy") and not counts.get("Company"),
        policies=with_items(desk, reads.policies(desk.store, limit=_SHOWN)),
        chains=reads.chains(desk.store, limit=_SHOWN),
        formations=reads.formations(desk.store, limit=_SHOWN),
    )


@router.get("/imports")
def imports(request: Request, desk: AtDesk, on: MaybeOn = None, after: After = None) -> Response:
    """Which load wrote what."""
    rows, more = next_cursor(
        reads.imports(desk.store, decode(after), PAGE + 1), lambda row: row.import_id, PAGE
    )
    return page(request, "imports.html", on=on, rows=rows, next=more)
