"""The sample region judged against its own policies: every kind of answer comes up."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from api.demo.region import DemoRegion, demo_region
from domain.industry_code import Industries
from domain.policy import Policy, Signature
from domain.reading_file import read_reading
from domain.region import national
from matching.codes import Codes
from matching.judge import judge
from matching.verdict import Judgement, Outcome

READINGS = Path(__file__).resolve().parents[2] / "golden" / "readings"
ON = date(2026, 11, 25)
SIGNED = Signature("示例科员", date(2026, 11, 20))
EVERY = 4  # of a thousand firms every fourth: enough for all kinds, and fast


@pytest.fixture(scope="module")
def region() -> DemoRegion:
    return demo_region()


@pytest.fixture(scope="module")
def codes(region: DemoRegion) -> Codes:
    return Codes(national().extended(region.regions), Industries.national())


def policy(stem: str) -> Policy:
    return read_reading(READINGS / f"{stem}.json")


def judged(region: DemoRegion, codes: Codes, stem: str, item_id: str) -> list[Judgement]:
    found = policy(stem)
    item = next(one for one in found.items if one.id == item_id)
    signed = replace(item, signed=SIGNED)
    return [judge(found, signed, company, ON, codes) for company in region.companies[::EVERY]]


@pytest.mark.parametrize(
    ("stem", "item_id", "expected"),
    [
        ("yunyan-science-2026", "i4", {Outcome.FITS, Outcome.FAILS, Outcome.UNKNOWN, Outcome.BARRED}),
        ("yunyan-upgrade-2026", "i3", {Outcome.FITS, Outcome.FAILS, Outcome.UNKNOWN, Outcome.BARRED}),
        ("yunyan-srdi-2026", "i1", {Outcome.NEEDS_CHECK, Outcome.FAILS, Outcome.UNKNOWN}),
        ("yanzhou-rd-2025", "i1", {Outcome.CLOSED, Outcome.FAILS, Outcome.UNKNOWN}),
    ],
    ids=["patents", "maturity", "recognition", "city R&D"],
)
def test_answers_are_varied(
    region: DemoRegion, codes: Codes, stem: str, item_id: str, expected: set[Outcome]
) -> None:
    outcomes = Counter(one.outcome for one in judged(region, codes, stem, item_id))
    assert expected <= set(outcomes)
    assert max(outcomes.values()) / sum(outcomes.values()) < 0.9


def test_some_firms_miss_by_one_condition(region: DemoRegion, codes: Codes) -> None:
    failed = [
        one for one in judged(region, codes, "yunyan-science-2026", "i2") if one.outcome is Outcome.FAILS
    ]
    lone = [one for one in failed if sum(leaf.result.value == "false" for leaf in one.leaves) == 1]
    assert lone
    assert len(lone) < len(failed)


def test_an_unsigned_reading_gives_nobody_a_final_yes(region: DemoRegion, codes: Codes) -> None:
    found = policy("yunyan-science-2026")
    outcomes = {
        judge(found, item, company, ON, codes).outcome
        for item in found.items[:2]
        for company in region.companies[::EVERY]
    }
    assert Outcome.FITS not in outcomes
    assert Outcome.NEEDS_CHECK in outcomes


def test_the_lead_firm_waits_for_the_policy_to_take_effect(region: DemoRegion, codes: Codes) -> None:
    found = policy("yunyan-chainlead-2026")
    item = replace(found.items[1], signed=SIGNED)
    head = next(one for one in region.companies if one.key == region.formations[0].heads[0])
    assert judge(found, item, head, ON, codes).outcome is Outcome.CLOSED


@pytest.mark.parametrize(
    ("kind", "stem", "feature"),
    [
        ("wrong_type", "yunyan-loan-2026", "employees"),
        ("unit_missing", "yunyan-science-2026", "rd_expense"),
    ],
    ids=["wrong type", "unit missing"],
)
def test_a_spoilt_figure_is_judged_unknown(
    region: DemoRegion, codes: Codes, kind: str, stem: str, feature: str
) -> None:
    found = policy(stem)
    spoilt = {one.company for one in region.planted if one.kind == kind}
    results = [
        leaf.result.value
        for company in region.companies
        if company.key in spoilt
        for item in found.items
        for leaf in judge(found, item, company, ON, codes).leaves
        if leaf.id in {c.id for c in item.criteria if c.feature == feature}
    ]
    assert results
    assert set(results) <= {"unknown", "not_applicable"}


def test_sources_that_differ_leave_a_threshold_between_them_open(region: DemoRegion, codes: Codes) -> None:
    """Put between the two figures, the edge of 规模上台阶 cannot be decided; far from both it can."""
    found = policy("yunyan-growth-2026")
    spoilt = next(one.company for one in region.planted if one.kind == "two_sources_differ")
    company = next(one for one in region.companies if one.key == spoilt)
    low, high = sorted(f.value for f in company.facts if f.feature == "revenue" and f.period.year == 2025)
    results = {}
    for name, edge in (("between", (low + high) / 2), ("below", low / 2), ("above", high * 2)):
        criteria = tuple(replace(c, value=edge) if c.id == "c6" else c for c in found.items[0].criteria)
        item = replace(found.items[0], criteria=criteria)
        changed = replace(found, items=(item, *found.items[1:]))
        leaves = judge(changed, item, company, ON, codes).leaves
        results[name] = next(leaf.result.value for leaf in leaves if leaf.id == "c6")
    assert results == {"between": "unknown", "below": "true", "above": "false"}
