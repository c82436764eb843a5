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
from matching.verdict import Outcome

router = APIRouter()
_SHOWN = 20
_TILES = (
    ("/policies", "Policy", "份政策"),
    ("/policies", "Item", "个事项"),
    ("/companies", "Company", "家企业"),
    ("/chains", "Chain", "条产业链"),
    ("/formations", "Formation", "个雁阵"),
)

_MEANINGS = (
    (Outcome.FITS, "条件都满足，申报期内，可以申报"),
    (Outcome.CLOSED, "条件都满足，只是不在申报期"),
    (Outcome.NEEDS_CHECK, "剩下的要由经办人核定，或条件还没有签认"),
    (Outcome.UNKNOWN, "缺几项事实，补齐即可判定"),
    (Outcome.FAILS, "有条件不满足，写明差多少、怎么补"),
    (Outcome.BARRED, "有文件写明的排除情形"),
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
        meanings=_MEANINGS,
    )


@router.get("/imports")
def imports(request: Request, desk: AtDesk, on: MaybeOn = None, after: After = None) -> Response:
    """Which load wrote what."""
    rows, more = next_cursor(
        reads.imports(desk.store, decode(after), PAGE + 1), lambda row: row.import_id, PAGE
    )
    return page(request, "imports.html", on=on, rows=rows, next=more)
