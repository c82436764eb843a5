"""A table of firms: headings as people write them, values with units, all faults together."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from api.intake.companies import read_company_table
from domain.errors import InputError
from domain.region import national

ONE, TWO, THREE = "91130132000000115D", "911301320000001238", "91130132MA0EXAMP19"


def read(path: Path):
    return read_company_table(path, national())


def table(tmp_path: Path, text: str, coding: str = "utf-8") -> Path:
    path = tmp_path / "名册.csv"
    path.write_bytes(text.encode(coding))
    return path


def faults(path: Path) -> list[str]:
    with pytest.raises(InputError) as caught:
        read(path)
    return [str(one).replace(str(path), "F") for one in getattr(caught.value, "faults", [caught.value])]


def facts(firm) -> dict[tuple[str, str], object]:
    return {(one.feature, str(one.period)): (one.value, one.unit) for one in firm.facts}


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_coding_gives_the_same_firm(tmp_path, coding):
    text = f"企业名称,统一社会信用代码,成立日期\n元氏县甲公司,{ONE},2010/7/19\n"

    taken = read(table(tmp_path, text, coding))

    assert [(one.name, one.uscc, one.founded) for one in taken.things] == [
        ("元氏县甲公司", ONE, date(2010, 7, 19))
    ]
    assert taken.rows == 1


@pytest.mark.parametrize(
    ("heading", "cell", "expected"),
    [
        ("2025年营业收入（万元）", "1,234.5", ("revenue", "2025", Decimal("12345000.0"), "CNY")),
        ("营业收入(万元)2025年", "1234.5", ("revenue", "2025", Decimal("12345000.0"), "CNY")),
        ("2025年度 营业收入_亿元", "1.2", ("revenue", "2025", Decimal("120000000.0"), "CNY")),
        ("2024年营业收入", "5000万元", ("revenue", "2024", Decimal(50000000), "CNY")),
        ("2025年研发费用占营业收入比重（%）", "3.1", ("rd_intensity", "2025", Decimal("0.031"), "1")),
        ("2025年资产负债率", "45%", ("debt_ratio", "2025", Decimal("0.45"), "1")),
        ("注册资本", "37384.5506万人民币", ("registered_capital", "now", Decimal("373845506"), "CNY")),
        ("注册资本", "100万美元", ("registered_capital", "now", Decimal(1000000), "USD")),
        ("注册资本(万元)", "3亿元", ("registered_capital", "now", Decimal(300000000), "CNY")),
        ("2025年末从业人员（人）", "120", ("employees", "2025", Decimal(120), "person")),
        ("Ⅰ类知识产权", "2件", ("class1_ip", "now", Decimal(2), "count")),
        ("是否规上", "是", ("above_scale", "now", True, None)),
        ("企业规模", "小型", ("size_class", "now", "小型", None)),
        ("2025年利润总额（万元）", "-12.5", ("profit", "2025", Decimal("-125000"), "CNY")),
        ("2025年revenue", "12元", ("revenue", "2025", Decimal(12), "CNY")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_heading_and_cell_state_a_fact(tmp_path, heading, cell, expected):
    path = table(tmp_path, f'企业名称,信用代码,"{heading}"\n甲,{ONE},"{cell}"\n')

    (firm,) = read(path).things
    (fact,) = firm.facts

    assert (fact.feature, str(fact.period), fact.value, fact.unit) == expected
    assert fact.source == f"名册.csv 第 2 行“{heading}”"


def test_unit_line_above_the_table_counts_for_money_only(tmp_path):
    path = table(
        tmp_path, f"企业名册,,,\n单位：万元,,,\n企业名称,信用代码,2025年营业收入,从业人员\n甲,{ONE},3,7\n"
    )

    (firm,) = read(path).things

    assert facts(firm) == {
        ("revenue", "2025"): (Decimal(30000), "CNY"),
        ("employees", "now"): (Decimal(7), "person"),
    }


@pytest.mark.parametrize("marker", ["", "-", "—", "无", "未公示", "企业选择不公示", " / "])
def test_empty_markers_are_unknown_and_never_zero(tmp_path, marker):
    path = table(tmp_path, f"企业名称,信用代码,参保人数,2025年营业收入(万元)\n甲,{ONE},{marker},{marker}\n")

    (firm,) = read(path).things

    assert firm.facts == ()


def test_zero_is_a_known_zero(tmp_path):
    path = table(tmp_path, f"企业名称,信用代码,参保人数\n甲,{ONE},0\n")

    assert facts(read(path).things[0]) == {("insured_staff", "now"): (Decimal(0), "person")}


@pytest.mark.parametrize(
    ("heading", "cell", "expected"),
    [
        ("信用代码", "9.14403E+17", "“9.14403E+17”是 Excel 的科学计数法"),
        ("信用代码", "91130132000000115X", "第 18 位校验码"),
        ("2025年营业收入", "3000", "营业收入“3000”没有单位；应为元、万元或亿元；请在表头写明"),
        ("营业收入（万元）", "3000", "营业收入没有写年份；请在表头写明，如“2025年营业收入（万元）”"),
        ("2025年资产负债率", "0.45", "资产负债率“0.45”没有单位；应为%"),
        ("2025年营业收入（万元）", "约三千", "营业收入“约三千”不是数"),
        ("从业人员", "12万元", "职工总数“12万元”的单位不对；应为人"),
        ("成立日期", "2010年13月1日", "日期“2010年13月1日”不存在或格式不对；应为到日的日期"),
        ("成立日期", "2010-07", "日期“2010-07”不存在"),
        ("所属区县", "无名县", "地区“无名县”不在行政区划表中，或不止一处"),
        ("所属区县", "朝阳区", "地区“朝阳区”不在行政区划表中，或不止一处"),
        ("所属行业", "高端装备", "行业“高端装备”不是国民经济行业分类中的代码或名称"),
        ("是否规上", "可能", "“可能”看不出是或否"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_fault_names_file_row_and_column(tmp_path, heading, cell, expected):
    code = "" if heading == "信用代码" else f",{ONE}"
    head = "" if heading == "信用代码" else ",信用代码"
    path = table(tmp_path, f"企业名称{head},{heading}\n甲{code},{cell}\n")

    (fault,) = faults(path)

    assert fault.startswith(f"文件 F，第 2 行，“{heading}”列：")
    assert expected in fault


def test_all_faults_come_together_and_nothing_is_taken(tmp_path):
    path = table(
        tmp_path,
        f"企业名称,信用代码,成立日期,2025年营业收入\n甲,{ONE},昨天,3\n,{TWO},2020-01-01,3万元\n丙,{ONE},2020-01-01,\n",
    )

    found = faults(path)

    assert [one.split("：")[0] for one in found] == [
        "文件 F，第 2 行，“2025年营业收入”列",
        "文件 F，第 2 行，“成立日期”列",
        "文件 F，第 3 行，“企业名称”列",
        "文件 F，第 4 行",
    ]
    assert "重复" in found[-1]


def test_rows_of_several_years_are_one_firm(tmp_path):
    path = table(
        tmp_path,
        f"企业名称,信用代码,年份,营业收入（万元）\n甲,{ONE},2024,1\n甲,{ONE},2025年,2\n乙,{TWO},2025,3\n",
    )

    taken = read(path)

    assert [len(one.facts) for one in taken.things] == [2, 1]
    assert facts(taken.things[0]) == {
        ("revenue", "2024"): (Decimal(10000), "CNY"),
        ("revenue", "2025"): (Decimal(20000), "CNY"),
    }


def test_year_rows_must_agree_on_the_rest(tmp_path):
    path = table(
        tmp_path,
        f"企业名称,信用代码,年份,成立日期\n甲,{ONE},2024,2020-01-01\n乙,{ONE},2025,2020-01-02\n丙,{ONE},2025,\n",
    )

    found = faults(path)

    assert len(found) == 3
    assert "与前面同一企业的行不一致：乙、甲" in found[0]


def test_places_titles_industry_and_stated_source(tmp_path):
    path = table(
        tmp_path,
        "企业名称,信用代码,所属省份,所属城市,所属区县,国标行业门类,国标行业大类,荣誉资质,来源,查询日期,注册资本\n"
        f"甲,{ONE},河北省,石家庄市,元氏县,制造业,通用设备制造业,高新技术企业；专精特新中小企业,市监局,2026-03-31,1万元\n",
    )

    (firm,) = read(path).things

    assert (firm.region, firm.industry) == ("130132", "34")
    assert [one.title for one in firm.titles] == ["高新技术企业", "专精特新中小企业"]
    assert {(one.source, one.observed) for one in firm.facts} == {("市监局", date(2026, 3, 31))}


def test_columns_left_out_are_named(tmp_path):
    path = table(
        tmp_path,
        f"序号,企业名称,信用代码,法定代表人,幸福指数,专利数,人员规模\n1,甲,{ONE},张三,9,3,小于50人\n",
    )

    notes = " ".join(read(path).notes)

    assert "不认识的列，未导入：幸福指数" in notes
    assert "与判定无关的列，未导入：序号、法定代表人" in notes
    assert "“专利数”列未导入：申请、授权、有效是三个数" in notes
    assert "“人员规模”列未导入：是区间" in notes


def test_foot_notes_and_totals_are_named_and_left_out(tmp_path):
    path = table(tmp_path, f"企业名称,信用代码,参保人数\n甲,{ONE},3\n合计,,3\n注：截至年底,,\n")

    taken = read(path)

    assert len(taken.things) == 1
    assert [note.split("：")[0].split("，")[1] for note in taken.notes] == ["第 3 行", "第 4 行"]


def test_unknown_table_says_what_is_expected(tmp_path):
    (fault,) = faults(table(tmp_path, "a,b\n1,2\n"))

    assert "找不到表头；应为一行列名，至少有：企业名称、统一社会信用代码" in fault


def test_missing_key_column_is_named(tmp_path):
    (fault,) = faults(table(tmp_path, "企业名称,成立日期\n甲,2020-01-01\n"))

    assert "企业表缺少这些列：统一社会信用代码" in fault


def test_same_meaning_twice_is_a_fault(tmp_path):
    (fault,) = faults(table(tmp_path, f"企业名称,单位名称,信用代码\n甲,乙,{ONE}\n"))

    assert "这些列意思相同：企业名称、单位名称；请只留一列" in fault


def test_broken_quotes_name_the_row(tmp_path):
    (fault,) = faults(table(tmp_path, f'企业名称,信用代码\n"甲,{ONE}\n乙,{TWO}\n'))

    assert "CSV 的引号或分隔不对" in fault
    assert "第 2 行" in fault


def workbook(tmp_path: Path, rows, title: str = "名册") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    path = tmp_path / "名册.xlsx"
    book.save(path)
    return path


def test_spreadsheet_types_are_understood(tmp_path):
    heads = ["企业名称", "信用代码", "成立日期", "2025年营业收入（万元）", "2025年资产负债率（%）"]
    path = workbook(
        tmp_path,
        [["企业名册"], heads, ["甲", ONE, datetime(2010, 7, 19), 1234.56, 45], ["乙", TWO, 40378, 0.1, 3]],
    )

    one, two = read(path).things

    assert (one.founded, two.founded) == (date(2010, 7, 19), date(2010, 7, 19))
    assert facts(one) == {
        ("revenue", "2025"): (Decimal("12345600"), "CNY"),
        ("debt_ratio", "2025"): (Decimal("0.45"), "1"),
    }
    assert facts(two)["revenue", "2025"] == (Decimal(1000), "CNY")


def test_percent_format_of_a_cell_goes_before_the_heading(tmp_path):
    path = workbook(tmp_path, [["企业名称", "信用代码", "2025年资产负债率（%）"], ["甲", ONE, 0.455]])
    book = openpyxl.load_workbook(path)
    book.active["C2"].number_format = "0.0%"
    book.save(path)

    assert facts(read(path).things[0]) == {("debt_ratio", "2025"): (Decimal("0.455"), "1")}


def test_code_that_became_a_number_is_a_fault_with_its_row(tmp_path):
    path = workbook(tmp_path, [["企业名称", "信用代码"], ["甲", 914403001921904009]])

    (fault,) = faults(path)

    assert "第 2 行，“信用代码”列" in fault
    assert "科学计数法" in fault


def test_formula_errors_are_faults(tmp_path):
    path = workbook(tmp_path, [["企业名称", "信用代码", "参保人数"], ["甲", ONE, "#REF!"]])

    (fault,) = faults(path)

    assert "第 2 行，“C”列：单元格是公式错误 #REF!" in fault


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.xlsx", b"not a zip", "不是完好的 .xlsx 文件"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0rest", "旧版或加了密码的 Excel 文件"),
        ("a.xls", b"\xd0\xcf\x11\xe0rest", "另存为 .xlsx"),
        ("a.csv", b"a\0b", "这不是文本文件"),
        ("a.csv", b"", "文件里没有数据"),
        ("a.csv", b"\xff\xff\xff", "文字编码认不出"),
        ("a.doc", b"x", "应为.csv、.xlsx、.jsonl"),
        ("a.jsonl", b"{", "不是正确的 JSON"),
    ],
)
def test_unreadable_files_say_what_to_do(tmp_path, name, content, expected):
    path = tmp_path / name
    path.write_bytes(content)

    assert expected in faults(path)[0]


def test_json_lines_are_company_files(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"uscc": "{ONE}", "name": "甲", "facts": []}}\n\n', encoding="utf-8")

    assert [one.name for one in read(path).things] == ["甲"]
