"""Nothing of a condition section is lost: the partition, and what goes to review."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.policy import Kind
from nlp.read import analyse
from nlp.readers.text import plain
from nlp.work import Work, work
from tests.nlp.reading import conditions, leaves, read

LABELS = {"leaf", "heading", "mark", "boilerplate", "review"}


def state(text: str) -> Work:
    """The working state of a text."""
    return work(analyse(plain(text, {}), {}))


PIECES = st.lists(
    st.sampled_from(
        [
            "具有独立法人资格",
            "上年度营业收入不低于1000万元",
            "企业愿意接待来访客人",
            "，",
            "；",
            "。",
            "或者",
            "且",
            "（一）",
            "（二）",
            "1.",
            "2.",
            "\n",
            "符合下列条件之一：",
            "可豁免",
            "近三年未发生重大安全事故",
            "的企业，",
            "%",
            "不得重复申报",
            "按下列标准给予奖励",
            "（含）",
            "第三条",
            "《某目录》",
            " ",
            "奖励50万元",
        ]
    ),
    max_size=40,
)


@settings(max_examples=150, deadline=None)
@given(PIECES, PIECES)
def test_condition_sections_are_partitioned(first: list[str], second: list[str]) -> None:
    text = "某县办法\n一、申报条件\n" + "".join(first) + "\n二、不予支持的情形\n" + "".join(second) + "\n"
    found = state(text)
    parts = [p for p in found.root.walk() if p.section in {"require", "exclude"} and p.end > p.start]
    covered = sorted((a, b) for a, b, _ in found.covered if b > a)

    assert {label for _, _, label in found.covered} <= LABELS
    assert sum(b - a for a, b in covered) == sum(p.end - p.start for p in parts)
    for (_, end), (start, _) in itertools.pairwise(covered):
        assert end <= start
    for p in parts:
        assert sum(max(0, min(b, p.end) - max(a, p.start)) for a, b in covered) == p.end - p.start


@settings(max_examples=100, deadline=None)
@given(PIECES)
def test_what_is_partitioned_as_review_stands_in_the_review(pieces: list[str]) -> None:
    text = "某县办法\n一、申报条件\n" + "".join(pieces) + "\n"
    found = state(text)
    doubts = [(d.start, d.end) for d in found.doubts]

    for a, b, label in found.covered:
        if label == "review" and b > a:
            assert any(x <= a and b <= y for x, y in doubts)


@pytest.mark.parametrize(
    "sentence",
    ["企业愿意接待来访客人", "最近考核得到乙等", "已完成去年的任务", "与三家单位签有协议"],
)
def test_a_condition_without_known_words_is_a_leaf_or_stands_in_review(sentence: str) -> None:
    policy = conditions("具有独立法人资格", sentence)
    touched = [one.span.quote for one in leaves(policy)] + [one.span.quote for one in policy.review]

    assert any(sentence in words or words in sentence for words in touched if words != "独立法人资格")


def test_a_definition_of_who_may_apply_is_read_for_a_person_to_judge() -> None:
    policy = read(
        "某县办法\n第一章 总则\n第二条 本办法所称优秀企业，是指在行业内居于前列、带动作用强的企业。\n"
        "第二章 条件\n第三条 企业应当符合下列条件：\n（一）具有独立法人资格。\n"
    )

    judged = [one.span.quote for one in policy.criteria() if one.kind is Kind.MANUAL]
    assert "带动作用强" in judged


@pytest.mark.parametrize(
    "section",
    [
        "三、申报材料\n1.营业执照复印件；\n2.上年度审计报告。",
        "三、办理流程\n由县科技局组织专家评审，公示5个工作日。",
    ],
    ids=["materials", "steps"],
)
def test_materials_and_steps_are_neither_leaf_nor_review(section: str) -> None:
    policy = read(f"某县办法\n一、申报条件\n申报企业应当具有独立法人资格。\n{section}\n")

    assert [one.feature for one in leaves(policy)] == ["legal_person"]
    assert policy.review == ()


def test_an_item_that_pays_and_asks_nothing_is_shown_to_a_person() -> None:
    policy = read("某县办法\n第一条 给予最高100万元的奖励。\n")

    assert policy.items[0].require is None
    assert any("给谁" in one.why for one in policy.review)
