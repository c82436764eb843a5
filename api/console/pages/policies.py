"""The policy pages: the list, one text beside its criteria, and the reading of a new one.

Owns the routes; the shaping is `policy_view`'s.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Request, UploadFile
from starlette.responses import Response

from api.benefit_text import benefit_text
from api.console.pages.common import PAGE, MaybeOn, names
from api.console.policy_view import policy_view
from api.console.templating import page
from api.http.desk import AtDesk, Desk
from api.http.paging import After, decode, next_cursor
from api.usecases.judging import item_key
from api.usecases.reading import SUFFIXES, read_document, read_pasted
from api.usecases.state import all_policies, state
from domain.period import parse_day
from domain.policy import Policy
from graph import reads
from graph.reads import PolicyRow

router = APIRouter()
_PASTED = "pasted"


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """A policy in a list, with its items' ids and names."""

    doc_id: str
    title: str
    doc_no: str | None
    issuers: tuple[str, ...]
    region: str | None
    published: date | None
    items: tuple[tuple[str, str], ...]


def with_items(desk: Desk, rows: Iterable[PolicyRow]) -> list[PolicyLine]:
    """The rows with their items."""
    known = {policy.doc_id: policy for policy in all_policies(state(desk.store, desk.memo))}
    said = names(desk)
    return [
        PolicyLine(
            doc_id=row.doc_id,
            title=row.title,
            doc_no=row.doc_no,
            issuers=row.issuers,
            region=said.region(row.region_code) or row.region,
            published=row.published,
            items=tuple(
                (item_key(known[row.doc_id], item), item.marked_name) for item in known[row.doc_id].items
            )
            if row.doc_id in known
            else (),
        )
        for row in rows
    ]


@router.get("/policies")
def policies(request: Request, desk: AtDesk, on: MaybeOn = None, after: After = None) -> Response:
    """The list."""
    rows, more = next_cursor(
        reads.policies(desk.store, decode(after), PAGE + 1), lambda row: row.doc_id, PAGE
    )
    return page(request, "policies.html", on=on, rows=with_items(desk, rows), next=more)


@router.get("/policies/{doc_id}")
def policy(request: Request, desk: AtDesk, doc_id: str, on: MaybeOn = None) -> Response:
    """One text beside its criteria."""
    found = reads.policy(desk.store, doc_id)
    region = names(desk).region(found.region)
    return _shown(request, found, region, on, draft=False)


@router.get("/reading")
def reading_form(request: Request, on: MaybeOn = None) -> Response:
    """Where a new policy is handed in."""
    return page(request, "reading.html", on=on, suffixes=SUFFIXES)


@router.post("/reading")
def reading(
    request: Request,
    desk: AtDesk,
    text: Annotated[str, Form()] = "",
    file: Annotated[UploadFile | None, File()] = None,
    region: Annotated[str, Form()] = "",
    published: Annotated[str, Form()] = "",
) -> Response:
    """The reading of what was handed in, as a policy's page; nothing is kept."""
    told: dict[str, Any] = {
        "region": region.strip() or None,
        "published": parse_day(published) if published else None,
    }
    if file is not None and file.filename:
        found = read_document(file.filename, file.file.read(), **told)
    else:
        found = read_pasted(text, doc_id=_PASTED, **told)
    return _shown(request, found, names(desk).region(found.region), None, draft=True)


def _shown(request: Request, found: Policy, region: str | None, on: date | None, *, draft: bool) -> Response:
    return page(
        request,
        "policy.html",
        on=on,
        view=policy_view(found),
        region=region,
        benefit_text=benefit_text,
        draft=draft,
    )
