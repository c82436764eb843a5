"""One firm against one item without words: leaf states, trees, class, missing facts, amount.

Owns the order in which an item is judged and the order of the classes; `reasons` puts it into words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from domain.errors import InputError
from domain.policy import Criterion, Item, Policy
from domain.tree import Leaf, Node, Points, children, leaf_ids
from matching.amounts import amount_of
from matching.codes import Codes
from matching.facts import FactBook, Lack
from matching.leaf import decided, judge_leaf
from matching.leaf_state import LeafState, unknown
from matching.question import Question, question_of
from matching.truth import (
    UNSURE,
    F,
    Judged,
    T,
    Truth,
    exclude_root,
    judge_tree,
    mattering,
    pass_mark,
    points_range,
    require_root,
    unasked,
)
from matching.verdict import NO_MONEY, Amount, Outcome, Result
from matching.windows import Access, access

_TRUTHS: Mapping[Result, Truth] = {Result.TRUE: T, Result.FALSE: F, Result.UNKNOWN: UNSURE}


@dataclass(frozen=True, slots=True)
class Plan:
    """An item made ready to be judged on any number of firms.

    Attributes:
        questions: every criterion that the item states or names, by id, in document order.
        item_ids: the names by which a finding may speak of the item.
    """

    policy: Policy
    item: Item
    questions: Mapping[str, Question]
    item_ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class Assessment:
    """What judging found, without words."""

    states: Mapping[str, LeafState]
    require: Judged | None
    exclude: Judged | None
    outcome: Outcome
    missing: tuple[str, ...]
    amount: Amount
    access: Access


def prepare(policy: Policy, item: Item) -> Plan:
    """The item with its questions; work that no firm changes.

    Raises:
        InputError: a tree names a criterion that the document does not state.
    """
    known = {criterion.id: criterion for criterion in policy.criteria()}
    tables = {node.id for tree in _trees(item) for node in _nodes(tree) if isinstance(node, Points)}
    named = [known[name] for name in _named(item, known)]
    found = sorted(named, key=lambda one: (one.span.start, one.span.end, one.id))
    questions = {one.id: question_of(one, policy.region, table=one.id in tables) for one in found}
    return Plan(policy, item, questions, frozenset({item.id, f"{policy.doc_id}.{item.id}"}))


def _trees(item: Item) -> Iterator[Node]:
    trees = (item.require, item.exclude, *(benefit.when for benefit in item.benefits))
    yield from (tree for tree in trees if tree is not None)


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    for part in children(node):
        yield from _nodes(part)


def _named(item: Item, known: Mapping[str, Criterion]) -> Iterator[str]:
    """Ids that the item states, that its trees name, and that rows of scoring tables name in turn."""
    ahead = [criterion.id for criterion in item.criteria]
    ahead += [name for tree in _trees(item) for name in leaf_ids(tree)]
    seen: set[str] = set()
    while ahead:
        name = ahead.pop()
        if name in seen:
            continue
        seen.add(name)
        if name not in known:
            raise InputError(f"事项“{item.name}”的条件树提到的条件“{name}”不存在")
        yield name
        ahead.extend(one for row in known[name].rows for one in leaf_ids(row.when))


def assess(plan: Plan, book: FactBook, codes: Codes) -> Assessment:
    """The item judged on one firm; every leaf is judged, whatever the others say."""
    return concluded(plan, _leaf_states(plan, book, codes), book.on)


def concluded(plan: Plan, leaf_states: Mapping[str, LeafState], on: date) -> Assessment:
    """What follows from the states of the criteria (those of scoring tables follow from their rows)."""
    trial = Trial(plan, leaf_states)
    require, exclude = trial.tree(plan.item.require), trial.tree(plan.item.exclude)
    states = trial.all_states()
    entry = access(plan.policy, plan.item, on)
    outcome, missing = _outcome(plan, states, require, exclude, entry)
    amount = NO_MONEY if outcome.dead else amount_of(plan.item.benefits, lambda node: trial.judge(node).truth)
    return Assessment(states, require, exclude, outcome, missing, amount, entry)


def _leaf_states(plan: Plan, book: FactBook, codes: Codes) -> dict[str, LeafState]:
    """The states of all criteria but scoring tables with rows."""
    states = {}
    for name, question in plan.questions.items():
        if not is_table(question):
            state = unknown(Lack.PERSON) if question.table else judge_leaf(question, book, codes)
            states[name] = decided(state, name, plan.item_ids, book)
    return states


def is_table(question: Question) -> bool:
    """Whether the criterion is settled by its rows; a table about another subject is a person's matter."""
    return bool(question.criterion.rows) and question.criterion.subject is None


class Trial:
    """The trees of one item over given leaf states; scoring tables follow from their rows."""

    def __init__(self, plan: Plan, states: Mapping[str, LeafState]) -> None:
        self.plan = plan
        self.states = states

    def judge(self, node: Node) -> Judged:
        """A tree's truth."""
        return judge_tree(node, self._truth, self._rows)

    def tree(self, node: Node | None) -> Judged | None:
        """A tree's truth, None for no tree."""
        return None if node is None else self.judge(node)

    def all_states(self) -> dict[str, LeafState]:
        """The states with those of scoring tables, in document order."""
        return {
            name: self.states[name] if name in self.states else self._table_state(question)
            for name, question in self.plan.questions.items()
        }

    def _truth(self, name: str) -> Truth:
        return _TRUTHS[self.states[name].result]

    def _rows(self, name: str) -> Criterion | None:
        return None if name in self.states else self.plan.questions[name].criterion

    def _table_state(self, question: Question) -> LeafState:
        judged = self.judge(Leaf(question.criterion.id))
        low, high = points_range(question.criterion, judged.parts)
        mark = pass_mark(question.criterion)
        note = f"得 {low} 分" if low == high else f"得 {low} 至 {high} 分"
        if mark is None or judged.truth == UNSURE:
            ordinary = any(self._lack(name) is Lack.FACT for name in mattering(judged))
            return unknown(Lack.FACT if ordinary else Lack.PERSON, note=note)
        gap = Fraction(low - mark if judged.truth == T else mark - high)
        state = LeafState(Result.TRUE, margin=gap, unit=question.unit, note=note)
        if judged.truth == T:
            return state
        return replace(state, result=Result.FALSE, margin=None, distance=gap)

    def _lack(self, name: str) -> Lack | None:
        return self.states[name].lack if name in self.states else None


def never_asked(plan: Plan, found: Assessment) -> frozenset[str]:
    """Ids that are asked nowhere but behind a `when` that does not apply."""
    trial = Trial(plan, settled_states(plan, found.states))
    bands = (trial.tree(benefit.when) for benefit in plan.item.benefits)
    places: dict[str, bool] = {}
    for tree in (found.require, found.exclude, *bands):
        for name, behind in unasked(tree) if tree else ():
            places[name] = places.get(name, True) and behind
    return frozenset(name for name, behind in places.items() if behind)


def settled_states(plan: Plan, states: Mapping[str, LeafState]) -> dict[str, LeafState]:
    """The states without those that follow from the rows of scoring tables."""
    return {name: state for name, state in states.items() if not is_table(plan.questions[name])}


def _outcome(
    plan: Plan,
    states: Mapping[str, LeafState],
    require: Judged | None,
    exclude: Judged | None,
    entry: Access,
) -> tuple[Outcome, tuple[str, ...]]:
    """The class, and for `unknown` the features to ask for."""
    needed, barring = require_root(require), exclude_root(exclude)
    if barring == T:
        return Outcome.BARRED, ()
    if needed == F:
        return Outcome.FAILS, ()
    open_ids: set[str] = set()
    for tree, root in ((require, needed), (exclude, barring)):
        if tree is not None and root == UNSURE:
            open_ids.update(mattering(tree))
    ordinary = [name for name in states if name in open_ids and states[name].lack is Lack.FACT]
    if ordinary:
        return Outcome.UNKNOWN, _missing(plan, ordinary)
    if open_ids or not plan.item.accepted:
        return Outcome.NEEDS_CHECK, ()
    return (Outcome.FITS if entry.is_open else Outcome.CLOSED), ()


def _missing(plan: Plan, ordinary: list[str]) -> tuple[str, ...]:
    """Features by the number of criteria that wait for them, then in document order."""
    features = Counter(plan.questions[name].feature.id for name in ordinary)
    return tuple(feature for feature, _ in features.most_common())
