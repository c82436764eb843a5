"""What a column of a register can hold: which facts fit in one, and how its cells read as values.

Owns the column names `feature` and `feature@YEAR` and the cell types; the file stands in `register_file`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any as AnyValue

import pyarrow as pa

from domain.company import Fact, FactStatus, FactValue
from domain.errors import InputError, Where
from domain.period import FACT_NOW, FactPeriod, FactPeriodKind, year_period
from domain.vocabulary import Feature, FeatureType, vocabulary

_NAME = re.compile(r"([a-z][a-z0-9_]*)(?:@(\d{4}))?")
_CENTS = 2
_INT64 = range(-(2**63), 2**63)

OF_FIRM = ("region", "industry")
"""Features named like a field of the company file: their `now` facts need the `facts` list."""

NAME_LIST = pa.list_(pa.dictionary(pa.int32(), pa.string()))


@dataclass(frozen=True, slots=True)
class Cells:
    """How the values of a feature stand in a column.

    Attributes:
        arrow: the type of the column.
        words: that type for people.
        write: the cell of a value; None where no cell gives this value back.
        read: the value of a cell that is not null; InputError for a cell that means none.
    """

    arrow: pa.DataType
    words: str
    write: Callable[[FactValue], AnyValue]
    read: Callable[[AnyValue], FactValue]

    def takes(self, given: pa.DataType) -> bool:
        """Whether a column of this type can be read; a list's names may come without a dictionary."""
        if not pa.types.is_list(self.arrow):
            return bool(given.equals(self.arrow))
        if not (pa.types.is_list(given) or pa.types.is_large_list(given)):
            return False
        return is_text(given.value_type)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of facts: one feature at one time."""

    feature: Feature
    period: FactPeriod

    @property
    def name(self) -> str:
        """`revenue@2025`, `employees`."""
        return self.feature.id if self.period == FACT_NOW else f"{self.feature.id}@{self.period}"

    @property
    def cells(self) -> Cells:
        """How its cells read; every column has them (see `parse_column`)."""
        return CELLS[self.feature.type]

    def fact(self, cell: AnyValue) -> Fact:
        """The fact of a cell that is not null: known, in the base unit, without source or phrase."""
        return Fact(self.feature.id, self.cells.read(cell), self.feature.unit or None, self.period)


def is_text(given: pa.DataType) -> bool:
    """Whether a type holds texts, directly or by a dictionary."""
    kind = given.value_type if pa.types.is_dictionary(given) else given
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def parse_column(name: str, where: Where) -> Column:
    """The column that a name means.

    Raises:
        InputError: no `feature` or `feature@YEAR`, an unknown feature, or one that no column can hold.
    """
    found = _NAME.fullmatch(name)
    feature = vocabulary().get(found[1]) if found else None
    if found is None or feature is None or found[2] == "0000":
        raise InputError(
            f"列名“{name}”不认识",
            where=where,
            expected="企业的栏目，或词表中的指标、“指标@年份”（revenue@2025）",
        )
    if feature.type not in CELLS:
        raise InputError(f"指标“{feature.zh}”的值不能放在单独的列里", where=where, todo="放进 facts 列")
    return Column(feature, FACT_NOW if found[2] is None else year_period(int(found[2])))


def column_of(fact: Fact) -> tuple[Column, AnyValue] | None:
    """The column and cell that say all that a fact says; None: it belongs in `facts`."""
    feature = vocabulary()[fact.feature]
    bare = fact.status is FactStatus.KNOWN and not (fact.source or fact.observed or fact.phrase)
    timed = fact.period.kind in {FactPeriodKind.NOW, FactPeriodKind.YEAR}
    if not (bare and timed and fact.unit == (feature.unit or None) and feature.type in CELLS):
        return None
    if fact.feature in OF_FIRM and fact.period == FACT_NOW:
        return None
    column = Column(feature, fact.period)
    cell = column.cells.write(fact.value)
    return None if cell is None or column.cells.read(cell) != fact.value else (column, cell)


def _cents(value: FactValue) -> int | None:
    if not isinstance(value, Decimal):
        return None
    return _whole(value.scaleb(_CENTS))


def _whole(value: FactValue) -> int | None:
    if not isinstance(value, Decimal) or value != value.to_integral_value():
        return None
    return int(value) if int(value) in _INT64 else None


def _ratio(value: FactValue) -> float | None:
    """Only where the shortest decimal is the value, digit for digit: 0.0300 says more than 0.03."""
    if not isinstance(value, Decimal):
        return None
    cell = float(value)
    return cell if str(_shortest(cell)) == str(value) else None


def _shortest(cell: float) -> Decimal:
    return Decimal(repr(cell).removesuffix(".0"))


def _read_ratio(cell: float) -> Decimal:
    if not (value := _shortest(cell)).is_finite():
        raise InputError(f"“{cell}”不是数", expected="有限的小数，未知的留空")
    return value


def _yes_no(value: FactValue) -> bool | None:
    return value if isinstance(value, bool) else None


def _names(value: FactValue) -> list[str] | None:
    """A list of one name reads as that name, so a list that has one stays in `facts`."""
    if isinstance(value, str):
        return [value]
    return list(value) if isinstance(value, tuple) and len(value) != 1 else None


def _read_names(cell: list[str | None]) -> FactValue:
    if any(one is None for one in cell):
        raise InputError("名称列表里有空项", todo="删去空项；整格未知就留空")
    names = tuple(one for one in cell if one is not None)
    return names[0] if len(names) == 1 else names


_COUNT = Cells(pa.int64(), "整数（int64）", _whole, Decimal)
_SET = Cells(NAME_LIST, "名称列表（list<string>，可用字典编码）", _names, _read_names)
_BOOL = Cells(pa.bool_(), "是否（bool）", _yes_no, bool)
CELLS = {
    FeatureType.MONEY: Cells(
        pa.int64(), "以分计的整数（int64）", _cents, lambda cell: Decimal(cell).scaleb(-_CENTS)
    ),
    FeatureType.RATIO: Cells(pa.float64(), "小数（float64）", _ratio, _read_ratio),
    FeatureType.NUMBER: _COUNT,
    FeatureType.RANK: _COUNT,
    FeatureType.BOOL: _BOOL,
    FeatureType.EVENT: _BOOL,
    FeatureType.SET: _SET,
    FeatureType.ORDINAL: _SET,
}
"""By type of feature; a title, an award, `other` have no column of their own."""
