"""Plain names, synonyms and the strict reader of data files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.datafile import model, rows
from domain.errors import InputError
from domain.names import plain
from domain.strict import Strict
from domain.synonyms import canonical, read_synonyms, synonyms


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("专精特新“小巨人” 企业", "专精特新小巨人企业"),
        ("「新三板」\u3000挂牌", "新三板挂牌"),
        ("企业（机构）类型", "企业(机构)类型"),
        ("【试点】〔2011〕[甲]", "(试点)(2011)(甲)"),
        ("iso９００１", "ISO9001"),
        ("Ⅰ类知识产权", "I类知识产权"),
        ("《目录》", "《目录》"),
        ("", ""),
    ],
)
def test_plain(text: str, form: str) -> None:
    assert plain(text) == form


@given(st.text())
def test_plain_is_settled(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize(
    ("feature", "one", "other", "same"),
    [
        ("ownership", "私营", "民营", True),
        ("ownership", "私营企业", "民营企业", True),
        ("ownership", "外商投资企业", "外资", True),
        ("ownership", "国有", "国有控股", False),
        ("ownership", "外资", "港澳台资", False),
        ("listing", "北京证券交易所", "北交所", True),
        ("listing", "已挂牌“新三板”", "全国中小企业股份转让系统", True),
        ("listing", "上交所科创板", "科创板", True),
        ("listing", "上市", "科创板", False),
        ("listing", "新三板", "北交所", False),
        ("org_type", "高校", "高等学校", True),
        ("org_type", "科研机构", "科研院所", True),
        ("org_type", "社会团体", "社会组织", False),
        ("field", "新材料", "“新材料”", True),
        ("field", "私营", "民营", False),
    ],
)
def test_canonical(feature: str, one: str, other: str, same: bool) -> None:
    assert (canonical(feature, one) == canonical(feature, other)) is same


@given(st.sampled_from(sorted(synonyms())), st.data())
def test_canonical_is_settled(feature: str, data: st.DataObject) -> None:
    spelling = data.draw(st.sampled_from(sorted(synonyms()[feature])))
    assert canonical(feature, canonical(feature, spelling)) == canonical(feature, spelling)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param(
            "date: 2026-01-01\nsource: 甲\nfeatures: {a: {乙: [丙], 丁: [丙]}}", "“丙”重复", id="twice"
        ),
        pytest.param("date: 2026-01-01\nsource: 甲\nfeatures: {}\nmore: 1", "不认识这一项", id="unknown key"),
        pytest.param("date: 2026-01-01\nfeatures: {}", "缺少这一项", id="missing key"),
        pytest.param("a: 1\na: 2", "第 2 行：“a”重复出现", id="key twice"),
        pytest.param("a: [", "不是正确的 YAML", id="no yaml"),
    ],
)
def test_synonyms_are_read_strictly(text: str, says: str) -> None:
    with pytest.raises(InputError) as caught:
        read_synonyms(text, "s.yaml")
    assert says in str(caught.value)
    assert "s.yaml" in str(caught.value)


class _Shape(Strict):
    count: int


def test_a_model_takes_its_own_types_only() -> None:
    assert model("count: 3", "m.yaml", _Shape).count == 3
    with pytest.raises(InputError, match=r"m\.yaml"):
        model("count: '3'", "m.yaml", _Shape)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("a,c\n1,2", "第 1 行", id="columns"),
        pytest.param("a,b\n1", "第 2 行", id="cells"),
        pytest.param("a,b\n1, 2", "空格", id="blank"),
        pytest.param("", "第 1 行", id="empty"),
    ],
)
def test_rows_are_read_strictly(text: str, says: str) -> None:
    with pytest.raises(InputError) as caught:
        list(rows(text, "t.csv", ("a", "b")))
    assert says in str(caught.value)


def test_rows_carry_their_numbers() -> None:
    assert list(rows("a,b\n1,2\n3,4", "t.csv", ("a", "b"))) == [(2, ["1", "2"]), (3, ["3", "4"])]
