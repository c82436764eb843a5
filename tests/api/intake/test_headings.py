"""The list of headings itself: every feature can be named, no spelling means two things."""

from __future__ import annotations

import pytest

from api.intake.headings import read_words, understand, words
from domain.errors import InputError
from domain.vocabulary import vocabulary


@pytest.mark.parametrize("feature", vocabulary().values(), ids=lambda one: one.id)
def test_every_feature_is_understood_by_name_and_id(feature):
    table = words().tables["companies"]

    for written in (feature.zh, feature.id):
        found = understand(f"2025年 {written}", table)
        assert found is not None
        assert (found.feature, found.year) == (feature.id, 2025)


@pytest.mark.parametrize(
    "heading", ["企业（机构）类型", "营业收入（斤）", "2025年的事", "上年度营业收入", "专利数", ""]
)
def test_other_headings_are_not_guessed(heading):
    assert understand(heading, words().tables["companies"]) is None


@pytest.mark.parametrize(
    "heading", ["统一社会信用代码", "统一社会 信用代码", "统一社会\n信用代码", "*统一社会信用代码", "USCC"]
)
def test_blanks_breaks_and_marks_do_not_matter(heading):
    found = understand(heading, words().tables["companies"])

    assert found is not None
    assert found.field == "uscc"


BASE = """
source: s
date: 2026-01-01
empty: []
"yes": []
"no": []
footers: []
separators: ","
units: {}
statuses: {}
fields: {a: [甲], b: [乙]}
features: {revenue: [营收]}
refused: {}
not_kept: []
tables: {t: {zh: 表, needed: [a], fields: [a, b]}}
"""


def test_the_base_reads():
    assert read_words(BASE, "f").tables["t"].needed == ("a",)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("b: [乙]", "b: [甲]", "“甲”有两个意思"),
        ("revenue: [营收]", "revenu: [营收]", "指标“revenu”不在词表中"),
        ("needed: [a]", "needed: [c]", "的列“c”没有写法"),
        ("refused: {}", "refused: {}\nmore: 1", "不认识这一项"),
    ],
)
def test_the_list_is_read_strictly(old, new, expected):
    with pytest.raises(InputError, match=expected):
        read_words(BASE.replace(old, new), "f")
