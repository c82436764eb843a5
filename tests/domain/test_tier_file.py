"""The national tiers: each figure has its ground, secondary sources stay unsigned, faults are refused."""

from datetime import date

import pytest

from domain.datafile import data_text
from domain.errors import InputError, InputFaultsError
from domain.policy import SourceStatus
from domain.reading_file import policy_of
from domain.reading_json import reading_json
from domain.tier_file import FILES, national_tiers, read_tiers, rungs
from domain.tier_rules import Tier
from domain.tree import leaf_ids

DOCUMENTS = national_tiers()
BY_ID = {document.policy.doc_id: document for document in DOCUMENTS}
SMALL = """
source: 示例办法
date: 2026-11-25
doc: tier-x
title: 示例办法
doc_no: 示〔2026〕1号
issuers: [示例部]
effective_from: 2026-04-01
effective_to: null
in_force: 2026年4月1日起。
original: 示例部网站
sources:
  甲: {says: 甲报告, date: 2026-03-01}
items:
  - id: x
    tier: srdi
    regimes: ["2026"]
    name: 示例认定
    source_status: secondary
    require: all(a, b)
    exclude: null
    leaves:
      - {id: a, says: 营业收入不低于10元, article: 附件1, sources: [甲],
         kind: compare, feature: revenue, op: ge, value: "10", unit: CNY}
      - {id: b, says: 职工不超过5人, article: 第三条, sources: [甲],
         kind: compare, feature: employees, op: le, value: "5", unit: person}
    benefits: []
    windows: []
contradictions: []
left_out: []
"""


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.policy.doc_id)
def test_every_criterion_says_where_it_stands_and_who_says_so(document):
    named = {source.name for source in document.sources}

    for criterion in document.policy.criteria():
        ground = document.grounds[criterion.id]
        assert ground.sources
        assert set(ground.sources) <= named
        text, start = document.policy.text, criterion.span.start
        line = text[text.rfind("\n", 0, start) + 1 : text.find("\n", start)]
        assert line.startswith(ground.article or "条款号未见于来源")
        assert all(name in line for name in ground.sources)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.policy.doc_id)
def test_every_criterion_is_used_and_nothing_is_signed(document):
    used = {name for item in document.policy.items for name in _named(document.policy, item)}

    assert {criterion.id for criterion in document.policy.criteria()} == used
    for item in document.policy.items:
        assert (item.source_status, item.accepted) == (SourceStatus.SECONDARY, False)
        assert item.source_mark == "仅有二手来源，未核对"


def _named(policy, item):
    names = {*leaf_ids(item.require), *leaf_ids(item.exclude)}
    for criterion in policy.criteria():
        if criterion.id in names:
            names |= {name for row in criterion.rows for name in leaf_ids(row.when)}
    return names


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.policy.doc_id)
def test_the_policy_travels_as_a_reading(document):
    assert policy_of(reading_json(document.policy)) == document.policy


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.policy.doc_id)
def test_what_differs_and_what_is_left_out_stands_in_the_text(document):
    text = document.policy.text

    assert document.contradictions
    assert all(one.says in text for one in document.contradictions)
    assert all(one.what in text and one.why in text for one in document.left_out)
    assert document.original in text
    assert "不是文件原文" in text


def test_both_sets_of_rules_stand_side_by_side():
    assert [one.tier for one in rungs("2022")] == [
        Tier.TECH,
        Tier.INNOVATIVE,
        Tier.SRDI,
        Tier.GIANT,
        Tier.CHAMPION,
    ]
    assert [one.tier for one in rungs("2026")] == list(Tier)
    old, new = BY_ID["tier-srdi-2022"].policy, BY_ID["tier-srdi-2026"].policy
    assert (old.effective_to, new.effective_from) == (date(2026, 3, 31), date(2026, 4, 1))


@pytest.mark.parametrize(
    ("doc", "item", "feature", "period", "value"),
    [
        ("tier-srdi-2022", "srdi", "rd_expense", "fy1", "1000000"),
        ("tier-srdi-2022", "srdi", "niche_years", None, "2"),
        ("tier-srdi-2026", "srdi", "rd_expense", "fy2 each", "1000000"),
        ("tier-srdi-2026", "srdi", "revenue", "fy1", "15000000"),
        ("tier-srdi-2026", "srdi", "quality_score", "current_year", "50"),
        ("tier-srdi-2026", "giant", "revenue", "fy1", "50000000"),
        ("tier-srdi-2026", "giant", "rd_expense", "fy2 sum", "12000000"),
        ("tier-srdi-2026", "giant", "class1_ip", None, "4"),
        ("tier-srdi-2026", "giant", "debt_ratio", "prev_year_end", "0.75"),
    ],
)
def test_figures_are_those_of_the_reference_data(doc, item, feature, period, value):
    found = [one for one in BY_ID[doc].policy.item(item).criteria if one.feature == feature]

    assert (str(found[0].period) if found[0].period else None, str(found[0].value)) == (period, value)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "附件1, sources: [甲]",
            "附件1, sources: [乙]",
            "依据“乙”没有",
        ),
        ("feature: revenue", "feature: turnaround", "不在词表中"),
        ("require: all(a, b)", "require: all(a, c)", "条件“c”不存在"),
        ("left_out: []", "left_out: []\nmore: 1", "不认识这一项"),
        ("营业收入不低于10元", "营业收入不低于10元。另有要求", "不止一句"),
        ("article: 附件1", "article: 第二条", None),
        ("article: 第三条", "article: null", None),
        ("tier: srdi", "tier: hidden", "取值不对"),
        ("source_status: secondary", "source_status: rumour", "取值不在允许范围内"),
        ('regimes: ["2026"]', 'regimes: ["2019"]', "取值不在允许范围内"),
        ("contradictions: []", "contradictions: [{about: [z], says: 不同, sources: [甲]}]", "条件“z”不存在"),
    ],
)
def test_faults_of_a_file_are_named(old, new, words):
    assert SMALL.count(old) == 1
    text = SMALL.replace(old, new)
    if words is None:
        assert read_tiers(text, "x.yaml").rungs[0].key == "tier-x.x"
        return
    with pytest.raises((InputError, InputFaultsError), match=words):
        read_tiers(text, "x.yaml")


def test_a_line_without_article_may_not_follow_one_that_has_it():
    text = SMALL.replace("article: 附件1", "article: 第二条").replace("article: 第三条", "article: null")

    with pytest.raises(InputError, match="排在有条号"):
        read_tiers(text, "x.yaml")


def test_every_file_is_read():
    assert len(DOCUMENTS) == len(FILES)
    assert all(data_text(f"tiers/{name}.yaml") for name in FILES)
