"""Limits and losses: too slow, database away, both answered as problems and pages."""

import time

import pytest
from fastapi.testclient import TestClient
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from api.http.middleware import CONTENT_SECURITY_POLICY, TimeLimit
from domain.errors import UnavailableError
from graph import reads


def test_a_request_that_takes_too_long_is_answered():
    def slow(_):
        time.sleep(0.3)
        return PlainTextResponse("done")

    app = TimeLimit(Starlette(routes=[Route("/slow", slow)]), seconds=0.05)
    answer = TestClient(app).get("/slow")
    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"
    assert "0.05 秒" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("path", "media"),
    [
        ("/readyz", "application/problem+json"),
        ("/v1/imports", "application/problem+json"),
        ("/imports", "text/html"),
    ],
)
def test_a_lost_database_is_said(client, monkeypatch, path, media):
    def away(*_args, **_more):
        raise UnavailableError("图数据库连不上", todo="启动它")

    monkeypatch.setattr(reads, "imports", away)
    answer = client.get(path)
    assert answer.status_code == 503
    assert answer.headers["content-type"].startswith(media)
    assert "图数据库连不上；请启动它" in answer.text
    assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    ("path", "media"), [("/v1/imports", "application/problem+json"), ("/imports", "text/html")]
)
def test_a_bug_is_answered_without_its_insides(client, monkeypatch, path, media):
    def broken(*_args, **_more):
        raise ZeroDivisionError("secret inside")

    quiet = TestClient(client.app, raise_server_exceptions=False)
    real = reads.imports
    # The page of a problem reads the last import itself; only the first read breaks.
    calls = iter([broken])
    monkeypatch.setattr(reads, "imports", lambda *a, **k: next(calls, real)(*a, **k))
    answer = quiet.get(path)
    assert answer.status_code == 500
    assert answer.headers["content-type"].startswith(media)
    assert "程序出错" in answer.text
    assert "secret inside" not in answer.text
    assert answer.headers["content-security-policy"] == CONTENT_SECURITY_POLICY
