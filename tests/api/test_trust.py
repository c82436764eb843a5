"""Who may sign and start runs over HTTP."""

import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings

ASK = {"by": "甲", "on": "2026-01-01", "version": "another"}
pytestmark = pytest.mark.usefixtures("world")
TOKEN = "0123456789abcdef-token"


def _client(store, host="127.0.0.1", token=None):
    settings = Settings(write_token=SecretStr(token) if token else None)
    return TestClient(create_app(settings, store), base_url="http://127.0.0.1:8000", client=(host, 50000))


def _status(client, **headers):
    item = client.get("/v1/items?limit=1").json()["items"][0]["item_id"]
    return client.post(f"/v1/items/{item}/signature", json=ASK, headers=headers).status_code


CONFLICT = 409
"""Let through to the version check, which this stale version does not pass."""


@pytest.mark.parametrize(
    ("host", "headers", "status"),
    [
        pytest.param("127.0.0.1", {}, CONFLICT, id="this machine"),
        pytest.param("::1", {}, CONFLICT, id="this machine by its other address"),
        pytest.param("10.0.0.7", {}, 403, id="another machine"),
        pytest.param("testclient", {}, 403, id="a host without an address"),
        pytest.param("127.0.0.1", {"X-Forwarded-For": "10.0.0.7"}, 403, id="passed on by a proxy"),
        pytest.param("127.0.0.1", {"Sec-Fetch-Site": "cross-site"}, 403, id="another site's page"),
        pytest.param("127.0.0.1", {"Sec-Fetch-Site": "same-origin"}, CONFLICT, id="our own page"),
        pytest.param("127.0.0.1", {"Origin": "http://127.0.0.1:8000"}, CONFLICT, id="our own origin"),
        pytest.param("127.0.0.1", {"Origin": "http://evil.example"}, 403, id="another origin"),
        pytest.param("127.0.0.1", {"Origin": "null"}, 403, id="a page that hides its origin"),
        pytest.param("127.0.0.1", {"Host": "localhost:8000"}, CONFLICT, id="this machine by its short name"),
        pytest.param("127.0.0.1", {"Host": "[::1]:8000"}, CONFLICT, id="this machine by its IPv6 address"),
        pytest.param("127.0.0.1", {"Host": "evil.example"}, 403, id="another name for this machine"),
    ],
)
def test_without_a_token_only_this_machine_changes(world_store, host, headers, status):
    assert _status(_client(world_store, host), **headers) == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({}, 403, id="no token"),
        pytest.param({"Authorization": "Bearer wrong"}, 403, id="another token"),
        pytest.param({"Authorization": f"Bearer {TOKEN}"}, CONFLICT, id="the token"),
    ],
)
def test_with_a_token_only_its_holder_changes(world_store, headers, status):
    assert _status(_client(world_store, "10.0.0.7", TOKEN), **headers) == status
    assert _status(_client(world_store, "127.0.0.1", TOKEN), **headers) == status


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("DELETE", "/v1/items/x/signature", None),
        ("POST", "/v1/runs", {"on": "2026-01-01", "who": "甲"}),
    ],
)
def test_every_change_is_guarded(world_store, method, path, body):
    answer = _client(world_store, "10.0.0.7").request(method, path, json=body)
    assert answer.status_code == 403
    assert "令牌" in answer.json()["detail"]
    assert answer.headers["content-type"].startswith("application/problem+json")
