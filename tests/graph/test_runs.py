"""The last matching of all firms stands in the graph as a whole; older ones keep their counts."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from domain.errors import InputError
from graph.load import Run, RunPair, load_companies, load_policies, save_run
from graph.reads import company_pairs, item_pairs, runs
from tests.graph.check_graph import relations
from tests.graph.samples import an_import, plain_firms, policy

PAIRS = [
    RunPair("a", "063.i1", low=Decimal("500000.00"), high=Decimal(1000000)),
    RunPair("a", "063.i2", near="c8"),
    RunPair("b", "063.i1"),
]


def a_run(run_id="r1"):
    """A run of two firms and two items."""
    counts = {"fits": 2, "fails": 1, "unknown": 1}
    return Run(run_id, date(2026, 5, 10), datetime(2026, 5, 11, 9, tzinfo=UTC), "王芳", 2, 2, counts)


@pytest.fixture
def ready(store):
    """Two firms and a policy with two items."""
    load_companies(store, plain_firms("a", "b"), an_import("企业"))
    load_policies(store, [policy()], an_import("政策"))
    return store


def test_pairs_are_found_from_either_side(ready):
    save_run(ready, a_run(), PAIRS)

    assert item_pairs(ready, "063.i1") == [PAIRS[0], PAIRS[2]]
    assert item_pairs(ready, "063.i1", after="a") == [PAIRS[2]]
    assert company_pairs(ready, "a") == PAIRS[:2]
    assert company_pairs(ready, "a", limit=1) == PAIRS[:1]


def test_next_run_rewrites_everything(ready):
    save_run(ready, a_run("r1"), PAIRS)
    save_run(ready, a_run("r2"), [RunPair("b", "063.i1", near="c1")])

    found = {one for one in relations(ready) if one[1] in {"FITS", "NEAR"}}
    assert found == {("b", "NEAR", "063.i1")}
    assert runs(ready) == [a_run("r1"), a_run("r2")]
    assert [one.last for one in runs(ready)] == [False, True]


@pytest.mark.parametrize(
    ("pairs", "message"),
    [
        ([RunPair("x", "063.i1")], "企业 x 不在图中"),
        ([RunPair("a", "063.i9")], r"事项 063\.i9 不在图中"),
        ([PAIRS[0], PAIRS[0]], "重复"),
    ],
    ids=["firm", "item", "twice"],
)
def test_faulty_run_leaves_the_one_before(ready, pairs, message):
    save_run(ready, a_run("r1"), PAIRS)

    with pytest.raises(InputError, match=message):
        save_run(ready, a_run("r2"), pairs)

    assert item_pairs(ready, "063.i1") == [PAIRS[0], PAIRS[2]]
    assert runs(ready) == [a_run("r1")]
