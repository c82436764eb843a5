"""A policy text cut into paragraphs and pieces, so that every quote can be marked where it stands.

Owns the cutting only; quotes may overlap or nest, then a piece carries several marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from domain.policy import Block


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text to be marked; `anchor` is unique on the page, `kind` chooses the look."""

    anchor: str
    start: int
    end: int
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under the same marks; `opens` are the marks that begin here."""

    text: str
    marks: tuple[Mark, ...]
    opens: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the text with its kind (`paragraph`, `heading`, `item`, `cell`)."""

    kind: str
    pieces: tuple[Piece, ...]


def paragraphs(text: str, blocks: Sequence[Block], marks: Sequence[Mark]) -> tuple[Paragraph, ...]:
    """The text line by line, blank lines dropped; the pieces joined give each line unchanged.

    Marks outside the text are left out; a mark over several lines is cut at their ends and opens once.
    """
    kinds = {block.start: block.kind for block in blocks}
    kept = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    kept.sort(key=lambda mark: (mark.start, -mark.end))
    found = []
    for start, end in _lines(text):
        inside = [mark for mark in kept if mark.start < end and mark.end > start]
        found.append(Paragraph(kinds.get(start, "paragraph"), tuple(_pieces(text, start, end, inside))))
    return tuple(found)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def _pieces(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterator[Piece]:
    cuts = {start, end}
    for mark in marks:
        cuts |= {max(mark.start, start), min(mark.end, end)}
    places = sorted(cuts)
    for left, right in pairwise(places):
        over = tuple(mark for mark in marks if mark.start <= left and mark.end >= right)
        opens = tuple(mark for mark in over if mark.start == left or (mark.start < start and left == start))
        first = tuple(mark for mark in opens if mark.start >= start or _blank(text, mark.start, start))
        yield Piece(text[left:right], over, first)


def _blank(text: str, start: int, end: int) -> bool:
    """Whether nothing of the mark was shown before this line."""
    return not text[start:end].strip()
