"""Period words and calendar days as tables."""

from __future__ import annotations

from datetime import date

import pytest

from nlp.resources import periods
from nlp.times import find_days, find_period_words


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("近三年", "fy3"),
        ("最近2年", "fy2"),
        ("近两个会计年度", "fy2"),
        ("近三年内", "fy3"),
        ("三年内", "fy3"),
        ("前两年内", "fy2"),
        ("上年度", "fy1"),
        ("上一年度", "fy1"),
        ("最近一年", "fy1"),
        ("近一年", "fy1"),
        ("截至上年末", "prev_year_end"),
        ("上年末", "prev_year_end"),
        ("申请时", "now"),
        ("有效期内", "now"),
        ("当年度", "current_year"),
        ("近一年内", "rolling 12"),
        ("近12个月", "rolling 12"),
        ("连续两年", "fy2 each"),
        ("2025年度", "year 2025"),
        ("历年累计", "ever"),
    ],
)
def test_a_period_word_has_its_meaning(text: str, means: str) -> None:
    assert [word.means for word in find_period_words(text)] == [means]


@pytest.mark.parametrize("text", ["2026年3月", "五年计划", "成立三年内", "三年内不得申报", "每年3月1日"])
def test_other_years_are_no_period_word(text: str) -> None:
    assert find_period_words(text) == []


@pytest.mark.parametrize("row", periods().periods, ids=lambda row: row.test)
def test_every_pattern_finds_its_test_sentence(row) -> None:
    import re

    assert re.search(row.pattern, row.test)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026年6月30日前", date(2026, 6, 30), date(2026, 6, 30)),
        ("2026-05-01", date(2026, 5, 1), date(2026, 5, 1)),
        ("二〇二六年三月一日", date(2026, 3, 1), date(2026, 3, 1)),
        ("2026年2月", date(2026, 2, 1), date(2026, 2, 28)),
    ],
)
def test_a_day_is_read(text: str, first: date, last: date) -> None:
    (day,) = find_days(text)

    assert (day.first(), day.last()) == (first, last)


def test_a_day_without_year_takes_the_year_it_is_given() -> None:
    (day,) = find_days("3月10日")

    assert day.first() is None
    assert day.first(2026) == date(2026, 3, 10)


@pytest.mark.parametrize("text", ["2月30日", "2026年2月29日"])
def test_an_impossible_day_is_none(text: str) -> None:
    assert [day.first(2026) for day in find_days(text)] == [None]
