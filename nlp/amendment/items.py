"""What became of the items, and of the signatures under them.

Owns the rule of signatures: one stays valid only where nothing that it was given for is another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from domain.amendment import Change, Difference, Fate, ItemChange, SignatureFate, TreeFate
from domain.policy import Benefit, Criterion, Item, Policy, Review, Window
from domain.tree import Node, leaf_ids
from nlp.amendment.differences import item_differences
from nlp.amendment.forms import tree_fate
from nlp.amendment.likeness import item_likeness, place_likeness
from nlp.amendment.pairing import pair
from nlp.amendment.weights import weights


@dataclass(frozen=True, slots=True)
class Parts:
    """What is known of the parts when items are looked at.

    Attributes:
        names: id in the new version by id in the old one, of criteria that are one.
        places: the document speaks of another region, so that 本县 is another place.
        review: stretches that a person must look at and the old version did not have.
    """

    names: Mapping[str, str]
    criteria: Sequence[Change[Criterion]]
    benefits: Sequence[Change[Benefit]]
    windows: Sequence[Change[Window]]
    places: bool
    review: Sequence[Review]


def paired_items(old: Policy, new: Policy, names: Mapping[str, str]) -> list[tuple[int, int]]:
    """Places of the items that are one, by the old place."""
    olds = [named(item, old) for item in old.items]
    news = [named(item, new) for item in new.items]

    def alike(one: int, other: int) -> float:
        both = len({names[key] for key in olds[one] if key in names} & news[other])
        place = place_likeness(one, len(olds), other, len(news))
        shared = (both, len(olds[one]), len(news[other]))
        return item_likeness(old.items[one], new.items[other], shared, place)

    return pair(old.items, new.items, alike, weights("item").least)


def named(item: Item, policy: Policy) -> frozenset[str]:
    """Every criterion that the item asks: in its trees, its bands, the rows of its tables."""
    rows = {one.id: [row.when for row in one.rows] for one in policy.criteria()}
    found: set[str] = {one.id for one in item.criteria}
    waiting: list[Node | None] = [item.require, item.exclude, *(benefit.when for benefit in item.benefits)]
    waiting += [when for name in found for when in rows[name]]
    while waiting:
        for name in leaf_ids(waiting.pop()):
            if name not in found:
                found.add(name)
                waiting += rows.get(name, [])
    return frozenset(found)


def item_changes(
    old: Policy, new: Policy, pairs: Sequence[tuple[int, int]], parts: Parts
) -> tuple[ItemChange, ...]:
    """Every item in one change: those of the new version in order, then those that are gone."""
    by_new = {after: before for before, after in pairs}
    changes = [
        _change(old, new, old.items[by_new[place]], item, parts)
        if place in by_new
        else ItemChange(Fate.NEW, None, item)
        for place, item in enumerate(new.items)
    ]
    stays = set(by_new.values())
    for place, item in enumerate(old.items):
        if place not in stays:
            ended = SignatureFate(item.signed, False, ("事项已删去",)) if item.signed else None
            changes.append(ItemChange(Fate.GONE, item, None, signature=ended))
    return tuple(changes)


def _change(old: Policy, new: Policy, before: Item, after: Item, parts: Parts) -> ItemChange:
    differences = tuple(item_differences(before, after))
    tree = tree_fate([before.require, before.exclude], [after.require, after.exclude], dict(parts.names))
    own = list(_own(old, new, before, after, parts))
    other = [one for one in own if one.fate is not Fate.KEPT]
    fate = Fate.CHANGED if differences or other or tree is not TreeFate.SAME else Fate.KEPT
    signature = None
    if before.signed:
        why = tuple(dict.fromkeys(_why(differences, tree, own, after, parts)))
        signature = SignatureFate(before.signed, not why, why)
    return ItemChange(fate, before, after, differences, tree, signature)


_Own = Change[Criterion] | Change[Benefit] | Change[Window]


def _own(old: Policy, new: Policy, before: Item, after: Item, parts: Parts) -> Iterator[_Own]:
    """The changes of what either version of the item asks, gives, or opens."""
    olds, news = named(before, old), named(after, new)
    for one in parts.criteria:
        if (one.old and one.old.part.id in olds) or (one.new and one.new.part.id in news):
            yield one
    for other in chain[_Own](parts.benefits, parts.windows):
        if (other.old and other.old.item == before.id) or (other.new and other.new.item == after.id):
            yield other


def _why(
    differences: Sequence[Difference], tree: TreeFate, own: Sequence[_Own], after: Item, parts: Parts
) -> Iterator[str]:
    """Why a signature falls; nothing: it stays."""
    words = {"name": "事项名称改动", "stacking": "不重复享受的规定改动", "prefer": "优先条件改动"}
    yield from (words[one.key] for one in differences)
    if parts.places:
        yield "文件适用地区改动"
    for one in own:
        what = _what(one)
        if one.fate is not Fate.KEPT:
            yield f"{what}{one.fate.zh}"
        elif one.reworded:
            yield f"{what}原文措辞改动"
        elif one.new and isinstance(one.new.part, Criterion) and one.new.part.check and not _checked(one):
            yield f"{what}在新版中标为需复核"
    if tree is TreeFate.STRUCTURE:
        yield "条件的组合方式改变"
    whole = after.start >= after.end
    if any(whole or after.start <= one.span.start < after.end for one in parts.review):
        yield "新版有待核文字"


def _what(change: _Own) -> str:
    part = change.new.part if change.new else change.old.part if change.old else None
    match part:
        case Criterion(id=name):
            return f"条件〔{name}〕" if change.new else f"旧版条件〔{name}〕"
        case Benefit():
            return "支持"
        case _:
            return "申报期"


def _checked(change: _Own) -> bool:
    return bool(change.old and isinstance(change.old.part, Criterion) and change.old.part.check)
