"""The two ways of solving agree, and the slow case falls back to the exact one."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_array, random_array

from industry import absorption
from industry.absorption import reach
from industry.settings import PullSettings, pull_settings


def economy(size: int, leaving: float) -> tuple[csr_array, np.ndarray]:
    """Sparse shares whose rows sum with the exit to 1 - leaving."""
    rng = np.random.default_rng(size)
    shares = random_array((size, size), density=4 / size, rng=rng, format="csr")
    exits = rng.random(size) * (rng.random(size) < 0.2)
    total = np.asarray(shares.sum(axis=1)).ravel() + exits
    scale = np.where(total > 0, (1 - leaving) / np.where(total > 0, total, 1), 0)
    return csr_array(shares.multiply(scale[:, None])), exits * scale


@pytest.fixture
def small_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every cluster counts as large."""
    changed = pull_settings().model_copy(update={"direct_up_to": 0})
    monkeypatch.setattr(absorption, "pull_settings", lambda: changed)


@pytest.mark.parametrize("leaving", [0.5, 0.05, 0.0], ids=["open", "tight", "closed"])
def test_both_ways_agree(leaving: float, monkeypatch: pytest.MonkeyPatch) -> None:
    inside, exits = economy(200, leaving)
    direct = reach(inside, exits)
    changed = pull_settings().model_copy(update={"direct_up_to": 0})
    monkeypatch.setattr(absorption, "pull_settings", lambda: changed)
    assert reach(inside, exits) == pytest.approx(direct, abs=1e-8)


def test_what_does_not_settle_in_time_is_solved_directly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two firms that pass everything to and fro and a millionth on: the brackets close far too slowly."""
    inside = csr_array(np.array([[0, 1 - 1e-6], [1 - 1e-6, 0]]))
    exits = np.array([1e-6, 0])
    changed = PullSettings.model_validate(pull_settings().model_dump() | {"direct_up_to": 0, "steps": 50})
    monkeypatch.setattr(absorption, "pull_settings", lambda: changed)
    assert reach(inside, exits)[0] == pytest.approx(1e-6 / (1 - (1 - 1e-6) ** 2))


def test_without_an_exit_nobody_gets_there() -> None:
    assert reach(csr_array(np.array([[0.0, 1.0], [1.0, 0.0]])), np.zeros(2)).tolist() == [0, 0]


def test_a_closed_circle_beside_the_way_is_left_out() -> None:
    inside = csr_array(np.array([[0, 1.0, 0], [1.0, 0, 0], [0, 0, 0]]))
    assert reach(inside, np.array([0, 0, 0.25])).tolist() == [0, 0, 0.25]


@pytest.mark.usefixtures("small_limit")
def test_the_large_way_stays_between_nought_and_one() -> None:
    inside, exits = economy(300, 0.0)
    found = reach(inside, exits)
    assert found.min() >= 0
    assert found.max() <= 1
    assert found.max() > 0.5
