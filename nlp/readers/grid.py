"""Tables that list items, one a row: what a column is headed stands before its cells, as in running text.

Owns which tables are such lists, and their turning into lines; a table of another kind stays a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from domain.policy import Block
from nlp.readers.source import Source

HEAD_MAX = 20
_SERIAL = re.compile(r"序号|编号|No\.?|#", re.I)
_NAME = re.compile(r"名称|事项|项目|政策|类别|方向|类型")
_ASKS = re.compile(r"条件|要求|对象|范围|资格")
_GIVES = re.compile(r"标准|奖励|补助|补贴|支持|资助|扶持|金额|额度|贴息")
_ROW = re.compile(
    r"^(?P<table>.*/table(?:\[\d+\])?)/(?:t(?:head|body|foot)(?:\[\d+\])?/)?(?P<row>tr(?:\[\d+\])?)/"
)

_CELL = re.compile(r"^.*/t[hd](?:\[\d+\])?(?=/|$)")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with the lines that it holds; `page` and `path` are those of its block."""

    lines: tuple[str, ...]
    path: str | None
    page: int | None = None

    @property
    def words(self) -> str:
        """All its lines in one."""
        return "".join(self.lines)


Line = tuple[str, str, Cell]
"""Words, kind of block, and the cell that they stand in."""


def heads(words: Sequence[str]) -> bool:
    """Whether a row heads a table: several short words, none of them a number."""
    return len(words) > 1 and all(len(one) <= HEAD_MAX and not one[:1].isdigit() for one in words)


def is_serial(head: str) -> bool:
    """Whether a column only counts the rows."""
    return _SERIAL.fullmatch(head) is not None


def name_column(head: Sequence[str]) -> int:
    """The column that names the items: one headed as such, else the first that is no serial number."""
    columns = [place for place, words in enumerate(head) if not is_serial(words)]
    named = [place for place in columns if _NAME.search(head[place]) and not _ASKS.search(head[place])]
    return (named or columns or [0])[0]


def lists_items(head: Sequence[str]) -> bool:
    """Whether a head says that each row is an item: what it asks in one column, what it gives in another."""
    asks = [words for words in head if _ASKS.search(words)]
    gives = [words for words in head if _GIVES.search(words) and words not in asks]
    return heads(head) and bool(asks) and bool(gives)


def row_lines(head: Sequence[Cell], row: Sequence[Cell]) -> Iterator[Line]:
    """The lines of one item; a row with fewer cells than the head goes on with the first columns before."""
    name = name_column([cell.words for cell in head])
    for place, cell in _placed(head, row):
        if place >= len(head) or is_serial(head[place].words):
            continue
        if place != name:
            yield head[place].words, "heading", head[place]
        kind = "heading" if place == name else "item"
        yield from ((line, kind, cell) for line in cell.lines)


def _placed(head: Sequence[Cell], row: Sequence[Cell]) -> list[tuple[int, Cell]]:
    """The cells of a row with their columns; in a short row the last ones, but for the serial number."""
    missing = len(head) - len(row)
    if missing <= 0:
        return list(enumerate(row))
    counted = is_serial(head[0].words) and row[0].words.isdigit()
    first = [(0, row[0])] if counted else []
    rest = row[1:] if counted else row
    return [*first, *enumerate(rest, start=len(head) - len(rest))]


def with_items(source: Source) -> Source:
    """The source with its lists of items as running text; the same object where it has none."""
    blocks = list(source.blocks)
    if not any(block.kind == "cell" for block in blocks):
        return source
    text: list[str] = []
    made: list[Block] = []
    at = 0
    changed = False
    for table, group in groupby(blocks, key=_table):
        members = list(group)
        lines = _lines(source.text, members) if table else None
        changed = changed or lines is not None
        if lines is None:
            lines = [(_words(source.text, b), b.kind, b.page, b.path) for b in members]
        for words, kind, page, path in lines:
            text.append(words)
            made.append(Block(at, at + len(words), kind, page, path))
            at += len(words) + 1
    return replace(source, text="\n".join(text), blocks=tuple(made)) if changed else source


def _words(text: str, block: Block) -> str:
    return text[block.start : block.end]


def _table(block: Block) -> str:
    place = _ROW.match(block.path or "") if block.kind == "cell" else None
    return place["table"] if place else ""


def _lines(text: str, members: list[Block]) -> list[tuple[str, str, int | None, str | None]] | None:
    rows = [
        [_cell(text, list(cell)) for _, cell in groupby(row, key=_place)]
        for _, row in groupby(members, key=_row)
    ]
    if len(rows) < 2 or not lists_items([cell.words for cell in rows[0]]):
        return None
    out: list[tuple[str, str, int | None, str | None]] = []
    named: list[Line] = []
    for row in rows[1:]:
        lines = list(row_lines(rows[0], row))
        own = [line for line in lines if line[1] == "heading" and line[2] not in rows[0]]
        named = own or named
        # 合并的单元格只写了一次：名称在每一行前面都要有。
        out += [
            (words, kind, cell.page, cell.path)
            for words, kind, cell in [*named, *(line for line in lines if line not in own)]
        ]
    return out


def _row(block: Block) -> str:
    place = _ROW.match(block.path or "")
    return place["row"] if place else ""


def _cell(text: str, blocks: list[Block]) -> Cell:
    return Cell(tuple(_words(text, block) for block in blocks), _place(blocks[0]), blocks[0].page)


def _place(block: Block) -> str:
    """The cell that a block stands in; Word puts paragraphs into it."""
    inside = _CELL.match(block.path or "")
    return inside[0] if inside else block.path or ""
