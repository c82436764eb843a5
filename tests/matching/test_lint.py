"""Faults of drafts: each is found, quoted, and not found in the sound neighbour."""

import pytest

from matching.lint import FaultKind, lint_item
from tests.make import benefit, criterion, item, policy

C, N = FaultKind.CONTRADICTORY, FaultKind.NEVER_DECIDES
OVERLAP, GAP = FaultKind.BANDS_OVERLAP, FaultKind.BANDS_GAP


def bound(id, op, value, feature="revenue", **more):
    """A bound on a number."""
    return criterion(id, "compare", feature, op, str(value), **more)


def faults(*criteria, **more):
    """Kinds and criteria of the faults of an item."""
    entry = item(*criteria, **more)
    return [(one.kind, one.leaves) for one in lint_item(policy(entry), entry)]


@pytest.mark.parametrize(
    ("first", "second", "require", "expected"),
    [
        (("ge", 10), ("lt", 10), "all(c1, c2)", [C]),
        (("ge", 10), ("le", 10), "all(c1, c2)", []),
        (("gt", 10), ("le", 10), "all(c1, c2)", [C]),
        (("gt", 10), ("eq", 10), "all(c1, c2)", [C]),
        (("ge", 10), ("lt", 5), "all(c1, all(c2))", [C]),
        (("ge", 10), ("lt", 5), "any(c1, c2)", []),
        (("ge", 10), ("ge", 20), "all(c1, c2)", [N]),
        (("ge", 10), ("ge", 20), "any(c1, c2)", [N]),
        (("ge", 10), ("gt", 10), "any(c1, c2)", [N]),
        (("ge", 10), ("lt", 5), "all(c1, any(c2))", []),
        (("ge", 10), ("lt", 5), "any(all(c1, c2))", [C]),
        (("ge", 10), ("lt", 5), "not(all(c1, c2))", [C]),
        (("ge", 10), ("lt", 5), "all(all(all(c1, c2)))", [C]),
    ],
)
def test_bounds_of_one_figure_side_by_side(first, second, require, expected):
    found = faults(bound("c1", *first), bound("c2", *second), require=require)

    assert found == [(kind, ("c1", "c2")) for kind in expected]


@pytest.mark.parametrize(
    "second",
    [
        bound("c2", "lt", 5, "profit"),
        bound("c2", "lt", 5, period="year 2020"),
        bound("c2", "lt", 5, phrase="别的收入"),
    ],
    ids=["feature", "period", "wording"],
)
def test_other_figures_are_not_set_against_each_other(second):
    assert faults(bound("c1", "ge", 10), second) == []


@pytest.mark.parametrize(("require", "idle"), [("all(c1, c2)", "c1"), ("any(c1, c2)", "c2")])
def test_the_idle_one_is_named_and_both_are_quoted(require, idle):
    entry = item(
        bound("c1", "ge", 10, quote="十以上"), bound("c2", "ge", 20, quote="二十以上"), require=require
    )

    (fault,) = lint_item(policy(entry), entry)
    assert f"“{idle}”从不起作用" in fault.said
    assert fault.quotes == ("十以上", "二十以上")


@pytest.mark.parametrize(
    ("upper_op", "upper", "expected"),
    [("ge", 20, []), ("gt", 20, [GAP]), ("ge", 25, [GAP]), ("ge", 15, [OVERLAP])],
)
def test_bands_meet_leave_a_gap_or_overlap(upper_op, upper, expected):
    bands = (benefit(amount=1, when="all(c1, c2)"), benefit(amount=2, when="c3"))
    named = (bound("c1", "ge", 10), bound("c2", "lt", 20), bound("c3", upper_op, upper))

    found = faults(*named, require=None, benefits=bands)
    assert found == [(kind, ("c1", "c2", "c3")) for kind in expected]


def test_steps_open_above_and_bands_of_other_forms_are_sound():
    steps = (benefit(amount=1, when="c1"), benefit(amount=2, when="c3"))
    named = (bound("c1", "ge", 10), bound("c2", "lt", 20), bound("c3", "ge", 25))
    apart = (benefit(amount=1, when="all(c1, c2)"), benefit("grant", amount=2, when="c3"))

    assert faults(*named, require=None, benefits=steps) == []
    assert faults(*named, require=None, benefits=apart) == []


def test_what_no_data_can_settle_is_named():
    person = criterion("c1", "manual", "other", phrase="行业领先")
    other = bound("c2", "ge", 1, subject="person")

    assert faults(person, other) == [(FaultKind.NO_DATA, ("c1",)), (FaultKind.NO_DATA, ("c2",))]
