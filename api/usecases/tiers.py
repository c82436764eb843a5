"""The national tier rules: by name, beside a text that somebody has, and a firm's ladder in the graph.

Owns which items are set beside a text; the comparison is `nlp.amendment`'s, the verdicts `matching`'s.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from api.usecases.memo import Memo
from api.usecases.state import codes_of, state
from domain.amendment import Amendment
from domain.company import Company
from domain.errors import NotFoundError
from domain.policy import Item, Policy
from domain.tier_file import national_tiers
from domain.tier_rules import TierDocument
from domain.tree import leaf_ids
from graph import reads
from graph.store import Store
from matching.ladder import Step, ladder
from nlp.amendment import compare


def tier_document(doc_id: str) -> TierDocument:
    """The document of this id.

    Raises:
        NotFoundError: no such document; names those there are.
    """
    found = {document.policy.doc_id: document for document in national_tiers()}
    if doc_id not in found:
        raise NotFoundError(f"没有编号为“{doc_id}”的梯度规则", todo=f"可用的编号：{'、'.join(found)}")
    return found[doc_id]


def beside(document: TierDocument, read: Policy, item_ids: Collection[str] = ()) -> Amendment:
    """The rules as kept (the old side) beside what the reader made of a text (the new side).

    Kept is the same in both, changed differs, gone stands in the data only, new in the text only.

    Args:
        item_ids: items of the document to compare; all of them if none is named.

    Raises:
        NotFoundError: an item that the document does not have.
    """
    policy = document.policy
    for name in item_ids:
        if policy.item(name) is None:
            known = "、".join(item.id for item in policy.items)
            raise NotFoundError(f"“{policy.doc_id}”没有事项“{name}”", todo=f"可用的事项：{known}")
    return compare(_only(policy, item_ids or [item.id for item in policy.items]), read)


def _only(policy: Policy, item_ids: Collection[str]) -> Policy:
    """The policy with these items alone; what they name of the others comes with the first that names it."""
    left = {criterion.id: criterion for criterion in policy.criteria()}
    items: list[Item] = []
    for item in policy.items:
        if item.id in item_ids:
            own = [left.pop(one.id) for one in item.criteria if one.id in left]
            trees = [item.require, item.exclude, *(row.when for one in own for row in one.rows)]
            others = [left.pop(name) for tree in trees for name in leaf_ids(tree) if name in left]
            items.append(replace(item, criteria=(*others, *own)))
    return replace(policy, items=tuple(items))


def ladder_of(store: Store, key: str, on: date, memo: Memo) -> tuple[Company, tuple[Step, ...]]:
    """A firm of the graph and its ladder.

    Raises:
        NotFoundError: no such firm.
    """
    company = reads.company(store, key)
    return company, ladder(company, on, codes_of(state(store, memo)))
