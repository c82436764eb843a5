"""What if: items gained, lost and newly near; levers judged again and ranked two ways."""

from decimal import Decimal

import pytest

from domain.errors import InputError
from matching.judge import judge
from matching.verdict import Amount, Outcome
from matching.what_if import by_items, by_money, levers, overridden, what_if
from tests.make import ON, benefit, company, criterion, fact, item, policy, title


def need(id, value, feature="revenue", op="ge"):
    """A criterion on a number."""
    return criterion(id, "compare", feature, op, str(value))


def entries(*items):
    """The items as entries of one document."""
    document = policy(*items)
    return [(document, one) for one in items]


GIVEN = entries(
    item(need("c1", 10), id="i1", benefits=(benefit(amount=100),)),
    item(need("c2", 20), id="i2", benefits=(benefit(amount=200),)),
    item(need("c3", 15, op="lt"), id="i3"),
    item(need("c4", 20), need("c5", 5, "employees"), id="i4"),
    item(need("c6", 1000), id="i5", benefits=(benefit(rate="0.1", cap=50),)),
)
FIRM = company(fact("revenue", 12), fact("employees", 3))


def test_items_are_gained_lost_and_come_near():
    moved = what_if(FIRM, company(fact("revenue", 25)), GIVEN, ON)

    assert [one.item.id for one in moved if one.gained] == ["i2"]
    assert [one.item.id for one in moved if one.lost] == ["i3"]
    assert [(one.item.id, one.near_after) for one in moved if one.newly_near] == [("i4", "c5")]
    assert [one.amount for one in moved][1] == Amount(Decimal(200), Decimal(200))


def test_an_item_that_was_fitting_is_lost_and_not_newly_near():
    moved = what_if(FIRM, company(fact("revenue", 9)), GIVEN, ON)

    (lost,) = [one for one in moved if one.lost]
    assert (lost.item.id, lost.near_after, lost.newly_near) == ("i1", "c1", False)


def test_before_and_after_are_judges_verdicts():
    changed = company(fact("revenue", 25))
    for one in what_if(FIRM, changed, GIVEN, ON):
        assert one.before is judge(one.policy, one.item, FIRM, ON).outcome
        assert one.after is judge(one.policy, one.item, overridden(FIRM, changed), ON).outcome


def test_overrides_replace_facts_of_every_source_and_keep_the_rest():
    firm = company(
        fact("revenue", 9, source="年报"),
        fact("revenue", 8, source="税务"),
        fact("revenue", 7, "2024"),
        fact("profit", 1),
        titles=(title("高新技术企业", "国家级"), title("瞪羚企业")),
        region="130132",
        founded="2020-01-01",
    )
    new = company(
        fact("revenue", 20, source="假设"),
        titles=(title("高新技术企业", "国家级", "2026-01-01"),),
        region="110000",
        name="别名",
        case_id="t2",
    )
    found = overridden(firm, new)

    assert [(one.feature, one.value, str(one.period)) for one in found.facts] == [
        ("revenue", 7, "2024"),
        ("profit", 1, "2025"),
        ("revenue", 20, "2025"),
    ]
    assert [(one.title, one.start is None) for one in found.titles] == [
        ("瞪羚企业", True),
        ("高新技术企业", False),
    ]
    assert (found.key, found.name, found.region, found.founded) == ("t1", "测试企业", "110000", firm.founded)


def test_a_lever_opens_what_lower_bounds_on_the_same_figure_ask():
    found = levers(company(fact("revenue", 9), fact("employees", 9)), GIVEN, ON)
    opened = {lever.question.criterion.id: [one.id for _, one, *_ in lever.opened] for lever in found}

    assert opened == {"c1": ["i1"], "c2": ["i1", "i2", "i4"], "c6": ["i1", "i2", "i4", "i5"]}


def test_levers_are_ranked_by_items_and_by_money():
    given = entries(
        item(need("c1", 10), id="i1", benefits=(benefit(amount=1),)),
        item(need("c2", 10), id="i2", benefits=(benefit(amount=1),)),
        item(need("c3", 5, "employees"), id="i3", benefits=(benefit(amount=500),)),
        item(need("c4", 5, "profit"), id="i4", benefits=(benefit(rate="0.1"),)),
        item(need("c5", 5, "tax_paid"), id="i5", benefits=(benefit(rate="0.1", cap=9),)),
    )
    low = company(*(fact(one, 1) for one in ("revenue", "employees", "profit", "tax_paid")))
    found = levers(low, given, ON)

    assert [one.question.criterion.id for one in by_items(found)][:2] == ["c1", "c3"]
    assert [one.question.criterion.id for one in by_money(found)] == ["c3", "c1", "c4", "c5"]
    assert [one.money for one in by_money(found)][2:] == [
        Amount(Decimal(0), None),
        Amount(Decimal(0), Decimal(9)),
    ]


def test_a_lever_that_also_bars_opens_nothing():
    given = entries(item(need("c1", 10), need("c2", 10), require="c1", exclude="c2", id="i1"))

    assert levers(company(fact("revenue", 9)), given, ON) == ()


def test_what_is_unknown_or_not_curable_is_no_lever():
    given = entries(item(need("c1", 10, "profit"), id="i1"), item(need("c2", 10, op="lt"), id="i2"))

    assert levers(company(fact("revenue", 20)), given, ON) == ()


def test_an_opened_item_may_still_wait_for_a_fact():
    given = entries(item(need("c1", 10), need("c2", 10, "profit"), id="i1"))
    (lever,) = levers(company(fact("revenue", 9)), given, ON)

    assert lever.opened[0][2] is Outcome.UNKNOWN


def test_an_item_that_names_no_criterion_is_refused():
    broken = item(need("c1", 10), require="c9")

    with pytest.raises(InputError):
        what_if(FIRM, FIRM, [(policy(broken), broken)], ON)
