"""The preview of a changed word list as JSON: per document what differs, and the sentences that were tried.

Owns the form; leaves are written as the contract writes them.
"""

from __future__ import annotations

from typing import Any as AnyValue

from domain.policy import Criterion
from domain.reading_json import criterion_json
from nlp.preview.difference import Difference
from nlp.preview.run import Checked, Compared, Preview


def preview_json(found: Preview) -> dict[str, AnyValue]:
    """The whole preview; documents without a difference are counted and left out."""
    shown = [one for one in found.documents if one.found or one.fault]
    return {
        "documents": len(found.documents),
        "changes": [_document(one) for one in shown],
        "sentences": [_checked(one) for one in found.claims],
        "broken": [_checked(one) for one in found.broken],
    }


def _document(one: Compared) -> dict[str, AnyValue]:
    if one.fault:
        return {"doc": one.doc_id, "fault": one.fault}
    return {
        "doc": one.doc_id,
        "leaves": {"before": one.before, "after": one.after},
        "review": {"before": one.review_before, "after": one.review_after},
        "changes": [_difference(each) for each in one.found],
    }


def _difference(one: Difference) -> dict[str, AnyValue]:
    return {
        "kind": one.kind.value,
        "quote": one.quote.quote,
        "start": one.quote.start,
        "end": one.quote.end,
        "before": _side(one.before, one.was),
        "after": _side(one.after, one.would_be),
    }


def _side(leaf: Criterion | None, words: str) -> dict[str, AnyValue] | str | None:
    return criterion_json(leaf) if leaf else words or None


def _checked(one: Checked) -> dict[str, AnyValue]:
    return {
        "feature": one.claim.feature,
        "sentence": one.claim.sentence,
        "should_read": one.claim.reads,
        "reads_now": one.held,
        "would_read": one.holds,
    }
