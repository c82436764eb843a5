"""What a load refers to must be in the graph: firms, segments, chains. Nothing is made up to fill a gap.

Owns the checks of references and of keys given twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any as AnyValue

from domain.errors import InputError, InputFaultsError
from graph.store import BATCH, Work

_NAMED = {
    "company.known": "企业",
    "chain.known_segments": "环节",
    "chain.existing": "产业链",
    "item.known": "事项",
}


def raise_faults(faults: Iterable[InputError]) -> None:
    """Raise nothing, the one fault, or all of them together."""
    found = list(faults)
    if found:
        raise found[0] if len(found) == 1 else InputFaultsError(found)


def once_each(keys: Iterable[str], what: str) -> None:
    """Refuse an empty key, and one that is given twice.

    Raises:
        InputError, InputFaultsError: each of them by name.
    """
    seen: set[str] = set()
    faults = []
    for key in keys:
        if not key:
            faults.append(InputError(f"有一个{what}没有编号"))
        elif key in seen:
            faults.append(InputError(f"{what} {key} 重复"))
        seen.add(key)
    raise_faults(faults)


def missing(work: Work, statement: str, keys: Iterable[str]) -> list[InputError]:
    """A fault for each key that the statement (`company.known`) does not find, in order of first mention."""
    found = {row["key"] for row in rows_of(work, statement, keys)}
    what = _NAMED[statement]
    return [
        InputError(f"{what} {key} 不在图中", todo=f"先载入这个{what}，或核对编号")
        for key in dict.fromkeys(keys)
        if key not in found
    ]


def rows_of(work: Work, statement: str, keys: Iterable[str]) -> list[Mapping[str, AnyValue]]:
    """The rows of a statement that takes `$keys`, a batch of keys at a time."""
    wanted = list(dict.fromkeys(keys))
    return [
        row
        for start in range(0, len(wanted), BATCH)
        for row in work.read(statement, keys=wanted[start : start + BATCH])
    ]
