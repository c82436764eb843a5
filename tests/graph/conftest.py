"""The stores that graph tests run on: the embedded engine always, a real Neo4j where there is one.

One server of each for the run, emptied before every test; both must give the same answers.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph import embedded
from graph.imports import Import
from graph.migrate import migrate
from graph.store import Store
from tests.graph.samples import an_import

ENGINES = [
    pytest.param("embedded", marks=pytest.mark.xdist_group("embedded")),
    pytest.param("neo4j", marks=[pytest.mark.neo4j, pytest.mark.xdist_group("neo4j")]),
]
# The record of the schema stays: migrating anew for each test would take longer than all the rest.
EMPTY = "MATCH (n) WHERE NOT n:Migration DETACH DELETE n"


@pytest.fixture(scope="session")
def engine_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[embedded.Embedded]:
    """The embedded engine of this run, in its own child process."""
    running = embedded.start(tmp_path_factory.mktemp("engine"))
    yield running
    running.stop()


@pytest.fixture(scope="session")
def embedded_store(engine_home: embedded.Embedded) -> Iterator[Store]:
    """The embedded engine with our schema, not emptied."""
    with engine_home.connect() as opened:
        migrate(opened)
        yield opened


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Iterator[Store]:
    """Each engine with our schema, not emptied."""
    if request.param == "embedded":
        yield request.getfixturevalue("embedded_store")
        return
    with Store.connect(request.getfixturevalue("neo4j_uri")) as opened:
        opened.driver.execute_query(EMPTY, database_="neo4j")
        migrate(opened)
        yield opened


@pytest.fixture
def store(engine: Store) -> Store:
    """Each engine with our schema and no data."""
    engine.driver.execute_query(EMPTY, database_="neo4j")
    return engine


@pytest.fixture
def imported() -> Import:
    """An import to load under."""
    return an_import()
