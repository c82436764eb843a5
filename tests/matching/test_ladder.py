"""The ladder: every tier by both sets of rules, what is short there, and nothing final on unsigned rules."""

from datetime import date

import pytest

from domain.tier_file import rungs
from domain.tier_rules import REGIMES, Rung, Tier
from matching.judge import judge
from matching.ladder import ladder, without_rule
from matching.verdict import Outcome, Result
from tests.make import company, criterion, fact, item, policy, title

ON = date(2026, 11, 25)
STRONG = company(
    fact("niche_years", "6", "2025"),
    *(fact("revenue", value, year) for value, year in (("80000000", "2023"), ("90000000", "2024"))),
    fact("revenue", "100000000", "2025"),
    fact("main_revenue", "95000000", "2025"),
    fact("debt_ratio", "0.5", "2025"),
    fact("rd_expense", "7000000", "2024"),
    fact("rd_expense", "8000000", "2025"),
    fact("class1_ip", "4", "now"),
    fact("quality_score", "62", "2026"),
    fact("legal_person", True, "now"),
    fact("operating", True, "now"),
    fact("size_class", ("小型",), "now"),
    titles=(title("专精特新中小企业", "省级", "2025-01-01", "2027-12-31"),),
    region="130132",
    founded="2015-03-01",
)


def step(firm, regime, tier, on=ON):
    """One rung of the firm's ladder."""
    return next(one for one in ladder(firm, on) if (one.regime, one.rung.tier) == (regime, tier))


def lacking(firm, regime, tier):
    """Ids of what is short there, with the result."""
    return {leaf.id: leaf.result for leaf in step(firm, regime, tier).lacks}


def test_rungs_stand_from_the_lowest_by_each_set_of_rules():
    found = [(one.regime, one.rung.tier) for one in ladder(STRONG, ON)]

    assert found == [(regime, rung.tier) for regime in REGIMES for rung in rungs(regime)]


@pytest.mark.parametrize("firm", [STRONG, company()], ids=["strong", "nothing known"])
def test_each_verdict_is_that_of_judge(firm):
    for one in ladder(firm, ON):
        assert one.judgement == judge(one.rung.policy, one.rung.item, firm, ON)


@pytest.mark.parametrize("firm", [STRONG, company()], ids=["strong", "nothing known"])
def test_no_rung_of_secondary_sources_is_ever_reached_for_sure(firm):
    assert {one.judgement.outcome for one in ladder(firm, ON)}.isdisjoint({Outcome.FITS, Outcome.CLOSED})
    assert all(one.judgement.source_mark for one in ladder(firm, ON))


def test_what_is_met_is_not_lacking_and_what_is_unknown_is_not_failed():
    lacks = lacking(STRONG, "2026", Tier.GIANT)

    assert not {"j2", "j3", "j4", "j5", "j6", "j7", "j8", "j9", "j10", "j21"} & set(lacks)
    assert {lacks[name] for name in ("j11", "j14", "j17", "s30")} == {Result.UNKNOWN}
    assert "j12" not in lacks, "豁免只是例外，不当作要补的条件"


def test_the_new_rules_ask_more_than_the_old():
    small = company(
        fact("niche_years", "2", "2025"),
        fact("revenue", "12000000", "2025"),
        fact("rd_expense", "1500000", "2025"),
        fact("total_score", "61", "now"),
        *(fact("equity_raised", "0", year) for year in ("2024", "2025")),
    )

    assert step(small, "2022", Tier.SRDI).judgement.outcome is Outcome.NEEDS_CHECK
    assert step(small, "2022", Tier.SRDI).lacks == ()
    new = lacking(small, "2026", Tier.SRDI)
    assert step(small, "2026", Tier.SRDI).judgement.outcome is Outcome.FAILS
    assert (new["s5"], new["s6"]) == (Result.FALSE, Result.FALSE)


@pytest.mark.parametrize(
    ("on", "old", "new"),
    [(date(2026, 3, 31), True, False), (date(2026, 4, 1), False, True)],
    ids=["last day of the old", "first day of the new"],
)
def test_the_rules_in_force_change_on_their_day(on, old, new):
    assert step(STRONG, "2022", Tier.GIANT, on).in_force is old
    assert step(STRONG, "2026", Tier.GIANT, on).in_force is new
    assert step(STRONG, "2026", Tier.TECH, on).in_force


@pytest.mark.parametrize(
    ("staff", "intensity", "cost", "second", "points"),
    [
        ("0.30", "0.06", None, "4", "得 94 分"),
        ("0.25", "0.05", None, "3", "得 74 分"),
        ("0.20", "0.04", None, "2", "得 54 分"),
        ("0.15", "0.01", "0.25", "1", "得 54 分"),
        ("0.10", "0.02", "0.10", "0", "得 14 分"),
        ("0.09", "0.06", "0.30", "4", "得 74 分"),
    ],
)
def test_the_score_of_a_tech_firm_is_that_of_its_bands(staff, intensity, cost, second, points):
    firm = company(
        fact("tech_staff_ratio", staff, "2025"),
        fact("rd_intensity", intensity, "2025"),
        fact("rd_cost_ratio", cost or "0", "2025"),
        fact("class1_ip", "0", "now"),
        fact("class2_ip", second, "now"),
    )

    assert points in step(firm, "2026", Tier.TECH).judgement.leaf("t30").have


@pytest.mark.parametrize(
    ("growth", "debt", "result"),
    [("0.15", "0.55", Result.TRUE), ("0.05", "0.75", Result.TRUE), ("0.04", "0.75", Result.FALSE)],
)
def test_the_parts_of_an_innovative_firm_have_marks_of_their_own(growth, debt, result):
    firm = company(fact("main_growth", growth, "2025"), fact("debt_ratio", debt, "2025"))

    assert step(firm, "2026", Tier.INNOVATIVE).judgement.leaf("n12").result is result


@pytest.fixture
def one_rung(monkeypatch):
    """What a firm lacks at a rung with these trees over four numbers a, b, c, d of at least 10."""

    def lacks(require, exclude=None, **known):
        named = {"a": "revenue", "b": "employees", "c": "class1_ip", "d": "rd_expense"}
        asked = [criterion(name, "compare", feature, "ge", "10") for name, feature in named.items()]
        entry = item(*asked, require=require, exclude=exclude)
        rung = Rung(Tier.SRDI, ("2026",), policy(entry), entry)
        monkeypatch.setattr("matching.ladder.rungs", lambda _: (rung,))
        facts = [fact(named[name], value, "2025") for name, value in known.items() if name != "c"]
        facts += [fact(named["c"], known["c"], "now")] if "c" in known else []
        (found,) = ladder(company(*facts), ON, regimes=("2026",))
        return [leaf.id for leaf in found.lacks]

    return lacks


@pytest.mark.parametrize(
    ("require", "known", "expected"),
    [
        ("all(a, b, c)", {"a": "10", "b": "9"}, ["b", "c"]),
        ("any(a, b)", {"a": "9", "b": "9"}, ["a"]),
        ("any(a, b)", {"a": "9"}, ["b"]),
        ("any(all(a, b), c)", {"a": "9", "b": "9", "c": "9"}, ["c"]),
        ("any(a, b)", {"a": "9", "b": "10"}, []),
        ("at_least(2, a, b, c)", {"a": "10", "b": "9", "c": "9"}, ["b"]),
        ("at_least(2, a, b, c)", {"a": "9", "b": "9", "c": "9"}, ["a", "b"]),
        ("at_least(2, a, b, c)", {"a": "10", "b": "9"}, ["c"]),
        ("waive(a, b)", {"a": "9", "b": "9"}, ["a"]),
        ("waive(a, b)", {"a": "9"}, ["b"]),
        ("waive(a, b)", {"b": "9"}, ["a"]),
        ("when(a, b)", {"a": "10", "b": "9"}, ["b"]),
        ("when(a, b)", {"b": "9"}, ["a"]),
        ("when(a, b)", {"a": "9", "b": "9"}, []),
        ("not(a)", {"a": "10"}, ["a"]),
        ("not(a)", {"a": "9"}, []),
        ("not(a)", {}, ["a"]),
    ],
)
def test_the_fewest_criteria_are_named(one_rung, require, known, expected):
    assert one_rung(require, **known) == expected


@pytest.mark.parametrize(
    ("exclude", "known", "expected"),
    [
        ("any(b, c)", {"b": "10", "c": "9"}, ["b"]),
        ("any(b, c)", {"b": "9"}, ["c"]),
        ("all(b, c)", {"b": "10", "c": "9"}, []),
        ("not(b)", {"b": "9"}, ["b"]),
        ("not(b)", {"b": "10"}, []),
    ],
)
def test_what_bars_or_may_bar_is_named(one_rung, exclude, known, expected):
    assert one_rung("a", exclude, a="10", **known) == expected


def test_every_tier_stands_on_the_ladder_or_is_said_to_have_no_rule():
    judged = {(one.regime, one.rung.tier) for one in ladder(STRONG, ON)}

    assert without_rule() == (("2022", Tier.KEY_GIANT),)
    assert judged.isdisjoint(without_rule())
    assert judged | set(without_rule()) == {(regime, tier) for regime in REGIMES for tier in Tier}
