"""How features follow from others: which ratio has which parts, which growth has which base.

Owns `data/derived.yaml` and its strict reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from domain.datafile import model
from domain.errors import InputError, Where
from domain.strict import Strict
from domain.vocabulary import GROWTH, vocabulary

_FILE = "derived.yaml"


class _Ratio(Strict):
    over: str
    under: str
    less: str | None = None


class _File(Strict):
    source: str
    date: date
    ratios: dict[str, _Ratio]
    growth: dict[str, str]
    signed: list[str]


@dataclass(frozen=True, slots=True)
class Ratio:
    """`(over - less) / under`, all of one year or day."""

    over: str
    under: str
    less: str | None = None

    @property
    def parts(self) -> tuple[str, ...]:
        """The features it is made of, each once."""
        return tuple(dict.fromkeys(one for one in (self.over, self.less, self.under) if one))


@dataclass(frozen=True, slots=True)
class Relations:
    """All derivations.

    Attributes:
        growth: base feature by growth feature.
        signed: features that may be negative, all growth among them.
    """

    ratios: Mapping[str, Ratio]
    growth: Mapping[str, str]
    signed: frozenset[str]


def read_relations(text: str, name: str = _FILE) -> Relations:
    """The derivations of a YAML text.

    Raises:
        InputError: an unknown key or feature, or a growth feature without its base.
    """
    raw = model(text, name, _File)
    parts = [one for ratio in raw.ratios.values() for one in (ratio.over, ratio.under, ratio.less) if one]
    named = {*raw.ratios, *raw.growth, *raw.growth.values(), *raw.signed, *parts}
    if unknown := sorted(named - set(vocabulary())):
        raise InputError(f"指标“{unknown[0]}”不在词表中", where=Where(file=name))
    if set(raw.growth) != GROWTH:
        raise InputError("增长率指标与词表不一致", where=Where(file=name, path="growth"))
    ratios = {key: Ratio(one.over, one.under, one.less) for key, one in raw.ratios.items()}
    return Relations(
        MappingProxyType(ratios), MappingProxyType(dict(raw.growth)), frozenset(raw.signed) | GROWTH
    )


@cache
def relations() -> Relations:
    """The product's own derivations."""
    text = (files("matching") / "data" / _FILE).read_text(encoding="utf-8")
    return read_relations(text)
