"""`lint` from files alone."""

from __future__ import annotations

import json

import pytest

from api.cli.main import run
from api.cli.say import Say
from matching.lint import FaultKind
from tests.api.cli.cli import TEXT, reading, write_json


def drafted(tmp_path, op="ge", value="1", *, name="r1", kind="compare"):
    """A reading whose second criterion is another bound on the figure of the first (from 100 万元)."""
    data = reading(name)
    first, second = data["items"][0]["leaves"]
    bound = {"feature": "rd_expense", "unit": "CNY", "period": "fy1"} if kind == "compare" else {}
    second |= {"op": op, "value": value, "kind": kind, **bound}
    assert first["value"] == "1000000"
    return str(write_json(tmp_path / f"{name}.json", data))


def test_a_contradiction_is_shown_with_quote_and_place_and_fails(tmp_path, capsys):
    assert run(["lint", drafted(tmp_path, "lt", "500000")]) == 1

    said = capsys.readouterr()
    assert "不能同时满足" in said.out
    assert "“研发费用不低于100万元”" in said.out
    assert f"c2（第 {TEXT.index('成立满一年')} 字起）" in said.out
    assert "位置 c1、c2：事项“研发补助”：两条要求同一个数" in said.err


@pytest.mark.parametrize(
    ("op", "value", "kind", "expected"),
    [
        ("ge", "2000000", "compare", "never_decides"),
        ("ge", "1", "manual", "no_data"),
    ],
)
def test_other_faults_are_only_said(tmp_path, capsys, op, value, kind, expected):
    path = drafted(tmp_path, op, value, kind=kind)

    assert run(["lint", path, "--json"]) == 0
    (one,) = json.loads(capsys.readouterr().out)
    (item,) = one["items"]
    (fault,) = item["faults"]
    assert (one["doc"], item["item"], fault["kind"]) == ("r1", "r1.i1", expected)
    last = fault["leaves"][-1]
    assert last["id"] == "c2"
    assert TEXT[last["start"] : last["end"]] == last["quote"] == "成立满一年"

    assert run(["lint", path]) == 0
    assert Say("zh").word(f"draft_{expected}") in capsys.readouterr().out


def test_a_sound_draft_is_called_sound(tmp_path, capsys):
    path = write_json(tmp_path / "r.json", reading())

    assert run(["lint", str(path)]) == 0
    assert "1 个事项，没有查出起草的毛病" in capsys.readouterr().out
    assert run(["lint", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["items"] == [{"item": "r1.i1", "faults": []}]


def test_a_broken_file_does_not_hide_the_others(tmp_path, capsys):
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="utf-8")

    assert run(["lint", str(broken), drafted(tmp_path, "lt", "500000")]) == 1
    said = capsys.readouterr()
    assert "不能同时满足" in said.out
    assert "broken.json" in said.err
    assert "两条要求同一个数" in said.err


@pytest.mark.parametrize("kind", FaultKind)
def test_every_kind_of_fault_has_a_word(kind):
    assert Say("zh").word(f"draft_{kind}")
