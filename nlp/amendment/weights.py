"""The weights of the comparison, read strictly from `weights.yaml`.

Owns the file's shape; what a weight is for stands in `likeness`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from pydantic import model_validator

from domain.datafile import model
from domain.strict import Strict


class _Part(Strict):
    least: str
    elsewhere: str | None = None
    weights: dict[str, str]

    @model_validator(mode="after")
    def _whole(self) -> _Part:
        total = round(sum(float(one) for one in self.weights.values()), 6)
        if total != 1:
            raise ValueError(f"权重之和是 {total}，应为 1")
        return self


class _File(Strict):
    source: str
    date: date
    criterion: _Part
    benefit: _Part
    window: _Part
    item: _Part


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of one kind of part.

    Attributes:
        least: how alike two must be to be the same part; `elsewhere`: in two items that are not one.
    """

    least: float
    elsewhere: float
    of: dict[str, float]

    def sum(self, **alike: float) -> float:
        """The weighted sum; every weight's name must be given, each between 0 and 1."""
        return sum(weight * alike[name] for name, weight in self.of.items())


@cache
def weights(part: str) -> Weights:
    """The weights of `criterion`, `benefit`, `window` or `item`."""
    text = (files("nlp.amendment") / "weights.yaml").read_text(encoding="utf-8")
    found: _Part = getattr(model(text, "weights.yaml", _File), part)
    of = {name: float(one) for name, one in found.weights.items()}
    return Weights(float(found.least), float(found.elsewhere or found.least), of)
