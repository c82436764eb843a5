"""Migrations run once, in order, and notice what does not belong."""

import pytest

from domain.errors import ConflictError
from graph.migrate import migrate, steps

KEYS = {
    "Policy": "doc_id",
    "Item": "item_id",
    "Criterion": "criterion_id",
    "Feature": "feature_id",
    "Benefit": "benefit_id",
    "Window": "window_id",
    "Company": "key",
    "FactSheet": "sheet_id",
    "Title": "title_id",
    "Region": "code",
    "Industry": "code",
    "Chain": "chain_id",
    "Segment": "segment_id",
    "Formation": "formation_id",
    "Import": "import_id",
    "Run": "run_id",
    "Migration": "version",
    "Account": "name",
    "Session": "session_id",
    "Correction": "correction_id",
    "Act": "act_id",
}


def run(store, text):
    """Run a text outside the named statements."""
    return store.driver.execute_query(text, database_="neo4j").records


def test_every_business_key_is_unique(store):
    listing = "SHOW CONSTRAINTS YIELD labelsOrTypes, properties, type RETURN *"
    found = {
        one["labelsOrTypes"][0]: one["properties"][0]
        for one in run(store, listing)
        if "UNIQUE" in one["type"]
    }

    assert found == KEYS


def test_second_time_does_nothing(store):
    assert migrate(store) == ()


@pytest.fixture
def last_forgotten(store):
    """A graph whose last step is not recorded; put right again afterwards."""
    last = steps()[-1]
    run(store, f"MATCH (m:Migration {{version: '{last.version}'}}) DELETE m")
    yield store, last
    run(store, f"DROP INDEX {last.wanted.name} IF EXISTS")
    migrate(store)


def test_what_is_missing_is_run(last_forgotten):
    store, last = last_forgotten

    assert migrate(store) == (f"{last.version} {last.name}",)
    assert migrate(store) == ()


def test_dropped_index_is_made_again(store):
    last = steps()[-1]
    run(store, f"DROP INDEX {last.wanted.name} IF EXISTS")

    assert migrate(store) == (f"{last.version} {last.name}",)
    assert migrate(store) == ()


def test_index_of_the_same_name_that_covers_something_else_is_told(last_forgotten):
    store, last = last_forgotten
    run(store, f"DROP INDEX {last.wanted.name} IF EXISTS")
    run(store, f"CREATE INDEX {last.wanted.name} IF NOT EXISTS FOR (n:Chain) ON (n.name)")

    with pytest.raises(ConflictError, match=f"缺少索引 {last.wanted.name}"):
        migrate(store)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("MATCH (m:Migration {version: 'V0001'}) SET m.checksum = 'anders'", "又被改动"),
        ("CREATE (:Migration {version: 'V9999', name: 'neu', checksum: 'x'})", "比程序新"),
    ],
    ids=["changed", "newer"],
)
def test_history_that_does_not_fit_is_told(store, change, message):
    kept = run(store, "MATCH (m:Migration {version: 'V0001'}) RETURN m.checksum AS checksum")[0]["checksum"]
    run(store, change)
    try:
        with pytest.raises(ConflictError, match=message):
            migrate(store)
    finally:
        run(store, f"MATCH (m:Migration {{version: 'V0001'}}) SET m.checksum = '{kept}'")
        run(store, "MATCH (m:Migration {version: 'V9999'}) DELETE m")
