"""Office files and PDFs made for the tests, with content written by us."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from xml.sax.saxutils import escape

import openpyxl
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_ROOT = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
_PARTS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" '
    'Target="numbering.xml"/></Relationships>'
)
FORMS = (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
"""The three levels of an official text: 一、 （一） 1."""


def run(text: str) -> str:
    """A run of text."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(text: str = "", level: int | None = None, inner: str = "", number: int = 1) -> str:
    """A paragraph, automatically numbered on a level where one is given."""
    numbered = (
        f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
        if level is not None
        else ""
    )
    return f"<w:p>{numbered}{run(text) if text else ''}{inner}</w:p>"


def inserted(text: str) -> str:
    """A tracked insertion."""
    return f'<w:ins w:id="1" w:author="a" w:date="2026-01-01T00:00:00Z">{run(text)}</w:ins>'


def deleted(text: str) -> str:
    """A tracked deletion."""
    return (
        '<w:del w:id="2" w:author="a" w:date="2026-01-01T00:00:00Z"><w:r>'
        f'<w:delText xml:space="preserve">{escape(text)}</w:delText></w:r></w:del>'
    )


def table(rows: Iterable[Iterable[str]]) -> str:
    """A table; a cell that begins with `↕` goes on below, `↑` goes on from above."""
    out = ""
    for row in rows:
        out += "<w:tr>"
        for words in row:
            merge = {"↕": '<w:vMerge w:val="restart"/>', "↑": "<w:vMerge/>"}.get(words[:1], "")
            out += f"<w:tc><w:tcPr>{merge}</w:tcPr>{paragraph(words.lstrip('↕↑'))}</w:tc>"
        out += "</w:tr>"
    return f"<w:tbl>{out}</w:tbl>"


def numbering(forms: Iterable[tuple[str, str]] = FORMS) -> str:
    """One list with these levels, under the number ids 1 and 2; 2 starts anew."""
    levels = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for place, (form, text) in enumerate(forms)
    )
    restarted = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    return (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{restarted}</w:num></w:numbering>'
    )


def docx(body: str, numbers: str | None = None, extra: dict[str, str] | None = None) -> bytes:
    """A Word file with this body."""
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _ROOT,
        "word/_rels/document.xml.rels": _PARTS,
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        "word/numbering.xml": numbers if numbers is not None else numbering(),
        **(extra or {}),
    }
    return archive({name: text.encode() for name, text in parts.items()})


def archive(parts: dict[str, bytes]) -> bytes:
    """A zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return out.getvalue()


def xlsx(sheets: dict[str, list[list[object]]]) -> bytes:
    """A workbook with these rows per sheet."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


class Pdf:
    """A PDF drawn line by line in a Chinese font."""

    SIZE = 12
    LEFT, TOP, WIDTH = 72, 90, 36
    """Margins in points, and how many characters a line holds."""

    def __init__(self, **options: object) -> None:
        if "STSong-Light" not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
        self.out = io.BytesIO()
        self.canvas = Canvas(self.out, pagesize=A4, **options)
        self.height = A4[1]
        self.at = float(self.TOP)
        self.canvas.setFont("STSong-Light", self.SIZE)

    def line(self, text: str, left: float | None = None, top: float | None = None) -> None:
        """One printed line; below the last one where no place is given."""
        x = self.LEFT if left is None else left
        y = self.at if top is None else top
        self.canvas.drawString(x, self.height - y, text)
        if top is None:
            self.at += self.SIZE * 1.6

    def wrapped(self, text: str, width: int | None = None, left: float | None = None) -> None:
        """A paragraph broken into lines of equal width, as in print."""
        size = width or self.WIDTH
        for start in range(0, len(text), size):
            self.line(text[start : start + size], left)

    def grid(self, rows: list[list[str]], column: float = 140, row: float = 24) -> None:
        """A ruled table."""
        top = self.at - self.SIZE
        for r in range(len(rows) + 1):
            y = self.height - top - r * row
            self.canvas.line(self.LEFT, y, self.LEFT + column * len(rows[0]), y)
        for c in range(len(rows[0]) + 1):
            x = self.LEFT + c * column
            self.canvas.line(x, self.height - top, x, self.height - top - row * len(rows))
        for r, cells in enumerate(rows):
            for c, words in enumerate(cells):
                self.line(words, self.LEFT + c * column + 4, top + r * row + 16)
        self.at = top + row * len(rows) + 2 * self.SIZE

    def page(self) -> None:
        """The next page."""
        self.canvas.showPage()
        self.canvas.setFont("STSong-Light", self.SIZE)
        self.at = float(self.TOP)

    def data(self) -> bytes:
        """The finished file."""
        self.canvas.save()
        return self.out.getvalue()
