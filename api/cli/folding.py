"""Cells that break as Chinese does: between any two characters, not inside a figure or before a full stop.

Owns the line breaking only; rich lays out the columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len, chop_cells
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.text import Text

_LEAST = 4
_TOKEN = re.compile(r"(?:[A-Za-z0-9][A-Za-z0-9.,%:/_@+–-]*|[（“《]?.)[），。；：、”》！？%]*")


class Folded:
    """A cell's text; `whole` keeps each of its lines in one piece."""

    def __init__(self, text: str, *, whole: bool = False, justify: str = "left", style: str = "") -> None:
        self.text = text
        self.whole = whole
        self.justify = justify
        self.style = style

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """The width it wants, and the least that it can do with."""
        most = max((cell_len(line) for line in self.text.split("\n")), default=0)
        return Measurement(most if self.whole else min(_LEAST, most), most)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The lines at the width given."""
        lines = (part for line in self.text.split("\n") for part in fold(line, options.max_width))
        yield Text("\n".join(lines), style=self.style, justify="right" if self.justify == "right" else "left")


def fold(text: str, width: int) -> Iterator[str]:
    """The text in lines of at most `width` columns (a Chinese character takes two)."""
    line, used = "", 0
    for token in _TOKEN.findall(text):
        size = cell_len(token)
        if used and used + size > width:
            yield line.rstrip()
            line, used = "", 0
            token = token.lstrip()
            size = cell_len(token)
        while size > width:
            piece, *_ = chop_cells(token, width)
            yield piece
            token = token[len(piece) :]
            size = cell_len(token)
        line, used = line + token, used + size
    yield line.rstrip()
