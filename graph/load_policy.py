"""Loading policies: the document with its items, criteria, benefits and windows, as a whole or not at all.

Owns the order of writing; what stands in which property is in `policy_rows`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from domain.errors import InputError, InputFaultsError
from domain.policy import Policy
from domain.reading_json import reading_json
from graph import imports
from graph.canonical import to_text
from graph.imports import Change, Import
from graph.policy_parts import policies_from
from graph.policy_rows import policy_digest
from graph.review import discard, repeated
from graph.signing import signature_changes
from graph.store import Store, Work
from graph.writing import write_policies


def load_policies(
    store: Store,
    policies: Iterable[Policy],
    imported: Import,
    *,
    dry_run: bool = False,
    discard_corrections: bool = False,
) -> Change:
    """Write policies; one that is there already is replaced by its new reading.

    What people corrected in the old reading is repeated on the new one, or, with `discard_corrections`, set
    aside.

    A reading without signature keeps the signature of every item whose criteria did not change and voids
    that of every item that did. With `dry_run` nothing is written. One transaction.

    Raises:
        InputError, InputFaultsError: a policy twice, or without id.
        ConflictError: a correction cannot be repeated on the new reading.
    """
    given = {policy.doc_id: policy for policy in _checked(policies)}

    def work(one: Work) -> Change:
        if discard_corrections and not dry_run:
            discard(one, given, imported.who, imported.at.isoformat())
        wanted = given if discard_corrections else repeated(one, given)
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
