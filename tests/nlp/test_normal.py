"""The normalised text and its map back to the source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.normal import normalise


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("营业收入１０００万元（含）", "营业收入1000万元(含)"),
        ("不低于 10 亿元", "不低于10亿元"),
        ("研究开 发费用", "研究开发费用"),
        ("1. 2025年", "1. 2025年"),
        ("GB/T 29490", "GB/T 29490"),
        ("Ⅰ类知识产权　１项", "I类知识产权1项"),
        ("3％", "3%"),
    ],
)
def test_widths_and_blanks_are_made_one(raw: str, text: str) -> None:
    assert normalise(raw).text == text


def test_a_span_goes_back_to_the_source() -> None:
    raw = "年营业收入 不低于 10 亿元。"
    normal = normalise(raw)
    start = normal.text.index("不低于")
    a, b = normal.span(start, start + len("不低于10亿元"))

    assert raw[a:b] == "不低于 10 亿元"


@given(st.text(alphabet="营业收入不低于 　１23４%（）()\n\ufeff,，ABc.", max_size=80))
def test_every_character_keeps_its_place(raw: str) -> None:
    normal = normalise(raw)

    assert len(normal.text) == len(normal.at)
    assert list(normal.at) == sorted(set(normal.at))
    for place in range(len(normal.text)):
        a, b = normal.span(place, place + 1)
        assert b - a == 1
        assert normalise(raw[a:b]).text in {normal.text[place], ""}
