"""Loading policies: the document with its items, criteria, benefits and windows, as a whole or not at all.

Owns the order of writing; what stands in which property is in `policy_rows`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any as AnyValue

from domain.errors import InputError, InputFaultsError
from domain.policy import Policy
from domain.reading_json import reading_json
from graph import imports
from graph.canonical import to_text
from graph.imports import Change, Import
from graph.policy_parts import policies_from
from graph.policy_rows import PolicyRows, global_id, policy_digest, policy_rows
from graph.signing import signature_changes
from graph.store import Store, Work


def load_policies(
    store: Store, policies: Iterable[Policy], imported: Import, *, dry_run: bool = False
) -> Change:
    """Write policies; one that is there already is replaced by its new reading.

    A reading without signature keeps the signature of every item whose criteria did not change and voids
    that of every item that did. With `dry_run` nothing is written. One transaction.

    Raises:
        InputError, InputFaultsError: a policy twice, or without id.
    """
    wanted = {policy.doc_id: policy for policy in _checked(policies)}

    def work(one: Work) -> Change:
        change = _plan(one, wanted)
        if not dry_run:
            imports.supersede(one, imported, "policy", "doc_id", _present(one, change.changed))
            write_policies(one, [wanted[key] for key in change.written])
            imports.record(one, imported, change)
            imports.mark(one, imported, "policy", "doc_id", wanted)
        return change

    return store.snapshot(work) if dry_run else store.transaction(work)


def _checked(policies: Iterable[Policy]) -> list[Policy]:
    found = list(policies)
    seen: set[str] = set()
    faults = []
    for policy in found:
        if not policy.doc_id or policy.doc_id in seen:
            faults.append(InputError(f"文档编号“{policy.doc_id}”为空或重复"))
        seen.add(policy.doc_id)
    if faults:
        raise faults[0] if len(faults) == 1 else InputFaultsError(faults)
    return found


def _plan(work: Work, wanted: dict[str, Policy]) -> Change:
    existing = {row["doc_id"]: row["digest"] for row in work.read("policy.existing", doc_ids=list(wanted))}
    change = imports.compare({key: policy_digest(policy) for key, policy in wanted.items()}, existing)
    signed = signature_changes(work, [wanted[key] for key in change.same])
    return Change(
        change.added,
        change.changed + tuple(signed),
        tuple(key for key in change.same if key not in signed),
    )


def _present(work: Work, doc_ids: Sequence[str]) -> dict[str, str]:
    parts = work.read("policy.parts", doc_ids=list(doc_ids))
    return {one.doc_id: to_text(reading_json(one)) for one in policies_from(parts)}


def write_policies(work: Work, policies: Sequence[Policy]) -> None:
    """Make these documents exactly what the readings say; signatures as `load_policies`."""
    written = [policy_rows(policy) for policy in policies]
    documents: list[dict[str, AnyValue]] = [{"doc_id": policy.doc_id} for policy in policies]
    work.write("policy.merge", [one.policy for one in written])
    work.write("policy.clear_links", documents)
    work.write("policy.clear_parts", documents)
    _prune(work, policies, written)
    work.write("item.merge", [row for one in written for row in one.items])
    work.write("item.merge_criteria", [row for one in written for row in one.criteria])
    work.write("item.require", [row for one in written for row in one.requires])
    work.write("item.merge_benefits", [row for one in written for row in one.benefits])
    work.write("item.merge_windows", [row for one in written for row in one.windows])
    work.write("policy.link_region", documents)


def delete_policies(work: Work, doc_ids: Sequence[str]) -> None:
    """Delete documents with all their parts."""
    rows: list[dict[str, AnyValue]] = [
        {"doc_id": key, "item_ids": [], "criterion_ids": []} for key in doc_ids
    ]
    work.write("policy.clear_parts", rows)
    work.write("policy.prune_items", rows)
    work.write("policy.prune_criteria", rows)
    work.write("policy.delete", rows)


def _prune(work: Work, policies: Sequence[Policy], written: Sequence[PolicyRows]) -> None:
    kept = [
        {
            "doc_id": policy.doc_id,
            "item_ids": [global_id(policy.doc_id, item.id) for item in policy.items],
            "criterion_ids": [row["criterion_id"] for row in one.criteria],
        }
        for policy, one in zip(policies, written, strict=True)
    ]
    work.write("policy.prune_items", kept)
    work.write("policy.prune_criteria", kept)
