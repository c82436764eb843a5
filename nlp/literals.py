"""Which characters every match of a pattern must contain: a cheap question before a dear one.

Owns the reading of a pattern's parse; asking for a few words in a text is many times faster than a search.
"""

from __future__ import annotations

from collections.abc import Iterable
from re import _constants as code
from re import _parser as parser
from typing import Any

Words = frozenset[str]
_MOST = 40
"""More words than this to ask for are no cheap question."""


def needed(patterns: Iterable[str]) -> Words | None:
    """Words of which every match of any of the patterns contains at least one; None where there are none."""
    out: set[str] = set()
    for pattern in patterns:
        words = _of_sequence(parser.parse(pattern))
        if words is None:
            return None
        out |= words
    return frozenset(out) if len(out) <= _MOST else None


def _of_sequence(parsed: Any) -> Words | None:
    """The best of what the members of a sequence need: the one whose shortest word is longest."""
    found: list[Words] = []
    run = ""
    for op, argument in parsed:
        if op is code.LITERAL:
            run += chr(argument)
            continue
        if run:
            found.append(frozenset({run}))
            run = ""
        if (words := _of_member(op, argument)) is not None:
            found.append(words)
    if run:
        found.append(frozenset({run}))
    return max(found, key=lambda words: (min(map(len, words)), -len(words)), default=None)


def _of_member(op: Any, argument: Any) -> Words | None:
    if op is code.SUBPATTERN:
        return _of_sequence(argument[3])
    if op in {code.MAX_REPEAT, code.MIN_REPEAT} and argument[0] >= 1:
        return _of_sequence(argument[2])
    if op is code.BRANCH:
        parts = [_of_sequence(branch) for branch in argument[1]]
        return None if any(part is None for part in parts) else frozenset().union(*(p for p in parts if p))
    return None
