"""Plain text and Markdown: encodings, and the header lines of corpus texts.

Owns decoding; every line becomes a paragraph, unless the text is broken at a fixed width.
"""

from __future__ import annotations

from domain.errors import InputError, Where
from nlp.readers.source import Source, check_text
from nlp.readers.wrapping import wrapped_blocks, wraps

_CORPUS = "# source:"
_HEADER_KEYS = {"title", "issuer", "issuers", "year", "published", "doc_no"}


def decode(data: bytes, where: Where) -> str:
    """The text of UTF-8 (with or without a byte order mark), UTF-16 with one, or GB18030 bytes.

    Raises:
        InputError: none of them fits.
    """
    encodings = ["utf-16"] if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ["utf-8-sig", "gb18030"]
    if b"\x00" in data[:4096] and encodings[0] != "utf-16":
        raise InputError("内容不是文字，而是二进制数据", where=where, todo="另存为 UTF-8 编码的纯文本")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError("认不出文字编码", where=where, expected="UTF-8 或 GB18030", todo="另存为 UTF-8 编码")


def split_header(text: str) -> tuple[dict[str, str], str]:
    """The header of a corpus text and the text that offsets count in."""
    if not text.startswith(_CORPUS):
        return {}, text
    lines = text.split("\n")
    count = 0
    while count < len(lines) and lines[count].startswith("# "):
        count += 1
    meta = {}
    for line in lines[:count]:
        key, _, value = line[2:].partition(":")
        if key.strip() in _HEADER_KEYS and value.strip():
            meta[key.strip()] = value.strip()
    rest = count + 1 if count < len(lines) and not lines[count].strip("\r") else count
    return meta, "\n".join(lines[rest:])


def read_plain(data: bytes, name: str, where: Where) -> Source:
    """A `.txt` or `.md` file.

    Raises:
        InputError: the bytes are no text, or the text breaks a limit.
    """
    meta, text = split_header(decode(data, where).replace("\r\n", "\n"))
    check_text(text, where)
    return plain(text, meta, name)


def plain(text: str, meta: dict[str, str], name: str = "") -> Source:
    """A text as it is: every line a paragraph, or several where the text is broken at a fixed width."""
    joins = wraps(text)
    return Source(text, wrapped_blocks(text, joins), meta, name, joins)
