"""Truth on bit planes: for 64 firms a word, whether a node may still be T, F or N; and the nodes' algebra.

The same table as `matching.truth`, a word operation instead of a branch. Bits beyond the last firm mean
nothing; whoever counts clears them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint64]
WORD = 64


@dataclass(frozen=True, slots=True)
class Planes:
    """Which firms' node may be T, F, N; `n` is None where no firm's can be."""

    t: Words
    f: Words
    n: Words | None = None

    @property
    def unsure(self) -> Words:
        """Firms with more than one outcome left."""
        if self.n is None:
            return self.t & self.f
        return (self.t & self.f) | (self.n & (self.t | self.f))

    @property
    def true(self) -> Words:
        """Firms whose node is surely T."""
        return self.t & ~(self.f if self.n is None else self.f | self.n)


def pack(flags: NDArray[np.bool_]) -> Words:
    """A flag per firm as words, the first firm in the lowest bit."""
    octets = np.zeros(-(-flags.size // WORD) * (WORD // 8), np.uint8)
    packed = np.packbits(flags, bitorder="little")
    octets[: packed.size] = packed
    return octets.view(np.uint64)


def unpack(words: Words, firms: int) -> NDArray[np.bool_]:
    """A flag per firm."""
    return np.unpackbits(words.view(np.uint8), count=firms, bitorder="little").view(np.bool_)


def count(words: Words) -> int:
    """How many bits are set."""
    return int(np.bitwise_count(words).sum())


def some(parts: Sequence[Words]) -> Words:
    """Firms in at least one of the planes."""
    return reduce(np.bitwise_or, parts)


def every(parts: Sequence[Words]) -> Words:
    """Firms in all of the planes."""
    return reduce(np.bitwise_and, parts)


def at_least_of(number: int, parts: Sequence[Words]) -> Words:
    """Firms in at least `number` planes; planes of a running count, so that no bit is ever unpacked."""
    if number <= 0:
        return np.full_like(parts[0], ~np.uint64(0))
    if number > len(parts):
        return np.zeros_like(parts[0])
    reached = [np.zeros_like(parts[0]) for _ in range(number)]
    for part in parts:
        for level in range(number - 1, 0, -1):
            reached[level] |= reached[level - 1] & part
        reached[0] |= part
    return reached[-1]


def all_of(parts: Sequence[Planes]) -> Planes:
    """F by one F, T if all asked are T, N if none is asked."""
    t, n = _unanimous([one.t for one in parts], parts)
    return Planes(t, some([one.f for one in parts]), n)


def any_of(parts: Sequence[Planes]) -> Planes:
    """T by one T, F if all asked are F, N if none is asked."""
    f, n = _unanimous([one.f for one in parts], parts)
    return Planes(some([one.t for one in parts]), f, n)


def _unanimous(side: list[Words], parts: Sequence[Planes]) -> tuple[Words, Words | None]:
    """Where all parts that are asked may agree on this side, and where none may be asked."""
    if all(one.n is None for one in parts):
        return every(side), None
    none = [np.zeros_like(one.t) if one.n is None else one.n for one in parts]
    able = every([mine | skipped for mine, skipped in zip(side, none, strict=True)])
    return able & some(side), every(none)


def at_least(number: int, parts: Sequence[Planes]) -> Planes:
    """T by `number` parts that are T; parts not asked drop out, the number stays; N if none is asked."""
    asked = some([one.t | one.f for one in parts])
    sure = [one.true for one in parts]
    anchored = some(sure) | some([one.f for one in parts])
    t = at_least_of(number, [one.t for one in parts]) & asked
    # Where nothing is sure and nothing may be F, a part that may be N has to be taken as T: the fewest is 1.
    alone = ~anchored if number > 1 else np.zeros_like(asked)
    f = asked & ((anchored & ~at_least_of(number, sure)) | alone)
    return Planes(t, f, _none_asked(parts))


def _none_asked(parts: Sequence[Planes]) -> Words | None:
    found = [one.n for one in parts if one.n is not None]
    return every(found) if len(found) == len(parts) else None


def negated(part: Planes) -> Planes:
    """T and F change places; not asked stays so."""
    return Planes(part.f, part.t, part.n)


def when(scope: Planes, asked: Planes) -> Planes:
    """`asked` where the scope holds; elsewhere not asked."""
    n = scope.f if scope.n is None else scope.f | scope.n
    if asked.n is not None:
        n = n | (scope.t & asked.n)
    return Planes(scope.t & asked.t, scope.t & asked.f, n)


def waive(asked: Planes, waiver: Planes) -> Planes:
    """Not asked stays so; else `asked` or the waiver."""
    without = waiver.f if waiver.n is None else waiver.f | waiver.n
    return Planes(asked.t | (asked.f & waiver.t), asked.f & without, asked.n)
