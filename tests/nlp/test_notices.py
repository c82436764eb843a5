"""What notices of counties say in their own ways: heads that run in, kinds of projects, sums each its own."""

from __future__ import annotations

import pytest

from domain.policy import Policy
from domain.tree import leaf_ids, print_tree
from nlp.read import read_text
from tests.nlp.reading import bars, conditions, leaves, only, read

SPECIAL = """某县关于组织申报专项资金的通知
一、申报条件
（一）基本条件
1.在某县境内登记注册的制造业企业；
2.财务管理制度健全，按规定向统计部门报送报表。
（二）专项条件
1.技术改造项目。设备投资额500万元以上。
2.智能工厂项目。获得省级及以上智能工厂、市级数字化车间认定。
3.企业上云。上云年度服务费在5万元以上。
二、支持标准
（一）技术改造项目按设备投资额的8%给予补助，最高300万元。
（二）对认定为智能工厂的，奖励50万元。
（三）对企业上云费用按30%给予补助，最高10万元。
"""


def said(policy: Policy) -> list[tuple[str, str, str | None, tuple[str, ...]]]:
    """Leaves as (feature, quote, level, values)."""
    return [(one.feature, one.span.quote, one.level, one.values) for one in leaves(policy)]


def test_a_head_that_runs_in_is_no_condition() -> None:
    policy = conditions("企业规模。总资产5000万元以上。", "带动能力。带动农户1000户以上。")

    assert [one.span.quote for one in leaves(policy)] == ["总资产5000万元以上", "带动农户1000户以上"]
    assert policy.review == ()


@pytest.mark.parametrize("sentence", ["具有独立法人资格。成立满1年。", "信用良好。成立满1年。"])
def test_a_first_sentence_that_states_something_is_one(sentence: str) -> None:
    assert len(leaves(conditions(sentence))) == 2


def test_conditions_of_a_kind_of_project_are_asked_of_that_kind_alone() -> None:
    policy = read(SPECIAL)
    features = {one.id: one.feature for one in policy.criteria()}
    asked = [{features[one] for one in leaf_ids(item.require)} for item in policy.items]

    assert len(policy.items) == 3
    assert "equipment_investment" in asked[0]
    assert "equipment_investment" not in asked[1] | asked[2]
    assert "title" in asked[1]
    assert "title" not in asked[0] | asked[2]
    assert all("region" in one for one in asked)


def test_one_clause_about_forms_does_not_take_the_others_with_it() -> None:
    quotes = [one.span.quote for one in leaves(read(SPECIAL))]

    assert "财务管理制度健全" in quotes
    assert "按规定向统计部门报送报表" in quotes


def test_each_level_of_a_list_is_a_leaf_and_any_of_them_will_do() -> None:
    policy = conditions("获得省级及以上智能工厂、市级数字化车间认定")

    assert [(one.level, one.values) for one in leaves(policy)] == [
        ("省级", ("智能工厂",)),
        ("市级", ("数字化车间",)),
    ]
    assert print_tree(policy.items[0].require).startswith("any(")


def test_a_level_of_the_first_name_is_not_the_seconds() -> None:
    policy = conditions("被认定为省级“专精特新”中小企业或国家高新技术企业")

    assert [(one.level, one.values) for one in leaves(policy)] == [
        ("省级", ("“专精特新”中小企业",)),
        (None, ("国家高新技术企业",)),
    ]


@pytest.mark.parametrize(
    ("gift", "features", "sums"),
    [
        (
            "新获得绿色食品、有机农产品认证的，分别奖励2万元、3万元。",
            [("绿色食品",), ("有机农产品",)],
            ["20000", "30000"],
        ),
        (
            "对首次认定的省级、国家级企业技术中心，分别一次性奖励100万元、300万元。",
            ["省级", "国家级"],
            ["1000000", "3000000"],
        ),
    ],
    ids=["members", "levels"],
)
def test_sums_given_apart_go_to_their_own_members(gift: str, features: list[object], sums: list[str]) -> None:
    (item,) = read(f"某县奖励办法\n一、奖励标准\n（一）{gift}\n").items
    by_id = {one.id: one for one in item.criteria}
    told = [by_id[print_tree(one.when)] for one in item.benefits if one.when is not None]

    assert [str(one.amount) for one in item.benefits] == sums
    assert [one.level or one.values for one in told] == features


@pytest.mark.parametrize(
    ("gift", "amount", "rate", "cap"),
    [
        ("按展位费的50%给予补助，每个展位最高3万元，单家企业全年不超过20万元", None, "0.5", "200000"),
        ("每增长100万美元奖励1万元，最高30万元", "10000", None, "300000"),
        ("保费由县财政全额承担", None, "1", None),
    ],
)
def test_what_is_paid(gift: str, amount: str | None, rate: str | None, cap: str | None) -> None:
    (item,) = read(f"某县奖励办法\n一、奖励标准\n（一）对出口企业，{gift}。\n").items
    found = [
        tuple(None if value is None else str(value) for value in (one.amount, one.rate, one.cap))
        for one in item.benefits
    ]

    assert found == [(amount, rate, cap)]


def test_a_list_that_waives_is_asked_of_nobody() -> None:
    policy = read(
        "某县办法\n第四条 申请企业应当具备以下条件：\n（一）上年度营业收入不低于2000万元；\n"
        "（二）成立满3年。\n"
        "第五条 符合下列条件之一的，可以不受第四条第（一）项限制：\n（一）融资额不低于5000万元的；\n"
        "（二）拥有发明专利10件以上的。\n"
    )

    assert print_tree(policy.items[0].require) == "all(waive(c1, any(c3, c4)), c2)"


def test_a_waiver_behind_what_it_waives() -> None:
    policy = conditions("拥有发明专利4件以上，对近三年获得国家级科技奖励的企业可豁免此项指标")

    assert print_tree(policy.items[0].require) == "waive(c1, c2)"
    assert [one.feature for one in leaves(policy)] == ["invention_patents", "award"]


def test_years_of_a_bar_hold_for_the_list_below_it() -> None:
    policy = read(
        "某县办法\n第二条 企业应当成立满3年。\n第三条 有下列情形之一的，取消其资格，且三年内不得再次申请：\n"
        "（一）弄虚作假的；\n（二）发生重大质量事故的。\n第四条 对符合条件的企业奖励5万元。\n"
    )

    assert [str(one.period) for one in leaves(policy) if one.kind == "event"] == ["rolling 36m"] * 2


@pytest.mark.parametrize(
    ("sentence", "feature", "quote"),
    [
        ("近两年无骗保违规记录", "other", "骗保违规记录"),
        ("不欠工资", "other", "欠工资"),
    ],
)
def test_a_bad_case_in_its_own_words_bars(sentence: str, feature: str, quote: str) -> None:
    policy = conditions(sentence)
    one = only(policy)

    assert (one.kind, one.feature, one.span.quote) == ("event", feature, quote)
    assert policy.items[0].require is None
    assert print_tree(policy.items[0].exclude) == one.id


def test_what_somebody_left_undone_is_an_event_in_a_list_of_bars() -> None:
    one = only(bars("未按规定报送资料的"))

    assert one.kind == "event"


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "在某市行政区域内注册成立3年以上",
            [("region", "在某市行政区域内注册"), ("age_years", "成立3年以上")],
        ),
        ("近三年至少获得授权发明专利1项", [("invention_patents", "近三年至少获得授权发明专利1项")]),
        (
            "研发费用占营业收入的比重不低于3%，且不少于300万元",
            [("rd_intensity", "研发费用占营业收入的比重不低于3%"), ("rd_expense", "不少于300万元")],
        ),
        (
            "自建或租赁仓库面积1000平方米以上",
            [("floor_area", "自建或租赁仓库面积1000平方米以上")],
        ),
        (
            "企业已设立专门的研发机构，管理制度健全",
            [("rd_institution", "研发机构"), ("other", "管理制度健全")],
        ),
        ("原则上应为市级重点龙头企业", [("title", "原则上应为市级重点龙头企业")]),
        ("注册登记时间在3年内", [("age_years", "注册登记时间在3年内")]),
        ("知识产权方面拥有2项以上发明专利", [("invention_patents", "2项以上发明专利")]),
    ],
)
def test_a_sentence_is_read_with_its_quotes(sentence: str, found: list[tuple[str, str]]) -> None:
    assert [(feature, quote) for feature, quote, _, _ in said(conditions(sentence))] == found


def test_has_is_asked_and_limits_nothing_behind_it() -> None:
    policy = conditions("企业已设立专门的研发机构，管理制度健全")

    assert print_tree(policy.items[0].require) == "all(c1, c2)"


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("研发费用近两年均不低于100万元", "fy2 each"),
        ("近两年连续盈利", "fy2 each"),
        ("近两年年均研发费用不低于100万元", "fy2 mean"),
    ],
)
def test_every_year_is_told_from_the_mean(sentence: str, period: str) -> None:
    assert str(only(conditions(sentence)).period) == period


def test_each_year_means_the_years_said_before() -> None:
    first, second = leaves(conditions("研发费用近两年合计不低于1200万元且每年占比均不低于3%"))

    assert (first.feature, str(first.period)) == ("rd_expense", "fy2 sum")
    assert (second.feature, str(second.period)) == ("rd_intensity", "fy2 each")


@pytest.mark.parametrize(
    ("sentence", "values", "level"),
    [
        (
            "对引进的诺贝尔奖获得者、国家“千人计划”专家、省(市)创新创业领军人才等",
            ("诺贝尔奖获得者", "国家“千人计划”专家", "省(市)创新创业领军人才"),
            None,
        ),
        (
            "国家级、省级优秀教育人才、名校校长等高层次教育人才",
            ("优秀教育人才", "名校校长", "高层次教育人才"),
            "省级",
        ),
        ("企业高级管理人才(包括董事长、总经理、总会计师)", ("董事长", "总经理", "总会计师"), None),
        ("从事集成电路设计的骨干人才", ("骨干人才",), None),
    ],
)
def test_people_of_standing_are_one_leaf(sentence: str, values: tuple[str, ...], level: str | None) -> None:
    (item,) = read(f"某县办法\n一、奖励标准\n（一）{sentence}，给予最高100万元安家补贴。\n").items
    one = next(one for one in item.criteria if one.feature == "talent")

    assert (one.kind, one.values, one.level) == ("has", values, level)


def test_a_firm_that_has_such_people_is_another_matter() -> None:
    one = only(conditions("拥有领军人才2人以上"))

    assert one.kind == "compare"


@pytest.mark.parametrize(
    ("gift", "labels"),
    [
        (
            "对引进的人才发放住房补贴，本科生2万元，硕士研究生4万元",
            [("education", "本科生"), ("education", "硕士研究生")],
        ),
        (
            "对创业大赛获奖项目，一等奖奖励20万元，二等奖奖励15万元",
            [("contest", "一等奖"), ("contest", "二等奖")],
        ),
        ("对企业技术中心，国家级奖励50万元，省级奖励20万元", [("platform", "国家级"), ("platform", "省级")]),
    ],
)
def test_a_label_before_a_sum_decides_it(gift: str, labels: list[tuple[str, str]]) -> None:
    (item,) = read(f"某县办法\n一、奖励标准\n（一）{gift}。\n").items
    by_id = {one.id: one for one in item.criteria}
    told = [by_id[print_tree(one.when)] for one in item.benefits if one.when is not None]

    assert [(one.feature, one.span.quote) for one in told] == labels


def test_two_days_are_a_stretch_of_time() -> None:
    (one,) = leaves(conditions("项目于2024年1月1日至2024年12月31日期间竣工"))

    assert str(one.period) == "2024-01-01/2024-12-31"


def test_offices_are_no_applicants() -> None:
    policy = conditions("成立满3年。", "各级财政部门要密切配合，确保政策落实到位。")

    assert [one.feature for one in leaves(policy)] == ["age_years"]


@pytest.mark.parametrize(
    ("sentence", "tree"),
    [
        ("上年度研发投入30万元以上（科研机构20万元以上）", "all(when(not(c2), c1), when(c2, c3))"),
        ("新招用人数占职工人数10%（超过100人的企业达到5%）以上", "all(when(not(c2), c1), when(c2, c3))"),
        ("主营业务收入1亿元以上（软件和信息服务业企业3000万元以上）", "all(when(not(c2), c1), when(c2, c3))"),
    ],
)
def test_a_bracket_states_the_number_of_another_kind(sentence: str, tree: str) -> None:
    first, kind, number = leaves(policy := conditions(sentence))

    assert print_tree(policy.items[0].require) == tree
    assert first.feature == number.feature
    assert kind.feature in {"org_type", "employees", "industry"}


def test_what_is_excepted_bars() -> None:
    policy = conditions("房地产开发企业除外")

    assert (policy.items[0].require, print_tree(policy.items[0].exclude)) == (None, "c1")


def test_gifts_that_are_whole_each_have_their_own_condition() -> None:
    policy = read("某县办法\n一、奖励标准\n（一）首次认定的奖励20万元，重新认定的奖励10万元。\n")
    quotes = {one.id: one.span.quote for one in policy.criteria()}
    (item,) = policy.items

    assert [(str(one.amount), quotes[print_tree(one.when)]) for one in item.benefits if one.when] == [
        ("200000", "首次认定"),
        ("100000", "重新认定"),
    ]


def test_levels_said_again_are_of_what_was_named_before() -> None:
    policy = read(
        "某县办法\n一、奖励标准\n（一）对首次认定的市级“专精特新”中小企业奖励10万元；"
        "被认定为省级、国家级的，分别再奖励20万元、50万元。\n"
    )
    levels = {one.id: one.level for one in policy.criteria()}
    (item,) = policy.items

    assert [levels[print_tree(one.when)] for one in item.benefits if one.when] == ["市级", "省级", "国家级"]


def test_heads_in_brackets_belong_to_their_own_number() -> None:
    policy = read(
        "某区申报指南\n一、认定奖励\n【支持条件】1.注册地在某区；2.成立满3年。\n【支持标准】奖励20万元。\n"
        "二、研发补助\n【支持条件】上年度研发费用100万元以上。\n【支持标准】按10%给予补助。\n"
    )
    features = {one.id: one.feature for one in policy.criteria()}

    assert [{features[one] for one in leaf_ids(item.require)} for item in policy.items] == [
        {"region", "age_years"},
        {"rd_expense"},
    ]


def test_one_number_for_several_counts_bounds_any_of_them() -> None:
    policy = conditions("拥有发明专利1项或实用新型专利、软件著作权3项以上")

    assert print_tree(policy.items[0].require) == "any(c1, c2, c3)"
    assert [str(one.value) for one in leaves(policy)] == ["1", "3", "3"]


def test_who_named_a_platform_says_its_level() -> None:
    one = only(conditions("经市级以上科技部门认定的科技企业孵化器"))

    assert (one.feature, one.level, one.values) == ("platform", "市级", ("科技企业孵化器",))


def test_a_day_without_a_year_takes_that_of_the_title() -> None:
    text = (
        "某市2025年技术中心认定通知\n一、申报条件\n成立满3年。\n二、截止受理时间\n第一批截止时间为6月2日。\n"
    )
    (item,) = read_text(text, doc_id="t").items

    assert [str(one.end) for one in item.windows] == ["2025-06-02"]
