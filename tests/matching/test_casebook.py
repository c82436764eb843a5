"""The casebook on the ladder: nothing is refused or granted that no stated fact decides."""

from dataclasses import replace
from datetime import date

import pytest

from domain.casebook import casebook
from domain.tier_rules import REGIMES, Tier
from matching.ladder import ladder
from matching.verdict import Outcome, Result
from tests.make import company, fact, title

ON = date(2026, 11, 25)
HAOSHUN = casebook().case("case-haoshun").company


def step(firm, regime, tier, on=ON):
    """One rung of the firm's ladder."""
    return next(one for one in ladder(firm, on) if (one.regime, one.rung.tier) == (regime, tier))


@pytest.mark.parametrize("on", [date(2026, 1, 1), date(2026, 3, 31), ON], ids=str)
@pytest.mark.parametrize("regime", REGIMES)
def test_the_recognised_giant_does_not_fail_the_rules_for_giants(regime, on):
    found = step(HAOSHUN, regime, Tier.GIANT, on)

    assert found.judgement.outcome is Outcome.UNKNOWN
    assert Result.FALSE not in {leaf.result for leaf in found.decided}


def test_it_fails_only_by_a_stated_fact():
    stated = replace(HAOSHUN, facts=(*HAOSHUN.facts, fact("revenue", "49999999.99", "2025")))
    found = step(stated, "2026", Tier.GIANT)

    assert found.judgement.outcome is Outcome.FAILS
    assert [leaf.id for leaf in found.decided if leaf.result is Result.FALSE] == ["j4"]


def test_no_case_fails_or_passes_a_tier():
    found = {
        (case.company.key, one.regime, one.rung.tier): one.judgement.outcome
        for case in casebook().cases
        for one in ladder(case.company, ON)
    }

    assert set(found.values()) == {Outcome.UNKNOWN}


@pytest.mark.parametrize(
    ("level", "outcome"), [("省级", Outcome.UNKNOWN), ("国家级", Outcome.BARRED)], ids=["province", "nation"]
)
def test_only_a_national_champion_is_barred_from_the_giants(level, outcome):
    firm = company(titles=(title("制造业单项冠军企业", level, "2025-01-01", "2027-12-31"),))

    assert step(firm, "2026", Tier.GIANT).judgement.outcome is outcome


def test_what_is_open_settles_the_rung_and_what_cannot_matter_is_not_open():
    short = company(fact("niche_years", "6", "2025"), fact("rd_expense", "1500000", "2025"))
    found = step(short, "2022", Tier.SRDI)

    assert {leaf.id for leaf in found.decided} == {"o1", "o2"}
    assert {leaf.id for leaf in found.open} == {"o3", "o4", "o5", "o6", "o7", "o8"}
    assert {leaf.id for leaf in found.lacks} < {leaf.id for leaf in found.open}

    failing = company(fact("niche_years", "1", "2025"))
    assert step(failing, "2022", Tier.SRDI).open == ()


def test_what_may_bar_stays_open_beside_a_requirement_that_fails():
    failing = company(fact("revenue", "1", "2025"))
    found = step(failing, "2026", Tier.GIANT)

    assert found.judgement.outcome is Outcome.FAILS
    assert {leaf.id for leaf in found.open} == {"s30", "s31", "s32", "s33", "s34", "j30", "j31", "j32"}
