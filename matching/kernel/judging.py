"""Items on a sheet of leaves: compiled where that pays and numba is there, else node by node.

Owns the choice; the answers are the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from matching.assess import Plan
from matching.kernel.answer import ORDER, ItemAnswer, answer, last_class
from matching.kernel.planes import pack
from matching.kernel.program import Program, compiled, fits
from matching.kernel.sheet import Sheet
from matching.verdict import Outcome

ENOUGH = 1 << 14
"""Firms from which compiled code is worth loading; below it whole planes are as fast."""

Rows = Mapping[str, int]
"""Of an item's criteria but scoring tables with rows: the row in the sheet, by id."""


def kernel() -> Any:
    """The compiled kernel's module; None where numba is not installed."""
    try:
        from matching.kernel import compiled as module
    except ImportError:
        return None
    return module


def judge_sheet(
    plans: Sequence[Plan], rows: Sequence[Rows], sheet: Sheet, on: date, fast: bool | None = None
) -> tuple[ItemAnswer, ...]:
    """All items on all firms of a sheet, in the order given.

    Args:
        fast: use the compiled kernel; by default for many firms.
    """
    module = kernel() if fast or (fast is None and sheet.firms >= ENOUGH) else None
    taken = [at for at, plan in enumerate(plans) if module and fits(plan)]
    found = _run(module, [plans[at] for at in taken], [rows[at] for at in taken], sheet, on) if taken else ()
    done = dict(zip(taken, found, strict=True))
    return tuple(
        done[at] if at in done else answer(plan, _leaves(rows[at], sheet), sheet.firms, on)
        for at, plan in enumerate(plans)
    )


def _leaves(rows: Rows, sheet: Sheet) -> dict[str, Any]:
    return {name: sheet.leaf(row) for name, row in rows.items()}


def _run(
    module: Any, plans: Sequence[Plan], rows: Sequence[Rows], sheet: Sheet, on: date
) -> list[ItemAnswer]:
    program = compiled(plans, rows, set(sheet.facts))
    classes, near, counts, sole = run_program(module, program, sheet)
    orders = [(*_ORDER, last_class(plan, on)) for plan in plans]
    return [
        ItemAnswer(
            plan=plan,
            firms=sheet.firms,
            leaves=_leaves(rows[at], sheet),
            classes=dict(zip(orders[at], classes[at], strict=True)),
            counts=dict.fromkeys(ORDER, 0) | dict(zip(orders[at], counts[at].tolist(), strict=True)),
            near=near[at],
            shut_out=_shut_out(plan, program, at, sole),
        )
        for at, plan in enumerate(plans)
    ]


_ORDER = (Outcome.BARRED, Outcome.FAILS, Outcome.UNKNOWN, Outcome.NEEDS_CHECK)


def run_program(
    module: Any, program: Program, sheet: Sheet, into: tuple[Any, Any] | None = None
) -> tuple[Any, Any, Any, Any]:
    """Class planes (items x 5 x words), near planes (items x words), class counts, firms shut out per node.

    Args:
        into: planes of an earlier run of the same program, to write over: fresh memory costs much.
    """
    items, words = len(program.items), sheet.able.shape[1]
    if into is None:
        into = np.zeros((items, 5, words), np.uint64), np.zeros((items, words), np.uint64)
    classes, near = into
    counts, sole = np.zeros((items, 5), np.int64), np.zeros(len(program.nodes), np.int64)
    fact_row = np.full(len(sheet.able), -1, np.int32)
    fact_row[list(sheet.facts)] = range(len(sheet.facts))
    facts = np.array(list(sheet.facts.values()), np.uint64).reshape(-1, words)
    real = pack(np.ones(sheet.firms, np.bool_))
    shared = (program.items, program.nodes, program.slots, sheet.able, sheet.sure, facts, fact_row, real)
    module.run(*shared, classes, near, counts, sole)
    return classes, near, counts, sole


def _shut_out(plan: Plan, program: Program, at: int, sole: Any) -> dict[str, int]:
    first, last = program.items[at, :2]
    found = {program.leaves[node]: int(sole[node]) for node in range(first, last) if sole[node]}
    return {name: found[name] for name in plan.questions if name in found}
