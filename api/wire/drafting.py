"""What those who draft are told, as JSON: the faults of a draft.

Owns the outer shape of `lint --json`; items go by their id in the graph.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any as AnyValue

from domain.policy import Criterion, Item, Policy
from matching.lint import DraftFault


def lint_json(
    file: str, policy: Policy, found: Sequence[tuple[Item, Sequence[DraftFault]]]
) -> dict[str, AnyValue]:
    """One reading with every item, the sound ones too; places are offsets in the reading's text."""
    criteria = {one.id: one for one in policy.criteria()}
    return {
        "file": file,
        "doc": policy.doc_id,
        "items": [
            {
                "item": f"{policy.doc_id}.{item.id}",
                "faults": [_fault(one, criteria) for one in faults],
            }
            for item, faults in found
        ],
    }


def _fault(fault: DraftFault, criteria: Mapping[str, Criterion]) -> dict[str, AnyValue]:
    spans = [(name, criteria[name].span) for name in fault.leaves]
    return {
        "kind": fault.kind.value,
        "leaves": [
            {"id": name, "quote": span.quote, "start": span.start, "end": span.end} for name, span in spans
        ],
        "said": fault.said,
    }
