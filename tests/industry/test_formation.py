"""A formation in tiers and figures: counts of what is known, unknown kept apart."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from domain.chain import SupplyLink
from industry.formation import Share, formation_view, pyramid, share_of
from industry.tiers import tiers
from tests.industry.make_links import YEAR, formation, link

TIERS = {
    "a star": ([link("a", "h"), link("b", "h")], {"h": 0, "a": 1, "b": 1, "c": None}),
    "a chain": ([link("a", "h"), link("b", "a"), link("c", "b")], {"h": 0, "a": 1, "b": 2, "c": 3}),
    "the shortest way counts": ([link("a", "h"), link("b", "a"), link("b", "h")], {"h": 0, "a": 1, "b": 1}),
    "over a firm outside": ([link("x", "h"), link("a", "x")], {"h": 0, "a": 2}),
    "buying from a head is no supply": ([link("h", "a")], {"h": 0, "a": None}),
    "a circle": ([link("a", "b"), link("b", "a")], {"a": None, "b": None}),
    "without amount, of an earlier year": ([link("a", "h", None, year=YEAR - 1)], {"a": 1}),
    "no link at all": ([], {"h": 0, "a": None, "b": None, "c": None}),
}


@pytest.mark.parametrize(("links", "expected"), TIERS.values(), ids=TIERS.keys())
def test_tiers(links: list[SupplyLink], expected: Mapping[str, int | None]) -> None:
    found = tiers(formation(), links)
    assert {key: found[key] for key in expected} == expected
    assert set(found) == {"h", "a", "b", "c"}


def test_two_heads_are_both_at_the_front() -> None:
    found = tiers(formation(heads=("h", "g"), members=("a",)), [link("g", "h"), link("a", "g")])
    assert found == {"h": 0, "g": 0, "a": 1}


def test_the_view_counts_tiers_with_the_unknown_last() -> None:
    view = formation_view(formation(), [link("a", "h"), link("b", "a"), link("x", "c")])
    assert view.size == 4
    assert list(view.by_tier.items()) == [(0, 1), (1, 1), (2, 1), (None, 1)]
    assert view.linked == Share(4, 0, 0, 1.0, 1.0, 1.0)


def test_a_firm_of_which_nobody_told_widens_the_bounds() -> None:
    view = formation_view(formation(), [], {"专精特新": {"h": True, "a": False, "b": None}})
    assert view.shares["专精特新"] == Share(1, 1, 2, None, 0.25, 0.75)


def test_a_share_is_known_where_all_are_known() -> None:
    assert share_of({"a": True, "b": False}) == Share(1, 1, 0, 0.5, 0.5, 0.5)
    assert share_of({}) == Share(0, 0, 0, None, None, None)


PYRAMIDS = {
    "narrows": ({"企业": 76, "规上": 43, "高企": 36, "专精特新": 18, "链主": 2}, True),
    "does not": ({"企业": 76, "规上": 18, "高企": 36}, False),
    "equal layers": ({"企业": 3, "规上": 3}, True),
    "one unknown": ({"企业": 76, "规上": None, "高企": 36}, None),
    "one unknown, but another rises": ({"企业": 10, "规上": None, "高企": 36}, False),
}


@pytest.mark.parametrize(("counts", "narrows"), PYRAMIDS.values(), ids=PYRAMIDS.keys())
def test_pyramid(counts: Mapping[str, int | None], narrows: bool | None) -> None:
    assert pyramid(counts).narrows is narrows


def test_ratios_of_a_published_cluster() -> None:
    layers = pyramid({"企业": 76, "规上": 43, "高企": 36, "专精特新": 18, "链主": 2}).layers
    ratios = [None if one.ratio is None else round(one.ratio, 3) for one in layers]
    assert ratios == [1.0, 0.566, 0.474, 0.237, 0.026]


def test_no_ratio_without_a_whole() -> None:
    assert [one.ratio for one in pyramid({"企业": None, "规上": 4}).layers] == [None, None]
    assert [one.ratio for one in pyramid({"企业": 0, "规上": 0}).layers] == [None, None]
