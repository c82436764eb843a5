"""The graph's state: a word that changes with every load and signature, and the places only it knows.

Owns by what computed things are remembered, and the whole sets that judging starts from.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from api.usecases.memo import Kept, Memo
from domain.company import Company
from domain.industry_code import Industries
from domain.policy import Policy
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
    """The graph as it stands at one moment, and what is remembered of it.

    Attributes:
        word: differs after every load, undo and signature.
        last: the latest import; None for an empty graph.
    """

    store: Store
    memo: Memo
    word: str
    last: Import | None

    def kept(self, what: Hashable, make: Callable[[], Kept]) -> Kept:
        """The value of this name in this state, made only once."""
        return self.memo.get((self.word, what), make)


def state(store: Store, memo: Memo) -> State:
    """The state now, by two small reads (imports, items)."""
    imports = list(_all(lambda after: reads.imports(store, after, _PAGE), lambda one: one.import_id))
    items: Iterator[ItemRow] = _all(lambda after: reads.items(store, after, _PAGE), lambda one: one.item_id)
    digest = hashlib.sha256(store.uri.encode())
    for one in imports:
        digest.update(f"{one.import_id} {one.sha256} {one.at}\n".encode())
    for item in items:
        digest.update(f"{item.item_id} {item.version} {item.signed_by} {item.signed_on}\n".encode())
    last = max(imports, key=lambda one: one.at, default=None)
    word = digest.hexdigest()[:16]
    memo.enter(word)
    return State(store, memo, word, last)


def codes_of(now: State) -> Codes:
    """The code tables with the divisions that only this graph knows (a sample county, a new zone).

    They are looked for below the provinces that the national table lacks, and one level below those it has.
    """

    def make() -> Codes:
        extra = tuple(_unlisted(now.store, national()))
        return Codes(national().extended(extra), Industries.national()) if extra else national_codes()

    return now.kept("codes", make)


def all_companies(now: State) -> Mapping[str, Company]:
    """Every firm of the graph by key."""
    return now.kept("companies", lambda: {one.key: one for one in reads.all_companies(now.store)})


def all_policies(now: State) -> tuple[Policy, ...]:
    """Every policy of the graph, by id."""
    return now.kept("policies", lambda: tuple(reads.all_policies(now.store)))


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
