"""What is known of one number at one time: a value, several that differ, or why there is none.

Owns the options and how those of several slots combine; which facts fill a slot, `series` says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import product

from domain.company import Fact
from matching.facts import Lack, not_applicable

MOST_COMBINATIONS = 4096
"""Differing sources of one criterion are tried against each other up to here; beyond it is unknown."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One possible value.

    Attributes:
        over, under: numerator and denominator of a derived ratio; of a growth, what was added and the base.
        given: the value as it was written, if it was.
    """

    value: Fraction
    over: Fraction | None = None
    under: Fraction | None = None
    given: Decimal | None = None


Option = Figure | Lack


@dataclass(frozen=True, slots=True)
class Slot:
    """What is known of a feature at one time: one option, or several where sources differ."""

    options: tuple[Option, ...]
    facts: tuple[Fact, ...] = ()

    @property
    def known(self) -> bool:
        """Whether at least one source gives a value."""
        return any(isinstance(option, Figure) for option in self.options)


LACKING = Slot((Lack.FACT,))
ZERO = Figure(Fraction(0))


def slot_of(facts: Sequence[Fact]) -> Slot:
    """The values that the facts standing for one time give."""
    if not facts:
        return LACKING
    if any(not_applicable(fact) for fact in facts):
        return Slot((Lack.PERSON,), tuple(facts))
    values = dict.fromkeys(fact.value for fact in facts if isinstance(fact.value, Decimal))
    return Slot(tuple(Figure(Fraction(value), given=value) for value in values), tuple(facts))


def combinations(slots: Sequence[Slot]) -> Iterator[tuple[Option, ...]]:
    """Every way to take one option of each slot; none at all if there are too many to try."""
    size = 1
    for slot in slots:
        size *= len(slot.options)
    return product(*(slot.options for slot in slots)) if size <= MOST_COMBINATIONS else iter(())


def first_lack(options: Iterable[Option]) -> Lack | None:
    """Why a computation from all these options is not possible; a lacking fact comes before a person."""
    lacks = {option for option in options if isinstance(option, Lack)}
    if not lacks:
        return None
    return Lack.FACT if Lack.FACT in lacks else Lack.PERSON
