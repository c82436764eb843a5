"""A policy shaped for the person who reviews it: each item with its version, each criterion with what to do.

Owns the shaping; the text with its marks is `policy_view`'s, what a form does is `api.usecases.reviewing`'s.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from api.console.policy_view import PolicyView, policy_view
from api.console.review_history import Change, changes_of
from api.console.tree_view import Shape, shapes
from api.criterion_text import criterion_text
from domain.meaning import meaning_of
from domain.policy import Criterion, Item, Policy, SourceStatus, Span
from domain.sentence import sentence
from domain.tree import leaf_ids, print_tree
from graph.policy_rows import item_versions
from graph.review import Correction

FLAGS = {
    "period_assumed": ("期间为推断", "原文没有明说合计、平均还是逐年，按常见写法推断"),
    "ellipsis": ("承前省略", "原文省略了指标，取的是前文的指标"),
    "open_feature": ("词表外", "词表里没有对应的指标，保留原文的说法"),
    "unit_missing": ("没写单位", "原文的数没有写单位，按上下文取了元"),
    "short_history": ("年限不足另算", "经营年限不足的按实际年限计算"),
    "conflict": ("前后不一", "同一份文件里另有不同的说法，这一条不在条件里"),
    "boundary_by_document": ("边界依原文", "“以上”“以下”含不含本数，依这份文件自己的规定"),
    "listed": ("几项合用一数", "几个指标合用一个数，有一个达到就算"),
    "place_modifier": ("地点是修饰语", "地点只写在企业前面，没有说注册或纳税"),
}
"""What the reader inferred, in words for whoever reviews it; a flag that is not here is shown as it is."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A criterion to look at: its words, the sentence to edit, whether it bars, where else it stands.

    `flags` are what the reader inferred, each as a word with what it means.
    """

    criterion: Criterion
    text: str
    sentence: str
    bars: bool
    others: tuple[str, ...]
    flags: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An item to review; `leaves` are those that stand in it, in order of text; `done` its corrections."""

    item: Item
    item_id: str
    version: str
    leaves: tuple[Leaf, ...]
    require: str
    exclude: str
    shapes: tuple[tuple[str, Shape], ...]
    done: tuple[tuple[Correction, tuple[Change, ...]], ...]
    to_check: int

    @property
    def secondary(self) -> bool:
        """Whether whoever signs must name the original that was compared."""
        return self.item.source_status is SourceStatus.SECONDARY


@dataclass(frozen=True, slots=True)
class ReviewView:
    """The page: the text beside the items, and each stretch for review with the item around it."""

    page: PolicyView
    items: tuple[Reviewed, ...]
    reviews: tuple[tuple[str, Span, str, Reviewed | None], ...]


def review_view(policy: Policy, done: Sequence[Correction]) -> ReviewView:
    """The review page of a policy with the corrections made so far."""
    versions = item_versions(policy)
    stands = {item.id: set(_ids(item)) for item in policy.items}
    items = tuple(_reviewed(policy, item, versions[item.id], stands, done) for item in policy.items)
    shown = policy_view(policy)
    reviews = tuple((name, span, why, _around(items, span)) for name, span, why in shown.reviews)
    return ReviewView(shown, items, reviews)


def _around(items: Sequence[Reviewed], span: Span) -> Reviewed | None:
    """The item in whose text a stretch stands, else the first one."""
    inside = (one for one in items if one.item.start <= span.start < one.item.end)
    return next(inside, items[0] if items else None)


def _reviewed(
    policy: Policy, item: Item, version: str, stands: Mapping[str, set[str]], done: Sequence[Correction]
) -> Reviewed:
    item_id = f"{policy.doc_id}.{item.id}"
    barring = set(leaf_ids(item.exclude)) if item.exclude else set()
    leaves = tuple(
        Leaf(
            criterion=one,
            text=criterion_text(one),
            sentence=sentence(meaning_of(one)),
            bars=one.id in barring,
            others=tuple(i.name for i in policy.items if i is not item and one.id in stands[i.id]),
            flags=tuple(FLAGS.get(flag, (flag, "")) for flag in one.flags),
        )
        for one in sorted(item.criteria, key=lambda one: (one.span.start, one.span.end))
    )
    return Reviewed(
        item=item,
        item_id=item_id,
        version=version,
        leaves=leaves,
        require=print_tree(item.require) if item.require else "",
        exclude=print_tree(item.exclude) if item.exclude else "",
        shapes=shapes(item, {one.id: criterion_text(one) for one in policy.criteria()}.__getitem__),
        done=tuple((one, changes_of(one)) for one in done if one.item_id == item_id),
        to_check=sum(one.criterion.check for one in leaves),
    )


def _ids(item: Item) -> Iterator[str]:
    for tree in (item.require, item.exclude):
        if tree is not None:
            yield from leaf_ids(tree)
