"""What each clause of an item does to a register, and what another threshold would do.

Owns the counts for those who draft; each verdict is `assess`'s, firm by firm. Firms are taken in one list
because they are judged once for every threshold; work is firms times thresholds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from domain.company import Company
from domain.errors import InputError
from domain.policy import Criterion, Item, Kind, Policy
from matching.assess import assess, never_asked, prepare
from matching.codes import Codes, national_codes
from matching.facts import FactBook
from matching.register import pivots
from matching.verdict import Outcome, Result


@dataclass(frozen=True, slots=True)
class ClauseImpact:
    """One criterion over a register.

    Attributes:
        results: how many firms in each result; `not_applicable` where it is not asked of them.
        alone: firms that fail and would not if this criterion alone were met, by key, in the order given.
    """

    criterion: Criterion
    results: Mapping[Result, int]
    alone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ThresholdTrial:
    """The register under one threshold.

    Attributes:
        counts: firms in each class.
        opened, shut: firms that no longer fail, and that fail now, beside the threshold as written; by key.
    """

    value: Decimal
    counts: Mapping[Outcome, int]
    opened: tuple[str, ...]
    shut: tuple[str, ...]


def clause_impact(
    policy: Policy, item: Item, companies: Iterable[Company], on: date, codes: Codes | None = None
) -> tuple[ClauseImpact, ...]:
    """Every criterion of the item or named by it, in document order."""
    plan, tables = prepare(policy, item), codes or national_codes()
    results: dict[str, Counter[Result]] = {name: Counter() for name in plan.questions}
    alone: dict[str, list[str]] = {name: [] for name in plan.questions}
    for company in companies:
        found = assess(plan, FactBook(company, on), tables)
        silent = never_asked(plan, found)
        for name, state in found.states.items():
            results[name][Result.NOT_APPLICABLE if name in silent else state.result] += 1
        for name in pivots(plan, found) if found.outcome is Outcome.FAILS else ():
            alone[name].append(company.key)
    return tuple(
        ClauseImpact(
            question.criterion, {result: results[name][result] for result in Result}, tuple(alone[name])
        )
        for name, question in plan.questions.items()
    )


def try_threshold(
    policy: Policy,
    item: Item,
    leaf_id: str,
    values: Sequence[Decimal],
    companies: Sequence[Company],
    on: date,
    codes: Codes | None = None,
) -> tuple[ThresholdTrial, ...]:
    """The register under each threshold of one criterion (in its own unit), in the order given.

    Raises:
        InputError: the item has no such criterion, or it compares no number.
    """
    plan = prepare(policy, item)
    question = plan.questions.get(leaf_id)
    if question is None or not _has_threshold(question.criterion):
        may = [name for name, one in plan.questions.items() if _has_threshold(one.criterion)]
        expected = "、".join(may) or "有数值的条件（本事项没有）"
        raise InputError(f"条件“{leaf_id}”不存在，或没有可以改的数值", expected=expected)
    tables = codes or national_codes()
    before = _classes(policy, item, companies, on, tables)
    return tuple(
        _trial(value, before, _classes(*with_value(policy, item, leaf_id, value), companies, on, tables))
        for value in values
    )


def _has_threshold(criterion: Criterion) -> bool:
    return criterion.value is not None and not criterion.rows and criterion.kind is not Kind.MANUAL


def with_value(policy: Policy, item: Item, leaf_id: str, value: Decimal) -> tuple[Policy, Item]:
    """The document and the item with another value in one criterion, wherever it is stated."""
    items = tuple(
        replace(
            one,
            criteria=tuple(replace(c, value=value) if c.id == leaf_id else c for c in one.criteria),
        )
        for one in policy.items
    )
    changed = replace(policy, items=items)
    return changed, next(one for one in items if one.id == item.id)


def _classes(
    policy: Policy, item: Item, companies: Sequence[Company], on: date, codes: Codes
) -> dict[str, Outcome]:
    plan = prepare(policy, item)
    return {company.key: assess(plan, FactBook(company, on), codes).outcome for company in companies}


def _trial(value: Decimal, before: Mapping[str, Outcome], after: Mapping[str, Outcome]) -> ThresholdTrial:
    found = Counter(after.values())
    fails = Outcome.FAILS
    return ThresholdTrial(
        value,
        {outcome: found[outcome] for outcome in Outcome},
        tuple(key for key, now in after.items() if before[key] is fails and now is not fails),
        tuple(key for key, now in after.items() if before[key] is not fails and now is fails),
    )
