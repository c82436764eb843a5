"""Which reader opens a file: by its ending, within the limits of size.

Owns the table of endings; a format not in it is refused with the way out.
"""

from __future__ import annotations

from pathlib import Path

from domain.errors import InputError, UnavailableError, Where
from nlp.readers.apart import apart
from nlp.readers.html import read_html
from nlp.readers.source import MAX_BYTES, MAX_OFFICE_BYTES, Source
from nlp.readers.text import read_plain

READERS = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_plain,
    ".markdown": read_plain,
    ".html": read_html,
    ".htm": read_html,
    ".shtml": read_html,
    ".docx": apart(".docx"),
    ".pdf": apart(".pdf"),
    ".xlsx": apart(".xlsx"),
}
_LARGER = {".docx", ".pdf", ".xlsx"}
_OLD = {".doc": ".docx", ".wps": ".docx", ".xls": ".xlsx", ".et": ".xlsx", ".rtf": ".docx", ".ofd": ".pdf"}
"""Formats that are not read, and what an office program saves them as."""


def open_source(path: Path) -> Source:
    """The document in a file.

    Raises:
        InputError: no such file, an ending that is not read, too large, or no text.
        UnavailableError: the system refuses to open it.
    """
    where = Where(file=str(path))
    reader = READERS.get(path.suffix.lower())
    if path.is_dir():
        raise InputError("这是文件夹，不是文件", where=where, todo="指定其中的一个文件")
    if reader is None:
        raise InputError(
            f"暂不支持“{path.suffix or '没有后缀'}”格式的文件",
            where=where,
            expected="txt、md、html、docx、pdf、xlsx",
            todo=f"用办公软件另存为 {_OLD.get(path.suffix.lower(), '.docx 或 UTF-8 纯文本（.txt）')} 后重试",
        )
    try:
        most = MAX_OFFICE_BYTES if path.suffix.lower() in _LARGER else MAX_BYTES
        if path.stat().st_size > most:
            raise InputError("文件过大", where=where, expected=f"不超过 {most // 2**20} MB", todo="拆成几份")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise InputError("找不到文件", where=where, todo="检查路径") from error
    except OSError as error:
        raise UnavailableError(f"文件打不开（{error.strerror}）", where=where, todo="检查权限") from error
    return reader(data, path.stem, where)
