"""Quantities: units, comparators and bands as tables; value and unit survive every spelling."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.quantities import find_quantities


def found(text: str) -> list[tuple[str, str, str | None]]:
    """Value, class and comparator of every quantity."""
    return [(format(q.value.normalize(), "f"), q.measures, q.op) for q in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "value", "measures", "op"),
    [
        ("不低于500万元", "5000000", "money", "ge"),
        ("不低于1.2亿元", "120000000", "money", "ge"),
        ("达到5,000万元", "50000000", "money", "ge"),
        ("一千二百万元以下", "12000000", "money", "le"),
        ("超过3亿元", "300000000", "money", "gt"),
        ("不超过2亿元", "200000000", "money", "le"),
        ("不足100万元", "1000000", "money", "lt"),
        ("低于100万元", "1000000", "money", "lt"),
        ("高于6%", "0.06", "ratio", "gt"),
        ("3%以上", "0.03", "ratio", "ge"),
        ("百分之五以上", "0.05", "ratio", "ge"),
        ("千分之二以下", "0.002", "ratio", "le"),
        ("小于5000万元(含)", "50000000", "money", "le"),
        ("超过1000万元(含)", "10000000", "money", "ge"),
        ("60分(含)以上", "60", "point", "ge"),
        ("70分以上(不含)", "70", "point", "gt"),
        ("不少于20人", "20", "person", "ge"),
        ("10家以上", "10", "count", "ge"),
        ("满两年", "2", "year", "ge"),
        ("5年以内", "5", "year", "le"),
        ("不少于6个月", "6", "month", "ge"),
        ("不少于500平方米", "500", "m2", "ge"),
        ("未满40周岁", "40", "age", "lt"),
        ("500万以上的", "5000000", "money", "ge"),
        ("100万美元以上", "1000000", "money", "ge"),
        ("≥15件", "15", "count", "ge"),
        ("前三名", "3", "rank", "le"),
        ("排名前10", "10", "rank", "le"),
        ("第一名", "1", "rank", "le"),
    ],
)
def test_a_quantity_has_value_class_and_comparator(text: str, value: str, measures: str, op: str) -> None:
    assert found(text) == [(value, measures, op)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("3%—5%", ("0.03", "ge"), ("0.05", "le")),
        ("3%-5%", ("0.03", "ge"), ("0.05", "le")),
        ("200万-500万元", ("2000000", "ge"), ("5000000", "le")),
        ("5000万元至2亿元(含)", ("50000000", "ge"), ("200000000", "le")),
        ("500—1000万元", ("5000000", "ge"), ("10000000", "le")),
        ("100万元以上、不足500万元", ("1000000", "ge"), ("5000000", "lt")),
    ],
)
def test_a_band_is_two_edges(text: str, low: tuple[str, str], high: tuple[str, str]) -> None:
    assert [(value, op) for value, _, op in found(text)] == [low, high]


@pytest.mark.parametrize(
    "text",
    [
        "第三条",
        "〔2026〕3号",
        "2026年",
        "2026年3月1日",
        "一家企业",
        "近三年",
        "前3年",
        "统一",
        "50强",
        "GB/T29490-2013",
    ],
)
def test_dates_ordinals_and_numbers_of_documents_are_no_threshold(text: str) -> None:
    assert [one for one in found(text) if one[2]] == []


def test_foreign_money_keeps_its_currency() -> None:
    (one,) = find_quantities("实缴资本不低于200万美元")

    assert (one.unit, one.value) == ("USD", Decimal(2000000))


def test_the_span_reaches_from_comparator_to_comparator() -> None:
    text = "上年度营业收入不低于1000万元以上的企业"
    (one,) = find_quantities(text)

    assert text[one.start : one.end] == "不低于1000万元以上"
    assert text[one.at : one.stop] == "1000万元"


MONEY = {"元": 1, "万元": 10**4, "亿元": 10**8}
BEFORE = {"不低于": "ge", "超过": "gt", "不超过": "le", "低于": "lt", "不少于": "ge", "不足": "lt"}


@given(
    st.decimals(min_value="0.01", max_value="9999", places=2),
    st.sampled_from(sorted(MONEY)),
    st.sampled_from(sorted(BEFORE)),
)
def test_money_round_trip(number: Decimal, unit: str, word: str) -> None:
    (one,) = find_quantities(f"营业收入{word}{number}{unit}的企业")

    assert (one.value, one.unit, one.op) == (number * MONEY[unit], "CNY", BEFORE[word])


@given(st.text(max_size=200))
def test_no_text_breaks_the_lexer(text: str) -> None:
    for one in find_quantities(text):
        assert 0 <= one.start <= one.at < one.stop <= one.end <= len(text)
