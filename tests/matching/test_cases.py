"""The table of judged cases: one criterion, one firm, one day (tests/golden/judging/cases.yaml)."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from domain.company_file import company_of
from domain.reading_file import policy_of
from matching.judge import judge

CASES = yaml.safe_load(
    (Path(__file__).parents[1] / "golden" / "judging" / "cases.yaml").read_text(encoding="utf-8")
)["cases"]
NUMBERS = ("distance", "distance_money", "margin")


def _plain(value):
    """YAML dates as the text that a JSON file holds."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list) else value


def _policy(case):
    leaf = {"id": "c", "kind": "compare", "quote": "", "start": 0, "end": 0, **case["leaf"]}
    if leaf["kind"] == "compare":
        leaf.setdefault("unit", "CNY")
    role = case.get("role", "require")
    item = {"id": "i", "name": "例", "leaves": [leaf], "require": None, "exclude": None, role: "c"}
    item["signed"] = {"by": "甲", "on": "2026-01-01"}
    return policy_of({"doc": "d", "title": "例", "region": case.get("doc_region"), "items": [item]})


def _company(case):
    keys = ("facts", "titles", "findings", "region", "industry", "founded")
    return company_of({"case_id": "例", "name": "例", **{key: case[key] for key in keys if key in case}})


@pytest.mark.parametrize("case", [pytest.param(_plain(case), id=case["id"]) for case in CASES])
def test_case(case):
    policy = _policy(case)
    on = date.fromisoformat(case.get("day", "2026-05-10"))
    judgement = judge(policy, policy.items[0], _company(case), on)
    (leaf,) = judgement.leaves
    assert leaf.result.value == case["result"], (leaf.need, leaf.have)
    assert (leaf.waits_for and str(leaf.waits_for)) == case.get("waits_for")
    for key in NUMBERS:
        if key in case:
            assert getattr(leaf, key) == Decimal(case[key]), key
    if "cure" in case:
        assert str(leaf.cure) == case["cure"]
    if "cure_date" in case:
        assert str(leaf.cure_date) == case["cure_date"]
    if "class" in case:
        assert judgement.outcome.value == case["class"]
