"""`amend`: two versions from files, in tables or JSON."""

from __future__ import annotations

import json

import pytest

from api.cli.main import run
from domain.reading_json import reading_json
from tests.api.cli.cli import TEXT, write_json
from tests.nlp.amendment.versions import TEXTS, new_version, old_version


@pytest.fixture
def both(tmp_path):
    """Both readings as files."""
    old = write_json(tmp_path / "old.json", reading_json(old_version()))
    new = write_json(tmp_path / "new.json", reading_json(new_version()))
    return [str(old), str(new)]


def test_tables_say_what_became_of_everything(both, capsys):
    assert run(["amend", *both]) == 0

    printed = capsys.readouterr().out
    assert "条件：保留 8，修改 1，新增 2，删去 2" in printed
    assert "数值：300万元 → 500万元" in printed
    assert "条号变动：第三条 → 第四条、第四条 → 第五条" in printed
    assert "李某 2026-05-10 签认：仍有效" in printed
    assert "李某 2026-05-10 签认：失效" in printed
    assert "事项已删去" in printed
    assert "“财务管理制度健全”" in printed


def test_json_is_one_object(both, capsys):
    assert run(["amend", *both, "--json"]) == 0

    printed = json.loads(capsys.readouterr().out)
    assert (printed["old"], printed["new"]) == ("jg-2025", "jg-2026")
    assert printed["counts"]["items"] == {"kept": 1, "changed": 1, "new": 1, "gone": 1}


def test_documents_are_read_first(capsys):
    paths = [str(TEXTS / "2025.txt"), str(TEXTS / "2026.txt")]
    assert run(["amend", *paths, "--json"]) == 0

    printed = json.loads(capsys.readouterr().out)
    changed = [one for one in printed["criteria"] if one["fate"] == "changed"]
    assert ["300万元", "500万元"] in [[d["old"], d["new"]] for one in changed for d in one["differences"]]
    assert printed["counts"]["criteria"]["kept"] >= 5


def test_a_version_that_cannot_be_read_is_named(both, tmp_path, capsys):
    (tmp_path / "a.xyz").write_text(TEXT, encoding="utf-8")

    assert run(["amend", both[0], str(tmp_path / "a.xyz")]) == 1
    assert "a.xyz" in capsys.readouterr().err
    assert run(["amend", both[0]]) == 2
    assert "缺少参数 新版" in capsys.readouterr().err
