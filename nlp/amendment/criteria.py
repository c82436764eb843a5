"""Which criterion of the old version is which of the new one: within items that are one, then elsewhere.

Owns the two rounds; a criterion that went to another item must be much more alike to be found there.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from domain.amendment import Placed
from domain.policy import Criterion, Policy
from nlp.amendment.likeness import criterion_likeness, place_likeness, text_likeness
from nlp.amendment.pairing import pair
from nlp.amendment.places import placed_criteria
from nlp.amendment.sides import Sides
from nlp.amendment.weights import weights


def pair_criteria(
    old: Policy, new: Policy, items: Collection[tuple[str, str]] | None = None
) -> Sides[Criterion]:
    """The criteria of both versions, paired.

    Args:
        items: ids of the items that are one; None where that is not known yet, and all are looked at alike.
    """
    olds, news = placed_criteria(old), placed_criteria(new)
    titles = {item.id: item.name for item in old.items}, {item.id: item.name for item in new.items}

    def alike(one: int, other: int) -> float:
        item = text_likeness(titles[0][olds[one].item], titles[1][news[other].item])
        place = place_likeness(one, len(olds), other, len(news))
        return criterion_likeness(olds[one], news[other], item, place)

    def among(ours: Sequence[int], theirs: Sequence[int], least: float) -> list[tuple[int, int]]:
        found = pair(
            [olds[one] for one in ours],
            [news[one] for one in theirs],
            lambda one, other: alike(ours[one], theirs[other]),
            least,
        )
        return [(ours[one], theirs[other]) for one, other in found]

    limits = weights("criterion")
    if items is None:
        return Sides(olds, news, among(range(len(olds)), range(len(news)), limits.least))
    pairs: list[tuple[int, int]] = []
    for ours, theirs in items:
        pairs += among(_of(olds, ours), _of(news, theirs), limits.least)
    left = [one for one in range(len(olds)) if one not in {old for old, _ in pairs}]
    free = [one for one in range(len(news)) if one not in {new for _, new in pairs}]
    pairs += among(left, free, limits.elsewhere)
    return Sides(olds, news, sorted(pairs))


def _of(parts: Sequence[Placed[Criterion]], item: str) -> list[int]:
    """Places of the criteria that stand in this item."""
    return [place for place, part in enumerate(parts) if part.item == item]
