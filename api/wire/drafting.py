"""What those who draft are told, as JSON: the faults of a draft, and what its criteria do to a register.

Owns the outer shape of `lint --json` and `impact --json`; items go by their id in the graph.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any as AnyValue

from api.criterion_text import criterion_text
from domain.policy import Criterion, Item, Policy
from domain.reading_json import plain
from matching.impact import ClauseImpact, ThresholdTrial
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


def impact_json(
    item: str, on: date, firms: int, clauses: Sequence[ClauseImpact], trials: Mapping[str, AnyValue] | None
) -> dict[str, AnyValue]:
    """Every criterion with its counts, and the trials of `trials_json`; null where none were asked."""
    return {
        "item": item,
        "on": str(on),
        "firms": firms,
        "criteria": [
            {
                "id": one.criterion.id,
                "text": criterion_text(one.criterion),
                "quote": one.criterion.span.quote,
                "results": {result.value: count for result, count in one.results.items()},
                "alone": list(one.alone),
            }
            for one in clauses
        ],
        "trials": trials,
    }


def trials_json(leaf: str, unit: str | None, trials: Sequence[ThresholdTrial]) -> dict[str, AnyValue]:
    """The thresholds of one criterion in its own unit; the first is the one as written."""
    return {
        "leaf": leaf,
        "unit": unit,
        "thresholds": [
            {
                "value": plain(one.value),
                "as_written": at == 0,
                "counts": {outcome.value: count for outcome, count in one.counts.items()},
                "opened": list(one.opened),
                "shut": list(one.shut),
            }
            for at, one in enumerate(trials)
        ],
    }
