"""What the command line prints: words in the chosen language, tables, progress.

Owns the words file and the layout; data go to stdout, everything else to stderr.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeVar

import click
import yaml
from rich import box
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from api.cli.folding import Folded

Thing = TypeVar("Thing")
WIDTH_WITHOUT_TERMINAL = 120


@cache
def _words() -> dict[str, dict[str, str]]:
    source = files("api.cli") / "words.yaml"
    words: dict[str, dict[str, str]] = yaml.safe_load(source.read_text(encoding="utf-8"))["words"]
    return words


class Say:
    """Prints in one language; `word` gives a fixed word or sentence with its slots filled."""

    def __init__(self, language: str) -> None:
        self.language = language

    def word(self, key: str, /, **slots: object) -> str:
        """The word of this key in the language; slots are filled by name."""
        return _words()[key][self.language].format(**slots)

    def note(self, key: str, /, **slots: object) -> None:
        """A message for the person at the terminal (stderr)."""
        click.echo(self.word(key, **slots), err=True)

    def line(self, text: str = "") -> None:
        """A line of data (stdout)."""
        click.echo(text)

    def json(self, value: Any, *, indent: int | None = 1) -> None:
        """A JSON value (stdout)."""
        click.echo(json.dumps(value, ensure_ascii=False, indent=indent))

    def table(
        self,
        title: str,
        heads: Sequence[str],
        rows: Iterable[Sequence[object]],
        *,
        right: Collection[str] = (),
        whole: Collection[str] = (),
    ) -> None:
        """A table (stdout); heads are word keys, cells are printed as they are.

        Args:
            right: heads of columns of figures, set to the right.
            whole: heads of columns that are never broken into lines (codes, short words).
        """
        table = Table(
            box=box.SIMPLE_HEAD,
            show_edge=False,
            pad_edge=False,
        )
        for head in heads:
            side: Literal["left", "right"] = "right" if head in right else "left"
            heading = Folded(self.word(head), whole=head in whole, justify=side, style="bold")
            table.add_column(heading, justify=side, no_wrap=head in whole)
        kept = [head in whole or head in right for head in heads]
        sides = ["right" if head in right else "left" for head in heads]
        for row in rows:
            cells = zip(row, kept, sides, strict=True)
            table.add_row(*(Folded(str(cell), whole=one, justify=side) for cell, one, side in cells))
        console = Console(
            file=sys.stdout,
            width=None if sys.stdout.isatty() else WIDTH_WITHOUT_TERMINAL,
            highlight=False,
            markup=False,
        )
        console.print(Text(title, style="bold"), soft_wrap=True)
        console.print(table)

    def progress(self, things: Iterable[Thing], key: str, total: int | None = None) -> Iterator[Thing]:
        """The things one by one, with a bar on a terminal."""
        with Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=_messages(),
            disable=not _messages().is_terminal,
            transient=True,
        ) as bar:
            yield from bar.track(things, total=total, description=self.word(key))

    def waiting(self, key: str) -> AbstractContextManager[object]:
        """A sign of life on a terminal while something runs."""
        console = _messages()
        return console.status(self.word(key)) if console.is_terminal else nullcontext()


def _messages() -> Console:
    return Console(stderr=True, highlight=False)
