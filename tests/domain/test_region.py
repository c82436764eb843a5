"""Divisions, place names and placement: golden tables, and the laws of containment."""

from __future__ import annotations

import csv
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InputError
from domain.names import Placement, any_of
from domain.place import Outcome, firm_code, locate, resolve
from domain.region import (
    REGION_COLUMNS,
    Level,
    Region,
    Regions,
    national,
    normal_code,
    read_regions,
    read_zones,
)

GOLDEN = Path(__file__).parent.parent / "golden" / "codes"
NAMES: list[dict[str, Any]] = yaml.safe_load((GOLDEN / "place_names.yaml").read_text(encoding="utf-8"))
PLACES = list(csv.DictReader((GOLDEN / "places.csv").read_text(encoding="utf-8").splitlines()))

regions = st.sampled_from(list(national()))
places = st.sampled_from([region for region in national() if region.level not in {Level.GROUP, Level.FORMER}])

FICTIONAL = (
    Region("990000", "示例省", Level.PROVINCE),
    Region("990100", "示例市", Level.PREFECTURE, "990000", "示例"),
    Region("990132", "云川县", Level.COUNTY, "990100", "云川"),
)


@pytest.mark.parametrize("case", NAMES, ids=lambda case: f"{case['name']} in {case.get('in', '-')}")
def test_what_a_name_means(case: dict[str, Any]) -> None:
    found = resolve(case["name"], case.get("in"))
    if "is" in case:
        assert found.outcome is Outcome.PLACE
        assert [national().path(code) for code in found.codes] == [case["is"]]
    elif "whole" in case:
        assert found.outcome is Outcome.MAINLAND
    elif "unclear" in case:
        assert found.outcome is Outcome.AMBIGUOUS
        assert len(found.codes) > 1
        assert found.code is None
    else:
        assert case["none"]
        assert found.outcome is Outcome.UNRESOLVED
        assert found.codes == ()


@pytest.mark.parametrize("row", PLACES, ids=lambda row: f"{row['asked']} {row['firm'] or '-'}: {row['why']}")
def test_where_a_firm_lies(row: dict[str, str]) -> None:
    found = locate(row["asked"].split("|"), row["firm"] or None, row["document"] or None)
    assert found.value == row["answer"]


def test_no_member_is_outside() -> None:
    assert locate([], "130132") is Placement.OUTSIDE


def test_counts_are_the_official_ones() -> None:
    levels = [region.level for region in national()]
    assert [levels.count(level) for level in (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY)] == [
        34,
        333,
        2846,
    ]
    assert levels.count(Level.ZONE) == 130


def test_headings_and_former_codes_have_no_name() -> None:
    assert national().full_named("市辖区") == ()
    assert national().full_named("枞阳县") == ("340722",)
    assert national().path("340823") == "安徽省铜陵市枞阳县"


@given(places)
def test_a_full_path_resolves_to_itself(region: Region) -> None:
    assert resolve(national().path(region.code)).code == region.code


@given(places)
def test_a_name_resolves_in_its_own_document(region: Region) -> None:
    """A full name in the place's own document is the place, or a wider one of the same name (嘉峪关市)."""
    found = resolve(region.name, region.code).code
    assert found is not None
    assert national().within(region.code, found)


@given(regions)
def test_a_place_lies_in_itself_and_all_above(region: Region) -> None:
    table = national()
    for above in (region.code, *table.ancestors(region.code)):
        assert table.contains(above, region.code) is Placement.INSIDE
        assert table.contains(region.code, above) in {Placement.INSIDE, Placement.UNKNOWN}


@given(regions, regions)
def test_containment_by_prefix(one: Region, other: Region) -> None:
    """For provinces, cities and counties the prefix of the asked code decides, never a person."""
    ordinary = {Level.PROVINCE, Level.PREFECTURE, Level.COUNTY}
    if one.level in ordinary and other.level in ordinary:
        width = {Level.PROVINCE: 2, Level.PREFECTURE: 4, Level.COUNTY: 6}
        inside = other.code.startswith(one.code[: width[one.level]])
        wider = one.code.startswith(other.code[: width[other.level]])
        expected = Placement.INSIDE if inside else Placement.UNKNOWN if wider else Placement.OUTSIDE
        assert national().contains(one.code, other.code) is expected


@given(regions, regions)
def test_nothing_lies_in_two_provinces(one: Region, other: Region) -> None:
    if one.level is Level.PROVINCE and national().contains(one.code, other.code) is Placement.INSIDE:
        assert (other.code, *national().ancestors(other.code))[-1] == one.code


@given(st.lists(st.sampled_from(list(Placement))))
def test_any_of_is_a_maximum(answers: list[Placement]) -> None:
    order = [Placement.OUTSIDE, Placement.PERSON, Placement.UNKNOWN, Placement.INSIDE]
    assert any_of(answers) is max(answers, key=order.index, default=Placement.OUTSIDE)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("13", "130000"),
        ("1301", "130100"),
        ("130132", "130132"),
        ("130132100", "130132"),
        ("13013", None),
        ("A30132", None),
        ("", None),
    ],
)
def test_normal_code(text: str, code: str | None) -> None:
    assert normal_code(text) == code


def test_firm_code_takes_names_and_keeps_unlisted_codes() -> None:
    assert [firm_code(text) for text in ("石家庄市", "320584", "朝阳区", "", None)] == [
        "130100",
        "320584",
        None,
        None,
        None,
    ]


def test_a_fictional_county_joins_the_table() -> None:
    table = national().extended(FICTIONAL)
    assert len(table) == len(national()) + 3
    assert resolve("云川县", None, table).code == "990132"
    assert resolve("我市", "990132", table).code == "990100"
    assert locate(["示例省"], "990132", None, table) is Placement.INSIDE
    assert locate(["元氏县"], "990132", None, table) is Placement.OUTSIDE
    assert locate(["全国"], "990132", None, table) is Placement.INSIDE
    assert locate(["云川县"], "990132") is Placement.PERSON
    assert national().get("990132") is None


@pytest.mark.parametrize(
    ("extra", "says"),
    [
        pytest.param(Region("130132", "重复县", Level.COUNTY, "130100"), "130132 重复", id="code twice"),
        pytest.param(Region("99013", "短县", Level.COUNTY, "130100"), "六位数字", id="five digits"),
        pytest.param(Region("990132", "孤县", Level.COUNTY, "990100"), "990100 不在表中", id="no parent"),
    ],
)
def test_a_bad_addition_is_refused(extra: Region, says: str) -> None:
    with pytest.raises(InputError) as caught:
        national().extended([extra])
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        pytest.param("代码,名称\n", "第 1 行", id="columns"),
        pytest.param("130132,元氏县,town,130100,元氏", "不认识的区划级别“town”", id="level"),
        pytest.param("13013,元氏县,county,130100,元氏", "第 2 行", id="code"),
        pytest.param("130132,元氏县,county", "第 2 行", id="cells"),
        pytest.param("130132,元氏县 ,county,130100,元氏", "空格", id="blank"),
        pytest.param("130000,河北省,province,,\n130000,河北省,province,,", "第 3 行", id="twice"),
    ],
)
def test_the_file_is_read_strictly(rows: str, says: str) -> None:
    text = rows if rows.startswith("代码") else ",".join(REGION_COLUMNS) + "\n" + rows
    with pytest.raises(InputError) as caught:
        read_regions(text, "r.csv")
    assert says in str(caught.value)
    assert "r.csv" in str(caught.value)


def test_a_zone_twice_is_refused() -> None:
    with pytest.raises(InputError, match="第 3 行"):
        read_zones("code,name,parent\n320576,甲,320500\n320576,乙,320500", "z.csv")


def test_loading_is_quick() -> None:
    started = time.process_time()
    Regions(list(national()))
    assert time.process_time() - started < 0.2
