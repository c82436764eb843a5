"""Pages by business key: lists are ordered and bounded; the last key of a page is the next one's cursor.

Owns the bounds and the walk over all pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any as AnyValue

from domain.errors import InputError
from graph.store import Store

MAX_PAGE = 1000


def page(
    store: Store, name: str, after: str | None, limit: int, **params: AnyValue
) -> list[dict[str, AnyValue]]:
    """One page of a statement that takes `$after` and `$limit`.

    Raises:
        InputError: the limit is not between 1 and MAX_PAGE.
    """
    if not 1 <= limit <= MAX_PAGE:
        raise InputError(f"每页 {limit} 行不行", expected=f"1 到 {MAX_PAGE}")
    return store.read(name, after=after or "", limit=limit, **params)


def pages(
    store: Store, name: str, key: str, size: int = MAX_PAGE, **params: AnyValue
) -> Iterator[list[dict[str, AnyValue]]]:
    """All pages, one after the other; what is written meanwhile may or may not be among them."""
    after = ""
    while rows := page(store, name, after, size, **params):
        yield rows
        after = rows[-1][key]
