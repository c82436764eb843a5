"""Values on their way to the database and back: what may travel, and what may not.

Owns the check of parameters (the embedded engine stores some faulty ones in silence) and the way back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any as AnyValue

from neo4j.time import Date

from domain.errors import InputError

Row = Mapping[str, AnyValue]

_SCALARS = (str, bool, int, float, date)
_INT64 = 2**63


def check_rows(rows: Sequence[Row], keys: Sequence[str], first: int = 1) -> None:
    """Refuse rows that one of the engines would store wrongly.

    Raises:
        InputError: a null or non-text key, a decimal, a clock time, a mixed or null-holding list; names the
            row (counted from `first`) and the field.
    """
    for number, row in enumerate(rows, start=first):
        for key in keys:
            if not isinstance(row.get(key), str) or not row[key]:
                raise InputError(f"第 {number} 行的键“{key}”为空或不是文字（{row.get(key)!r}）")
        check(row, f"第 {number} 行")


def check(value: AnyValue, place: str) -> None:
    """Refuse one parameter; see `check_rows`."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            check(item, f"{place}.{key}")
    elif isinstance(value, list | tuple):
        _check_list(value, place)
    elif value is not None:
        _check_scalar(value, place)


def _check_list(value: Sequence[AnyValue], place: str) -> None:
    kinds = {type(item) for item in value}
    if len(kinds) > 1 or not kinds.isdisjoint({type(None), list, tuple}):
        raise InputError(f"{place}：列表里混有不同类型、空值或列表", expected="同一类型的列表")
    for item in value:
        check(item, place)


def _check_scalar(value: AnyValue, place: str) -> None:
    # The driver crashes on ZoneInfo (CPython 125318), and the embedded engine drops fixed offsets.
    if isinstance(value, datetime | time):
        raise InputError(f"{place}：时刻不能直接存（{value}）", expected="日期，或 ISO 格式的文字")
    if not isinstance(value, _SCALARS):
        raise InputError(
            f"{place}：{type(value).__name__} 不能直接存（{value!r}）",
            expected="文字、整数、小数、是非或日期",
        )
    if isinstance(value, int) and not -_INT64 <= value < _INT64:
        raise InputError(f"{place}：整数 {value} 超出 64 位")


def to_python(value: AnyValue) -> AnyValue:
    """A driver's value as Python's own: days become `date`, inside lists and maps too."""
    if isinstance(value, Date):
        return value.to_native()
    if isinstance(value, list):
        return [to_python(item) for item in value]
    if isinstance(value, dict):
        return {key: to_python(item) for key, item in value.items()}
    return value
