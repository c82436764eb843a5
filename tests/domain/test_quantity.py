"""Figures as people read them: exact, in the unit that a policy would use."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.quantity import show, unit_name
from domain.vocabulary import vocabulary


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("1500000", "CNY", "150 万元"),
        ("250000000", "CNY", "2.5 亿元"),
        ("2999999.99", "CNY", "2999999.99 元"),
        ("123456789", "CNY", "12345.6789 万元"),
        ("9999", "CNY", "9999 元"),
        ("0", "CNY", "0 元"),
        ("-30000", "CNY", "-3 万元"),
        ("2000000", "USD", "200 万美元"),
        ("0.03", "1", "3%"),
        ("0.0000000001", "1", "0.00000001%"),
        ("1.5", "1", "150%"),
        ("20", "person", "20 人"),
        ("36", "month", "36 个月"),
        ("3", "", "3"),
        ("3", "箱", "3 箱"),
        (None, "CNY", "未知"),
    ],
)
def test_show(value, unit, text):
    assert show(None if value is None else Decimal(value), unit) == text


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2, allow_nan=False))
def test_money_shown_is_the_money(value):
    number, unit = show(value, "CNY").split(" ")
    scale = {"元": 1, "万元": 10**4, "亿元": 10**8}[unit]
    assert Decimal(number) * scale == value


def test_every_unit_of_the_vocabulary_has_a_chinese_name():
    for feature in vocabulary().values():
        if feature.unit:
            assert unit_name(feature.unit) != feature.unit, feature.id
