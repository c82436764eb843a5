"""Office files as archives: opened only where they are small, few and plain enough to unpack.

Owns the limits that keep a zip bomb or an entity bomb from being unpacked at all.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from xml.parsers.expat import ExpatError

from lxml import etree

from domain.errors import InputError, Where

MAX_ENTRIES = 2_000
MAX_UNPACKED = 60 * 1024 * 1024
"""All entries together, unpacked; a policy with pictures of its annexes stays below."""
MAX_RATIO = 200
"""Unpacked over packed size of one entry; text packs to a tenth, not to a thousandth."""
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    ExpatError,
    etree.XMLSyntaxError,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What the libraries raise on a damaged file; found by damaging files at random."""
_SMALL = 1024 * 1024
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")


def open_archive(data: bytes, where: Where) -> zipfile.ZipFile:
    """The archive, checked before anything is unpacked.

    Raises:
        InputError: no archive, encrypted, too many or too large entries, or packed beyond belief.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except DAMAGE as error:
        raise InputError("文件已损坏，或不是 Office 文件", where=where, todo="重新另存后再试") from error
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if any(entry.flag_bits & 1 for entry in entries):
        raise InputError("文件加了密码", where=where, todo="去掉密码后另存")
    bomb = any(e.file_size > _SMALL and e.file_size > MAX_RATIO * max(e.compress_size, 1) for e in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or bomb:
        raise InputError(
            "文件解压后过大，可能是恶意构造的",
            where=where,
            expected=f"解压后不超过 {MAX_UNPACKED // 2**20} MB",
            todo="另存为新文件；图片多的附件请删去",
        )
    return archive


def part(archive: zipfile.ZipFile, name: str, where: Where) -> bytes | None:
    """One XML part of an archive; None where there is none.

    Raises:
        InputError: the part is damaged, or defines entities, which no office program writes.
    """
    if name not in archive.namelist():
        return None
    try:
        data = archive.read(name)
    except DAMAGE as error:
        raise InputError("文件已损坏", where=where, todo="重新另存后再试") from error
    if any(mark in data for mark in _FORBIDDEN):
        raise InputError("文件内含实体定义，可能是恶意构造的", where=where, todo="用办公软件打开后另存")
    return data
