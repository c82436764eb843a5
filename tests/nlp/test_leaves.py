"""One clause, one leaf: the table of what conditions say."""

from __future__ import annotations

import pytest

from domain.policy import Kind
from nlp.resources import features, ratios, terms
from tests.nlp.reading import bars, conditions, leaves, only, read


@pytest.mark.parametrize(
    ("sentence", "feature", "op", "value", "period"),
    [
        ("上年度营业收入不低于1000万元", "revenue", "ge", "10000000", "fy1"),
        ("2025年度营业收入达到2000万元以上", "revenue", "ge", "20000000", "fy1"),
        ("2023年度营业收入达到2000万元以上", "revenue", "ge", "20000000", "year 2023"),
        ("年销售收入不超过2亿元", "sales", "le", "200000000", "fy1"),
        ("近三年研发费用合计不低于300万元", "rd_expense", "ge", "3000000", "fy3 sum"),
        ("近两年研发费用均不低于100万元", "rd_expense", "ge", "1000000", "fy2 each"),
        ("近三年主营业务收入每年不低于3亿元", "main_revenue", "ge", "300000000", "fy3 each"),
        ("近两年营业收入平均增长率不低于5%", "revenue_growth", "ge", "0.05", "fy2 mean"),
        ("近三年营业收入复合增长率高于6%", "revenue_growth", "gt", "0.06", "fy3 cagr"),
        ("截至上年末资产负债率不高于70%", "debt_ratio", "le", "0.7", "prev_year_end"),
        ("上年度研发费用占营业收入的比重达到3%以上", "rd_intensity", "ge", "0.03", "fy1"),
        ("研发人员占职工总数的比例不低于8%", "rd_staff_ratio", "ge", "0.08", None),
        ("科技人员占企业当年职工总数的比例不低于10%", "tech_staff_ratio", "ge", "0.1", "current_year"),
        ("注册成立满两年", "age_years", "ge", "2", None),
        ("成立时间不超过5年", "age_years", "le", "5", None),
        ("申请时须注册成立一年以上", "age_years", "ge", "1", "now"),
        ("拥有发明专利3件以上", "invention_patents", "ge", "3", None),
        ("拥有3件以上发明专利", "invention_patents", "ge", "3", None),
        ("职工总数不超过300人", "employees", "le", "300", None),
        ("从事特定细分市场时间达到3年以上", "niche_years", "ge", "3", None),
        ("上年末净资产为正数", "net_assets", "gt", "0", "prev_year_end"),
        ("综合得分不低于60分", "total_score", "ge", "60", None),
        ("贷款期限不少于1年", "loan_term", "ge", "1", None),
        ("实缴资本不低于200万美元", "paid_in_capital", "ge", "2000000", None),
    ],
)
def test_a_number_is_read_with_its_feature_and_period(
    sentence: str, feature: str, op: str, value: str, period: str | None
) -> None:
    one = only(conditions(sentence))

    assert one.value is not None
    assert (one.feature, one.op, format(one.value.normalize(), "f")) == (feature, op, value)
    assert (str(one.period) if one.period else None) == period
    assert not one.check


@pytest.mark.parametrize(
    ("sentence", "kind", "feature", "values", "level"),
    [
        ("在云雁县行政区域内登记注册", "in", "region", ["云雁县行政区域内"], None),
        ("注册地在云雁县范围内", "in", "region", ["云雁县"], None),
        ("在本市依法纳税", "in", "tax_region", ["本市"], None),
        ("具有独立法人资格", "state", "legal_person", [], None),
        ("属于中小企业", "in", "size_class", ["中小企业"], None),
        (
            "主营业务属于制造业、软件和信息技术服务业或者专业技术服务业",
            "in",
            "industry",
            ["制造业", "软件和信息技术服务业", "专业技术服务业"],
            None,
        ),
        ("主要技术属于《某某重点领域目录》规定的范围", "in", "field", ["《某某重点领域目录》"], None),
        ("为省级以上专精特新中小企业", "has", "title", ["专精特新中小企业"], "省级"),
        ("获得市级以上科技奖励", "has", "award", ["科技奖励"], "市级"),
        (
            "建有省级以上企业技术中心、工程技术研究中心或者重点实验室",
            "has",
            "platform",
            ["企业技术中心", "工程技术研究中心", "重点实验室"],
            "省级",
        ),
        ("在县级以上创新创业大赛中获奖", "has", "contest", ["创新创业大赛"], "区县级"),
        ("已建立研发费用辅助账", "state", "rd_accounting", [], None),
        ("通过知识产权管理体系认证", "state", "ip_management", [], None),
        ("未被列入经营异常名录", "state", "operating", [], None),
        ("拥有自主知识产权", "has", "any_ip", [], None),
        ("财务制度健全", "manual", "other", [], None),
        ("在行业内处于领先地位", "manual", "market_rank", [], None),
        ("研发费用占营业收入的比例不低于规定比例", "manual", "rd_intensity", [], None),
        ("实行独立核算", "state", "other", [], None),
    ],
)
def test_a_fact_without_a_number_is_read(
    sentence: str, kind: str, feature: str, values: list[str], level: str | None
) -> None:
    one = only(conditions(sentence))

    assert (one.kind, one.feature, list(one.values), one.level) == (Kind(kind), feature, values, level)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "近三年发生较大以上生产安全事故、重大质量事故的",
            [("safety_accident", "rolling 36m"), ("quality_accident", "rolling 36m")],
        ),
        (
            "上年度发生重大安全、重大质量事故或者严重环境违法行为的",
            [("safety_accident", "fy1"), ("quality_accident", "fy1"), ("environmental_violation", "fy1")],
        ),
        ("近两年因环境违法行为受到行政处罚的", [("environmental_violation", "rolling 24m")]),
        ("因走私受到刑事处罚的", [("law_violation", None)]),
        ("被列入失信被执行人名单的", [("dishonesty", None)]),
        ("2025年以来发生亡人生产安全事故的", [("safety_accident", "since 2025-01-01")]),
        ("在申报过程中弄虚作假的", [("fraud", None)]),
        ("上年度经营亏损的", [("loss", "fy1")]),
    ],
)
def test_each_event_of_a_list_is_a_leaf_that_bars(sentence: str, found: list[tuple[str, str | None]]) -> None:
    policy = bars(sentence)

    assert [(one.feature, str(one.period) if one.period else None) for one in leaves(policy)] == found
    assert all(one.kind is Kind.EVENT for one in leaves(policy))
    assert policy.items[0].require is None
    assert policy.items[0].exclude is not None


def test_a_denied_event_bars_though_it_stands_among_the_conditions() -> None:
    policy = conditions("近三年内未发生重大安全事故")

    assert policy.items[0].require is None
    assert policy.items[0].exclude is not None


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("项目固定资产投资不低于300万元", "project"),
        ("企业创办人未满40周岁", "person"),
        ("在孵企业上年度营业收入不低于200万元", "tenant"),
        ("企业上年度营业收入不低于200万元", None),
    ],
)
def test_the_fact_of_another_party_says_whose_it_is(sentence: str, subject: str | None) -> None:
    assert only(conditions(sentence)).subject == subject


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("为其直接配套的县内企业达到10家以上", "为其直接配套的县内企业"),
        ("新增县内配套采购额超过1000万元", "新增县内配套采购额"),
        ("设计人员占职工总人数的比重不低于50%", "设计人员占职工总人数的比重"),
        (
            "广东省内发生的研究开发费用占全部研究开发费用的比例不低于60%",
            "广东省内发生的研究开发费用占全部研究开发费用的比例",
        ),
    ],
)
def test_an_unknown_noun_stays_in_its_own_words(sentence: str, phrase: str) -> None:
    one = only(conditions(sentence))

    assert (one.feature, one.phrase) == ("other", phrase)
    assert one.value is not None


def test_a_clause_that_nothing_explains_is_kept_and_marked_for_a_look() -> None:
    one = only(conditions("企业愿意接待来访客人"))

    assert (one.feature, one.check) == ("other", True)
    assert "open_feature" in one.flags


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("申报单位为企业、高等学校、科研院所或社会组织", ["企业", "高等学校", "科研院所", "社会组织"]),
        ("申报单位为高等学校或科研院所", ["高等学校", "科研院所"]),
    ],
)
def test_a_list_of_kinds_is_one_leaf_and_the_firm_counts_in_it(sentence: str, values: list[str]) -> None:
    one = only(conditions(sentence))

    assert (one.feature, list(one.values)) == ("org_type", values)


def test_the_capital_market_is_no_place() -> None:
    policy = conditions("利用资本市场融资发展的企业")

    assert "region" not in {one.feature for one in leaves(policy)}


def test_an_elliptic_share_takes_up_the_noun_before_it() -> None:
    first, second = leaves(conditions("上年度研发费用不低于100万元，且占营业收入总额比重不低于3%"))

    assert (first.feature, second.feature) == ("rd_expense", "rd_intensity")
    assert str(second.period) == "fy1"


def test_a_list_bound_takes_share_and_period_from_its_lead_in() -> None:
    policy = read(
        "某县办法\n一、申报条件\n企业应当符合下列条件：\n"
        "（一）企业近三个会计年度的研究开发费用总额占同期销售收入总额的比例符合如下要求：\n"
        "1.最近一年销售收入小于5000万元（含）的企业，比例不低于5%；\n"
        "2.最近一年销售收入在5000万元至2亿元（含）的企业，比例不低于4%；\n"
        "3.最近一年销售收入在2亿元以上的企业，比例不低于3%。\n"
    )
    shares = [one for one in leaves(policy) if one.feature == "rd_intensity"]
    edges = [(str(one.op), str(one.value)) for one in leaves(policy) if one.feature == "sales"]

    assert [(str(one.value), str(one.period)) for one in shares] == [
        ("0.05", "fy3 sum"),
        ("0.04", "fy3 sum"),
        ("0.03", "fy3 sum"),
    ]
    assert edges == [("le", "50000000"), ("gt", "50000000"), ("le", "200000000"), ("gt", "200000000")]


def test_the_documents_own_reading_of_the_bounds_goes_first() -> None:
    policy = read(
        "某县办法\n第一条 企业应当符合下列条件：\n（一）职工总数100人以上；\n（二）资产总额1000万元以下。\n"
        "第二条 本办法所称“以上”包含本数，“以下”不包含本数。\n"
    )

    assert [str(one.op) for one in leaves(policy)] == ["ge", "lt"]


@pytest.mark.parametrize("entry", features().features, ids=lambda entry: entry.id)
def test_every_feature_is_found_in_its_test_sentence(entry) -> None:
    assert entry.id in {one.feature for one in leaves(conditions(entry.test))}


@pytest.mark.parametrize("rule", ratios().shares, ids=lambda rule: rule.feature)
def test_every_share_is_found_in_its_test_sentence(rule) -> None:
    assert rule.feature in {one.feature for one in leaves(conditions(rule.test))}


@pytest.mark.parametrize("entry", terms().terms, ids=lambda entry: f"{entry.feature} {entry.words[0][:8]}")
def test_every_term_is_found_in_its_test_sentence(entry) -> None:
    assert entry.feature in {one.feature for one in leaves(conditions(entry.test))}
