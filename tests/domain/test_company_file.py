"""Company files: JSON in, firm out, and back; what is refused and what is only unknown."""

import json
from datetime import date
from decimal import Decimal

import pytest

from domain.company import FactStatus
from domain.company_file import company_json, company_of, read_companies, read_company, type_faults
from domain.errors import InputError

FIRM = {
    "uscc": "91110000600037341L",
    "name": "示例公司",
    "facts": [
        {
            "feature": "revenue",
            "value": "123000000.00",
            "unit": "CNY",
            "period": "2025",
            "status": "known",
            "source": "年报",
            "observed": "2026-03-31",
        },
        {"feature": "legal_person", "value": "true", "period": "now"},
        {"feature": "ownership", "value": ["民营"], "period": "now"},
        {
            "feature": "employees",
            "value": None,
            "unit": "person",
            "period": "2025",
            "status": "asked_not_known",
        },
        {"feature": "rd_expense", "value": "900", "unit": "CNY", "period": "2023/2025", "phrase": "境内"},
    ],
    "titles": [{"title": "高新技术企业", "level": "国家级", "from": "2024-11-01", "to": "2027-10-31"}],
    "findings": [
        {
            "item": "d1.i1",
            "leaf": "c1",
            "result": True,
            "by": "李四",
            "on": "2026-01-01",
            "until": None,
            "why": "现场核查",
        }
    ],
    "region": "130132",
    "industry": "3499",
    "founded": "2003-06-01",
}


def test_firm_and_json_are_one():
    firm = company_of(FIRM)
    assert company_of(company_json(firm)) == firm
    assert firm.key == "91110000600037341L"
    assert firm.facts[0].value == Decimal("123000000")
    assert firm.facts[1].value is True
    assert firm.facts[2].value == ("民营",)
    assert firm.facts[3].status is FactStatus.ASKED_NOT_KNOWN
    assert firm.titles[0].end == date(2027, 10, 31)


def test_digits_of_a_rounded_figure_are_kept():
    fact = {"feature": "rd_intensity", "value": "0.0310", "unit": "1", "period": "2025"}
    assert company_json(company_of({**FIRM, "facts": [fact]}))["facts"][0]["value"] == "0.0310"


def test_numbers_of_the_file_stay_exact(tmp_path):
    path = tmp_path / "c.json"
    text = json.dumps({**FIRM, "facts": []}, ensure_ascii=False)
    fact = '{"feature": "rd_intensity", "value": 0.1, "unit": "1", "period": "2025"}'
    path.write_text(text.replace('"facts": []', f'"facts": [{fact}]'), encoding="utf-8")
    assert read_company(path).facts[0].value == Decimal("0.1")


def _fact(**over):
    fact = {"feature": "revenue", "value": "1", "unit": "CNY", "period": "2025", **over}
    return {**FIRM, "facts": [fact]}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param({**FIRM, "uscc": "91110000600037341M"}, "校验", id="bad check digit"),
        pytest.param({k: v for k, v in FIRM.items() if k != "uscc"}, "信用代码", id="no key"),
        pytest.param({k: v for k, v in FIRM.items() if k != "name"}, "缺少", id="no name"),
        pytest.param({**FIRM, "founded": "2003-06-31"}, "2003-06-31", id="no such day"),
        pytest.param({**FIRM, "colour": "red"}, "colour", id="unknown key"),
        pytest.param(_fact(feature="revenu"), "revenu", id="unknown feature"),
        pytest.param(_fact(period="去年"), "去年", id="no period"),
        pytest.param(_fact(status="maybe"), "取值", id="unknown status"),
        pytest.param(_fact(value={"a": 1}), "读不懂", id="an object for a value"),
        pytest.param(_fact(observed="31/3/2026"), "31/3/2026", id="observed no day"),
        pytest.param([], "对象", id="no object"),
        pytest.param(_fact(value=Decimal("1E999999999")), "读不懂", id="too long a number"),
        pytest.param({**FIRM, "uscc": 91110000600037341}, "位置 uscc：不是文字", id="a number for a code"),
        pytest.param({**FIRM, "founded": 2003}, "位置 founded：不是文字", id="a number for a day"),
        pytest.param(_fact(feature=["revenue"]), "facts.0.feature：不是文字", id="a list for a feature"),
        pytest.param(_fact(feature=None), "facts.0.feature：是空的", id="null for a feature"),
        pytest.param(_fact(period=2025), "facts.0.period：不是文字（2025）", id="a number for a period"),
        pytest.param(_fact(period=None), "facts.0.period：是空的", id="null for a period"),
    ],
)
def test_broken_files_are_refused(data, words):
    with pytest.raises(InputError) as caught:
        company_of(data)
    said = [str(fault) for fault in getattr(caught.value, "faults", [caught.value])]
    assert any(words in line for line in said), said


@pytest.mark.parametrize("value", ["一亿", "1亿", "12,000", "NaN", "1E999999999", True])
def test_a_wrong_type_is_kept_and_named(value):
    firm = company_of(_fact(value=value))
    (fault,) = type_faults(firm)
    assert "营业收入" in str(fault)
    assert fault.where.path == "facts.0.value"
    assert company_of(company_json(firm)) == firm


def test_null_is_no_fault():
    assert list(type_faults(company_of(_fact(value=None)))) == []


def _lines(tmp_path, *rows):
    path = tmp_path / "firms.jsonl"
    path.write_text("\n".join(r if isinstance(r, str) else json.dumps(r) for r in rows), encoding="utf-8")
    return path


def test_lines_are_firms(tmp_path):
    other = {**FIRM, "uscc": None, "case_id": "case-1"}
    assert [firm.key for firm in read_companies(_lines(tmp_path, FIRM, "", other))] == [
        "91110000600037341L",
        "case-1",
    ]


def test_every_bad_line_is_told_with_its_row(tmp_path):
    path = _lines(tmp_path, FIRM, "{", {**FIRM, "name": ""}, FIRM)
    with pytest.raises(InputError) as caught:
        read_companies(path)
    assert [fault.where.row for fault in caught.value.faults] == [2, 3, 4]
    assert "重复" in str(caught.value.faults[2])


def test_a_status_out_of_the_list_is_answered_with_the_list():
    firm = {**FIRM, "facts": [{"feature": "revenue", "value": "1", "period": "2025", "status": "maybe"}]}

    with pytest.raises(InputError, match=r"应为known、not_asked、asked_not_known、not_applicable$"):
        company_of(firm)
