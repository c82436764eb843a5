"""Gaps, what-if, levers and best sets of a firm against items of the graph.

Owns which items are asked and how overrides are written; the answers are `matching`'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any as AnyValue

from api.usecases.memo import Memo
from api.usecases.stacking_rules import StackingRules, rules_of
from api.usecases.state import all_policies, codes_of, state
from domain.company import Company
from domain.company_file import company_of
from domain.errors import InputError, Where
from domain.policy import Item, Policy
from graph import reads
from graph.store import Store
from matching.gap import Gap, gap
from matching.stacking import BestSet, best_set
from matching.what_if import Lever, Moved, levers, what_if

Entry = tuple[Policy, Item]
_WHO = frozenset({"name", "uscc", "case_id"})


def overrides_of(data: AnyValue, where: Where) -> Company:
    """What is put in place of a firm's facts, written as in a company file without name and code.

    Raises:
        InputError, InputFaultsError: it says who the firm is, or breaks the format.
    """
    if not isinstance(data, dict) or _WHO & set(data):
        expected = "facts、titles、findings、region、industry、founded 中的几项"
        raise InputError("换上的事实里只写要换的内容", where=where, expected=expected)
    return company_of({"name": "假设", "case_id": "假设", **data}, where)


def gaps_of(
    store: Store, key: str, on: date, item_id: str | None, memo: Memo
) -> tuple[Company, tuple[Gap, ...]]:
    """A firm of the graph and its gap to one item, or to every item of every policy.

    Raises:
        NotFoundError: no such firm or item.
    """
    company, codes = reads.company(store, key), codes_of(state(store, memo))
    entries = _entries(store, None if item_id is None else [item_id], memo)
    return company, tuple(gap(policy, item, company, on, codes) for policy, item in entries)


def what_if_of(
    store: Store, company: Company, overrides: Company, on: date, item_ids: Sequence[str] | None, memo: Memo
) -> tuple[tuple[Moved, ...], tuple[Lever, ...]]:
    """What other facts change, and the levers as things stand.

    Args:
        item_ids: of the graph; all items if None.

    Raises:
        NotFoundError: no such item.
    """
    entries, codes = _entries(store, item_ids, memo), codes_of(state(store, memo))
    return what_if(company, overrides, entries, on, codes), levers(company, entries, on, codes)


def best_set_of(
    store: Store,
    company: Company,
    rules: AnyValue,
    on: date,
    item_ids: Sequence[str] | None,
    memo: Memo,
) -> BestSet:
    """The items that pay most together.

    Args:
        rules: groups and caps as JSON (see `api.usecases.stacking_rules`); None: the items' own sentences.
        item_ids: of the graph; all items if None.

    Raises:
        NotFoundError: no such item.
        InputError, InputFaultsError: the rules break their format or name an item that is not asked.
    """
    entries, codes = _entries(store, item_ids, memo), codes_of(state(store, memo))
    known = [f"{policy.doc_id}.{item.id}" for policy, item in entries]
    given = StackingRules() if rules is None else rules_of(rules, Where(path="rules"), known)
    return best_set(entries, company, on, groups=given.groups, caps=given.caps, codes=codes)


def _entries(store: Store, item_ids: Sequence[str] | None, memo: Memo) -> list[Entry]:
    if item_ids is not None:
        return [reads.item(store, name) for name in dict.fromkeys(item_ids)]
    return [(policy, item) for policy in all_policies(state(store, memo)) for item in policy.items]
