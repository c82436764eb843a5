"""Reading firms: the whole firm as the domain's value, or rows of a list.

Owns the search by a part of the name or of the code.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from domain.company import Company
from domain.errors import NotFoundError
from graph.company_rows import dossier_from
from graph.paging import page, pages
from graph.store import BATCH, Store

_TOGETHER = 200


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """A firm in a list; names of region and industry only where the codes are in the tables."""

    key: str
    uscc: str | None
    name: str
    region: str | None
    region_name: str | None
    industry: str | None
    industry_name: str | None
    founded: date | None


def companies(
    store: Store, text: str | None = None, after: str | None = None, limit: int = 50
) -> list[CompanyRow]:
    """Firms by key, after the given one; with `text`, those whose name or code contains it."""
    wanted = (text or "").strip().upper()
    return [CompanyRow(**row) for row in page(store, "company.page", after, limit, text=wanted)]


def company(store: Store, key: str) -> Company:
    """The firm with everything known of it.

    Raises:
        NotFoundError: no firm of this code (or case id).
    """
    rows = store.read("company.dossiers", keys=[key])
    if not rows:
        raise NotFoundError(f"图中没有企业“{key}”", todo="核对统一社会信用代码，或先载入该企业")
    return dossier_from(rows[0]).company()


def companies_of(store: Store, keys: Collection[str]) -> list[Company]:
    """The firms of these keys that are in the graph, by key."""
    wanted = sorted(keys)
    return [
        dossier_from(row).company()
        for start in range(0, len(wanted), BATCH)
        for row in store.read("company.dossiers", keys=wanted[start : start + BATCH])
    ]


def all_companies(store: Store) -> Iterator[Company]:
    """Every firm, by key; 200 at a time."""
    for rows in pages(store, "company.keys", "key", _TOGETHER):
        found = store.read("company.dossiers", keys=[row["key"] for row in rows])
        yield from (dossier_from(row).company() for row in found)
