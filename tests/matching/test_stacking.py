"""The best set: brute force on small cases, the solver on large ones, a sound range where facts lack."""

import random
from dataclasses import replace
from decimal import Decimal
from itertools import product

import pytest

from domain.errors import InputError
from domain.policy import Span
from matching import stacking
from matching.stacking import Cap, Group, best_set, groups_of, most
from matching.verdict import Amount, Outcome
from tests.make import ON, benefit, company, criterion, fact, item, policy, window

HIGHER = (Span(0, 5, "同一企业就高不重复享受"),)


def right(amounts, groups, caps):
    """The highest total by trying every choice; money under one cap each."""
    best = Decimal(0)
    for marks in product((0, 1), repeat=len(amounts)):
        picked = [key for key, mark in zip(amounts, marks, strict=True) if mark]
        if any(sum(key in group.items for key in picked) > 1 for group in groups):
            continue
        held = {key for cap in caps for key in cap.items}
        total = sum((amounts[key] for key in picked if key not in held), Decimal(0))
        for cap in caps:
            total += min(cap.most, sum((amounts[key] for key in picked if key in cap.items), Decimal(0)))
        best = max(best, total)
    return best


def drawn(seed):
    """Amounts to the 分, overlapping groups, at most two caps that do not overlap."""
    rng = random.Random(seed)
    keys = [f"d.i{at}" for at in range(rng.randint(1, 9))]
    amounts = {key: Decimal(rng.randint(0, 10**9)) / 100 for key in keys}
    groups = [
        Group(frozenset(rng.sample(keys, rng.randint(1, len(keys)))), "就高")
        for _ in range(rng.randint(0, 4))
    ]
    half = rng.randint(0, len(keys))
    sides = [frozenset(keys[:half]), frozenset(keys[half:])]
    caps = [Cap(side, Decimal(rng.randint(0, 10**9)) / 100) for side in sides if side and rng.random() < 0.6]
    return amounts, groups, caps


@pytest.mark.parametrize("small", [stacking.SMALL, 0], ids=["tried", "solved"])
def test_the_most_money_is_that_of_every_choice_tried(small, monkeypatch):
    monkeypatch.setattr(stacking, "SMALL", small)
    for seed in range(400):
        amounts, groups, caps = drawn(seed)
        total, chosen = most(amounts, groups, caps)
        assert total == right(amounts, groups, caps), seed
        assert all(sum(key in group.items for key in chosen) <= 1 for group in groups), seed


def test_overlapping_caps_share_the_money_out_best():
    amounts = {"a": Decimal(100), "b": Decimal(100), "c": Decimal(100)}
    caps = [Cap(frozenset("ab"), Decimal(120)), Cap(frozenset("bc"), Decimal(120))]

    assert most(amounts, [], caps)[0] == 220


def test_many_linked_items_are_chosen_exactly():
    rng = random.Random(7)
    amounts = {
        f"{group}.{at}": Decimal(rng.randint(1, 10**10)) / 100 for group in range(40) for at in range(6)
    }
    groups = [
        Group(frozenset(key for key in amounts if key.startswith(f"{at}.")), "就高") for at in range(40)
    ]
    cap = Cap(frozenset(amounts), Decimal(10) ** 12)
    best = sum(max(amounts[key] for key in group.items) for group in groups)

    assert most(amounts, groups, [cap])[0] == best


def paying(id, amount, *, need="10", feature="revenue", **more):
    """An item that pays a sum to firms with enough of a feature."""
    leaf = criterion(f"c{id[1:]}", "compare", feature, "ge", need)
    return item(leaf, id=id, benefits=(benefit(amount=amount),), **more)


def entries(*items):
    """The items as entries of one document."""
    document = policy(*items)
    return [(document, one) for one in items]


def stacked(one):
    """The item with a sentence that excludes the others."""
    return replace(one, stacking=HIGHER)


def test_of_a_group_the_higher_sum_counts_and_others_add_up():
    given = entries(stacked(paying("i1", 100)), stacked(paying("i2", 300)), paying("i3", 50))
    found = best_set(given, company(fact("revenue", 20)), ON)

    assert found.total == Amount(Decimal(350), Decimal(350))
    assert found.sure == ("d.i2", "d.i3")
    assert [group.quote for group in found.groups] == ["同一企业就高不重复享受"]


def test_only_sentences_that_exclude_make_a_group():
    free = replace(paying("i1", 1), stacking=(Span(0, 3, "可叠加享受"),))
    assert groups_of(entries(free, stacked(paying("i2", 1)))) == []


def test_what_is_unknown_pays_from_nothing_and_what_fails_or_is_closed_nothing():
    given = entries(
        paying("i1", 100),
        paying("i2", 300, feature="profit"),
        paying("i3", 500, need="1000"),
        paying("i4", 900, windows=(window("2020-01-01", "2020-02-01"),)),
        paying("i5", 7, signed=False),
    )
    found = best_set(given, company(fact("revenue", 20)), ON)

    assert [one.outcome for one in found.offers] == [
        Outcome.FITS,
        Outcome.UNKNOWN,
        Outcome.FAILS,
        Outcome.CLOSED,
        Outcome.NEEDS_CHECK,
    ]
    assert found.total == Amount(Decimal(100), Decimal(407))


def test_without_a_bound_the_range_is_open_unless_a_cap_holds_it():
    leaf = criterion("c1", "compare", "revenue", "ge", "10")
    given = entries(item(leaf, benefits=(benefit(rate="0.1"),)))
    firm = company(fact("revenue", 20))

    assert best_set(given, firm, ON).total == Amount(Decimal(0), None)
    cap = Cap(frozenset({"d.i1"}), Decimal(30))
    assert best_set(given, firm, ON, caps=(cap,)).total == Amount(Decimal(0), Decimal(30))


def test_the_truth_lies_in_the_range_whatever_the_unknown_facts_are():
    features = ("revenue", "employees", "profit", "rd_expense")
    wide = 0
    for seed in range(250):
        rng = random.Random(seed)
        items = []
        for at in range(1, 6):
            one = paying(f"i{at}", rng.randint(1, 500), feature=rng.choice(features))
            band = criterion(f"b{at}", "compare", rng.choice(features), "ge", "15")
            rich = benefit(amount=rng.randint(1, 900), when=f"b{at}")
            one = replace(one, criteria=(*one.criteria, band), benefits=(*one.benefits, rich))
            items.append(stacked(one) if rng.random() < 0.5 else one)
        given = entries(*items)
        cap = Cap(frozenset(f"d.i{at}" for at in (1, 2, 3)), Decimal(rng.randint(1, 900)))
        values = {feature: rng.choice((9, 12, 20)) for feature in features}
        known = {feature for feature in features if rng.random() < 0.5}
        part = best_set(given, company(*(fact(one, values[one]) for one in known)), ON, caps=(cap,))
        full = best_set(given, company(*(fact(one, values[one]) for one in features)), ON, caps=(cap,))
        assert full.total.low == full.total.high
        assert part.total.low <= full.total.low <= part.total.high, seed
        wide += part.total.low < part.total.high
    assert wide > 100


def test_overlapping_caps_are_split_once_for_each_choice_that_no_other_holds(monkeypatch):
    calls = []
    split = stacking._split
    monkeypatch.setattr(stacking, "_split", lambda *given: calls.append(given) or split(*given))
    amounts = {f"i{at}": Decimal(100) for at in range(6)}
    caps = [Cap(frozenset(list(amounts)[:4]), Decimal(250)), Cap(frozenset(list(amounts)[2:]), Decimal(300))]
    group = Group(frozenset({"i0", "i5"}), "只报一个")

    assert most(amounts, [], caps)[0] == Decimal(450)
    assert len(calls) == 2  # the one choice, and the total of the best
    assert most(amounts, [group], caps)[0] == Decimal(400)
    assert len(calls) == 2 + 3


def test_a_choice_that_is_not_proven_in_time_is_refused(monkeypatch):
    monkeypatch.setitem(stacking._SOLVER, "time_limit", 0.0)
    amounts = {f"d.i{number}": Decimal(1000 + number * 7) for number in range(40)}
    groups = [Group(frozenset({f"d.i{one}", f"d.i{one + 1}"}), "就高不重复") for one in range(39)]
    caps = [Cap(frozenset(amounts), Decimal(9000))]

    with pytest.raises(InputError, match="没有证明"):
        stacking.most(amounts, groups, caps)
