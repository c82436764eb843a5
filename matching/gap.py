"""What would have to change for an item to fit a firm: the smallest sets of changes, judged again.

Owns the answer and its order; the search over trees is `ways`, verdicts are `assess`'s. A change turns one
criterion: two criteria that rest on one figure are two changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from domain.company import Company
from domain.policy import Criterion, Item, Kind, Op, Policy
from domain.tree import Node
from matching.assess import Assessment, Plan, Trial, assess, concluded, prepare, settled_states
from matching.codes import Codes, national_codes
from matching.cures import cure_of, cures
from matching.facts import FactBook, Lack
from matching.judge import explained
from matching.leaf_state import LeafState
from matching.question import Question
from matching.truth import UNSURE, F, N, T, Truth, exclude_root, mattering, require_root
from matching.verdict import Amount, Cure, Judgement, LeafVerdict, Outcome, Result
from matching.ways import Search, Way, mixed_of, polarities

_OPPOSITE: Mapping[Op, Op] = {Op.GE: Op.LT, Op.GT: Op.LE, Op.LE: Op.GT, Op.LT: Op.GE, Op.EQ: Op.EQ}


@dataclass(frozen=True, slots=True)
class Change:
    """One criterion that must come out otherwise; `leaf` says need, have, distance, cure date and quote."""

    leaf: LeafVerdict
    to: bool
    cure: Cure


@dataclass(frozen=True, slots=True)
class GapWay:
    """One smallest set of changes.

    Attributes:
        outcome, amount: what judging again with the changes finds.
        tell: criteria that still wait for a fact or a person after the changes, in document order.
    """

    changes: tuple[Change, ...]
    outcome: Outcome
    amount: Amount
    tell: tuple[LeafVerdict, ...]

    @property
    def curable(self) -> bool:
        """Whether every change can be had."""
        return all(change.cure is not Cure.NONE for change in self.changes)


@dataclass(frozen=True, slots=True)
class Gap:
    """The way from a firm's class to fitting.

    Attributes:
        ways: cheapest first; none where nothing stands in the way. If no way can be had, those that would
            be needed, each with at least one change whose cure is `none`.
        tell: criteria that wait for a fact or a person now; none where something stands in the way.
        complete: every smallest set is listed; False: there are more.
    """

    judgement: Judgement
    ways: tuple[GapWay, ...]
    tell: tuple[LeafVerdict, ...]
    complete: bool

    @property
    def hopeless(self) -> bool:
        """Whether something stands in the way and nothing the firm can do removes it."""
        return self.judgement.outcome.dead and not any(way.curable for way in self.ways)


def gap(policy: Policy, item: Item, company: Company, on: date, codes: Codes | None = None) -> Gap:
    """The smallest sets of changes that make the item fit, by `cures.yaml`'s order of cures.

    Raises:
        InputError: the item names a criterion or a feature that does not exist.
    """
    plan = prepare(policy, item)
    found = assess(plan, FactBook(company, on), codes or national_codes())
    judgement = explained(plan, found, company, on)
    if not found.outcome.dead:
        return Gap(judgement, (), _tell(found, judgement), complete=True)
    for curable in (True, False):
        ways, complete = _ways(plan, found, judgement, curable=curable)
        if ways:
            return Gap(judgement, ways, (), complete)
    return Gap(judgement, (), (), complete=True)


def _ways(
    plan: Plan, found: Assessment, judgement: Judgement, *, curable: bool
) -> tuple[tuple[GapWay, ...], bool]:
    search, sets = smallest(plan, found.states, curable=curable)
    return tuple(_way(plan, found, judgement, turns) for turns in sets), not search.cut


def smallest(plan: Plan, states: Mapping[str, LeafState], *, curable: bool) -> tuple[Search, tuple[Way, ...]]:
    """The smallest sets of turns after which judging again neither fails nor bars, cheapest first."""
    settled = settled_states(plan, states)

    def truth(name: str) -> Truth:
        result = settled[name].result
        return T if result is Result.TRUE else F if result is Result.FALSE else UNSURE

    def rows(name: str) -> Criterion | None:
        return None if name in settled else plan.questions[name].criterion

    def price(name: str, to: bool) -> int | None:
        cure = cure_to(plan.questions[name], to)
        return None if curable and cure is Cure.NONE else cures().rank(cure)

    goals: tuple[tuple[Node | None, Truth, bool], ...] = (
        (plan.item.require, T | N, True),
        (plan.item.exclude, F | N, False),
    )
    asked = [(node, mask, sign) for node, mask, sign in goals if node is not None]
    mixed = mixed_of(one for node, _, sign in asked for one in polarities(node, rows, sign))
    search = Search(truth, rows, price, mixed)
    ways: tuple[Way, ...] = (frozenset(),)
    for node, mask, _ in asked:
        ways = search.both(ways, search.want(node, mask))
    sound = [turns for way in ways if _opens(plan, settled, turns := search.turns(way))]
    return search, search.least(sound)


def _opens(plan: Plan, settled: Mapping[str, LeafState], turns: Way) -> bool:
    trial = Trial(plan, turned(settled, turns))
    fulfilled = require_root(trial.tree(plan.item.require)) != F
    return fulfilled and exclude_root(trial.tree(plan.item.exclude)) != T


def turned(states: Mapping[str, LeafState], turns: Iterable[tuple[str, bool]]) -> dict[str, LeafState]:
    """The states with these criteria come out otherwise."""
    results = {name: LeafState(Result.TRUE if to else Result.FALSE) for name, to in turns}
    return {**states, **results}


def cure_to(question: Question, to: bool) -> Cure:
    """What could turn the criterion to that; away from a bound is towards the opposite one."""
    criterion = question.criterion
    if not to and criterion.op and criterion.kind in {Kind.COMPARE, Kind.RANK, Kind.HAS}:
        turned_round = replace(criterion, op=_OPPOSITE[criterion.op])
        return cure_of(replace(question, criterion=turned_round))
    return cure_of(question)


def _way(plan: Plan, found: Assessment, judgement: Judgement, turns: Way) -> GapWay:
    states = turned(settled_states(plan, found.states), turns)
    after = concluded(plan, states, judgement.on)
    targets = dict(turns)
    changes = tuple(
        Change(leaf, targets[leaf.id], cure_to(plan.questions[leaf.id], targets[leaf.id]))
        for leaf in judgement.leaves
        if leaf.id in targets
    )
    return GapWay(changes, after.outcome, after.amount, _tell(after, judgement))


def _tell(found: Assessment, judgement: Judgement) -> tuple[LeafVerdict, ...]:
    """Unknown criteria that matter, in document order; tables by their rows."""
    trees = (tree for tree in (found.require, found.exclude) if tree is not None)
    names = {name for tree in trees for name in mattering(tree)}
    lacking = {name for name in names if found.states[name].lack in {Lack.FACT, Lack.PERSON}}
    return tuple(leaf for leaf in judgement.leaves if leaf.id in lacking)
