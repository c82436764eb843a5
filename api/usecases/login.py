"""Logging in and out: tries are counted, sessions end by idleness and by age, both are in the audit trail.

Owns the rules; cookies and headers are `api.http`'s, rows are `graph`'s.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from api.passwords import fits
from api.problems import NotLoggedInError, TooManyError
from domain.account import Account
from graph import accounts, acts
from graph.store import Store

TRIES = 5
"""Wrong passwords in a row before an account is locked."""
LOCKED = timedelta(minutes=15)
TOUCH = timedelta(minutes=1)
"""A session's last use is written at most this often."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a session lasts: unused, and at all."""

    idle: timedelta
    longest: timedelta


def log_in(store: Store, name: str, password: str, now: datetime, limits: Limits) -> tuple[str, Account]:
    """The token of a new session with its account.

    Args:
        now: with its time zone, UTC.

    Raises:
        NotLoggedInError: name or password is wrong, or the account is disabled; which one is not said.
        TooManyError: too many wrong tries; says how long to wait.
    """
    known = accounts.secret(store, name)
    if known and known.locked_until and datetime.fromisoformat(known.locked_until) > now:
        raise TooManyError("这个账号输错口令次数过多，暂时锁定", todo=f"{LOCKED.seconds // 60} 分钟后再试")
    if not fits(known.hash if known else None, password) or known is None or not known.account.active:
        _failed(store, known, name, now)
        raise NotLoggedInError("账号或口令不对", todo="核对后重试；忘了口令请找管理员重设")
    accounts.note_try(store, known.account.name, 0, None)
    token = secrets.token_urlsafe(32)
    at = now.isoformat()
    accounts.open_session(store, digest(token), known.account.name, at, (now - limits.longest).isoformat())
    acts.note(store, at, known.account.name, "登录", known.account.name)
    return token, known.account


def _failed(store: Store, known: accounts.Secret | None, name: str, now: datetime) -> None:
    if known is None:
        return
    failed = known.failed + 1
    locked = (now + LOCKED).isoformat() if failed >= TRIES else None
    accounts.note_try(store, known.account.name, 0 if locked else failed, locked)
    acts.note(
        store, now.isoformat(), known.account.name, "登录失败" if not locked else "登录失败，账号锁定", name
    )


def account_of(store: Store, token: str, now: datetime, limits: Limits) -> Account | None:
    """Whose session a token is; None where it has ended or never was."""
    identity = digest(token)
    found = accounts.session(store, identity)
    if found is None or not found.account.active:
        return None
    seen = datetime.fromisoformat(found.seen_at)
    if now - seen > limits.idle or now - datetime.fromisoformat(found.created_at) > limits.longest:
        accounts.close_session(store, identity)
        return None
    if now - seen > TOUCH:
        accounts.touch_session(store, identity, now.isoformat())
    return found.account


def log_out(store: Store, token: str, account: Account, now: datetime) -> None:
    """End a session."""
    accounts.close_session(store, digest(token))
    acts.note(store, now.isoformat(), account.name, "退出", account.name)


def digest(token: str) -> str:
    """What the graph keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def csrf_of(token: str) -> str:
    """What every writing request of a session must send beside its cookie; no other site can know it."""
    return hmac.new(token.encode(), b"yanzhen csrf", hashlib.sha256).hexdigest()
