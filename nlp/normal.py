"""The normalised text: one width of characters, no blanks inside Chinese, with a map back to the source.

Owns the map; everything in `components` counts in normalised characters and is translated back once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_OTHER = {
    "　": " ",
    "\u00a0": " ",
    "\t": " ",
    "﹪": "%",
    "∶": ":",
    "Ⅰ": "I",
    "―": "—",
    "﹣": "-",
    "−": "-",
    "\u2002": " ",
    "\u2003": " ",
}
_MAP = str.maketrans({**{chr(k): v for k, v in _WIDE.items()}, **_OTHER})
_DROP = re.compile("[\ufeff\u200b\u200c\u200d\u00ad\r\x0b\x0c\u2028\u2029]")
_BLANKS = re.compile(" +")
_LATIN = re.compile(r"[A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Normal:
    """Normalised text with, per character, its place in the source.

    `at[i]` is the source offset of character i; a span [a, b) comes from `at[a]` to `at[b - 1] + 1`.
    """

    text: str
    at: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source span of a normalised span (empty at its place where the span is empty)."""
        if end <= start:
            place = self.at[start] if start < len(self.at) else (self.at[-1] + 1 if self.at else 0)
            return place, place
        return self.at[start], self.at[end - 1] + 1

    def index(self, offset: int) -> int:
        """The first normalised character at or after a source offset; logarithmic."""
        from bisect import bisect_left

        return bisect_left(self.at, offset)


def normalise(raw: str, joins: frozenset[int] = frozenset()) -> Normal:
    """The normalised form of a source text; linear.

    Args:
        raw: the source text.
        joins: offsets of line breaks that stand inside a sentence (hard wraps) and are dropped.
    """
    mapped = raw.translate(_MAP)
    drop = {hit.start() for hit in _DROP.finditer(raw)} | joins
    for hit in _BLANKS.finditer(mapped):
        if not _keep(mapped, hit.start(), hit.end()):
            drop.update(range(hit.start(), hit.end()))
    if not drop:
        return Normal(mapped, list(range(len(mapped))))
    at = [i for i in range(len(mapped)) if i not in drop]
    return Normal("".join(mapped[i] for i in at), at)


def _keep(text: str, start: int, end: int) -> bool:
    """A blank stays between Latin words or numbers, and behind the point of a list mark (1. 2025年)."""
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    return bool(_LATIN.match(after)) and bool(_LATIN.match(before) or before in ".)")
