"""Gaps: the smallest sets of changes, compared with brute force on small random trees."""

import random
from collections.abc import Iterator
from datetime import date
from itertools import combinations

import pytest

from domain.tree import All, Any, AtLeast, Leaf, Not, Points, Waive, When, leaf_ids, print_tree
from matching.assess import assess, concluded, prepare, settled_states
from matching.codes import national_codes
from matching.facts import FactBook
from matching.gap import cure_to, gap, smallest, turned
from matching.verdict import Cure, Outcome, Result
from tests.make import ON, benefit, company, criterion, fact, item, policy, title

DEAD = {Outcome.FAILS, Outcome.BARRED}
FEATURES = ("revenue", "employees", "profit", "rd_expense", "tax_paid", "assets")


def case(require, exclude=None, *, values=None, kinds=None, benefits=()):
    """The gap of a firm against trees over numbers a, b, c … of at least 10; no value: not known."""
    kinds = kinds or {}
    names = sorted({*leaf_ids(item(require=require).require), *leaf_ids(item(require=exclude).require)})
    asked = [
        kinds.get(name) or criterion(name, "compare", FEATURES[at], "ge", "10", start=10 * at)
        for at, name in enumerate(names)
    ]
    facts = [fact(asked[names.index(name)].feature, value) for name, value in (values or {}).items()]
    entry = item(*asked, require=require, exclude=exclude, benefits=benefits)
    return gap(policy(entry), entry, company(*facts), ON)


def sets(found):
    """Ids of each way's changes."""
    return [[change.leaf.id for change in way.changes] for way in found.ways]


@pytest.mark.parametrize(
    ("require", "values", "expected"),
    [
        ("all(a, b)", {"a": 9, "b": 9}, [["a", "b"]]),
        ("all(a, b)", {"a": 10, "b": 9}, [["b"]]),
        ("any(a, b)", {"a": 9, "b": 9}, [["b"], ["a"]]),
        ("at_least(2, a, b, c)", {"a": 9, "b": 9, "c": 10}, [["b"], ["a"]]),
        ("any(all(a, b), c)", {"a": 9, "b": 9, "c": 9}, [["c"], ["a", "b"]]),
        ("when(a, b)", {"a": 10, "b": 9}, [["b"]]),
        ("waive(a, b)", {"a": 9, "b": 9}, [["b"], ["a"]]),
        ("all(a, any(not(a), b))", {"a": 9, "b": 9}, [["a", "b"]]),
        ("all(a, b)", {"a": 9}, [["a"]]),
        ("any(a, b)", {"a": 9}, []),
    ],
)
def test_the_smallest_sets_of_changes_people_before_money(require, values, expected):
    assert sets(case(require, values=values)) == expected


def test_what_is_not_known_is_asked_for_and_never_a_change():
    open_case = case("all(a, b)", values={"a": 10})
    failing = case("all(a, b)", values={"a": 9})

    assert open_case.ways == ()
    assert [leaf.id for leaf in open_case.tell] == ["b"]
    assert [leaf.id for leaf in failing.ways[0].tell] == ["b"]
    assert failing.ways[0].outcome is Outcome.UNKNOWN


def test_a_change_says_need_have_distance_cure_and_quote():
    (way,) = case("a", values={"a": 9}, benefits=(benefit(amount=100),)).ways
    (change,) = way.changes

    assert (change.leaf.distance, change.cure, change.to, change.leaf.quote) == (1, Cure.MONEY, True, "a")
    assert change.leaf.need
    assert change.leaf.have
    assert (way.outcome, way.amount.low) == (Outcome.FITS, 100)


def test_time_comes_with_its_day():
    old = criterion("a", "compare", "age_years", "ge", "1")
    entry = item(old)
    found = gap(policy(entry), entry, company(founded="2025-06-01"), ON)

    (change,) = found.ways[0].changes
    assert (change.cure, change.leaf.cure_date) == (Cure.TIME, date(2026, 6, 1))


def test_what_cannot_be_cured_is_said():
    place = criterion("a", "in", "region", values=("130132",))
    entry = item(place, criterion("b", "compare", "revenue", "ge", "10"))
    found = gap(policy(entry), entry, company(fact("revenue", 9), region="110000"), ON)

    assert found.hopeless
    assert [(one.leaf.id, one.cure) for one in found.ways[0].changes] == [("a", Cure.NONE), ("b", Cure.MONEY)]


def test_a_way_that_can_be_had_comes_instead_of_one_that_cannot():
    place = criterion("a", "in", "region", values=("130132",))
    paper = criterion("b", "has", "title", values=("高新技术企业",), start=20)
    entry = item(place, paper, require="any(a, b)")
    held = title("高新技术企业", "国家级", "2020-01-01", "2022-12-31")
    found = gap(policy(entry), entry, company(region="110000", titles=(held,)), ON)

    assert not found.hopeless
    assert sets(found) == [["b"]]


def test_a_bar_must_fall_away():
    found = case("a", "b", values={"a": 10, "b": 10})

    assert found.judgement.outcome is Outcome.BARRED
    assert [(change.leaf.id, change.to) for change in found.ways[0].changes] == [("b", False)]
    assert found.hopeless, "人数不能靠补救变少"


def test_debts_can_be_lowered_and_a_rise_out_of_a_cap_can_be_had():
    debt = criterion("a", "compare", "debt_ratio", "gt", "0.7")
    plan = prepare(policy(entry := item(debt, exclude="a")), entry)

    assert cure_to(plan.questions["a"], to=False) is Cure.MONEY
    low = criterion("a", "compare", "revenue", "lt", "10")
    plan = prepare(policy(entry := item(low, exclude="a")), entry)
    assert cure_to(plan.questions["a"], to=False) is Cure.MONEY


class Trees:
    """Random trees over a few criteria, some of which are met, some not and some not known."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)

    def node(self, depth: int):
        names = "abcdef"
        kind = (
            self.rng.choice(["leaf", "all", "any", "at_least", "not", "when", "waive", "points"])
            if depth
            else "leaf"
        )
        parts = tuple(self.node(depth - 1) for _ in range(self.rng.randint(1, 3))) if depth else ()
        match kind:
            case "all":
                return All(parts)
            case "any":
                return Any(parts)
            case "at_least":
                return AtLeast(self.rng.randint(1, 3), parts)
            case "not":
                return Not(self.node(depth - 1))
            case "when":
                return When(self.node(depth - 1), self.node(depth - 1))
            case "waive":
                return Waive(self.node(depth - 1), self.node(depth - 1))
            case "points":
                return Points("t")
        return Leaf(self.rng.choice(names))

    def case(self):
        """An item and a firm."""
        asked = [
            criterion(name, "compare", FEATURES[at], "ge", "10", start=10 * at)
            for at, name in enumerate("abcdef")
        ]
        rows = tuple(
            (print_tree(self.node(1)).replace("points(t)", "f"), self.rng.choice((5, 10, -5)))
            for _ in range(3)
        )
        table = criterion("t", "compare", "total_score", "ge", "10", rows=rows, start=90)
        require, exclude = (print_tree(self.node(self.rng.randint(0, 3))) for _ in range(2))
        barring = exclude if self.rng.random() < 0.4 else None
        entry = item(*asked, table, require=require, exclude=barring)
        known = [one for one in asked if self.rng.random() < 0.85]
        return entry, company(*(fact(one.feature, self.rng.choice((9, 11))) for one in known))


def brute(plan, found) -> Iterator[frozenset]:
    """Every least set of turns of known criteria, the smaller ones first."""
    states = settled_states(plan, found.states)
    known = [name for name, state in states.items() if state.result is not Result.UNKNOWN]
    least: list[frozenset] = []
    for size in range(len(known) + 1):
        for names in combinations(known, size):
            turns = frozenset((name, states[name].result is Result.FALSE) for name in names)
            if any(one <= turns for one in least):
                continue
            if concluded(plan, turned(states, turns), ON).outcome not in DEAD:
                least.append(turns)
                yield turns


@pytest.mark.parametrize("part", range(4))
def test_every_least_set_is_found_and_nothing_else(part):
    compared = 0
    for seed in range(part * 750, part * 750 + 750):
        entry, firm = Trees(seed).case()
        plan = prepare(policy(entry), entry)
        found = assess(plan, FactBook(firm, ON), national_codes())
        if found.outcome not in DEAD:
            continue
        search, ways = smallest(plan, found.states, curable=False)
        right = list(brute(plan, found))
        if search.cut:
            assert set(ways) <= set(right), seed
            continue
        assert sorted(map(sorted, ways)) == sorted(map(sorted, right)), (seed, print_tree(entry.require))
        assert [len(way) for way in ways] == sorted(len(way) for way in ways), seed
        compared += 1
    assert compared > 150


def test_each_way_of_a_curable_search_lifts_and_uses_no_incurable_change():
    for seed in range(300):
        entry, firm = Trees(seed).case()
        for way in gap(policy(entry), entry, firm, ON).ways:
            assert way.outcome not in DEAD


def test_a_wide_choice_says_that_there_are_more_ways():
    names = [f"c{at}" for at in range(12)]
    asked = [criterion(name, "compare", "revenue", "ge", str(10 + at)) for at, name in enumerate(names)]
    entry = item(*asked, require=f"at_least(6, {', '.join(names)})")
    found = gap(policy(entry), entry, company(fact("revenue", 9)), ON)

    assert not found.complete
    assert len(found.ways[0].changes) == 6
