"""The leaves of a register: a row a predicate, a bit a firm, on two planes (three where persons decide).

Owns the packing of states into rows and how a person's finding changes one firm's bit.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from matching.kernel.encode import FACT, PERSON, YES, Codes8
from matching.kernel.planes import WORD, Planes, Words, pack


class LeafPlanes(NamedTuple):
    """A criterion on all firms.

    Attributes:
        able: firms whose leaf is or may become true. `sure`: firms whose leaf is true.
        fact: firms whose leaf lacks a fact; None where every unknown one does.
    """

    able: Words
    sure: Words
    fact: Words | None

    @property
    def planes(self) -> Planes:
        """The leaf as a node of a tree."""
        return Planes(self.able, ~self.sure)

    @property
    def lacking(self) -> Words:
        """Firms whose leaf is unknown for want of a fact."""
        return self.able & ~self.sure if self.fact is None else self.fact


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of leaves over `firms` firms.

    Attributes:
        able, sure: rows x words, see `LeafPlanes`.
        facts: for rows in which some firm waits for a person, where a fact lacks.
    """

    firms: int
    able: Words
    sure: Words
    facts: dict[int, Words] = field(default_factory=dict)

    @classmethod
    def empty(cls, rows: int, firms: int) -> Sheet:
        """A sheet to be filled row by row."""
        words = -(-firms // WORD)
        return cls(firms, np.zeros((rows, words), np.uint64), np.zeros((rows, words), np.uint64))

    def fill(self, row: int, codes: Codes8) -> None:
        """Write a predicate's states."""
        fact, person, true = codes == FACT, codes == PERSON, codes == YES
        self.sure[row] = pack(true)
        self.able[row] = pack(true | fact | person)
        if person.any():
            self.facts[row] = pack(fact)

    def copy_found(self, source: int, row: int, found: Iterable[tuple[int, bool]]) -> None:
        """Write a row as another one, but with what persons found on some firms where only they can judge."""
        self.sure[row], self.able[row] = self.sure[source], self.able[source]
        if source not in self.facts:
            return
        self.facts[row] = self.facts[source]
        for firm, truth in found:
            word, bit = firm // WORD, np.uint64(1 << (firm % WORD))
            if self.able[row, word] & ~self.sure[row, word] & ~self.facts[row][word] & bit:
                (self.sure if truth else self.able)[row, word] ^= bit

    def leaf(self, row: int) -> LeafPlanes:
        """A row, not copied."""
        return LeafPlanes(self.able[row], self.sure[row], self.facts.get(row))
