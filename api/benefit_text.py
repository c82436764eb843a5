"""What a benefit gives and when one can apply, in one Chinese line.

Owns the order of the words; sums are shown exactly.
"""

from __future__ import annotations

from datetime import date

from domain.policy import Benefit, Window, YearlyDay
from domain.quantity import show
from domain.sentence.words import FORM_WORDS, PER_WORDS


def benefit_text(benefit: Benefit) -> str:
    """What is given: 贴息 按 40% 最高 30 万元"""
    parts = [FORM_WORDS.get(benefit.form, benefit.form)]
    if benefit.per:
        parts.append(PER_WORDS.get(benefit.per, benefit.per))
    if benefit.rate is not None:
        parts.append(f"按 {show(benefit.rate, '1')}")
    if benefit.amount is not None:
        parts.append(show(benefit.amount, "CNY"))
    if benefit.cap is not None:
        parts.append(f"最高 {show(benefit.cap, 'CNY')}")
    return " ".join(parts)


def window_text(window: Window) -> str:
    """When one can apply: 每年3月1日至3月31日"""
    days = f"{_day(window.start)}至{_day(window.end)}"
    if any(isinstance(one, YearlyDay) for one in (window.start, window.end)):
        return f"每年{days}"
    return f"{days}（每年）" if window.yearly else days


def _day(day: date | YearlyDay | None) -> str:
    if day is None:
        return "不限"
    year = f"{day.year}年" if isinstance(day, date) else ""
    return f"{year}{day.month}月{day.day}日"
