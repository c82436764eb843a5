"""The application as a server's worker builds it: from the environment, closed at the end."""

import pytest
from fastapi.testclient import TestClient

from api.app import connect, from_environment
from api.settings import Settings
from domain.errors import UnavailableError


def test_a_worker_finds_the_engine_of_the_home_and_gives_the_connection_back(monkeypatch, engine_home, world):
    monkeypatch.setenv("YANZHEN_HOME", str(engine_home.home))
    monkeypatch.delenv("YANZHEN_GRAPH_URI", raising=False)
    app = from_environment()
    with TestClient(app) as client:
        assert client.get("/readyz").json() == {"status": "ok", "graph": "arcadedb"}
    with pytest.raises(Exception, match=r"(?i)closed"):
        app.state.desk.store.driver.verify_connectivity()


def test_a_named_database_is_taken_instead_of_the_engine():
    with pytest.raises(UnavailableError, match=r"bolt://127\.0\.0\.1:1"):
        connect(Settings(graph_uri="bolt://127.0.0.1:1"))
