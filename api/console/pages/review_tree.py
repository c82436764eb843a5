"""The tree of an item corrected by choosing on the review page: each choice is one correction.

Owns the form; the page that is shown afterwards is `review`'s.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from api.console.pages.review import Short, done_page, refused_page
from api.http.desk import AtDesk
from api.http.trust import Reviewing
from api.usecases.reviewing import check_there, edit_of
from api.usecases.shaping import Chosen, filled
from domain.errors import ConflictError, InputError, NotFoundError
from domain.review import Act
from graph import reads
from graph.review import check_seen, correct

router = APIRouter()


@router.post("/policies/{doc_id}/review/tree")
def shape(
    actor: Reviewing,
    request: Request,
    desk: AtDesk,
    doc_id: str,
    item: Short,
    version: Short,
    node: Short,
    kind: Short = "",
    count: Annotated[int | None, Form()] = None,
    to: Short = "",
) -> Response:
    """The group combines otherwise or the part is moved; a refusal shows the page with the reason."""
    try:
        policy = reads.policy(desk.store, doc_id)
        found = check_there(policy, item)
        check_seen(desk.store, f"{doc_id}.{item}", version)
        edit = edit_of(policy, filled(found, Chosen(node, kind, count, to)))
        at = datetime.now(UTC).isoformat()
        correct(desk.store, f"{doc_id}.{item}", edit, version=version, by=actor.name, at=at)
    except (ConflictError, InputError, NotFoundError) as error:
        return refused_page(request, desk, doc_id, f"shape-{item}", error, {})
    return done_page(doc_id, Act.TREE.zh, f"f-tree-{item}")
