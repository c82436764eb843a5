"""What the console says in plain Chinese: figures, days, criteria, trees, reasons; rounding hides nothing."""

from datetime import date
from decimal import Decimal

import pytest

from api.benefit_text import benefit_text
from api.console import say
from api.console.policy_view import policy_view, tree_text
from api.console.reason_view import missing_names, reason_rows, standing
from api.criterion_text import criterion_text
from domain.company import FactStatus
from domain.period import parse_fact_period
from domain.policy import YearlyDay
from domain.tree import parse_tree
from matching.judge import judge
from matching.verdict import Outcome
from tests import make


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("1500000", "CNY", "150 万元"),
        ("2019008.7654", "CNY", "约 201.9 万元"),
        ("0.0229419170685369", "1", "约 2.2942%"),
        ("3", "person", "3 人"),
    ],
)
def test_long_figures_say_about(value, unit, text):
    assert say.figure(Decimal(value), unit) == text


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (0, 0, "无直接金额"),
        (100000, 100000, "10 万元"),
        (0, 500000, "最高 50 万元"),
        (100000, 500000, "10 万元至 50 万元"),
        (0, None, "金额未定"),
        (100000, None, "不少于 10 万元，上限未定"),
    ],
)
def test_sums_paid(low, high, text):
    assert say.money_range(Decimal(low), None if high is None else Decimal(high)) == text


def test_days_and_periods():
    assert say.day(date(2026, 5, 1)) == "2026 年 5 月 1 日"
    assert say.day(YearlyDay(3, 10)) == "每年 3 月 10 日"
    assert say.day(None) == "不限"
    said = [say.fact_period(parse_fact_period(one)) for one in ("2025", "2025-03-01", "now", "2023/2025")]
    assert said == ["2025 年", "2025-03-01", "现在", "2023–2025 年合计"]


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        (make.fact("revenue", "120000000"), "1.2 亿元"),
        (make.fact("loss", False), "否"),
        (make.fact("revenue", None), "未知"),
        (make.fact("revenue", None, status=FactStatus.NOT_ASKED), "未询问"),
        (make.fact("field", ["新材料", "新能源"], "now"), "新材料、新能源"),
    ],
    ids=["money", "no", "null", "not asked", "list"],
)
def test_facts_as_they_are_known(fact, text):
    assert say.fact_value(fact) == text


@pytest.mark.parametrize(
    ("criterion", "text"),
    [
        (make.criterion(op="ge", value="2000000", period="fy1"), "上一年度营业收入不低于200万元"),
        (make.criterion(feature="rd_intensity", op="gt", value="0.03"), "研发费用占收入比超过3%"),
        (make.criterion(kind="in", feature="region", values=("云雁县",)), "注册地属于“云雁县”"),
        (
            make.criterion(kind="has", feature="title", values=("高新技术企业",), level="省级"),
            "有省级及以上称号或资质：“高新技术企业”",
        ),
        (
            make.criterion(kind="event", feature="safety_accident", period="rolling 36m"),
            "近36个月发生过安全事故",
        ),
        (make.criterion(kind="manual", feature="other", phrase="信用良好"), "“信用良好”：由人工核定"),
        (make.criterion(kind="state", feature="other", quote="场所固定"), "其他情况：是（原文：“场所固定”）"),
        (make.criterion(op="ge", value="1", subject="project"), "项目的营业收入不低于1元"),
    ],
    ids=["money", "ratio", "place", "title", "event", "manual", "no words", "subject"],
)
def test_criteria_in_words(criterion, text):
    assert criterion_text(criterion) == text


@pytest.mark.parametrize(
    ("benefit", "text"),
    [
        (make.benefit("award", "100000"), "奖励 10 万元"),
        (make.benefit("interest", rate="0.4", cap="300000"), "贴息 按 40% 最高 30 万元"),
        (make.benefit("rent", "20", per="m2"), "租金减免 每平方米 20 元"),
    ],
)
def test_benefits_in_words(benefit, text):
    assert benefit_text(benefit) == text


def test_a_tree_reads_as_one_reads_it():
    leaves = [make.criterion(f"c{i}", op="ge", value=str(i)) for i in range(1, 7)]
    tree = "all(c1, any(c2, at_least(1, c3, c4)), not(c5), waive(c6, c2))"
    view = policy_view(make.policy(make.item(*leaves, require=tree), text="甲" * 100))
    root = view.items[0].require
    assert root.says == "以下4项须全部满足"
    said = [getattr(part, "says", None) for part in root.parts]
    assert said == [None, "以下2项满足任一即可", "以下情形不得存在", ""]
    assert root.parts[1].parts[1].says == "以下2项中至少满足1项"
    assert [part.says for part in root.parts[3].parts] == ["须满足：", "可由下列情形豁免："]
    repeated = root.parts[3].parts[1].parts[0]
    assert (repeated.criterion.id, repeated.first) == ("c2", False)


def test_a_scoring_table_shows_its_rows_and_every_criterion_has_one_place():
    table = make.criterion("c1", rows=(("c2", 10), ("all(c3, c4)", "7.5")), pass_mark=10)
    rows = [make.criterion(f"c{i}", op="ge", value=str(i)) for i in (2, 3, 4)]
    band = make.criterion("c5", op="ge", value="5")
    item = make.item(table, *rows, band, require="points(c1)", benefits=(make.benefit(amount=1, when="c5"),))
    (view,) = policy_view(make.policy(item)).items
    assert view.require.says == "评分合计达到 10 分"
    assert [part.says for part in view.require.parts[1:]] == ["得 10 分：", "得 7.5 分："]
    assert [one.criterion.id for one in view.others] == ["c5"]
    assert all(one.first for one in view.others)


def test_bars_are_not_said_to_be_met():
    leaves = [make.criterion(f"c{i}", "event", "loss") for i in (1, 2, 3)]
    view = policy_view(make.policy(make.item(*leaves, exclude="any(c1, all(c2, c3))")))
    bars = view.items[0].exclude
    assert bars.says == "有以下2种情形之一"
    assert bars.parts[1].says == "以下2种情形同时存在"


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        ("not(c1)", "非（“甲”：由人工核定）"),
        ("any(c1, c2)", "（“甲”：由人工核定或“乙”：由人工核定）"),
        ("when(c1, c2)", "若“甲”：由人工核定，则“乙”：由人工核定"),
        ("at_least(2, c1, c2)", "（“甲”：由人工核定、“乙”：由人工核定中至少2项）"),
    ],
)
def test_a_band_in_one_line(tree, text):
    named = {"c1": "甲", "c2": "乙"}
    known = {k: make.criterion(k, "manual", "other", phrase=v) for k, v in named.items()}
    assert tree_text(known, parse_tree(tree)) == text


def verdict_rows(*criteria, facts=(), exclude=None):
    policy = make.policy(make.item(*criteria, exclude=exclude))
    judged = judge(policy, policy.items[0], make.company(*facts), make.ON)
    return policy, judged, {row.leaf.id: row for row in reason_rows(policy, judged.leaves)}


def test_a_gap_below_a_floor_and_above_a_ceiling():
    floor = make.criterion("c1", op="ge", value="2000000")
    ceiling = make.criterion("c2", feature="employees", op="le", value="300")
    facts = (make.fact("revenue", "1500000"), make.fact("employees", "310", "2025-12-31"))
    _, _, rows = verdict_rows(floor, ceiling, facts=facts)
    assert rows["c1"].gap == "差 50 万元"
    assert rows["c2"].gap == "超出 10 人"
    assert "补法：增加投入或收入" in rows["c1"].notes


def test_a_gap_between_ratios_is_in_percentage_points():
    ratio = make.criterion(feature="rd_intensity", op="ge", value="0.03")
    facts = (make.fact("rd_expense", "200"), make.fact("revenue", "30000"))
    _, _, rows = verdict_rows(ratio, facts=facts)
    assert rows["c1"].gap == "差 约 2.3333 个百分点"
    assert rows["c1"].exact.startswith("精确值 0.0233333333333")
    assert "分母不变，折合 700 元" in rows["c1"].notes
    assert rows["c1"].have[0] == "约 0.6667%"


def test_what_is_missing_is_asked_for_in_the_texts_own_words():
    known = make.criterion("c1", op="ge", value="1")
    other = make.criterion("c2", "state", "other", phrase="有固定场所")
    policy, judged, rows = verdict_rows(known, other)
    assert judged.outcome is Outcome.UNKNOWN
    assert set(missing_names(policy, judged)) == {"营业收入", "有固定场所"}
    assert "补上这条事实即可判定" in rows["c1"].notes


def test_a_bar_that_holds_stands_in_the_way_and_one_that_does_not_stands_not():
    bar = make.criterion("c1", "event", "safety_accident", period="rolling 36m")
    for happened in (True, False):
        facts = (make.fact("safety_accident", happened, "2025-12-01" if happened else "now"),)
        policy, judged, _ = verdict_rows(bar, facts=facts, exclude="c1")
        assert bool(standing(policy, judged)) is happened


def test_the_scope_of_a_rule_stands_in_nobodys_way():
    scope = make.criterion("c1", "in", "industry", values=("农业",))
    asked = make.criterion("c2", op="ge", value="100")
    other = make.criterion("c3", feature="employees", op="ge", value="20")
    item = make.item(scope, asked, other, require="all(when(c1, c2), c3)")
    policy = make.policy(item)
    firm = make.company(make.fact("employees", "5", "2025-12-31"), industry="3571")
    judged = judge(policy, item, firm, make.ON)
    assert [leaf.id for leaf in standing(policy, judged)] == ["c3"]


def test_what_an_alternative_lacks_is_no_obstacle_to_a_firm_that_fits():
    first = make.criterion("c1", op="ge", value="100")
    second = make.criterion("c2", feature="employees", op="ge", value="20")
    item = make.item(first, second, require="any(c1, c2)")
    policy = make.policy(item)
    judged = judge(policy, item, make.company(make.fact("revenue", "500")), make.ON)
    assert judged.outcome is Outcome.FITS
    assert standing(policy, judged) == ()
