"""The embedded engine that the tests of one process share: started once, emptied by whoever needs it empty.

Whoever fills it empties it first, so what one module leaves behind disturbs no other.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph import embedded
from graph.store import Store

# The record of the schema stays: migrating anew for each test would take longer than all the rest.
EMPTY = "MATCH (n) WHERE NOT n:Migration DETACH DELETE n"
# The JVM's second compiler pays off after minutes; in a test run it only takes the processors from the tests.
QUICK_TO_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


@contextmanager
def started(home: Path) -> Iterator[embedded.Embedded]:
    """An engine on an empty folder, stopped at the end."""
    before = os.environ.get("JAVA_TOOL_OPTIONS")
    os.environ["JAVA_TOOL_OPTIONS"] = f"{before or ''} {QUICK_TO_START}".strip()
    try:
        running = embedded.start(home)
    finally:
        if before is None:
            del os.environ["JAVA_TOOL_OPTIONS"]
        else:
            os.environ["JAVA_TOOL_OPTIONS"] = before
    try:
        yield running
    finally:
        running.stop()


def empty(store: Store) -> Store:
    """The same store without data; the schema stays."""
    store.driver.execute_query(EMPTY, database_="neo4j")
    return store
