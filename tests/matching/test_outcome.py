"""The classes in their order, what matters and what is missing, scoring tables, waivers, scopes."""

from dataclasses import replace
from datetime import date

import pytest

from domain.errors import InputError
from domain.policy import Signature, SourceStatus
from matching.judge import judge
from tests.make import benefit, company, criterion, fact, finding, item, policy, window
from tests.matching.asking import judged

REVENUE = criterion("c1", "compare", "revenue", "ge", "100")
STAFF = criterion("c2", "compare", "employees", "ge", "10")
MANUAL = criterion("c3", "manual", "other", phrase="行业领先")
ACCIDENT = criterion("c4", "event", "safety_accident")
SUPPORT = criterion("c5", "has", "prior_support")
CLOSED = (window("2020-01-01", "2020-12-31"),)

GOOD = (fact("revenue", "100"), fact("employees", "10"))
CLEAN = fact("safety_accident", False, "now")
BARRED = fact("safety_accident", True, "2026-01-01")


def outcome(*facts, require="all(c1, c2)", exclude="any(c4)", **more):
    """The class of a firm with these facts."""
    entry = item(REVENUE, STAFF, MANUAL, ACCIDENT, SUPPORT, require=require, exclude=exclude, **more)
    return judged(entry, company(*facts)).outcome


@pytest.mark.parametrize(
    ("facts", "more", "expected"),
    [
        ((*GOOD, CLEAN), {}, "fits"),
        ((*GOOD, BARRED), {}, "barred"),
        ((BARRED,), {}, "barred"),
        ((fact("revenue", "1"), BARRED), {}, "barred"),
        ((*GOOD, fact("prior_support", True, "now")), {"exclude": "c5"}, "barred"),
        ((fact("revenue", "1"),), {}, "fails"),
        ((*GOOD,), {}, "unknown"),
        ((GOOD[0], CLEAN), {}, "unknown"),
        ((*GOOD, CLEAN), {"require": "all(c1, c3)"}, "needs_check"),
        ((GOOD[0], CLEAN), {"require": "all(c1, c2, c3)"}, "unknown"),
        ((GOOD[0], CLEAN), {"require": "any(c1, c3)"}, "fits"),
        ((fact("revenue", "1"), CLEAN), {"require": "all(c1, c3)"}, "fails"),
        ((*GOOD, CLEAN), {"signed": False}, "needs_check"),
        ((CLEAN,), {"signed": False}, "unknown"),
        ((fact("revenue", "1"), CLEAN), {"signed": False}, "fails"),
        ((*GOOD, CLEAN), {"windows": CLOSED}, "closed"),
        ((*GOOD, CLEAN), {"windows": CLOSED, "signed": False}, "needs_check"),
        ((CLEAN,), {"windows": CLOSED}, "unknown"),
        ((fact("revenue", "1"), CLEAN), {"windows": CLOSED}, "fails"),
        ((), {"require": None, "exclude": None}, "fits"),
    ],
)
def test_classes_in_order(facts, more, expected):
    assert outcome(*facts, **more) == expected


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({"effective_from": "2026-05-11"}, "closed"),
        ({"effective_from": "2026-05-10"}, "fits"),
        ({"effective_to": "2026-05-09"}, "closed"),
        ({"effective_to": "2026-05-10"}, "fits"),
        ({"published": "2026-05-11"}, "closed"),
        ({"published": "2026-05-11", "effective_from": "2026-05-01"}, "fits"),
    ],
)
def test_the_document_is_in_force(document, expected):
    assert judged(item(REVENUE), company(*GOOD), **document).outcome == expected


def missing(require, *facts, criteria=None, exclude=None):
    """The features to ask for."""
    entry = item(*(criteria or (REVENUE, STAFF, MANUAL, ACCIDENT)), require=require, exclude=exclude)
    return judged(entry, company(*facts)).missing


@pytest.mark.parametrize(
    ("compared", "expected"), [(None, "needs_check"), ("", "needs_check"), ("部网站原件", "fits")]
)
def test_a_secondary_source_fits_nobody_until_it_is_compared(compared, expected):
    entry = item(REVENUE, STAFF, require="all(c1, c2)")
    entry = replace(
        entry, source_status=SourceStatus.SECONDARY, signed=Signature("李某", date(2026, 1, 2), compared)
    )

    assert judged(entry, company(*GOOD)).outcome == expected


def test_missing_names_what_matters():
    assert missing("all(c1, c2, c3)") == ("revenue", "employees")
    assert missing("all(c1, any(c2, c3))", GOOD[1]) == ("revenue",)
    assert missing("c1", *GOOD, exclude="c4") == ("safety_accident",)


def test_missing_is_empty_in_every_other_class():
    assert missing("all(c1, c2)", fact("revenue", "1")) == ()
    assert missing("all(c1, c3)", GOOD[0]) == ()


def test_missing_puts_the_feature_of_most_leaves_first():
    several = (
        REVENUE,
        criterion("c2", "compare", "employees", "ge", "10"),
        criterion("c3", "compare", "employees", "le", "100"),
        criterion("c4", "compare", "assets", "ge", "1"),
    )

    assert missing("all(c1, c2, c3, c4)", criteria=several) == ("employees", "revenue", "assets")


def test_missing_goes_by_the_document_not_by_the_tree():
    assert missing("all(c2, c1)") == ("revenue", "employees")


ROWS = (("c1", "40"), ("c2", "30"), ("c3", "30"))


def table(mark="60", rows=ROWS, **more):
    """A scoring table."""
    return criterion("c9", "manual", "total_score", rows=rows, pass_mark=mark, **more)


@pytest.mark.parametrize(
    ("facts", "mark", "result", "waits"),
    [
        (GOOD, "70", "true", None),
        (GOOD, "71", "unknown", "person"),
        (GOOD[:1], "40", "true", None),
        (GOOD[:1], "41", "unknown", "fact"),
        ((fact("revenue", "1"), GOOD[1]), "61", "false", None),
        ((fact("revenue", "1"), GOOD[1]), "60", "unknown", "person"),
        ((), "101", "false", None),
    ],
)
def test_scoring_tables_are_intervals(facts, mark, result, waits):
    entry = item(REVENUE, STAFF, MANUAL, table(mark), require="points(c9)")
    verdict = judged(entry, company(*facts)).leaf("c9")

    assert (verdict.result, verdict.waits_for) == (result, waits)


def test_distance_of_a_table_is_from_the_most_it_can_reach():
    entry = item(REVENUE, STAFF, MANUAL, table("90"), require="points(c9)")
    verdict = judged(entry, company(fact("revenue", "1"), GOOD[1])).leaf("c9")
    passed = judged(item(REVENUE, STAFF, MANUAL, table("65")), company(*GOOD)).leaf("c9")

    assert verdict.distance == 30
    assert passed.margin == 5


def test_rows_that_are_not_asked_give_nothing():
    rows = (("when(c1, c2)", "50"), ("c1", "10"))
    entry = item(REVENUE, STAFF, table("11", rows), require="points(c9)")

    assert judged(entry, company(fact("revenue", "1"), GOOD[1])).leaf("c9").result == "false"


def test_leaves_behind_a_table_are_missing_not_the_table():
    entry = item(REVENUE, STAFF, table("60", ROWS[:2]), require="points(c9)")

    assert judged(entry, company(GOOD[0])).missing == ("employees",)


def test_a_table_without_rows_waits_for_a_person_and_takes_a_finding():
    plain = criterion("c9", "compare", "total_score", "ge", "60")
    entry = item(plain, require="points(c9)")

    assert judged(entry, company(fact("total_score", "70", "now"))).outcome == "needs_check"
    assert judged(entry, company(findings=(finding("c9"),))).outcome == "fits"


def test_a_leaf_behind_a_scope_that_does_not_hold_is_not_applicable():
    entry = item(REVENUE, STAFF, require="when(c1, c2)")
    found = judged(entry, company(fact("revenue", "1")))

    assert found.outcome == "fits"
    assert found.leaf("c2").result == "not_applicable"
    assert found.leaf("c2").waits_for is None
    assert judged(entry, company()).leaf("c2").result == "unknown"


def test_a_leaf_asked_elsewhere_reports_its_result():
    entry = item(REVENUE, STAFF, require="all(when(c1, c2), any(c2, not(c1)))")
    banded = item(REVENUE, STAFF, require="when(c1, c2)", benefits=(benefit(when="c2", amount="5"),))
    firm = company(fact("revenue", "1"), GOOD[1])

    assert judged(entry, firm).leaf("c2").result == "true"
    assert judged(banded, firm).leaf("c2").result == "true"


@pytest.mark.parametrize(
    ("facts", "carried"),
    [
        (GOOD, "c1"),
        ((fact("revenue", "1"), GOOD[1]), "c2"),
        ((GOOD[1],), "c2"),
        ((fact("revenue", "1"),), None),
    ],
)
def test_a_waiver_names_what_carried_it(facts, carried):
    found = judged(item(REVENUE, STAFF, require="waive(c1, c2)"), company(*facts))

    assert [one.carried_by for one in found.waived] == ([carried] if carried else [])


def test_every_leaf_of_the_item_or_named_by_it_is_judged():
    first = item(REVENUE, STAFF, require="c1")
    second = item(MANUAL, require="all(c2, c3)", id="i2")
    document = policy(first, second)
    found = judge(document, second, company(*GOOD), judged(first, company()).on)

    assert [leaf.id for leaf in found.leaves] == ["c2", "c3"]
    assert [leaf.id for leaf in judged(first, company()).leaves] == ["c1", "c2"]


def test_a_tree_that_names_nothing_known_is_refused():
    with pytest.raises(InputError, match="c7"):
        judged(item(REVENUE, require="all(c1, c7)"), company())


def test_judging_is_pure():
    entry, firm = item(REVENUE, STAFF, MANUAL), company(*GOOD)

    assert judged(entry, firm) == judged(entry, firm)


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_facts_does_not_matter(order):
    facts = (*GOOD, CLEAN, fact("revenue", "100", source="税务"), fact("revenue", "90", "2024"))[::order]

    assert outcome(*facts) == "fits"
