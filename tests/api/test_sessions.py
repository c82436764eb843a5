"""Log-in, roles, the mark against foreign pages, and corrections over HTTP."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta

import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

from api.app import create_app
from api.http import sessions
from api.http.trust import COOKIE
from api.passwords import LONGEST, SHORTEST, fits, hashed
from api.problems import NotLoggedInError, TooManyError
from api.settings import Settings
from api.usecases import login
from domain.account import Account, Role
from domain.errors import InputError
from graph import accounts, acts
from graph.load import sign_item
from graph.review import corrections

pytestmark = pytest.mark.usefixtures("world")
PASSWORD = "correct horse battery"
AT = "2026-05-01T08:00:00+00:00"
LIMITS = login.Limits(timedelta(hours=2), timedelta(hours=12))
NOW = datetime(2026, 5, 1, 8, tzinfo=UTC)
DOC = "yunyan-growth-2026"
ITEM = f"{DOC}.i1"


@pytest.fixture(scope="module")
def people(world_store):
    """The store with one account per role, passwords all the same."""
    kept = hashed(PASSWORD)
    for role in Role:
        if accounts.secret(world_store, f"t-{role.value}") is None:
            accounts.add_account(world_store, Account(f"t-{role.value}", role), kept, AT)
    return world_store


@pytest.fixture(autouse=True)
def fresh_tries(monkeypatch):
    """Each test starts without tries from its address."""
    monkeypatch.setattr(sessions, "_TRIES", sessions.Tries())


def browser(store, scheme="http", host="10.0.0.7"):
    """A client on another machine."""
    return TestClient(
        create_app(Settings(), store), base_url=f"{scheme}://yanzhen.test", client=(host, 50000)
    )


def enter(client, name="t-signer", password=PASSWORD):
    """Log in; the answer."""
    return client.post("/v1/session", json={"name": name, "password": password})


def logged_in(store, name="t-signer"):
    """A client that is logged in and sends the mark."""
    client = browser(store)
    client.headers["X-CSRF-Token"] = enter(client, name).json()["csrf"]
    return client


def item(client, item_id=ITEM):
    """The item's row."""
    rows = client.get("/v1/items?limit=200").json()["items"]
    return next(row for row in rows if row["item_id"] == item_id)


def leaf(client):
    """The first criterion of the item."""
    reading = client.get(f"/v1/policies/{DOC}/label").json()
    return reading["items"][0]["leaves"][0]


def test_a_password_is_hashed_and_found_again():
    kept = hashed(PASSWORD)

    assert PASSWORD not in kept
    assert kept.startswith("$argon2id$")
    assert fits(kept, PASSWORD)
    assert not fits(kept, PASSWORD + "x")
    assert not fits(None, PASSWORD)
    assert not fits("no hash", PASSWORD)


@pytest.mark.parametrize("length", [SHORTEST - 1, LONGEST + 1])
def test_too_short_and_too_long_passwords_are_refused(length):
    with pytest.raises(InputError):
        hashed("x" * length)


def test_logging_in_sets_a_cookie_that_scripts_cannot_read(people):
    answer = enter(browser(people))
    cookie = answer.headers["set-cookie"]

    assert answer.json()["account"] == "t-signer"
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
    assert "Secure" not in cookie
    assert "Secure" in enter(browser(people, "https")).headers["set-cookie"]


def test_who_is_logged_in_and_out_again(people):
    client = logged_in(people)
    assert client.get("/v1/session").json()["role"] == "signer"
    assert client.delete("/v1/session").status_code == 204

    assert client.get("/v1/session").status_code == 401


@pytest.mark.parametrize(("name", "password"), [("t-signer", "wrong password"), ("nobody", PASSWORD)])
def test_a_wrong_log_in_does_not_say_what_was_wrong(people, name, password):
    answer = enter(browser(people), name, password)

    assert answer.status_code == 401
    assert "账号或口令不对" in answer.json()["detail"]


def test_a_disabled_account_cannot_log_in(people):
    accounts.change_account(people, "t-reviewer", active=False)
    try:
        assert enter(browser(people), "t-reviewer").status_code == 401
    finally:
        accounts.change_account(people, "t-reviewer", active=True)


def test_an_account_is_locked_after_wrong_tries_and_opens_again(people):
    for _ in range(login.TRIES):
        with pytest.raises(NotLoggedInError):
            login.log_in(people, "t-reviewer", "wrong password", NOW, LIMITS)
    with pytest.raises(TooManyError):
        login.log_in(people, "t-reviewer", PASSWORD, NOW, LIMITS)
    token, account = login.log_in(
        people, "t-reviewer", PASSWORD, NOW + login.LOCKED + timedelta(seconds=1), LIMITS
    )

    assert token
    assert account.name == "t-reviewer"


def test_one_address_cannot_try_without_end(people):
    client = browser(people)
    for _ in range(sessions.PER_ADDRESS):
        enter(client, "nobody", "wrong password")

    assert enter(client).status_code == 429


def test_the_memory_of_addresses_is_bounded(monkeypatch):
    monkeypatch.setattr(sessions, "_ADDRESSES", 3)
    tries = sessions.Tries()
    for number in range(10):
        tries.count(f"10.0.0.{number}", NOW)

    assert len(tries._seen) == 3
    assert tries.count("10.0.0.9", NOW) == 2
    assert tries.count("10.0.0.9", NOW + 2 * sessions.WITHIN) == 1


@pytest.mark.parametrize(
    ("used", "asked", "stands"),
    [
        (timedelta(0), timedelta(hours=1), True),
        (timedelta(0), timedelta(hours=3), False),
        (timedelta(hours=1), timedelta(hours=2, minutes=30), True),
    ],
    ids=["soon", "idle", "used meanwhile"],
)
def test_a_session_ends_by_idleness(people, used, asked, stands):
    token, _ = login.log_in(people, "t-signer", PASSWORD, NOW, LIMITS)
    login.account_of(people, token, NOW + used, LIMITS)

    assert (login.account_of(people, token, NOW + asked, LIMITS) is not None) is stands


def test_a_session_ends_by_age_however_much_it_is_used(people):
    token, _ = login.log_in(people, "t-signer", PASSWORD, NOW, LIMITS)
    for hour in range(1, 13):
        assert login.account_of(people, token, NOW + timedelta(hours=hour), LIMITS) is not None

    assert login.account_of(people, token, NOW + timedelta(hours=12, minutes=5), LIMITS) is None


def test_a_change_needs_the_mark_beside_the_cookie(people):
    client = browser(people)
    mark = enter(client).json()["csrf"]
    ask = {"on": "2026-05-01", "version": "old"}

    assert client.post(f"/v1/items/{ITEM}/signature", json=ask).status_code == 403
    assert (
        client.post(f"/v1/items/{ITEM}/signature", json=ask, headers={"X-CSRF-Token": "x" * 64}).status_code
        == 403
    )
    assert (
        client.post(f"/v1/items/{ITEM}/signature", json=ask, headers={"X-CSRF-Token": mark}).status_code
        == 409
    )


def test_a_session_that_ended_is_told_to_log_in(people):
    client = browser(people)
    client.cookies.set(COOKIE, "gone")

    assert (
        client.post(f"/v1/items/{ITEM}/signature", json={"on": "2026-05-01", "version": "x"}).status_code
        == 401
    )


def test_an_account_signs_in_its_own_name_only(people):
    client = logged_in(people)
    before = item(client)
    ask = {"on": "2026-05-01", "version": before["version"]}
    try:
        assert client.post(f"/v1/items/{ITEM}/signature", json={**ask, "by": "别人"}).status_code == 422
        assert client.post(f"/v1/items/{ITEM}/signature", json=ask).status_code == 204
        assert item(client)["signed_by"] == "t-signer"
        assert acts.acts(people, limit=1)[0].what == "签认"
    finally:
        sign_item(people, ITEM, None)


@pytest.mark.parametrize(
    ("role", "method", "path", "status"),
    [
        ("reviewer", "POST", f"/v1/items/{ITEM}/signature", 403),
        ("signer", "POST", f"/v1/items/{ITEM}/signature", 409),
        ("signer", "GET", "/v1/acts", 403),
        ("admin", "GET", "/v1/acts", 200),
    ],
)
def test_what_each_role_may(people, role, method, path, status):
    client = logged_in(people, f"t-{role}")
    body = {"on": "2026-05-01", "version": "old"} if method == "POST" else None

    assert client.request(method, path, json=body).status_code == status


def test_a_correction_goes_in_and_the_second_editor_is_told(people, world):
    first, second = logged_in(people, "t-reviewer"), logged_in(people, "t-signer")
    seen = item(first)["version"]
    name = leaf(first)["id"]
    ask = {"version": seen, "act": "correct", "leaf": name, "changes": {"phrase": "改过"}, "why": "试"}
    try:
        done = first.post(f"/v1/items/{ITEM}/corrections", json=ask)
        assert done.status_code == 201
        assert leaf(first)["phrase"] == "改过"
        late = second.post(f"/v1/items/{ITEM}/corrections", json=ask)
        assert late.status_code == 409
        assert "t-reviewer" in late.json()["detail"]
        assert item(first)["state"] == "draft"
        history = first.get(f"/v1/policies/{DOC}/corrections").json()["corrections"]
        assert [(one["by"], one["act"]) for one in history] == [("t-reviewer", "correct")]
        undone = {**ask, "version": done.json()["version_after"], "changes": {"phrase": None}}
        assert first.post(f"/v1/items/{ITEM}/corrections", json=undone).status_code == 201
        assert len(corrections(people, [DOC])) == 2
    finally:
        people.driver.execute_query("MATCH (c:Correction) DETACH DELETE c")
        before = next(i for p in world.policies if p.doc_id == DOC for i in p.items if i.id == "i1")
        sign_item(people, ITEM, before.signed)


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"changes": {"feature": "no_such"}}, 422),
        ({"leaf": "c999"}, 404),
        ({"act": "dance"}, 422),
    ],
)
def test_a_correction_that_cannot_be_done_says_why(people, change, status):
    client = logged_in(people, "t-reviewer")
    ask = {"version": item(client)["version"], "act": "correct", "leaf": "c1", "changes": {}, **change}
    answer = client.post(f"/v1/items/{ITEM}/corrections", json=ask)

    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("application/problem+json")


def test_nothing_secret_is_logged_or_answered(people, caplog):
    with caplog.at_level(logging.DEBUG):
        client = browser(people)
        answer = enter(client)
    said = caplog.text + answer.text

    assert PASSWORD not in said
    assert "$argon2" not in said
    assert client.cookies[COOKIE] not in said


def test_the_operator_token_still_opens_every_door(people):
    settings = Settings(write_token=SecretStr("0123456789abcdef-token"))
    client = TestClient(create_app(settings, people), base_url="http://yanzhen.test", client=("10.0.0.7", 1))
    client.headers["Authorization"] = "Bearer 0123456789abcdef-token"

    assert client.get("/v1/acts").status_code == 200
    assert (
        client.post(f"/v1/items/{ITEM}/signature", json={"on": "2026-05-01", "version": "x"}).status_code
        == 422
    )
