"""What one line of a tree's canonical text states, before the lines are put together.

Owns the values between `parsing` (text to lines) and `trees` (lines to trees).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from domain.meaning import Meaning


@dataclass(frozen=True, slots=True)
class Clause:
    """A node of a tree, as its own line states it.

    Attributes:
        node: name of the node in the contract (`leaf`, `points`, `all` …).
        parts: how many lines directly below belong to it.
        count: least number of parts that must hold (`at_least`).
        id: of a leaf or a scoring table.
        meaning: of a leaf.
    """

    node: str
    parts: int = 0
    count: int = 0
    id: str = ""
    meaning: Meaning | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The line that opens a tree: `require` or `exclude`; no clause where there is none."""

    opens: str
    clause: Clause | None


@dataclass(frozen=True, slots=True)
class TableHead:
    """The line that opens a scoring table of so many rows."""

    id: str
    meaning: Meaning
    pass_mark: Decimal | None
    rows: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a scoring table: what holds, and what it gives."""

    points: Decimal
    clause: Clause
