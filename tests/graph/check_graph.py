"""What is in the graph, as sets to compare: business keys per label, and relationships between them."""

from __future__ import annotations

from graph.store import Store

# Parts carry the ids of what they belong to as well: the first of these that a node has is its own.
KEYS = (
    *("criterion_id", "item_id", "benefit_id", "window_id", "sheet_id", "segment_id", "formation_id"),
    *("feature_id", "import_id", "doc_id", "key", "title_id", "code", "chain_id", "run_id"),
)


def _key(props: dict[str, object]) -> str:
    return next(str(props[name]) for name in KEYS if name in props)


def nodes(store: Store) -> dict[str, set[str]]:
    """Business keys per label; the record of the schema is left out."""
    text = "MATCH (n) WHERE NOT n:Migration RETURN labels(n)[0] AS label, properties(n) AS props"
    found: dict[str, set[str]] = {}
    for record in store.driver.execute_query(text, database_="neo4j").records:
        found.setdefault(record["label"], set()).add(_key(record["props"]))
    return found


def relations(store: Store) -> set[tuple[str, str, str]]:
    """Start, type (with its role), end of every relationship."""
    text = "MATCH (a)-[r]->(b) RETURN properties(a) AS start, type(r) AS type, r.role AS role"
    text += ", properties(b) AS end"
    return {
        (_key(one["start"]), " ".join(filter(None, (one["type"], one["role"]))), _key(one["end"]))
        for one in store.driver.execute_query(text, database_="neo4j").records
    }
