"""Policies as the graph holds them: put in, listed, looked at; and the graph's state as one word.

Owns no statement: reading and loading are `graph`'s.
"""

from __future__ import annotations

from collections.abc import Sequence

from domain.policy import Policy
from graph import load, reads
from graph.load import Import
from graph.store import Store


def snapshot(store: Store) -> str:
    """The state of the graph as one word: the last import's id; empty for an empty graph."""
    imports = reads.imports(store, limit=1)
    return imports[0].import_id if imports else ""


def keep_policies(store: Store, policies: Sequence[Policy], imported: Import) -> None:
    """Load read policies into the graph; repeated, it changes nothing."""
    load.load_policies(store, policies, imported)
