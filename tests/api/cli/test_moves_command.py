"""`tiers moves`: who drops out between the two sets of rules, from a JSON Lines file or a register."""

from __future__ import annotations

import json

import pytest

from api.cli.main import run
from domain.company_file import read_companies
from matching.register_file import write_register
from tests.api.cli.cli import ONE, TWO, firm, write_json

ON = ["--on", "2026-11-25"]


def stated(feature, value, unit, period):
    """A fact as a company file has it."""
    return {"feature": feature, "value": value, "unit": unit, "period": period, "source": "年报"}


SMALL = [
    stated("niche_years", "2", "year", "2025"),
    stated("revenue", "12000000", "CNY", "2025"),
    stated("rd_expense", "1500000", "CNY", "2025"),
    stated("total_score", "61", "point", "now"),
    stated("equity_raised", "0", "CNY", "2024"),
    stated("equity_raised", "0", "CNY", "2025"),
]


@pytest.fixture
def companies(tmp_path):
    """Two firms: one that met the old rules, one of which nothing is known."""
    return write_json(tmp_path / "c.jsonl", firm(ONE, facts=SMALL), firm(TWO, facts=[]))


def test_who_drops_out_is_named_with_what_stops_it(companies, capsys):
    assert run(["tiers", "moves", "--companies", str(companies), *ON]) == 0

    printed = "".join(capsys.readouterr().out.split())
    assert "专精特新中小企业，2022年与2026年两套规则，2026-11-25：不再够1，两版都未知1" in printed
    assert "截至上年末从事特定细分市场3年以上" in printed
    assert "从事特定细分市场2年以上" not in printed
    assert TWO not in printed


def test_json_has_every_firm(companies, capsys):
    assert run(["tiers", "moves", "--companies", str(companies), *ON, "--json"]) == 0

    srdi, giant = json.loads(capsys.readouterr().out)["tiers"]
    assert (srdi["old"], srdi["new"]) == ("tier-srdi-2022", "tier-srdi-2026")
    assert [(one["company"], one["move"]) for one in srdi["firms"]] == [(ONE, "out"), (TWO, "unknown")]
    assert {"s5", "s6"} <= set(srdi["firms"][0]["new_stops"])
    assert (giant["tier"], giant["firms"][1]["before"]) == ("giant", "open")


def test_a_register_gives_the_same(companies, tmp_path, capsys):
    register = tmp_path / "r.parquet"
    write_register(read_companies(companies), register)

    assert run(["tiers", "moves", "--companies", str(companies), *ON, "--json"]) == 0
    from_lines = capsys.readouterr().out
    assert run(["tiers", "moves", "--companies", str(register), *ON, "--json"]) == 0
    assert capsys.readouterr().out == from_lines
