"""Reading what the graph holds in all: nodes per label, imports.

Owns what a status page shows.
"""

from __future__ import annotations

from domain.errors import NotFoundError
from graph.imports import Import, import_from
from graph.paging import page
from graph.store import Store

_LABELS = 100


def counts(store: Store) -> dict[str, int]:
    """Nodes per label, by label; a label without nodes counts 0."""
    return {row["label"]: row["nodes"] for row in store.read("status.counts", limit=_LABELS)}


def imports(store: Store, after: str | None = None, limit: int = 50) -> list[Import]:
    """Imports by id, after the given one."""
    return [import_from(row) for row in page(store, "import_.page", after, limit)]


def import_of(store: Store, import_id: str) -> Import:
    """One import.

    Raises:
        NotFoundError: no such import.
    """
    rows = store.read("import_.one", import_id=import_id)
    if not rows:
        raise NotFoundError(f"没有编号为“{import_id}”的导入批次", todo="用 imports 查看已有的批次")
    return import_from(rows[0])
