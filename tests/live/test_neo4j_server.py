"""The fixtures for a real Neo4j do what they promise."""

from neo4j import GraphDatabase


def test_server_answers_with_the_pinned_version(neo4j_uri):
    with GraphDatabase.driver(neo4j_uri, auth=None) as driver:
        records, _, _ = driver.execute_query("CALL dbms.components() YIELD versions, edition")

    assert records[0]["edition"] == "community"
    assert records[0]["versions"][0].startswith("5.26.")


def test_wiping_removes_data_and_schema(neo4j_clean):
    from tools.neo4j_server import wipe

    with GraphDatabase.driver(neo4j_clean, auth=None) as driver:
        driver.execute_query("CREATE (:企业 {uscc: '甲'})-[:供货]->(:企业 {uscc: '乙'})")
        driver.execute_query("CREATE CONSTRAINT one FOR (n:企业) REQUIRE n.uscc IS UNIQUE")
        driver.execute_query("CREATE FULLTEXT INDEX words FOR (n:企业) ON EACH [n.name]")

        wipe(driver)

        nodes, _, _ = driver.execute_query("MATCH (n) RETURN count(n) AS nodes")
        indexes, _, _ = driver.execute_query("SHOW INDEXES YIELD type RETURN collect(type) AS types")
    assert nodes[0]["nodes"] == 0
    assert set(indexes[0]["types"]) == {"LOOKUP"}
