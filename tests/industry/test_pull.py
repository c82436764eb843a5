"""Order pull: what its definition says in small cases, and what must hold where data are missing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from domain.errors import InputError, InputFaultsError
from industry.pull import order_pull
from tests.industry.make_links import YEAR, link, sales


def test_in_a_star_dependence_is_the_share_sold_to_the_head() -> None:
    pull = order_pull([link("a", "h", 30), link("b", "h", 5)], sales(h=1, a=100, b=50), ["h"])

    assert pull.dependence == {"a": pytest.approx(0.3), "b": pytest.approx(0.1)}
    assert pull.value == pytest.approx(35 / 150)
    assert (pull.low, pull.high) == (pytest.approx(pull.value), pytest.approx(pull.value))
    assert pull.known_share == 1
    assert pull.waits_for == ()


def test_in_a_chain_shares_multiply_and_the_path_is_told() -> None:
    rows = [link("a", "b", 40), link("b", "h", 25)]
    pull = order_pull(rows, sales(h=1, a=100, b=50), ["h"])

    assert pull.dependence["a"] == pytest.approx(0.4 * 0.5)
    assert pull.paths["a"].firms == ("a", "b", "h")
    assert pull.paths["a"].share == pytest.approx(0.2)
    assert pull.paths["a"].links == tuple(rows)


def test_the_strongest_of_two_ways_is_told() -> None:
    rows = [link("a", "h", 10), link("a", "b", 60), link("b", "h", 90), link("a", "c", 20), link("c", "h", 1)]
    pull = order_pull(rows, sales(h=1, a=100, b=100, c=100), ["h"])

    assert pull.paths["a"].firms == ("a", "b", "h")
    assert pull.dependence["a"] == pytest.approx(0.1 + 0.6 * 0.9 + 0.2 * 0.01)


def test_a_return_through_the_firm_itself_counts_every_round() -> None:
    rows = [link("a", "b", 50), link("b", "a", 50), link("a", "h", 20)]
    pull = order_pull(rows, sales(h=1, a=100, b=100), ["h"])

    assert pull.dependence["a"] == pytest.approx(0.2 / (1 - 0.25))


def test_sales_to_firms_outside_the_cluster_leave_it() -> None:
    pull = order_pull([link("a", "elsewhere", 70), link("a", "h", 30)], sales(h=1, a=100), ["h"])
    assert pull.value == pytest.approx(0.3)


def test_several_heads_are_one_goal() -> None:
    rows = [link("a", "h", 30), link("a", "g", 20), link("g", "h", 10)]
    known = sales(h=1, g=10, a=100)

    assert order_pull(rows, known, ["g", "h"]).dependence == {"a": pytest.approx(0.5)}
    assert order_pull(rows, known, ["h"]).dependence["a"] == pytest.approx(0.3 + 0.2)
    # Alone, g may also be reached through h, of whose own customers nothing is known.
    assert order_pull(rows, known, ["g"]).bounds["a"] == (pytest.approx(0.2), pytest.approx(0.5))


def test_products_add_up_and_the_same_told_twice_counts_once() -> None:
    rows = [link("a", "h", 10), link("a", "h", 10, source="公告"), link("a", "h", 5, product="轴")]
    pull = order_pull(rows, sales(h=1, a=100), ["h"])
    assert pull.value == pytest.approx(0.15)


class TestUnknown:
    """Nothing missing is ever taken for nothing."""

    def test_a_firm_without_any_known_link_is_unknown_not_zero(self) -> None:
        pull = order_pull([link("a", "h", 30)], sales(h=1, a=100, b=100), ["h"])

        assert pull.dependence["b"] is None
        assert pull.bounds["b"] == (0, 1)
        assert pull.value is None
        assert (pull.low, pull.high) == (pytest.approx(0.15), pytest.approx(0.65))
        assert pull.known_value == pytest.approx(0.3)
        assert pull.waits_for == ("b",)
        assert "没有任何已知供货关系" in pull.lacks["b"]

    def test_counts_alone_carry_no_pull(self) -> None:
        firms: dict[str, Decimal | None] = {f"firm{i}": None for i in range(74)}
        pull = order_pull([], {"h": None, **firms}, ["h"])

        assert (pull.value, pull.low, pull.high, pull.known_value) == (None, None, None, None)
        assert pull.known_share == 0
        assert len(pull.waits_for) == 74

    def test_an_unknown_amount_leaves_the_rest_of_the_sales_open(self) -> None:
        pull = order_pull([link("a", "h", None), link("a", "b", 40), link("b", "x", 9)],
                          sales(h=1, a=100, b=10), ["h"])  # fmt: skip

        assert pull.dependence == {"a": None, "b": 0}
        assert pull.bounds["a"] == (0, pytest.approx(0.6))
        assert "h" in pull.lacks["a"]

    def test_an_unknown_amount_to_a_firm_outside_changes_nothing(self) -> None:
        pull = order_pull([link("a", "h", 30), link("a", "outside", None)], sales(h=1, a=100), ["h"])
        assert pull.value == pytest.approx(0.3)

    def test_unknown_sales_leave_everything_open(self) -> None:
        pull = order_pull([link("a", "h", 30)], sales(h=1, a=None), ["h"])

        assert pull.bounds["a"] == (0, 1)
        assert pull.value is None
        assert "营业收入" in pull.lacks["a"]

    def test_sources_that_differ_leave_the_amount_open_above_the_smaller(self) -> None:
        rows = [link("a", "h", 30), link("a", "h", 50, source="公告")]
        pull = order_pull(rows, sales(h=1, a=100), ["h"])

        assert pull.value is None
        assert pull.low == pytest.approx(0.3)
        assert pull.waits_for == ("a",)

    def test_who_sells_to_a_firm_in_the_dark_is_in_the_dark_too(self) -> None:
        pull = order_pull([link("a", "b", 50)], sales(h=1, a=100, b=100), ["h"])

        assert pull.dependence["a"] is None
        assert pull.bounds["a"] == (0, pytest.approx(0.5))
        assert pull.waits_for == ("b",)

    def test_a_firm_without_sales_weighs_nothing(self) -> None:
        pull = order_pull([link("a", "h", 30)], sales(h=1, a=100, b=0), ["h"])
        assert pull.value == pytest.approx(0.3)

    def test_firms_that_only_trade_in_a_circle_never_reach_the_head(self) -> None:
        rows = [link("a", "b", 100), link("b", "a", 100), link("c", "h", 10)]
        pull = order_pull(rows, sales(h=1, a=100, b=100, c=100), ["h"])
        assert pull.dependence == {"a": 0, "b": 0, "c": pytest.approx(0.1)}

    def test_without_followers_there_is_no_pull(self) -> None:
        pull = order_pull([], sales(h=1), ["h"])
        assert (pull.value, pull.known_share) == (None, None)


class TestRefused:
    """Figures that contradict each other are named, not computed with."""

    def test_more_sold_than_the_sales(self) -> None:
        rows = [link("a", "h", 60), link("a", "b", 50), link("b", "h", 1)]
        with pytest.raises(InputError, match=r"a 的已知供货额合计 110 元，超过其营业收入 100 元"):
            order_pull(rows, sales(h=1, a=100, b=10), ["h"])

    def test_every_such_firm_is_named(self) -> None:
        rows = [link("a", "h", 101), link("b", "h", 11)]
        with pytest.raises(InputFaultsError) as caught:
            order_pull(rows, sales(h=1, a=100, b=10), ["h"])
        assert len(caught.value.faults) == 2

    def test_all_sales_inside_are_allowed(self) -> None:
        assert order_pull([link("a", "h", 100)], sales(h=1, a=100), ["h"]).value == pytest.approx(1)

    def test_links_of_two_years(self) -> None:
        rows = [link("a", "h"), link("b", "h", year=YEAR - 1)]
        with pytest.raises(InputError, match="多个年度"):
            order_pull(rows, sales(h=1, a=100, b=100), ["h"])

    @pytest.mark.parametrize("heads", [[], ["stranger"]], ids=["none", "outside"])
    def test_heads_that_are_not_in_the_cluster(self, heads: list[str]) -> None:
        with pytest.raises(InputError, match="链主"):
            order_pull([link("a", "h")], sales(h=1, a=100), heads)

    def test_negative_amounts_and_sales(self) -> None:
        with pytest.raises(InputError, match="负数"):
            order_pull([link("a", "h", -1)], sales(h=1, a=100), ["h"])
        with pytest.raises(InputError, match="负数"):
            order_pull([link("a", "h", 1)], sales(h=1, a=-100), ["h"])
