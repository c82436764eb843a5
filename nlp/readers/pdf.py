"""PDF files: print in reading order, ruled tables by their cells; scans and locked files are refused.

Owns the two libraries: pypdfium2 for the print of every page, pdfplumber where a page has rules.
"""

from __future__ import annotations

import ctypes
import io
import threading
from collections.abc import Iterator

import pdfplumber
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from pdfminer.pdfparser import PDFSyntaxError
from pdfminer.psparser import PSException
from pdfplumber.utils.exceptions import PdfminerException

from domain.errors import InputError, Where
from domain.policy import Block
from nlp.readers.grid import with_items
from nlp.readers.pdf_lines import Line, Paragraph, in_columns, lines_of, paragraphs, without_running_heads
from nlp.readers.source import Source, check_text

MAX_PAGES = 300
MAX_TABLE_PAGES = 80
"""Pages whose rules are looked at; it is the slow part, a tenth of a second each."""
MAX_OBJECTS = 20_000
"""Drawn objects of a page above which it is a plan or a map, not a text with tables."""
_RULES = 4
_SCAN = 20
"""Fewer characters a page than this, on average, is a scan or a file of pictures."""
_LOCK = threading.Lock()
"""PDFium is not safe to use from two threads at once."""
Box = tuple[float, float, float, float]


def read_pdf(data: bytes, name: str, where: Where) -> Source:
    """The text and blocks of a PDF; blocks carry their page, cells a path.

    Raises:
        InputError: damaged, encrypted, scanned, without text, or too many pages.
    """
    with _LOCK:
        document = _open(data, where)
        try:
            pages = [_page(document, number) for number in range(len(document))]
        except pdfium.PdfiumError as error:
            raise InputError("PDF 已损坏，有的页读不出来", where=where, todo="重新导出后再试") from error
        finally:
            document.close()
    _check_scan(pages, where)
    ruled = [number for number, page in enumerate(pages) if page.ruled]
    for number, cells in _tables(data, ruled[:MAX_TABLE_PAGES]):
        pages[number].take(cells)
    kept = without_running_heads([(page.height, page.lines) for page in pages])
    return _source(list(paragraphs([in_columns(lines) for lines in kept])), name, where)


class _Page:
    """One page: its height, its lines, whether rules are drawn on it, and whether it shows a picture."""

    def __init__(self, height: float, lines: list[Line], ruled: bool, pictured: bool) -> None:
        self.height = height
        self.lines = lines
        self.ruled = ruled
        self.pictured = pictured

    def take(self, cells: list[Line]) -> None:
        """Put the cells of tables in place of the print inside them."""
        if not cells:
            return
        outside = [line for line in self.lines if not any(_inside(line, cell) for cell in cells)]
        order = {id(cell): (cell.top, place) for place, cell in enumerate(cells)}
        tables: dict[str, float] = {}
        for cell in cells:
            key = (cell.path or "").split("/tr")[0]
            tables[key] = min(tables.get(key, cell.top), cell.top)
        self.lines = sorted(
            [*outside, *cells],
            key=lambda one: (
                (tables[(one.path or "").split("/tr")[0]], 1, order[id(one)][1])
                if one.cell
                else (one.top, 0, 0)
            ),
        )


def _inside(line: Line, cell: Line) -> bool:
    middle_x, middle_y = (line.left + line.right) / 2, (line.top + line.bottom) / 2
    return cell.left <= middle_x <= cell.right and cell.top <= middle_y <= cell.bottom


def _open(data: bytes, where: Where) -> pdfium.PdfDocument:
    if b"/Encrypt" in data[-4096:] or b"/Encrypt" in data[:4096]:
        _refuse_locked(data, where)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise InputError("PDF 加了密码", where=where, todo="去掉密码后另存") from error
        raise InputError("PDF 已损坏，打不开", where=where, todo="重新导出后再试") from error
    if len(document) > MAX_PAGES:
        count = len(document)
        document.close()
        raise InputError(
            f"PDF 页数过多（{count} 页）", where=where, expected=f"不超过 {MAX_PAGES} 页", todo="只留政策正文"
        )
    return document


def _refuse_locked(data: bytes, where: Where) -> None:
    """A file that opens without a password but is encrypted says who may copy; it is read if PDFium can."""
    try:
        pdfium.PdfDocument(data).close()
    except pdfium.PdfiumError as error:
        raise InputError("PDF 加了密码", where=where, todo="去掉密码后另存") from error


def _page(document: pdfium.PdfDocument, number: int) -> _Page:
    page = document[number]
    try:
        height = page.get_height()
        text = page.get_textpage()
        try:
            pieces = [
                Line(words, left, right, height - top, height - bottom, number + 1)
                for left, bottom, right, top, words in _pieces(text)
                if words.strip()
            ]
        finally:
            text.close()
        return _Page(height, lines_of(pieces), *_drawn(page))
    finally:
        page.close()


def _pieces(text: pdfium.PdfTextPage) -> Iterator[tuple[float, float, float, float, str]]:
    """Runs of print of one line and font with their boxes (left, bottom, right, top)."""
    for index in range(text.count_rects()):
        box: Box = text.get_rect(index)
        words = text.get_text_bounded(*box, errors="ignore")
        yield (*box, words.replace("\r", "").replace("\n", "").replace("\u0002", ""))


def _drawn(page: pdfium.PdfPage) -> tuple[bool, bool]:
    """Whether lines or boxes are drawn on the page, as in a table, and whether it shows a picture."""
    count = raw.FPDFPage_CountObjects(page)
    kinds = [
        raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, ctypes.c_int(index)))
        for index in range(min(count, MAX_OBJECTS))
    ]
    ruled = count <= MAX_OBJECTS and kinds.count(raw.FPDF_PAGEOBJ_PATH) >= _RULES
    return ruled, raw.FPDF_PAGEOBJ_IMAGE in kinds


def _check_scan(pages: list[_Page], where: Where) -> None:
    characters = sum(len(line.text) for page in pages for line in page.lines)
    pictured = any(page.pictured for page in pages)
    if pages and characters < _SCAN * len(pages) and (pictured or not characters):
        raise InputError(
            f"PDF 里几乎没有文字（{len(pages)} 页共 {characters} 字），可能是扫描件",
            where=where,
            todo="先做文字识别（OCR），或向发文机关要可复制文字的版本",
        )


def _tables(data: bytes, numbers: list[int]) -> Iterator[tuple[int, list[Line]]]:
    """The cells of the ruled tables of some pages."""
    if not numbers:
        return
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            for number in numbers:
                page = document.pages[number]
                yield number, list(_cells(page, number))
                page.close()
    except (PDFSyntaxError, PSException, PdfminerException, ValueError, KeyError, TypeError, IndexError):
        # 画线读不出来时，按普通文字读：文字本身已经取到。
        return


def _cells(page: pdfplumber.page.Page, number: int) -> Iterator[Line]:
    for place, table in enumerate(page.find_tables(), start=1):
        rows = table.extract()
        if len(rows) < 2 or max(map(len, rows)) < 2:
            continue
        for at, (row, words) in enumerate(zip(table.rows, rows, strict=True), start=1):
            for column, (box, cell) in enumerate(zip(row.cells, words, strict=True), start=1):
                joined = "".join((cell or "").split("\n")).strip()
                if box and joined:
                    path = f"/page[{number + 1}]/table[{place}]/tr[{at}]/td[{column}]"
                    left, top, right, bottom = box
                    yield Line(joined, left, right, top, bottom, number + 1, True, path)


def _source(found: list[Paragraph], name: str, where: Where) -> Source:
    text = "\n".join(one.text for one in found)
    check_text(text, where)
    blocks, start = [], 0
    for one in found:
        kind = "cell" if one.cell else "paragraph"
        blocks.append(Block(start, start + len(one.text), kind, one.page, one.path))
        start += len(one.text) + 1
    return with_items(Source(text, tuple(blocks), {}, name))
