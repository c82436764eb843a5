"""Plain texts broken at a fixed width: which line breaks stand inside a sentence.

Owns the judgement; a text whose lines end where their paragraphs do is left as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence

from domain.policy import Block

_LEAST_LINES = 8
"""Fewer lines show no width."""
_NARROWEST, _WIDEST = 40, 200
"""Widths of print, in half-width columns."""
_SLACK = 4
"""A line is full within this of the width: no sign may begin a line, so some end early."""
_FULL_SHARE = 0.3
_OPEN_SHARE = 0.6
"""Of all lines so many are full, and of these so many end inside a sentence, in a text that is wrapped."""
_STOP = "。；;：:！!？?"
_MARK = re.compile(
    r"[\s\u3000]*(?:第[一二三四五六七八九十百零〇\d]+[编章节条]|[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十\d]{1,3}[)）]"
    r"|\d{1,2}[、.．)）](?!\d)|[①-⑳]|附件|[-*#>|])"
)
_INDENT = re.compile(r"\u3000|\s{2,}|\t")


def wraps(text: str) -> frozenset[int]:
    """Offsets of the line breaks that stand inside a sentence; none in a text that is not wrapped; linear."""
    lines = text.split("\n")
    full = max((_full(lines, measure) for measure in (_columns, _characters)), key=len)
    indented = sum(_INDENT.match(line) is not None for line in lines) > 1
    found: set[int] = set()
    at = 0
    for place, line in enumerate(lines[:-1]):
        at += len(line)
        if place in full and _goes_on(line, lines[place + 1], indented=indented):
            found.add(at)
        at += 1
    return frozenset(found)


def _full(lines: Sequence[str], measure: Callable[[str], int]) -> frozenset[int]:
    """The lines that reach the width at which a text is broken; none where its lines have no common one."""
    widths = {place: measure(line) for place, line in enumerate(lines) if line.strip()}
    edge = max(widths.values(), default=0)
    full = frozenset(place for place, width in widths.items() if width >= edge - _SLACK)
    inside = [place for place in full if lines[place].rstrip()[-1] not in _STOP]
    common = len(full) >= _FULL_SHARE * len(widths) and len(inside) >= _OPEN_SHARE * len(full)
    wrapped = len(widths) >= _LEAST_LINES and _NARROWEST <= edge <= _WIDEST and common
    return full if wrapped else frozenset()


def _goes_on(line: str, following: str, *, indented: bool) -> bool:
    if not following.strip() or _MARK.match(following) or _INDENT.match(following):
        return False
    if line[-1].isascii() and line[-1].isalnum() and following[0].isascii() and following[0].isalpha():
        return False
    return indented or line.rstrip()[-1] not in _STOP


def _columns(line: str) -> int:
    """Columns of a line in print: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line.rstrip())


def _characters(line: str) -> int:
    """The width where every character counts the same, in columns of the Chinese ones."""
    return 2 * len(line.rstrip())


def wrapped_blocks(text: str, joins: frozenset[int]) -> tuple[Block, ...]:
    """One paragraph per line that is not blank, lines joined at the given breaks."""
    blocks: list[Block] = []
    start = at = 0
    for line in text.split("\n"):
        at += len(line)
        if at in joins:
            at += 1
            continue
        if text[start:at].strip():
            blocks.append(Block(start, at, "paragraph"))
        at += 1
        start = at
    return tuple(blocks)


def inner_breaks(text: str, blocks: Sequence[Block]) -> frozenset[int]:
    """The line breaks inside paragraphs: those that were joined when the text was first read."""
    return frozenset(
        at
        for block in blocks
        for at in range(block.start, block.end)
        if text[at] == "\n" and block.kind != "cell"
    )
