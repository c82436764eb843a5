"""Every statement of `cypher/` on a real Neo4j: its compiler accepts it, its columns are the header's."""

import pytest
from neo4j import GraphDatabase

from graph.migrate import migrate
from graph.statement import Mode, load, names
from graph.store import Store

# Administration of the embedded engine only.
EMBEDDED_ONLY = {"admin.running", "admin.terminate"}
SAMPLES = {
    "STRING": "x",
    "INTEGER": 1,
    "LIST<STRING>": ["x"],
    "LIST<MAP>": [],
}


@pytest.fixture(scope="module")
def driver(neo4j_uri):
    """A real Neo4j with our schema."""
    with Store.connect(neo4j_uri) as store:
        migrate(store)
    with GraphDatabase.driver(neo4j_uri, auth=None, notifications_min_severity="OFF") as opened:
        yield opened


@pytest.mark.parametrize("name", [name for name in names() if name not in EMBEDDED_ONLY])
def test_statement_compiles(driver, name):
    statement = load(name)
    params = {one.name: SAMPLES[one.type] for one in statement.params}

    with driver.session(database="neo4j") as session:
        summary = session.run(f"EXPLAIN {statement.text}", params).consume()

    expected = {Mode.READS: {"r", "s"}, Mode.WRITES: {"w", "rw"}, Mode.SCHEMA: {"s"}}[statement.mode]
    assert summary.query_type in expected


@pytest.mark.parametrize(
    "name", [name for name in names() if load(name).mode is Mode.READS and name not in EMBEDDED_ONLY]
)
def test_columns_are_those_of_the_header(driver, name):
    statement = load(name)
    params = {one.name: SAMPLES[one.type] for one in statement.params}

    with driver.session(database="neo4j") as session:
        keys = session.run(statement.text, params).keys()

    assert list(keys) == [one.name for one in statement.columns]
