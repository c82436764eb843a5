"""How values are said to people beyond `domain.quantity`: sums paid, days, figures too long for the eye.

Owns the wording only; a rounded figure says 约 and the exact one stays beside it (title, export, API).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from domain.policy import YearlyDay
from domain.quantity import show

_DIGITS_FOR_THE_EYE = 5


def figure(value: Decimal, unit: str | None) -> str:
    """The value with its unit, shortened with 约 where it has more significant digits than one reads."""
    exact = show(value, unit)
    if len(value.normalize().as_tuple().digits) <= _DIGITS_FOR_THE_EYE + 2:
        return exact
    places = value.adjusted() - _DIGITS_FOR_THE_EYE + 1
    return f"约 {show(value.quantize(Decimal(1).scaleb(places)).normalize(), unit)}"


def money_range(low: Decimal, high: Decimal | None) -> str:
    """What is paid if granted: one sum, a range, or an open end."""
    if high is None:
        return "金额未定" if low == 0 else f"不少于 {show(low, 'CNY')}，上限未定"
    if low == high:
        return show(low, "CNY") if low else "无直接金额"
    return f"最高 {show(high, 'CNY')}" if low == 0 else f"{show(low, 'CNY')}至 {show(high, 'CNY')}"


def day(value: date | YearlyDay | None) -> str:
    """A day in Chinese; a day of every year with 每年."""
    if value is None:
        return "不限"
    if isinstance(value, YearlyDay):
        return f"每年 {value.month} 月 {value.day} 日"
    return f"{value.year} 年 {value.month} 月 {value.day} 日"
