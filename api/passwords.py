"""Passwords: hashed with argon2id, checked in the same time whether or not the account exists.

Owns the library and its cost; a password is never kept, printed or logged.
"""

from __future__ import annotations

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from domain.errors import InputError

SHORTEST, LONGEST = 10, 128
_HASHER = PasswordHasher()
"""The library's defaults follow RFC 9106, second recommended option (64 MiB, 3 passes)."""


def hashed(password: str) -> str:
    """The hash to keep of a new password.

    Raises:
        InputError: too short or too long.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise InputError("口令长度不合要求", expected=f"{SHORTEST} 到 {LONGEST} 个字符", todo="换一个口令")
    return _HASHER.hash(password)


def fits(kept: str | None, password: str) -> bool:
    """Whether a password is the one of a hash; without a hash the same work is done for nothing.

    An account that came from an export without hashes has an empty one: no password is its.
    """
    if len(password) > LONGEST:
        return False
    try:
        found = _HASHER.verify(kept or _nobody(), password)
    except (VerificationError, InvalidHashError):
        return False
    return found and bool(kept)


@cache
def _nobody() -> str:
    return _HASHER.hash(secrets.token_hex(16))
