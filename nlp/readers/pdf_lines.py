"""Lines of a PDF page, and how they run on: columns, page headers, hard wraps.

Owns the pure geometry; units are points, `top` counts downwards from the page's upper edge.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_EDGE = 0.09
"""Share of a page's height at top and bottom where running heads and page numbers stand."""
_SAME_LINE = 0.5
_GUTTER = 8.0
"""Least width, in points, of the blank stripe between two columns."""
_COLUMN_SHARE = 0.6
_FULL = 0.93
"""A line that reaches this share of its column's width may go on in the next."""
_INDENT = 1.2
"""A line set in by more than this many characters begins a paragraph."""
_CENTRED = 4
"""A line that begins this many characters inside its column is a title."""
_REPEATED = 3
_PAGE_NUMBER = re.compile(
    r"^[—–\-·\s]*(?:第\s*)?\d{1,4}\s*(?:页)?(?:\s*[/共,，]\s*(?:共)?\s*\d{1,4}\s*页?)?[—–\-·\s]*$"
)
_MARK = re.compile(
    r"^(?:第[一二三四五六七八九十百零〇\d]+[编章节条]|[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]"
    r"|\d{1,2}[.．、)）](?!\d)|[①-⑳]|附件)"
)
_STOP = re.compile(r"[。；！？：;!?:]$")


@dataclass(slots=True)
class Line:
    """One printed line, or one cell of a ruled table (`cell`, with its `path`).

    `column` is the left and right edge of its column on a page of two; None on a page of one.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    page: int
    cell: bool = False
    path: str | None = None
    column: tuple[float, float] | None = None

    @property
    def height(self) -> float:
        """Of the print, roughly the width of a Chinese character."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together, as text."""

    text: str
    page: int
    cell: bool = False
    path: str | None = None


def lines_of(pieces: list[Line]) -> list[Line]:
    """Runs of print joined into lines, from top to bottom."""
    out: list[Line] = []
    for piece in sorted(pieces, key=lambda one: (round(one.top, 1), one.left)):
        last = next((one for one in reversed(out[-3:]) if _beside(one, piece)), None)
        if last is None:
            out.append(piece)
        else:
            gap = piece.left - last.right
            last.text += (" " if gap > last.height else "") + piece.text
            last.right, last.bottom = max(last.right, piece.right), max(last.bottom, piece.bottom)
    return sorted(out, key=lambda one: (one.top, one.left))


def _beside(line: Line, piece: Line) -> bool:
    overlap = min(line.bottom, piece.bottom) - max(line.top, piece.top)
    near = -1 <= piece.left - line.right < 2.5 * max(line.height, 1)
    return near and overlap >= _SAME_LINE * min(line.height, piece.height)


def in_columns(lines: list[Line]) -> list[Line]:
    """Lines in reading order: a page of two columns down the left one, then the right one.

    Lines across both columns (titles) keep their place between the stretches above and below them.
    """
    gutter = _gutter(lines)
    if gutter is None:
        return lines
    out: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    _mark_columns(lines, gutter)
    for line in lines:
        if line.right <= gutter:
            left.append(line)
        elif line.left >= gutter:
            right.append(line)
        else:
            out += [*left, *right, line]
            left, right = [], []
    return [*out, *left, *right]


def _mark_columns(lines: list[Line], gutter: float) -> None:
    for side in (
        [line for line in lines if line.right <= gutter],
        [line for line in lines if line.left >= gutter],
    ):
        for line in side:
            line.column = (min(one.left for one in side), max(one.right for one in side))


def _gutter(lines: list[Line]) -> float | None:
    """Where the blank stripe between two columns lies; None where the page has one column."""
    prose = [line for line in lines if not line.cell]
    if len(prose) < 8:
        return None
    low, high = min(line.left for line in prose), max(line.right for line in prose)
    middle = low + (high - low) / 2
    left = [line for line in prose if line.right < middle + _GUTTER]
    right = [line for line in prose if line.left > middle - _GUTTER]
    if len(left) + len(right) < _COLUMN_SHARE * 2 * len(prose) / 2 or min(len(left), len(right)) < 4:
        return None
    edge, start = max(line.right for line in left), min(line.left for line in right)
    pairs = sum(any(abs(a.top - b.top) < a.height for b in right) for a in left)
    return (edge + start) / 2 if start - edge >= _GUTTER and pairs >= len(left) / 2 else None


def without_running_heads(pages: list[tuple[float, list[Line]]]) -> list[list[Line]]:
    """The lines of each page without page numbers, and without what repeats at the edges of pages.

    Args:
        pages: per page its height and its lines.
    """
    seen: Counter[str] = Counter()
    for height, lines in pages:
        seen.update({_shape(line) for line in lines if _at_edge(line, height)})
    often = max(_REPEATED, len(pages) // 2)
    return [
        [
            line
            for line in lines
            if not _at_edge(line, height)
            or not (_PAGE_NUMBER.match(line.text.strip()) or seen[_shape(line)] >= often)
        ]
        for height, lines in pages
    ]


def _at_edge(line: Line, height: float) -> bool:
    return not line.cell and (line.bottom < _EDGE * height or line.top > (1 - _EDGE) * height)


def _shape(line: Line) -> str:
    return re.sub(r"[\d\s]", "", line.text)


def paragraphs(pages: Iterable[list[Line]]) -> Iterator[Paragraph]:
    """Lines joined where a sentence runs on into the next line or page."""
    text, page = "", 0
    before: Line | None = None
    width = (0.0, 0.0)
    for lines in pages:
        width = _width(lines, width)
        for line in lines:
            if line.cell:
                if text:
                    yield Paragraph(text, page)
                    text = ""
                yield Paragraph(line.text, line.page, True, line.path)
                before = None
                continue
            if text and before is not None and _runs_on(before, line, width):
                text += _glue(text, line.text) + line.text.strip()
            else:
                if text:
                    yield Paragraph(text, page)
                text, page = line.text.strip(), line.page
            before = line
    if text:
        yield Paragraph(text, page)


def _width(lines: list[Line], known: tuple[float, float]) -> tuple[float, float]:
    """Left and right edge of the print of a page; the last page's where it has too few lines to tell."""
    prose = [line for line in lines if not line.cell]
    if len(prose) < 4:
        return known if known != (0.0, 0.0) or not prose else (prose[0].left, prose[0].right)
    lefts = Counter(round(line.left) for line in prose)
    return float(lefts.most_common(1)[0][0]), max(line.right for line in prose)


def _runs_on(before: Line, line: Line, width: tuple[float, float]) -> bool:
    """Whether a sentence goes on: the line before is full, and this one begins no paragraph."""
    if _MARK.match(line.text.strip()):
        return False
    if (before.column is None) != (line.column is None):
        return False
    left, right = line.column or width
    edge = (before.column or width)[1]
    full = before.right >= edge - (1 - _FULL) * (right - left)
    indented = line.left > left + _INDENT * line.height
    centred = before.left > left + _CENTRED * before.height
    return (
        full
        and not centred
        and not indented
        and not (_STOP.search(before.text.strip()) and before.right < edge - 1)
    )


def _glue(text: str, following: str) -> str:
    """A blank between Latin words that a line break parted; nothing inside Chinese."""
    return (
        " "
        if text[-1:].isascii() and text[-1:].isalnum() and following[:1].isascii() and following[:1].isalpha()
        else ""
    )
