"""Free Cypher reads, within limits, and nothing else; on both engines."""

import time
from datetime import date

import pytest

from domain.errors import InputError, UnavailableError
from graph.free import run_read
from graph.load import load_companies
from graph.store import Store
from tests.graph.check_graph import nodes, relations
from tests.graph.samples import FIRM_A, an_import, firm, plain_firms


@pytest.fixture
def filled(store):
    """One full firm and two that are only named."""
    load_companies(store, [firm(), *plain_firms("x", "y")], an_import())
    return store


def test_rows_come_as_json(filled):
    found = run_read(
        filled,
        "MATCH (c:Company {key: $key})-[h:HOLDS]->(t:Title) WHERE h.valid_from IS NOT NULL "
        "RETURN c.founded AS founded, h.level AS level, t AS title, [1, 2.5, null] AS list, "
        "{a: c.key} AS map",
        {"key": FIRM_A},
    )

    assert found.columns == ("founded", "level", "title", "list", "map")
    founded, level, title, numbers, mapping = found.rows[0]
    assert (founded, level, numbers, mapping) == (
        str(date(2003, 6, 1)),
        "国家级",
        [1, 2.5, None],
        {"a": FIRM_A},
    )
    assert title["labels"] == ["Title"]
    assert title["properties"]["family"] == "高新技术企业"
    assert not found.truncated


def test_paths_and_relationships_come_as_json(filled):
    found = run_read(
        filled, "MATCH p = (:Company {key: $key})-[r:REPORTED]->() RETURN p, r LIMIT 1", {"key": FIRM_A}
    )

    path, relation = found.rows[0]
    assert [one["labels"] for one in path["nodes"]] == [["Company"], ["FactSheet"]]
    assert relation == {"type": "REPORTED", "properties": {}}


def test_rows_are_limited(filled):
    found = run_read(filled, "UNWIND range(1, 100) AS n RETURN n ORDER BY n", {}, limit=3)

    assert found.rows == ((1,), (2,), (3,))
    assert found.truncated


@pytest.mark.parametrize(
    "text",
    [
        "CREATE (:Company {key: 'neu'})",
        "MATCH (c:Company) SET c.name = '改'",
        "MATCH (c:Company) DETACH DELETE c",
        "MATCH (c:Company) REMOVE c.name RETURN c.key",
        "MERGE (t:Title {title_id: 'neu'}) RETURN t",
        "MATCH (a:Company {key: 'x'}), (b:Company {key: 'y'}) CREATE (a)-[:SUPPLIES]->(b)",
        "CREATE INDEX neu IF NOT EXISTS FOR (n:Company) ON (n.neu)",
        "DROP CONSTRAINT company_key IF EXISTS",
        "CREATE USER eve SET PASSWORD 'geheim-geheim'",
        "UNWIND [1] AS n CALL (n) { CREATE (:Company {key: 'neu'}) } RETURN n",
        "MATCH (c:Company) FOREACH (x IN [1] | SET c.name = '改')",
    ],
)
def test_nothing_is_written(filled, text):
    before = nodes(filled), relations(filled)

    with pytest.raises((InputError, UnavailableError)):
        run_read(filled, text, {})

    assert (nodes(filled), relations(filled)) == before
    names = {row[0] for row in run_read(filled, "MATCH (c:Company) RETURN c.name AS name", {}).rows}
    assert "改" not in names


@pytest.mark.parametrize(
    "text",
    [
        "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
        "load /* x */ csv from 'http://127.0.0.1:1/' AS line RETURN line",
        "UNWIND [1] AS n CALL (n) { LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l } RETURN l",
        "SHOW USERS",
        "SHOW TRANSACTIONS",
        "TERMINATE TRANSACTIONS '1'",
        "CALL dbms.listConfig() YIELD name RETURN name",
        "CALL `dbms`.listConfig()",
        "EXPLAIN MATCH (n) RETURN n",
        "USE system SHOW USERS",
        "",
        "RETURN 1" + " " * 20_000,
    ],
)
def test_reaching_out_of_the_data_is_refused(filled, text):
    with pytest.raises(InputError):
        run_read(filled, text, {})


@pytest.mark.parametrize(
    "text",
    [
        "RETURN 'LOAD CSV FROM x' AS text",
        "RETURN 1 AS one // TERMINATE, CALL dbms.x()",
        "MATCH (c:Company) WHERE c.name CONTAINS 'SHOW USERS' RETURN count(c) AS `LOAD CSV`",
        "CALL db.labels() YIELD label RETURN label ORDER BY label",
        "CALL () { MATCH (c:Company) RETURN c } RETURN count(c) AS firms",
    ],
)
def test_words_in_texts_names_and_comments_do_no_harm(filled, text):
    assert run_read(filled, text, {}).rows


def test_fault_in_the_statement_is_told(filled):
    with pytest.raises(InputError, match="语句有误"):
        run_read(filled, "MATCH (c:Company RETURN c", {})


def test_slow_statement_is_stopped(filled):
    start = time.monotonic()

    with pytest.raises(UnavailableError, match="超时"):
        run_read(
            filled,
            "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN count(*) AS n",
            {},
            timeout=1,
        )

    assert time.monotonic() - start < 15


@pytest.mark.parametrize(("limit", "timeout"), [(0, 1), (5001, 1), (1, 0), (1, 31)])
def test_limits_have_limits(filled, limit, timeout):
    with pytest.raises(InputError):
        run_read(filled, "RETURN 1 AS one", {}, limit=limit, timeout=timeout)


def test_embedded_engine_without_reading_user_is_refused(engine_home):
    with (
        Store.connect(engine_home.uri, engine_home.user, engine_home.password) as opened,
        pytest.raises(UnavailableError, match="没有只读用户"),
    ):
        run_read(opened, "RETURN 1 AS one", {})
