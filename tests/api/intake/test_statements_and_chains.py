"""Facts in long form, titles, supply, chains and 链主 from tables and JSON Lines."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from api.intake.chains import read_chains, read_leaders, read_supply
from api.intake.statements import read_facts, read_titles, stated_firms
from domain.chain import Feed, Membership, Stage
from domain.company import FactStatus
from domain.errors import InputError

ONE, TWO = "91130132000000115D", "911301320000001238"


def table(tmp_path: Path, text: str, name: str = "t.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def faults(read, path) -> list[str]:
    with pytest.raises(InputError) as caught:
        read(path)
    return [str(one) for one in getattr(caught.value, "faults", [caught.value])]


FACT_HEADS = "信用代码,指标,值,单位,期间,状态,来源,查询日期,措辞\n"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("营业收入,3000,万元,2025,,审计报告,2026-03-31,", ("revenue", Decimal(30000000), "CNY", "2025")),
        ("revenue,1.2亿元,,2025年,,,,", ("revenue", Decimal("120000000.0"), "CNY", "2025")),
        ("研发费用,5,万元,2023-2025年,,,,", ("rd_expense", Decimal(50000), "CNY", "2023/2025")),
        ("研发投入强度,3.1,%,2025,,,,", ("rd_intensity", Decimal("0.031"), "1", "2025")),
        ("安全事故,否,,2025-12-31,,,,", ("safety_accident", False, None, "2025-12-31")),
        ("安全事故,是,,2024年5月6日,,,,", ("safety_accident", True, None, "2024-05-06")),
        ("上市或挂牌板块,新三板,,目前,,,,", ("listing", "新三板", None, "now")),
        ("评价得分,85,分,目前,,,,", ("total_score", Decimal(85), "point", "now")),
        ("称号或资质,否,,now,,,,", ("title", False, None, "now")),
        ("other,3,项,now,,,,主导产品市场占有率全省第一", ("other", Decimal(3), "count", "now")),
    ],
)
def test_a_row_states_a_fact(tmp_path, row, expected):
    (stated,) = read_facts(table(tmp_path, f"{FACT_HEADS}{ONE},{row}\n")).things

    fact = stated.said
    assert (fact.feature, fact.value, fact.unit, str(fact.period)) == expected
    assert stated.firm == ONE


def test_source_day_phrase_and_status_are_kept(tmp_path):
    rows = f"{ONE},营业收入,,,2025,不适用,税务局,2026-03-31,\n{TWO},营业收入,3,万元,2025,,,,应税收入\n"

    one, two = (stated.said for stated in read_facts(table(tmp_path, FACT_HEADS + rows)).things)

    assert (one.value, one.status) == (None, FactStatus.NOT_APPLICABLE)
    assert (one.source, one.observed) == ("税务局", date(2026, 3, 31))
    assert (two.source, two.phrase, two.status) == ("t.csv 第 3 行", "应税收入", FactStatus.KNOWN)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("营收怎样,3,万元,2025,,,,", "指标“营收怎样”不在词表中"),
        ("营业收入,3,,2025,,,,", "营业收入“3”没有单位"),
        ("营业收入,3,斤,2025,,,,", "不认识的单位“斤”"),
        ("营业收入,3,人,2025,,,,", "营业收入“3”的单位不对；应为元"),
        ("营业收入,,,2025,,,,", "没有值；请填上值，或在“状态”列写未询问"),
        ("营业收入,无,万元,2025,,,,", "没有值"),
        ("营业收入,3,万元,去年,,,,", "期间“去年”读不懂；应为年份（2025）"),
        ("营业收入,3,万元,2025,大概,,,", "状态“大概”读不懂"),
    ],
)
def test_faults_of_facts(tmp_path, row, expected):
    (fault,) = faults(read_facts, table(tmp_path, f"{FACT_HEADS}{ONE},{row}\n"))

    assert "第 2 行" in fault
    assert expected in fault


def test_statements_of_one_firm_come_together(tmp_path):
    rows = f"{ONE},营业收入,1,元,2025,,,,\n{TWO},营业收入,2,元,2025,,,,\n{ONE},营业收入,3,元,2024,,,,\n"

    firms = stated_firms(read_facts(table(tmp_path, FACT_HEADS + rows)).things, ())

    assert [(one.key, len(one.facts)) for one in firms] == [(ONE, 2), (TWO, 1)]


def test_facts_in_json_lines(tmp_path):
    row = {"uscc": ONE, "feature": "revenue", "value": "3000.50", "unit": "CNY", "period": "2025"}

    (stated,) = read_facts(table(tmp_path, json.dumps(row) + "\n", "t.jsonl")).things

    assert (stated.said.value, stated.said.unit) == (Decimal("3000.50"), "CNY")


def test_titles_with_their_time(tmp_path):
    heads = "企业名称,统一社会信用代码,称号,级别,认定日期,有效期至\n"
    text = f"{heads}甲,{ONE},高新技术企业,国家级,2024.11.01,20271031\n"

    (stated,) = read_titles(table(tmp_path, text)).things

    held = stated.said
    assert (held.title, held.level, held.start, held.end) == (
        "高新技术企业",
        "国家级",
        date(2024, 11, 1),
        date(2027, 10, 31),
    )
    assert held.source == "t.csv 第 2 行"


def test_a_title_that_ends_before_it_starts_is_a_fault(tmp_path):
    text = f"信用代码,称号,认定日期,有效期至\n{ONE},高新技术企业,2024-11-01,2023-11-01\n"

    assert "到期日在起始日之前" in faults(read_titles, table(tmp_path, text))[0]


SUPPLY = "供货企业信用代码,采购企业信用代码,产品,金额（万元）,年份,来源,可信度\n"


def test_supply_links(tmp_path):
    links = read_supply(
        table(tmp_path, f"{SUPPLY}{ONE},{TWO},变速箱,12.5,2025,调查表,披露\n{TWO},{ONE},油封,—,2025,,\n")
    ).things

    assert [(one.supplier, one.amount, one.year, one.source) for one in links] == [
        (ONE, Decimal("125000.0"), 2025, "调查表"),
        (TWO, None, 2025, "t.csv 第 3 行"),
    ]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (f"{ONE},{ONE},油封,1,2025,,", "供货方与采购方是同一家企业"),
        (f"{ONE},{TWO},,1,2025,,", "“产品”是空的"),
        (f"{ONE},{TWO},油封,-3,2025,,", "金额小于 0"),
        (f"{ONE},{TWO},油封,3美元,2025,,", "不是人民币"),
        (f"{ONE},{TWO},油封,3,25年,,", "不是年份"),
        (f"{ONE},91130132000000115X,油封,3,2025,,", "第 18 位校验码"),
    ],
)
def test_faults_of_supply(tmp_path, row, expected):
    assert expected in faults(read_supply, table(tmp_path, f"{SUPPLY}{row}\n"))[0]


def test_amount_without_unit_asks_for_it(tmp_path):
    text = f"供货方,采购方,产品,金额,年份\n{ONE},{TWO},油封,3,2025\n"

    assert "没有单位；应为元、万元或亿元" in faults(read_supply, table(tmp_path, text))[0]


SEGMENTS = (
    "产业链编号,产业链,环节编号,环节,上中下游,关键环节,薄弱环节,行业代码\n"
    "nj,农机,cast,铸造件,上游,是,,\n"
    "nj,农机,mach,整机,下游,,否,\n"
)
FEEDS = "供应环节,使用环节,投入系数\ncast,mach,0.42\n"
MEMBERS = f"信用代码,环节编号,收入占比\n{ONE},cast,35%\n{TWO},mach,\n"


def test_a_chain_from_three_tables_in_any_order(tmp_path):
    paths = [
        table(tmp_path, MEMBERS, "members.csv"),
        table(tmp_path, FEEDS, "feeds.csv"),
        table(tmp_path, SEGMENTS, "segments.csv"),
    ]

    found = read_chains(paths)

    (chain,) = found.chains
    assert (chain.chain_id, chain.name) == ("nj", "农机")
    assert [(one.name, one.stage, one.key_link, one.weak_point) for one in chain.segments] == [
        ("铸造件", Stage.UPSTREAM, True, None),
        ("整机", Stage.DOWNSTREAM, None, False),
    ]
    assert chain.feeds == (Feed("cast", "mach", "feeds.csv 第 2 行", Decimal("0.42")),)
    assert found.members.things == (
        Membership(ONE, "cast", "members.csv 第 2 行", Decimal("0.35")),
        Membership(TWO, "mach", "members.csv 第 3 行", None),
    )


def test_members_alone_leave_the_chains_to_the_graph(tmp_path):
    found = read_chains([table(tmp_path, MEMBERS)])

    assert found.chains == ()
    assert len(found.members.things) == 2


def test_feeds_alone_are_a_fault(tmp_path):
    assert "没有环节表" in faults(lambda path: read_chains([path]), table(tmp_path, FEEDS))[0]


def test_unknown_segment_is_a_fault(tmp_path):
    paths = [
        table(tmp_path, SEGMENTS, "s.csv"),
        table(tmp_path, MEMBERS.replace("cast", "nowhere"), "m.csv"),
    ]

    (fault,) = faults(read_chains, paths)

    assert "m.csv，第 2 行，“环节编号”列：环节“nowhere”不在环节表中" in fault


def test_leaders_need_who_designated_them(tmp_path):
    heads = "信用代码,产业链编号,认定单位,级别,起始日期\n"

    (leader,) = read_leaders(table(tmp_path, f"{heads}{ONE},nj,石家庄市工信局,市级,2025-03-01\n")).things
    assert (leader.designated_by, leader.start) == ("石家庄市工信局", date(2025, 3, 1))
    assert "“认定单位”是空的" in faults(read_leaders, table(tmp_path, f"{heads}{ONE},nj,,市级,\n"))[0]
