"""GB/T 4754-2017: what a text means, what lies in what, and strict reading."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.datafile import data_text
from domain.errors import InputError
from domain.industry_code import Industries, read_industries
from domain.names import Placement

TREE = Industries.national()
codes = st.sampled_from(
    [code for section in "ABCDEFGHIJKLMNOPQRST" for code in [section, *TREE.children(section)]]
    + ["349", "3499", "701", "7010", "702", "7020", "851", "8511", "9700"]
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("C", "C", id="section"),
        pytest.param("c", "C", id="lower case"),
        pytest.param("34", "34", id="division"),
        pytest.param("C34", "34", id="division with letter"),
        pytest.param("349", "349", id="group"),
        pytest.param("3499", "3499", id="class"),
        pytest.param("Ｃ３４９９", "3499", id="full width"),
        pytest.param("A3499", None, id="foreign letter"),
        pytest.param("3498000", None, id="too long"),
        pytest.param("99", None, id="no such division"),
        pytest.param("3", None, id="one digit"),
        pytest.param("", None, id="empty"),
        pytest.param("制造业", "C", id="name of a section"),
        pytest.param("制造", "C", id="short name"),
        pytest.param("通用设备制造业", "34", id="name of a division"),
        pytest.param("C34通用设备制造业", "34", id="code with its name"),
        pytest.param("34 通用设备制造业", "34", id="code, blank, name"),
        pytest.param("C34农业", None, id="code with another's name"),
        pytest.param("皮箱、包（袋）制造", "1922", id="full-width brackets"),
        pytest.param("皮箱、包(袋)制造", "1922", id="half-width brackets"),
        pytest.param("房地产业", "K", id="widest of K and 70"),
        pytest.param("教育", "P", id="widest of P and 83"),
        pytest.param("国际组织", "T", id="widest of T, 97, 970, 9700"),
        pytest.param("农林牧渔业", "A", id="without commas"),
        pytest.param("住宿餐饮业", "H", id="usual short name"),
        pytest.param("工业", None, id="no class of the standard"),
        pytest.param("《文化及相关产业分类(2018)》", None, id="another catalogue"),
    ],
)
def test_resolve(text: str, code: str | None) -> None:
    assert TREE.resolve(text) == code


@pytest.mark.parametrize(
    ("asked", "firm", "answer"),
    [
        pytest.param("C", "3499", Placement.INSIDE, id="class in its section"),
        pytest.param("34", "3499", Placement.INSIDE, id="class in its division"),
        pytest.param("3499", "3499", Placement.INSIDE, id="itself"),
        pytest.param("3499", "34", Placement.UNKNOWN, id="firm wider"),
        pytest.param("3499", "C", Placement.UNKNOWN, id="firm known by its section"),
        pytest.param("3499", "35", Placement.OUTSIDE, id="another division"),
        pytest.param("C", "51", Placement.OUTSIDE, id="another section"),
        pytest.param("7010", "701", Placement.INSIDE, id="the only class of its group"),
        pytest.param("9700", "T", Placement.INSIDE, id="only child all the way down"),
        pytest.param("C", "0000", Placement.UNKNOWN, id="no such firm code"),
    ],
)
def test_contains(asked: str, firm: str, answer: Placement) -> None:
    assert TREE.contains(asked, firm) is answer


@pytest.mark.parametrize(
    ("asked", "firm", "answer"),
    [
        pytest.param(["工业", "制造业"], "C3499", Placement.INSIDE, id="another member matches"),
        pytest.param(["工业", "建筑业"], "C3499", Placement.PERSON, id="no other matches"),
        pytest.param(["工业", "3499"], "C34", Placement.UNKNOWN, id="a lacking fact comes first"),
        pytest.param(["工业"], None, Placement.UNKNOWN, id="no industry known"),
        pytest.param(["制造业"], "某业", Placement.UNKNOWN, id="firm's industry is no class"),
        pytest.param(["制造业"], "6510", Placement.OUTSIDE, id="a code of 2011 lies in its 中类"),
        pytest.param(["软件和信息技术服务业"], "I6510", Placement.INSIDE, id="with its letter"),
        pytest.param(["6511"], "6510", Placement.UNKNOWN, id="a code of 2011 is wider than its 小类"),
        pytest.param(["软件和信息技术服务业"], "C6510", Placement.UNKNOWN, id="a foreign letter"),
        pytest.param(["制造业"], "0099", Placement.UNKNOWN, id="no such 大类"),
        pytest.param(["批发业", "零售业"], "通用设备制造业", Placement.OUTSIDE, id="none of two"),
    ],
)
def test_locate(asked: list[str], firm: str | None, answer: Placement) -> None:
    assert TREE.locate(asked, firm) is answer


def test_counts_are_those_of_the_amended_standard() -> None:
    sections = [code for code in "ABCDEFGHIJKLMNOPQRST" if TREE.get(code)]
    divisions = [code for section in sections for code in TREE.children(section)]
    groups = [code for division in divisions for code in TREE.children(division)]
    classes = [code for group in groups for code in TREE.children(group)]
    assert [len(level) for level in (sections, divisions, groups, classes)] == [20, 97, 473, 1382]
    assert len(TREE) == 1972


def test_ancestors_and_full_code() -> None:
    assert TREE.ancestors("3499") == ("349", "34", "C")
    assert TREE.section("3499") == "C"
    assert TREE.section("0000") is None
    assert [one.full_code for code in ("C", "34", "3499") if (one := TREE.get(code))] == ["C", "C34", "C3499"]


@given(codes)
def test_every_spelling_of_a_code_is_the_code(code: str) -> None:
    one = TREE.get(code)
    assert one is not None
    assert {TREE.resolve(text) for text in (code, one.full_code, one.full_code + one.name)} == {code}


@given(codes, codes)
def test_inside_and_outside_follow_the_tree(asked: str, firm: str) -> None:
    placed = TREE.contains(asked, firm)
    if asked in (firm, *TREE.ancestors(firm)):
        assert placed is Placement.INSIDE
    elif firm not in TREE.ancestors(asked):
        assert placed is Placement.OUTSIDE
    else:
        assert placed in {Placement.UNKNOWN, Placement.INSIDE}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("code,name\n", "第 1 行", id="columns"),
        pytest.param("code,section,name\nU,U,甲业", "第 2 行", id="no such letter"),
        pytest.param("code,section,name\nA,A,农业\n01,01,甲业", "第 3 行", id="section is no letter"),
        pytest.param("code,section,name\nA,A,", "第 2 行", id="no name"),
        pytest.param("code,section,name\nA,A,甲\nA,A,乙", "A 重复", id="twice"),
        pytest.param("code,section,name\n01,A,甲\nA,A,乙", "上级 A", id="child before its parent"),
    ],
)
def test_the_file_is_read_strictly(text: str, says: str) -> None:
    with pytest.raises(InputError) as caught:
        read_industries(text, "i.csv")
    assert says in str(caught.value)


def test_loading_is_quick() -> None:
    text = data_text("gbt4754.csv")
    started = time.process_time()
    read_industries(text)
    assert time.process_time() - started < 0.2
