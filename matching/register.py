"""A register against items: every pair's class, what shuts a firm out alone, and who is nearly there.

Owns the plain loop over `assess` and the pivots; `judge` says the same of each pair, with words. It is what
the register kernel (`matching.kernel`) is held to, pair by pair; the product itself runs the kernel.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from domain.company import Company
from domain.errors import InputError
from domain.policy import Policy
from domain.tree import leaf_ids
from matching.assess import Assessment, Plan, Trial, assess, prepare, settled_states
from matching.codes import Codes, national_codes
from matching.cures import is_curable
from matching.facts import FactBook
from matching.leaf_state import LeafState
from matching.truth import F, T, exclude_root, require_root
from matching.verdict import Amount, Outcome, Result

_TRUE = LeafState(Result.TRUE)


@dataclass(frozen=True, slots=True)
class Pair:
    """A firm and an item.

    Attributes:
        pivots: criteria of a pair that fails, each of which would lift it from `fails` by turning true alone.
        near: the first of them (in document order) that can be cured; None: no near miss.
    """

    doc_id: str
    item_id: str
    company: str
    name: str
    outcome: Outcome
    missing: tuple[str, ...]
    amount: Amount
    pivots: tuple[str, ...]
    near: str | None


def match(
    policies: Iterable[Policy], companies: Iterable[Company], on: date, codes: Codes | None = None
) -> Iterator[Pair]:
    """Every firm against every item, firm by firm; firms are taken one at a time.

    Raises:
        InputError: with several policies, a finding names an item without its document.
    """
    taken = list(policies)
    plans = [prepare(policy, item) for policy in taken for item in policy.items]
    tables = codes or national_codes()
    for company in companies:
        check_findings(company, taken)
        book = FactBook(company, on)
        for plan in plans:
            found = assess(plan, book, tables)
            yield _pair(plan, company, found)


def check_findings(company: Company, policies: Sequence[Policy]) -> None:
    """A bare item id could mean an item of another document, and a finding would decide the wrong one."""
    if len(policies) < 2 or not company.findings:
        return
    bare = {item.id for policy in policies for item in policy.items}
    full = {f"{policy.doc_id}.{item.id}" for policy in policies for item in policy.items}
    for finding in company.findings:
        if finding.item in bare - full:
            raise InputError(
                f"企业 {company.key} 的核定只写了事项编号“{finding.item}”，几份政策一起判定时分不清是哪一份",
                expected="文档编号.事项编号，如 063.i1",
                todo="在核定的 item 前补上文档编号",
            )


def _pair(plan: Plan, company: Company, found: Assessment) -> Pair:
    turning = pivots(plan, found) if found.outcome is Outcome.FAILS else ()
    curable = (name for name in turning if is_curable(plan.questions[name]))
    return Pair(
        doc_id=plan.policy.doc_id,
        item_id=plan.item.id,
        company=company.key,
        name=company.name,
        outcome=found.outcome,
        missing=found.missing,
        amount=found.amount,
        pivots=turning,
        near=next(curable, None),
    )


def pivots(plan: Plan, found: Assessment) -> tuple[str, ...]:
    """Criteria of a failing pair that lift it by turning true alone, in document order."""
    if plan.item.require is None:
        return ()
    states = settled_states(plan, found.states)
    named = set(leaf_ids(plan.item.require)) | {
        name
        for question in plan.questions.values()
        for row in question.criterion.rows
        for name in leaf_ids(row.when)
    }
    return tuple(
        name
        for name, state in found.states.items()
        if name in named and state.result is not Result.TRUE and _lifts(plan, {**states, name: _TRUE})
    )


def _lifts(plan: Plan, states: Mapping[str, LeafState]) -> bool:
    trial = Trial(plan, states)
    if require_root(trial.tree(plan.item.require)) == F:
        return False
    return exclude_root(trial.tree(plan.item.exclude)) != T
