"""Where one clause states several things, and kinds, places and honours that no vocabulary lists."""

from __future__ import annotations

import pytest

from domain.policy import Kind
from nlp.components.cutting import predicate_pieces
from nlp.components.honours import feature_of
from tests.nlp.reading import bars, conditions, leaves, only, read


@pytest.mark.parametrize(
    ("words", "pieces"),
    [
        ("法人治理结构规范、财务管理制度健全", ["法人治理结构规范", "、财务管理制度健全"]),
        ("当年度建成、通过验收、达到建设标准", ["当年度建成", "、通过验收", "、达到建设标准"]),
        ("具有独立法人资格和健全的财务制度", ["具有独立法人资格和健全的财务制度"]),
        ("拥有发明专利2项、实用新型专利6项以上", ["拥有发明专利2项、实用新型专利6项以上"]),
        ("重大安全、质量事故", ["重大安全、质量事故"]),
        ("有效专利拥有量或受托运营的有效专利数量", ["有效专利拥有量或受托运营的有效专利数量"]),
        ("已建立管理制度并开展专项培训", ["已建立管理制度", "并开展专项培训"]),
    ],
)
def test_a_stretch_is_cut_where_both_sides_state_something(words: str, pieces: list[str]) -> None:
    assert [words[a:b] for a, b in predicate_pieces(words, 0, len(words))] == pieces


@pytest.mark.parametrize(
    ("sentence", "feature", "values"),
    [
        ("属于跨境电子商务企业", "industry", ("跨境电子商务",)),
        ("以工业设计、服装设计为主营业务", "field", ("工业设计", "服装设计")),
        ("符合本县八个重点产业领域", "field", ("本县八个重点产业领域",)),
        ("应为科技中介机构", "org_type", ("科技中介机构",)),
        ("位于省级高新区内", "region", ("省级高新区",)),
        ("已在云雁县办理工商、税务登记", "region", ("云雁县",)),
        ("本县注册", "region", ("本县",)),
        ("获准在新三板挂牌", "listing", ("新三板",)),
    ],
)
def test_kinds_and_places_are_read_by_their_frames(
    sentence: str, feature: str, values: tuple[str, ...]
) -> None:
    found = [one for one in leaves(conditions(sentence)) if one.feature == feature]

    assert [one.values for one in found] == [values]


def test_one_phrase_for_two_registrations_is_two_leaves() -> None:
    policy = conditions("已在云雁县办理工商、税务登记")

    assert [one.feature for one in leaves(policy)] == ["region", "tax_region"]


@pytest.mark.parametrize(
    ("name", "feature"),
    [
        ("市级工业设计中心", "platform"),
        ("省级重点实验室", "platform"),
        ("县科技进步奖", "award"),
        ("县创新创业大赛", "contest"),
        ("国家级单项冠军企业", "title"),
        ("中级导游证", "title"),
        ("产业研究院", "rd_institution"),
    ],
)
def test_an_honour_is_told_by_its_last_noun(name: str, feature: str) -> None:
    assert feature_of(name) == feature


def test_support_received_before_is_known_by_its_frame() -> None:
    policy = bars("已获得其他市级财政专项资金支持")
    one = only(policy)

    assert (one.kind, one.feature) == (Kind.HAS, "prior_support")


def test_a_ban_and_a_repeat_in_one_sentence_are_two_bars() -> None:
    policy = read(
        "某县办法\n一、申报条件\n申报企业应当具有独立法人资格。\n"
        "申报单位近三年有违法违规情况的不得申报，同一项目不得重复申报。\n"
    )

    assert [one.feature for one in leaves(policy)] == ["legal_person", "law_violation", "prior_support"]


def test_a_place_before_a_noun_says_nothing_beside_a_place_of_registration() -> None:
    policy = read("某县办法\n一、申报对象\n我县工业企业。\n二、申报条件\n在云雁县注册登记。\n")

    assert [one.values for one in leaves(policy) if one.feature == "region"] == [("云雁县",)]


@pytest.mark.parametrize(
    "sentence",
    [
        "企业登录申报系统填写申请表",
        "由县科技局组织专家评审",
        "具体如何办理？",
        "详见附件",
    ],
)
def test_a_step_of_the_procedure_is_no_condition(sentence: str) -> None:
    assert leaves(conditions("具有独立法人资格", sentence))[1:] == []


def test_a_line_that_only_names_what_follows_is_no_condition() -> None:
    policy = read("某县办法\n一、申报条件\n（一）基本条件。\n1.具有独立法人资格。\n2.依法纳税。\n")

    assert all("基本条件" not in one.span.quote for one in leaves(policy))


def test_the_definition_of_the_applicants_is_a_condition() -> None:
    policy = read(
        "某县办法\n第二条 本办法所称的成长企业是指在本县注册、持续开展研究开发活动的居民企业。\n"
        "第三条 对成长企业给予奖励5万元。\n"
    )

    assert {"region", "org_type"} <= {one.feature for one in leaves(policy)}


def test_the_definition_of_a_figure_is_no_condition() -> None:
    policy = read(
        "某县办法\n第二条 本办法所称的纳税总额是指企业实际缴纳的各项税收的合计。\n"
        "第三条 对规模以上企业给予奖励5万元。\n"
    )

    assert [one.feature for one in leaves(policy)] == ["above_scale"]


def test_a_bar_behind_a_gift_bars_and_the_gift_still_gives() -> None:
    policy = read("某县办法\n一、奖励标准\n对规模以上企业，给予奖励5万元，有违法违规行为的不予奖励。\n")
    (item,) = policy.items

    assert [one.amount for one in item.benefits] == [50000]
    assert [one.feature for one in leaves(policy)] == ["above_scale", "law_violation"]
    assert item.exclude is not None


@pytest.mark.parametrize(
    ("sentence", "value"),
    [("种植面积300亩以上", "200000"), ("种植面积10亩以上", "6666.67"), ("占地面积2公顷以上", "20000")],
)
def test_land_is_counted_in_square_metres(sentence: str, value: str) -> None:
    one = only(conditions(sentence))

    assert (one.feature, str(one.value), one.unit) == ("floor_area", value, "m2")


def test_a_term_of_years_is_counted_in_the_months_of_its_feature() -> None:
    one = only(conditions("项目建设期不超过2年"))

    assert (one.feature, str(one.value), one.unit) == ("project_period", "24", "month")


def test_a_merger_is_not_cut_at_its_first_sign() -> None:
    one = leaves(conditions("并购方通过并购取得关键核心技术"))[0]

    assert one.span.quote.startswith("并购")


def test_to_be_no_legal_person_bars_one() -> None:
    policy = conditions("不具备法人资格", "属于创业团队")

    assert policy.items[0].exclude is not None
