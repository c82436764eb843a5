"""Lists as CSV and XLSX files that open in a spreadsheet and run nothing there.

Owns the two forms; which columns a list has is said by its caller, so that an empty list keeps its heading.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from urllib.parse import quote

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from starlette.responses import Response

Cell = str | int | Decimal | date | None

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""First characters that a spreadsheet takes for a formula or a command (OWASP, CSV injection)."""


class Form(StrEnum):
    """In which form a list is asked for."""

    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


def form_of(accept: str | None) -> Form:
    """The form that an Accept header asks for; JSON where it names no file form."""
    wanted = (accept or "").lower()
    if XLSX in wanted:
        return Form.XLSX
    return Form.CSV if CSV in wanted else Form.JSON


def file_response(form: Form, name: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Response:
    """The list as a file to be saved; `name` may be Chinese and has no ending."""
    if form is Form.XLSX:
        body, media = xlsx_bytes(name, columns, rows), XLSX
    else:
        body, media = csv_bytes(columns, rows), f"{CSV}; charset=utf-8"
    disposition = f"attachment; filename=\"export.{form}\"; filename*=UTF-8''{quote(f'{name}.{form}')}"
    return Response(body, media_type=media, headers={"Content-Disposition": disposition})


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 with a byte order mark, so that Excel shows Chinese; texts that would run are made plain."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_plain(cell) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _plain(cell: Cell) -> str:
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(_RUNS) else cell
    if isinstance(cell, Decimal):
        return format(cell, "f")
    return "" if cell is None else str(cell)


def xlsx_bytes(title: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """One sheet; every text is stored as text, so that codes keep their digits and nothing is a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_name(title))
    sheet.freeze_panes = "A2"
    sheet.append(list(columns))
    for row in rows:
        sheet.append([_typed(sheet, cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _typed(sheet: object, value: Cell) -> object:
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, value=_printable(value))
    cell.data_type = "s"
    return cell


def _printable(text: str) -> str:
    """XML refuses most control characters; line breaks and tabs stay."""
    return "".join(char for char in text if char >= " " or char in "\n\t")


def _sheet_name(title: str) -> str:
    return "".join("_" if char in "[]:*?/\\'" else char for char in title)[:31] or "Sheet1"
