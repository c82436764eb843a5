"""Membership: places, industries, size classes and other sets, as a criterion asks them."""

import pytest

from tests.make import company, criterion, fact
from tests.matching.asking import leaf, says


def inside(feature, *values, **more):
    """An `in` criterion."""
    return criterion("c1", "in", feature, values=values, **more)


@pytest.mark.parametrize(
    ("values", "here", "firm", "expected"),
    [
        (("河北省",), None, "130132", "T"),
        (("石家庄市",), None, "130132", "T"),
        (("河北省石家庄市元氏县",), None, "130132", "T"),
        (("元氏县行政区域内",), None, "130132", "T"),
        (("河北省境内",), None, "130132", "T"),
        (("石家庄市范围内",), None, "130132", "T"),
        (("天津市",), None, "130132", "F"),
        (("天津市", "河北省"), None, "130132", "T"),
        (("元氏县",), None, "130100", "U"),
        (("元氏县",), None, None, "U"),
        (("我市",), "130132", "130102", "T"),
        (("本县",), "130132", "130102", "F"),
        (("全省",), "130132", "130102", "T"),
        (("市内",), "130132", "130102", "T"),
        (("我市",), None, "130102", "P"),
        (("我区",), "130132", "130102", "P"),
        (("全市",), "110105", "110106", "T"),
        (("朝阳区",), "110000", "110105", "T"),
        (("朝阳区",), "110000", "220104", "F"),
        (("朝阳区",), None, "110105", "P"),
        (("中国境内",), None, "130132", "T"),
        (("全国",), None, "810000", "F"),
        (("中关村示范区",), None, "110108", "P"),
        (("中关村示范区", "北京市"), None, "110108", "T"),
        (("中关村示范区",), None, None, "U"),
        (("苏州市",), None, "320576", "T"),
        (("姑苏区",), None, "320576", "P"),
        (("130100",), None, "130132", "T"),
    ],
)
def test_places(values, here, firm, expected):
    assert says(inside("region", *values), company(region=firm), region=here) == expected


def test_the_tax_place_is_its_own_fact():
    one = inside("tax_region", "元氏县")

    assert says(one, company(region="130132")) == "U"
    assert says(one, company(fact("tax_region", "130132", "now"))) == "T"


@pytest.mark.parametrize(
    ("values", "firm", "expected"),
    [
        (("制造业",), "3499", "T"),
        (("C34",), "3499", "T"),
        (("349",), "3499", "T"),
        (("制造业",), "6511", "F"),
        (("制造业", "软件和信息技术服务业"), "6511", "T"),
        (("3411",), "34", "U"),
        (("制造业",), None, "U"),
        (("工业类企业",), "3499", "P"),
        (("《产业目录》", "制造业"), "3499", "T"),
        (("《产业目录》", "制造业"), "6511", "P"),
        (("《产业目录》",), None, "U"),
    ],
)
def test_industries(values, firm, expected):
    assert says(inside("industry", *values), company(industry=firm)) == expected


@pytest.mark.parametrize(
    ("values", "value", "expected"),
    [
        (("中小企业",), "微型", "T"),
        (("中小企业",), "大型", "F"),
        (("小微企业",), "中型", "F"),
        (("小微企业",), "小型", "T"),
        (("小型",), "小微企业", "U"),
        (("中型", "小微企业"), "中小企业", "T"),
    ],
)
def test_size_labels(values, value, expected):
    assert says(inside("size_class", *values), company(fact("size_class", value))) == expected


STAFF, SALES = fact("employees", "250"), fact("revenue", "30000000")


@pytest.mark.parametrize(
    ("asked", "industry", "facts", "expected"),
    [
        ("小型", "3499", (STAFF, SALES), "T"),
        ("中小企业", "3499", (STAFF, SALES), "T"),
        ("大型", "3499", (STAFF, SALES), "F"),
        ("中小企业", "3499", (STAFF,), "T"),
        ("小型", "3499", (STAFF,), "U"),
        ("大型", "3499", (STAFF,), "F"),
        ("中小企业", None, (STAFF, SALES), "U"),
        ("中小企业", "3499", (), "U"),
        ("中小企业", "3499", (fact("employees", "250", "2024"),), "U"),
        ("小型", "3499", (STAFF, SALES, fact("size_class", "中型")), "F"),
    ],
)
def test_size_by_figures(asked, industry, facts, expected):
    assert says(inside("size_class", asked), company(*facts, industry=industry)) == expected


def test_the_last_years_figures_say_nothing_of_another_year():
    one = inside("size_class", "小型", period="year 2020")

    assert says(one, company(STAFF, SALES, industry="3499")) == "U"


def test_figures_of_the_criterions_wording_come_first():
    one = inside("size_class", "小型", phrase="集团口径")
    group = fact("employees", "2000", phrase="集团口径")

    assert says(one, company(STAFF, SALES, industry="3499")) == "T"
    assert says(one, company(STAFF, group, SALES, industry="3499")) == "F"


def test_size_by_figures_is_said_to_be_so():
    verdict = leaf(inside("size_class", "大型"), company(STAFF, SALES, industry="3499"))

    assert "划型" in verdict.have


@pytest.mark.parametrize(
    ("feature", "values", "value", "expected"),
    [
        ("ownership", ("民营",), "私营", "T"),
        ("ownership", ("私营企业",), "民营企业", "T"),
        ("ownership", ("外资",), "民营", "F"),
        ("listing", ("北交所", "科创板"), "北京证券交易所", "T"),
        ("listing", ("北交所",), ["新三板", "北交所"], "T"),
        ("listing", ("北交所",), ["新三板"], "F"),
        ("listing", ("北交所",), [], "F"),
        ("product_certification", ("CE",), ["ＣＥ", "FCC"], "T"),
        ("org_type", ("高等学校",), "高校", "T"),
        ("field", ("新材料",), "新材料", "T"),
        ("field", ("新材料",), "集成电路", "P"),
        ("listing", ("《上市后备库》", "北交所"), "北交所", "T"),
        ("listing", ("《上市后备库》",), "《上市后备库》", "T"),
        ("listing", ("北交所",), True, "U"),
    ],
)
def test_other_sets(feature, values, value, expected):
    assert says(inside(feature, *values), company(fact(feature, value, "now"))) == expected


def test_differing_sources_of_a_set():
    firm = company(
        fact("ownership", "民营", "now", source="甲"), fact("ownership", "私营", "now", source="乙")
    )
    other = company(
        fact("ownership", "民营", "now", source="甲"), fact("ownership", "国有", "now", source="乙")
    )

    assert says(inside("ownership", "民营"), firm) == "T"
    assert says(inside("ownership", "民营"), other) == "U"
    assert says(inside("ownership", "外资"), other) == "F"


def test_nothing_named_is_for_a_person():
    assert says(inside("listing"), company(fact("listing", "主板", "now"))) == "P"
