"""Loading statements about firms: who supplies whom, who works in which segment, who is 链主 of which chain.

Owns their joining: a relationship is found by what it says and its source, and remembers every import.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any as AnyValue

from domain.chain import Leader, Membership, SupplyLink
from domain.errors import InputError
from graph import imports
from graph.chain_rows import leader_row, membership_row, supply_row
from graph.imports import Change, Import
from graph.known import missing, raise_faults
from graph.store import BATCH, Store, Work

Row = dict[str, AnyValue]

# Per subject: the ends of the relationship and the statement that knows them.
_ENDS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "supply": (("supplier", "company.known"), ("customer", "company.known")),
    "member": (("company", "company.known"), ("segment_id", "chain.known_segments")),
    "leader": (("company", "company.known"), ("chain_id", "chain.existing")),
}


def load_supply(
    store: Store, links: Iterable[SupplyLink], imported: Import, *, dry_run: bool = False
) -> Change:
    """Write supply links; one of the same firms, product, year and source takes the newer amount.

    Raises:
        InputError, InputFaultsError: a firm that is not in the graph; two rows that contradict each other.
    """
    return _load(store, "supply", [supply_row(one) for one in links], imported, dry_run=dry_run)


def load_members(
    store: Store, memberships: Iterable[Membership], imported: Import, *, dry_run: bool = False
) -> Change:
    """Write who works in which segment; errors as `load_supply`, for firms and segments."""
    return _load(store, "member", [membership_row(one) for one in memberships], imported, dry_run=dry_run)


def load_leaders(
    store: Store, leaders: Iterable[Leader], imported: Import, *, dry_run: bool = False
) -> Change:
    """Write who was designated 链主; errors as `load_supply`, for firms and chains."""
    return _load(store, "leader", [leader_row(one) for one in leaders], imported, dry_run=dry_run)


def _load(store: Store, subject: str, rows: Sequence[Row], imported: Import, *, dry_run: bool) -> Change:
    wanted = distinct(rows)

    def work(one: Work) -> Change:
        change = plan_links(one, subject, wanted)
        if not dry_run:
            imports.record(one, imported, change)
            write_links(one, subject, wanted, imported)
        return change

    return store.snapshot(work) if dry_run else store.transaction(work)


def distinct(rows: Sequence[Row]) -> dict[str, Row]:
    """The rows by link id; the same statement twice is once.

    Raises:
        InputError, InputFaultsError: two rows of one id that differ in amount, share or end.
    """
    found: dict[str, Row] = {}
    faults = []
    for number, row in enumerate(rows, start=1):
        known = found.setdefault(row["link_id"], row)
        if known["props"] != row["props"]:
            ends = " → ".join(str(value) for key, value in row.items() if key not in {"link_id", "props"})
            faults.append(InputError(f"第 {number} 条（{ends}）与前面同一来源的一条互相矛盾"))
    raise_faults(faults)
    return found


def plan_links(work: Work, subject: str, wanted: Mapping[str, Row]) -> Change:
    """What writing these would do.

    Raises:
        InputError, InputFaultsError: an end that is not in the graph.
    """
    raise_faults(
        fault
        for field, statement in _ENDS[subject]
        for fault in missing(work, statement, [row[field] for row in wanted.values()])
    )
    rows = [{key: value for key, value in row.items() if key != "props"} for row in wanted.values()]
    existing: dict[str, Row] = {}
    for start in range(0, len(rows), BATCH):
        found = work.read(f"{subject}.existing", rows=rows[start : start + BATCH])
        existing.update({row["link_id"]: row["props"] for row in found})
    changed = {key: _says(existing[key]) != _says(wanted[key]["props"]) for key in wanted if key in existing}
    return Change(
        tuple(key for key in wanted if key not in existing),
        tuple(key for key, differs in changed.items() if differs),
        tuple(key for key, differs in changed.items() if not differs),
    )


def write_links(work: Work, subject: str, wanted: Mapping[str, Row], imported: Import) -> None:
    """Write them, and mark each with the import."""
    work.write(f"{subject}.merge", list(wanted.values()), import_id=imported.import_id)


def _says(props: Row) -> Row:
    return {
        key: value for key, value in props.items() if key not in {"link_id", "imports"} and value is not None
    }
