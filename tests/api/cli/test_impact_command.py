"""`impact` from files alone."""

from __future__ import annotations

import json

import pytest

from api.cli.main import run
from tests.api.cli.cli import ONE, TWO, firm, reading, write_json

UNKNOWN = "case-3"


@pytest.fixture
def given(tmp_path):
    """A reading and three firms: 80 万元, 200 万元, and nothing known of the third."""
    unsaid = {"case_id": UNKNOWN, "name": "未报企业", "founded": "2020-01-01", "facts": []}
    lines = write_json(tmp_path / "c.jsonl", firm(), firm(TWO, rd="2000000"), unsaid)
    register = tmp_path / "r.parquet"
    assert run(["register", str(lines), "--out", str(register)]) == 0
    path = write_json(tmp_path / "readings/r1.json", reading())
    return ["--reading", str(path), "--register", str(register), "--on", "2026-05-10"]


def printed(capsys):
    """The JSON that was printed."""
    return json.loads(capsys.readouterr().out)


def test_each_criterion_over_the_register(given, capsys):
    assert run(["impact", *given, "--item", "i1", "--json"]) == 0

    found = printed(capsys)
    first, second = found["criteria"]
    assert (found["item"], found["on"], found["firms"], found["trials"]) == ("r1.i1", "2026-05-10", 3, None)
    assert first["results"] == {"true": 1, "false": 1, "unknown": 1, "not_applicable": 0}
    assert (first["id"], first["quote"], first["alone"]) == ("c1", "研发费用不低于100万元", [ONE])
    assert second["results"]["true"] == 3


def test_other_thresholds_beside_the_one_as_written(given, capsys):
    more = ["--item", "r1.i1", "--leaf", "c1", "--values", "500000,3000000", "--json"]
    assert run(["impact", *given, *more]) == 0

    tried = printed(capsys)["trials"]
    written, low, high = tried["thresholds"]
    assert (tried["leaf"], tried["unit"]) == ("c1", "CNY")
    assert (written["value"], written["as_written"], written["opened"]) == ("1000000", True, [])
    assert (low["value"], low["as_written"], low["opened"], low["shut"]) == ("500000", False, [ONE], [])
    assert (low["counts"]["fits"], low["counts"]["fails"], low["counts"]["unknown"]) == (2, 0, 1)
    assert (high["opened"], high["shut"]) == ([], [TWO])


def test_the_tables_for_people(given, capsys):
    capsys.readouterr()
    assert run(["impact", *given, "--item", "i1", "--leaf", "c1", "--values", "500000"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert "r1.i1 研发补助：每条条件在 3 家企业里，申请日期 2026-05-10" in lines[0]
    rows = [line.split() for line in lines]
    assert next(row for row in rows if row[:1] == ["c1"])[-5:] == ["1", "1", "1", "0", "1"]
    assert ["100", "万元（原文）", "1", "0", "0", "1", "1", "0", "0", "0"] in rows
    assert ["50", "万元", "2", "0", "0", "1", "0", "0", "1", "0"] in rows


def test_bars_are_told_from_requirements(tmp_path, given, capsys):
    data = reading()
    data["items"][0] |= {"require": "c1", "exclude": "not(c2)"}
    write_json(tmp_path / "readings/r1.json", data)

    assert run(["impact", *given, "--item", "i1"]) == 0
    assert "c2 是限制，“符合”指触及" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("more", "code", "said"),
    [
        (["--item", "i1", "--leaf", "c1"], 2, "--leaf 与 --values 要一起给"),
        (["--item", "i1", "--leaf", "c1", "--values", "1,x"], 2, "“x”不是数"),
        (["--item", "i1", "--leaf", "c9", "--values", "1"], 1, "条件“c9”不存在，或没有可以改的数值"),
        (["--item", "i9"], 1, "没有事项“i9”；应为r1.i1"),
    ],
    ids=["half", "number", "criterion", "item"],
)
def test_wrong_use_and_wrong_names(given, capsys, more, code, said):
    assert run(["impact", *given, *more]) == code
    assert said in capsys.readouterr().err


def test_an_item_id_of_two_documents_is_asked_back(tmp_path, given, capsys):
    write_json(tmp_path / "readings/r2.json", reading("r2"))
    folder = ["--readings", str(tmp_path / "readings"), *given[2:]]

    assert run(["impact", *folder, "--item", "i1"]) == 1
    assert "不止一个事项叫“i1”；应为r1.i1、r2.i1 中的一个" in capsys.readouterr().err
    capsys.readouterr()
    assert run(["impact", *folder, "--item", "r2.i1", "--json"]) == 0
    assert printed(capsys)["item"] == "r2.i1"
