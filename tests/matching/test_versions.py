"""Two versions of an item on the same firms: certain moves, possible ones, and what stops a firm."""

from dataclasses import replace
from datetime import date

import pytest

from domain.tier_file import rungs
from domain.tier_rules import Tier
from matching.judge import judge
from matching.verdict import Outcome
from matching.versions import Move, Standing, compare_versions, tier_versions
from tests.make import company, criterion, fact, item, policy, title

ON = date(2026, 11, 25)


def firm(key, *facts, **keys):
    """A firm of this key."""
    return replace(company(*facts, **keys), case_id=key, uscc=None, name=f"企业{key}")


def version(at_least, *, exclude=None):
    """An item that asks for this revenue, and perhaps bars by staff of 100 or more."""
    asked = criterion("r", "compare", "revenue", "ge", at_least)
    bars = criterion("b", "compare", "employees", "ge", "100")
    entry = item(asked, bars, require="r", exclude=exclude)
    return policy(entry), entry


def move(old, new, *facts):
    """What becomes of a firm with these facts."""
    (moved,) = compare_versions(old, new, [firm("a", *facts)], ON).firms
    return moved


TEN, TWENTY = version("10"), version("20")
STAFF = fact("employees", "100", "2025")


@pytest.mark.parametrize(
    ("old", "new", "facts", "expected"),
    [
        (TEN, TWENTY, [fact("revenue", "15", "2025")], Move.OUT),
        (TWENTY, TEN, [fact("revenue", "15", "2025")], Move.IN),
        (TEN, TWENTY, [fact("revenue", "25", "2025")], Move.STAYS_MET),
        (TEN, TWENTY, [fact("revenue", "5", "2025")], Move.STAYS_SHUT),
        (TEN, TWENTY, [], Move.UNKNOWN),
        (TEN, version("10", exclude="b"), [fact("revenue", "15", "2025")], Move.MAY_DROP),
        (version("10", exclude="b"), TEN, [fact("revenue", "15", "2025")], Move.MAY_COME),
        (TEN, version("10", exclude="b"), [fact("revenue", "15", "2025"), STAFF], Move.OUT),
        (TEN, version("10", exclude="b"), [STAFF], Move.MAY_DROP),
        (version("10", exclude="b"), TEN, [STAFF], Move.MAY_COME),
    ],
)
def test_the_move_follows_from_both_standings(old, new, facts, expected):
    assert move(old, new, *facts).move is expected


def test_what_stops_a_firm_is_named_where_it_is_shut_and_nowhere_else():
    out = move(TEN, TWENTY, fact("revenue", "15", "2025"))
    barred = move(TEN, version("20", exclude="b"), STAFF)

    assert (out.old_stops, out.new_stops) == ((), ("r",))
    assert (barred.before, barred.after) == (Standing.OPEN, Standing.SHUT)
    assert barred.new_stops == ("b",)


def test_firms_are_counted_and_listed_in_the_order_given():
    firms = [
        firm(key, fact("revenue", value, "2025")) for key, value in (("c", "15"), ("a", "5"), ("b", "12"))
    ]
    found = compare_versions(TEN, TWENTY, firms, ON)

    assert [one.company for one in found.of(Move.OUT)] == ["c", "b"]
    assert found.counts == {**dict.fromkeys(Move, 0), Move.OUT: 2, Move.STAYS_SHUT: 1}


SMALL = (
    fact("niche_years", "2", "2025"),
    fact("revenue", "12000000", "2025"),
    fact("rd_expense", "1500000", "2025"),
    fact("total_score", "61", "now"),
)
NO_EQUITY = tuple(fact("equity_raised", "0", year) for year in ("2024", "2025"))


def test_the_rules_of_2026_drop_a_small_firm_that_met_those_of_2022():
    tiers = dict(tier_versions([firm("small", *SMALL, *NO_EQUITY)], ON))
    (moved,) = tiers[Tier.SRDI].firms

    assert (moved.move, moved.old_stops) == (Move.OUT, ())
    assert set(moved.new_stops) == {"s5", "s6"}


def test_where_the_new_rules_leave_a_way_open_the_firm_may_only_drop():
    grown = [replace(one, value=type(one.value)(3)) if one.feature == "niche_years" else one for one in SMALL]
    tiers = dict(tier_versions([firm("small", *grown)], ON))
    (moved,) = tiers[Tier.SRDI].firms

    assert (moved.before, moved.after, moved.move) == (Standing.MET, Standing.OPEN, Move.MAY_DROP)


def test_a_higher_share_of_main_business_shuts_out_whom_the_old_share_let_in():
    poor = firm("p", fact("main_ratio", "0.69", "2025"), fact("niche_years", "6", "2025"))
    middling = firm("m", fact("main_ratio", "0.80", "2025"), fact("niche_years", "6", "2025"))
    firms = dict(tier_versions([poor, middling], ON))[Tier.GIANT].firms

    assert [one.move for one in firms] == [Move.STAYS_SHUT, Move.MAY_DROP]
    assert [one.new_stops for one in firms] == [("j5",), ("j5",)]
    assert [one.old_stops for one in firms] == [("g4",), ()]


def test_only_tiers_with_two_different_rules_are_compared():
    assert [tier for tier, _ in tier_versions([], ON)] == [Tier.SRDI, Tier.GIANT]


def test_each_standing_is_that_of_judge():
    firms = [firm("a", *SMALL, *NO_EQUITY), firm("b"), firm("c", titles=(title("专精特新中小企业", "省级"),))]
    for tier, found in tier_versions(firms, ON):
        for regime, side in (("2022", "before"), ("2026", "after")):
            rung = next(one for one in rungs(regime) if one.tier is tier)
            for one, moved in zip(firms, found.firms, strict=True):
                shut = judge(rung.policy, rung.item, one, ON).outcome in {Outcome.FAILS, Outcome.BARRED}
                assert (getattr(moved, side) is Standing.SHUT) is shut
