"""How notices are laid out: heads behind bullets, labels with colons, articles without heads, persons."""

from __future__ import annotations

from itertools import pairwise

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


CARDS = """某市创业补贴一览
1、一次性创业资助
（1）初创企业登记注册满6个月；
（2）未被列入经营异常名录。
补贴标准：10000元。
2、优秀项目资助
（1）获得创业大赛优胜奖及以上奖次；
（2）项目吸纳就业3人以上。
补贴标准：一等奖20万元，二等奖15万元。
"""


def test_a_labelled_line_below_a_list_belongs_to_the_heading_over_the_list() -> None:
    policy = read(CARDS)

    assert [item.name for item in policy.items] == ["一次性创业资助", "优秀项目资助"]
    assert [[str(one.amount) for one in item.benefits] for item in policy.items] == [
        ["10000"],
        ["200000", "150000"],
    ]
    features = {one.id: one.feature for one in policy.criteria()}
    assert "contest" not in {features[one] for one in leaf_ids(policy.items[0].require)}


def test_grades_and_prizes_under_one_noun_are_named_in_full_and_paid_each() -> None:
    policy = read(
        "某县奖励办法\n一、奖励标准\n对获得职业技能竞赛省级一、二、三等奖的，分别奖励3万元、2万元、1万元。\n"
        "取得中级、高级导游证的，分别给予1000元、2000元补贴。\n"
    )
    by_id = {one.id: one for one in policy.criteria()}
    paid = [by_id[print_tree(one.when)] for item in policy.items for one in item.benefits if one.when]

    assert [(one.feature, one.level, one.values) for one in paid] == [
        ("contest", "省级", ("一等奖",)),
        ("contest", "省级", ("二等奖",)),
        ("contest", "省级", ("三等奖",)),
        ("title", None, ("中级导游证",)),
        ("title", None, ("高级导游证",)),
    ]


def test_what_is_asked_behind_a_gift_and_sums_without_a_verb_are_read() -> None:
    policy = read(
        "某县稳岗措施\n一、新招员工补贴。规上工业企业新招用员工的，按每人1000元给予补贴。新招用人员须为首次在本县就业。\n"
        "二、交通补贴。外地员工凭返岗车票，省内每人200元、省外每人400元。\n"
    )
    one, other = policy.items

    assert any("首次在本县就业" in c.span.quote for c in leaves(policy) if c.id in leaf_ids(one.require))
    assert [str(b.amount) for b in other.benefits] == ["200", "400"]


def test_a_stretch_for_review_is_shown_once() -> None:
    policy = read(
        "某市质量奖办法\n第一条 申报市质量奖的组织，应当具备下列条件：\n（一）成立满5年。\n"
        "第二条 申报市质量奖的个人，应当具备下列条件：\n（一）从事质量相关工作8年以上；\n"
        "第三条 对获得市质量奖的组织给予50万元奖励。\n"
    )
    spans = sorted((one.span.start, one.span.end) for one in policy.review)

    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_a_closing_remark_that_bounds_a_number_is_looked_at() -> None:
    policy = read(
        "某市项目通知\n一、申报条件\n成立满1年。\n二、其他事项\n合作协议须约定企业出资不低于30万元。\n"
    )

    assert any("出资不低于30万元" in one.span.quote for one in policy.review)


def test_who_is_excepted_in_a_bracket_is_barred() -> None:
    policy = read(
        "某区外贸奖励办法\n一、支持对象\n在我区登记注册的企业（总部企业、“一事一议”企业除外）。\n"
        "二、奖励标准\n给予10万元奖励。\n"
    )

    assert [one.feature for one in leaves(policy) if one.id in leaf_ids(policy.items[0].exclude)] == ["title"]


def test_a_stretch_of_days_gives_its_year_once() -> None:
    one = only(conditions("参展时间在2025年1月1日至12月31日之间"))

    assert (one.kind.value, str(one.period)) == ("event", "2025-01-01/2025-12-31")


def test_levels_under_one_noun_are_not_parted_by_what_is_asked_besides() -> None:
    policy = read(
        "某市奖励办法\n一、奖励标准\n承担国家级、省级标准化试点示范项目并通过验收的，分别奖励20万元、10万元。\n"
    )

    assert print_tree(policy.items[0].require) == "all(any(c1, c2), c3)"


def test_what_one_applicant_gets_in_all_is_no_item() -> None:
    policy = read(
        "某市奖励办法\n第一条 对主导制定国家标准的企业，奖励30万元。\n"
        "第二条 同一单位年度奖励总额不超过100万元。\n"
    )
    (item,) = policy.items

    assert [one.quote for one in item.stacking] == ["同一单位年度奖励总额不超过100万元"]


@pytest.mark.parametrize(
    ("sentence", "subjects"),
    [
        ("作品登记资助申请人应为在本市行政区域内注册的单位", [None]),
        ("项目贷款的银行应在本市注册", ["other"]),
        ("有具体经营项目", [None]),
        ("在孵企业应当成立不满三年；且从业人员在100人以下", ["tenant", "tenant"]),
    ],
)
def test_whose_fact_a_sentence_states(sentence: str, subjects: list[str | None]) -> None:
    assert [one.subject for one in leaves(conditions(sentence))] == subjects


@pytest.mark.parametrize(
    ("title", "subject"), [("某区人才奖励措施", None), ("某区总部企业扶持办法", "person")]
)
def test_persons_who_are_paid_apply_themselves_in_a_document_for_persons(
    title: str, subject: str | None
) -> None:
    policy = read(f"{title}\n一、贡献奖励\n对年度应纳税工资薪金30万元以上的骨干人才，给予3万元奖励。\n")

    assert {one.subject for one in leaves(policy)} == {subject}


def test_a_definition_of_persons_speaks_of_persons() -> None:
    policy = read("某区港澳青年办法\n第一条 本办法所称港澳青年，是指45周岁以下的香港、澳门居民。\n")

    assert {one.subject for one in leaves(policy)} == {"person"}


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("获评北京市“数字化车间”“智能工厂”", ("title", ("北京市“数字化车间”", "“智能工厂”"))),
        ("通过审核的产业链龙头企业", ("title", ("产业链龙头企业",))),
        ("获得银行贷款的软件信息服务业企业", ("industry", ("软件信息服务业",))),
    ],
)
def test_names_in_marks_and_heads_that_say_the_kind(sentence: str, said: tuple[str, tuple[str, ...]]) -> None:
    assert said in [(one.feature, one.values) for one in leaves(conditions(sentence))]


def test_the_place_whose_rules_are_told_is_a_condition() -> None:
    policy = read("各镇奖励\n《某桥镇科技创新资金管理办法》对通过高新技术产品认定的，每个奖励2万元。\n")

    assert ("region", ("某桥镇",)) in [(one.feature, one.values) for one in leaves(policy)]


def test_an_aim_is_asked_where_nothing_else_says_who_is_paid() -> None:
    policy = read(
        "某市奖励办法\n一、奖励标准\n支持设计企业开展首轮流片，对符合条件的企业给予奖励，最高300万元。\n"
    )

    assert any("首轮流片" in one.span.quote for one in leaves(policy))


def test_a_section_that_opens_in_the_middle_of_a_line_is_one() -> None:
    policy = read("某省通知\n二、申报条件\n成立满一年。 六、申请材料要求\n材料内容须与系统填报内容一致。\n")

    assert [one.feature for one in leaves(policy)] == ["age_years"]


def test_a_year_up_to_the_deadline_begins_with_the_year() -> None:
    one = only(conditions("项目在2022年至申报截止日期间竣工"))

    assert str(one.period) == "since 2022-01-01"


LISTED = """某省就业政策清单
一、扩岗补助
企业招用毕业2年内高校毕业生的，按每人1500元给予补助。
二、求职补贴
申请人应当符合以下条件：
（1）持证残疾人；
（2）曾获得国家助学贷款。
补贴方式另行通知。
"""


def test_what_one_grant_asks_is_asked_of_no_other() -> None:
    policy = read(LISTED)
    features = [one.span.quote for one in leaves(policy) if one.id in leaf_ids(policy.items[0].require)]

    assert not any("助学贷款" in quote for quote in features)
    assert any("助学贷款" in one.span.quote for one in policy.review)


def test_a_waiver_inside_a_bracket_leaves_the_conditions_around_it() -> None:
    policy = conditions("具有独立法人资格（含视同法人单位的专业服务业）、实行独立核算")

    assert {"legal_person", "other"} <= {one.feature for one in leaves(policy)}


def test_a_kind_of_persons_is_a_kind_and_not_a_state() -> None:
    one = only(conditions("退役军人"))

    assert (one.kind.value, one.values) == ("in", ("退役军人",))


def test_rounds_that_end_on_several_days_and_an_opening_day_are_windows() -> None:
    policy = read_text(
        "某省2017年认定通知\n一、申报条件\n成立满一年。\n二、申报时间\n2017年平台开放申报时间为4月5日。"
        "受理的截止时间分别为6月9日、7月28日。\n",
        doc_id="t",
    )

    assert [(str(one.start), str(one.end)) for one in policy.items[0].windows] == [
        ("2017-04-05", "None"),
        ("None", "2017-06-09"),
        ("None", "2017-07-28"),
    ]


def test_so_often_a_year_is_a_yearly_window_without_days() -> None:
    policy = read("某市资金指南\n一、申报条件\n成立满一年。\n时间/频度\n每年一至三次\n")

    assert [(one.start, one.end, one.yearly) for one in policy.items[0].windows] == [(None, None, True)]


TEN = """某县支持文旅发展措施
一是支持酒店建设。对投资额5000万元以上的新建酒店，按投资额的3%给予补助，最高300万元；连锁品牌酒店再加50万元。
二是支持文艺创作。获得国家级、省级文艺奖项的作品，分别奖励20万元、5万元。
以上措施所称企业须在我县登记注册。
"""


def test_what_is_added_for_some_raises_a_sum_and_opens_nothing() -> None:
    policy = read(TEN)
    first, second = policy.items
    quotes = {one.id: one.span.quote for one in policy.criteria()}

    assert [str(one.amount or one.cap) for one in first.benefits] == ["3000000", "500000"]
    assert not any("连锁" in quotes[one] for one in leaf_ids(first.require))
    assert [one.level for one in leaves(policy) if one.feature == "award"] == ["国家级", "省级"]
    assert all(
        any(quotes[one] == "在我县登记注册" for one in leaf_ids(item.require)) for item in (first, second)
    )
