"""`tiers` and `ladder`: the rules as lists, readings and beside a text; a firm on every rung."""

from __future__ import annotations

import json

import pytest

from api.cli.main import run
from domain.reading_file import read_reading
from domain.tier_file import national_tiers
from tests.api.cli.cli import firm, write_json

ON = ["--on", "2026-11-25"]
TEXT = """专精特新中小企业认定标准

第一条 申请认定的企业应当同时符合下列条件：
（一）从事特定细分市场时间达到2年以上；
（二）上年度研发费用总额不低于200万元；
（三）上年度资产负债率不高于70%。
"""


@pytest.fixture
def company(tmp_path):
    """A firm as a file."""
    return ["--company", str(write_json(tmp_path / "c.json", firm()))]


def test_the_list_names_every_document_with_its_mark(capsys):
    assert run(["tiers", "show"]) == 0

    printed = capsys.readouterr().out
    assert all(document.policy.doc_id in printed for document in national_tiers())
    assert "仅有" in printed


def test_one_document_is_shown_whole(capsys):
    assert run(["tiers", "show", "tier-srdi-2026"]) == 0

    printed = capsys.readouterr().out
    assert "不是文件原文" in printed
    assert "各来源不一致之处" in printed
    assert "没有列入的内容" in printed


def test_an_unknown_document_names_those_there_are(capsys):
    assert run(["tiers", "show", "tier-x"]) == 1

    assert "tier-srdi-2026" in capsys.readouterr().err


def test_exported_readings_are_the_rules(tmp_path, capsys):
    assert run(["tiers", "export", "--out", str(tmp_path / "out")]) == 0

    written = {path.stem: read_reading(path) for path in (tmp_path / "out").glob("*.json")}
    assert written == {document.policy.doc_id: document.policy for document in national_tiers()}
    assert run(["check", *map(str, sorted((tmp_path / "out").glob("*.json")))]) == 0
    capsys.readouterr()


def test_rules_stand_beside_a_text(tmp_path, capsys):
    path = tmp_path / "text.txt"
    path.write_text(TEXT, encoding="utf-8")

    assert run(["tiers", "diff", "tier-srdi-2022", str(path), "--item", "srdi", "--json"]) == 0

    changes = json.loads(capsys.readouterr().out)["criteria"]
    fates = {(one["old"] or {}).get("id") or one["new"]["quote"]: one["fate"] for one in changes}
    assert fates["o1"] == "kept"
    assert fates["o2"] == "changed"
    assert fates["o4"] == "gone"
    assert fates["上年度资产负债率不高于70%"] == "new"


def test_the_table_counts_what_is_the_same(tmp_path, capsys):
    path = tmp_path / "text.txt"
    path.write_text(TEXT, encoding="utf-8")

    assert run(["tiers", "diff", "tier-srdi-2022", str(path), "--item", "srdi"]) == 0

    assert "相同 1，不同 1，只在数据 6，只在文本 1" in capsys.readouterr().out


def test_an_item_that_is_not_there_is_named(tmp_path, capsys):
    path = tmp_path / "text.txt"
    path.write_text(TEXT, encoding="utf-8")

    assert run(["tiers", "diff", "tier-srdi-2022", str(path), "--item", "champion"]) == 1
    assert "giant" in capsys.readouterr().err


def test_the_ladder_stands_by_both_sets_of_rules(company, capsys):
    assert run(["ladder", *company, *ON]) == 0

    printed = capsys.readouterr().out
    assert "2022 年办法" in printed
    assert "2026 年办法" in printed
    assert "不在施行期" in printed
    assert "仅有二手来源，未核对" in printed
    assert printed.count("没有这一级的规则在手") == 1


def test_the_ladder_as_json(company, capsys):
    assert run(["ladder", *company, *ON, "--json"]) == 0

    found = json.loads(capsys.readouterr().out)
    rungs = found["rungs"]
    assert [(one["regime"], one["tier"]) for one in found["without_rule"]] == [("2022", "key_giant")]
    assert [one["tier"] for one in rungs if one["regime"] == "2026"] == [
        "tech",
        "innovative",
        "srdi",
        "giant",
        "key_giant",
        "champion",
    ]
    for one in rungs:
        assert one["class"] not in {"fits", "closed"}
        assert one["source_mark"]
        assert set(one["lacks"]) <= {leaf["id"] for leaf in one["leaves"]}
