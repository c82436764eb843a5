"""The formation pages: the list, and one 雁阵 drawn and in a table.

Owns the routes; the picture's shaping is `formation_view`'s.
"""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.console.formation_view import formation_context
from api.console.pages.common import MaybeOn, names
from api.console.templating import page
from api.http.desk import AtDesk
from api.usecases.chains import formation_page
from graph import reads

router = APIRouter()


@router.get("/formations")
def formations(request: Request, desk: AtDesk, on: MaybeOn = None) -> Response:
    """The list."""
    return page(request, "formations.html", on=on, rows=reads.formations(desk.store))


@router.get("/formations/{formation_id}")
def formation(request: Request, desk: AtDesk, formation_id: str, on: MaybeOn = None) -> Response:
    """One formation."""
    found = formation_page(desk.store, formation_id)
    region = names(desk).region(found.formation.region)
    return page(request, "formation.html", on=on, view=found, region=region, **formation_context(found))
