"""The audit trail (审计记录): who did what to what, and when; never changed, never deleted by us.

Owns the rows; what is worth a line is decided where it is done.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from graph.store import Store, Work

LAST = "~"
"""Sorts behind every id: the first page asks for what comes before it."""


@dataclass(frozen=True, slots=True)
class ActRow:
    """One line: when (ISO, UTC), who, what, to what, and details."""

    act_id: str
    at: str
    by: str
    what: str
    target: str
    detail: str


def note(store: Store, at: str, by: str, what: str, target: str, detail: str = "") -> None:
    """Write one line."""
    store.transaction(lambda work: note_within(work, at, by, what, target, detail))


def note_within(work: Work, at: str, by: str, what: str, target: str, detail: str = "") -> None:
    """Write one line in the transaction of what it is about, so that there is none without the other."""
    props = {"at": at, "by": by, "what": what, "target": target, "detail": detail}
    work.write("act.add", [{"act_id": f"{at}-{secrets.token_hex(4)}", "props": props}])


def acts(store: Store, before: str | None = None, limit: int = 50) -> list[ActRow]:
    """Lines, the newest first, before the given one."""
    return [ActRow(**row) for row in store.read("act.page", before=before or LAST, limit=limit)]
