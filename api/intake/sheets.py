"""Files as sheets of cells: CSV in UTF-8 or GB18030, XLSX, JSON Lines. Nothing is interpreted here.

Owns the opening and what is said of a file that cannot be; row numbers are those that Excel shows.
"""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

from domain.errors import InputError, UnavailableError, Where
from domain.strict import MAX_FILE_BYTES, parse_json, raise_all

ENDINGS = (".csv", ".xlsx", ".jsonl")
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_DELIMITERS = ",\t;，"
_LINES_LOOKED_AT = 20
MAX_UNPACKED_BYTES = 1024 * 1024 * 1024

Cell = str | int | float | Decimal | bool | date | datetime | None
Row = tuple[int, tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table as it lies in the file.

    Attributes:
        file: the path, with the sheet's name where there are several.
        rows: number and cells of each row that is not blank.
        keyed: the first row is made of the keys of JSON objects, numbers stand in base units.
    """

    file: str
    rows: tuple[Row, ...]
    keyed: bool = False


def read_sheets(path: Path) -> list[Sheet]:
    """The sheets of a file that hold anything.

    Raises:
        InputError: missing, empty, another type, broken; the row is named where there is one.
        UnavailableError: it cannot be opened.
    """
    data = _bytes(path)
    where = Where(file=str(path))
    match path.suffix.lower():
        case ".csv":
            found = [Sheet(str(path), tuple(_csv(data, where)))]
        case ".xlsx":
            found = list(_xlsx(data, path))
        case ".jsonl":
            found = [Sheet(str(path), tuple(_jsonl(data, where)), keyed=True)]
        case _:
            todo = "在 Excel 里另存为 .xlsx" if path.suffix.lower() == ".xls" else None
            raise InputError(
                f"不能读“{path.suffix or path.name}”类型的表",
                where=where,
                expected="、".join(ENDINGS),
                todo=todo,
            )
    full = [sheet for sheet in found if sheet.rows]
    if not full:
        raise InputError("文件里没有数据", where=where)
    return full


def _bytes(path: Path) -> bytes:
    where = Where(file=str(path))
    try:
        if path.is_dir():
            raise InputError("这是文件夹，不是文件", where=where)
        if path.stat().st_size > MAX_FILE_BYTES:
            raise InputError("文件过大", where=where, expected=f"不超过 {MAX_FILE_BYTES // 2**20} MB")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError("找不到文件", where=where, todo="检查路径") from error
    except OSError as error:
        raise UnavailableError(f"文件打不开（{error.strerror}）", where=where, todo="检查权限") from error


def _text(data: bytes, where: Where) -> str:
    """UTF-8 with or without a byte order mark, else GB18030, which Chinese Excel writes."""
    if data.startswith(_UTF16):
        codings: tuple[str, ...] = ("utf-16",)
    elif b"\0" in data:
        raise InputError("这不是文本文件", where=where, todo="另存为 CSV（UTF-8）后重试")
    else:
        codings = ("utf-8-sig", "gb18030")
    for coding in codings:
        try:
            return data.decode(coding)
        except UnicodeDecodeError:
            continue
    raise InputError(
        "文字编码认不出", where=where, expected="UTF-8 或 GB18030", todo="另存为 CSV（UTF-8）后重试"
    )


def _csv(data: bytes, where: Where) -> Iterator[Row]:
    text = _text(data, where)
    number = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        for number, cells in enumerate(reader, start=1):
            if any(cell.strip() for cell in cells):
                yield number, tuple(cells)
    except csv.Error as error:
        raise InputError(
            "CSV 的引号或分隔不对",
            where=Where(file=where.file, row=number + 1),
            todo="检查这一行的引号是否成对",
        ) from error


def _delimiter(text: str) -> str:
    """The separator that stands most often in the first lines; a comma if none does."""
    start = "".join(text.splitlines(keepends=True)[:_LINES_LOOKED_AT])
    return max(_DELIMITERS, key=lambda one: (start.count(one), -_DELIMITERS.index(one)))


def _xlsx(data: bytes, path: Path) -> Iterator[Sheet]:
    where = Where(file=str(path))
    if data.startswith(_OLD_EXCEL):
        raise InputError("这是旧版或加了密码的 Excel 文件", where=where, todo="去掉密码，另存为 .xlsx")
    try:
        _check_size(data, where)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and validations that openpyxl does not know
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            for sheet in sheets:
                name = f"{path}（{sheet.title}）" if len(sheets) > 1 else str(path)
                sheet.reset_dimensions()  # some writers state a wrong size
                yield Sheet(name, tuple(_sheet_rows(sheet.iter_rows(), name)))
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, SyntaxError, EOFError) as error:
        raise InputError("不是完好的 .xlsx 文件", where=where, todo="用 Excel 打开后另存一份") from error


def _check_size(data: bytes, where: Where) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        if sum(one.file_size for one in packed.infolist()) > MAX_UNPACKED_BYTES:
            raise InputError(
                "文件解开后过大", where=where, expected=f"不超过 {MAX_UNPACKED_BYTES // 2**20} MB"
            )


def _sheet_rows(rows: Iterable[Any], name: str) -> Iterator[Row]:
    faults = []
    for number, cells in enumerate(rows, start=1):
        values = tuple(_value(cell) for cell in cells)
        for cell in cells:
            if getattr(cell, "data_type", None) == "e":
                column = openpyxl.utils.get_column_letter(cell.column)
                faults.append(
                    InputError(
                        f"单元格是公式错误 {cell.value}", where=Where(file=name, row=number, column=column)
                    )
                )
        if any(value not in (None, "") for value in values):
            yield number, values
    raise_all(faults)


def _value(cell: Any) -> Cell:
    """The cell's value; a number that Excel shows as per cent keeps the sign (its heading may say % too)."""
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool) and "%" in (cell.number_format or ""):
        return f"{(Decimal(repr(value)) * 100).normalize():f}%"
    return value


def _jsonl(data: bytes, where: Where) -> Iterator[Row]:
    objects = []
    faults = []
    for number, line in enumerate(_text(data, where).split("\n"), start=1):
        if not line.strip():
            continue
        place = Where(file=where.file, row=number)
        try:
            value = parse_json(line, place)
            if not isinstance(value, dict):
                raise InputError("这一行不是 JSON 对象", where=place)
        except InputError as error:
            faults.append(error)
            continue
        objects.append((number, value))
    raise_all(faults)
    keys = tuple(dict.fromkeys(key for _, value in objects for key in value))
    if objects:
        yield 0, keys
    for number, value in objects:
        yield number, tuple(_flat(value.get(key)) for key in keys)


def _flat(value: Any) -> Cell:
    """A list of names as one cell; a nested object stays as its text and meets the fault of its column."""
    if isinstance(value, list):
        return "、".join(str(one) for one in value)
    return str(value) if isinstance(value, dict) else value
