"""Reading policies and their items, as the domain's values or as rows of a list.

Owns the row shapes of the lists; how a policy is put together is in `policy_parts`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from domain.errors import NotFoundError
from domain.policy import Item, Policy
from graph.paging import page, pages
from graph.policy_parts import policies_from
from graph.store import Store

_TOGETHER = 50


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """A policy in a list; `region` as written, `region_code` only where it means one place."""

    doc_id: str
    title: str
    doc_no: str | None
    issuers: tuple[str, ...]
    region: str | None
    region_code: str | None
    published: date | None
    effective_from: date | None
    effective_to: date | None
    items: int
    signed: int


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item in a list.

    Attributes:
        state: `draft` or `signed`.
        source_status: `primary`, or `secondary` where the criteria are known only from what others wrote.
        version: digest of the item and its criteria; another text has another version.
        to_check: criteria that the reader wants a person to look at.
    """

    item_id: str
    doc_id: str
    name: str
    title: str
    region: str | None
    published: date | None
    state: str
    signed_by: str | None
    signed_on: date | None
    source_status: str
    version: str
    criteria: int
    to_check: int


def policies(store: Store, after: str | None = None, limit: int = 50) -> list[PolicyRow]:
    """Policies by id, after the given one."""
    rows = page(store, "policy.page", after, limit)
    return [PolicyRow(**{**row, "issuers": tuple(row["issuers"])}) for row in rows]


def policy(store: Store, doc_id: str) -> Policy:
    """The policy, as it was loaded, with the signatures of today.

    Raises:
        NotFoundError: no such document.
    """
    found = next(_together(store, [doc_id]), None)
    if found is None:
        raise NotFoundError(f"没有编号为“{doc_id}”的政策", todo="核对文档编号")
    return found


def all_policies(store: Store) -> Iterator[Policy]:
    """Every policy, by id."""
    for rows in pages(store, "policy.keys", "doc_id", _TOGETHER):
        yield from _together(store, [row["doc_id"] for row in rows])


def items(store: Store, after: str | None = None, limit: int = 50) -> list[ItemRow]:
    """Items by id, after the given one."""
    return [ItemRow(**row) for row in page(store, "item.page", after, limit)]


def item(store: Store, item_id: str) -> tuple[Policy, Item]:
    """The item (`063.i1`) with its policy.

    Raises:
        NotFoundError: no such item.
    """
    rows = store.read("item.owner", item_id=item_id)
    if not rows:
        raise NotFoundError(f"没有编号为“{item_id}”的事项", todo="核对事项编号，形如 063.i1")
    owner = policy(store, rows[0]["doc_id"])
    found = owner.item(rows[0]["id"])
    if found is None:
        raise NotFoundError(f"事项“{item_id}”刚被删除")
    return owner, found


def _together(store: Store, doc_ids: Sequence[str]) -> Iterator[Policy]:
    return policies_from(store.read("policy.parts", doc_ids=list(doc_ids)))
