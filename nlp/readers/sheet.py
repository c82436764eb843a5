"""Excel lists (.xlsx): every cell a block with its address; what a column is headed stands before its cells.

Owns the turning of a table of items into running text, row by row.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from domain.errors import InputError, Where
from domain.policy import Block
from nlp.readers.archive import DAMAGE, open_archive
from nlp.readers.grid import heads, is_serial, name_column
from nlp.readers.source import Source, check_text

MAX_ROWS = 5_000
MAX_COLUMNS = 60
Line = tuple[str, str, str]


def read_xlsx(data: bytes, name: str, where: Where) -> Source:
    """The text and blocks of a workbook; the blocks' paths are `Sheet!A3`.

    Raises:
        InputError: no workbook, encrypted, beyond the limits, or empty.
    """
    open_archive(data, where)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=False, data_only=True, keep_links=False)
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    except (InvalidFileException, *DAMAGE) as error:
        raise InputError("Excel 文件已损坏，读不出内容", where=where, todo="用办公软件打开后另存") from error
    lines = [line for sheet in shown for line in _sheet(sheet, where)]
    text = "\n".join(words for words, _, _ in lines)
    check_text(text, where)
    return Source(text, tuple(_blocks(lines)), {}, name)


def _blocks(lines: list[Line]) -> Iterator[Block]:
    start = 0
    for words, kind, path in lines:
        yield Block(start, start + len(words), kind, None, path)
        start += len(words) + 1


def _sheet(sheet: Worksheet, where: Where) -> Iterator[Line]:
    if sheet.max_row > MAX_ROWS or sheet.max_column > MAX_COLUMNS:
        raise InputError(
            f"工作表“{sheet.title}”过大（{sheet.max_row} 行 {sheet.max_column} 列）",
            where=where,
            expected=f"不超过 {MAX_ROWS} 行、{MAX_COLUMNS} 列",
            todo="只留下事项清单",
        )
    head: dict[int, tuple[str, str]] = {}
    name = 0
    for row in islice(sheet.iter_rows(), MAX_ROWS):
        cells = [(cell.column, cell.coordinate, _words(cell.value)) for cell in row if _words(cell.value)]
        if not head and heads([words for _, _, words in cells]):
            head = {column: (words, f"{sheet.title}!{place}") for column, place, words in cells}
            name = list(head)[name_column([words for words, _ in head.values()])]
            continue
        for column, place, words in cells:
            if column in head and is_serial(head[column][0]):
                continue
            if column in head and column != name:
                yield head[column][0], "heading", head[column][1]
            kind = "heading" if column == name else "item" if head else "paragraph"
            for line in words.split("\n"):
                if line.strip():
                    yield line.strip(), kind, f"{sheet.title}!{place}"


def _words(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
