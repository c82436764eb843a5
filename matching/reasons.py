"""The reasons of a judgement: every criterion with its sentence, need, have, distance and cure.

Owns the step from states to verdicts; the words themselves stand in `wording`.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from domain.policy import Kind
from domain.tree import Waive as WaiveNode
from domain.tree import print_tree
from matching.assess import Assessment, Plan, never_asked
from matching.cures import cure_of
from matching.exact import as_decimal
from matching.facts import Lack
from matching.leaf_state import LeafState
from matching.question import Question
from matching.sentences import place_of
from matching.truth import Judged, T
from matching.verdict import Cure, LeafVerdict, Result, WaitsFor, Waived
from matching.wording import have_zh, need_zh

_RANK_UNIT = "rank"
_WAITS = {Lack.FACT: WaitsFor.FACT, Lack.PERSON: WaitsFor.PERSON}


def leaf_verdicts(plan: Plan, found: Assessment, last_year: int) -> tuple[LeafVerdict, ...]:
    """Every criterion that the item states or names, in document order."""
    silent = never_asked(plan, found)
    return tuple(
        _verdict(plan, name, question, found.states[name], last_year, asked=name not in silent)
        for name, question in plan.questions.items()
    )


def _verdict(
    plan: Plan, name: str, question: Question, state: LeafState, last_year: int, *, asked: bool
) -> LeafVerdict:
    span = question.criterion.span
    place = place_of(plan.policy, span)
    cure = _cure(question, state) if asked else None
    return LeafVerdict(
        id=name,
        feature=question.feature.id,
        result=state.result if asked else Result.NOT_APPLICABLE,
        need=need_zh(question, last_year),
        have=have_zh(question, state, last_year) if asked else "本条对该企业不适用",
        distance=_figure(state.distance) if asked else None,
        distance_money=_figure(state.money) if asked else None,
        margin=_figure(state.margin) if asked else None,
        unit=_unit(question, state),
        cure=cure,
        cure_date=state.cure_date if cure is Cure.TIME else None,
        waits_for=_WAITS[state.lack] if state.lack and asked else None,
        quote=span.quote,
        start=span.start,
        end=span.end,
        document=place.document,
        article=place.article,
        sentence=place.sentence,
        finding=state.finding if asked else None,
    )


def _figure(value: Fraction | None) -> Decimal | None:
    return None if value is None else as_decimal(value)


def _unit(question: Question, state: LeafState) -> str | None:
    return state.unit or question.unit or (_RANK_UNIT if question.criterion.kind is Kind.RANK else None)


def _cure(question: Question, state: LeafState) -> Cure | None:
    """For what stands in the way: a criterion that is false, or an event that took place."""
    happened = state.result is Result.TRUE and question.criterion.kind is Kind.EVENT
    return cure_of(question) if happened or state.result is Result.FALSE else None


def waivers(found: Assessment) -> tuple[Waived, ...]:
    """Every waiver that holds, with the side that carries it."""
    trees = (found.require, found.exclude)
    return tuple(waived for tree in trees if tree is not None for waived in _waived(tree))


def _waived(judged: Judged) -> Iterator[Waived]:
    if isinstance(judged.node, WaiveNode) and judged.truth == T:
        asked, waiver = print_tree(judged.node.asked), print_tree(judged.node.waiver)
        carried = asked if judged.parts[0].truth == T else waiver
        yield Waived(asked, waiver, carried)
    for part in judged.parts:
        yield from _waived(part)
