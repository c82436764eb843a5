"""The small world of `tests.world` behind a test client; tests read it, or put back what they change."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.store import Store
from tests import world as worlds


@pytest.fixture(scope="module")
def world_store(embedded_store: Store) -> Store:
    """The graph that holds the world."""
    worlds.ensure(embedded_store)
    return embedded_store


@pytest.fixture(scope="module")
def world(world_store: Store) -> worlds.World:
    """What the graph holds."""
    return worlds.ensure(world_store)


@pytest.fixture(scope="session")
def application(embedded_store: Store) -> TestClient:
    """A client of the whole application; errors of the server rise in the test."""
    return TestClient(
        create_app(Settings(), embedded_store),
        base_url="http://127.0.0.1",
        follow_redirects=False,
        client=("127.0.0.1", 50000),
    )


@pytest.fixture(scope="module")
def client(application: TestClient, world: worlds.World) -> TestClient:
    """The application on the world."""
    return application
