"""Which part of the old version is which of the new one: the pairing that is best as a whole.

Owns the assignment (Hungarian method, n³); the likeness of two parts is given.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

Likeness = Callable[[int, int], float]


def pair(
    olds: Sequence[object], news: Sequence[object], likeness: Likeness, least: float
) -> list[tuple[int, int]]:
    """Pairs of places in the two lists, by the old place; what is less alike than `least` stays alone.

    `likeness` takes an old and a new place. Among equally good pairings the choice does not depend on which
    version is called the old one.
    """
    if not olds or not news:
        return []
    turned = repr(news) < repr(olds)
    gain = np.array(
        [[max(0.0, likeness(old, new) - least) for new in range(len(news))] for old in range(len(olds))]
    )
    firsts, seconds = linear_sum_assignment(gain.T if turned else gain, maximize=True)
    found = zip(seconds, firsts, strict=True) if turned else zip(firsts, seconds, strict=True)
    return sorted((int(old), int(new)) for old, new in found if gain[old, new] > 0)


def out_of_order(pairs: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """The fewest pairs without which both sides are in the same order; `pairs` by the old place."""
    best: list[tuple[int, int]] = []
    for at, (_, new) in enumerate(pairs):
        length, before = max(
            ((best[i][0], i) for i in range(at) if pairs[i][1] < new), default=(0, -1), key=lambda one: one[0]
        )
        best.append((length + 1, before))
    kept = set()
    at = max(range(len(best)), key=lambda one: best[one][0], default=-1)
    while at >= 0:
        kept.add(pairs[at])
        at = best[at][1]
    return set(pairs) - kept
