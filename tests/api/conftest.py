"""The small world of `tests.world` behind a test client, built once a run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph import embedded
from graph.store import Store
from tests import world as worlds


@pytest.fixture(scope="session")
def world_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[embedded.Embedded]:
    """The engine of this run."""
    running = embedded.start(tmp_path_factory.mktemp("world"))
    yield running
    running.stop()


@pytest.fixture(scope="session")
def world_store(world_engine: embedded.Embedded) -> Iterator[Store]:
    """The graph that holds the world; tests read it, or put back what they change."""
    with world_engine.connect() as store:
        yield store


@pytest.fixture(scope="session")
def world(world_store: Store) -> worlds.World:
    """What the graph holds."""
    return worlds.build(world_store)


@pytest.fixture(scope="session")
def client(world_store: Store, world: worlds.World) -> TestClient:
    """A client of the whole application; errors of the server rise in the test."""
    return TestClient(
        create_app(Settings(), world_store), follow_redirects=False, client=("127.0.0.1", 50000)
    )
