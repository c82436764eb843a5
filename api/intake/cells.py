"""What a cell says: a quantity with its unit, a day, a code, yes or no, or nothing known.

Owns the reading of single values; a fault names no place, the table adds it.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal

from api.intake.headings import WrittenUnit, words
from api.intake.sheets import Cell
from domain.errors import InputError
from domain.names import plain
from domain.quantity import unit_name
from domain.uscc import check as check_uscc
from domain.vocabulary import Feature, FeatureType

_QUANTITY = re.compile(r"([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:E[+-]?\d+)?|[+-]?\.\d+)(.*)")
_RANK = re.compile(r"第?(\d+)名?位?")
_DAYS = (
    re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"),
    re.compile(r"(\d{4})(\d{2})(\d{2})"),
)
_EXCEL_ZERO = date(1899, 12, 30)
_SERIALS = range(10_000, 80_000)  # 1927 to 2119: what a serial number in a date column can mean
_MONEY_UNITS = "元、万元或亿元"
_CODE_DIGITS = 15


def text_of(cell: Cell) -> str:
    """The cell as text: numbers without exponent and without a needless `.0`."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, datetime):
        return str(cell.date() if cell.time() == datetime.min.time() else cell)
    if isinstance(cell, int | float | Decimal):
        return _digits(cell)
    return "" if cell is None else str(cell).strip().removeprefix("'").strip()


def known(cell: Cell) -> bool:
    """Whether the cell says anything; markers such as 未公示 say nothing."""
    return isinstance(cell, bool) or plain(text_of(cell)) not in words().empty


def quantity(cell: Cell, feature: Feature, unit: WrittenUnit | None) -> tuple[Decimal, str | None]:
    """The value in the base unit, and that unit.

    A unit in the cell goes before `unit`, the one of the heading.

    Raises:
        InputError: no number, no unit where one is needed, or a unit that the feature cannot have.
    """
    number, written = _number_and_unit(cell, feature)
    found = written or unit
    if found is None and feature.type in {FeatureType.MONEY, FeatureType.RATIO}:
        raise InputError(
            f"{feature.zh}“{text_of(cell)}”没有单位",
            expected=_MONEY_UNITS if feature.type is FeatureType.MONEY else "%",
            todo=f"在表头写明，如“{feature.zh}（{'万元' if feature.type is FeatureType.MONEY else '%'}）”",
        )
    if found is None:
        return number, feature.unit or None
    if found.unit != feature.unit and not _foreign_money(found, feature):
        raise InputError(
            f"{feature.zh}“{text_of(cell)}”的单位不对", expected=unit_name(feature.unit) or "没有单位的数"
        )
    return number * found.scale, found.unit


def decimal(cell: Cell) -> Decimal:
    """A plain number without a unit.

    Raises:
        InputError: anything else.
    """
    found = _QUANTITY.fullmatch(plain(text_of(cell)))
    if not found or found[2]:
        raise InputError(f"“{text_of(cell)}”不是数", expected="数，如 0.35")
    return Decimal(found[1].replace(",", ""))


def share(cell: Cell, unit: WrittenUnit | None) -> Decimal:
    """A share as a plain ratio; a bare number without a unit is one already (0.35) if it is at most 1.

    Raises:
        InputError: no number, or not between 0 and 1.
    """
    text = plain(text_of(cell))
    percent = text.endswith("%")
    number = decimal(text.removesuffix("%"))
    if percent:
        number *= words().units["%"].scale
    elif unit is not None:
        number *= unit.scale
    if not 0 <= number <= 1:
        raise InputError(f"占比“{text_of(cell)}”不在 0 到 1 之间", expected="如 35% 或 0.35")
    return number


def money(cell: Cell, unit: WrittenUnit | None) -> Decimal:
    """An amount in CNY.

    Raises:
        InputError: no number, no unit, or another currency.
    """
    text = plain(text_of(cell))
    found = _QUANTITY.fullmatch(text)
    if not found or (found[2] and found[2] not in words().units):
        raise InputError(f"“{text_of(cell)}”不是金额", expected=f"数和{_MONEY_UNITS}")
    written = words().units.get(found[2]) or unit
    if written is None:
        raise InputError(
            f"金额“{text_of(cell)}”没有单位", expected=_MONEY_UNITS, todo="在表头写明，如“金额（万元）”"
        )
    if written.unit != "CNY":
        raise InputError(f"金额“{text_of(cell)}”不是人民币", expected=_MONEY_UNITS)
    return Decimal(found[1].replace(",", "")) * written.scale


def day(cell: Cell) -> date:
    """A day in any of the usual forms, Excel's serial number included.

    Raises:
        InputError: no day of the calendar, or a month or year only.
    """
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = text_of(cell)
    for form in _DAYS:
        if found := form.fullmatch(plain(text)):
            try:
                return date(int(found[1]), int(found[2]), int(found[3]))
            except ValueError:
                break
    if re.fullmatch(r"\d{5}", text) and int(text) in _SERIALS:
        return _EXCEL_ZERO + timedelta(days=int(text))
    raise InputError(f"日期“{text}”不存在或格式不对", expected="到日的日期，如 2026-05-10")


def year(cell: Cell) -> int:
    """A calendar year (2025, 2025年).

    Raises:
        InputError: anything else.
    """
    found = re.fullmatch(r"((?:19|20)\d\d)年?度?", plain(text_of(cell)))
    if not found:
        raise InputError(f"“{text_of(cell)}”不是年份", expected="四位年份，如 2025")
    return int(found[1])


def code(cell: Cell) -> str:
    """A checked 统一社会信用代码.

    Raises:
        InputError: a check failed, or a spreadsheet made a number of it and lost its last digits.
    """
    number = cell if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool) else None
    if number is not None and abs(number) >= 10**_CODE_DIGITS:
        return check_uscc(f"{float(number)!r}".upper())
    return check_uscc(text_of(cell))


def yes_or_no(cell: Cell) -> bool:
    """Yes or no.

    Raises:
        InputError: another word.
    """
    if isinstance(cell, bool):
        return cell
    word = plain(text_of(cell))
    if word in words().yes:
        return True
    if word in words().no:
        return False
    raise InputError(f"“{text_of(cell)}”看不出是或否", expected="是、否")


def names(cell: Cell) -> tuple[str, ...]:
    """The names in a cell with several, separated by any of the usual marks."""
    parts = re.split(f"[{re.escape(words().separators)}]", text_of(cell))
    return tuple(dict.fromkeys(part.strip() for part in parts if plain(part) not in words().empty))


def _number_and_unit(cell: Cell, feature: Feature) -> tuple[Decimal, WrittenUnit | None]:
    text = plain(text_of(cell))
    if feature.type is FeatureType.RANK and (rank := _RANK.fullmatch(text)):
        return Decimal(rank[1]), None
    found = _QUANTITY.fullmatch(text)
    unit = words().units.get(found[2]) if found else None
    if not found or (found[2] and unit is None):
        raise InputError(f"{feature.zh}“{text_of(cell)}”不是数", expected="数，可带单位")
    return Decimal(found[1].replace(",", "")), unit


def _foreign_money(unit: WrittenUnit, feature: Feature) -> bool:
    """Another currency is kept as stated: nothing is converted, and a criterion in CNY finds it unknown."""
    return feature.type is FeatureType.MONEY and unit.unit in {"USD", "EUR", "HKD", "JPY"}


def _digits(number: float | Decimal) -> str:
    value = Decimal(repr(number)) if isinstance(number, float) else Decimal(number)
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
