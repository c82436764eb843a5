"""How values are said to people beyond `domain.quantity`: sums, days, places of errors, long figures.

Owns the wording only; a rounded figure says 约 and the exact one stays beside it (title, export, API).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from domain.company import Fact, FactStatus
from domain.errors import YanzhenError
from domain.period import FactPeriod, FactPeriodKind
from domain.policy import YearlyDay
from domain.quantity import show

_DIGITS_FOR_THE_EYE = 5
CURES = {
    "time": "到时间即可",
    "people": "增加人员",
    "money": "增加投入或收入",
    "paper": "取得资质或知识产权",
    "none": "无法补",
}
"""What could turn a criterion, by `matching.verdict.Cure`."""

_STATUS = {
    FactStatus.NOT_ASKED: "未询问",
    FactStatus.ASKED_NOT_KNOWN: "已询问，未知",
    FactStatus.NOT_APPLICABLE: "不适用",
}


def fault(error: YanzhenError) -> str:
    """The error in one line for people: characters of what they typed are counted from 1, ends included."""
    where = error.where
    if where is None or where.start is None:
        return str(error)
    rest = str(replace(where, start=None, end=None))
    return error.line("，".join(filter(None, [rest, _characters(where.start, where.end)])))


def _characters(start: int, end: int | None) -> str:
    """A stretch of `text[start:end]`; an empty one lies behind the last character."""
    if end == start:
        return f"第 {start} 字之后" if start else "开头"
    return f"第 {start + 1} 字" if end is None or end == start + 1 else f"第 {start + 1}–{end} 字"


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


def fact_period(period: FactPeriod) -> str:
    """The time of a fact, in words."""
    match period.kind:
        case FactPeriodKind.NOW:
            return "现在"
        case FactPeriodKind.YEAR:
            return f"{period} 年"
        case FactPeriodKind.YEARS:
            return f"{str(period).replace('/', '–')} 年合计"
        case FactPeriodKind.DAY:
            return str(period)


def fact_value(fact: Fact) -> str:
    """The value of a fact as it is known, or in which way it is not."""
    if fact.status is not FactStatus.KNOWN:
        return _STATUS[fact.status]
    match fact.value:
        case None:
            return "未知"
        case bool():
            return "是" if fact.value else "否"
        case Decimal():
            return show(fact.value, fact.unit)
        case tuple():
            return "、".join(fact.value) or "无"
        case text:
            return text
