"""What is paid if granted: fixed sums, caps, rates, bands, unknown bands, forms that are no money."""

import pytest

from tests.make import benefit, company, criterion, fact, item
from tests.matching.asking import judged

BIG = criterion("c1", "compare", "revenue", "ge", "100")
SMALL = criterion("c2", "compare", "revenue", "ge", "10")
STAFF = criterion("c3", "compare", "employees", "ge", "1")


def paid(benefits, *facts, require=None, exclude=None):
    """The amount as a pair."""
    entry = item(BIG, SMALL, STAFF, require=require, exclude=exclude, benefits=tuple(benefits))
    amount = judged(entry, company(*facts)).amount
    return int(amount.low), None if amount.high is None else int(amount.high)


@pytest.mark.parametrize(
    ("benefits", "expected"),
    [
        ([], (0, 0)),
        ([benefit(amount="50")], (50, 50)),
        ([benefit(amount="50", cap="40")], (40, 40)),
        ([benefit(amount="50", cap="60")], (50, 50)),
        ([benefit(rate="0.3", cap="40")], (0, 40)),
        ([benefit(rate="0.3")], (0, None)),
        ([benefit(cap="40")], (0, 40)),
        ([benefit(amount="5", per="m2", cap="40")], (0, 40)),
        ([benefit(amount="5", per="m2")], (0, None)),
        ([benefit(amount="5", rate="0.3", cap="9")], (0, 9)),
        ([benefit()], (0, None)),
        ([benefit(amount="50"), benefit(amount="50")], (100, 100)),
        ([benefit(amount="50"), benefit("subsidy", rate="0.1", cap="7")], (50, 57)),
        ([benefit(amount="50"), benefit("subsidy", rate="0.1")], (50, None)),
        *(
            ([benefit(form, amount="50")], (50, 50))
            for form in ("grant", "award", "subsidy", "interest", "rent")
        ),
        *(([benefit(form, amount="50")], (0, 0)) for form in ("loan", "tax", "title", "service", "other")),
    ],
)
def test_plain_benefits(benefits, expected):
    assert paid(benefits) == expected


BANDS = [benefit(amount="100", when="c1"), benefit(amount="30", when="c2")]


@pytest.mark.parametrize(
    ("benefits", "facts", "expected"),
    [
        (BANDS, [fact("revenue", "100")], (100, 100)),
        (BANDS, [fact("revenue", "50")], (30, 30)),
        (BANDS, [fact("revenue", "5")], (0, 0)),
        (BANDS, [], (0, 100)),
        (BANDS, [fact("revenue", "50", source="甲"), fact("revenue", "500", source="乙")], (30, 100)),
        ([*BANDS, benefit(amount="7")], [fact("revenue", "50")], (37, 37)),
        (
            [*BANDS, benefit("grant", amount="7", when="c3")],
            [fact("revenue", "50"), fact("employees", "1")],
            (37, 37),
        ),
        ([*BANDS, benefit("grant", amount="7", when="c3")], [fact("revenue", "50")], (30, 37)),
        (
            [benefit(cap="100", when="c1"), benefit(amount="30", when="c2")],
            [fact("revenue", "100")],
            (30, 100),
        ),
        (
            [benefit(rate="0.1", when="c1"), benefit(amount="30", when="c2")],
            [fact("revenue", "100")],
            (30, None),
        ),
        ([benefit(amount="9", when="when(c1, c3)")], [fact("revenue", "1")], (0, 0)),
        ([benefit(amount="9", when="not(c1)")], [fact("revenue", "1")], (9, 9)),
    ],
)
def test_bands(benefits, facts, expected):
    assert paid(benefits, *facts) == expected


def test_nothing_where_nothing_can_be_granted():
    firm = fact("revenue", "50")

    assert paid(BANDS, firm, require="c1") == (0, 0)
    assert paid(BANDS, firm, require="c2", exclude="c2") == (0, 0)
    assert paid(BANDS, firm, require="all(c2, c3)") == (30, 30)
