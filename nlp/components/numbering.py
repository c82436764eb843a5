"""Step `policy_numbering`: list marks, headings and the tree of parts.

Owns the layer `parts`. The level of a mark is learnt from the order of first use in the document.
"""

from __future__ import annotations

import itertools
import re
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.section import is_cue
from nlp.numerals import parse_number
from nlp.resources import pattern, sections
from nlp.work import Part, Work, show, work

_CN = "[一二三四五六七八九十百零〇]+"
_MARKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("编", re.compile(rf"第({_CN})编")),
    ("章", re.compile(rf"第({_CN})章")),
    ("节", re.compile(rf"第({_CN})节")),
    ("条", re.compile(rf"第({_CN}|\d+)条(?!第|款|规定|的|、|至|和|所)")),
    ("一", re.compile(rf"({_CN})[、.](?!\d)")),
    ("(一)", re.compile(rf"\(({_CN})\)")),
    ("1.", re.compile(r"(\d{1,2})(?:、|\.(?!\d))|(\d{1,2})\. (?=\d)|(\d{1,2})\.(?=(?:19|20)\d\d年)")),
    ("(1)", re.compile(r"\((\d{1,2})\)")),
    ("1)", re.compile(r"(\d{1,2})\)")),
    ("①", re.compile(r"([①-⑳])")),
    ("A", re.compile(r"([A-H])[.、](?=[^A-Za-z])")),
)
_INLINE = re.compile(
    rf"(?<=[;。:,】\]])(?=\(({_CN}|\d{{1,2}})\)|[①-⑳]|\d{{1,2}}[.、](?!\d))|(?<=[。”])(?={_CN}、)"
)
_BULLETS = re.compile(r"[◆●■★▲▶►◇○□※➢➤❖✦◎☆•·▪☑✓✔]+ *")
"""Marks that only set a line off; what numbers or heads it stands behind them."""
_HEAD_MAX = 32
_OF_TABLE = {"row": "行", "column": ""}
"""Kinds of lines that a list of items in a table is made of, with their style: a row is an item."""
_LEVEL_TOP = ("编", "章", "节", "条")


@Language.component("policy_numbering")
def numbering(doc: Doc) -> Doc:
    """Build the tree of parts from the lines."""
    state = work(doc)
    pieces = [
        piece
        for place, line in enumerate(state.lines)
        for piece in _pieces(
            state.text, line, state.lines[place + 1] if place + 1 < len(state.lines) else None
        )
    ]
    state.root = Part(0, 0, section="")
    tree = _Tree(state.root)
    for start, end, kind in pieces:
        tree.add(_part(state, start, end, kind))
    for part in state.root.walk():
        _unhead(state.text, part)
    show(doc, "parts", [(p.start, p.end, p.style or p.kind) for p in state.root.walk() if p.end > p.start])
    return doc


def _unhead(text: str, part: Part) -> None:
    """A short list member with nothing below it is no heading but a sentence without its stop."""
    if part.style and not part.children and part.body == part.end and part.head_end == part.end:
        begin = part.start + len(part.mark)
        words = text[begin : part.end]
        if (
            part.style not in _LEVEL_TOP
            and not _is_label(words)
            and not any(cue.search(words) for cue in _cues())
        ):
            part.body = part.head_end = begin


def _pieces(
    text: str, line: tuple[int, int, str], following: tuple[int, int, str] | None
) -> list[tuple[int, int, str]]:
    """A line cut before marks that run on in it: （一）…；（二）…, only where they count up from one.

    The second mark may stand at the beginning of the following line.
    """
    start, end, kind = line
    cuts: list[int] = []
    expected: dict[str, int] = {}
    head = _mark(text, start, end)
    if head:
        expected[head[0]] = head[2] + 1
    for hit in _INLINE.finditer(text, start + 1, end):
        mark = _mark(text, hit.start(), end)
        if mark is None or _depth(text, start, hit.start()) > 0:
            continue
        style, _, ordinal = mark
        if style == "一":
            if _is_head(text, hit.start(), end, mark[1]):
                cuts.append(hit.start())
            continue
        if ordinal == expected.get(style, 1) and (
            ordinal > 1
            or _next_follows(text, hit.start(), end, style)
            or (following is not None and _is_second(text, following, style))
        ):
            expected[style] = ordinal + 1
            cuts.append(hit.start())
    edges = [start, *cuts, end]
    return [(a, b, kind) for a, b in itertools.pairwise(edges)]


def _is_head(text: str, start: int, end: int, mark: str) -> bool:
    """Whether a mark in the middle of a line opens a section (…上传核查表。 六、申请材料要求)."""
    words = text[start + len(mark) : end].rstrip(":。")
    return 0 < len(words) <= _HEAD_MAX and any(cue.search(words) for cue in _cues())


def _next_follows(text: str, start: int, end: int, style: str) -> bool:
    for hit in _INLINE.finditer(text, start + 1, end):
        mark = _mark(text, hit.start(), end)
        if mark and mark[0] == style and mark[2] == 2:
            return True
    return False


def _is_second(text: str, line: tuple[int, int, str], style: str) -> bool:
    mark = _mark(text, line[0], line[1])
    return mark is not None and mark[0] == style and mark[2] == 2


def _depth(text: str, start: int, end: int) -> int:
    return text.count("(", start, end) - text.count(")", start, end)


def _mark(text: str, start: int, end: int) -> tuple[str, str, int] | None:
    """Style, text and ordinal of the list mark at `start`."""
    for style, found in _MARKS:
        hit = found.match(text, start, end)
        if hit:
            raw = next(group for group in hit.groups() if group)
            return style, hit[0], _ordinal(raw)
    return None


def _ordinal(raw: str) -> int:
    if "①" <= raw <= "⑳":
        return ord(raw) - ord("①") + 1
    if raw.isascii() and raw.isalpha():
        return ord(raw) - ord("A") + 1
    number = parse_number(raw)
    return int(number) if number is not None else 0


def _part(state: Work, start: int, end: int, kind: str) -> Part:
    text = state.text
    bullet = _BULLETS.match(text, start, end)
    at = bullet.end() if bullet else start
    mark = _mark(text, at, end)
    part = Part(start, end, kind=kind, mark=text[start:at])
    if kind in _OF_TABLE:
        part.style = _OF_TABLE[kind]
        part.body = part.head_end = end
        return part
    body = at
    if mark:
        part.style, part.ordinal = mark[0], mark[2]
        part.mark += mark[1]
        body = start + len(part.mark)
        while body < end and text[body] in " .、":
            body += 1
    part.body = part.head_end = body
    _heading(text, part, end)
    tail = text[part.body : end].rstrip()
    part.lead = tail.endswith(":") or bool(pattern("lead_end").search(tail)) or bool(_bars().search(tail))
    return part


def _heading(text: str, part: Part, end: int) -> None:
    """Set where the heading of a part ends and its sentences begin."""
    own = text[part.body : end]
    if bracket := re.match(r"\s*[【\[]([^】\]]{1,30})[】\]]", own):
        part.head_end = part.body + bracket.end()
        part.body = part.head_end
        part.kind = "bracket"
        return
    if _is_label(own) or part.kind == "heading" or (not part.style and is_cue(own.rstrip(":"))):
        part.head_end = part.body = end
        return
    short = part.style and len(own) <= _HEAD_MAX and not re.search(r"[。;,:]", own.rstrip(":"))
    if short and not pattern("not_heading").search(own):
        part.head_end = part.body = end
        return
    lead = re.match(r"([^。;,:()]{2,18})[:。]", own)
    if (
        lead
        and lead.end() < len(own.rstrip())
        and not pattern("not_heading").search(lead[1])
        and _heads(lead[1], part)
    ):
        part.head_end = part.body + lead.end(1)
        part.body += lead.end()


def _heads(words: str, part: Part) -> bool:
    """Whether a short start of a paragraph is its heading: its ending, or a known section cue, says so."""
    if part.style and pattern("heading_end").search(words):
        return True
    return any(cue.search(words) for cue in _cues())


@cache
def _bars() -> re.Pattern[str]:
    return re.compile("|".join(sections().leads["exclude"]))


@cache
def _cues() -> list[re.Pattern[str]]:
    return [re.compile(f"(?:{'|'.join(cues)})$") for cues in sections().headings.values()]


def _is_label(own: str) -> bool:
    return own.strip().rstrip(":") in _labels()


def _labels() -> set[str]:
    return set(sections().labels)


def _labelled(part: Part) -> bool:
    """Whether a paragraph begins with a label (补贴标准:1万元)."""
    return not part.style and part.start < part.head_end <= part.body < part.end


def _closed(other: Part) -> bool:
    """Whether a labelled paragraph ends the list that a part is the last member of.

    It does below a numbered heading (1、创业补贴), where no member before had labelled lines of its own.
    """
    above = other.parent
    if above is None or not above.style or above.body < above.end or not other.style:
        return False
    same = [one for one in above.children if one.style == other.style]
    return len(same) > 1 and not any(_labelled(line) for one in same for line in one.children)


class _Tree:
    """Hangs parts under each other; the open parts form a path from the root."""

    def __init__(self, root: Part) -> None:
        self.path = [root]

    def add(self, part: Part) -> None:
        place = self._place(part)
        del self.path[place:]
        parent = self.path[-1]
        part.parent = parent
        parent.children.append(part)
        self.path.append(part)

    def _place(self, part: Part) -> int:
        """How many of the open parts stay open."""
        if part.kind in _OF_TABLE:
            rows = [i for i, p in enumerate(self.path) if p.style == "行"]
            columns = rows[-1] + 1 if rows else len(self.path)
            above = [i for i, p in enumerate(self.path) if p.style or i == 0]
            return (rows[-1] if rows else above[-1] + 1) if part.kind == "row" else columns
        if part.kind == "bracket" and not part.style:
            return self._bracketed()
        if part.style:
            return self._marked(part)
        if part.body == part.end and part.head_end == part.end:
            return 1
        return self._plain(part)

    def _bracketed(self) -> int:
        """A head in brackets with its list below it stands beside the others of its numbered part."""
        same = [i for i, p in enumerate(self.path) if p.kind == "bracket"]
        styled = [i for i, p in enumerate(self.path) if p.style]
        return same[0] if same else styled[-1] + 1 if styled else 1

    def _marked(self, part: Part) -> int:
        if part.style in _LEVEL_TOP:
            higher = _LEVEL_TOP[: _LEVEL_TOP.index(part.style)]
            return max([i + 1 for i, p in enumerate(self.path) if p.style in higher], default=1)
        for place in range(len(self.path) - 1, 0, -1):
            other = self.path[place]
            if other.style == part.style and part.ordinal > other.ordinal:
                return place
        return self._open_for_list(part)

    def _open_for_list(self, part: Part) -> int:
        """A new list hangs below the innermost heading, lead-in or marked part; plain text closes."""
        if part.style == "一":
            return max([i + 1 for i, p in enumerate(self.path) if p.style in _LEVEL_TOP], default=1)
        for place in range(len(self.path) - 1, 0, -1):
            other = self.path[place]
            if other.style and other.style != part.style:
                return place + 1
            if not other.style and (other.lead or other.body == other.end):
                return place + 1
        return 1

    def _plain(self, part: Part) -> int:
        """A plain paragraph stays with the innermost heading, lead-in or marked part that it continues."""
        for place in range(len(self.path) - 1, 0, -1):
            other = self.path[place]
            if _labelled(part) and _closed(other):
                continue
            if other.style or other.body == other.end:
                last_of_list = bool(other.style) and other.body < other.end and not other.children
                if last_of_list and part.lead:
                    continue
                if last_of_list and other.parent is not None and other.parent.lead:
                    continue
                return place + 1
        return 1
