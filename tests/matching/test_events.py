"""Events: a dated record in the window, "checked, none" that covers it, the latest state for now."""

from datetime import date

import pytest

from tests.make import company, criterion, fact
from tests.matching.asking import leaf, says

ACCIDENT = "safety_accident"


def event(period="rolling 36m", **more):
    """An accident in a window; the application date is 2026-05-10."""
    return criterion("c1", "event", ACCIDENT, period=period, **more)


def firm_of(*stated, **more):
    """A firm with records `(value, period)` or `(value, period, observed)`."""
    return company(*(fact(ACCIDENT, one[0], one[1], observed=(*one, None)[2]) for one in stated), **more)


@pytest.mark.parametrize(
    ("period", "facts", "expected"),
    [
        ("rolling 36m", [], "U"),
        ("rolling 36m", [(True, "2023-05-10")], "T"),
        ("rolling 36m", [(True, "2023-05-09")], "U"),
        ("rolling 36m", [(True, "2026-05-10")], "T"),
        ("rolling 36m", [(True, "2026-05-11")], "U"),
        ("rolling 36m", [(True, "2024")], "T"),
        ("rolling 36m", [(True, "2023")], "U"),
        ("rolling 36m", [(True, "2023"), (False, "now")], "U"),
        ("rolling 36m", [(True, "2024/2025")], "T"),
        ("rolling 36m", [(True, "2022/2024")], "U"),
        ("rolling 36m", [(True, "now")], "T"),
        ("rolling 36m", [(True, "now", "2020-01-01")], "U"),
        ("rolling 36m", [(False, "now")], "F"),
        ("rolling 36m", [(False, "now", "2025-12-31")], "F"),
        ("rolling 36m", [(False, "now", "2025-12-30")], "U"),
        ("rolling 36m", [(False, "2025-12-31")], "F"),
        ("rolling 36m", [(False, "2025-12-30")], "U"),
        ("rolling 36m", [(False, "2026-05-11")], "U"),
        ("rolling 36m", [(False, "2025")], "U"),
        ("rolling 36m", [(True, "2025-01-01"), (False, "now")], "T"),
        ("rolling 36m", [(True, "2023-05-09"), (False, "now")], "F"),
        ("rolling 36m", [(False, "2023"), (False, "2024"), (False, "2025"), (False, "2026")], "F"),
        ("rolling 36m", [(False, "2023"), (False, "2025"), (False, "2026")], "U"),
        ("fy1", [(False, "2025")], "F"),
        ("fy1", [(False, "2025-12-30")], "U"),
        ("fy1", [(False, "2026-01-01")], "F"),
        ("fy1", [(True, "2025")], "T"),
        ("fy1", [(True, "2026-01-01")], "U"),
        ("fy2 each", [(True, "2025"), (True, "2024")], "T"),
        ("fy2 each", [(False, "2025")], "F"),
        ("fy1 + current_year", [(True, "2025-01-01")], "T"),
        ("fy1 + current_year", [(False, "now")], "F"),
        ("current_year", [(True, "2026-01-01")], "T"),
        ("current_year", [(True, "2026")], "U"),
        ("since 2017-01-01", [(True, "2017-01-01")], "T"),
        ("until 2017-12-31", [(True, "2017-12-31")], "T"),
        ("until 2017-12-31", [(True, "2018-01-01"), (False, "2017-12-31")], "F"),
        ("2020-01-01/2020-12-31", [(False, "2020")], "F"),
        ("2020-01-01/2020-12-31", [(False, "2021-03-01")], "F"),
        ("ever", [(True, "1999")], "T"),
        ("ever", [(False, "2025")], "U"),
        ("ever", [(False, "now")], "F"),
        ("now", [(True, "2026-01-01")], "T"),
        ("now", [(True, "2025-12-30")], "U"),
        ("now", [(True, "2026-01-01"), (False, "2026-02-01")], "F"),
        ("now", [(False, "2026-01-01"), (True, "2026-02-01")], "T"),
        ("now", [(False, "2025")], "F"),
        ("now", [(False, "2024")], "U"),
        ("rolling 36m", [("有", "2025-01-01")], "U"),
        ("rolling 36m", [("true", "2025-01-01")], "T"),
    ],
)
def test_events(period, facts, expected):
    assert says(event(period), firm_of(*facts)) == expected


def test_defaults_of_the_vocabulary():
    rolling = criterion("c1", "event", ACCIDENT)
    now = criterion("c1", "event", "dishonesty")
    ever = criterion("c1", "event", "review_failed")
    term = criterion("c1", "event", "no_update")
    loss = criterion("c1", "event", "loss")

    assert says(rolling, firm_of((True, "2023-05-10"))) == "T"
    assert says(now, company(fact("dishonesty", True, "2024-01-01"))) == "U"
    assert says(ever, company(fact("review_failed", True, "2001-01-01"))) == "T"
    assert says(term, company(fact("no_update", True, "2023-05-10"))) == "T"
    assert says(loss, company(fact("loss", True, "2025"))) == "T"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (
            [
                fact(ACCIDENT, True, "2025-01-01", observed="2025-02-01"),
                fact(ACCIDENT, False, "2025-01-01", observed="2025-03-01"),
                fact(ACCIDENT, False, "now"),
            ],
            "F",
        ),
        (
            [
                fact(ACCIDENT, True, "2025-01-01", source="甲"),
                fact(ACCIDENT, False, "2025-01-01", source="乙"),
                fact(ACCIDENT, False, "now"),
            ],
            "U",
        ),
        (
            [
                fact(ACCIDENT, True, "2025-01-01", source="甲"),
                fact(ACCIDENT, False, "2025-01-01", source="乙"),
                fact(ACCIDENT, True, "2025-06-01"),
            ],
            "T",
        ),
        ([fact(ACCIDENT, True, "now"), fact(ACCIDENT, False, "now", observed="2026-05-10")], "U"),
        ([fact(ACCIDENT, False, "now"), fact(ACCIDENT, True, "now", observed="2026-05-10")], "U"),
        ([fact(ACCIDENT, False, "now"), fact(ACCIDENT, True, "now", observed="2026-05-09")], "T"),
        ([fact(ACCIDENT, None, "now", status="not_applicable")], "P"),
        ([fact(ACCIDENT, True, "2025-01-01", status="not_applicable")], "U"),
        ([fact(ACCIDENT, True, "2025-01-01"), fact(ACCIDENT, None, "now", status="not_applicable")], "T"),
    ],
    ids=[
        "taken-back",
        "sources-differ",
        "another-record",
        "undated-yes-and-no-of-today",
        "undated-no-and-yes-of-today",
        "undated-no-and-yes-of-yesterday",
        "not-applicable",
        "not-applicable-once",
        "record-beside",
    ],
)
def test_records_that_meet(facts, expected):
    assert says(event(), company(*facts)) == expected


def test_a_record_leaves_the_rolling_window_on_a_day():
    verdict = leaf(event(), firm_of((True, "2023-06-01"), (True, "2024-02-29")))

    assert verdict.cure == "time"
    assert verdict.cure_date == date(2027, 3, 1)
    assert says(event(), firm_of((True, "2024-02-29")), date(2027, 2, 28)) == "T"
    assert says(event(), firm_of((True, "2024-02-29"), (False, "now")), date(2027, 3, 1)) == "F"


def test_other_events_cannot_be_cured():
    assert leaf(event("ever"), firm_of((True, "2020-01-01"))).cure == "none"
