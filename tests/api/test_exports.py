"""Files for spreadsheets: Chinese readable, codes whole, nothing in them runs."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from api.http.exports import Form, csv_bytes, file_response, form_of, xlsx_bytes

DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_csv_texts_that_would_run_are_made_plain(text):
    body = csv_bytes(["名称"], [[text]]).decode("utf-8-sig")
    ((_,), (cell,)) = csv.reader(io.StringIO(body, newline=""))
    assert cell == f"'{text}"


@pytest.mark.parametrize("text", [one for one in DANGEROUS if "\r" not in one])
def test_xlsx_texts_stay_texts(text):
    sheet = load_workbook(io.BytesIO(xlsx_bytes("表", ["名称"], [[text]]))).active
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].value == text


def test_negative_figures_stay_figures():
    body = csv_bytes(["差距", "日期", "无"], [[Decimal("-1.50"), date(2026, 5, 10), None]])
    assert body.decode("utf-8-sig") == "差距,日期,无\r\n-1.50,2026-05-10,\r\n"


def test_a_code_of_digits_keeps_them_all_in_xlsx():
    sheet = load_workbook(io.BytesIO(xlsx_bytes("表", ["代码"], [["911301234567890120"]]))).active
    assert sheet["A2"].value == "911301234567890120"


def test_an_empty_list_keeps_its_heading():
    assert csv_bytes(["甲", "乙"], []).decode("utf-8-sig") == "甲,乙\r\n"


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        (None, Form.JSON),
        ("*/*", Form.JSON),
        ("text/csv", Form.CSV),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Form.XLSX),
    ],
)
def test_the_form_asked_for(accept, form):
    assert form_of(accept) is form


def test_a_chinese_file_name_travels():
    response = file_response(Form.CSV, "贷款贴息 企业", ["甲"], [])
    assert "filename*=UTF-8''%E8%B4%B7%E6%AC%BE" in response.headers["content-disposition"]
