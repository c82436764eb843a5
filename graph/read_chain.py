"""Reading chains, who works in them, supply links, 链主 and formations.

Owns the row shapes of their lists; links come ordered by firm, not by their technical id.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from domain.chain import Chain, Formation, Leader, Membership, SupplyLink
from domain.errors import NotFoundError
from graph.chain_rows import chains_from, formation_from, leader_from, membership_from, supply_from
from graph.paging import MAX_PAGE, page, pages
from graph.store import Store


@dataclass(frozen=True, slots=True)
class ChainRow:
    """A chain in a list; firms and 链主 counted once each."""

    chain_id: str
    name: str
    source: str
    segments: int
    companies: int
    leaders: int


@dataclass(frozen=True, slots=True)
class FormationRow:
    """A formation in a list."""

    formation_id: str
    name: str
    chain_id: str
    chain: str
    region: str
    on: date
    heads: int
    members: int


def chains(store: Store, after: str | None = None, limit: int = MAX_PAGE) -> list[ChainRow]:
    """Chains by id, after the given one."""
    return [ChainRow(**row) for row in page(store, "chain.page", after, limit)]


def chain(store: Store, chain_id: str) -> Chain:
    """The chain with segments and feeds, as it was loaded.

    Raises:
        NotFoundError: no such chain.
    """
    found = next(chains_from(store.read("chain.parts", keys=[chain_id])), None)
    if found is None:
        raise NotFoundError(f"没有编号为“{chain_id}”的产业链", todo="核对产业链编号")
    return found


def members(store: Store, chain_id: str) -> list[Membership]:
    """Who works in a chain's segments, in the order of the chain, then by firm and source."""
    rows = [row for part in pages(store, "chain.members", "link_id", chain_id=chain_id) for row in part]
    rows.sort(key=lambda row: (row["n"], row["company"], row["source"]))
    return [membership_from(row) for row in rows]


def supply(store: Store, keys: Collection[str]) -> list[SupplyLink]:
    """The links in which one of the firms takes part, by supplier, customer, year, product, source."""
    wanted = sorted(keys)
    rows = [row for part in pages(store, "supply.of", "link_id", keys=wanted) for row in part]
    return sorted((supply_from(row) for row in rows), key=_by_firms)


def all_supply(store: Store) -> Iterator[SupplyLink]:
    """Every link, in no order that means anything."""
    for rows in pages(store, "supply.page", "link_id"):
        yield from (supply_from(row) for row in rows)


def leaders(store: Store, chain_id: str | None = None) -> list[Leader]:
    """Who was designated 链主, of one chain or of all; by chain, firm, day."""
    rows = [row for part in pages(store, "leader.page", "link_id", chain_id=chain_id or "") for row in part]
    found = [leader_from(row) for row in rows]
    return sorted(found, key=lambda one: (one.chain_id, one.company, str(one.start or ""), one.source))


def formations(store: Store, after: str | None = None, limit: int = MAX_PAGE) -> list[FormationRow]:
    """Formations by id, after the given one."""
    return [FormationRow(**row) for row in page(store, "formation.page", after, limit)]


def formation(store: Store, formation_id: str) -> Formation:
    """The formation, as it was loaded.

    Raises:
        NotFoundError: no such formation.
    """
    rows = store.read("formation.one", keys=[formation_id])
    if not rows:
        raise NotFoundError(f"没有编号为“{formation_id}”的雁阵", todo="核对雁阵编号")
    return formation_from(rows[0])


def _by_firms(link: SupplyLink) -> tuple[str, str, int, str, str]:
    return (link.supplier, link.customer, link.year, link.product, link.source)
