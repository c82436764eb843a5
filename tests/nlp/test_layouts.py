"""How notices are laid out: heads behind bullets, labels with colons, articles without heads, persons."""

from __future__ import annotations

import pytest

from domain.tree import leaf_ids, print_tree
from nlp.read import read_text
from tests.nlp.reading import conditions, leaves, only, read

GUIDE = """某区技术改造奖补申报指南
◆ 奖补对象
注册地、税务登记在某区的规模以上工业企业。
◆ 申报条件
1.总资产规模：1000万元以上，资产负债率：低于60%；
2.项目未获得过区级及以上财政资金支持（同一设备不得重复补助）；
◆ 奖补标准
按设备投资额的10%给予补助，最高500万元。
◆ 不予受理情形
（一）近三年因偷税漏税受到行政处罚；
◆ 申报时间
2026年3月15日—4月15日。
"""
PERSONS = """某市人才住房补贴政策解读
一、哪些人可以申请？
新引进的下列人才：
（一）博士研究生、正高级职称人员，年龄不超过45周岁；
（二）硕士研究生、副高级职称人员，年龄不超过40周岁。
二、补贴标准是多少？
博士研究生、正高级职称人员每月3000元，硕士研究生、副高级职称人员每月1500元。
"""
ARTICLES = """某县贷款贴息实施办法
第一条 本办法所称贴息，是指对企业贷款利息给予的补助。
第二条 申报企业应当在本县注册。
第三条 贷款合同须为自申报之日起近1年内签订的合同。
第四条 项目须在2017年1月1日以后投入实施，单个项目投资不低于200万元。
第五条 贴息比例为实际支付利息的30%，每家企业每年不超过50万元。
第六条 有下列情形之一的，取消扶持资格：（一）一年内发生安全责任事故的；（二）被列入经营异常名录的。
"""


def test_heads_behind_bullets_open_their_sections() -> None:
    policy = read(GUIDE)
    (item,) = policy.items
    features = {one.id: one.feature for one in policy.criteria()}
    asked = {features[one] for one in leaf_ids(item.require)}

    assert item.name == "技术改造奖补"
    assert {"region", "tax_region", "above_scale", "assets", "debt_ratio"} <= asked
    assert {features[one] for one in leaf_ids(item.exclude)} == {"prior_support", "tax_violation"}
    assert [str(one.start) for one in item.windows] == ["2026-03-15"]


def test_a_label_with_a_colon_belongs_to_its_number() -> None:
    policy = conditions("总资产规模：1000万元以上，资产负债率：低于60%")

    assert [(one.feature, one.span.quote) for one in leaves(policy)] == [
        ("assets", "总资产规模：1000万元以上"),
        ("debt_ratio", "资产负债率：低于60%"),
    ]


def test_a_colon_before_a_list_still_opens_it() -> None:
    policy = read("某县办法\n一、申报条件\n申报企业应当符合下列条件：\n1.具有独立法人资格；\n2.信用良好。\n")

    assert len(leaves(policy)) == 2


def test_one_list_of_persons_is_any_of_its_members_and_each_sum_is_for_its_own() -> None:
    policy = read(PERSONS)
    (item,) = policy.items
    named = {one.id: one.values for one in policy.criteria()}

    assert "any(all(" in print_tree(item.require)
    assert [named[print_tree(one.when)] for one in item.benefits if one.when] == [
        ("博士研究生", "正高级职称人员"),
        ("硕士研究生", "副高级职称人员"),
    ]
    assert {one.per for one in item.benefits} == {"month"}


def test_articles_without_heads_are_read_and_a_definition_gives_nothing() -> None:
    policy = read(ARTICLES)
    (item,) = policy.items
    said = {(one.kind.value, one.feature, str(one.period or "")) for one in leaves(policy)}
    barred = {one.id: one.feature for one in policy.criteria() if one.id in leaf_ids(item.exclude)}

    assert ("event", "other", "rolling 12m") in said
    assert ("event", "other", "since 2017-01-01") in said
    assert ("compare", "fixed_investment", "") in said
    assert ("event", "safety_accident", "rolling 12m") in said
    assert "safety_accident" in barred.values()
    assert [str(one.rate) for one in item.benefits] == ["0.3"]


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("事业单位、社会团体、非营利性科研机构", ("事业单位", "社会团体", "非营利性科研机构")),
        ("企事业单位、社会团体和其他组织", ("企事业单位", "社会团体", "组织")),
        ("应是企业国际化发展机构、科技金融服务机构", ("企业国际化发展机构", "科技金融服务机构")),
    ],
)
def test_a_list_of_which_words_are_known_in_part_is_read_whole(
    sentence: str, values: tuple[str, ...]
) -> None:
    one = only(conditions(sentence))

    assert (one.feature, one.values) == ("org_type", values)


def test_a_name_with_a_level_of_its_own_is_a_leaf_of_its_own() -> None:
    policy = conditions("通过省级“专精特新”中小企业或国家高新技术企业认定")

    assert [(one.level, one.values) for one in leaves(policy)] == [
        ("省级", ("“专精特新”中小企业",)),
        (None, ("国家高新技术企业",)),
    ]


def test_a_kind_that_is_excepted_bars() -> None:
    policy = conditions("成立满1年", "机关及参公事业单位工作人员除外")

    assert print_tree(policy.items[0].exclude) == "c2"


def test_a_number_before_a_year_is_a_list_mark() -> None:
    one = only(read("某市办法\n申报条件：\n1.2024年1月1日以后首次在我市就业。\n"))

    assert one.span.quote.startswith("2024年")


def test_a_promise_that_papers_are_true_is_no_condition() -> None:
    assert leaves(conditions("申报企业应当对材料真实性负责")) == []


def test_the_text_stays_as_it_is() -> None:
    policy = read_text(GUIDE, doc_id="t")

    assert all(policy.text[one.span.start : one.span.end] == one.span.quote for one in leaves(policy))
