"""Two versions of a policy compared, top to bottom on one page: criteria, items, benefits, windows, the rest.

Owns the order of the steps; every one is a pure function, and equal versions give nothing but what was kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from domain.amendment import Amendment, Renumbered
from domain.errors import InputError
from domain.policy import Criterion, Policy, Review
from nlp.amendment.criteria import pair_criteria
from nlp.amendment.differences import (
    benefit_differences,
    criterion_differences,
    document_differences,
    window_differences,
)
from nlp.amendment.items import Parts, item_changes, paired_items
from nlp.amendment.likeness import benefit_likeness, window_likeness
from nlp.amendment.places import placed_benefits, placed_windows, words_of
from nlp.amendment.sides import Sides, paired
from nlp.amendment.weights import weights

MOST = 1000


def compare(old: Policy, new: Policy) -> Amendment:
    """What became of every part of the old version, and where every part of the new one comes from.

    Deterministic. Every pair of criteria is looked at: 0.1 s for fifty, 4 s for five hundred.

    Raises:
        InputError: a version has more than `MOST` criteria, which is no policy.
    """
    for policy in (old, new):
        _bound(policy)
    pairs = paired_items(old, new, _names(pair_criteria(old, new)))
    items = frozenset((old.items[one].id, new.items[other].id) for one, other in pairs)
    criteria = pair_criteria(old, new, items)
    names = _names(criteria)
    benefits = paired(
        weights("benefit"),
        placed_benefits(old),
        placed_benefits(new),
        lambda one, other, place: benefit_likeness(one, other, items, place),
    )
    windows = paired(
        weights("window"),
        placed_windows(old),
        placed_windows(new),
        lambda one, other, place: window_likeness(one, other, items, place),
    )
    document = tuple(document_differences(old, new))
    parts = Parts(
        names=names,
        criteria=criteria.changes(items, lambda one, other: criterion_differences(one, other, names)),
        benefits=benefits.changes(
            items, lambda one, other: benefit_differences(one.part, other.part, names, (old, new))
        ),
        windows=windows.changes(items, lambda one, other: window_differences(one.part, other.part)),
        places=any(one.key == "region" for one in document),
        review=_only_in(new.review, old.review),
    )
    return Amendment(
        old_doc=old.doc_id,
        new_doc=new.doc_id,
        document=document,
        items=item_changes(old, new, pairs, parts),
        criteria=tuple(parts.criteria),
        benefits=tuple(parts.benefits),
        windows=tuple(parts.windows),
        renumbered=_renumbered([*criteria.articles(), *benefits.articles(), *windows.articles()]),
        review_new=tuple(parts.review),
        review_gone=_only_in(old.review, new.review),
    )


def _bound(policy: Policy) -> None:
    count = sum(1 for _ in policy.criteria())
    if count > MOST:
        raise InputError(f"《{policy.title}》有 {count} 个条件，不能对照", expected=f"不超过 {MOST} 个")


def _names(criteria: Sides[Criterion]) -> dict[str, str]:
    """Id in the new version by id in the old one."""
    return {old.part.id: new.part.id for old, new in criteria.matched()}


def _only_in(some: Iterable[Review], others: Iterable[Review]) -> tuple[Review, ...]:
    """Stretches that the other version does not have, counted one by one."""
    left = Counter(words_of(one.span) for one in others)
    found = []
    for one in some:
        words = words_of(one.span)
        if left[words]:
            left[words] -= 1
        else:
            found.append(one)
    return tuple(found)


def _renumbered(articles: Sequence[tuple[int, str | None, str | None]]) -> tuple[Renumbered, ...]:
    """Articles that have another number, in the order of the old version."""
    counted = Counter((old, new) for _, old, new in sorted(articles, key=lambda one: one[0]))
    return tuple(Renumbered(old, new, n) for (old, new), n in counted.items() if old and new and old != new)
