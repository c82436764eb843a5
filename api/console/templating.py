"""Rendering: the template engine, the words it may use, and the links that carry the day along.

Owns no page; every value is escaped by default, and templates hold no inline script or style.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any as AnyValue
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from api.console import say
from api.console.static_files import static_url
from api.problems import Problem
from api.usecases.state import state
from domain.errors import YanzhenError
from domain.quantity import show
from domain.vocabulary import vocabulary

_FOLDER = Path(__file__).parent / "templates"


def to(path: str, **query: AnyValue) -> str:
    """A link to a page: the path percent-encoded, the query without what says nothing."""
    kept = {name: str(value) for name, value in query.items() if value not in {None, ""}}
    return quote(path, safe="/.:@") + (f"?{urlencode(kept)}" if kept else "")


def json_block(value: AnyValue) -> Markup:
    """JSON for a data block in a page: nothing in it can end the block or begin a tag."""
    text = json.dumps(value, ensure_ascii=False)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)  # every character with a meaning in HTML was replaced above


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "figure": say.figure,
        "quantity": show,
        "day": say.day,
        "json_block": json_block,
    }
    made.globals |= {
        "to": to,
        "static": static_url,
        "money_range": say.money_range,
        "features": vocabulary(),
        "cures": say.CURES,
    }
    return made


_TEMPLATES = _environment()


def page(request: Request, template: str, *, on: date | None = None, **values: AnyValue) -> Response:
    """A whole page; `on` is the day that its links carry along."""
    known = {"here": _section(request.url.path), "snapshot": _snapshot(request), "on": on}
    return HTMLResponse(_TEMPLATES.get_template(template).render(known | values))


def fragment(template: str, **values: AnyValue) -> Response:
    """A part of a page, for htmx; it has addresses of its own and never the page's head."""
    return HTMLResponse(_TEMPLATES.get_template(template).render(values))


def problem_page(request: Request, problem: Problem) -> Response:
    """What went wrong, as a page."""
    response = page(request, "problem.html", problem=problem)
    response.status_code = problem.status
    return response


def _section(path: str) -> str:
    first = path.split("/")[1]
    return "/policies" if first in {"items", "reading"} else f"/{first}"


def _snapshot(request: Request) -> str:
    """The batch said in the foot; a page about a lost database must still be shown."""
    try:
        desk = request.app.state.desk
        last = state(desk.store, desk.memo).last
        return last.import_id if last else ""
    except YanzhenError:
        return ""
