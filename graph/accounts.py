"""Accounts and sessions in the graph: who may log in, who is logged in.

Owns their rows; passwords are hashed and sessions are timed in `api`.
"""

from __future__ import annotations

from dataclasses import dataclass

from domain.account import Account, Role, account_name
from domain.errors import ConflictError, NotFoundError
from graph.paging import page
from graph.store import Store, Work


@dataclass(frozen=True, slots=True)
class Secret:
    """What a log-in is checked against: the hash, wrong tries in a row, locked until (ISO, UTC)."""

    account: Account
    hash: str
    failed: int
    locked_until: str | None


@dataclass(frozen=True, slots=True)
class Session:
    """A log-in that still stands; times are ISO, UTC."""

    account: Account
    created_at: str
    seen_at: str


def add_account(store: Store, account: Account, password_hash: str, at: str) -> None:
    """Make an account.

    Raises:
        ConflictError: there is one of that name.
        InputError: the name may not be one.
    """
    name = account_name(account.name)

    def work(one: Work) -> None:
        if one.read("account.one", account=name):
            raise ConflictError(f"已有账号“{name}”", todo="换一个名字，或改它的口令")
        one.write(
            "account.add",
            [{"name": name, "role": account.role.value, "hash": password_hash, "created_at": at}],
        )

    store.transaction(work)


def accounts(store: Store, after: str | None = None, limit: int = 50) -> list[Account]:
    """Accounts by name, after the given one."""
    rows = page(store, "account.page", after, limit)
    return [Account(row["name"], Role(row["role"]), row["active"]) for row in rows]


def secret(store: Store, name: str) -> Secret | None:
    """The account of a name with its hash; None where there is none."""
    rows = store.read("account.one", account=name)
    if not rows:
        return None
    row = rows[0]
    account = Account(row["name"], Role(row["role"]), row["active"])
    return Secret(account, row["hash"], row["failed"] or 0, row["locked_until"])


def change_account(
    store: Store,
    name: str,
    *,
    role: Role | None = None,
    password_hash: str | None = None,
    active: bool | None = None,
) -> None:
    """Change an account; all its sessions end.

    Raises:
        NotFoundError: no such account.
    """

    def work(one: Work) -> None:
        if not one.read("account.one", account=name):
            raise NotFoundError(f"没有账号“{name}”", todo="用 account list 看有哪些账号")
        row = {"name": name, "role": role.value if role else None, "hash": password_hash, "active": active}
        one.write("account.change", [row])
        one.write("session.drop_of", [{"account": name}])

    store.transaction(work)


def note_try(store: Store, name: str, failed: int, locked_until: str | None) -> None:
    """Keep how often in a row a log-in failed, and until when the account is locked."""
    store.write("account.tried", [{"name": name, "failed": failed, "locked_until": locked_until}])


def open_session(store: Store, session_id: str, name: str, at: str, old: str) -> None:
    """Keep a new log-in; those made before `old` are deleted."""

    def work(one: Work) -> None:
        one.write("session.drop_old", [{"before": old}])
        row = {"session_id": session_id, "account": name, "created_at": at, "seen_at": at}
        one.write("session.add", [row])

    store.transaction(work)


def session(store: Store, session_id: str) -> Session | None:
    """A log-in by the digest of its token; None where there is none."""
    rows = store.read("session.one", session_id=session_id)
    if not rows:
        return None
    row = rows[0]
    return Session(
        Account(row["account"], Role(row["role"]), row["active"]), row["created_at"], row["seen_at"]
    )


def touch_session(store: Store, session_id: str, at: str) -> None:
    """Keep when a log-in was last used."""
    store.write("session.seen", [{"session_id": session_id, "seen_at": at}])


def close_session(store: Store, session_id: str) -> None:
    """Delete a log-in."""
    store.write("session.drop", [{"session_id": session_id}])
