"""One verdict as a row that an official reads: what is asked, what is there, what is lacking, how to get it.

Owns the wording round the figures; the figures and the verdict are `matching`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from api.console.say import CURES, figure
from domain.policy import Criterion, Op, Policy
from domain.tree import Leaf, Node, Points, When, children, leaf_ids
from domain.vocabulary import vocabulary
from matching.verdict import Cure, Judgement, LeafVerdict, Outcome, Result, WaitsFor

OTHER = "other"
_LONG = re.compile(r"\d+\.\d{5,}")
_AT_MOST = frozenset({Op.LE, Op.LT})


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """One criterion as judged.

    Attributes:
        have: the first is the value or state, the rest is what it rests on.
        gap: how far it is from holding, `exact` the same unrounded; empty where there is no distance.
        notes: cure, day, margin, finding; each a short line.
    """

    leaf: LeafVerdict
    need: str
    have: tuple[str, ...]
    gap: str
    exact: str
    notes: tuple[str, ...]


def reason_rows(policy: Policy, leaves: Iterable[LeafVerdict]) -> tuple[ReasonRow, ...]:
    """The rows, in the order given."""
    criteria = {one.id: one for one in policy.criteria()}
    return tuple(_row(leaf, criteria[leaf.id]) for leaf in leaves)


def standing(policy: Policy, judgement: Judgement) -> tuple[LeafVerdict, ...]:
    """The leaves that stand in the way of this outcome, in document order; none where the firm fits.

    A criterion that only says whether another is asked (the scope of a `when`) stands in nobody's way.
    """
    item = policy.item(judgement.item_id)
    if item is None:
        return ()
    barring, scope = set(leaf_ids(item.exclude)), set(_scopes(item.require)) - set(_asked(item.require))
    kept = (leaf for leaf in judgement.leaves if leaf.id not in scope or leaf.result is Result.UNKNOWN)
    return tuple(leaf for leaf in kept if _stands(leaf, judgement.outcome, leaf.id in barring))


def _stands(leaf: LeafVerdict, outcome: Outcome, barring: bool) -> bool:
    match outcome:
        case Outcome.FITS | Outcome.CLOSED:
            return False
        case Outcome.NEEDS_CHECK:
            return leaf.waits_for is WaitsFor.PERSON
        case Outcome.UNKNOWN:
            return leaf.result is Result.UNKNOWN
        case Outcome.BARRED:
            return barring and leaf.result is Result.TRUE
        case Outcome.FAILS:
            return not barring and leaf.result in {Result.FALSE, Result.UNKNOWN}


def _scopes(node: Node | None) -> Iterator[str]:
    if isinstance(node, When):
        yield from leaf_ids(node.scope)
        yield from _scopes(node.asked)
    elif node is not None:
        for part in children(node):
            yield from _scopes(part)


def _asked(node: Node | None) -> Iterator[str]:
    if isinstance(node, When):
        yield from _asked(node.asked)
    elif isinstance(node, Leaf | Points):
        yield node.id
    elif node is not None:
        for part in children(node):
            yield from _asked(part)


def missing_names(policy: Policy, judgement: Judgement) -> tuple[str, ...]:
    """What to ask the firm for, in words; a feature outside the vocabulary by the text's own words."""
    criteria = {one.id: one for one in policy.criteria()}
    found: dict[str, None] = {}
    for feature in judgement.missing:
        for leaf in judgement.leaves:
            if leaf.feature == feature and leaf.waits_for is WaitsFor.FACT:
                found[label(criteria[leaf.id])] = None
    return tuple(found)


def label(criterion: Criterion) -> str:
    """What a criterion asks about, in few words."""
    if criterion.feature == OTHER:
        return criterion.phrase or criterion.span.quote
    return vocabulary()[criterion.feature].zh


def gap_says(leaf: LeafVerdict, criterion: Criterion) -> str:
    """How far a false criterion is from holding; empty where no distance can be said."""
    if leaf.distance is None:
        return ""
    word = "超出" if criterion.op in _AT_MOST else "差"
    return f"{word} {_amount(leaf.distance, leaf.unit)}"


def _row(leaf: LeafVerdict, criterion: Criterion) -> ReasonRow:
    first, *rest = (_shortened(part) for part in leaf.have.split("；"))
    exact = f"精确值 {leaf.distance:f}" if leaf.distance is not None else ""
    return ReasonRow(leaf, leaf.need, (first, *rest), gap_says(leaf, criterion), exact, tuple(_notes(leaf)))


def _notes(leaf: LeafVerdict) -> Iterable[str]:
    if leaf.result is Result.UNKNOWN:
        yield "待经办人核定" if leaf.waits_for is WaitsFor.PERSON else "补上这条事实即可判定"
    if leaf.distance_money is not None:
        yield f"分母不变，折合 {figure(leaf.distance_money, 'CNY')}"
    if leaf.cure is not None:
        day = f"，{leaf.cure_date} 起满足" if leaf.cure is Cure.TIME and leaf.cure_date else ""
        yield f"补法：{CURES[leaf.cure.value]}{day}"
    if leaf.margin:
        yield f"余量 {_amount(leaf.margin, leaf.unit)}"
    if leaf.result is Result.NOT_APPLICABLE:
        yield "本企业不问此条"


def _amount(value: Decimal, unit: str | None) -> str:
    """A difference with its unit; between ratios it is counted in percentage points."""
    if unit == "1":
        return f"{figure(value, unit).removesuffix('%')} 个百分点"
    return "恰在界上" if value == 0 else figure(value, unit)


def _shortened(text: str) -> str:
    """Figures with more digits than one reads, to four after the point; the exact one is in the interface."""
    return _LONG.sub(lambda found: f"约 {Decimal(found[0]):.4f}".rstrip("0").rstrip("."), text)
