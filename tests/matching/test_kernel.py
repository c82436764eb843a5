"""The register kernel: pair by pair what the plain loop says, whatever the tree, facts and day."""

import sys
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from api.demo.region import demo_region
from domain.industry_code import Industries
from domain.policy import Signature
from domain.reading_file import read_reading
from domain.region import national
from domain.tree import All, Any, AtLeast, Not, Waive, children
from matching import truth
from matching.assess import is_table, prepare
from matching.codes import Codes, national_codes
from matching.kernel import planes
from matching.kernel.change import Place, difference, rejudged_firms, rejudged_item
from matching.kernel.encode import Register
from matching.kernel.judging import judge_sheet
from matching.kernel.pairs import match_pairs
from matching.kernel.program import fits
from matching.kernel.register import match_register
from matching.kernel.sheet import Sheet
from matching.register import match
from matching.verdict import Outcome
from tests.make import ON, company, criterion, fact, finding, item, policy
from tests.matching.oracle_cases import random_case

SETS = tuple(range(1, 8))
READINGS = Path(__file__).parents[1] / "golden/readings"


def bit(words, at):
    return bool(int(words[at // 64]) >> (at % 64) & 1)


def said(answer, item_at, firm_at):
    """Class, pivots and near miss of one pair, out of the planes."""
    one = answer.items[item_at]
    pivots = tuple(name for name, words in one.pivots().items() if bit(words, firm_at))
    near = next((name for name in pivots if name in one.curable), None)
    assert bit(one.near, firm_at) == (near is not None)
    return answer.outcome(item_at, firm_at), pivots, near


def planes_of(truths):
    """A node's truths, one a firm, as planes."""
    t, f, n = (planes.pack(np.array([bool(one & member) for one in truths])) for member in (1, 2, 4))
    return planes.Planes(t, f, n if any(one & 4 for one in truths) else None)


def truths_of(found, firms):
    n = np.zeros_like(found.t) if found.n is None else found.n
    members = ((truth.T, found.t), (truth.F, found.f), (truth.N, n))
    return [sum(member * bit(words, at) for member, words in members) for at in range(firms)]


NODES = {
    "all": (planes.all_of, truth.all_of),
    "any": (planes.any_of, truth.any_of),
    "not": (lambda parts: planes.negated(parts[0]), lambda parts: truth.negated(parts[0])),
    "when": (lambda parts: planes.when(*parts[:2]), lambda parts: truth.when(*parts[:2])),
    "waive": (lambda parts: planes.waive(*parts[:2]), lambda parts: truth.waive(*parts[:2])),
}
for k in range(1, 5):
    NODES[f"at_least_{k}"] = (
        lambda parts, k=k: planes.at_least(k, parts),
        lambda parts, k=k: truth.at_least(k, parts),
    )


@pytest.mark.parametrize("sets", [SETS, SETS[:3]], ids=["with_not_asked", "without"])
@pytest.mark.parametrize("node", NODES)
def test_every_node_on_planes_is_the_node_of_one_pair(node, sets):
    on_planes, one_by_one = NODES[node]
    ways = list(product(sets, repeat=3))
    parts = [planes_of([way[at] for way in ways]) for at in range(3)]

    assert truths_of(on_planes(parts), len(ways)) == [one_by_one(list(way)) for way in ways]


@pytest.mark.parametrize("fast", [False, True], ids=["numpy", "compiled"])
@pytest.mark.parametrize("first", range(0, 240, 6))
def test_random_trees_firms_and_days_as_the_plain_loop(first, fast):
    cases = [random_case(seed) for seed in range(first, first + 6)]
    firms = [replace(case.company, case_id=f"k{at}") for at, case in enumerate(cases)] * 11
    for case in cases:
        pairs = [(case.policy, one) for one in case.policy.items]
        answer = match_register(pairs, firms, case.on, fast=fast)
        expected = iter(match([case.policy], firms, case.on))
        for firm_at in range(len(firms)):
            for item_at in range(len(pairs)):
                pair = next(expected)
                assert said(answer, item_at, firm_at) == (pair.outcome, pair.pivots, pair.near)
        for one in answer.items:
            assert list(one.shut_out.items()) == [(k, planes.count(w)) for k, w in one.pivots().items()]


@pytest.fixture(scope="module")
def large():
    """Random items of all kinds of trees, and a sheet of random leaves on more firms than two blocks hold."""
    cases = [random_case(seed) for seed in range(200)]
    plans = [prepare(case.policy, one) for case in cases for one in case.policy.items]
    barred = policy(item(*LEAVES, require="at_least(2, c1, c2, c3)", exclude="not(any(c4, not(c4)))"))
    plans += [prepare(barred, barred.items[0])]
    named = [[name for name, one in plan.questions.items() if not is_table(one)] for plan in plans]
    sheet, dice = Sheet.empty(40, 33001), np.random.default_rng(7)
    for row in range(40):
        sheet.fill(row, dice.choice(4 if row % 4 else 3, 33001).astype(np.uint8))
    return plans, [{name: int(dice.integers(40)) for name in names} for names in named], sheet


def same(one, other):
    zero = np.zeros_like(one.near)
    assert one.shut_out == other.shut_out
    assert (
        one.counts == other.counts == {**one.counts, **{k: planes.count(w) for k, w in one.classes.items()}}
    )
    assert np.array_equal(one.near, other.near)
    for outcome in Outcome:
        assert np.array_equal(one.classes.get(outcome, zero), other.classes.get(outcome, zero)), outcome


def test_compiled_blocks_say_what_whole_planes_say(large):
    plans, rows, sheet = large
    taken = [plan for plan in plans if fits(plan)]
    fast = judge_sheet(plans, rows, sheet, ON, fast=True)

    assert len(taken) > len(plans) // 2
    assert {type(node) for plan in taken for node in nodes_of(plan)} >= {All, Any, AtLeast, Waive, Not}
    for one, other in zip(fast, judge_sheet(plans, rows, sheet, ON, fast=False), strict=True):
        same(one, other)


def nodes_of(plan):
    ahead = [tree for tree in (plan.item.require, plan.item.exclude) if tree is not None]
    while ahead:
        yield (node := ahead.pop())
        ahead += children(node)


def test_without_numba_the_answers_are_the_same(large, monkeypatch):
    plans, rows, sheet = large
    expected = judge_sheet(plans[:20], rows[:20], sheet, ON, fast=True)
    monkeypatch.setitem(sys.modules, "numba", None)
    monkeypatch.delitem(sys.modules, "matching.kernel.compiled")
    monkeypatch.delattr("matching.kernel.compiled", raising=False)

    for one, other in zip(judge_sheet(plans[:20], rows[:20], sheet, ON, fast=True), expected, strict=True):
        same(one, other)


def test_the_sample_region_in_full():
    region = demo_region()
    read = [read_reading(path) for path in sorted(READINGS.glob("*.json"))]
    signed = Signature("测试", ON)
    policies = [replace(one, items=tuple(replace(it, signed=signed) for it in one.items)) for one in read]
    codes = Codes(national().extended(region.regions), Industries.national())
    expected = list(match(policies, region.companies, ON, codes))

    assert list(match_pairs(policies, region.companies, ON, codes)) == expected
    assert len(Counter(pair.outcome for pair in expected)) > 2


LEAVES = (
    criterion("c1", "compare", "revenue", "ge", "100"),
    criterion("c2", "compare", "employees", "ge", "10"),
    criterion("c3", "in", "region", values=("元氏县",)),
    criterion("c4", "manual", "other", phrase="领先"),
)
RICH, POOR = fact("revenue", "100"), fact("revenue", "1")
STAFF, FEW = fact("employees", "10"), fact("employees", "1")
HERE, THERE = fact("region", "130132", "now"), fact("region", "130102", "now")
ONE = policy(item(*LEAVES, require="all(c1, c2, c3)"))


def firms_of(*facts):
    return [company(*one, case_id=f"k{at}") for at, one in enumerate(facts)]


FIRMS = firms_of((RICH, STAFF, HERE), (POOR, STAFF, HERE), (RICH, STAFF, THERE), (POOR, FEW, HERE), (RICH,))


def answered(firms=FIRMS, one=ONE, on=ON):
    return match_register([(one, one.items[0])], firms, on)


def test_counts_by_item_and_by_firm_near_misses_and_sole_blockers():
    found = answered()
    (one,) = found.items
    fails = list(Outcome).index(Outcome.FAILS)

    assert +Counter(one.counts) == {Outcome.FITS: 1, Outcome.UNKNOWN: 1, Outcome.FAILS: 3}
    assert one.shut_out == {"c1": 1, "c3": 1}
    assert [bit(one.near, at) for at in range(5)] == [False, True, False, False, False]
    assert found.firm_counts().sum(axis=1).tolist() == [1] * 5
    assert found.firm_counts()[:, fails].tolist() == [0, 1, 1, 1, 0]


def place(key):
    return Place("d", "i1", key)


def test_changed_firms_are_judged_alone():
    now = {1: replace(FIRMS[1], facts=(RICH, STAFF, HERE)), 0: replace(FIRMS[0], facts=(RICH, FEW, HERE))}
    after, change = rejudged_firms(answered(), now)

    assert len(after.register) == 2
    assert (change.gained, change.lost, change.newly_near) == ((place("k1"),), (place("k0"),), (place("k0"),))


def test_a_changed_item_and_a_changed_day():
    before = answered()
    easier = policy(item(*LEAVES, require="all(c1, c2)"))

    assert rejudged_item(before, easier, easier.items[0])[1].gained == (place("k2"),)
    assert difference(before, answered(on=date(ON.year + 1, 5, 10))).lost == (place("k0"),)


def test_answers_about_other_firms_are_not_compared():
    with pytest.raises(ValueError, match="same firms"):
        difference(answered(), answered(FIRMS[:2]))


def test_a_register_made_ready_for_another_day_is_refused():
    with pytest.raises(ValueError, match="made ready"):
        match_register([], Register(FIRMS, ON, national_codes()), date(2020, 1, 1))


def test_a_finding_is_the_firms_own():
    asked = policy(item(*LEAVES, require="c4"))
    firms = [*firms_of((), ()), company(case_id="k9", findings=(finding("c4"),))]

    outcomes = [answered(firms, asked).outcome(0, at) for at in range(3)]
    assert outcomes == [Outcome.NEEDS_CHECK, Outcome.NEEDS_CHECK, Outcome.FITS]
