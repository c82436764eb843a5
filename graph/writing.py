"""Writing policies: the document with its parts made exactly what its reading says.

Owns the order of the statements; loaders and corrections call it within their own transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any as AnyValue

from domain.policy import Policy
from graph.policy_rows import PolicyRows, global_id, policy_rows
from graph.store import Work


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
