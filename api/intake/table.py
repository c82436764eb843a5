"""A sheet as a table of known columns: the heading row is found, columns have meanings, faults places.

Owns the search for headings and the collecting of faults and of notes on what was left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Generic, TypeVar

from api.intake import cells
from api.intake.headings import (
    Meaning,
    TableKind,
    WrittenUnit,
    is_not_kept,
    understand,
    unit_line,
    why_refused,
    words,
)
from api.intake.sheets import Cell, Row, Sheet, read_sheets
from domain.errors import InputError, InputFaultsError, Where
from domain.names import plain
from domain.strict import raise_all

HEADING_ROWS = 20
"""Headings are looked for in this many rows from the top."""

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Taken(Generic[Thing]):
    """What a file gave, and what its owner should know.

    Attributes:
        places: where each thing stands; of several rows the first.
        rows: rows of data that were read.
        notes: columns and lines that were left out, one plain sentence each.
    """

    things: tuple[Thing, ...]
    places: tuple[Where, ...]
    rows: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its place, its heading as written, its meaning."""

    index: int
    heading: str
    meaning: Meaning


@dataclass(slots=True)
class Table:
    """A sheet whose headings are understood.

    Attributes:
        file: the file's path, with the sheet where there are several.
        common_unit: the unit of money that a line above the headings states; CNY in JSON Lines.
        faults: those found so far; `done` raises them together.
    """

    file: str
    kind: TableKind
    columns: tuple[Column, ...]
    data: tuple[Row, ...]
    common_unit: WrittenUnit | None
    notes: list[str]
    faults: list[InputError] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The file's name without its folder, as sources state it."""
        return Path(self.file).name

    def lines(self) -> Iterator[Line]:
        """The rows of data; foot notes and totals are left out and noted."""
        for number, row in self.data:
            line = Line(self, number, row)
            first = next((cells.text_of(cell) for cell in row if cells.known(cell)), "")
            if not any(cells.known(cell) for cell in row):
                continue
            if not line.has_key() and plain(first).startswith(words().footers):
                self.notes.append(f"{self.file}，第 {number} 行：“{first[:20]}”不是数据，未导入")
                continue
            yield line

    def fault(self, error: InputError, row: int | None, column: str | None = None) -> None:
        """Keep a fault with its place."""
        for one in error.faults if isinstance(error, InputFaultsError) else [error]:
            where = Where(file=self.file, row=row, column=column)
            self.faults.append(InputError(one.what, where=where, expected=one.expected, todo=one.todo))


@dataclass(slots=True)
class Line:
    """One row of a table; what cannot be read becomes a fault of the table and None here."""

    table: Table
    number: int
    row: tuple[Cell, ...]

    @property
    def where(self) -> Where:
        """The place of the row."""
        return Where(file=self.table.file, row=self.number)

    def cell(self, column: Column) -> Cell:
        """The cell of a column; None where it says nothing."""
        cell = self.row[column.index] if column.index < len(self.row) else None
        return cell if cells.known(cell) else None

    def has_key(self) -> bool:
        """Whether any of the columns that name the row's subject says something."""
        keys = {*self.table.kind.one_of, *self.table.kind.needed}
        shown = [self.cell(one) is not None for one in self.table.columns if one.meaning.field in keys]
        return sum(shown) > 1

    def column(self, name: str) -> Column | None:
        """The column of a field."""
        return next((one for one in self.table.columns if one.meaning.field == name), None)

    def get(self, name: str, read: Callable[[Cell], Thing]) -> Thing | None:
        """The field's value by `read`; None where the column is missing, says nothing or cannot be read."""
        column = self.column(name)
        cell = self.cell(column) if column else None
        return None if column is None or cell is None else self.read(column, lambda: read(cell))

    def text(self, name: str) -> str | None:
        """The field as text."""
        return self.get(name, cells.text_of)

    def need(self, name: str, read: Callable[[Cell], Thing]) -> Thing | None:
        """As `get`, and an empty cell is a fault."""
        column = self.column(name)
        heading = column.heading if column else words().titles[name]
        if column is None or self.cell(column) is None:
            self.table.fault(InputError(f"“{heading}”是空的"), self.number, heading)
            return None
        return self.get(name, read)

    def read(self, column: Column, reading: Callable[[], Thing]) -> Thing | None:
        """What `reading` gives; its fault gets the place of the column."""
        try:
            return reading()
        except InputError as error:
            self.table.fault(error, self.number, column.heading)
            return None

    def key(self) -> str | None:
        """The firm's 信用代码, else its case id; neither is a fault."""
        uscc = self.column("uscc")
        if uscc and self.cell(uscc) is not None:
            return self.get("uscc", cells.code)
        case = self.text("case_id")
        if case is None:
            heading = uscc.heading if uscc else words().titles["uscc"]
            self.table.fault(
                InputError("没有信用代码", todo="补上 18 位统一社会信用代码"), self.number, heading
            )
        return case

    def source(self) -> str:
        """Where the row comes from: what the file says, else the file's name and the row."""
        return self.text("source") or f"{self.table.name} 第 {self.number} 行"


def open_tables(path: Path, *kinds: str) -> list[Table]:
    """The tables of a file, each taken as that of the kinds whose headings fit it best.

    Raises:
        InputError, InputFaultsError: no headings, a needed column missing, a column twice.
        UnavailableError: the file cannot be opened.
    """
    found = []
    faults: list[InputError] = []
    for sheet in read_sheets(path):
        try:
            found.append(_table(sheet, [words().tables[kind] for kind in kinds]))
        except InputError as error:
            faults += error.faults if isinstance(error, InputFaultsError) else [error]
    raise_all(faults)
    return found


def done(tables: list[Table], things: Iterable[tuple[Thing, Where]], rows: int) -> Taken[Thing]:
    """What the tables gave, if none has a fault.

    Raises:
        InputError, InputFaultsError: all faults of all tables together.
    """
    raise_all(fault for table in tables for fault in table.faults)
    pairs = list(things)
    notes = tuple(note for table in tables for note in table.notes)
    return Taken(tuple(thing for thing, _ in pairs), tuple(place for _, place in pairs), rows, notes)


def _table(sheet: Sheet, kinds: list[TableKind]) -> Table:
    candidates = [
        (_recognised(row, kind), -place, kind, place)
        for kind in kinds
        for place, (_, row) in enumerate(sheet.rows[:HEADING_ROWS])
    ]
    count, _, kind, place = max(candidates, key=lambda one: (one[0], one[1]))
    wanted = "、".join(words().titles[name] for name in (*kind.needed, *kind.one_of[:1]))
    if not count:
        raise InputError("找不到表头", where=Where(file=sheet.file), expected=f"一行列名，至少有：{wanted}")
    number, headings = sheet.rows[place]
    table = Table(
        sheet.file,
        kind,
        _columns(headings, kind),
        sheet.rows[place + 1 :],
        WrittenUnit("CNY", Decimal(1)) if sheet.keyed else _common_unit(sheet.rows[:place]),
        [],
    )
    _note_unknown(table, headings, number)
    _check_columns(table, number)
    raise_all(table.faults)
    return table


def _recognised(row: tuple[Cell, ...], kind: TableKind) -> int:
    """How many of the kind's columns a row names; a needed one counts twice, so that the right kind wins."""
    meanings = [understand(cell, kind) for cell in row if isinstance(cell, str)]
    needed = {*kind.needed, *kind.one_of}
    return sum(1 + (one.field in needed) for one in meanings if one)


def _columns(headings: tuple[Cell, ...], kind: TableKind) -> tuple[Column, ...]:
    found = []
    for index, cell in enumerate(headings):
        heading = " ".join(cells.text_of(cell).split())
        meaning = understand(heading, kind) if heading else None
        if meaning:
            found.append(Column(index, heading, meaning))
    return tuple(found)


def _common_unit(rows: tuple[Row, ...]) -> WrittenUnit | None:
    lines = (cells.text_of(cell) for _, row in rows for cell in row)
    return next((unit for line in lines if (unit := unit_line(line))), None)


def _note_unknown(table: Table, headings: tuple[Cell, ...], number: int) -> None:
    taken = {column.index for column in table.columns}
    left, unknown = [], []
    for index, cell in enumerate(headings):
        heading = " ".join(cells.text_of(cell).split())
        if not heading or index in taken:
            continue
        if is_not_kept(heading):
            left.append(heading)
        elif why := why_refused(heading):
            table.notes.append(f"{table.file}，“{heading}”列未导入：{why}")
        else:
            unknown.append(heading)
    if unknown:
        table.notes.append(f"{table.file}，第 {number} 行：不认识的列，未导入：{'、'.join(unknown)}")
    if left:
        table.notes.append(f"{table.file}：与判定无关的列，未导入：{'、'.join(left)}")


def _check_columns(table: Table, number: int) -> None:
    kind, fields = table.kind, [column.meaning.field for column in table.columns if column.meaning.field]
    missing = [words().titles[name] for name in kind.needed if name not in fields]
    if kind.one_of and not set(kind.one_of) & set(fields):
        missing.append(words().titles[kind.one_of[0]])
    if missing:
        table.fault(InputError(f"{kind.zh}表缺少这些列：{'、'.join(missing)}"), number)
    for name in dict.fromkeys(fields):
        same = [column.heading for column in table.columns if column.meaning.field == name]
        if len(same) > 1:
            what = f"这些列意思相同：{'、'.join(same)}"
            table.fault(InputError(what, todo="只留一列"), number, same[1])
