"""What each clause and each threshold does to a register: counted against `judge` of changed texts."""

from collections import Counter
from decimal import Decimal

import pytest

from domain.errors import InputError
from matching.impact import clause_impact, try_threshold
from matching.judge import judge
from matching.verdict import Outcome, Result
from tests.make import ON, company, criterion, fact, item, policy


def need(id, value, feature="revenue", op="ge"):
    """A criterion on a number."""
    return criterion(id, "compare", feature, op, str(value))


def firm(key, revenue=None, employees=None):
    """A firm with these figures; None is not known."""
    given = {"revenue": revenue, "employees": employees}
    return company(*(fact(name, one) for name, one in given.items() if one is not None), case_id=key)


ENTRY = item(need("c1", 10), need("c2", 5, "employees"), need("c3", 99), require="all(c1, c2, when(c3, c2))")
POLICY = policy(ENTRY)
FIRMS = [
    firm("a", 20, 9),
    firm("b", 8, 9),
    firm("c", 20, 1),
    firm("d", 8, 1),
    firm("e", None, 9),
    firm("f", 12),
]


def test_each_clause_counts_results_and_whom_it_alone_shuts_out():
    first, second, third = clause_impact(POLICY, ENTRY, FIRMS, ON)

    assert first.results == {
        Result.TRUE: 3,
        Result.FALSE: 2,
        Result.UNKNOWN: 1,
        Result.NOT_APPLICABLE: 0,
    }
    assert (first.alone, second.alone, third.alone) == (("b",), ("c",), ())
    assert sum(second.results.values()) == len(FIRMS)


def test_a_criterion_that_is_not_asked_counts_so():
    entry = item(need("c1", 10), need("c2", 5, "employees"), require="when(c1, c2)")

    _, second = clause_impact(policy(entry), entry, FIRMS, ON)
    assert second.results[Result.NOT_APPLICABLE] == 2


@pytest.mark.parametrize("value", [1, 8, 10, 13, 30])
def test_a_threshold_does_what_the_text_with_it_would(value):
    (found,) = try_threshold(POLICY, ENTRY, "c1", [Decimal(value)], FIRMS, ON)
    other = item(need("c1", value), *ENTRY.criteria[1:], require="all(c1, c2, when(c3, c2))")
    right = {one.key: judge(policy(other), other, one, ON).outcome for one in FIRMS}
    now = {one.key: judge(POLICY, ENTRY, one, ON).outcome for one in FIRMS}

    assert {outcome: count for outcome, count in found.counts.items() if count} == Counter(right.values())
    fails = Outcome.FAILS
    assert set(found.opened) == {key for key in now if now[key] is fails and right[key] is not fails}
    assert set(found.shut) == {key for key in now if now[key] is not fails and right[key] is fails}


def test_lower_opens_and_higher_shuts():
    lower, higher = try_threshold(POLICY, ENTRY, "c1", [Decimal(8), Decimal(15)], FIRMS, ON)

    assert (lower.opened, lower.shut) == (("b",), ())
    assert (higher.opened, higher.shut) == ((), ("f",))


def test_a_criterion_of_another_item_is_changed_where_it_is_stated():
    shared = item(need("c1", 10), id="i1")
    entry = item(require="c1", id="i2")

    (found,) = try_threshold(policy(shared, entry), entry, "c1", [Decimal(8)], FIRMS, ON)
    assert found.opened == ("b", "d")


@pytest.mark.parametrize("leaf", ["c9", "m1"])
def test_what_has_no_threshold_is_refused_with_those_that_have(leaf):
    entry = item(need("c1", 10), criterion("m1", "manual", "other"))

    with pytest.raises(InputError, match="应为c1"):
        try_threshold(policy(entry), entry, leaf, [Decimal(1)], FIRMS, ON)
