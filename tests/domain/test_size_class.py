"""划型标准 2011: golden cases, soundness against brute force, labels, strict reading."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.datafile import data_text
from domain.errors import InputError
from domain.industry_code import Industries
from domain.size_class import expand, possible_classes, read_standard, standard

GOLDEN = Path(__file__).parent.parent / "golden" / "codes" / "size_class.csv"
CASES = list(csv.DictReader(GOLDEN.read_text(encoding="utf-8").splitlines()))

industries = st.sampled_from(
    ["A", "C", "C3499", "E", "51", "F", "59", "G", "H", "I", "70", "701", "L", "M", "Q", "J"]
)
staff = st.one_of(st.integers(0, 3000), st.sampled_from([20, 300, 1000]))
money = st.one_of(st.integers(0, 3_000_000_000), st.sampled_from([3_000_000, 20_000_000, 400_000_000]))


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['industry'] or '-'}: {case['why']}")
def test_possible_classes(case: dict[str, str]) -> None:
    figures = [_number(case[key]) for key in ("employees", "revenue", "assets")]
    assert possible_classes(case["industry"] or None, *figures) == set(case["classes"].split())


@given(industries, staff, money, money, st.tuples(st.booleans(), st.booleans(), st.booleans()))
def test_forgetting_a_figure_never_loses_the_class(
    industry: str, employees: int, revenue: int, assets: int, known: tuple[bool, bool, bool]
) -> None:
    figures = (employees, revenue, assets)
    partly = [figure if keep else None for figure, keep in zip(figures, known, strict=True)]
    assert possible_classes(industry, *figures) <= possible_classes(industry, *partly)


@given(staff, st.sampled_from(["C3499", "51", "65"]))
def test_each_possible_class_is_reached_by_some_revenue(employees: int, industry: str) -> None:
    rule = next(rule for rule in standard().rules_for(industry.lstrip("C"), Industries.national())[0])
    reached = frozenset[str]()
    for revenue in (0, *rule.bounds["revenue"]):
        reached |= possible_classes(industry, employees, revenue, None)
    assert reached == possible_classes(industry, employees, None, None)


@given(staff, money, st.sampled_from(["C3499", "51", "E", "L", "7020"]))
def test_more_never_lowers_the_class(employees: int, revenue: int, industry: str) -> None:
    order = standard().classes
    (before,) = possible_classes(industry, employees, revenue, revenue)
    (after,) = possible_classes(industry, employees + 1, revenue + 1, revenue + 1)
    assert order.index(after) <= order.index(before)


@pytest.mark.parametrize(
    ("label", "classes"),
    [
        ("大型", "大型"),
        ("中型企业", "中型"),
        ("中小企业", "中型 小型 微型"),
        ("中小", "中型 小型 微型"),
        ("中小微企业", "中型 小型 微型"),
        ("小微企业", "小型 微型"),
        ("小型微型企业", "小型 微型"),
        ("大中型企业", "大型 中型"),
        ("“中小” 企业", "中型 小型 微型"),
    ],
)
def test_labels(label: str, classes: str) -> None:
    assert expand(label) == set(classes.split())


@pytest.mark.parametrize("label", ["规模以上", "小型微利企业", "科技型中小企业", ""])
def test_what_is_no_size_label(label: str) -> None:
    assert expand(label) is None


def test_the_standard_states_its_source() -> None:
    read = standard()
    assert "工信部联企业〔2011〕300号" in read.source
    assert read.date.isoformat() == "2011-06-18"
    assert [rule.item for rule in read.rules] == list(range(1, 17))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        pytest.param("source:", "sauce:", "不认识这一项", id="unknown key"),
        pytest.param("codes: [A]", 'codes: ["00"]', "“00”不在分类中或重复", id="no such code"),
        pytest.param("codes: [A]", 'codes: ["34"]', "“34”不在分类中或重复", id="wider code later"),
        pytest.param('codes: ["701"]', 'codes: ["5111"]', "“5111”不在分类中或重复", id="code inside another"),
        pytest.param(
            "large: {revenue: 200_000_000}", "large: {assets: 1}", "指标不一致", id="other indicator"
        ),
        pytest.param(
            "large: {revenue: 200_000_000}", "large: {revenue: 1}", "没有逐档降低", id="not falling"
        ),
        pytest.param("小微: [小型, 微型]", "小微: [小号]", "没有含义", id="label without meaning"),
        pytest.param("date: 2011-06-18", "date: 2011-06-18\ndate: 2012-01-01", "重复出现", id="key twice"),
    ],
)
def test_the_file_is_read_strictly(old: str, new: str, says: str) -> None:
    text = data_text("sme_size_2011.yaml")
    assert old in text
    with pytest.raises(InputError) as caught:
        read_standard(text.replace(old, new, 1), "s.yaml")
    faults = getattr(caught.value, "faults", [caught.value])
    assert any(says in str(fault) for fault in faults)
    assert all("s.yaml" in str(fault) for fault in faults)
