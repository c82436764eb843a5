"""Judging firms against items of the graph: one firm and all items, one item and all firms, one of each.

Owns the lookups, the order of answers and the memory of boards; each verdict is `matching`'s. Every
function takes `on`, the application date: nothing is judged "today" by default.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from api.usecases.memo import Memo
from api.usecases.state import all_companies, all_policies, codes_of, state
from domain.company import Company
from domain.errors import InputError
from domain.policy import Item, Policy
from graph import reads
from graph.store import Store
from matching.codes import Codes, national_codes
from matching.judge import judge
from matching.kernel.pairs import match_pairs
from matching.register import Pair
from matching.verdict import Judgement, Outcome, Result

ORDER = tuple(Outcome)
"""Classes in the order they are shown: what a firm can act on first."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One item judged for one firm, with the policy that grants it."""

    policy: Policy
    item: Item
    judgement: Judgement

    @property
    def item_id(self) -> str:
        """The item's id in the graph (文档编号.事项编号)."""
        return item_key(self.policy, self.item)


@dataclass(frozen=True, slots=True)
class CompanyItems:
    """One firm against every item: by class, in a class those with the fewest unmet criteria first."""

    company: Company
    on: date
    judged: tuple[Judged, ...]
    counts: Mapping[Outcome, int]


@dataclass(frozen=True, slots=True)
class ItemCompanies:
    """One item against the whole register: pairs by class; in a class near misses first, then those that
    lack the fewest facts, then by key.
    """

    policy: Policy
    item: Item
    on: date
    pairs: tuple[Pair, ...]
    counts: Mapping[Outcome, int]
    near: int

    @property
    def item_id(self) -> str:
        """The item's id in the graph."""
        return item_key(self.policy, self.item)


def item_key(policy: Policy, item: Item) -> str:
    """The id of an item in the graph."""
    return f"{policy.doc_id}.{item.id}"


def judge_given(
    policy: Policy, company: Company, on: date, item_id: str | None = None, codes: Codes | None = None
) -> tuple[Judgement, ...]:
    """A firm against the items of one reading, both given; no database.

    Args:
        item_id: only this item, by its id in the reading.
        codes: the code tables; the national ones where none are given.

    Raises:
        InputError: the reading has no such item, or no item at all.
    """
    if item_id is None:
        items: Sequence[Item] = policy.items
    else:
        found = policy.item(item_id)
        if found is None:
            known = "、".join(item.id for item in policy.items) or "（没有事项）"
            raise InputError(f"读数“{policy.doc_id}”中没有事项“{item_id}”", expected=known)
        items = (found,)
    tables = codes or national_codes()
    return tuple(judge(policy, item, company, on, tables) for item in items)


def judge_pair(store: Store, key: str, item_id: str, on: date, memo: Memo) -> Judged:
    """One firm and one item of the graph, with every reason.

    Raises:
        NotFoundError: either is not in the graph.
    """
    policy, item = reads.item(store, item_id)
    codes = codes_of(state(store, memo))
    return Judged(policy, item, judge(policy, item, reads.company(store, key), on, codes))


def items_of_company(store: Store, key: str, on: date, memo: Memo) -> CompanyItems:
    """One firm against every item of every policy in the graph, with every reason.

    Raises:
        NotFoundError: no such firm.
    """
    company, now = reads.company(store, key), state(store, memo)
    codes = codes_of(now)
    judged = [
        Judged(policy, item, judge(policy, item, company, on, codes))
        for policy in all_policies(now)
        for item in policy.items
    ]
    judged.sort(key=lambda one: (ORDER.index(one.judgement.outcome), _unmet(one.judgement), one.item_id))
    return CompanyItems(company, on, tuple(judged), _counts(one.judgement.outcome for one in judged))


def companies_of_item(store: Store, item_id: str, on: date, memo: Memo) -> ItemCompanies:
    """One item against every firm of the graph; classes counted, near misses marked.

    A document's items are judged together and kept in `memo`, so that the next page, filter or sibling
    item costs nothing until the graph changes.

    Raises:
        NotFoundError: no such item.
    """
    policy, item = reads.item(store, item_id)
    now = state(store, memo)
    board = now.kept(
        ("board", policy.doc_id, on),
        lambda: _board(policy, all_companies(now).values(), on, codes_of(now)),
    )
    pairs = board.get(item.id, ())
    near = sum(1 for pair in pairs if pair.near is not None)
    return ItemCompanies(policy, item, on, pairs, _counts(pair.outcome for pair in pairs), near)


def explain(store: Store, board: ItemCompanies, pairs: Sequence[Pair], memo: Memo) -> tuple[Judged, ...]:
    """The board's verdicts for these pairs with every reason, in their order (what a page shows)."""
    now = state(store, memo)
    firms, codes = all_companies(now), codes_of(now)
    return tuple(
        Judged(
            board.policy,
            board.item,
            judge(board.policy, board.item, firms[pair.company], board.on, codes),
        )
        for pair in pairs
    )


def select(board: ItemCompanies, outcome: str | None, sort: str = "class") -> Sequence[Pair]:
    """The board's pairs of one class (`near`: near misses), in the named order.

    Args:
        sort: `class` as the board stands, `name` or `key`.
    """
    kept = [pair for pair in board.pairs if _chosen(pair, outcome)]
    if sort == "class":
        return kept
    return sorted(kept, key=lambda pair: (pair.name, pair.company) if sort == "name" else (pair.company, ""))


def _chosen(pair: Pair, outcome: str | None) -> bool:
    if outcome == "near":
        return pair.near is not None
    return outcome in {None, pair.outcome.value}


def _board(
    policy: Policy, companies: Iterable[Company], on: date, codes: Codes
) -> dict[str, tuple[Pair, ...]]:
    board: dict[str, list[Pair]] = {item.id: [] for item in policy.items}
    for pair in match_pairs([policy], companies, on, codes):
        board[pair.item_id].append(pair)
    return {item: tuple(sorted(pairs, key=_place)) for item, pairs in board.items()}


def _place(pair: Pair) -> tuple[int, bool, int, str]:
    return ORDER.index(pair.outcome), pair.near is None, len(pair.missing), pair.company


def _unmet(judgement: Judgement) -> int:
    return sum(leaf.result in {Result.FALSE, Result.UNKNOWN} for leaf in judgement.leaves)


def _counts(outcomes: Iterable[Outcome]) -> Mapping[Outcome, int]:
    found = Counter(outcomes)
    return {outcome: found[outcome] for outcome in ORDER}
