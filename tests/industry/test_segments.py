"""Segments: what is said of them, and only where somebody listed them in full."""

from __future__ import annotations

from decimal import Decimal

import pytest

from industry.segments import SegmentView, segment_view
from tests.industry.make_links import chain, link, member, sales

BOTH = {"s1": "链办确认", "s2": "链办确认"}


def first(**given: object) -> SegmentView:
    """The view of s1, which feeds s2; one firm in each unless told otherwise."""
    arguments: dict[str, object] = {
        "chain": chain(),
        "memberships": [member("a", "s1"), member("h", "s2")],
        "sales": sales(a=30, h=100),
        "complete": BOTH,
    }
    return segment_view(**(arguments | given))[0]  # type: ignore[arg-type]  # a table of keyword arguments


def test_every_segment_is_there_in_the_order_of_the_chain() -> None:
    views = segment_view(chain(segments=("s2", "s1")), [])
    assert [(view.segment.segment_id, view.firms) for view in views] == [("s2", ()), ("s1", ())]


def test_members_are_told_once_and_of_this_chain_only() -> None:
    members = [member("b", "s1"), member("a", "s1"), member("a", "s1"), member("x", "elsewhere")]
    assert first(memberships=members).firms == ("a", "b")


def test_one_known_firm_is_no_sole_supplier_while_the_list_may_be_open() -> None:
    view = first(complete=None)
    assert view.sole is None
    assert any("名单是否完整" in text for text in view.lacks)


@pytest.mark.parametrize(("firms", "sole"), [("a", True), ("ab", False), ("", False)], ids=["1", "2", "0"])
def test_in_a_complete_list_one_firm_stands_alone(firms: str, sole: bool) -> None:
    view = first(memberships=[member(key, "s1") for key in firms])
    assert view.sole is sole
    assert view.listed_by == "链办确认"


def test_coverage_is_supply_over_need() -> None:
    view = first()
    assert view.coverage == pytest.approx(30 / (0.5 * 100))
    assert view.lacks == ()


def test_coverage_counts_the_share_of_sales_in_the_segment() -> None:
    view = first(memberships=[member("a", "s1", "0.5"), member("h", "s2", "0.8")])
    assert view.coverage == pytest.approx(15 / 40)


def test_coverage_is_at_most_one() -> None:
    assert first(sales=sales(a=300, h=100)).coverage == 1


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"sales": sales(a=30)}, "营业收入"),
        ({"sales": sales(a=None, h=100)}, "营业收入"),
        ({"memberships": [member("a", "s1", None), member("h", "s2")]}, "收入占比"),
        ({"complete": {"s1": "链办确认"}}, "名单是否完整"),
        ({"chain": chain(feeds={("s1", "s2"): None})}, "投入系数"),
        ({"chain": chain(feeds={})}, "没有已知的下游环节"),
        ({"memberships": [member("a", "s1")]}, "没有产出"),
    ],
    ids=["no sales", "unknown sales", "no share", "open list", "no coefficient", "no feed", "nobody there"],
)
def test_coverage_is_unknown_where_data_do_not_carry_it(given: dict[str, object], word: str) -> None:
    view = first(**given)
    assert view.coverage is None
    assert any(word in text for text in view.lacks)


def test_an_empty_complete_segment_covers_nothing() -> None:
    assert first(memberships=[member("h", "s2")]).coverage == 0


def test_links_show_who_is_linked_and_who_buys_here() -> None:
    links = [link("a", "h"), link("b", "stranger"), link("x", "c")]
    view = first(memberships=[*(member(key, "s1") for key in "abcd"), member("h", "s2")], links=links)
    assert view.linked == ("a", "b", "c")
    assert view.local_customers == ("h",)


def test_several_fed_segments_add_up_their_needs() -> None:
    wide = chain(segments=("s1", "s2", "s3"), feeds={("s1", "s2"): "0.5", ("s1", "s3"): "0.1"})
    members = [member("a", "s1"), member("h", "s2"), member("g", "s3")]
    amounts = sales(a=30, h=100) | {"g": Decimal(100)}
    view = first(chain=wide, memberships=members, sales=amounts, complete={**BOTH, "s3": "链办确认"})
    assert view.coverage == pytest.approx(30 / 60)
