"""Reasons: need and have in Chinese, distance, margin, money, cure, the sentence; exact figures as text."""

import tomllib
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InputError
from domain.policy import Op
from matching.cures import read_cures
from matching.exact import as_decimal, decimal_text, holds, is_rounded_from, signed_power, signed_root
from matching.judge import SOFTWARE, judge
from matching.relations import read_relations
from tests.make import ON, company, criterion, fact, item, policy, title
from tests.matching.asking import judged, leaf

RD = (fact("rd_expense", "2"), fact("revenue", "100"))


@pytest.mark.parametrize(
    ("one", "facts", "distance"),
    [
        (criterion("c1", "compare", "revenue", "ge", "100"), [fact("revenue", "60")], "40"),
        (criterion("c1", "compare", "revenue", "gt", "100"), [fact("revenue", "100")], "0"),
        (criterion("c1", "compare", "revenue", "le", "100"), [fact("revenue", "160")], "60"),
        (criterion("c1", "compare", "revenue", "lt", "100"), [fact("revenue", "100")], "0"),
        (criterion("c1", "compare", "revenue", "eq", "100"), [fact("revenue", "97")], "3"),
        (criterion("c1", "compare", "rd_intensity", "ge", "0.03"), RD, "0.01"),
        (
            criterion("c1", "compare", "rd_intensity", "ge", "0.5"),
            [fact("rd_expense", "1"), fact("revenue", "3")],
            "0.166666666666667",
        ),
        (criterion("c1", "rank", "market_rank", "le", "10"), [fact("market_rank", "12")], "2"),
        (criterion("c1", "compare", "patents", "ge", "5"), [fact("patents", "3", "now")], "2"),
        (
            criterion("c1", "compare", "revenue", "ge", "100", period="fy2 each"),
            [fact("revenue", "99"), fact("revenue", "40", "2024")],
            "60",
        ),
        (criterion("c1", "compare", "revenue", "ge", "100", period="fy2 each"), [fact("revenue", "99")], "1"),
        (
            criterion("c1", "compare", "revenue", "ge", "100", period="fy2 sum"),
            [fact("revenue", "50"), fact("revenue", "40", "2024")],
            "10",
        ),
        (
            criterion("c1", "compare", "revenue", "ge", "100", period="fy2 mean"),
            [fact("revenue", "50"), fact("revenue", "40", "2024")],
            "55",
        ),
        (
            criterion("c1", "compare", "revenue", "le", "100", period="fy2 sum"),
            [fact("revenue", "130")],
            "30",
        ),
        (
            criterion("c1", "compare", "revenue_growth", "ge", "0.2", period="fy2 cagr"),
            [fact("revenue", "121"), fact("revenue", "100", "2023")],
            "0.1",
        ),
        (
            criterion("c1", "compare", "revenue_growth", "ge", "1", period="fy2 cagr"),
            [fact("revenue", "2"), fact("revenue", "1", "2023")],
            "0.585786437626905",
        ),
    ],
)
def test_distance(one, facts, distance):
    verdict = leaf(one, company(*facts))

    assert verdict.result == "false"
    assert verdict.distance == Decimal(distance)
    assert verdict.margin is None


@pytest.mark.parametrize(
    ("one", "facts", "margin"),
    [
        (criterion("c1", "compare", "revenue", "ge", "100"), [fact("revenue", "160")], "60"),
        (criterion("c1", "compare", "revenue", "le", "100"), [fact("revenue", "60")], "40"),
        (criterion("c1", "compare", "revenue", "ge", "100"), [fact("revenue", "100")], "0"),
        (
            criterion("c1", "compare", "revenue", "ge", "10", period="fy2 each"),
            [fact("revenue", "99"), fact("revenue", "40", "2024")],
            "30",
        ),
        (criterion("c1", "rank", "market_rank", "le", "10"), [fact("market_rank", "3")], "7"),
    ],
)
def test_margin(one, facts, margin):
    verdict = leaf(one, company(*facts))

    assert verdict.result == "true"
    assert verdict.margin == Decimal(margin)
    assert verdict.distance is None


@pytest.mark.parametrize(
    ("op", "value", "founded", "result", "days", "cure_date"),
    [
        ("ge", "1", "2025-05-11", "false", 1, date(2026, 5, 11)),
        ("ge", "3", "2025-05-10", "false", 731, date(2028, 5, 10)),
        ("gt", "1", "2025-05-10", "false", 1, date(2026, 5, 11)),
        ("le", "1", "2025-05-09", "false", 1, None),
        ("lt", "1", "2025-05-10", "false", 1, None),
        ("lt", "1", "2025-05-01", "false", 10, None),
        ("ge", "1", "2025-05-10", "true", 0, None),
        ("ge", "1", "2025-05-01", "true", 9, None),
        ("le", "1", "2025-05-11", "true", 1, None),
        ("lt", "1", "2025-05-11", "true", 0, None),
    ],
)
def test_days_of_age(op, value, founded, result, days, cure_date):
    verdict = leaf(criterion("c1", "compare", "age_years", op, value), company(founded=founded))

    assert verdict.result == result
    assert (verdict.distance if result == "false" else verdict.margin) == days
    assert verdict.unit == "day"
    assert verdict.cure_date == cure_date


def test_age_with_an_upper_bound_cannot_be_cured():
    assert (
        leaf(criterion("c1", "compare", "age_years", "le", "1"), company(founded="2001-01-01")).cure == "none"
    )
    assert (
        leaf(criterion("c1", "compare", "age_years", "ge", "1"), company(founded="2026-01-01")).cure == "time"
    )


@pytest.mark.parametrize(
    ("one", "facts", "money"),
    [
        (criterion("c1", "compare", "rd_intensity", "ge", "0.03"), RD, "1"),
        (
            criterion("c1", "compare", "debt_ratio", "le", "0.5"),
            [fact("assets", "100"), fact("net_assets", "30")],
            "20",
        ),
        (
            criterion("c1", "compare", "rd_intensity", "ge", "0.03", period="fy2 sum"),
            [*RD, fact("rd_expense", "1", "2024"), fact("revenue", "100", "2024")],
            "3",
        ),
        (
            criterion("c1", "compare", "rd_intensity", "ge", "0.03", period="fy2 each"),
            [*RD, fact("rd_expense", "1", "2024"), fact("revenue", "100", "2024")],
            "2",
        ),
        (
            criterion("c1", "compare", "revenue_growth", "ge", "0.2"),
            [fact("revenue", "110"), fact("revenue", "100", "2024")],
            "10",
        ),
        (
            criterion("c1", "compare", "revenue_growth", "ge", "0.2", period="fy2 cagr"),
            [fact("revenue", "121"), fact("revenue", "100", "2023")],
            "23",
        ),
        (criterion("c1", "compare", "rd_intensity", "ge", "0.03"), [fact("rd_intensity", "0.02")], None),
        (criterion("c1", "compare", "rd_intensity", "ge", "0.01"), RD, None),
        (
            criterion("c1", "compare", "rd_staff_ratio", "ge", "0.5"),
            [fact("rd_staff", "1"), fact("employees", "4")],
            None,
        ),
        (criterion("c1", "compare", "revenue", "ge", "500"), RD, None),
    ],
    ids=[
        "intensity",
        "debt",
        "sum",
        "each",
        "growth",
        "compound",
        "parts-unknown",
        "true",
        "staff",
        "no-ratio",
    ],
)
def test_money_lacking(one, facts, money):
    assert leaf(one, company(*facts)).distance_money == (Decimal(money) if money else None)


@pytest.mark.parametrize(
    ("one", "firm", "cure"),
    [
        (criterion("c1", "compare", "niche_years", "ge", "3"), company(fact("niche_years", "1")), "time"),
        (criterion("c1", "compare", "employees", "ge", "30"), company(fact("employees", "1")), "people"),
        (criterion("c1", "compare", "rd_staff", "ge", "30"), company(fact("rd_staff", "1")), "people"),
        (
            criterion("c1", "compare", "rd_staff_ratio", "ge", "0.3"),
            company(fact("rd_staff_ratio", "0.1")),
            "people",
        ),
        (criterion("c1", "compare", "revenue", "ge", "30"), company(fact("revenue", "1")), "money"),
        (criterion("c1", "compare", "rd_intensity", "ge", "0.03"), company(*RD), "money"),
        (criterion("c1", "compare", "debt_ratio", "le", "0.03"), company(fact("debt_ratio", "0.7")), "money"),
        (criterion("c1", "compare", "revenue", "le", "30"), company(fact("revenue", "100")), "none"),
        (criterion("c1", "compare", "revenue", "lt", "30"), company(fact("revenue", "100")), "none"),
        (criterion("c1", "rank", "market_rank", "le", "3"), company(fact("market_rank", "9")), "none"),
        (criterion("c1", "compare", "class1_ip", "ge", "3"), company(fact("class1_ip", "1", "now")), "paper"),
        (
            criterion("c1", "has", "title", values=("高新技术企业",)),
            company(fact("title", False, "now")),
            "paper",
        ),
        (criterion("c1", "state", "rd_accounting"), company(fact("rd_accounting", False, "now")), "paper"),
        (criterion("c1", "in", "region", values=("元氏县",)), company(region="130102"), "none"),
        (criterion("c1", "in", "industry", values=("制造业",)), company(industry="6511"), "none"),
        (criterion("c1", "in", "size_class", values=("微型",)), company(fact("size_class", "大型")), "none"),
        (
            criterion("c1", "in", "org_type", values=("事业单位",)),
            company(fact("org_type", "企业", "now")),
            "none",
        ),
        (criterion("c1", "event", "loss", period="fy1"), company(fact("loss", True, "2025")), "none"),
        (criterion("c1", "compare", "revenue", "ge", "1"), company(*RD), None),
        (criterion("c1", "compare", "revenue", "ge", "1"), company(), None),
    ],
)
def test_cures(one, firm, cure):
    assert leaf(one, firm).cure == cure


TEXT = """测试办法
第一章 总则
第三条 本办法所称企业。
　　第十二条 申请企业应当符合下列条件：（一）上年度营业收入不低于100万元；（二）无失信。
第十三条 附则。"""
QUOTE = "营业收入不低于100万元"


def test_the_sentence_with_document_and_article():
    at = TEXT.index(QUOTE)
    one = criterion("c1", "compare", "revenue", "ge", "1000000", quote=QUOTE, start=at)
    entry = item(one)
    verdict = judge(policy(entry, text=TEXT, doc_no="测发〔2026〕1号"), entry, company(), ON).leaf("c1")

    assert verdict.document == "《测试办法》（测发〔2026〕1号）"
    assert verdict.article == "第十二条"
    assert verdict.sentence == "第十二条 申请企业应当符合下列条件：（一）上年度营业收入不低于100万元；"
    assert TEXT[verdict.start : verdict.end] == verdict.quote == QUOTE


def test_without_the_text_the_quote_is_the_sentence():
    verdict = leaf(criterion("c1", "compare", "revenue", "ge", "1", quote=QUOTE), company())

    assert (verdict.sentence, verdict.article) == (QUOTE, None)


def test_a_reason_shows_value_period_and_source():
    verdict = leaf(
        criterion("c1", "compare", "revenue", "ge", "1000000"),
        company(fact("revenue", "500000", source="2025 年审计报告")),
    )

    assert verdict.need == "营业收入（2025 年度）不低于 100 万元"
    assert "50 万元" in verdict.have
    assert "2025 年" in verdict.have
    assert "2025 年审计报告" in verdict.have
    assert verdict.unit == "CNY"


@pytest.mark.parametrize(
    ("one", "need"),
    [
        (
            criterion("c1", "compare", "rd_intensity", "ge", "0.03", period="fy2 sum"),
            "研发费用占收入比（2024–2025 年合计）不低于 3%",
        ),
        (
            criterion("c1", "compare", "revenue_growth", "gt", "0.1", period="fy2 cagr"),
            "营业收入增长率（2023–2025 年复合增长率）超过 10%",
        ),
        (criterion("c1", "compare", "employees", "le", "500"), "职工总数（2025 年末）不超过 500 人"),
        (
            criterion("c1", "rank", "market_rank", "le", "10", values=("全国",)),
            "市场占有率排名（2025 年度）在全国排名不超过 10 名",
        ),
        (criterion("c1", "in", "region", values=("我市",)), "注册地（申请时）属于：我市"),
        (
            criterion("c1", "has", "title", values=("高新技术企业",), level="国家级", period="ever"),
            "称号或资质（历来）有国家级及以上高新技术企业",
        ),
        (
            criterion("c1", "event", "safety_accident", phrase="重大安全事故"),
            "重大安全事故（近 36 个月）发生过",
        ),
        (criterion("c1", "state", "legal_person"), "独立法人资格（申请时）为“是”"),
        (criterion("c1", "manual", "other", phrase="行业领先"), "行业领先（须人工核定）"),
        (
            criterion("c1", "compare", "revenue", "ge", "1", subject="tenant", period="year 2014"),
            "在孵（入驻）企业的营业收入（2014 年）不低于 1 元",
        ),
    ],
)
def test_needs_in_chinese(one, need):
    assert leaf(one, company()).need == need


@pytest.mark.parametrize(
    ("one", "firm", "part"),
    [
        (criterion("c1", "compare", "revenue", "ge", "1"), company(), "待补充"),
        (criterion("c1", "manual", "other", phrase="领先"), company(), "人工核定"),
        (
            criterion("c1", "compare", "revenue", "ge", "100"),
            company(fact("revenue", "1", source="甲"), fact("revenue", "500", source="乙")),
            "不一致",
        ),
        (
            criterion("c1", "compare", "age_years", "ge", "1"),
            company(founded="2025-01-01"),
            "2025-01-01 成立",
        ),
        (
            criterion("c1", "has", "title", values=("瞪羚企业",)),
            company(titles=(title("瞪羚企业", "省级", "2026-01-01"),)),
            "瞪羚企业（省级",
        ),
        (criterion("c1", "state", "legal_person"), company(fact("legal_person", True, "now")), "是"),
    ],
)
def test_haves_in_chinese(one, firm, part):
    assert part in leaf(one, firm).have


def test_what_is_not_applicable_says_only_that():
    entry = item(
        criterion("c1", "compare", "revenue", "ge", "100"),
        criterion("c2", "compare", "employees", "ge", "9"),
        require="when(c1, c2)",
    )
    verdict = judged(entry, company(fact("revenue", "1"), fact("employees", "1"))).leaf("c2")

    assert (verdict.result, verdict.distance, verdict.cure, verdict.waits_for) == (
        "not_applicable",
        None,
        None,
        None,
    )


def test_a_judgement_names_what_it_is_about():
    found = judged(item(), company())

    assert (found.doc_id, found.item_id, found.company, found.on) == ("d", "i1", "t1", ON)
    with pytest.raises(KeyError):
        found.leaf("c1")


def test_the_software_is_the_projects_own_version():
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))[
        "project"
    ]

    assert f"{project['name']} {project['version']}" == SOFTWARE


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(1, 10**10), "0.0000000001"),
        (Fraction(10), "10"),
        (Fraction(-5, 2), "-2.5"),
        (Fraction(0), "0"),
        (Fraction(1, 3), "0.333333333333333"),
        (Fraction(200, 3), "66.6666666666667"),
        (Decimal("1E+3"), "1000"),
        (Decimal("0.50"), "0.5"),
        (Fraction(123456789012345678901, 100), "1234567890123456789.01"),
    ],
)
def test_figures_as_text(value, text):
    assert decimal_text(value) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=6))
def test_a_decimal_stays_exact(value):
    assert as_decimal(Fraction(value)) == value


@given(st.fractions(min_value=-100, max_value=100), st.integers(0, 6))
def test_rounding_half_up(exact, digits):
    step = Fraction(1, 10**digits)
    down = abs(exact) // step * step
    half_up = down + step if abs(exact) - down >= step / 2 else down
    text = f"{as_decimal(half_up if exact >= 0 else -half_up):.{digits}f}"

    assert is_rounded_from(Decimal(text), exact)
    assert not is_rounded_from(Decimal(text) + Decimal(step.numerator) / Decimal(step.denominator), exact)


@given(
    st.fractions(min_value=-50, max_value=50), st.fractions(min_value=-50, max_value=50), st.integers(1, 9)
)
def test_signed_powers_keep_order(one, other, exponent):
    raised = signed_power(one, exponent), signed_power(other, exponent)

    assert (raised[0] < raised[1]) == (one < other)
    assert abs(signed_root(raised[0], exponent) - one) < Fraction(1, 10**30)


@pytest.mark.parametrize(
    ("op", "expected"), [(Op.GE, "FTT"), (Op.GT, "FFT"), (Op.LE, "TTF"), (Op.LT, "TFF"), (Op.EQ, "FTF")]
)
def test_comparators(op, expected):
    assert "".join("T" if holds(op, Fraction(value), Fraction(1)) else "F" for value in (0, 1, 2)) == expected


CURES = """source: 测试
date: 2026-01-01
order: [time, people, money, paper, none]
lowered: []
features: {}
kinds: {}
groups: {score: paper}
units: {}
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("lowered: []", "lowered: [nothing]"),
        ("kinds: {}", "kinds: {no: paper}"),
        ("score: paper", "score: luck"),
        ("units", "unit"),
        ("time, people", "people"),
    ],
)
def test_the_table_of_cures_is_read_strictly(old, new):
    assert read_cures(CURES).groups == {"score": "paper"}
    with pytest.raises(InputError):
        read_cures(CURES.replace(old, new))


@pytest.mark.parametrize(
    "ratios",
    ["{}", "{rd_intensity: {over: nothing, under: revenue}}"],
    ids=["growth-missing", "unknown-feature"],
)
def test_the_table_of_relations_is_read_strictly(ratios):
    text = f"source: 测试\ndate: 2026-01-01\nratios: {ratios}\ngrowth: {{}}\nsigned: []\n"
    with pytest.raises(InputError):
        read_relations(text)
