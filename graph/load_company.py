"""Loading firms: what a file says joins what is known, each statement with the import that made it.

Owns the order of writing; how statements join is in `dossier`, which property holds what in `company_rows`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any as AnyValue

from domain.company import Company
from domain.errors import InputError, InputFaultsError
from graph import imports
from graph.company_rows import company_row, dossier_from, hold_rows, sheet_rows
from graph.dossier import Dossier, dossier_of, joined
from graph.imports import Change, Import
from graph.store import BATCH, Store, Work

Row = dict[str, AnyValue]


def load_companies(
    store: Store, companies: Iterable[Company], imported: Import, *, dry_run: bool = False
) -> Change:
    """Write firms; facts, titles and findings join those of earlier imports, and nothing is overwritten.

    Name, region, industry and founding day are as last stated. With `dry_run` nothing is written.
    One transaction.

    Raises:
        InputError, InputFaultsError: a firm twice in this load, or without key.
    """
    wanted = {company.key: dossier_of(company, imported.import_id) for company in _checked(companies)}

    def work(one: Work) -> Change:
        if not dry_run:
            one.write("company.lock", [{"key": key} for key in wanted])
        known = read_dossiers(one, wanted)
        merged = {key: joined(known[key], new) if key in known else new for key, new in wanted.items()}
        change = Change(
            tuple(key for key in wanted if key not in known),
            tuple(key for key in wanted if key in known and _differs(merged[key], known[key])),
            tuple(key for key in wanted if key in known and not _differs(merged[key], known[key])),
        )
        if not dry_run:
            # A firm that says nothing new still remembers that this import said it, too.
            write_dossiers(one, [merged[key] for key in wanted if merged[key] != known.get(key)])
            imports.record(one, imported, change)
            imports.mark(one, imported, "company", "key", wanted)
        return change

    return store.snapshot(work) if dry_run else store.transaction(work)


def read_dossiers(work: Work, keys: Iterable[str]) -> dict[str, Dossier]:
    """The dossiers of those firms that are in the graph."""
    wanted = list(keys)
    found: dict[str, Dossier] = {}
    for start in range(0, len(wanted), BATCH):
        rows = work.read("company.dossiers", keys=wanted[start : start + BATCH])
        found.update({row["key"]: dossier_from(row) for row in rows})
    return found


def write_dossiers(work: Work, dossiers: Sequence[Dossier]) -> None:
    """Make these firms exactly what their dossiers say."""
    keys: list[Row] = [{"key": one.key} for one in dossiers]
    sheets = {one.key: sheet_rows(one) for one in dossiers}
    holds = {one.key: hold_rows(one) for one in dossiers}
    work.write("company.merge", [company_row(one) for one in dossiers])
    work.write("company.merge_sheets", [row for rows in sheets.values() for row in rows])
    kept = [{"key": key, "sheet_ids": [row["sheet_id"] for row in rows]} for key, rows in sheets.items()]
    work.write("company.prune_sheets", kept)
    work.write("company.hold", [row for rows in holds.values() for row in rows])
    kept = [{"key": key, "hold_ids": [row["hold_id"] for row in rows]} for key, rows in holds.items()]
    work.write("company.prune_holds", kept)
    work.write("company.link_region", keys)
    work.write("company.link_industry", keys)


def _checked(companies: Iterable[Company]) -> list[Company]:
    found = list(companies)
    seen: set[str] = set()
    faults = []
    for company in found:
        if not company.key or company.key in seen:
            faults.append(InputError(f"企业“{company.name}”没有键，或 {company.key} 重复"))
        seen.add(company.key)
    if faults:
        raise faults[0] if len(faults) == 1 else InputFaultsError(faults)
    return found


def _differs(new: Dossier, old: Dossier) -> bool:
    return bool(new.content() != old.content())
