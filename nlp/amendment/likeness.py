"""How alike two parts of two versions are, between 0 and 1; the same either way round.

Owns the measures; their weights and limits stand in `weights.yaml`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

from domain.amendment import Placed
from domain.meaning import meaning_of
from domain.names import plain
from domain.policy import Benefit, Criterion, Item, Kind, Op, Window
from nlp.amendment.weights import weights

_OTHER = "other"
_FLOORS = frozenset({Op.GE, Op.GT})
_CEILINGS = frozenset({Op.LE, Op.LT})


@lru_cache(maxsize=1 << 14)
def _pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters, punctuation aside."""
    kept = "".join(char for char in plain(text) if char.isalnum())
    return frozenset(kept[at : at + 2] for at in range(len(kept) - 1)) or frozenset({kept})


def text_likeness(old: str, new: str) -> float:
    """The share of pairs of characters that two texts have in common (Dice)."""
    ours, theirs = _pairs(old), _pairs(new)
    return 2 * len(ours & theirs) / (len(ours) + len(theirs))


def place_likeness(old: int, olds: int, new: int, news: int) -> float:
    """1 at the same relative place of two lists, 0 at opposite ends."""
    return 1 - abs(old / max(1, olds - 1) - new / max(1, news - 1))


def criterion_likeness(old: Placed[Criterion], new: Placed[Criterion], item: float, place: float) -> float:
    """Whether two criteria are one; a floor and a ceiling never are.

    Args:
        item: how alike the names of their items are.
        place: how alike their places are.
    """
    one, other = old.part, new.part
    if _opposite(one.op, other.op):
        return 0
    return weights("criterion").sum(
        feature=_feature(one, other),
        words=text_likeness(one.span.quote, other.span.quote),
        kind=one.kind is other.kind,
        subject=one.subject == other.subject,
        role=bool(set(old.roles) & set(new.roles)),
        item=item,
        place=place,
    )


def _opposite(old: Op | None, new: Op | None) -> bool:
    return {old in _FLOORS, new in _FLOORS} == {old in _CEILINGS, new in _CEILINGS} == {True, False}


def _feature(old: Criterion, new: Criterion) -> float:
    """The feature says it, unless it says little: what is held and what has no feature go by its words."""
    if meaning_of(old) == meaning_of(new):
        return 1
    if old.feature != new.feature:
        return 0
    if old.feature != _OTHER and Kind.HAS not in {old.kind, new.kind}:
        return 1
    return text_likeness(_named(old), _named(new))


def _named(criterion: Criterion) -> str:
    said = "".join((criterion.phrase or "", *criterion.values))
    return said or criterion.span.quote


def benefit_likeness(
    old: Placed[Benefit], new: Placed[Benefit], items: Collection[tuple[str, str]], place: float
) -> float:
    """Whether two benefits are one; `items` are the items known to be one."""
    one, other = old.part, new.part
    sums = [getattr(one, key) == getattr(other, key) for key in ("amount", "rate", "cap", "per")]
    return weights("benefit").sum(
        form=one.form == other.form,
        words=text_likeness(one.span.quote, other.span.quote),
        sums=sum(sums) / len(sums),
        item=(old.item, new.item) in items,
        place=place,
    )


def window_likeness(
    old: Placed[Window], new: Placed[Window], items: Collection[tuple[str, str]], place: float
) -> float:
    """Whether two windows are one."""
    one, other = old.part, new.part
    days = [getattr(one, key) == getattr(other, key) for key in ("start", "end", "yearly")]
    return weights("window").sum(
        days=sum(days) / len(days),
        words=text_likeness(one.span.quote, other.span.quote),
        item=(old.item, new.item) in items,
        place=place,
    )


def item_likeness(old: Item, new: Item, shared: Sequence[int], place: float) -> float:
    """Whether two items are one.

    Args:
        shared: criteria that are one in both, criteria of the old item, of the new one.
    """
    both, olds, news = shared
    name = text_likeness(old.name, new.name)
    criteria = 2 * both / (olds + news) if olds + news else name
    return weights("item").sum(name=name, criteria=criteria, place=place)
