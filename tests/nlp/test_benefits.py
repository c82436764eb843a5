"""What is given, in which bands, and to which item; windows and validity."""

from __future__ import annotations

from decimal import Decimal

import pytest

from domain.policy import Benefit
from domain.tree import leaf_ids
from tests.nlp.reading import leaves, read


def benefits(sentence: str) -> list[Benefit]:
    """The benefits of a policy whose standard is this sentence."""
    text = f"某县扶持办法\n一、申报条件\n申报企业应当具有独立法人资格。\n二、奖励标准\n{sentence}\n"
    return [one for item in read(text).items for one in item.benefits]


def money(one: Benefit) -> tuple[str | None, ...]:
    """Amount, rate, cap and unit as text."""

    def plain(value: Decimal | None) -> str | None:
        return None if value is None else format(value.normalize(), "f")

    return plain(one.amount), plain(one.rate), plain(one.cap), one.per


@pytest.mark.parametrize(
    ("sentence", "form", "sums"),
    [
        ("对获奖企业给予一次性奖励50万元。", "award", ("500000", None, None, None)),
        ("按设备投资额的10%给予补助，单个企业最高不超过200万元。", "subsidy", (None, "0.1", "2000000", None)),
        (
            "按企业实际支付利息的40%给予贴息，每家企业每年最高30万元。",
            "interest",
            (None, "0.4", "300000", None),
        ),
        (
            "企业获得授权的国内发明专利，每件奖励5000元，单个企业每年最高20万元。",
            "award",
            ("5000", None, "200000", "item"),
        ),
        ("对租用办公用房的企业，按每平方米50元给予租金补贴。", "rent", ("50", None, None, "m2")),
        ("国内发明专利获得授权的，每件资助不超过1000元。", "subsidy", ("1000", None, None, "item")),
        ("给予最高1000万元补贴。", "subsidy", (None, None, "10000000", None)),
        ("对企业技术转让所得免征企业所得税。", "tax", (None, "1", None, None)),
        ("对入选企业授予“某县优秀企业”称号。", "title", (None, None, None, None)),
    ],
)
def test_a_gift_has_form_and_sums(sentence: str, form: str, sums: tuple[str | None, ...]) -> None:
    (one,) = benefits(sentence)

    assert one.form == form
    assert money(one) == sums


def test_a_budget_is_no_benefit() -> None:
    assert benefits("全县奖励总额不超过1500万元。") == []


BANDS = (
    "某县扶持办法\n一、申报条件\n申报企业应当具有独立法人资格。\n二、奖励标准\n（一）规模奖励\n"
    "上年度营业收入超过5000万元的企业，按以下标准给予奖励：\n1.营业收入不足1亿元的，奖励10万元；\n"
    "2.营业收入1亿元以上、不足5亿元的，奖励30万元；\n3.营业收入5亿元以上的，奖励80万元。\n"
    "（二）专利奖励\n拥有发明专利3件以上的企业，奖励5万元；其中拥有发明专利10件以上的，奖励20万元。\n"
)


def test_bands_stand_in_when_and_only_the_lowest_edge_is_required() -> None:
    policy = read(BANDS)
    first, second = policy.items
    quotes = {one.id: one.span.quote for one in leaves(policy)}

    assert [quotes[i] for i in leaf_ids(first.require)] == ["独立法人资格", "上年度营业收入超过5000万元"]
    assert [[quotes[i] for i in leaf_ids(one.when)] for one in first.benefits] == [
        ["营业收入不足1亿元"],
        ["营业收入1亿元以上", "不足5亿元"],
        ["营业收入5亿元以上"],
    ]
    assert [quotes[i] for i in leaf_ids(second.require)] == ["独立法人资格", "拥有发明专利3件以上"]
    assert [money(one)[0] for one in second.benefits] == ["50000", "200000"]


def test_a_band_takes_up_the_period_of_its_lead_in() -> None:
    found = [one for one in leaves(read(BANDS)) if one.feature == "revenue"]

    assert {str(one.period) for one in found} == {"fy1"}


def test_alternatives_of_another_kind_are_any_of_them() -> None:
    policy = read(
        "某县扶持办法\n一、申报条件\n申报企业应当具有独立法人资格。\n二、奖励标准\n"
        "对通过国家智能制造能力成熟度评估的企业给予一次性奖励：达到二级的，奖励10万元；达到三级的，奖励30万元。\n"
    )
    grades = [one for one in leaves(policy) if one.feature == "digital_maturity"]

    assert [one.values for one in grades] == [("二级",), ("三级",)]
    assert f"any({grades[0].id}, {grades[1].id})" in str(_text(policy))


def _text(policy) -> str:
    from domain.tree import print_tree

    return print_tree(policy.items[0].require)


def test_a_table_of_bands_gives_one_benefit_a_row(tmp_path) -> None:
    from nlp.read import read_file

    page = tmp_path / "a.html"
    page.write_text(
        "<html><body><p>某县后补助办法</p><p>第一条 企业应当符合下列条件：</p><p>（一）具有独立法人资格。</p>"
        "<p>第二条 按上年度研发费用分档计算，标准见下表：</p><table>"
        "<tr><th>上年度研发费用</th><th>补助比例</th><th>最高补助金额</th></tr>"
        "<tr><td>100万元以上、不足500万元</td><td>5%</td><td>20万元</td></tr>"
        "<tr><td>500万元以上</td><td>6%</td><td>80万元</td></tr></table></body></html>",
        encoding="utf-8",
    )
    policy = read_file(page)
    found = policy.items[0].benefits

    assert [money(one)[1:3] for one in found] == [("0.05", "200000"), ("0.06", "800000")]
    assert [str(one.period) for one in leaves(policy) if one.feature == "rd_expense"] == ["fy1"] * 3


@pytest.mark.parametrize(
    ("sentence", "first", "last", "yearly"),
    [
        ("申报时间为2026年3月10日至4月20日。", "2026-03-10", "2026-04-20", False),
        ("2026年度申报期限为11月1日至12月31日。", "2026-11-01", "2026-12-31", False),
        ("申报截止时间为2026年9月15日。", "None", "2026-09-15", False),
        ("企业应于2026年9月15日前提交申请。", "None", "2026-09-15", False),
        ("每年3月1日至4月15日受理申请。", "--03-01", "--04-15", True),
        ("申报时间从即日起至5月31日。", "2026-03-01", "2026-05-31", False),
        ("申报时间为2026年11月1日至2027年1月15日。", "2026-11-01", "2027-01-15", False),
    ],
)
def test_a_window_is_read(sentence: str, first: str, last: str, yearly: bool) -> None:
    policy = read(f"某县奖励办法\n一、申报条件\n申报企业应当具有独立法人资格。\n二、申报时间\n{sentence}\n")
    (window,) = policy.items[0].windows

    assert (str(window.start), str(window.end), window.yearly) == (first, last, yearly)


@pytest.mark.parametrize(
    "sentence",
    [
        "各镇于4月底前完成初审。",
        "拟认定名单公示5个工作日。",
        "本办法自2026年4月1日起施行，有效期至2028年12月31日。",
        "贴息申请常年受理。",
    ],
)
def test_other_days_are_no_window(sentence: str) -> None:
    policy = read(f"某县奖励办法\n一、申报条件\n申报企业应当具有独立法人资格。\n二、其他事项\n{sentence}\n")

    assert policy.items[0].windows == ()


@pytest.mark.parametrize(
    ("sentence", "first", "last"),
    [
        ("本办法自2026年2月1日起施行，有效期三年。", "2026-02-01", "2029-01-31"),
        ("本办法自2026年4月1日起施行，有效期至2028年12月31日。", "2026-04-01", "2028-12-31"),
        ("本办法自2024年2月29日起施行，有效期1年。", "2024-02-29", "2025-02-27"),
        ("本办法自2026年1月1日起实施。", "2026-01-01", "None"),
    ],
)
def test_validity_is_the_documents(sentence: str, first: str, last: str) -> None:
    policy = read(f"某县奖励办法\n第一条 申报企业应当具有独立法人资格。\n第二条 {sentence}\n")

    assert (str(policy.effective_from), str(policy.effective_to)) == (first, last)


def test_number_issuers_date_and_region_stand_in_the_text() -> None:
    policy = read(
        "云雁县奖励办法\n云雁科〔2026〕7号\n一、申报条件\n申报企业应当具有独立法人资格。\n"
        "云雁县科学技术局  云雁县财政局\n2026年8月28日\n"
    )

    assert (policy.title, policy.doc_no, policy.region) == ("云雁县奖励办法", "云雁科〔2026〕7号", "云雁县")
    assert policy.issuers == ("云雁县科学技术局", "云雁县财政局")


def test_a_number_that_the_text_cites_is_not_its_own() -> None:
    text = "云雁县办法\n为落实《某省措施》(某政发〔2017〕5号)，制定本办法。\n第一条 企业应当依法纳税。\n"
    policy = read(text)

    assert policy.doc_no is None


def test_what_only_looks_like_more_is_required_where_nothing_came_before() -> None:
    policy = read("某县奖励办法\n第一条 对拥有发明专利3件以上的企业，再给予20万元奖励。\n")

    assert [one.span.quote for one in leaves(policy)] == ["拥有发明专利3件以上"]
    assert policy.items[0].require is not None


def test_a_gift_by_levels_is_a_gift_though_it_names_the_stacking_rule() -> None:
    found = benefits("对重点实验室，按就高不重复的原则，分别给予300万元、50万元一次性奖励。")

    assert [money(one)[0] for one in found] == ["3000000", "500000"]


def test_what_the_caller_states_goes_first() -> None:
    from datetime import date

    from nlp.read import read_text

    policy = read_text(
        "云雁县奖励办法\n2026年8月28日\n", doc_id="x", region="320199", published=date(2026, 9, 1)
    )

    assert (policy.doc_id, policy.region, policy.published) == ("x", "320199", date(2026, 9, 1))


def test_a_repeat_bars_the_item_it_stands_in_and_is_its_stacking() -> None:
    policy = read(
        "某县扶持办法\n一、申报条件\n申报企业应当具有独立法人资格。\n二、奖励标准\n对企业给予奖励5万元。\n"
        "三、其他事项\n同一项目已获得市级以上财政支持的，不得重复申报。\n"
    )
    item = policy.items[0]
    (bar,) = [one for one in leaves(policy) if one.feature == "prior_support"]

    assert list(leaf_ids(item.exclude)) == [bar.id]
    assert bar.level == "市级"
    assert [one.quote for one in item.stacking] == ["同一项目已获得市级以上财政支持的，不得重复申报"]


def test_a_title_given_before_is_a_condition_and_not_the_gift() -> None:
    policy = read("某县办法\n第一条 被省政府授予优秀载体称号的孵化载体，给予每家30万元一次性支持。\n")
    (item,) = policy.items

    assert [one.form for one in item.benefits] == ["grant"]
    assert "优秀载体" in leaves(policy)[0].span.quote


def test_a_ceiling_per_applicant_in_the_next_sentence_belongs_to_the_rate() -> None:
    policy = read(
        "某县奖励办法\n一、奖励标准\n（一）对规模以上企业，按照设备投资额的10%给予奖励。"
        "单家企业当期奖励资金不超过300万元。\n"
    )
    (one,) = policy.items[0].benefits

    assert (one.rate, one.cap) == (Decimal("0.1"), Decimal(3000000))


def test_the_years_budget_is_no_ceiling_of_a_grant() -> None:
    policy = read(
        "某县奖励办法\n一、奖励标准\n（一）对规模以上企业，给予5万元资金奖励，全年奖励资金不超过150万元。\n"
    )
    (one,) = policy.items[0].benefits

    assert (one.amount, one.cap) == (Decimal(50000), None)
