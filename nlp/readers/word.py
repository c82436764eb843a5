"""Word files (.docx): automatic numbers written out, insertions taken in, deletions dropped, tables kept.

Owns the way from the archive to a page; mammoth turns the document into HTML, whose reader makes the blocks.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

import mammoth
from lxml import etree

from domain.errors import InputError, Where
from nlp.readers.archive import DAMAGE, open_archive, part
from nlp.readers.html import read_html
from nlp.readers.source import Source
from nlp.readers.word_numbers import W, write_numbers

_DOCUMENT = "word/document.xml"
_STYLES = (
    "p[style-name='Title'] => h1:fresh",
    "p[style-name='标题'] => h1:fresh",
    *(f"p[style-name='heading {n}'] => h{n}:fresh" for n in range(1, 7)),
    *(f"p[style-name='标题 {n}'] => h{n}:fresh" for n in range(1, 7)),
)


def read_docx(data: bytes, name: str, where: Where) -> Source:
    """The text and blocks of a Word document as if every tracked change had been accepted.

    Raises:
        InputError: no Word document, encrypted, damaged, beyond the limits, or without text.
    """
    archive = open_archive(data, where)
    body = part(archive, _DOCUMENT, where)
    if body is None:
        raise InputError("不是 Word 文档（.docx）", where=where, todo="用办公软件另存为 .docx")
    for entry in archive.namelist():
        if entry.endswith((".xml", ".rels")):
            part(archive, entry, where)
    try:
        numbered = _numbered(archive, body, where)
        page = mammoth.convert_to_html(
            io.BytesIO(numbered),
            style_map="\n".join(_STYLES),
            convert_image=mammoth.images.img_element(_blank),
        ).value
    except DAMAGE as error:
        raise InputError("Word 文档已损坏，读不出内容", where=where, todo="用办公软件打开后另存") from error
    return read_html(f"<html><body>{page}</body></html>".encode(), name, where)


def _numbered(archive: zipfile.ZipFile, body: bytes, where: Where) -> bytes:
    """The same archive with the automatic numbers written into the paragraphs, and without pictures."""
    root = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True))
    for gone in [*root.iter(f"{W}del"), *root.iter(f"{W}moveFrom")]:
        _drop(gone)
    write_numbers(root, part(archive, "word/numbering.xml", where), part(archive, "word/styles.xml", where))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made:
        for entry in archive.infolist():
            if entry.filename == _DOCUMENT:
                made.writestr(entry.filename, etree.tostring(root))
            elif entry.filename.endswith((".xml", ".rels")):
                made.writestr(entry.filename, archive.read(entry.filename))
    return out.getvalue()


def _drop(element: etree._Element) -> None:
    """Take out an element with what it holds; a deleted paragraph mark holds nothing and stays harmless."""
    parent = element.getparent()
    if parent is not None and element.tag in {f"{W}del", f"{W}moveFrom"} and parent.tag != f"{W}rPr":
        parent.remove(element)


def _blank(_: Any) -> dict[str, str]:
    """Pictures carry no text; their place stays empty."""
    return {"src": ""}
