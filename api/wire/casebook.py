"""The casebook as JSON: what `casebook --json` prints.

Owns the outer shape; each rung says which criteria are decided and which can still turn the outcome.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any as AnyValue

from domain.casebook import Case, Casebook
from domain.company_file import company_json
from matching.ladder import Step
from matching.verdict import LeafVerdict, WaitsFor


def casebook_json(
    book: Casebook, on: date, judged: Iterable[tuple[Case, tuple[Step, ...]]]
) -> dict[str, AnyValue]:
    """The day, the source, and per case the company file, the notes and the rungs in the order given."""
    return {
        "on": str(on),
        "source": book.source,
        "written": book.written,
        "cases": [_case(case, steps) for case, steps in judged],
    }


def _case(case: Case, steps: tuple[Step, ...]) -> dict[str, AnyValue]:
    notes = [
        {"kind": one.kind.value, "says": one.says, "where": one.where, "why": one.why} for one in case.notes
    ]
    rungs = [_rung(step) for step in steps]
    return {"company": company_json(case.company), "notes": notes, "rungs": rungs}


def _rung(step: Step) -> dict[str, AnyValue]:
    """`facts` and `person`: the unknown criteria that matter, by what settles them; `lacks`: the fewest."""
    return {
        "regime": step.regime,
        "tier": step.rung.tier.value,
        "item": step.rung.key,
        "in_force": step.in_force,
        "class": step.judgement.outcome.value,
        "source_mark": step.judgement.source_mark,
        "decided": {leaf.id: leaf.result.value for leaf in step.decided},
        "facts": _waiting(step.open, WaitsFor.FACT),
        "person": _waiting(step.open, WaitsFor.PERSON),
        "lacks": [leaf.id for leaf in step.lacks],
    }


def _waiting(leaves: Iterable[LeafVerdict], waits_for: WaitsFor) -> list[str]:
    return [leaf.id for leaf in leaves if leaf.waits_for is waits_for]
