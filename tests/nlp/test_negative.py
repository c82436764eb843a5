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
