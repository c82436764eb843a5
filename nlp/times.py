"""Times in policy texts: period words (近三年, 上年度, 截至上年末) and calendar days with their ranges.

Owns the lexer over normalised text; the aggregate of several years is settled with the leaf.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from nlp.numerals import parse_number
from nlp.resources import periods


@dataclass(frozen=True, slots=True)
class PeriodWord:
    """A period word; `means` as in `periods.yaml`, numbers filled in (`fy3`, `rolling 12`, `year 2025`)."""

    start: int
    end: int
    means: str


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day; year or day are None where the text gives none (3月10日, 2026年5月)."""

    start: int
    end: int
    year: int | None
    month: int
    day: int | None

    def first(self, year: int | None = None) -> date | None:
        """The first day meant; None without a year or where the day does not exist."""
        return _date(self.year or year, self.month, self.day or 1)

    def last(self, year: int | None = None) -> date | None:
        """The last day meant."""
        used = self.year or year
        if used is None:
            return None
        return _date(used, self.month, self.day or calendar.monthrange(used, self.month)[1])


def _date(year: int | None, month: int, day: int) -> date | None:
    if year is None:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row.pattern), row.means) for row in periods().periods)


_DAY = re.compile(
    r"(?:(?P<y>\d{4})\s?[年./-]\s?)?(?P<m>1[0-2]|0?[1-9])\s?(?:月(?:(?P<d>3[01]|[12]\d|0?[1-9])\s?[日号])?"
    r"|(?<=\d{4}[./-]\d\d)[./-](?P<d2>3[01]|[12]\d|0[1-9])|(?<=\d{4}[./-]\d)[./-](?P<d3>3[01]|[12]\d|0?[1-9]))"
)
_CHINESE_DAY = re.compile(
    r"(?P<y>[〇○零一二三四五六七八九]{4})年(?P<m>[一二三四五六七八九十]{1,2})月(?P<d>[一二三四五六七八九十]{1,3})日"
)


def find_period_words(text: str, start: int = 0, end: int | None = None) -> list[PeriodWord]:
    """Period words in order, the longer of overlapping ones kept."""
    stop = len(text) if end is None else end
    found = []
    for pattern, means in _patterns():
        for hit in pattern.finditer(text, start, stop):
            if filled := _fill(means, hit):
                found.append(PeriodWord(hit.start(), hit.end(), filled))
    found.sort(key=lambda word: (word.start, -word.end))
    kept: list[PeriodWord] = []
    for word in found:
        if not kept or word.start >= kept[-1].end:
            kept.append(word)
    return kept


def _fill(means: str, hit: re.Match[str]) -> str | None:
    groups = hit.groupdict()
    for name in ("n", "m"):
        if groups.get(name):
            number = parse_number(groups[name])
            if number is None or not 1 <= number <= 120:
                return None
            means = means.replace("{" + name + "}", str(int(number)))
    return means.replace("{year}", groups.get("year") or "")


def find_days(text: str, start: int = 0, end: int | None = None) -> list[Day]:
    """Calendar days (also months without a day) in order of text."""
    stop = len(text) if end is None else end
    found = []
    for hit in _DAY.finditer(text, start, stop):
        day = hit["d"] or hit["d2"] or hit["d3"]
        if not hit["y"] and not hit["d"]:
            continue
        if hit.start() and text[hit.start() - 1].isdigit() and not hit["y"]:
            continue
        found.append(
            Day(
                hit.start(),
                hit.end(),
                int(hit["y"]) if hit["y"] else None,
                int(hit["m"]),
                int(day) if day else None,
            )
        )
    for hit in _CHINESE_DAY.finditer(text, start, stop):
        if one := _chinese_day(hit):
            found.append(one)
    return sorted(found, key=lambda one: one.start)


def _chinese_day(hit: re.Match[str]) -> Day | None:
    digits = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}
    year = int("".join(str(digits[char]) for char in hit["y"] if char in digits))
    month, day = parse_number(hit["m"]), parse_number(hit["d"])
    if month is None or day is None or not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    return Day(hit.start(), hit.end(), year, int(month), int(day))
