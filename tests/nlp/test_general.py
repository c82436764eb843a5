"""Classes of sentences that any notice may hold: rules in brackets, aims, kinds of firm, honours."""

from __future__ import annotations

import pytest

from domain.policy import Kind
from tests.nlp.reading import conditions, leaves, only, read


def test_a_rule_of_counting_in_brackets_does_not_hide_the_share_around_it() -> None:
    policy = read(
        "某县奖励办法\n一、申报条件\n申报企业应当符合下列条件：\n"
        "（一）近三年（成立不足三年的按实际年限计算，下同）研发费用总额占营业收入总额的比例符合下列要求：\n"
        "1.上年度营业收入在2亿元以上的企业，比例不低于4%；\n"
    )

    assert [(one.feature, str(one.value)) for one in leaves(policy)] == [
        ("revenue", "200000000"),
        ("rd_intensity", "0.04"),
    ]


def test_members_are_written_as_the_source_writes_them() -> None:
    one = only(conditions("在中国境内（不含港澳台地区）注册"))

    assert one.values == ("中国境内（不含港澳台地区）",)


def test_an_aim_over_a_list_of_conditions_asks_nothing() -> None:
    policy = read(
        "某县奖励办法\n一、申报条件\n（一）支持产业平台建设\n1.实行独立核算；\n2.具有独立法人资格。\n"
    )

    assert [one.feature for one in leaves(policy)] == ["other", "legal_person"]


def test_the_purpose_before_a_gift_is_no_condition() -> None:
    policy = read("某县奖励办法\n一、奖励标准\n缓解企业融资难题，对新引进的总部企业，给予20万元奖励。\n")

    assert all("缓解" not in one.span.quote for one in leaves(policy))


@pytest.mark.parametrize(
    "sentence",
    ["具有丰富的行业经验", "团队负责人具有相关产业的从业背景", "配有专业化的运营团队"],
)
def test_experience_is_for_a_person_to_judge(sentence: str) -> None:
    one, _ = leaves(conditions(sentence, "具有独立法人资格"))

    assert (one.kind, one.feature) == (Kind.MANUAL, "other")
