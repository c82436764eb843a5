"""The stores that graph tests run on: the embedded engine always, a real Neo4j where there is one.

One server of each for the run, emptied before every test; both must give the same answers.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.imports import Import
from graph.migrate import migrate
from graph.store import Store
from tests.engine import empty
from tests.graph.samples import an_import

ENGINES = ["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)]


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Iterator[Store]:
    """Each engine with our schema, not emptied."""
    if request.param == "embedded":
        yield request.getfixturevalue("embedded_store")
        return
    with Store.connect(request.getfixturevalue("neo4j_uri")) as opened:
        migrate(empty(opened))
        yield opened


@pytest.fixture
def store(engine: Store) -> Store:
    """Each engine with our schema and no data."""
    return empty(engine)


@pytest.fixture
def imported() -> Import:
    """An import to load under."""
    return an_import()
