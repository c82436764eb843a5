"""Links as flows: what adds up, what counts once, what is disputed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from domain.chain import SupplyLink
from industry.flows import flows, of_year, suppliers_of
from tests.industry.make_links import YEAR, link

CASES = {
    "one": ([link("a", "b", 10)], 10, 10),
    "two products": ([link("a", "b", 10), link("a", "b", 5, product="轴")], 15, 15),
    "told twice": ([link("a", "b", 10), link("a", "b", 10, source="公告")], 10, 10),
    "told once with, once without amount": ([link("a", "b", 10), link("a", "b", None)], 10, 10),
    "unknown": ([link("a", "b", None)], None, 0),
    "one product unknown": ([link("a", "b", 10), link("a", "b", None, product="轴")], None, 10),
    "disputed": ([link("a", "b", 10), link("a", "b", 12, source="公告")], None, 10),
}


@pytest.mark.parametrize(("links", "amount", "known"), CASES.values(), ids=CASES.keys())
def test_amounts(links: list[SupplyLink], amount: int | None, known: int) -> None:
    (flow,) = flows(links).values()
    assert flow.amount == amount
    assert flow.known == Decimal(known)
    assert flow.links == tuple(links)


def test_flows_stand_in_order_of_key_and_have_a_direction() -> None:
    found = flows([link("b", "a"), link("a", "c"), link("a", "b")])
    assert list(found) == [("a", "b"), ("a", "c"), ("b", "a")]


def test_of_year_takes_one_year() -> None:
    earlier = link("a", "b", year=YEAR - 1)
    assert of_year([earlier, link("a", "b")], YEAR - 1) == (earlier,)


def test_suppliers_are_told_once_and_nobody_supplies_itself() -> None:
    links = [link("b", "h"), link("a", "h"), link("a", "h", product="轴"), link("h", "h"), link("a", "x")]
    assert suppliers_of(links, ["h", "y"]) == {"h": ("a", "b"), "y": ()}
