"""Real readings on firms of which nothing, or odd things, are known: nothing is invented, nothing breaks."""

from datetime import date

import pytest

from domain.errors import InputError
from domain.policy import Policy
from domain.reading_file import read_reading
from matching.judge import judge
from matching.register import match
from matching.verdict import NO_MONEY, Outcome, WaitsFor
from tests.make import ON, company, criterion, fact
from tests.matching.asking import says


@pytest.fixture(scope="module")
def readings(shared) -> list[Policy]:
    """The readings made by hand."""
    return [read_reading(path) for path in sorted(shared.glob("corpus/labels/*.json"))]


def test_of_a_firm_of_which_nothing_is_known_nothing_is_said(readings):
    assert readings
    for policy in readings:
        for item in policy.items:
            found = judge(policy, item, company(), ON)
            assert all(leaf.waits_for in set(WaitsFor) for leaf in found.leaves), (policy.doc_id, item.id)
            assert found.outcome in {Outcome.UNKNOWN, Outcome.NEEDS_CHECK}
            assert bool(found.missing) == (found.outcome is Outcome.UNKNOWN)
            assert all(leaf.need and leaf.have and leaf.sentence for leaf in found.leaves)


def test_every_pair_of_the_register_is_as_judged(readings):
    firm = company(
        fact("revenue", "30000000"),
        fact("tax_paid", "900000"),
        fact("employees", "40"),
        fact("paid_in_capital", "6000000", "now"),
        fact("legal_person", True, "now"),
        region="440115",
        industry="6511",
        founded="2019-03-01",
    )
    pairs = list(match(readings, [firm], ON))

    assert len(pairs) == sum(len(policy.items) for policy in readings)
    for pair, (policy, item) in zip(pairs, ((p, i) for p in readings for i in p.items), strict=True):
        found = judge(policy, item, firm, ON)
        assert (pair.outcome, pair.missing, pair.amount) == (found.outcome, found.missing, found.amount)
        assert (found.amount == NO_MONEY) or found.outcome not in {Outcome.FAILS, Outcome.BARRED}


@pytest.mark.parametrize("on", [date(22, 1, 1), date(9999, 12, 31)], ids=["first-days", "last-day"])
def test_the_ends_of_the_calendar(readings, on):
    for policy in readings:
        for item in policy.items:
            judge(policy, item, company(founded="0001-01-01"), on)


def test_a_day_before_all_years_is_refused():
    with pytest.raises(InputError, match="申报日"):
        says(criterion("c1", "compare", "revenue", "ge", "1"), company(), date(5, 1, 1))


@pytest.mark.parametrize(
    "period", ["fy1", "fy9 cagr", "fy9 sum", "year 0000", "year 9999", "rolling 99999m", "now"]
)
def test_periods_beyond_the_calendar(period):
    one = criterion("c1", "compare", "revenue_growth", "ge", "1", period=period)

    assert says(one, company(founded="2001-01-01"), date(22, 1, 1)) in {"U", "P"}


@pytest.mark.parametrize("value", ["1E+999999999", "1E-999999999"])
def test_figures_beyond_measure_are_not_read(value):
    huge = company(fact("revenue", value))

    assert says(criterion("c1", "compare", "revenue", "ge", "1"), huge) == "U"
    assert says(criterion("c1", "compare", "revenue", "ge", value), huge) == "P"


@pytest.mark.parametrize("op", ["ge", "gt", "le", "lt", "eq"])
@pytest.mark.parametrize("value", ["99999", "-99999", "7990.5"])
def test_ages_beyond_the_calendar(op, value):
    one = criterion("c1", "compare", "age_years", op, value)

    assert says(one, company(founded="2020-02-29")) in {"T", "F"}
