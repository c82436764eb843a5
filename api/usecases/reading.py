"""A policy document in, a reading out: the reader of `nlp` for uploaded bytes, pasted text and files.

Owns the checks of what may be handed in; the reading itself is `nlp`'s.
"""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

from domain.errors import InputError, Where
from domain.policy import Policy
from nlp.read import read_file, read_text
from nlp.readers.open import READERS

SUFFIXES = tuple(READERS)
"""The file endings that are read."""

_STEM = re.compile(r"[^\w\u4e00-\u9fff.-]+")


def read_document(
    name: str, data: bytes, *, region: str | None = None, published: date | None = None
) -> Policy:
    """The reading of an uploaded document, named by its file name.

    Args:
        name: the file's name; its ending says the format, its stem becomes the document's id.

    Raises:
        InputError: another format, an empty file, or one that the reader cannot open.
    """
    path = Path(name)
    if path.suffix.lower() not in SUFFIXES:
        raise InputError(f"不能读“{path.suffix or name}”格式的文件", expected="、".join(SUFFIXES))
    if not data.strip():
        raise InputError(f"文件“{path.name}”是空的")
    stem = _STEM.sub("_", path.stem)[:80] or "document"
    with tempfile.TemporaryDirectory(prefix="yanzhen-") as folder:
        kept = Path(folder) / f"{stem}{path.suffix.lower()}"
        kept.write_bytes(data)
        try:
            return read_file(kept, region=region, published=published)
        except InputError as error:
            # The person knows the file by its own name, not by where it was put for reading.
            where = replace(error.where or Where(), file=path.name)
            raise InputError(error.what, where=where, expected=error.expected, todo=error.todo) from error


def read_pasted(
    text: str, *, doc_id: str, region: str | None = None, published: date | None = None
) -> Policy:
    """The reading of a pasted text.

    Raises:
        InputError: the text is empty.
    """
    if not text.strip():
        raise InputError("没有正文", todo="粘贴政策全文")
    return read_text(text, doc_id=doc_id, region=region, published=published)
