"""The policy pages: the list, and one text beside its criteria.

Owns the routes; the shaping is `policy_view`'s.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.console.pages.common import PAGE, MaybeOn, names
from api.console.policy_view import benefit_text, policy_view
from api.console.templating import page
from api.http.desk import AtDesk, Desk
from api.http.paging import After, decode, next_cursor
from api.usecases.judging import item_key
from api.usecases.state import all_policies, state
from graph import reads
from graph.reads import PolicyRow

router = APIRouter()


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
            items=tuple((item_key(known[row.doc_id], item), item.name) for item in known[row.doc_id].items)
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
    return page(
        request, "policy.html", on=on, view=policy_view(found), region=region, benefit_text=benefit_text
    )
