"""HTML pages of government sites: headings, paragraphs, list items and table cells with their paths.

Owns the block walker (lxml); scripts, styles and navigation are dropped, `<br>` breaks a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from domain.errors import InputError, Where
from domain.policy import Block
from nlp.readers.grid import with_items
from nlp.readers.source import Source, check_text
from nlp.readers.text import decode

_DROPPED = {
    "script",
    "style",
    "noscript",
    "nav",
    "header",
    "footer",
    "iframe",
    "form",
    "button",
    "select",
    "template",
    "svg",
}
_KINDS = {"li": "item", "td": "cell", "th": "cell", "dt": "item", "dd": "item", "caption": "heading"}
_KINDS |= {f"h{level}": "heading" for level in range(1, 7)}
_BLOCKS = {
    "p",
    "div",
    "section",
    "article",
    "table",
    "tr",
    "ul",
    "ol",
    "tbody",
    "thead",
    "blockquote",
    "pre",
    "body",
    "main",
    "dl",
}
_BLOCKS |= set(_KINDS)
_META = {"articletitle": "title", "pubdate": "published", "contentsource": "issuer"}
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.I)
_SPACE = re.compile(r"[ \t\r\f]*\n[ \t\r\n\f]*")
_BLANKS = re.compile(r"\s+")
_CHROME = re.compile(
    r"(?:^|[-_\s])(?:header|footer|foot|nav|navbar|menu|breadcrumb|crumbs?|position|location|share|sidebar|toolbar|copyright|search|related)"
    r"(?:$|[-_\s])",
    re.I,
)
MAX_DEPTH = 200
"""Deeper nesting is no page that a person wrote; the walker would run out of stack."""


def read_html(data: bytes, name: str, where: Where) -> Source:
    """The text and blocks of an HTML page.

    Raises:
        InputError: the page is empty, nested too deeply, or its text breaks a limit.
    """
    text = _decode(data, where)
    try:
        root = html.document_fromstring(text.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError) as error:
        raise InputError("网页里没有内容", where=where, todo="确认文件内容") from error
    builder = _Builder()
    body = root.find("body")
    builder.walk(body if body is not None else root, 0, where)
    builder.flush("paragraph", None)
    out = "\n".join(builder.lines)
    check_text(out, where)
    return with_items(Source(out, builder.blocks(), _meta(root), name))


def _decode(data: bytes, where: Where) -> str:
    declared = _CHARSET.search(data[:2048])
    if declared and declared[1].lower() in {b"gb2312", b"gbk", b"gb18030"}:
        return data.decode("gb18030", errors="replace")
    return decode(data, where)


def _meta(root: html.HtmlElement) -> dict[str, str]:
    found = {}
    for tag in root.iter("meta"):
        key = _META.get((tag.get("name") or "").strip().lower())
        content = _BLANKS.sub(" ", tag.get("content") or "").strip()
        if key and content and key not in found:
            found[key] = content
    return found


class _Builder:
    """Collects the running text of the page into lines, one block per line."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.kinds: list[tuple[str, str | None]] = []
        self.buffer: list[str] = []

    def flush(self, kind: str, path: str | None) -> None:
        joined = "".join(self.buffer)
        self.buffer = []
        for piece in joined.split("\n"):
            line = _SPACE.sub(" ", piece).strip()
            if line:
                self.lines.append(line)
                self.kinds.append((kind, path))

    def walk(self, node: html.HtmlElement, depth: int, where: Where) -> None:
        if depth > MAX_DEPTH:
            raise InputError("网页嵌套过深", where=where, todo="另存为纯文本")
        kind, path = _KINDS.get(node.tag, "paragraph"), _path(node)
        self._add(node.text)
        for child in node:
            if not isinstance(child.tag, str) or child.tag in _DROPPED or _aside(child):
                pass
            elif child.tag == "br":
                self.buffer.append("\n")
            elif child.tag in _BLOCKS:
                self.flush(kind, path)
                self.walk(child, depth + 1, where)
                self.flush(_KINDS.get(child.tag, kind), _path(child))
            else:
                self.walk(child, depth + 1, where)
            self._add(child.tail)

    def _add(self, text: str | None) -> None:
        if text:
            self.buffer.append(_SPACE.sub(" ", text))

    def blocks(self) -> tuple[Block, ...]:
        return tuple(self._blocks())

    def _blocks(self) -> Iterator[Block]:
        start = 0
        for line, (kind, path) in zip(self.lines, self.kinds, strict=True):
            yield Block(start, start + len(line), kind, None, path)
            start += len(line) + 1


def _aside(node: html.HtmlElement) -> bool:
    """Whether a node is hidden, or is the site's and not the document's: navigation, sharing, footer."""
    if "display:none" in (node.get("style") or "").replace(" ", ""):
        return True
    return node.tag in {"div", "ul", "section", "aside"} and bool(
        _CHROME.search(f"{node.get('class') or ''} {node.get('id') or ''}")
    )


def _path(node: html.HtmlElement) -> str:
    return node.getroottree().getpath(node)
