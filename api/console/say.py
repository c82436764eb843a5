"""How values are said to people: money in 元, 万元, 亿元, ratios in per cent, dates, units.

Owns the rounding for the eye; the exact figure stays beside it (title, export, API).
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from domain.policy import YearlyDay

WAN = Decimal(10_000)
YI = Decimal(100_000_000)
UNITS = {
    "CNY": "元",
    "USD": "美元",
    "1": "",
    "year": "年",
    "month": "个月",
    "day": "天",
    "person": "人",
    "count": "项",
    "point": "分",
    "m2": "平方米",
}
"""Base units of the vocabulary as they are written in Chinese."""


def trimmed(value: Decimal, digits: int = 4) -> str:
    """At most so many digits after the point, half up, thousands separated, no needless zeros."""
    rounded = value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    text = f"{rounded:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def money(value: Decimal) -> str:
    """An amount of CNY in the unit that reads best; what rounding would hide is kept to four digits."""
    size = abs(value)
    if size >= YI:
        return f"{trimmed(value / YI)} 亿元"
    if size >= WAN:
        return f"{trimmed(value / WAN)} 万元"
    return f"{trimmed(value, 2)} 元"


def percent(value: Decimal) -> str:
    """A plain ratio as per cent."""
    return f"{trimmed(value * 100, 2)}%"


def quantity(value: Decimal, unit: str | None) -> str:
    """A number with its unit as an official would write it."""
    if unit == "CNY":
        return money(value)
    if unit == "1":
        return percent(value)
    word = UNITS.get(unit or "", unit or "")
    return f"{trimmed(value)} {word}".strip()


def money_range(low: Decimal, high: Decimal | None) -> str:
    """What is paid if granted: one sum, a range, or an open end."""
    if high is None:
        return "金额未知" if low == 0 else f"{money(low)}以上，上限未知"
    if low == high:
        return money(low) if low else "无直接金额"
    return f"最高 {money(high)}" if low == 0 else f"{money(low)}–{money(high)}"


def day(value: date | YearlyDay | None) -> str:
    """A day in Chinese; a day of every year with 每年."""
    if value is None:
        return "不限"
    if isinstance(value, YearlyDay):
        return f"每年 {value.month} 月 {value.day} 日"
    return f"{value.year} 年 {value.month} 月 {value.day} 日"
