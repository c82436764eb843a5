"""What several pages need: the day in the URL, names of places and industries, the URL a fragment pushes.

Owns the redirect that puts a day into the URL; nothing is ever judged on a day that the URL does not show.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Query, Request
from starlette.responses import RedirectResponse, Response

from api.console.templating import to
from api.http.desk import Desk
from api.usecases.state import codes_of, state
from matching.codes import Codes

MaybeOn = Annotated[date | None, Query()]
PAGE = 50


def with_today(request: Request) -> Response:
    """To the same page with today's date in its URL, where the person can see and change it."""
    query = {**request.query_params, "on": str(date.today())}
    return RedirectResponse(to(request.url.path, **query), status_code=303)


def pushing(response: Response, url: str) -> Response:
    """The fragment's page as the browser's address; `to` has percent-encoded it, as headers must be."""
    response.headers["HX-Push-Url"] = url
    return response


@dataclass(frozen=True, slots=True)
class Names:
    """Names of places and industries, by the tables that judging uses."""

    codes: Codes

    def region(self, code: str | None) -> str | None:
        """A place with all above it; the code itself where no table has it, None where it is unknown."""
        if code is None:
            return None
        return self.codes.regions.path(code)

    def county(self, code: str | None) -> str:
        """The nearest place name alone, for narrow columns."""
        found = self.codes.regions.get(code) if code else None
        return found.name if found else code or "地区未知"

    def industry(self, code: str | None) -> str | None:
        """An industry with its code; None where it is unknown."""
        if code is None:
            return None
        found = self.codes.industries.get(code)
        return f"{found.name}（{code}）" if found else code


def names(desk: Desk) -> Names:
    """The names as the graph knows them now."""
    return Names(codes_of(state(desk.store, desk.memo)))
