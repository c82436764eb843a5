"""What a reader hands over: the text that offsets count in, its blocks, and what the format itself says.

Owns the shape and the limits on size that all readers share.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from domain.errors import InputError, Where
from domain.policy import Block

MAX_BYTES = 5 * 1024 * 1024
"""Largest file taken; a policy with all annexes as text stays far below."""
MAX_OFFICE_BYTES = 30 * 1024 * 1024
"""Largest office file or PDF taken; pictures and fonts make them large, not the text."""
MAX_CHARACTERS = 300_000
"""Longest text taken, some seconds' work; a policy with all its annexes stays far below."""
MAX_LINE = 20_000
"""Longest line: a longer one is no prose, and would make every sentence rule slow."""
MAX_CONTROL_SHARE = 0.01
"""Share of control characters above which a text is no text."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document as text.

    Attributes:
        text: what all offsets count in.
        blocks: paragraphs, headings, list items and cells in order, within `text`.
        meta: what the format states of the document: title, issuer, published, doc_no.
        name: the file's name without its ending.
        joins: offsets of line breaks inside sentences (a text broken at a fixed width).
    """

    text: str
    blocks: tuple[Block, ...]
    meta: dict[str, str] = field(default_factory=dict)
    name: str = ""
    joins: frozenset[int] = frozenset()


def check_text(text: str, where: Where) -> None:
    """Refuse a text that no rule could read in bounded time, or that is no text.

    Raises:
        InputError: empty, too long, one endless line, or full of control characters.
    """
    if not text.strip():
        raise InputError("文件里没有文字", where=where, todo="确认文件内容；扫描件须先转成文字")
    if len(text) > MAX_CHARACTERS:
        raise InputError(
            f"文字过多（{len(text)} 字）",
            where=where,
            expected=f"不超过 {MAX_CHARACTERS} 字",
            todo="拆成几份",
        )
    longest = max(map(len, text.split("\n")))
    if longest > MAX_LINE:
        raise InputError(
            f"有一行长达 {longest} 字",
            where=where,
            expected=f"每行不超过 {MAX_LINE} 字",
            todo="按段落分行后重试",
        )
    control = sum(char < " " and char not in "\n\r\t\x0b\x0c" for char in text) + text.count("\ufffd")
    if control > MAX_CONTROL_SHARE * len(text):
        raise InputError("内容不是文字（含大量控制字符）", where=where, todo="确认文件没有损坏，另存为纯文本")
