"""Quantities as people read them: 1500000 CNY is 150 万元, 0.03 is 3%.

Owns `data/units.yaml`; showing never rounds, so that the figure shown is the figure judged.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files

import yaml

from domain.reading_json import plain

DIGITS_WHEN_LONG = 4
"""A larger unit is used only where it leaves at most this many digits after the point."""

_Shown = tuple[str, Decimal]


@cache
def _units() -> Mapping[str, tuple[str, tuple[_Shown, ...]]]:
    text = (files("domain") / "data" / "units.yaml").read_text(encoding="utf-8")
    rows = yaml.safe_load(text)["units"]
    return {
        unit: (row["zh"], tuple((one["zh"], Decimal(one["scale"])) for one in row.get("shown", ())))
        for unit, row in rows.items()
    }


def unit_name(unit: str | None) -> str:
    """The unit in Chinese (元, 人, 年 …); a unit outside the vocabulary as it is written."""
    name, _ = _units().get(unit or "", (unit or "", ()))
    return name


@cache
def unit_words() -> Mapping[str, tuple[str, Decimal]]:
    """Every word in which `show` states a unit, with that unit and the factor to it."""
    words = {}
    for unit, (name, larger) in _units().items():
        words[name] = (unit, Decimal(1))
        words.update({word: (unit, scale) for word, scale in larger})
    return words


def show(value: Decimal | None, unit: str | None) -> str:
    """The value with its unit in Chinese, exactly: 万元 or 亿元 where that leaves few digits."""
    if value is None:
        return "未知"
    name, larger = _units().get(unit or "", (unit or "", ()))
    for shown, scale in larger:
        scaled = value / scale
        exact = scaled * scale == value
        if unit == "1" or (exact and abs(scaled) >= 1 and _digits(scaled) <= DIGITS_WHEN_LONG):
            return f"{plain(scaled)}{'' if shown == '%' else ' '}{shown}"
    return f"{plain(value)} {name}".rstrip()


def _digits(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
