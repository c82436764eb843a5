"""Which conditions are which item's: lists side by side, kinds of applicants, bands of one gift."""

from __future__ import annotations

import pytest

from domain.policy import Item, Policy
from domain.tree import All, Any, When, leaf_ids
from nlp.components.pairing import alike
from tests.nlp.reading import conditions, read


def asked(policy: Policy, item: Item) -> list[str]:
    """The features that an item requires."""
    features = {one.id: one.feature for one in policy.criteria()}
    return [features[i] for i in leaf_ids(item.require)] if item.require else []


CARD = (
    "某县支持创新载体建设\n服务对象\n在本县注册的企业。\n服务内容\n"
    "1.支持建设孵化器\n给予不超过20万元资金支持。\n2.支持建设实验室\n给予不超过30万元资金支持。\n"
    "条件要求\n1.支持建设孵化器\n（1）场地面积不少于500平方米。\n2.支持建设实验室\n（1）研发人员不少于10人。\n"
)


def test_each_service_is_asked_what_is_listed_for_it_and_what_is_asked_of_all() -> None:
    policy = read(CARD)

    assert [asked(policy, item) for item in policy.items] == [
        ["region", "floor_area"],
        ["region", "rd_staff"],
    ]


def test_lists_without_names_pair_by_number_where_each_has_conditions_of_its_own() -> None:
    policy = read(
        CARD.replace("条件要求\n1.支持建设孵化器", "条件要求\n1.第一类：").replace(
            "2.支持建设实验室\n（1）研发", "2.第二类：\n（1）研发"
        )
    )

    assert [asked(policy, item)[-1] for item in policy.items] == ["floor_area", "rd_staff"]


def test_plain_conditions_beside_several_services_are_asked_of_all() -> None:
    policy = read(
        CARD[: CARD.index("条件要求")] + "条件要求\n1.具有独立法人资格。\n2.上年度营业收入不低于100万元。\n"
    )

    assert all({"legal_person", "revenue"} <= set(asked(policy, item)) for item in policy.items)


def test_a_list_for_one_kind_of_applicant_is_not_asked_of_another() -> None:
    policy = read(
        "某县办法\n一、支持内容\n1.对科技企业给予贴息10万元。\n2.对担保公司给予奖励20万元。\n二、申报条件\n"
        "（一）申报的科技企业须同时满足以下条件：\n1.研发人员不少于10人。\n"
        "（二）申报的担保公司须同时满足以下条件：\n1.注册资本不低于1亿元。\n"
    )
    first, second = policy.items

    assert "rd_staff" in asked(policy, first)
    assert "registered_capital" not in asked(policy, first)
    assert "registered_capital" in asked(policy, second)
    assert "rd_staff" not in asked(policy, second)


def test_the_bands_of_one_figure_are_one_item() -> None:
    policy = read(
        "某县办法\n第二条 落户奖励\n1.实缴资本500万元至5000万元的，奖励30万元；\n"
        "2.实缴资本5000万元以上的，奖励60万元。\n"
    )
    (item,) = policy.items

    assert [one.amount for one in item.benefits] == [300000, 600000]


def test_kinds_of_applicants_in_one_list_are_alternatives() -> None:
    policy = conditions("高新技术企业以及金融机构", "具有独立法人资格")
    tree = policy.items[0].require

    assert isinstance(tree, All)
    assert isinstance(tree.parts[0], Any)


def test_a_number_of_one_kind_is_asked_of_that_kind_alone() -> None:
    policy = conditions(
        "检测服务机构近三年收入均不低于1亿元；咨询服务机构近三年收入均不低于5000万元", "具有独立法人资格"
    )
    tree = policy.items[0].require

    assert isinstance(tree, All)
    assert [isinstance(part, When) for part in tree.parts] == [True, True, False]


def test_and_binds_to_the_last_alternative() -> None:
    policy = conditions("上年度营业收入不低于5亿元或上年度营业收入不低于2亿元且研发人员不少于10人")
    tree = policy.items[0].require

    assert isinstance(tree, Any)
    assert isinstance(tree.parts[1], All)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("建设孵化器", "建设孵化器", True),
        ("高品质科技园区建设", "高品质科技园区", True),
        ("建设孵化器", "引进人才", False),
        ("", "引进人才", False),
        ("孵化", "孵化", False),
    ],
)
def test_names_are_alike_by_the_piece_they_share(one: str, other: str, same: bool) -> None:
    assert (alike(one, other) >= 0.5) is same
