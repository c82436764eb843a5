"""Numerals: tables of how numbers are written, and the round trip."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.numerals import parse_number

DIGITS = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        ("12.5", "12.5"),
        ("5,000", "5000"),
        ("1，234，567", "1234567"),
        ("三", "3"),
        ("两", "2"),
        ("十", "10"),
        ("十五", "15"),
        ("二十", "20"),
        ("三十六", "36"),
        ("一百零五", "105"),
        ("一千二百", "1200"),
        ("一千二百万", "12000000"),
        ("一亿二千万", "120000000"),
        ("二〇二六", "2026"),
        ("叁佰万", "3000000"),
        ("1 200", "1200"),
    ],
)
def test_a_numeral_has_its_exact_value(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "元", "三家", "万", "1,23", "12.5.1", "-3", "一点五"])
def test_other_characters_are_no_numeral(text: str) -> None:
    assert parse_number(text) is None


def chinese(number: int) -> str:
    """A number below ten thousand as Chinese numerals."""
    out, zero = "", False
    for power, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, power)
        if digit:
            out += ("零" if zero and out else "") + DIGITS[digit] + word
            zero = False
        else:
            zero = bool(out)
    return out


@given(st.integers(1, 9999), st.integers(0, 9999))
def test_written_numerals_are_read_back(high: int, low: int) -> None:
    text = chinese(high) + "万" + (chinese(low) if low else "")

    assert parse_number(text) == high * 10000 + low


@given(st.integers(0, 10**12))
def test_thousands_separators_do_not_matter(number: int) -> None:
    assert parse_number(f"{number:,}") == number
