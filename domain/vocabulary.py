"""The feature vocabulary: what may be asked of a firm, with type, unit and the time it is asked for.

Owns `data/features.csv` and its strict reader; a feature outside it is `other` with its own words.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from domain.errors import InputError, Where
from domain.period import FY1, NOW, Aggregate, Period, PeriodKind, parse_period

COLUMNS = ("id", "zh", "group", "type", "unit", "default_period", "aliases")
GROWTH = frozenset(
    {
        "revenue_growth",
        "main_growth",
        "profit_growth",
        "tax_growth",
        "output_growth",
        "export_growth",
        "rd_growth",
    }
)
"""Features that hold a growth rate; their bare `fyN` default is the last year's growth."""

ASKED_AS_FLOW = frozenset({"fixed_investment", "equipment_investment", "loan_interest"})
"""Written `now` in the vocabulary, but spent or paid over a year: their default is `fy1`."""

_STOCK_DEFAULTS = frozenset({"now", "prev_year_end", "apply_date"})
_ROLLING_DEFAULT = parse_period("rolling 36m")


class FeatureType(StrEnum):
    """What kind of value a feature has."""

    MONEY = "money"
    RATIO = "ratio"
    NUMBER = "number"
    RANK = "rank"
    SET = "set"
    ORDINAL = "ordinal"
    BOOL = "bool"
    EVENT = "event"
    HAS = "has"
    OPEN = "open"


NUMERIC_TYPES = frozenset({FeatureType.MONEY, FeatureType.RATIO, FeatureType.NUMBER, FeatureType.RANK})


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing that can be asked of a firm.

    Attributes:
        unit: base unit (`CNY`, `1` for a ratio, `year`, `person`, `count`, `m2` …), empty if none.
        stock: a state on a day rather than an amount over a year.
        default: the period that applies where a criterion states none.
    """

    id: str
    zh: str
    group: str
    type: FeatureType
    unit: str
    stock: bool
    default: Period
    aliases: tuple[str, ...]

    @property
    def numeric(self) -> bool:
        """Whether its values are numbers."""
        return self.type in NUMERIC_TYPES


def _default(feature_id: str, raw: str) -> Period:
    if feature_id in ASKED_AS_FLOW or raw == "prev_year":
        return FY1
    if raw in {"", "apply_date"}:
        return NOW
    if raw in {"rolling", "term"}:
        return _ROLLING_DEFAULT
    if raw.startswith("fy") and raw[2:].isdigit():
        years = int(raw[2:])
        if years == 1 or feature_id in GROWTH:
            return FY1
        return Period(PeriodKind.FISCAL_YEARS, years=years, aggregate=Aggregate.SUM)
    return parse_period(raw)


def _feature(row: dict[str, str]) -> Feature:
    raw = row["default_period"]
    return Feature(
        id=row["id"],
        zh=row["zh"],
        group=row["group"],
        type=FeatureType(row["type"]),
        unit=row["unit"],
        stock=raw in _STOCK_DEFAULTS and row["id"] not in ASKED_AS_FLOW,
        default=_default(row["id"], raw),
        aliases=tuple(row["aliases"].split("|")) if row["aliases"] else (),
    )


def read_vocabulary(lines: list[str], name: str) -> Mapping[str, Feature]:
    """Features by id, in the order of the file.

    Raises:
        InputError: other columns, a feature named twice, an unknown type or default period.
    """
    reader = csv.DictReader(lines)
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise InputError("指标词表的列不对", where=Where(file=name, row=1), expected="、".join(COLUMNS))
    table: dict[str, Feature] = {}
    for number, row in enumerate(reader, start=2):
        try:
            feature = _feature(row)
        except (ValueError, InputError) as error:
            raise InputError(f"指标行无法读取：{error}", where=Where(file=name, row=number)) from error
        if feature.id in table:
            raise InputError(f"指标“{feature.id}”重复", where=Where(file=name, row=number))
        table[feature.id] = feature
    return MappingProxyType(table)


@cache
def vocabulary() -> Mapping[str, Feature]:
    """The product's own vocabulary (118 features and more; `data/features.csv`)."""
    source = files("domain") / "data" / "features.csv"
    return read_vocabulary(source.read_text(encoding="utf-8").splitlines(), "features.csv")
