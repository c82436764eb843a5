"""Two readings of one text compared: leaves gained, lost and changed, stretches for review, changed logic.

Owns which leaf of the one is which of the other (by place, as the text is the same); words are `api`'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.policy import Criterion, Item, Policy, Review, Span
from domain.tree import All, Any, AtLeast, Leaf, Node, Not, Points, Waive, When, print_tree


class Kind(StrEnum):
    """What became of a leaf, of a stretch for review, or of an item's tree."""

    GAINED = "gained"
    LOST = "lost"
    CHANGED = "changed"
    REVIEW_GAINED = "review_gained"
    REVIEW_LOST = "review_lost"
    LOGIC = "logic"


@dataclass(frozen=True, slots=True)
class Difference:
    """One line of the preview.

    Attributes:
        quote: the stretch of text that it is about, with its place.
        before, after: the leaf as read now and as it would be read; None where there is none.
        was, would_be: the same in words for what is no leaf: why a stretch is for review, the tree.
    """

    doc_id: str
    kind: Kind
    quote: Span
    before: Criterion | None = None
    after: Criterion | None = None
    was: str = ""
    would_be: str = ""


def differences(before: Policy, after: Policy) -> tuple[Difference, ...]:
    """What differs between two readings of one text, in its order; changed ids alone are no difference."""
    old, new = _in_order(before), _in_order(after)
    pairs = [*_pairs(old, new)]
    found = [_leaf(after.doc_id, was, will) for was, will in pairs if _said(was) != _said(will)]
    found += _reviews(after.doc_id, before.review, after.review)
    found += _logic(before, after, [(was, will) for was, will in pairs if was and will])
    return tuple(sorted(found, key=lambda one: (one.quote.start, one.kind)))


def _in_order(policy: Policy) -> list[Criterion]:
    return sorted(policy.criteria(), key=lambda one: (one.span.start, one.span.end))


def _said(one: Criterion | None) -> Criterion | None:
    """A leaf without its id: ids count through the document and shift when one comes or goes."""
    return replace(one, id="", rows=()) if one else None


def _pairs(
    old: Sequence[Criterion], new: Sequence[Criterion]
) -> Iterator[tuple[Criterion | None, Criterion | None]]:
    """Leaves that are equal first, then those that overlap most, then those that stand alone."""
    left, right = list(old), list(new)
    for was in old:
        same = next((one for one in right if _said(one) == _said(was)), None)
        if same is not None:
            left.remove(was)
            right.remove(same)
            yield was, same
    shared = [(_overlap(was.span, will.span), was, will) for was in left for will in right]
    for size, was, will in sorted(shared, key=lambda one: -one[0]):
        if size > 0 and was in left and will in right:
            left.remove(was)
            right.remove(will)
            yield was, will
    yield from ((was, None) for was in left)
    yield from ((None, will) for will in right)


def _overlap(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _leaf(doc_id: str, was: Criterion | None, will: Criterion | None) -> Difference:
    if was is None:
        assert will is not None
        return Difference(doc_id, Kind.GAINED, will.span, None, will)
    kind = Kind.CHANGED if will else Kind.LOST
    return Difference(doc_id, kind, (will or was).span, was, will)


def _reviews(doc_id: str, before: Sequence[Review], after: Sequence[Review]) -> Iterator[Difference]:
    old, new = {one.span for one in before}, {one.span for one in after}
    for one in after:
        if one.span not in old:
            yield Difference(doc_id, Kind.REVIEW_GAINED, one.span, would_be=one.why)
    for one in before:
        if one.span not in new:
            yield Difference(doc_id, Kind.REVIEW_LOST, one.span, was=one.why)


def _logic(
    before: Policy, after: Policy, pairs: Iterable[tuple[Criterion, Criterion]]
) -> Iterator[Difference]:
    """Items whose leaves that stay are combined in another way; items are known by where they begin."""
    names = {was.id: will.id for was, will in pairs}
    kept = {will: will for will in names.values()}
    items = {(one.start, one.name): one for one in before.items}
    for item in after.items:
        old = items.get((item.start, item.name))
        if old is None:
            continue
        was, would_be = _trees(old, names), _trees(item, kept)
        if was != would_be:
            span = Span(item.start, item.end, item.name)
            yield Difference(after.doc_id, Kind.LOGIC, span, was=was, would_be=would_be)


def _trees(item: Item, names: Mapping[str, str]) -> str:
    parts = []
    for word, tree in (("条件", item.require), ("排除", item.exclude)):
        node = _renamed(tree, names) if tree else None
        if node is not None:
            parts.append(f"{word} {print_tree(node)}")
    return "；".join(parts)


def _renamed(node: Node, names: Mapping[str, str]) -> Node | None:
    """The tree over the leaves that stay, by their new ids; a node left with one part is that part."""
    match node:
        case Leaf(name):
            return Leaf(names[name]) if name in names else None
        case Points(name):
            return Points(names[name]) if name in names else None
        case Not(part):
            inner = _renamed(part, names)
            return Not(inner) if inner else None
        case When(first, second) | Waive(first, second):
            one, other = _renamed(first, names), _renamed(second, names)
            return type(node)(one, other) if one and other else one or other
        case All(parts) | Any(parts) | AtLeast(_, parts):
            left = tuple(one for one in (_renamed(part, names) for part in parts) if one)
            if len(left) < 2:
                return left[0] if left else None
            return AtLeast(node.count, left) if isinstance(node, AtLeast) else type(node)(left)
