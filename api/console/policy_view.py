"""A policy shaped for its page: the text with its marks, and each item's tree as one reads it.

Owns the shaping; what a criterion asks, in words, is said by `criterion_text`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from api.console.marks import Mark, Paragraph, paragraphs
from api.criterion_text import criterion_text
from domain.policy import Benefit, Criterion, Item, Policy, Span, Window
from domain.reading_json import plain
from domain.sentence import joint_words, tree_line
from domain.tree import Leaf, Node, Points, Waive, When, children, leaf_ids


@dataclass(frozen=True, slots=True)
class Asked:
    """One criterion in a tree; `first` where it stands first on the page and carries the anchor."""

    criterion: Criterion
    text: str
    first: bool


@dataclass(frozen=True, slots=True)
class Joint:
    """A node of the tree: how its parts combine, in words, and the parts."""

    says: str
    parts: tuple[Joint | Asked, ...]


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item with its trees; benefits and windows numbered through the page as `b1`, `w1` …

    `others` are criteria that no tree asks, such as the bands of a sum.
    """

    item: Item
    item_id: str
    require: Joint | Asked | None
    exclude: Joint | Asked | None
    others: tuple[Asked, ...]
    benefits: tuple[tuple[str, Benefit, str], ...]
    windows: tuple[tuple[str, Window], ...]


@dataclass(frozen=True, slots=True)
class PolicyView:
    """The page: paragraphs of the text (none where the graph holds no text) beside the items."""

    policy: Policy
    paragraphs: tuple[Paragraph, ...]
    items: tuple[ItemView, ...]
    reviews: tuple[tuple[str, Span, str], ...]
    criteria: int
    to_check: int


@dataclass(slots=True)
class _Page:
    """What is numbered once for the whole page."""

    criteria: Mapping[str, Criterion]
    later: frozenset[str]
    shown: set[str] = field(default_factory=set)
    marks: list[Mark] = field(default_factory=list)
    benefits: int = 0
    windows: int = 0


def policy_view(policy: Policy) -> PolicyView:
    """The page of a policy."""
    trees = [tree for item in policy.items for tree in (item.require, item.exclude)]
    page = _Page({one.id: one for one in policy.criteria()}, frozenset(_named(policy, trees)))
    barring = {name for item in policy.items if item.exclude for name in leaf_ids(item.exclude)}
    for one in policy.criteria():
        kind = "exclude" if one.id in barring else "criterion"
        page.marks.append(Mark(one.id, one.span.start, one.span.end, kind, criterion_text(one)))
    items = tuple(_item(page, policy, item) for item in policy.items)
    reviews = tuple((f"r{i}", one.span, one.why) for i, one in enumerate(policy.review, start=1))
    page.marks.extend(
        Mark(name, span.start, span.end, "review", f"待核：{why}") for name, span, why in reviews
    )
    cut = paragraphs(policy.text, policy.blocks, page.marks) if policy.text else ()
    to_check = sum(one.check for one in policy.criteria())
    return PolicyView(policy, cut, items, reviews, len(page.criteria), to_check)


def _named(policy: Policy, trees: Sequence[Node | None]) -> Iterator[str]:
    """Criteria that the trees show, the rows of their scoring tables included."""
    rows = {one.id: [row.when for row in one.rows] for one in policy.criteria()}
    for tree in trees:
        for name in leaf_ids(tree):
            yield name
            yield from _named(policy, rows.get(name, ()))


def _item(page: _Page, policy: Policy, item: Item) -> ItemView:
    require = _tree(page, item.require) if item.require else None
    exclude = _tree(page, item.exclude, barring=True) if item.exclude else None
    return ItemView(
        item=item,
        item_id=f"{policy.doc_id}.{item.id}",
        require=require,
        exclude=exclude,
        others=tuple(_asked(page, one.id) for one in item.criteria if one.id not in page.later),
        benefits=tuple(_benefits(page, item)),
        windows=tuple(_windows(page, item)),
    )


def _benefits(page: _Page, item: Item) -> Iterator[tuple[str, Benefit, str]]:
    for benefit in item.benefits:
        page.benefits += 1
        name = f"b{page.benefits}"
        page.marks.append(Mark(name, benefit.span.start, benefit.span.end, "benefit", "支持内容"))
        yield name, benefit, tree_text(page.criteria, benefit.when) if benefit.when else ""


def _windows(page: _Page, item: Item) -> Iterator[tuple[str, Window]]:
    for window in item.windows:
        page.windows += 1
        name = f"w{page.windows}"
        page.marks.append(Mark(name, window.span.start, window.span.end, "window", "申报期"))
        yield name, window


def _tree(page: _Page, node: Node, *, barring: bool = False) -> Joint | Asked:
    if isinstance(node, Leaf | Points):
        criterion = page.criteria[node.id]
        if not criterion.rows:
            return _asked(page, node.id)
        rows = tuple(
            Joint(f"得 {plain(row.points)} 分：", (_tree(page, row.when),)) for row in criterion.rows
        )
        says = f"评分合计达到 {plain(criterion.pass_mark)} 分" if criterion.pass_mark else "按评分表评定"
        return Joint(says, (_asked(page, node.id), *rows))
    parts = tuple(_tree(page, part, barring=barring) for part in children(node))
    if isinstance(node, When | Waive):
        says, second = ("仅当：", "则须：") if isinstance(node, When) else ("须满足：", "可由下列情形豁免：")
        return Joint("", (Joint(says, parts[:1]), Joint(second, parts[1:])))
    return Joint(joint_words(node, barring=barring), parts)


def _asked(page: _Page, name: str) -> Asked:
    first = name not in page.shown
    page.shown.add(name)
    criterion = page.criteria[name]
    return Asked(criterion, criterion_text(criterion), first)


def tree_text(criteria: Mapping[str, Criterion], node: Node) -> str:
    """A small tree in one line (the band of a benefit)."""
    return tree_line(node, lambda name: criterion_text(criteria[name]))
