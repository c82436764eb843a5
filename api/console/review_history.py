"""What a correction changed, before and after, in the words that the page uses for what stands now.

Owns the wording of the history; what is kept of a correction is `graph.review`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any as AnyValue

from api.benefit_text import benefit_text, window_text
from api.criterion_text import criterion_text
from domain.errors import InputError
from domain.reading_file import benefit_of, criterion_of, window_of
from domain.review import Act
from domain.sentence import tree_line
from domain.tree import parse_tree
from graph.review import Correction

_NOTHING = "（无）"
_CHECK = ("待核", "已认可")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a correction changed; `before` or `after` is （无） where there was or is nothing."""

    what: str
    before: str
    after: str


def changes_of(done: Correction) -> tuple[Change, ...]:
    """What a correction changed, each thing with its name; empty where what is kept says nothing of it."""
    match done.act:
        case Act.TREE:
            found = _trees(done.before or {}, done.after or {})
        case Act.BENEFITS:
            found = _lists("支持", done, lambda one: benefit_text(benefit_of(one)))
        case Act.WINDOWS:
            found = _lists("申报期", done, lambda one: window_text(window_of(one)))
        case Act.SETTLE:
            found = _settled(done.before or [], done.after or [])
        case _:
            found = _leaf(done.before, done.after)
    return tuple(found)


def _leaf(before: AnyValue, after: AnyValue) -> Iterator[Change]:
    """The sentence always; words, table and mark only where they differ."""
    yield Change("条件", _sentence(before), _sentence(after))
    if not (before and after):
        return
    if before["quote"] != after["quote"]:
        yield Change("引文", before["quote"], after["quote"])
    elif before["start"] != after["start"]:
        yield Change("引文位置", f"第 {before['start'] + 1} 字起", f"第 {after['start'] + 1} 字起")
    if (table := _table(before)) != (now := _table(after)):
        yield Change("评分表", table, now)
    if before.get("check") and not after.get("check"):
        yield Change("核对", *_CHECK)


def _sentence(leaf: AnyValue) -> str:
    """The canonical sentence; the words of the document where the vocabulary no longer has the feature."""
    if not leaf:
        return _NOTHING
    try:
        return criterion_text(criterion_of(leaf))
    except InputError:
        return f"原文：{leaf['quote']}"


def _table(leaf: AnyValue) -> str:
    rows = [f"{row['when']} 得 {row['points']} 分" for row in leaf.get("rows") or ()]
    if mark := leaf.get("pass"):
        rows.append(f"{mark} 分达标")
    return "，".join(rows) or _NOTHING


def _trees(before: AnyValue, after: AnyValue) -> Iterator[Change]:
    for key, what in (("require", "条件之间的关系"), ("exclude", "排除情形之间的关系")):
        if before.get(key) != after.get(key):
            yield Change(what, _tree(before, key), _tree(after, key))


def _tree(side: AnyValue, key: str) -> str:
    """The tree in one line with the sentences of then; a criterion that is not kept by its id."""
    if not side.get(key):
        return _NOTHING
    said = {leaf["id"]: _sentence(leaf) for leaf in side.get("leaves") or ()}
    return tree_line(parse_tree(side[key]), lambda name: f"{said[name]}（{name}）" if name in said else name)


def _lists(what: str, done: Correction, said: Callable[[AnyValue], str]) -> Iterator[Change]:
    yield Change(what, _joined(done.before or (), said), _joined(done.after or (), said))


def _joined(parts: Sequence[AnyValue], said: Callable[[AnyValue], str]) -> str:
    words = []
    for part in parts:
        try:
            words.append(said(part))
        except InputError:
            words.append(f"原文：{part['quote']}")
    return "；".join(words) or _NOTHING


def _settled(before: Sequence[AnyValue], after: Sequence[AnyValue]) -> Iterator[Change]:
    """The stretches that are no longer for review; one kept without its words by its place."""
    for one in before:
        if one not in after:
            start, end, why, *quote = one
            words = f"“{quote[0]}”" if quote else f"正文第 {start + 1}–{end} 字"
            yield Change(f"{words}（{why}）", "待核", "已看过")
