"""The most money that a firm can take from items of which some exclude each other.

Owns groups, caps and the exact choice; amounts are `assess`'s. Items of one group exclude each other
(就高不重复, 同一项目不重复; of 只奖励差额部分 the total is the higher sum, which is the same choice).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import product
from math import gcd

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from domain.company import Company
from domain.errors import InputError
from domain.policy import Item, Policy
from matching.assess import assess, prepare
from matching.codes import Codes, national_codes
from matching.facts import FactBook
from matching.verdict import Amount, Outcome

RULES = ("就高不重复", "从高不重复", "不重复", "差额")
"""Words by which a stacking sentence makes the items that state it exclude each other."""

SMALL = 12
"""Up to so many linked items every combination is tried; above, the mixed-integer solver chooses."""

MOST_SECONDS = 20.0
"""The solver's time for one choice; a choice that is not proven best by then is not given."""

_SOLVER = {"mip_rel_gap": 0, "time_limit": MOST_SECONDS}
_FEN = Decimal("0.01")
_TIMED_OUT = 1
"""SciPy's status of a search that reached its limit."""
_SURE = frozenset({Outcome.FITS})
_POSSIBLE = frozenset({Outcome.UNKNOWN, Outcome.NEEDS_CHECK})


@dataclass(frozen=True, slots=True)
class Group:
    """Items that exclude each other, by key 文档编号.事项编号; `quote` is the sentence that says so."""

    items: frozenset[str]
    quote: str


@dataclass(frozen=True, slots=True)
class Cap:
    """The most that these items pay together, CNY."""

    items: frozenset[str]
    most: Decimal


@dataclass(frozen=True, slots=True)
class Offer:
    """One item with what it may pay, CNY; `high` None: no bound is known."""

    key: str
    name: str
    outcome: Outcome
    amount: Amount


@dataclass(frozen=True, slots=True)
class BestSet:
    """The best choice.

    Attributes:
        total: the most that can be had lies in it, whatever the unknown facts turn out to be.
        sure: a choice that pays `total.low` for certain; `possible` one that may pay `total.high`, None if
            that has no bound.
        groups: the rules that were applied.
    """

    offers: tuple[Offer, ...]
    total: Amount
    sure: tuple[str, ...]
    possible: tuple[str, ...] | None
    groups: tuple[Group, ...]
    caps: tuple[Cap, ...]


def best_set(
    entries: Sequence[tuple[Policy, Item]],
    company: Company,
    on: date,
    *,
    groups: Sequence[Group] | None = None,
    caps: Sequence[Cap] = (),
    codes: Codes | None = None,
) -> BestSet:
    """The most money from the items on that day; what is closed, fails or is barred pays nothing.

    Args:
        groups: those of the items' own stacking sentences if None (see `groups_of`).
    """
    tables, book = codes or national_codes(), FactBook(company, on)
    offers = []
    for policy, item in entries:
        found = assess(prepare(policy, item), book, tables)
        amount = _available(found.outcome, found.amount)
        offers.append(Offer(f"{policy.doc_id}.{item.id}", item.name, found.outcome, amount))
    applied = tuple(groups_of(entries) if groups is None else groups)
    return choose(offers, applied, tuple(caps))


def _available(outcome: Outcome, amount: Amount) -> Amount:
    if outcome in _SURE:
        return amount
    return Amount(Decimal(0), amount.high if outcome in _POSSIBLE else Decimal(0))


def groups_of(entries: Iterable[tuple[Policy, Item]]) -> list[Group]:
    """The items of one document that state an excluding sentence, as one group; order of documents.

    Which items a sentence means is often not said; to take them as one group promises no money twice.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    for policy, item in entries:
        quotes = [one.quote for one in item.stacking if any(word in one.quote for word in RULES)]
        for quote in quotes[:1]:
            found.setdefault(policy.doc_id, []).append((f"{policy.doc_id}.{item.id}", quote))
    return [
        Group(frozenset(key for key, _ in stated), stated[0][1])
        for stated in found.values()
        if len(stated) > 1
    ]


def choose(offers: Sequence[Offer], groups: tuple[Group, ...], caps: tuple[Cap, ...]) -> BestSet:
    """The best choice at the lowest and at the highest amounts; the truth lies between, as more pays more."""
    low, sure = most({one.key: one.amount.low for one in offers}, groups, caps)
    bounded = {one.key: one.amount.high for one in offers if one.amount.high is not None}
    free = [one.key for one in offers if one.amount.high is None]
    # A cap holds an unbounded sum; without one nothing does.
    held = {key: min((cap.most for cap in caps if key in cap.items), default=None) for key in free}
    bounds = {key: most_held for key, most_held in held.items() if most_held is not None}
    if len(bounds) < len(free):
        return BestSet(tuple(offers), Amount(low, None), sure, None, groups, caps)
    high, possible = most(bounded | bounds, groups, caps)
    return BestSet(tuple(offers), Amount(low, high), sure, possible, groups, caps)


def most(
    amounts: Mapping[str, Decimal], groups: Sequence[Group], caps: Sequence[Cap]
) -> tuple[Decimal, tuple[str, ...]]:
    """The highest total and a choice that pays it, in the order given; sums to the 分, rounded down.

    Items that no group or cap links are chosen apart; of linked ones all combinations are tried up to
    `SMALL`, which is exact; else SciPy's `milp` (HiGHS) chooses with no gap allowed, in floating point
    with an integrality tolerance of 1e-6, and what its choice pays is counted exactly.
    """
    fen = {key: int(amount / _FEN) for key, amount in amounts.items() if amount > 0}
    chosen: set[str] = set()
    total = 0
    for part in _linked(list(fen), [*(one.items for one in groups), *(one.items for one in caps)]):
        picked = _tried(part, fen, groups, caps) if len(part) <= SMALL else _solved(part, fen, groups, caps)
        chosen.update(picked)
        total += _paid(picked, fen, caps)
    return total * _FEN, tuple(key for key in amounts if key in chosen)


def _linked(keys: Sequence[str], ties: Sequence[frozenset[str]]) -> list[list[str]]:
    """The items parted into those that ties link, directly or by others."""
    parts: list[set[str]] = [{key} for key in keys]
    for tie in ties:
        touched = [part for part in parts if part & tie]
        if len(touched) > 1:
            parts = [part for part in parts if not part & tie] + [{key for part in touched for key in part}]
    return [sorted(part, key=keys.index) for part in parts]


def _paid(picked: Iterable[str], fen: Mapping[str, int], caps: Sequence[Cap]) -> int:
    """What a choice pays in 分; caps may overlap, so the best split under them is a small program itself."""
    chosen = list(picked)
    held = [cap for cap in caps if any(key in cap.items for key in chosen)]
    free = sum(fen[key] for key in chosen if not any(key in cap.items for cap in held))
    if len(held) <= 1:
        inside = sum(fen[key] for key in chosen if held and key in held[0].items)
        return free + (min(inside, int(held[0].most / _FEN)) if held else 0)
    return free + _split([key for key in chosen if any(key in cap.items for cap in held)], fen, held)


def _split(keys: Sequence[str], fen: Mapping[str, int], caps: Sequence[Cap]) -> int:
    """The most that these pay together under overlapping caps."""
    rows = np.array([[float(key in cap.items) for key in keys] for cap in caps])
    limits = np.array([float(int(cap.most / _FEN)) for cap in caps])
    ends = np.array([float(fen[key]) for key in keys])
    found = milp(
        -np.ones(len(keys)),
        constraints=LinearConstraint(rows, ub=limits),
        bounds=Bounds(0, ends),
        integrality=np.ones(len(keys)),
        options=_SOLVER,
    )
    return sum(round(value) for value in _values(found))


def _tried(
    part: Sequence[str], fen: Mapping[str, int], groups: Sequence[Group], caps: Sequence[Cap]
) -> list[str]:
    """Every allowed choice that no earlier one holds: more items never pay less, and larger come first."""
    best: list[str] = []
    paid = -1
    tried: list[frozenset[str]] = []
    for marks in product((True, False), repeat=len(part)):
        picked = [key for key, mark in zip(part, marks, strict=True) if mark]
        if any(one.issuperset(picked) for one in tried):
            continue
        if all(sum(key in group.items for key in picked) <= 1 for group in groups):
            tried.append(frozenset(picked))
            value = _paid(picked, fen, caps)
            if value > paid:
                best, paid = picked, value
    return best


def _solved(
    part: Sequence[str], fen: Mapping[str, int], groups: Sequence[Group], caps: Sequence[Cap]
) -> list[str]:
    """By mixed-integer program: x whether an item is taken, y what it pays, y <= amount · x."""
    count, limits = len(part), [int(cap.most / _FEN) for cap in caps]
    unit = gcd(*(fen[key] for key in part), *limits)
    sums = np.array([fen[key] // unit for key in part], dtype=float)
    nothing, own = np.zeros((len(groups), count)), np.eye(count)
    rows = [
        np.hstack([[[float(key in group.items) for key in part] for group in groups], nothing])
        if groups
        else np.zeros((0, 2 * count)),
        np.hstack([np.zeros((len(caps), count)), [[float(key in c.items) for key in part] for c in caps]])
        if caps
        else np.zeros((0, 2 * count)),
        np.hstack([-np.diag(sums), own]),
    ]
    ends = np.concatenate([np.ones(len(groups)), [one / unit for one in limits], np.zeros(count)])
    found = milp(
        np.concatenate([np.zeros(count), -np.ones(count)]),
        constraints=LinearConstraint(np.vstack(rows), ub=ends),
        bounds=Bounds(0, np.concatenate([np.ones(count), sums])),
        integrality=np.concatenate([np.ones(count), np.zeros(count)]),
        options=_SOLVER,
    )
    return [key for key, value in zip(part, _values(found), strict=False) if value > 0.5]


def _values(found: object) -> Sequence[float]:
    if getattr(found, "status", 0) == _TIMED_OUT:
        raise InputError(
            f"互相牵连的事项太多，{MOST_SECONDS:g} 秒内没有证明哪一组最多",
            todo="少问几个事项，或把互不相干的规则分开写",
        )
    values: Sequence[float] | None = getattr(found, "x", None)
    if values is None:
        raise RuntimeError("the solver found no choice, though taking nothing is always one")
    return values
