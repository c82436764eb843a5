"""`casebook`: all cases in one table, one with its facts, notes and what would settle it, and JSON."""

from __future__ import annotations

import json

from api.cli.main import run
from domain.casebook import casebook
from domain.company_file import company_of

ON = ["--on", "2026-11-25"]


def test_every_case_stands_in_the_table_by_both_sets_of_rules(capsys):
    assert run(["casebook", *ON]) == 0

    printed = capsys.readouterr().out
    assert all(case.company.key in printed for case in casebook().cases)
    assert "2022 年办法" in printed
    assert "2026 年办法" in printed
    assert "仅有二手来源，未核对" in printed
    assert "不符合" not in printed


def test_one_case_says_what_is_stated_what_is_not_and_what_would_settle_it(capsys):
    assert run(["casebook", "case-haoshun", *ON]) == 0

    printed = "".join(capsys.readouterr().out.split())
    assert "PCT申请数8" in printed
    assert "营收超过12亿元" in printed
    assert "230项授权专利" in printed
    assert "已定：没有一条" in printed
    assert "最少要补充：" in printed
    assert "称号或资质（专精特新中小企业）" in printed
    assert "最少要核定：" in printed


def test_json_keeps_the_company_file_the_notes_and_what_matters(capsys):
    assert run(["casebook", "case-kuntian", *ON, "--json"]) == 0

    (case,) = json.loads(capsys.readouterr().out)["cases"]
    assert company_of(case["company"]) == casebook().case("case-kuntian").company
    assert {note["kind"] for note in case["notes"]} == {"bound", "other_measure"}
    giant = next(one for one in case["rungs"] if (one["regime"], one["tier"]) == ("2026", "giant"))
    assert (giant["class"], giant["decided"]) == ("unknown", {})
    assert {"j2", "j4", "j8"} <= set(giant["facts"])
    assert {"j16", "j20"} <= set(giant["person"])
    assert set(giant["lacks"]) < {*giant["facts"], *giant["person"]}


def test_a_day_before_the_report_and_an_unknown_case_are_refused(capsys):
    assert run(["casebook", "--on", "2025-12-31"]) == 1
    assert "早于案例的出处" in capsys.readouterr().err
    assert run(["casebook", "x", *ON]) == 1
    assert "case-haoshun" in capsys.readouterr().err
    assert run(["casebook"]) == 2
