"""Accounts and sessions in the graph, and the audit trail in order."""

from __future__ import annotations

import pytest

from domain.account import Account, Role, account_name
from domain.errors import ConflictError, InputError, NotFoundError
from graph import accounts, acts

AT = "2026-05-01T08:00:00+00:00"
LATER = "2026-05-01T09:00:00+00:00"


@pytest.fixture
def known(store):
    """The store with one account."""
    accounts.add_account(store, Account("王芳", Role.SIGNER), "hash-1", AT)
    return store


def test_an_account_is_kept_with_its_hash_and_role(known):
    found = accounts.secret(known, "王芳")

    assert found == accounts.Secret(Account("王芳", Role.SIGNER), "hash-1", 0, None)
    assert accounts.accounts(known) == [Account("王芳", Role.SIGNER)]
    assert accounts.secret(known, "李四") is None


def test_no_name_twice(known):
    with pytest.raises(ConflictError):
        accounts.add_account(known, Account("王芳", Role.ADMIN), "hash-2", AT)

    assert accounts.secret(known, "王芳").hash == "hash-1"


def test_a_change_ends_the_sessions(known):
    accounts.open_session(known, "s1", "王芳", AT, AT)
    accounts.change_account(known, "王芳", role=Role.REVIEWER, password_hash="hash-2", active=False)

    assert accounts.secret(known, "王芳") == accounts.Secret(
        Account("王芳", Role.REVIEWER, False), "hash-2", 0, None
    )
    assert accounts.session(known, "s1") is None


def test_nobody_who_is_not_there_can_be_changed(known):
    with pytest.raises(NotFoundError):
        accounts.change_account(known, "李四", active=False)


def test_tries_are_kept_and_forgotten_with_a_change(known):
    accounts.note_try(known, "王芳", 3, LATER)
    assert accounts.secret(known, "王芳").failed == 3
    assert accounts.secret(known, "王芳").locked_until == LATER
    accounts.change_account(known, "王芳", active=True)

    assert accounts.secret(known, "王芳").locked_until is None


def test_a_session_opens_is_used_and_closes(known):
    accounts.open_session(known, "s1", "王芳", AT, AT)
    accounts.touch_session(known, "s1", LATER)
    assert accounts.session(known, "s1") == accounts.Session(Account("王芳", Role.SIGNER), AT, LATER)
    accounts.close_session(known, "s1")

    assert accounts.session(known, "s1") is None


def test_old_sessions_go_when_a_new_one_opens(known):
    accounts.open_session(known, "s1", "王芳", AT, AT)
    accounts.open_session(known, "s2", "王芳", LATER, LATER)

    assert accounts.session(known, "s1") is None
    assert accounts.session(known, "s2") is not None


def test_the_trail_is_read_backwards_page_by_page(store):
    for minute in range(5):
        acts.note(store, f"2026-05-01T08:0{minute}:00+00:00", "甲", "签认", f"063.i{minute}")
    first = acts.acts(store, limit=3)
    second = acts.acts(store, first[-1].act_id, 3)

    assert [line.target for line in first + second] == [f"063.i{n}" for n in (4, 3, 2, 1, 0)]


@pytest.mark.parametrize("name", ["", "  ", "a b", "x" * 41, "-a", "a;b"])
def test_what_is_no_name(name):
    with pytest.raises(InputError):
        account_name(name)


@pytest.mark.parametrize(
    ("role", "wanted", "may"),
    [
        (Role.REVIEWER, Role.REVIEWER, True),
        (Role.REVIEWER, Role.SIGNER, False),
        (Role.SIGNER, Role.REVIEWER, True),
        (Role.ADMIN, Role.SIGNER, True),
        (Role.SIGNER, Role.ADMIN, False),
    ],
)
def test_a_role_includes_those_below(role, wanted, may):
    assert role.may(wanted) is may
