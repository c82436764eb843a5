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


@pytest.mark.parametrize(
    ("sentence", "unsaid"),
    [
        ("入选全国民营企业500强榜单", "ownership"),
        ("由市文化产业主管部门备案", "field"),
        ("从商业银行或者担保公司取得贷款", "org_type"),
        ("根据《某县社会组织备案管理办法》办理备案", "org_type"),
    ],
)
def test_a_kind_that_is_only_mentioned_is_no_leaf(sentence: str, unsaid: str) -> None:
    features = [one.feature for one in leaves(conditions(sentence))]

    assert features
    assert unsaid not in features


def test_the_same_kind_as_subject_of_the_next_sentence_is_not_said_twice() -> None:
    policy = conditions("第三方评估机构应具有独立法人资格。第三方评估机构应具有较强的服务能力")

    assert [one.feature for one in leaves(policy)].count("org_type") == 1


def test_a_list_of_places_is_read_whole() -> None:
    one = only(conditions("注册地址应在东新区、西新区、南新区和北新区范围内"))

    assert (one.feature, one.values[:3]) == ("region", ("东新区", "西新区", "南新区"))


def test_kinds_in_one_list_are_one_leaf() -> None:
    one = only(conditions("为高等学校、科研机构、医疗卫生机构及社会组织"))

    assert one.values == ("高等学校", "科研机构", "医疗卫生机构", "社会组织")


@pytest.mark.parametrize(
    ("sentence", "feature", "values"),
    [
        ("首次被评为全国服务企业500强", "title", ("全国服务企业500强",)),
        ("省商务厅认定的地区总部", "title", ("省商务厅认定的地区总部",)),
        ("经省科学技术厅认定的高新技术企业", "title", ("高新技术企业",)),
        ("经认定的链上骨干企业", "title", ("链上骨干企业",)),
        ("入选省级数字车间示范平台", "platform", ("数字车间示范平台",)),
    ],
)
def test_an_honour_is_known_by_its_frame(sentence: str, feature: str, values: tuple[str, ...]) -> None:
    one, _ = leaves(conditions(sentence, "具有独立法人资格"))

    assert (one.kind, one.feature, one.values) == (Kind.HAS, feature, values)


@pytest.mark.parametrize("sentence", ["被列入失信企业名单", "已纳入统计名录", "未被列入重点监管企业名单"])
def test_a_black_list_or_a_register_is_no_honour(sentence: str) -> None:
    assert all(one.feature != "title" for one in leaves(conditions(sentence, "具有独立法人资格")))


@pytest.mark.parametrize(
    ("sentence", "feature", "subject", "values"),
    [
        ("项目实施地在云雁县境内", "region", "project", ("云雁县境内",)),
        ("非上市企业", "listing", None, ("上市",)),
        ("非上市的文化类企业", "listing", None, ("上市",)),
        ("为新引进的机构", "other", None, ()),
    ],
)
def test_a_fixed_word_of_status_or_place_is_a_leaf(
    sentence: str, feature: str, subject: str | None, values: tuple[str, ...]
) -> None:
    one, _ = leaves(conditions(sentence, "具有独立法人资格"))

    assert (one.feature, one.subject) == (feature, subject)
    assert one.values == values or one.values == ("上市企业",)


@pytest.mark.parametrize(
    "sentence",
    [
        "鼓励银行开发信用贷款产品",
        "符合本办法第三条第（二）款条件",
        "满足下列行业营业收入及纳税总额条件",
    ],
)
def test_encouragement_and_references_are_no_leaves(sentence: str) -> None:
    assert [one.feature for one in leaves(conditions(sentence, "具有独立法人资格"))] == ["legal_person"]


def test_a_definition_that_a_colon_opens_goes_to_review_outside_the_condition_list() -> None:
    policy = read(
        "某县认定办法\n第一条 本办法所称骨干企业是指：在本县持续开展研发并依法注册的企业。\n"
        "第二条 申报企业应当符合下列条件：\n（一）具有独立法人资格。\n"
    )
    said = [one.quote for one in (r.span for r in policy.review)] + [o.span.quote for o in leaves(policy)]

    assert any("持续开展研发" in words or "注册" in words for words in said)


def test_the_words_before_may_be_recognised_are_a_condition() -> None:
    policy = read(
        "某县认定办法\n一、支持内容\n经评估成效突出，具有较强示范效应的园区可评定为年度标杆园区。\n"
    )

    assert any("示范效应" in one.span.quote for one in leaves(policy))


def test_a_lead_in_and_encouragement_leave_nothing_to_review() -> None:
    policy = read(
        "某县奖励办法\n一、申报条件\n认定为高新技术企业须同时满足以下条件：\n（一）具有独立法人资格；\n"
        "（二）鼓励担保机构提供增信。\n"
    )

    assert [one.span.quote for one in policy.review] == []


def test_a_listed_firm_or_its_subsidiary_are_two_leaves() -> None:
    policy = conditions("上一年度入选全国服务企业500强的企业或其直接控股子公司", "具有独立法人资格")
    found = [(one.feature, str(one.period) if one.period else None) for one in leaves(policy)]

    assert found[:2] == [("title", "fy1"), ("controlled_by", "fy1")]


def test_the_place_may_follow_the_word_registered() -> None:
    one, _ = leaves(conditions("注册在云雁县范围内的机构", "具有独立法人资格"))

    assert (one.feature, one.values) == ("region", ("云雁县",))


def test_another_partys_place_is_not_the_applicants() -> None:
    found = leaves(conditions("为注册在云雁县的企业提供融资服务", "具有独立法人资格"))

    assert all(one.feature != "region" for one in found)


def test_the_years_of_a_compound_growth_do_not_reach_the_share_beside_it() -> None:
    found = leaves(conditions("近三年营业收入复合增长率不低于10%，且研发费用占营业收入的比例不低于3%"))

    assert [(one.feature, str(one.period) if one.period else None) for one in found] == [
        ("revenue_growth", "fy3 cagr"),
        ("rd_intensity", None),
    ]


def test_a_salary_is_a_persons() -> None:
    one, _ = leaves(conditions("年度应纳税工资薪金不低于30万元", "具有独立法人资格"))

    assert one.subject == "person"


def test_staff_that_fits_the_business_is_the_number_of_employees() -> None:
    one, _ = leaves(conditions("有与其业务相适应的专业人员不少于15名", "具有独立法人资格"))

    assert (one.feature, one.value) == ("employees", 15)


def test_a_limit_on_each_payment_is_no_condition() -> None:
    policy = read(
        "某县奖励办法\n一、奖励标准\n对在本县注册的企业，按照实际投资额的10%给予奖励。"
        "单笔奖励不超过100万元，单家企业当期奖励资金不超过200万元。\n"
    )

    assert all("单笔" not in one.span.quote for one in leaves(policy))


@pytest.mark.parametrize(
    ("sentence", "check"),
    [("属于中小企业", False), ("商业银行放款已到达本县账户", True)],
)
def test_a_kind_that_more_words_follow_is_to_be_looked_at(sentence: str, check: bool) -> None:
    found = leaves(conditions(sentence, "具有独立法人资格"))

    assert any(one.check for one in found) is check


@pytest.mark.parametrize("sentence", ["能够带动产业链上下游协同发展", "提高本行业的绿色化水平"])
def test_an_effect_hoped_for_is_for_a_person_to_judge(sentence: str) -> None:
    one, _ = leaves(conditions(sentence, "具有独立法人资格"))

    assert (one.kind, one.feature, one.check) == (Kind.MANUAL, "other", False)


def test_what_an_evaluation_decides_is_no_condition() -> None:
    policy = read("某县奖励办法\n一、奖励标准\n根据综合评估结果，对规模以上企业给予20万元奖励。\n")

    assert [one.feature for one in leaves(policy)] == ["above_scale"]
