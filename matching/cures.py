"""What could turn a criterion that stands in the way: time, people, money, paper, or nothing.

Owns `data/cures.yaml` and its strict reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files

from domain.datafile import model
from domain.errors import InputError, Where
from domain.period import PeriodKind
from domain.policy import Kind, Op
from domain.strict import Strict
from domain.vocabulary import vocabulary
from matching.question import Question
from matching.verdict import Cure

_FILE = "cures.yaml"


class Cures(Strict):
    """The table: by feature, else kind of criterion, else group of the vocabulary, else unit."""

    source: str
    date: date
    order: list[str]
    lowered: list[str]
    features: Mapping[str, str]
    kinds: Mapping[str, str]
    groups: Mapping[str, str]
    units: Mapping[str, str]

    def rank(self, cure: Cure) -> int:
        """The place in the order of cures, 0 the easiest."""
        return self.order.index(cure.value)


def read_cures(text: str, name: str = _FILE) -> Cures:
    """The table of a YAML text.

    Raises:
        InputError: an unknown key, feature, kind or cure.
    """
    table = model(text, name, Cures)
    where = Where(file=name)
    if unknown := sorted({*table.lowered, *table.features} - set(vocabulary())):
        raise InputError(f"指标“{unknown[0]}”不在词表中", where=where)
    if unknown := sorted(set(table.kinds) - set(Kind)):
        raise InputError(f"没有“{unknown[0]}”这种条件", where=where, expected="、".join(Kind))
    parts = (table.features, table.kinds, table.groups, table.units)
    words = [word for part in parts for word in part.values()]
    if wrong := sorted(set(words) - set(Cure)):
        raise InputError(f"“{wrong[0]}”不是补救方式", where=where, expected="、".join(Cure))
    if sorted(table.order) != sorted(Cure):
        raise InputError("补救方式的先后没有列全", where=where, expected="每种各一次：" + "、".join(Cure))
    return table


@cache
def cures() -> Cures:
    """The product's own table."""
    return read_cures((files("matching") / "data" / _FILE).read_text(encoding="utf-8"))


def is_curable(question: Question) -> bool:
    """Whether something could make the criterion hold."""
    return cure_of(question) is not Cure.NONE


def cure_of(question: Question) -> Cure:
    """What could make the criterion hold (an event: fall out of its window)."""
    table, criterion, feature = cures(), question.criterion, question.feature
    if question.table:
        return Cure(table.groups["score"])
    if criterion.kind is Kind.EVENT and question.period.kind is PeriodKind.ROLLING:
        return Cure.TIME
    if criterion.op in {Op.LE, Op.LT} and feature.id not in table.lowered:
        return Cure.NONE
    word = (
        table.features.get(feature.id)
        or table.kinds.get(criterion.kind)
        or table.groups.get(feature.group)
        or table.units.get(question.unit or "", Cure.NONE)
    )
    return Cure(word)
