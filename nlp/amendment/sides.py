"""The parts of one sort in two versions, paired: what became of each.

Owns the order of the answer and the two marks of what was kept: moved, reworded.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from domain.amendment import Change, Difference, Fate, Placed
from domain.policy import Benefit, Criterion, Window
from nlp.amendment.likeness import place_likeness
from nlp.amendment.pairing import out_of_order, pair
from nlp.amendment.places import words_of
from nlp.amendment.weights import Weights

Part = TypeVar("Part", Criterion, Benefit, Window)


@dataclass(frozen=True, slots=True)
class Sides(Generic[Part]):
    """Both lists and which places in them are one part; `pairs` by the old place."""

    olds: Sequence[Placed[Part]]
    news: Sequence[Placed[Part]]
    pairs: Sequence[tuple[int, int]]

    def matched(self) -> Iterator[tuple[Placed[Part], Placed[Part]]]:
        """What is one part, old and new."""
        return ((self.olds[old], self.news[new]) for old, new in self.pairs)

    def articles(self) -> Iterator[tuple[int, str | None, str | None]]:
        """Of what is one part: where it stood, and its article in the old and in the new version."""
        return ((old.part.span.start, old.article, new.article) for old, new in self.matched())

    def changes(
        self,
        same_items: Collection[tuple[str, str]],
        differences: Callable[[Placed[Part], Placed[Part]], Iterable[Difference]],
    ) -> tuple[Change[Part], ...]:
        """Every part in one change, in the order of the new version; what is gone stands where it stood."""
        strayed = out_of_order(self.pairs)
        by_new = {new: (old, new) for old, new in self.pairs}
        after = self._gone()
        found = list(after.get(-1, ()))
        for new, part in enumerate(self.news):
            if new not in by_new:
                found.append(Change(Fate.NEW, None, part))
                continue
            old = self.olds[by_new[new][0]]
            apart = tuple(differences(old, part))
            fate = Fate.CHANGED if apart else Fate.KEPT
            moved = by_new[new] in strayed or (old.item, part.item) not in same_items
            reworded = words_of(old.part.span) != words_of(part.part.span)
            found.append(Change(fate, old, part, apart, moved, reworded))
            found += after.get(by_new[new][0], ())
        return tuple(found)

    def _gone(self) -> dict[int, list[Change[Part]]]:
        """What is gone, by the place of the last part before it that is still there (-1: none)."""
        stays = {old for old, _ in self.pairs}
        found: dict[int, list[Change[Part]]] = {}
        last = -1
        for place, part in enumerate(self.olds):
            if place in stays:
                last = place
            else:
                found.setdefault(last, []).append(Change(Fate.GONE, part, None))
        return found


def paired(
    sort: Weights,
    olds: Sequence[Placed[Part]],
    news: Sequence[Placed[Part]],
    likeness: Callable[[Placed[Part], Placed[Part], float], float],
) -> Sides[Part]:
    """The two lists with their best pairing; `likeness` also takes how alike the two places are."""

    def alike(old: int, new: int) -> float:
        return likeness(olds[old], news[new], place_likeness(old, len(olds), new, len(news)))

    return Sides(olds, news, pair(olds, news, alike, sort.least))
