"""Negative lists: what bars, what is asked there in the negative, and what bars only together."""

from __future__ import annotations

import pytest

from domain.tree import leaf_ids, print_tree
from tests.nlp.reading import bars, leaves, read


@pytest.mark.parametrize(
    ("sentence", "feature"),
    [
        ("资产负债率高于70%的", "debt_ratio"),
        ("成立不满一年的", "age_years"),
        ("被有效投诉3次以上的", "other"),
        ("属于房地产业的", "industry"),
        ("发生重大安全事故的", "safety_accident"),
    ],
)
def test_a_bad_case_bars_whatever_kind_of_fact_it_is(sentence: str, feature: str) -> None:
    policy = bars(sentence, "拖欠职工工资的")
    (one,) = [c for c in leaves(policy) if c.feature == feature and c.span.quote[:4] in sentence]

    assert one.id in leaf_ids(policy.items[0].exclude)
    assert policy.items[0].require is None


@pytest.mark.parametrize(
    ("sentence", "feature"),
    [
        ("被列入经营异常名录的", "operating"),
        ("非独立法人的", "legal_person"),
        ("注册地不在本县的", "region"),
    ],
)
def test_what_a_bad_case_denies_is_asked(sentence: str, feature: str) -> None:
    policy = bars(sentence, "资产负债率高于70%的")
    asked = [one.feature for one in leaves(policy) if one.id in leaf_ids(policy.items[0].require)]

    assert asked == [feature]


def test_all_that_is_asked_in_a_negative_list_is_asked_though_any_case_bars() -> None:
    policy = bars("被列入经营异常名录的", "非独立法人的", "成立不满一年的")
    asked = policy.items[0].require

    assert "any" not in print_tree(asked)
    assert len(list(leaf_ids(asked))) == 2


def test_cases_joined_by_and_bar_together_only() -> None:
    together = bars("资产负债率高于70%且上年度亏损的")
    apart = bars("资产负债率高于70%或者上年度亏损的")

    assert type(together.items[0].exclude).__name__ == "All"
    assert type(apart.items[0].exclude).__name__ == "Any"


def test_a_number_in_a_sentence_that_bars_is_a_bar() -> None:
    policy = read("某县办法\n第一条 对在本县注册的企业给予10万元奖励。资产负债率高于70%的企业不得申报。\n")
    numbers = [one.id for one in leaves(policy) if one.feature == "debt_ratio"]

    assert numbers == list(leaf_ids(policy.items[0].exclude))


def excluded(text: str) -> list[str]:
    """The quotes of what bars in the first item."""
    policy = read(text)
    barred = set(leaf_ids(policy.items[0].exclude))
    return [one.span.quote for one in leaves(policy) if one.id in barred]


LIST = """某县奖励办法
一、申报条件
{conditions}
二、奖励标准
给予10万元奖励。
"""


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("1.成立不足一年的企业除外；\n2.信用良好。", "成立不足一年"),
        ("1.在本县注册的非房地产企业；\n2.信用良好。", "非房地产企业"),
        ("1.已获得省级财政支持的项目不得申报；\n2.信用良好。", "已获得省级财政支持"),
    ],
)
def test_an_exception_bars_wherever_it_stands(sentence: str, quote: str) -> None:
    assert excluded(LIST.format(conditions=sentence)) == [quote]


def test_a_heading_that_bars_opens_a_negative_list() -> None:
    text = (
        "某县奖励办法\n一、奖励标准\n给予10万元奖励。\n二、下列企业不得申报\n"
        "（一）房地产企业、金融企业；\n（二）年销售收入低于2000万元的企业。\n"
    )

    assert excluded(text) == ["房地产企业、金融企业", "年销售收入低于2000万元"]


def test_who_is_outside_the_range_behind_a_gift_is_barred() -> None:
    text = "某县奖励办法\n一、奖励标准\n给予10万元奖励。以下单位不在支持范围：物业公司。\n"

    assert excluded(text) == ["物业公司"]


def test_who_is_free_of_a_number_in_a_bracket_may_go_without_it() -> None:
    policy = read(
        LIST.format(conditions="1.上年度研发费用占比不低于3%（高新技术企业不受此限）；\n2.信用良好。")
    )

    assert print_tree(policy.items[0].require).startswith("all(waive(c1, c2)")


def test_who_is_excepted_before_a_number_may_go_without_it() -> None:
    policy = read(LIST.format(conditions="1.除高新技术企业外，上年度营业收入不低于500万元；\n2.成立满1年。"))
    named = {one.id: one.feature for one in leaves(policy)}
    tree = print_tree(policy.items[0].require)

    assert tree == "all(waive(c2, c1), c3)"
    assert (named["c1"], named["c2"]) == ("title", "revenue")


def test_what_is_asked_besides_an_exception_is_asked() -> None:
    policy = read(LIST.format(conditions="1.除具有独立法人资格外，还应成立满1年；\n2.信用良好。"))

    assert "waive" not in print_tree(policy.items[0].require)


def test_a_bar_among_the_closing_remarks_is_not_lost() -> None:
    policy = read("某区通知\n一、申报条件\n成立满1年。\n二、注意事项\n已在其他区领取的项目不纳入支持范围。\n")

    assert any("不纳入支持范围" in one.span.quote for one in policy.review)
