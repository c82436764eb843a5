"""The room's constants: tolerances of the order pull and the weights of partner ranking.

Owns the strict reading of `industry/data/*.yaml`; each file names its source and date.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from importlib.resources import files

from domain.datafile import Model, model
from domain.strict import Strict


class PullSettings(Strict):
    """Tolerances of the order pull (plain shares), and where its numerics change."""

    source: str
    date: dt.date
    share_tolerance: float
    exact: float
    direct_up_to: int
    bracket: float
    steps: int


class Smoothing(Strict):
    """Pseudo-counts of the industry prior."""

    links: float
    pairs: float


class Digits(Strict):
    """How many digits of GB/T 4754 the two levels of the prior use."""

    wide: int
    narrow: int


class Factors(Strict):
    """What multiplies a score; 1 changes nothing."""

    adjacent: float
    same_region: float


class PartnerSettings(Strict):
    """Weights of partner ranking; `size_floor` in CNY."""

    source: str
    date: dt.date
    smoothing: Smoothing
    backoff_pairs: float
    digits: Digits
    size_floor: int
    factors: Factors


def _read(name: str, shape: type[Model]) -> Model:
    text = (files("industry") / "data" / name).read_text(encoding="utf-8")
    return model(text, name, shape)


@cache
def pull_settings() -> PullSettings:
    """The tolerances in force."""
    return _read("pull.yaml", PullSettings)


@cache
def partner_settings() -> PartnerSettings:
    """The partner weights in force."""
    return _read("partners.yaml", PartnerSettings)
