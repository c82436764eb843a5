"""The worked examples of the rules page, as they stand there."""

from decimal import Decimal

import pytest

from tests.make import company, criterion, fact, item
from tests.matching.asking import judged, leaf, says

INTENSITY = criterion("c1", "compare", "rd_intensity", "ge", "0.03")
RD, REVENUE = fact("rd_expense", "2999999.99"), fact("revenue", "100000000")


def test_a_fen_short():
    verdict = leaf(INTENSITY, company(RD, REVENUE))

    assert verdict.result == "false"
    assert verdict.distance == Decimal("0.0000000001")
    assert verdict.distance_money == Decimal("0.01")


@pytest.mark.parametrize(
    ("given", "expected"), [("0.03", "F"), ("0.031", "U")], ids=["rounded-gives-way", "differs"]
)
def test_a_given_ratio_beside_its_parts(given, expected):
    assert says(INTENSITY, company(RD, REVENUE, fact("rd_intensity", given))) == expected


def test_one_year_of_a_sum_may_suffice():
    two_years = criterion("c1", "compare", "rd_expense", "ge", "12", period="fy2 sum")

    assert says(two_years, company(fact("rd_expense", "13", "2025"))) == "T"


@pytest.mark.parametrize(
    ("day", "others", "outcome"),
    [("2023-05-10", (), "barred"), ("2023-05-09", (("false", "now"),), "fits")],
    ids=["last-day-of-36-months", "a-day-before"],
)
def test_an_accident_about_three_years_ago(day, others, outcome):
    entry = item(
        criterion("c1", "event", "safety_accident", period="rolling 36m"), require=None, exclude="c1"
    )
    checks = tuple(fact("safety_accident", False, period) for _, period in others)

    assert judged(entry, company(fact("safety_accident", True, day), *checks)).outcome == outcome


MANUAL = criterion("c1", "manual", "other", phrase="行业领先")
KNOWN = criterion("c2", "compare", "revenue", "ge", "1")


@pytest.mark.parametrize(
    ("require", "facts", "outcome"),
    [("any(c1, c2)", (REVENUE,), "fits"), ("all(c1, c2)", (), "unknown")],
    ids=["any-manual-true", "all-manual-unknown"],
)
def test_manual_beside_others(require, facts, outcome):
    assert judged(item(MANUAL, KNOWN, require=require), company(*facts)).outcome == outcome


def test_founded_a_year_ago_today():
    one_year = criterion("c1", "compare", "age_years", "ge", "1")

    assert says(one_year, company(founded="2025-05-10")) == "T"
