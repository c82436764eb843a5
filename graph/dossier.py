"""A dossier: all that is known of one firm, each statement with the imports that made it.

Owns how a new load joins what is there, how a load is taken back, and the way to and from a `Company`.
Statements are kept beside each other, never overwritten: which of two facts counts, `matching` decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any as AnyValue

from domain.company import Company
from domain.company_file import company_json, company_of
from graph.canonical import to_text

LISTS = ("facts", "titles", "findings")
BASE = ("name", "region", "industry", "founded", "uscc", "case_id")


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact, title or finding.

    Attributes:
        n: its place in the company file; later loads go on counting.
        value: as in the company file.
    """

    kind: str
    n: int
    value: dict[str, AnyValue]
    imports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """A firm in the graph.

    Attributes:
        stated: per import, oldest first, what it said of name, region, industry and founding day.
        entries: facts, titles, findings, each list in order.
    """

    key: str
    stated: tuple[tuple[str, dict[str, AnyValue]], ...]
    entries: tuple[Entry, ...]

    def base(self) -> dict[str, AnyValue]:
        """Name, region … as last stated; silence takes nothing back."""
        found: dict[str, AnyValue] = {}
        for _, values in self.stated:
            found.update(values)
        return found

    def former_names(self) -> list[str]:
        """Names stated before and other than the present one, oldest first."""
        now = self.base()["name"]
        names = dict.fromkeys(values["name"] for _, values in self.stated)
        return [name for name in names if name != now]

    def of_kind(self, kind: str) -> list[Entry]:
        """The entries of one list, in order."""
        return [one for one in self.entries if one.kind == kind]

    def company(self) -> Company:
        """The firm with everything known of it."""
        lists = {kind: [one.value for one in self.of_kind(kind)] for kind in LISTS}
        return company_of({**self.base(), **lists})

    def content(self) -> AnyValue:
        """What it says, without who said it; equal contents are the same firm."""
        return [self.base(), [[one.value for one in self.of_kind(kind)] for kind in LISTS]]


def dossier_of(company: Company, import_id: str) -> Dossier:
    """The dossier that one load of one firm makes."""
    value = company_json(company)
    entries = [
        Entry(kind, n, one, (import_id,)) for kind in LISTS for n, one in enumerate(value.get(kind, ()))
    ]
    base = {key: value[key] for key in BASE if key in value}
    return Dossier(company.key, ((import_id, base),), in_order(entries))


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries as a dossier holds them: list by list, each in the order of the file."""
    return tuple(sorted(entries, key=lambda one: (LISTS.index(one.kind), one.n)))


def joined(old: Dossier, new: Dossier) -> Dossier:
    """Both; what they both say stands once, with the imports of both. `joined(d, d) == d`."""
    entries = dict(_numbered(old.entries))
    following = {kind: max((one.n for one in old.of_kind(kind)), default=-1) + 1 for kind in LISTS}
    for identity, entry in _numbered(new.entries):
        if known := entries.get(identity):
            entries[identity] = replace(known, imports=_union(known.imports, entry.imports))
        else:
            entries[identity] = replace(entry, n=following[entry.kind])
            following[entry.kind] += 1
    stated = dict(old.stated)
    stated.update(new.stated)  # an import that comes again keeps its place
    return Dossier(old.key, tuple(stated.items()), in_order(entries.values()))


def without(old: Dossier, import_id: str) -> Dossier | None:
    """What remains when an import is taken back; None if nothing else ever stated this firm."""
    stated = tuple(one for one in old.stated if one[0] != import_id)
    if not stated:
        return None
    entries = (
        replace(one, imports=tuple(name for name in one.imports if name != import_id)) for one in old.entries
    )
    return Dossier(old.key, stated, tuple(one for one in entries if one.imports))


def _numbered(entries: Iterable[Entry]) -> Iterable[tuple[tuple[str, str, int], Entry]]:
    """Each entry under its content; the same statement given twice in one file is told apart by a count."""
    seen: dict[tuple[str, str], int] = {}
    for entry in entries:
        identity = (entry.kind, to_text(entry.value))
        seen[identity] = seen.get(identity, -1) + 1
        yield (*identity, seen[identity]), entry


def _union(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))
