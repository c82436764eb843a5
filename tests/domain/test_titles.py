"""Titles: names, levels and terms as tables; the laws of splitting and ranking."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from domain.datafile import data_text
from domain.errors import InputError
from domain.titles import (
    ENDLESS,
    bare_name,
    end_of,
    family_of,
    level_of,
    level_rank,
    read_titles,
    same_title,
    split_level,
    title_data,
)

GOLDEN = Path(__file__).parent.parent / "golden" / "codes" / "titles.yaml"
CASES: list[dict[str, Any]] = yaml.safe_load(GOLDEN.read_text(encoding="utf-8"))

spellings = st.sampled_from(sorted(title_data().families))
levels = st.sampled_from(["国家级", "国家", "省级", "省部级", "部级", "市级", "区级", "县级", "区县级"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_names(case: dict[str, Any]) -> None:
    text = case["text"]
    family = family_of(text)
    assert split_level(text) == (case.get("level"), case["bare"])
    assert (family.name if family else None) == case.get("family")
    assert level_of(text) == case.get("counts")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("高新技术企业", "国家高新技术企业", True),
        ("小巨人", "国家级专精特新“小巨人”企业", True),
        ("江苏省瞪羚企业", "瞪羚", True),
        ("“专精特新” 中小企业", "省级专精特新中小企业", True),
        ("企业技术中心（省级）", "企业技术中心(省级)", True),
        ("4a级景区", "4A级景区", True),
        ("高新技术企业", "中关村高新技术企业", False),
        ("小巨人企业", "科技小巨人企业", False),
        ("小巨人企业", "重点“小巨人”企业", False),
        ("专精特新中小企业", "创新型中小企业", False),
    ],
)
def test_same_title(one: str, other: str, same: bool) -> None:
    assert same_title(one, other) is same
    assert same_title(other, one) is same


def test_the_level_beside_the_title_counts_first() -> None:
    assert level_of("省级企业技术中心", "市级") == "市级"
    assert level_of("高新技术企业", None) == "国家级"


def test_levels_rank() -> None:
    rows = [["国家级", "国家"], ["省级", "省部级", "部级"], ["市级"], ["区县级", "县区级", "区级", "县级"]]
    ranks = [{level_rank(level) for level in row} for row in rows]
    assert ranks == [{4}, {3}, {2}, {1}]


@pytest.mark.parametrize("level", ["校级", "", None], ids=["other", "empty", "none"])
def test_a_level_that_is_not_known_has_no_rank(level: str | None) -> None:
    assert level_rank(level) is None


@pytest.mark.parametrize(
    ("title", "level", "start", "end"),
    [
        pytest.param("高新技术企业", None, "2024-11-01", "2027-10-31", id="three years, a day short"),
        pytest.param("高新技术企业", "国家级", "2024-01-01", "2026-12-31", id="at its own level"),
        pytest.param("高新技术企业", None, "2024-02-29", "2027-02-27", id="29 February"),
        pytest.param("高新技术企业", None, "2021-03-01", "2024-02-29", id="into a leap year"),
        pytest.param("小巨人企业", None, "2023-07-14", "2026-07-13", id="小巨人"),
        pytest.param("专精特新中小企业", "省级", "2023-07-14", "2026-07-13", id="专精特新"),
        pytest.param("专精特新中小企业", "市级", "2023-07-14", None, id="at another level unknown"),
        pytest.param("创新型中小企业", None, "2023-07-14", "2026-07-13", id="创新型"),
        pytest.param("制造业单项冠军", None, "2024-03-20", "2027-03-19", id="单项冠军"),
        pytest.param("制造业单项冠军", "省级", "2024-03-20", None, id="a province's 单项冠军"),
        pytest.param("省级企业技术中心", "省级", "2010-01-01", "9999-12-31", id="endless at any level"),
        pytest.param("博士后科研工作站", None, "2010-01-01", "9999-12-31", id="endless"),
        pytest.param("科技型中小企业", None, "2024-05-01", None, id="no data"),
        pytest.param("某某称号", None, "2024-05-01", None, id="no family"),
        pytest.param("高新技术企业", None, "9998-01-01", "9999-01-01", id="the calendar's end"),
    ],
)
def test_end_of(title: str, level: str | None, start: str, end: str | None) -> None:
    found = end_of(date.fromisoformat(start), family_of(title), level)
    if end == "9999-01-01":
        assert found is not None
        assert found < ENDLESS
    else:
        assert found == (date.fromisoformat(end) if end else None)


@given(st.dates(max_value=date(9000, 1, 1)), st.dates(max_value=date(9000, 1, 1)))
def test_a_later_grant_never_ends_earlier(one: date, other: date) -> None:
    family = family_of("高新技术企业")
    ends = [end_of(day, family) for day in sorted([one, other])]
    assert None not in ends
    assert ends == sorted(end for end in ends if end)


@given(spellings, levels)
def test_a_leading_level_is_taken_off(spelling: str, level: str) -> None:
    found, name = split_level(level + spelling)
    assert level_rank(found) == level_rank(level)
    assert name == split_level(spelling)[1]
    assert same_title(level + "“" + spelling + "”", spelling)


@given(st.text(alphabet="国家级省部市区县江苏州以上及(含)高新技术企业“” 的", max_size=16))
def test_splitting_is_done_once_for_all(text: str) -> None:
    _, name = split_level(text)
    assert split_level(name) == (None, name)
    assert bare_name(bare_name(text)) == bare_name(text)


def test_every_family_states_its_source() -> None:
    families = set(title_data().families.values())
    assert len(families) >= 13
    assert all(family.source for family in families)
    assert all(not (family.years and family.endless) for family in families)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        pytest.param("term: endless", "term: forever", "title.yaml", id="other term"),
        pytest.param("term: {years: 3}", "term: {months: 3}", "title.yaml", id="unknown key"),
        pytest.param("term: {years: 3}", "term: {years: 0}", "不足一年", id="no term"),
        pytest.param("level: 国家级", "level: 世界级", "不在级别表中", id="unknown level"),
        pytest.param("written: [高企, 国高企, 国高]", "written: [瞪羚]", "“瞪羚”重复", id="spelling twice"),
    ],
)
def test_the_file_is_read_strictly(old: str, new: str, says: str) -> None:
    text = data_text("title_families.yaml")
    assert old in text
    with pytest.raises(InputError) as caught:
        read_titles(text.replace(old, new, 1), "title.yaml")
    faults = getattr(caught.value, "faults", [caught.value])
    assert any(says in str(fault) for fault in faults)
