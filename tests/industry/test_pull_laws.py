"""Order pull: its theorem and laws on random matrices and on China's sector table of 2011."""

from __future__ import annotations

import csv
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.chain import SupplyLink
from industry.pull import order_pull
from tests.industry.make_links import links_of, sales_of

SIZE = 6
NAMES = tuple("abcdef")


@st.composite
def economies(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    """Flows and outputs: every firm sells something inside, and something leaves."""
    seed = draw(st.integers(0, 2**32 - 1))
    rng = np.random.default_rng(seed)
    output = rng.uniform(10, 1000, SIZE)
    shares = rng.uniform(0, 1, (SIZE, SIZE)) * (rng.random((SIZE, SIZE)) < draw(st.sampled_from([0.4, 0.7])))
    np.fill_diagonal(shares, 0)
    for i in np.flatnonzero(shares.sum(axis=1) == 0):
        shares[i, (i + 1) % SIZE] = 1
    shares *= (rng.uniform(0.2, 0.95, SIZE) / shares.sum(axis=1))[:, None]
    return shares * output[:, None], output


def dependence(flows: np.ndarray, output: np.ndarray, heads: str) -> np.ndarray:
    """D by firm, 1 for the heads."""
    pull = order_pull(links_of(flows, NAMES), sales_of(output, NAMES), list(heads))
    return np.array([1.0 if name in heads else pull.dependence[name] for name in NAMES], dtype=float)


def leontief(flows: np.ndarray, output: np.ndarray) -> np.ndarray:
    return np.linalg.inv(np.eye(len(output)) - flows / output[None, :])


@given(economies())
def test_pull_is_what_hypothetical_extraction_takes(economy: tuple[np.ndarray, np.ndarray]) -> None:
    """x_f D_fh = x_h L_fh / L_hh."""
    flows, output = economy
    inverse = leontief(flows, output)
    lost = output[0] * inverse[:, 0] / inverse[0, 0]
    assert dependence(flows, output, "a") * output == pytest.approx(lost, rel=1e-8, abs=1e-9)


@given(economies())
def test_dependence_is_at_most_what_does_not_leave(economy: tuple[np.ndarray, np.ndarray]) -> None:
    flows, output = economy
    staying = flows.sum(axis=1) / output
    assert np.all(dependence(flows, output, "a")[1:] <= staying[1:] + 1e-12)


@given(economies(), st.permutations(NAMES))
def test_pull_of_a_set_is_monotone_and_submodular(
    economy: tuple[np.ndarray, np.ndarray], order: list[str]
) -> None:
    flows, output = economy
    small, large, more = order[0], order[0] + order[1], order[2]
    at = {heads: dependence(flows, output, heads) for heads in (small, large, small + more, large + more)}
    assert np.all(at[large] >= at[small] - 1e-12)
    gain_small, gain_large = at[small + more] - at[small], at[large + more] - at[large]
    assert np.all(gain_large <= gain_small + 1e-12)


@given(economies())
def test_more_sold_inside_lowers_nobody(economy: tuple[np.ndarray, np.ndarray]) -> None:
    flows, output = economy
    more = flows.copy()
    more[1, 2] += 0.5 * (output[1] - flows[1].sum())
    assert np.all(dependence(more, output, "a") >= dependence(flows, output, "a") - 1e-12)


@given(economies(), st.floats(0.1, 1.0))
def test_moving_a_share_changes_dependence_by_the_return_factor(
    economy: tuple[np.ndarray, np.ndarray], part: float
) -> None:
    """Moving b of f's sales from j to k changes D_f by G'_ff b (D_k - D_j), G' after the move."""
    flows, output = economy
    moved = flows.copy()
    amount = part * moved[1, 2]
    moved[1, 2] -= amount
    moved[1, 3] += amount
    before, after = dependence(flows, output, "a"), dependence(moved, output, "a")
    inside = (moved / output[:, None])[1:, 1:]
    factor = np.linalg.inv(np.eye(SIZE - 1) - inside)[0, 0]
    assert factor >= 1
    assert after[1] - before[1] == pytest.approx(
        factor * amount / output[1] * (before[3] - before[2]), abs=1e-9
    )


@given(economies(), st.sets(st.integers(0, SIZE * SIZE - 1), min_size=1, max_size=12))
def test_the_truth_lies_in_the_bounds_whatever_is_hidden(
    economy: tuple[np.ndarray, np.ndarray], hidden: set[int]
) -> None:
    flows, output = economy
    truth = dependence(flows, output, "a")
    links = links_of(flows, NAMES)
    shown = [replace(one, amount=None) if i in hidden else one for i, one in enumerate(links)]
    known = sales_of(output, NAMES)
    pull = order_pull(shown, known, ["a"])
    for name, true in zip(NAMES[1:], truth[1:], strict=True):
        low, high = pull.bounds[name]
        assert low - 1e-9 <= true <= high + 1e-9
        if pull.dependence[name] is not None:
            assert pull.dependence[name] == pytest.approx(true, abs=1e-8)


@given(economies())
def test_order_of_links_and_firms_does_not_matter(economy: tuple[np.ndarray, np.ndarray]) -> None:
    flows, output = economy
    links, known = links_of(flows, NAMES), sales_of(output, NAMES)
    turned = order_pull(links[::-1], dict(reversed(known.items())), ["a"])
    assert turned == order_pull(links, known, ["a"])


@pytest.fixture(scope="module")
def china(shared: Path) -> tuple[list[SupplyLink], dict[str, Decimal | None], dict[str, str]]:
    """China's 35 sectors in 2011 as firms: domestic flows, outputs, names."""
    folder = shared / "data" / "wiod-china-2011"

    def rows(name: str) -> list[dict[str, str]]:
        with (folder / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    links = [
        SupplyLink(row["industry"], customer, "中间投入", 2011, "WIOD", Decimal(cell))
        for row in rows("Z_domestic.csv")
        for customer, cell in row.items()
        if customer != "industry" and Decimal(cell) > 0
    ]
    output: dict[str, Decimal | None] = {
        row["industry"]: Decimal(row["output"]) for row in rows("totals.csv")
    }
    return links, output, {row["code"]: row["name"] for row in rows("industries.csv")}


@pytest.mark.parametrize(
    ("sector", "expected"),
    [
        ("Construction", 0.192),
        ("Electrical and optical equipment", 0.098),
        ("Basic and fabricated metals", 0.069),
        ("Machinery n.e.c.", 0.060),
    ],
)
def test_pull_of_china_s_sectors(
    china: tuple[list[SupplyLink], dict[str, Decimal | None], dict[str, str]], sector: str, expected: float
) -> None:
    links, output, names = china
    head = next(code for code, name in names.items() if name == sector)
    in_business = {code: amount for code, amount in output.items() if amount}
    assert order_pull(links, in_business, [head]).known_value == pytest.approx(expected, abs=5e-4)


def test_the_theorem_holds_on_china_s_table(
    china: tuple[list[SupplyLink], dict[str, Decimal | None], dict[str, str]],
) -> None:
    links, output, _ = china
    names = [code for code, amount in output.items() if amount]
    place = {name: i for i, name in enumerate(names)}
    flows = np.zeros((len(names), len(names)))
    for one in links:
        if one.supplier in place and one.customer in place and one.amount is not None:
            flows[place[one.supplier], place[one.customer]] = float(one.amount)
    x = np.array([float(output[name] or 0) for name in names])
    inverse = leontief(flows, x)
    head = place["c18"]
    pull = order_pull(links, {name: output[name] for name in names}, ["c18"])
    assert sum(value is not None for value in pull.dependence.values()) >= 32
    for name, i in place.items():
        if name != "c18" and pull.dependence[name] is not None:
            expected = x[head] * inverse[i, head] / inverse[head, head]
            assert pull.dependence[name] * x[i] == pytest.approx(expected, rel=1e-9)
