"""`judge`, `register` and `match` from files alone: what they print, write and refuse."""

from __future__ import annotations

import csv
import json
import resource

import openpyxl
import pyarrow.parquet as pq
import pytest

from api.cli.main import run
from matching.register_file import read_register
from tests.api.cli.cli import ONE, TWO, command, firm, reading, write_json

ON = ["--on", "2026-05-10"]
LEAF_KEYS = {
    "id",
    "result",
    "need",
    "have",
    "distance",
    "distance_money",
    "margin",
    "unit",
    "cure",
    "cure_date",
    "waits_for",
    "quote",
    "sentence",
}


@pytest.fixture
def given(tmp_path):
    """A reading and a firm as files."""
    return [
        "--reading",
        str(write_json(tmp_path / "readings/r1.json", reading())),
        "--company",
        str(write_json(tmp_path / "c.json", firm())),
    ]


def test_json_is_as_agreed(given, capsys):
    assert run(["judge", *given, *ON, "--json"]) == 0

    printed = json.loads(capsys.readouterr().out)
    (item,) = printed["items"]
    assert (printed["company"], printed["on"]) == (ONE, "2026-05-10")
    assert set(item) == {"item", "class", "next_window", "leaves", "missing", "amount", "receipt"}
    assert all(set(leaf) == LEAF_KEYS for leaf in item["leaves"])
    assert (item["item"], item["class"]) == ("i1", "fails")
    assert [(leaf["id"], leaf["result"], leaf["distance"]) for leaf in item["leaves"]] == [
        ("c1", "false", "200000"),
        ("c2", "true", None),
    ]
    assert item["amount"] == {"low": "0", "high": "0"}


def test_for_people_each_criterion_has_its_lack(given, capsys):
    assert run(["judge", *given, *ON]) == 0

    printed = capsys.readouterr().out
    assert "i1 研发补助：不符合" in printed
    assert "差 20 万元" in printed
    assert "来源：审计报告" in printed


def test_missing_facts_are_asked_for(tmp_path, given, capsys):
    write_json(tmp_path / "c.json", firm(rd=None))

    assert run(["judge", *given, *ON]) == 0

    printed = capsys.readouterr().out
    assert "i1 研发补助：待补充信息" in printed
    assert "还缺：研发费用" in printed


def test_a_firm_that_fits_sees_the_sum(tmp_path, given, capsys):
    write_json(tmp_path / "c.json", firm(rd="1000000"))

    assert run(["judge", *given, *ON]) == 0

    printed = capsys.readouterr().out
    assert "i1 研发补助：符合" in printed
    assert "可得金额：10 万元\n" in printed


@pytest.mark.parametrize(
    ("company", "code", "expected"),
    [
        (firm(key="91130132000000115X"), 1, "第 18 位校验码"),
        (firm(founded="2020-02-30"), 1, "位置 founded：日期“2020-02-30”不存在"),
        (firm(rd="约八十万"), 0, "研发费用的值“约八十万”不是数，按未知处理"),
        (firm(more=1), 1, "不认识这一项"),
    ],
    ids=["code", "date", "text-for-number", "unknown-key"],
)
def test_bad_company_files(tmp_path, given, capsys, company, code, expected):
    write_json(tmp_path / "c.json", company)

    assert run(["judge", *given, *ON]) == code

    said = capsys.readouterr().err
    assert expected in said
    assert str(tmp_path / "c.json") in said


def test_an_unknown_item_names_those_there_are(given, capsys):
    assert run(["judge", *given, *ON, "--item", "i9"]) == 1

    assert "没有事项“i9”；应为i1" in capsys.readouterr().err


PLACE = {"id": "c1", "kind": "in", "feature": "region", "values": ["望雁区"], "period": "now"}


def test_more_divisions_make_a_place_known(tmp_path, capsys):
    text = "在望雁区注册。"
    leaf = {**PLACE, "quote": "在望雁区注册", "start": 0, "end": 6}
    item = reading()["items"][0] | {"require": "c1", "leaves": [leaf], "benefits": [], "end": len(text)}
    path = write_json(tmp_path / "r.json", reading(items=[item], text=text))
    company = write_json(tmp_path / "c.json", firm(region="990102"))
    extra = tmp_path / "regions.csv"
    extra.write_text(
        "code,name,level,parent\n990000,衡川省,province,\n990100,雁州市,prefecture,990000\n"
        "990102,望雁区,county,990100\n",
        encoding="utf-8",
    )
    asked = ["judge", "--reading", str(path), "--company", str(company), *ON, "--json"]

    results = []
    for regions in ([], ["--regions", str(extra)]):
        assert run([*asked, *regions]) == 0
        results.append(json.loads(capsys.readouterr().out)["items"][0]["leaves"][0]["result"])

    assert results == ["unknown", "true"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("99010,望雁区,county,", "“99010”不是行政区划代码"),
        ("990102,望雁区,town,", "不认识的区划级别“town”"),
        ("130132,元氏县,county,130100", "区划代码 130132 重复"),
        ("990102,望雁区,county,990100", "上级代码 990100 不在表中"),
    ],
)
def test_bad_divisions_are_faults_of_the_input(tmp_path, given, capsys, line, expected):
    extra = tmp_path / "regions.csv"
    extra.write_text(f"code,name,level,parent\n{line}\n", encoding="utf-8")

    assert run(["judge", *given, *ON, "--regions", str(extra)]) == 1

    assert expected in capsys.readouterr().err


@pytest.fixture
def register(tmp_path):
    """A register of two firms, made by the command."""
    lines = write_json(tmp_path / "firms.jsonl", firm(ONE), firm(TWO, rd="1200000"))
    assert run(["register", str(lines), "--out", str(tmp_path / "r.parquet")]) == 0
    return tmp_path / "r.parquet"


def match(tmp_path, register, out, *more):
    readings = str(tmp_path / "readings")
    return run(["match", "--readings", readings, "--register", str(register), *ON, "--out", str(out), *more])


def rows_of(path):
    match path.suffix:
        case ".csv":
            return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
        case ".xlsx":
            heads, *rows = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
            return [dict(zip(heads, row, strict=True)) for row in rows]
        case _:
            return pq.read_table(path).to_pylist()


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".parquet"])
def test_every_pair_is_written_in_each_form(tmp_path, given, register, capsys, ending):
    out = tmp_path / f"out{ending}"

    assert match(tmp_path, register, out) == 0

    found = {row["company"]: (row["class"], row["near"], row["amount_low"]) for row in rows_of(out)}
    assert {key: value[0] for key, value in found.items()} == {ONE: "fails", TWO: "fits"}
    assert found[ONE][1] == "c1"
    assert found[TWO][2] == "100000"
    printed = capsys.readouterr()
    assert "r1.i1" in printed.out
    assert "已写入 2 对" in printed.err


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--out", "x.txt"], "结果文件的类型不支持；应为.parquet、.csv、.xlsx"),
        (["--out", "/no/such/folder/x.csv"], "目录不存在；请先建立目录"),
    ],
)
def test_wrong_results_files(tmp_path, given, register, capsys, arguments, expected):
    readings = ["--readings", str(tmp_path / "readings"), "--register", str(register)]

    assert run(["match", *readings, *ON, *arguments]) in {1, 3}

    assert expected in capsys.readouterr().err


def test_match_wants_files_or_the_graph(tmp_path, capsys):
    assert run(["match", *ON, "--out", str(tmp_path / "x.csv")]) == 2
    assert run(["match", *ON, "--graph", "--readings", str(tmp_path)]) == 2
    assert run(["match", *ON, "--readings", str(tmp_path)]) == 2

    assert "给出 --readings 与 --register，或者只给 --graph" in capsys.readouterr().err


def test_a_broken_reading_stops_the_match_before_it_starts(tmp_path, given, register, capsys):
    (tmp_path / "readings/bad.json").write_text("{", encoding="utf-8")

    assert match(tmp_path, register, tmp_path / "out.csv") == 1

    assert "bad.json" in capsys.readouterr().err
    assert not (tmp_path / "out.csv").exists()


def test_two_readings_of_one_document_are_refused(tmp_path, given, register, capsys):
    write_json(tmp_path / "readings/r2.json", reading("r1"))

    assert match(tmp_path, register, tmp_path / "out.csv") == 1

    assert "文档编号“r1”重复" in capsys.readouterr().err


def test_a_finding_with_a_bare_item_is_refused_with_several_documents(tmp_path, given, capsys):
    write_json(tmp_path / "readings/r2.json", reading("r2"))
    finding = {"item": "i1", "leaf": "c1", "result": True, "by": "甲", "on": "2026-01-01", "why": "核过"}
    lines = write_json(tmp_path / "f.jsonl", firm(findings=[finding]))
    assert run(["register", str(lines), "--out", str(tmp_path / "r.parquet")]) == 0

    assert match(tmp_path, tmp_path / "r.parquet", tmp_path / "out.csv") == 1

    assert "i1" in capsys.readouterr().err
    assert not (tmp_path / "out.csv").exists()


def test_a_register_is_no_parquet(tmp_path, given, capsys):
    path = tmp_path / "r.parquet"
    path.write_text("no", encoding="utf-8")

    assert match(tmp_path, path, tmp_path / "out.csv") == 1

    assert "不是 Parquet 文件，或文件已损坏" in capsys.readouterr().err


def test_register_takes_tables_and_names_what_it_left_out(tmp_path, capsys):
    path = tmp_path / "名册.csv"
    path.write_text(f"企业名称,信用代码,2025年研发费用（万元）,幸福指数\n甲,{ONE},80,9\n", encoding="gb18030")

    assert run(["register", str(path), "--out", str(tmp_path / "r.parquet")]) == 0

    assert "不认识的列，未导入：幸福指数" in capsys.readouterr().err
    (company,) = read_register(tmp_path / "r.parquet")
    (fact,) = company.facts
    assert (company.name, fact.value, fact.source) == (
        "甲",
        800_000,
        "名册.csv 第 2 行“2025年研发费用（万元）”",
    )


def test_register_refuses_the_whole_for_one_fault(tmp_path, capsys):
    good = write_json(tmp_path / "good.jsonl", firm(ONE))
    again = write_json(tmp_path / "again.jsonl", firm(ONE), firm(TWO))
    out = tmp_path / "r.parquet"
    out.write_text("old", encoding="utf-8")

    assert run(["register", str(good), str(again), "--out", str(out)]) == 1

    assert f"“{ONE}”在 {good} 里已有" in capsys.readouterr().err
    assert out.read_text(encoding="utf-8") == "old"


@pytest.mark.slow
def test_no_room_for_the_result_leaves_the_old_file(tmp_path, given, register):
    out = tmp_path / "out.csv"
    out.write_text("old", encoding="utf-8")
    readings = ["--readings", tmp_path / "readings", "--register", register]

    done = command(
        "match",
        *readings,
        *ON,
        "--out",
        out,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)),
    )

    assert done.returncode == 3
    assert "超过了允许的文件大小" in done.stderr
    assert out.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_receipts_are_written_named_and_replayed(tmp_path, given, capsys):
    folder = tmp_path / "receipts"
    assert run(["judge", *given, *ON, "--receipts", str(folder), "--json"]) == 0
    seal = json.loads(capsys.readouterr().out)["items"][0]["receipt"]

    assert run(["replay", str(folder / "r1.i1.json")]) == 0
    assert seal in capsys.readouterr().out


def test_a_changed_receipt_is_named_and_the_others_are_still_checked(tmp_path, given, capsys):
    folder = tmp_path / "receipts"
    assert run(["judge", *given, *ON, "--receipts", str(folder)]) == 0
    sound, changed = folder / "r1.i1.json", folder / "changed.json"
    changed.write_text(sound.read_text("utf-8").replace('"fails"', '"fits"'), "utf-8")
    capsys.readouterr()

    assert run(["replay", str(changed), str(sound), str(tmp_path / "c.json")]) == 1

    printed = capsys.readouterr()
    assert f"{changed}：内容与 SHA-256 不符" in printed.err
    assert "不是判定凭据" in printed.err
    assert f"{sound}：重算相同" in printed.out
