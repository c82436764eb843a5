"""Faults of a drafted item that can be seen without any firm: bounds that cannot meet, bands that leave gaps.

Owns the checks on one-sided and two-sided bounds of one figure; each finding quotes the text. Bounds on
different figures are never set against each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import combinations, pairwise

from domain.policy import Benefit, Criterion, Item, Kind, Op, Policy
from domain.tree import All, Any, Leaf, Node, children
from matching.amounts import PAID_FORMS
from matching.assess import prepare
from matching.question import Question

Edge = tuple[Decimal, int]
"""A cut of the number line: just below the number (0) or just above it (1)."""

_END = Decimal("Infinity")
_LEAST: Edge = (-_END, 0)
_MOST: Edge = (_END, 1)


class FaultKind(StrEnum):
    """What is wrong with a draft."""

    CONTRADICTORY = "contradictory"
    NEVER_DECIDES = "never_decides"
    BANDS_OVERLAP = "bands_overlap"
    BANDS_GAP = "bands_gap"
    NO_DATA = "no_data"


@dataclass(frozen=True, slots=True)
class DraftFault:
    """One finding.

    Attributes:
        leaves: the criteria concerned, in document order.
        quotes: their words in the text, in the same order.
        said: what is wrong and what to do, in Chinese.
    """

    kind: FaultKind
    leaves: tuple[str, ...]
    quotes: tuple[str, ...]
    said: str


@dataclass(frozen=True, slots=True)
class _Span:
    """The numbers between two edges, and the criteria that say so."""

    low: Edge
    high: Edge
    leaves: tuple[str, ...]

    @property
    def empty(self) -> bool:
        return self.low >= self.high

    def within(self, other: _Span) -> bool:
        return other.low <= self.low and self.high <= other.high


def lint_item(policy: Policy, item: Item) -> tuple[DraftFault, ...]:
    """The faults of a draft: contradictions, idle criteria, bands, then what only a person can settle.

    Raises:
        InputError: the item names a criterion or a feature that does not exist.
    """
    questions = prepare(policy, item).questions
    trees = [tree for tree in (item.require, item.exclude) if tree is not None]
    found = [fault for tree in trees for fault in _tree_faults(tree, questions)]
    found += _band_faults(item.benefits, questions)
    found += [_no_data(one.criterion) for one in questions.values() if _only_a_person(one)]
    return tuple(found)


def _tree_faults(
    node: Node, questions: Mapping[str, Question], under: type | None = None
) -> Iterator[DraftFault]:
    """Pairs side by side anywhere in the tree; an `all` in an `all` was looked at with the outer one."""
    if isinstance(node, All | Any) and type(node) is not under:
        together = isinstance(node, All)
        for first, second in combinations(_bounds(node, questions, together=together), 2):
            yield from _pair(first, second, questions, together=together)
    for part in children(node):
        yield from _tree_faults(part, questions, type(node))


def _bounds(node: All | Any, questions: Mapping[str, Question], *, together: bool) -> list[_Span]:
    """The bounds asked side by side; parts of the same kind count as their own parts."""
    found: list[_Span] = []
    for part in node.parts:
        if isinstance(part, Leaf):
            span = _span(questions[part.id])
            found += [span] if span else []
        elif isinstance(part, All if together else Any):
            found += _bounds(part, questions, together=together)
    return found


def _span(question: Question) -> _Span | None:
    criterion = question.criterion
    if criterion.kind is not Kind.COMPARE or criterion.value is None or criterion.rows:
        return None
    below, above = (criterion.value, 0), (criterion.value, 1)
    ends: Mapping[Op | None, tuple[Edge, Edge]] = {
        Op.GE: (below, _MOST),
        Op.GT: (above, _MOST),
        Op.LE: (_LEAST, above),
        Op.LT: (_LEAST, below),
        Op.EQ: (below, above),
    }
    low, high = ends[criterion.op]
    return _Span(low, high, (criterion.id,))


def _figure(question: Question) -> tuple[object, ...]:
    one = question.criterion
    return one.feature, str(question.period), one.phrase, question.unit, one.subject


def _pair(
    first: _Span, second: _Span, questions: Mapping[str, Question], *, together: bool
) -> Iterator[DraftFault]:
    one, other = first.leaves[0], second.leaves[0]
    if one == other or _figure(questions[one]) != _figure(questions[other]):
        return
    if together and _met(first, second).empty:
        said = "两条要求同一个数，却没有数能同时满足，永远不会成立；请核对数值和“不低于”“不高于”"
        yield _fault(FaultKind.CONTRADICTORY, (one, other), questions, said)
    elif first.within(second) or second.within(first):
        wide = second if first.within(second) else first
        idle = wide.leaves[0] if together else (first if wide is second else second).leaves[0]
        said = f"两条要求同一个数，“{idle}”从不起作用；请核对是否写错，或删去"
        yield _fault(FaultKind.NEVER_DECIDES, (one, other), questions, said)


def _met(first: _Span, second: _Span) -> _Span:
    leaves = (*first.leaves, *second.leaves)
    return _Span(max(first.low, second.low), min(first.high, second.high), leaves)


def _band_faults(benefits: Sequence[Benefit], questions: Mapping[str, Question]) -> Iterator[DraftFault]:
    """Bands of one form on one figure, from the lowest; open steps (`ge` alone) are meant to overlap."""
    groups: dict[object, list[_Span]] = {}
    for benefit in benefits:
        span = _band(benefit.when, questions)
        if benefit.form in PAID_FORMS and span is not None:
            groups.setdefault((benefit.form, _figure(questions[span.leaves[0]])), []).append(span)
    for spans in groups.values():
        for lower, upper in pairwise(sorted(spans, key=lambda one: (one.low, one.high))):
            leaves = tuple(dict.fromkeys((*lower.leaves, *upper.leaves)))
            if lower.high < upper.low:
                said = "相邻两档之间有数值哪一档也不属于；请核对界限是否连着"
                yield _fault(FaultKind.BANDS_GAP, leaves, questions, said)
            elif lower.high > upper.low and lower.high != _MOST:
                said = "相邻两档有重叠，同一个数属于两档；请核对界限含不含本数"
                yield _fault(FaultKind.BANDS_OVERLAP, leaves, questions, said)


def _band(node: Node | None, questions: Mapping[str, Question]) -> _Span | None:
    """The stretch of one figure that a band asks; None where it asks anything else."""
    parts = node.parts if isinstance(node, All) else (node,)
    spans = [_span(questions[part.id]) if isinstance(part, Leaf) else None for part in parts]
    known = [span for span in spans if span is not None]
    figures = {_figure(questions[span.leaves[0]]) for span in known}
    if len(known) < len(spans) or len(figures) != 1:
        return None
    found = known[0]
    for span in known[1:]:
        found = _met(found, span)
    return found


def _only_a_person(question: Question) -> bool:
    return question.criterion.kind is Kind.MANUAL or question.criterion.subject is not None


def _no_data(criterion: Criterion) -> DraftFault:
    said = "没有数据能判定这一条，每家企业都要人来核定；能写成数值、资质或事实的，请写明"
    return DraftFault(FaultKind.NO_DATA, (criterion.id,), (criterion.span.quote,), said)


def _fault(
    kind: FaultKind, leaves: tuple[str, ...], questions: Mapping[str, Question], said: str
) -> DraftFault:
    quotes = tuple(questions[name].criterion.span.quote for name in leaves)
    return DraftFault(kind, leaves, quotes, said)
