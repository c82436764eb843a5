"""How conditions combine: lists, 或 and 且, scopes, waivers, references, score tables; our own sentences."""

from __future__ import annotations

from decimal import Decimal

import pytest

from domain.tree import Points, Waive
from tests.nlp.reading import bars, conditions, leaves, read, tree

HEAD = "某县奖励办法\n"


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        (
            "上年度营业收入不低于3亿元，或者上年度实际缴纳税金不低于1500万元",
            "any(上年度营业收入不低于3亿元, 上年度实际缴纳税金不低于1500万元)",
        ),
        (
            "上年度营业收入在2000万元以上，或上年度营业收入在2000万元以下，但近2年股权融资达到3000万元",
            "any(上年度营业收入在2000万元以上, all(上年度营业收入在2000万元以下, 近2年股权融资达到3000万元))",
        ),
        (
            "上年度研发费用不低于100万元，且占营业收入的比重不低于3%",
            "all(上年度研发费用不低于100万元, 占营业收入的比重不低于3%)",
        ),
        (
            "近三年营业收入平均增长率不低于20%或利润平均增长率不低于8%",
            "any(近三年营业收入平均增长率不低于20%, 利润平均增长率不低于8%)",
        ),
        ("职工总数不超过300人、资产总额不超过1亿元", "all(职工总数不超过300人, 资产总额不超过1亿元)"),
        (
            "上年度营业收入在2000万元以上，其中软件企业在1000万元以上",
            "all(when(not(软件企业), 上年度营业收入在2000万元以上), when(软件企业, 在1000万元以上))",
        ),
        (
            "上年度营业收入在5000万元以下的，研发费用占营业收入的比例不低于5%",
            "when(上年度营业收入在5000万元以下, 研发费用占营业收入的比例不低于5%)",
        ),
        ("若为工业企业，上年度营业收入不超过4亿元", "when(工业企业, 上年度营业收入不超过4亿元)"),
    ],
    ids=["or", "or with but", "and", "or inside", "list", "variant", "scope", "if"],
)
def test_a_sentence_combines_its_leaves(sentence: str, said: str) -> None:
    assert tree(conditions(sentence)) == said


@pytest.mark.parametrize(
    ("lead", "said"),
    [
        ("申报企业应当同时符合下列条件：", "all({})"),
        ("申报企业应当符合下列条件之一：", "any({})"),
        ("申报企业应当至少满足下列条件中的两项：", "at_least(2, {})"),
        ("申报企业须具备以下三项中的两项：", "at_least(2, {})"),
        ("申报企业应当同时满足以下三项条件：", "all({})"),
    ],
)
def test_the_lead_in_combines_its_list(lead: str, said: str) -> None:
    members = ("具有独立法人资格", "拥有发明专利1件以上", "职工总数不少于10人")
    policy = conditions(*members, lead=lead)

    assert tree(policy) == said.format("独立法人资格, 拥有发明专利1件以上, 职工总数不少于10人")


def test_a_list_inside_a_list_combines_on_its_own() -> None:
    policy = read(
        HEAD + "第三条 企业应当同时符合下列条件：\n1.具有独立法人资格；\n"
        "2.具备下列条件之一：（1）拥有有效专利3件以上；（2）拥有软件著作权6件以上。\n"
    )

    assert tree(policy) == "all(独立法人资格, any(拥有有效专利3件以上, 拥有软件著作权6件以上))"


def test_scopes_of_one_sentence_each_bound_their_own() -> None:
    policy = conditions(
        "上年度营业收入在5000万元以下的，研发费用占营业收入的比例不低于5%；营业收入超过5000万元的，不低于4%"
    )
    first, second = tree(policy).removeprefix("all(").removesuffix(")").split(", when")

    assert first == "when(上年度营业收入在5000万元以下, 研发费用占营业收入的比例不低于5%)"
    assert second == "(营业收入超过5000万元, 不低于4%)"
    assert {one.feature for one in leaves(policy)} == {"revenue", "rd_intensity"}


def test_other_firms_are_whoever_the_scope_before_leaves_out() -> None:
    policy = conditions(
        "若为工业企业，上年度营业收入不超过4亿元；若为其他类型企业，上年度营业收入不超过1亿元"
    )

    assert tree(policy) == (
        "all(when(工业企业, 上年度营业收入不超过4亿元), when(not(工业企业), 上年度营业收入不超过1亿元))"
    )


def test_a_waiver_wraps_what_its_words_name() -> None:
    policy = conditions(
        "上年度营业收入不低于1000万元，近两年营业收入平均增长率不低于5%；上年度营业收入超过1亿元的企业，可豁免增长率要求"
    )

    assert tree(policy) == (
        "all(上年度营业收入不低于1000万元, waive(近两年营业收入平均增长率不低于5%, 上年度营业收入超过1亿元))"
    )


def test_a_waiver_by_reference_wraps_the_articles_it_names() -> None:
    policy = read(
        HEAD + "第三条 企业应当同时符合下列条件：\n（一）拥有发明专利1件以上；\n（二）职工总数不少于10人；\n"
        "（三）具有独立法人资格。\n"
        "已取得高新技术企业资格，且在有效期内的，视同满足本条第（一）项和第（二）项条件。\n"
    )

    assert tree(policy) == (
        "all(waive(拥有发明专利1件以上, 高新技术企业), waive(职工总数不少于10人, 高新技术企业), 独立法人资格)"
    )
    (title,) = [one for one in leaves(policy) if one.feature == "title"]
    assert str(title.period) == "now"


def test_a_waiver_without_a_target_goes_to_review() -> None:
    policy = conditions("具有独立法人资格；特别优秀的企业，可豁免")

    assert any("豁免" in one.why for one in policy.review)


def test_an_item_takes_in_the_article_that_it_names() -> None:
    policy = read(
        "某县企业认定办法\n第三条 企业应当具备以下基本条件：\n（一）具有独立法人资格。\n"
        "第四条 符合第三条规定，且下列条件中至少满足两项的，可以认定为某县甲类企业：\n"
        "（一）拥有发明专利1件以上；\n（二）职工总数不少于10人；\n（三）资产总额不低于1000万元。\n"
        "第五条 符合第三条规定，并同时具备下列条件的，可以认定为某县乙类企业：\n（一）拥有发明专利3件以上。\n"
    )

    assert [item.name for item in policy.items] == ["某县甲类企业认定", "某县乙类企业认定"]
    assert tree(policy, 0) == (
        "all(独立法人资格, at_least(2, 拥有发明专利1件以上, 职工总数不少于10人, 资产总额不低于1000万元))"
    )
    assert tree(policy, 1) == "all(独立法人资格, 拥有发明专利3件以上)"


def test_a_score_table_is_one_node_with_its_rows() -> None:
    policy = read(
        HEAD + "第三条 符合条件的企业由专家按照下列标准评分，总分达到60分（含）以上的为合格：\n"
        "（一）研发队伍（满分40分）。研发人员达到30人以上的，得40分；10人以上、不足30人的，得20分。\n"
        "（二）发明专利（满分60分）。拥有发明专利5件以上的，得60分。\n"
        "第四条 已被认定为市级以上企业技术中心的，可不参加评分。\n"
    )
    node = policy.items[0].require
    (table,) = [one for one in leaves(policy) if one.feature == "total_score"]

    assert isinstance(node, Waive)
    assert node.asked == Points(table.id)
    assert table.pass_mark == Decimal(60)
    assert [row.points for row in table.rows] == [Decimal(40), Decimal(20), Decimal(60)]


def test_bars_stand_in_exclude_whichever_list_they_are_in() -> None:
    policy = bars("被列入失信被执行人名单的", "近三年发生重大安全事故的")

    assert policy.items[0].require is None
    assert len(list(policy.criteria())) == 2


def test_a_fact_said_twice_is_one_leaf() -> None:
    policy = read(
        HEAD + "一、申报条件\n企业应当符合下列条件：\n（一）具有独立法人资格；\n（二）职工总数不少于10人。\n"
        "二、奖励标准\n（一）甲奖励\n对具有独立法人资格的企业，拥有发明专利1件以上的，奖励1万元。\n"
        "（二）乙奖励\n对拥有发明专利5件以上的企业，奖励5万元。\n"
    )

    assert sum(one.feature == "legal_person" for one in policy.criteria()) == 1
    assert len(policy.items) == 2


def test_conditions_for_two_kinds_are_two_items_that_share_the_rest() -> None:
    policy = read(
        "某县示范企业认定办法\n一、认定条件\n企业应当具有独立法人资格。\n"
        "申报领军型示范企业，应符合以下条件：\n（1）上年度营业收入不低于10亿元；\n（2）职工总数不少于500人。\n"
        "申报成长型示范企业，应符合以下条件：\n（1）上年度营业收入不低于1亿元。\n"
    )

    assert [item.name for item in policy.items] == ["领军型示范认定", "成长型示范认定"]
    assert tree(policy, 0) == "all(独立法人资格, 上年度营业收入不低于10亿元, 职工总数不少于500人)"
    assert tree(policy, 1) == "all(独立法人资格, 上年度营业收入不低于1亿元)"


def test_whom_a_negative_list_speaks_of_does_not_bar() -> None:
    policy = read("某县办法\n一、限制\n有下列情形之一的总部企业，不予支持。\n1．近三年发生重大安全事故。\n")

    assert [one.feature for one in leaves(policy)] == ["safety_accident"]
    assert any("总部企业" in one.span.quote for one in policy.review)


def test_a_list_of_whom_to_prefer_asks_nothing() -> None:
    policy = read(
        HEAD + "一、申报条件\n1.企业应当具有独立法人资格。\n2.对符合以下条件之一的予以优先资助：\n"
        "（1）拥有发明专利3件以上；\n（2）高新技术企业。\n"
    )

    assert tree(policy) == "独立法人资格"


def test_procedure_with_arrows_is_no_condition() -> None:
    policy = read(HEAD + "一、申报条件\n企业应当具有独立法人资格。\n提交申请→专家评审→公示5个工作日。\n")

    assert [one.feature for one in leaves(policy)] == ["legal_person"]
