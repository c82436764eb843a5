"""The graph database: the only importer of the neo4j driver."""
