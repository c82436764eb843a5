"""Accounts, the audit trail and labels on the command line."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from api.cli import accounts as commands
from api.cli.main import cli
from domain.account import Role
from graph import accounts
from graph.store import Store
from tests import world as worlds


@pytest.fixture
def at_store(monkeypatch: pytest.MonkeyPatch, embedded_store: Store) -> Store:
    """The commands work on the tests' engine."""
    from contextlib import contextmanager

    worlds.ensure(embedded_store)

    @contextmanager
    def opened(*_: object, **__: object):
        yield embedded_store

    monkeypatch.setattr(commands, "open_store", opened)
    return embedded_store


def run(*words: str, given: str = ""):
    """A command; its result."""
    return CliRunner().invoke(cli, list(words), input=given, catch_exceptions=False)


def test_an_account_is_made_changed_and_listed(at_store):
    made = run("account", "add", "c-王", "--role", "signer", "--password-stdin", given="long enough word\n")
    assert made.exit_code == 0
    assert accounts.secret(at_store, "c-王").account.role is Role.SIGNER
    assert run("account", "change", "c-王", "--role", "admin", "--disabled").exit_code == 0
    assert accounts.secret(at_store, "c-王").account.active is False
    assert run("account", "password", "c-王", "--password-stdin", given="another long word\n").exit_code == 0
    listed = run("account", "list").output

    assert "c-王" in listed
    assert "管理" in listed
    assert "argon2" not in listed


def test_what_is_done_stands_in_the_audit_trail(at_store, tmp_path):
    run("account", "add", "c-李", "--password-stdin", given="long enough word\n")
    out = tmp_path / "audit.csv"
    assert run("audit", "--out", str(out)).exit_code == 0

    assert "新建账号" in out.read_text(encoding="utf-8-sig")
    assert "新建账号" in run("audit", "--limit", "5").output


def test_a_change_that_says_nothing_is_wrong_use(at_store):
    assert CliRunner().invoke(cli, ["account", "change", "c-王"]).exit_code == 2


def test_a_label_is_the_contracts_json(at_store, tmp_path):
    out = tmp_path / "label.json"
    assert run("label", "yunyan-growth-2026", "--out", str(out)).exit_code == 0
    found = json.loads(out.read_text(encoding="utf-8"))

    assert found["doc"] == "yunyan-growth-2026"
    assert "review" not in found
    assert json.loads(run("label", "yunyan-growth-2026").output) == found
