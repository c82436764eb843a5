"""`gap`, `what-if` and `best-set` from files alone."""

from __future__ import annotations

import json

import pytest

from api.cli.main import run
from tests.api.cli.cli import ONE, firm, reading, span, write_json

ON = ["--on", "2026-05-10"]


@pytest.fixture
def given(tmp_path):
    """A reading and a firm as files; the firm lacks 20 万元."""
    return [
        "--reading",
        str(write_json(tmp_path / "readings/r1.json", reading())),
        "--company",
        str(write_json(tmp_path / "c.json", firm())),
        *ON,
    ]


@pytest.fixture
def facts(tmp_path):
    """Enough spent on research."""
    spent = {"feature": "rd_expense", "value": "2000000", "unit": "CNY", "period": "2025"}
    return ["--facts", str(write_json(tmp_path / "f.json", {"facts": [spent]}))]


def printed(capsys):
    """The JSON that was printed."""
    return json.loads(capsys.readouterr().out)


def test_the_gap_as_json(given, capsys):
    assert run(["gap", *given, "--json"]) == 0

    found = printed(capsys)
    (item,) = found["items"]
    (way,) = item["ways"]
    (change,) = way["changes"]
    assert (found["company"], item["item"], item["class"]) == (ONE, "r1.i1", "fails")
    assert (change["id"], change["distance"], change["cure"], change["to"]) == ("c1", "200000", "money", True)
    assert change["quote"] == "研发费用不低于100万元"
    assert (way["class"], way["amount"]) == ("fits", {"low": "100000", "high": "100000"})


def test_the_gap_for_people(given, capsys):
    assert run(["gap", *given]) == 0

    said = capsys.readouterr().out
    assert "r1.i1 研发补助：不符合" in said
    assert "差 20 万" in said
    assert "10 万元" in said


def test_what_must_be_told_first_is_named(tmp_path, given, capsys):
    write_json(tmp_path / "c.json", firm(rd=None))

    assert run(["gap", *given]) == 0

    said = capsys.readouterr().out
    assert "待补充信息" in said
    assert "还要先告知或核定：研发费用" in said


def test_a_folder_of_readings_and_one_item_by_either_name(tmp_path, given, capsys):
    write_json(tmp_path / "readings/r2.json", reading("r2"))
    folder = ["--reading", str(tmp_path / "readings"), *given[2:]]

    for name, expected in ((None, ["r1.i1", "r2.i1"]), ("i1", ["r1.i1", "r2.i1"]), ("r2.i1", ["r2.i1"])):
        assert run(["gap", *folder, "--json", *(["--item", name] if name else [])]) == 0
        assert [one["item"] for one in printed(capsys)["items"]] == expected
    assert run(["gap", *folder, "--item", "i9"]) == 1
    assert "没有事项“i9”；应为r1.i1、r2.i1" in capsys.readouterr().err


def test_what_if_as_json(given, facts, capsys):
    assert run(["what-if", *given, *facts, "--json"]) == 0

    found = printed(capsys)
    assert (found["gained"], found["lost"], found["newly_near"]) == (["r1.i1"], [], [])
    assert found["moved"][0]["before"] == "fails"
    assert found["levers_by_items"][0]["opens"] == ["r1.i1"]
    assert found["levers_by_money"][0]["amount"] == {"low": "100000", "high": "100000"}


def test_what_if_for_people(given, facts, capsys):
    assert run(["what-if", *given, *facts]) == 0

    said = capsys.readouterr().out
    assert "多符合" in said
    assert "打开的事项最多" in said


def test_overrides_that_say_who_the_firm_is_are_refused(tmp_path, given, capsys):
    path = write_json(tmp_path / "f.json", {"name": "别家"})

    assert run(["what-if", *given, "--facts", str(path)]) == 1
    assert "换上的事实里只写要换的内容" in capsys.readouterr().err


def test_the_best_set_writes_its_sum_out(tmp_path, given, capsys):
    write_json(tmp_path / "c.json", firm(rd="2000000"))
    data = reading()
    more = [{**data["items"][0], "id": f"i{at}", "leaves": [], "name": f"奖励{at}"} for at in (2, 3)]
    more[0]["benefits"] = [{"form": "award", "amount": "300000", **span("给予10万元补助")}]
    stacked = {"quote": "就高不重复", "start": 0, "end": 5}
    data["items"][0]["stacking"] = more[0]["stacking"] = stacked
    data["items"] += more
    data.pop("text", None)
    write_json(tmp_path / "readings/r1.json", data)

    assert run(["best-set", *given, "--json"]) == 0

    found = printed(capsys)
    assert found["total"] == {"low": "400000", "high": "400000"}
    assert found["sure"] == ["r1.i2", "r1.i3"]
    first, second = found["sum"].split("\n")
    assert first == "一定可得：奖励2 30 万元 + 奖励3 10 万元 = 40 万元"
    assert second == "只取其一：r1.i1、r1.i2（“就高不重复”）"
    assert run(["best-set", *given]) == 0
    assert first in capsys.readouterr().out


@pytest.mark.parametrize(
    ("rules", "total", "last"),
    [
        ({}, "200000", "一定可得：研发补助 10 万元 + 奖励 10 万元 = 20 万元"),
        (
            {"groups": [{"items": ["r1.i1", "r1.i2"], "quote": "只报一个"}]},
            "100000",
            "只取其一：r1.i1、r1.i2（“只报一个”）",
        ),
        (
            {"caps": [{"items": ["r1.i1", "r1.i2"], "most": "150000"}]},
            "150000",
            "合计不超过 15 万元：r1.i1、r1.i2",
        ),
    ],
    ids=["none", "group", "cap"],
)
def test_the_best_set_under_rules_of_a_file(tmp_path, given, capsys, rules, total, last):
    write_json(tmp_path / "c.json", firm(rd="2000000"))
    data = reading()
    data["items"].append({**data["items"][0], "id": "i2", "leaves": [], "name": "奖励"})
    write_json(tmp_path / "readings/r1.json", data)
    path = write_json(tmp_path / "rules.json", rules)

    assert run(["best-set", *given, "--rules", str(path), "--json"]) == 0
    found = printed(capsys)
    assert found["total"] == {"low": total, "high": total}
    assert found["sum"].split("\n")[-1] == last


def test_rules_about_items_that_are_not_asked_are_refused(tmp_path, given, capsys):
    path = write_json(tmp_path / "rules.json", {"caps": [{"items": ["r9.i1"], "most": "1"}]})

    assert run(["best-set", *given, "--rules", str(path)]) == 1
    assert f"文件 {path}，位置 caps.0.items：没有事项“r9.i1”；应为r1.i1" in capsys.readouterr().err


def test_the_best_set_is_a_range_where_a_fact_lacks(tmp_path, given, capsys):
    write_json(tmp_path / "c.json", firm(rd=None))

    assert run(["best-set", *given]) == 0

    said = capsys.readouterr().out
    assert "一定可得：0 元" in said
    assert "最多可得：研发补助 10 万元 = 10 万元" in said


def test_an_item_that_nobody_can_meet_is_said(tmp_path, given, capsys):
    data = reading()
    data["items"][0]["require"] = "at_least(3, c1, c2)"
    write_json(tmp_path / "readings/r1.json", data)

    assert run(["gap", *given]) == 0
    assert "怎样改变都不能符合" in capsys.readouterr().out


def test_what_cannot_be_cured_is_said(tmp_path, given, capsys):
    data = reading()
    data["items"][0]["leaves"][0]["op"] = "lt"
    data["items"][0]["leaves"][0]["value"] = "1"
    write_json(tmp_path / "readings/r1.json", data)

    assert run(["gap", *given]) == 0
    assert "有补不了的条件挡着" in capsys.readouterr().out
