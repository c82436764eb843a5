"""The canonical text of an item (规范条文): its trees as numbered lines, printed and read back.

Owns layout and numbers; `parse_item(print_item(s)) == s` for every item that a reading may hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from domain.errors import InputError, Where
from domain.meaning import Meaning
from domain.policy import PointsRow
from domain.reading_json import plain
from domain.sentence.lines import Clause, TableHead
from domain.sentence.parsing import parse_clause, parse_head, parse_row
from domain.sentence.printing import sentence
from domain.sentence.stated import Stated, Table
from domain.tree import MAX_DEPTH, All, Any, AtLeast, Leaf, Node, Not, Points, Waive, When, children

_NUMBERED = re.compile(r"[ \u3000]*([0-9]+(?:\.[0-9]+)*)\. ?(.*)")
_INDENT = "  "


def joint_words(node: Node, *, barring: bool = False) -> str:
    """How the parts below a node combine; `barring` in a list of bars, where holding is bad."""
    match node:
        case All(parts):
            return f"以下{len(parts)}种情形同时存在" if barring else f"以下{len(parts)}项须全部满足"
        case Any(parts):
            return f"有以下{len(parts)}种情形之一" if barring else f"以下{len(parts)}项满足任一即可"
        case AtLeast(count, parts) if barring:
            return f"以下{len(parts)}种情形中至少有{count}种"
        case AtLeast(count, parts):
            return f"以下{len(parts)}项中至少满足{count}项"
        case Not():
            return "没有以下情形" if barring else "以下情形不得存在"
        case When():
            return "仅当下列第一项成立时，须满足第二项"
        case Waive():
            return "须满足下列第一项，第二项成立时可豁免"
        case _:
            return ""


@dataclass(frozen=True, slots=True)
class ItemLine:
    """A line of the canonical text, and the criterion whose sentence it holds (None: a line of the tree)."""

    text: str
    criterion: str | None


def print_item(stated: Stated) -> str:
    """The canonical text; ids stand in 〔 〕, so that a line is found again in the reading.

    Raises:
        InputError: a tree names a criterion whose meaning is not there.
    """
    return "\n".join(line.text for line in item_lines(stated))


def item_lines(stated: Stated) -> Iterator[ItemLine]:
    """The lines of the canonical text, in order."""
    for opening, tree, barring in (("要求：", stated.require, False), ("排除：", stated.exclude, True)):
        if tree is None:
            yield ItemLine(f"{opening}无", None)
        else:
            yield from _lines(opening, tree, stated.meanings, "", barring)
    for name, table in stated.tables.items():
        mark = "" if table.pass_mark is None else f"，合格分{plain(table.pass_mark)}分"
        said = f"评分表〔{name}〕：{_sentence(name, stated.meanings)}{mark}，共{len(table.rows)}行："
        yield ItemLine(said, name)
        for place, row in enumerate(table.rows, start=1):
            opening = f"{_INDENT}{place}. 得{plain(row.points)}分："
            yield from _lines(opening, row.when, stated.meanings, f"{place}.", False)


def _lines(
    opening: str, node: Node, meanings: Mapping[str, Meaning], number: str, barring: bool
) -> Iterator[ItemLine]:
    """The node's own line after `opening`, and the lines below it, numbered on from `number`."""
    name = node.id if isinstance(node, Leaf) else None
    yield ItemLine(f"{opening}{_clause(node, meanings, barring)}", name)
    for place, part in enumerate(children(node), start=1):
        own = f"{number}{place}."
        yield from _lines(f"{_INDENT * own.count('.')}{own} ", part, meanings, own, barring)


def _clause(node: Node, meanings: Mapping[str, Meaning], barring: bool) -> str:
    match node:
        case Leaf(name):
            return f"〔{name}〕{_sentence(name, meanings)}"
        case Points(name):
            return f"评分表〔{name}〕达到合格分"
        case _:
            return f"{joint_words(node, barring=barring)}："


def _sentence(name: str, meanings: Mapping[str, Meaning]) -> str:
    if name not in meanings:
        raise InputError(f"条件树提到的条件“{name}”不存在")
    return sentence(meanings[name])


def parse_item(text: str) -> Stated:
    """The item that the canonical text states; blank lines and indents are free.

    Raises:
        InputError: a line breaks the grammar, a number is out of turn, a criterion is stated in two ways, or
            a scoring table is missing; names line and character.
    """
    return _Reader(text).item()


class _Reader:
    """Takes the lines one by one and keeps what each criterion was said to ask."""

    def __init__(self, text: str) -> None:
        lines = enumerate(text.split("\n"), start=1)
        self.lines = [(row, line.strip()) for row, line in lines if line.strip()]
        self.at = 0
        self.meanings: dict[str, Meaning] = {}
        self.tables: dict[str, Table] = {}
        self.scored: dict[str, int] = {}

    def item(self) -> Stated:
        trees = [self.tree(opens) for opens in ("require", "exclude")]
        while self.at < len(self.lines):
            self.table()
        for name, row in self.scored.items():
            if name not in self.tables:
                expected = f"文末有“评分表〔{name}〕：……”"
                raise InputError(f"没有评分表〔{name}〕", where=Where(row=row), expected=expected)
        return Stated(trees[0], trees[1], self.meanings, self.tables)

    def tree(self, opens: str) -> Node | None:
        word = {"require": "要求：", "exclude": "排除："}[opens]
        row, line = self.next(f"“{word}”开头的一行")
        head = parse_head(line, row)
        if isinstance(head, TableHead) or head.opens != opens:
            raise InputError("段落的次序不对", where=Where(row=row), expected=f"“{word}”开头的一行")
        return self.node(head.clause, "", row, 0) if head.clause else None

    def table(self) -> None:
        row, line = self.next("评分表")
        head = parse_head(line, row)
        if not isinstance(head, TableHead) or head.id in self.tables:
            raise InputError("多出的一行", where=Where(row=row), expected="尚未写过的评分表，或条文到此结束")
        self.mean(head.id, head.meaning, row)
        rows = []
        for place in range(1, head.rows + 1):
            number = f"{place}."
            at, said = self.numbered(number)
            found = parse_row(said, at)
            rows.append(PointsRow(self.node(found.clause, number, at, 0), found.points))
        self.tables[head.id] = Table(tuple(rows), head.pass_mark)

    def node(self, clause: Clause, number: str, row: int, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise InputError("层次过多", where=Where(row=row), expected=f"不超过 {MAX_DEPTH} 层")
        if clause.node == "points":
            self.scored.setdefault(clause.id, row)
            return Points(clause.id)
        if clause.meaning is not None:
            self.mean(clause.id, clause.meaning, row)
            return Leaf(clause.id)
        parts = []
        for place in range(1, clause.parts + 1):
            own = f"{number}{place}."
            at, said = self.numbered(own)
            parts.append(self.node(parse_clause(said, at), own, at, depth + 1))
        return _joined(clause, tuple(parts), row)

    def mean(self, name: str, meaning: Meaning, row: int) -> None:
        if self.meanings.setdefault(name, meaning) != meaning:
            expected = f"与前面一样：{sentence(self.meanings[name])}"
            raise InputError(f"条件〔{name}〕两处写法不同", where=Where(row=row), expected=expected)

    def next(self, expected: str) -> tuple[int, str]:
        if self.at >= len(self.lines):
            row = self.lines[-1][0] + 1 if self.lines else 1
            raise InputError("条文没有写完", where=Where(row=row), expected=expected)
        self.at += 1
        return self.lines[self.at - 1]

    def numbered(self, number: str) -> tuple[int, str]:
        row, line = self.next(f"编号为 {number} 的一行")
        found = _NUMBERED.fullmatch(line)
        if not found or f"{found[1]}." != number:
            said = f"编号“{found[1]}.”不对" if found else "这一行没有编号"
            raise InputError(said, where=Where(row=row), expected=f"编号为 {number} 的一行")
        return row, found[2]


def _joined(clause: Clause, parts: tuple[Node, ...], row: int) -> Node:
    match clause.node, parts:
        case "not", (part,):
            return Not(part)
        case "when", (scope, asked):
            return When(scope, asked)
        case "waive", (asked, waiver):
            return Waive(asked, waiver)
        case _, ():
            raise InputError("下面没有一项", where=Where(row=row), expected="至少一项")
        case "at_least", _:
            return AtLeast(clause.count, parts)
        case "all", _:
            return All(parts)
        case _:
            return Any(parts)
