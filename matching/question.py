"""A criterion made ready for judging: its feature, its period, which facts it takes.

Owns what follows from the criterion and its document alone; nothing of a firm enters.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from domain.errors import InputError
from domain.period import Aggregate, Period, PeriodKind, parse_period
from domain.policy import Criterion, Kind
from domain.vocabulary import Feature, FeatureType, vocabulary
from matching.facts import Ask, phrase_key

OTHER = "other"
SHORT_HISTORY = "short_history"
RATIO_UNIT = "1"
LASTING = frozenset({"award", "contest"})
"""Features of which one that was ever won counts as held now."""

_EVER = parse_period("ever")
_CAREFUL_STATES = frozenset({"controlled_by", "prior_support"})


@dataclass(frozen=True, slots=True)
class Question:
    """One criterion as it is asked of any firm.

    Attributes:
        period: the stated period, else the feature's default.
        unit: of the value compared: the criterion's, else the feature's.
        is_event: it is judged as an event, as is a `has` that names nothing.
        wording: a `true` without the criterion's phrase does not prove it.
        here: the document's region, code or name.
        table: the criterion is a scoring table.
    """

    criterion: Criterion
    feature: Feature
    period: Period
    unit: str | None
    ask: Ask
    is_event: bool
    wording: bool
    here: str | None
    table: bool


def question_of(criterion: Criterion, here: str | None, *, table: bool = False) -> Question:
    """The criterion with its feature and period.

    Raises:
        InputError: the feature is not in the vocabulary.
    """
    feature = vocabulary().get(criterion.feature)
    if feature is None:
        raise InputError(f"条件“{criterion.id}”的指标“{criterion.feature}”不在词表中")
    period = criterion.period or feature.default
    if criterion.kind is Kind.HAS and feature.id in LASTING and period.kind is PeriodKind.NOW:
        period = _EVER
    unit = _unit(criterion, feature)
    phrase = phrase_key(criterion.phrase)
    as_event = criterion.kind is Kind.HAS and not criterion.values and not feature.numeric
    is_event = as_event or criterion.kind is Kind.EVENT or feature.type is FeatureType.EVENT
    return Question(
        criterion=criterion,
        feature=feature,
        period=period,
        unit=unit,
        ask=_ask(criterion, feature, phrase, _fact_unit(feature, period, unit)),
        is_event=is_event,
        wording=phrase is not None and (is_event or feature.id in _CAREFUL_STATES),
        here=here,
        table=table or bool(criterion.rows),
    )


def _unit(criterion: Criterion, feature: Feature) -> str | None:
    """The criterion's unit, else the feature's. A share written in money or persons is still a share."""
    if feature.type is FeatureType.RATIO and criterion.unit in _base_units():
        return feature.unit
    return criterion.unit or feature.unit or None


@cache
def _base_units() -> frozenset[str]:
    return frozenset(feature.unit for feature in vocabulary().values() if feature.unit)


def _fact_unit(feature: Feature, period: Period, unit: str | None) -> str | None:
    """The unit of the facts: compound growth compares shares, but its ends have the feature's own unit."""
    is_share = unit == RATIO_UNIT and feature.type is not FeatureType.OPEN
    if period.aggregate is Aggregate.CAGR and is_share:
        return feature.unit or None
    return unit


def _ask(criterion: Criterion, feature: Feature, phrase: str | None, unit: str | None) -> Ask:
    scopes = None
    if criterion.kind is Kind.RANK:
        scopes = tuple(key for value in criterion.values if (key := phrase_key(value)))
    return Ask(
        feature.id,
        unit,
        phrase,
        own_only=feature.id == OTHER,
        scopes=scopes,
        zeros=SHORT_HISTORY not in criterion.flags,
    )
