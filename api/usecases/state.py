"""The graph's state: a word that changes with every load and signature, and the places only it knows.

Owns what boards are remembered by; the reads are `graph`'s.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from api.usecases.memo import Memo
from domain.industry_code import Industries
from domain.region import Level, Region, Regions, national
from graph import reads
from graph.imports import Import
from graph.reads import ItemRow, RegionRow
from graph.store import Store
from matching.codes import Codes, national_codes

Row = TypeVar("Row")
_PAGE = 500
_SUFFIXES = "省市区县旗盟州"


@dataclass(frozen=True, slots=True)
class State:
    """What the graph holds just now.

    Attributes:
        word: differs after every load, undo and signature.
        last: the latest import; None for an empty graph.
    """

    word: str
    last: Import | None


def state(store: Store) -> State:
    """The state, by two small reads (imports, items)."""
    imports = list(_all(lambda after: reads.imports(store, after, _PAGE), lambda one: one.import_id))
    items: Iterator[ItemRow] = _all(lambda after: reads.items(store, after, _PAGE), lambda one: one.item_id)
    digest = hashlib.sha256(store.uri.encode())
    for one in imports:
        digest.update(f"{one.import_id} {one.sha256} {one.at}\n".encode())
    for item in items:
        digest.update(f"{item.item_id} {item.version} {item.signed_by} {item.signed_on}\n".encode())
    last = max(imports, key=lambda one: one.at, default=None)
    return State(digest.hexdigest()[:16], last)


def codes_of(store: Store, memo: Memo) -> Codes:
    """The code tables with the divisions that only this graph knows (a sample county, a new zone).

    They are looked for below the provinces that the national table lacks, and one level below those it has.
    """

    def make() -> Codes:
        extra = tuple(_unlisted(store, national()))
        return Codes(national().extended(extra), Industries.national()) if extra else national_codes()

    return memo.get(("codes", store.uri, reads.counts(store).get("Region", 0)), make)


def _unlisted(store: Store, listed: Regions) -> Iterator[Region]:
    for province in reads.regions(store):
        if listed.get(province.code) is None:
            yield from _with_all_below(store, province)
            continue
        for child in reads.regions(store, province.code):
            if listed.get(child.code) is None:
                yield from _with_all_below(store, child)


def _with_all_below(store: Store, row: RegionRow) -> Iterator[Region]:
    yield Region(row.code, row.name, Level(row.level), row.parent, _short(row.name))
    for child in reads.regions(store, row.code):
        yield from _with_all_below(store, child)


@cache
def _short(name: str) -> str:
    """The name as people say it; kept whole where one character would be left."""
    return name[:-1] if name[-1] in _SUFFIXES and len(name) > 2 else name


def _all(read: Callable[[str | None], list[Row]], key: Callable[[Row], str]) -> Iterator[Row]:
    after: str | None = None
    while rows := read(after):
        yield from rows
        if len(rows) < _PAGE:
            return
        after = key(rows[-1])
