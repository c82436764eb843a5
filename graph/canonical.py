"""Canonical JSON and digests: two values are the same in the graph when their digests are.

Owns the one way in which structures are written as text into properties.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any as AnyValue


def to_text(value: AnyValue) -> str:
    """JSON with sorted keys, no needless blanks, Chinese as it is."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(value: AnyValue) -> str:
    """SHA-256 of the canonical JSON."""
    return hashlib.sha256(to_text(value).encode()).hexdigest()


def short_digest(value: AnyValue) -> str:
    """The first 16 characters of the digest, for ids of relationships and versions."""
    return digest(value)[:16]


def from_text(text: str | None) -> AnyValue:
    """The value of a JSON text; an empty list for none."""
    return json.loads(text) if text else []
