"""What a criterion asks, without where it stands: the ten keys by which two criteria are the same.

Owns the value and its two ways to and from a criterion; `domain.sentence` prints it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from decimal import Decimal

from domain.period import Period
from domain.policy import Criterion, Kind, Op


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a criterion asks (含义); the keys are those of `Criterion`, values in the base unit."""

    kind: Kind
    feature: str
    phrase: str | None = None
    op: Op | None = None
    value: Decimal | None = None
    unit: str | None = None
    values: tuple[str, ...] = ()
    level: str | None = None
    subject: str | None = None
    period: Period | None = None


KEYS = tuple(field.name for field in fields(Meaning))
"""The keys, in the order in which people are told of them."""


def meaning_of(criterion: Criterion) -> Meaning:
    """What the criterion asks."""
    return Meaning(**{key: getattr(criterion, key) for key in KEYS})


def with_meaning(criterion: Criterion, meaning: Meaning) -> Criterion:
    """The criterion at its place, asking this instead."""
    return replace(criterion, **{key: getattr(meaning, key) for key in KEYS})
