"""Stacking rules given by a person: which items exclude each other, and what several pay at most together.

Owns the outer format, read strictly, for `best-set --rules` and `POST /v1/best-set`; how rules act is
`matching.stacking`'s.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Annotated
from typing import Any as AnyValue

from pydantic import Field, ValidationError

from domain.errors import InputError, Where
from domain.strict import Strict, parse_decimal, parse_json, parsed_by, raise_all, read_text, translate
from matching.stacking import Cap, Group

MOST_DIGITS = 13
"""Digits of a cap before the point; in 分 it stays below 2**53, so that the solver's floats are exact."""

_FEN = -2
"""The exponent of 分."""


def _money(value: AnyValue) -> Decimal:
    """An amount in 元, whole 分."""
    amount = parse_decimal(value)
    exponent = amount.as_tuple().exponent
    fine = isinstance(exponent, int) and exponent >= _FEN
    if amount < 0 or not fine or (amount and amount.adjusted() >= MOST_DIGITS):
        expected = f"不小于 0、至多两位小数、整数部分不超过 {MOST_DIGITS} 位的数，单位元"
        raise InputError(f"“{value}”不能作上限", expected=expected)
    return amount


class _GroupFile(Strict):
    items: list[str]
    quote: str = Field(min_length=1)


class _CapFile(Strict):
    items: list[str]
    most: Annotated[Decimal, parsed_by(_money, needed=True)]


class _RulesFile(Strict):
    groups: list[_GroupFile] | None = None
    caps: list[_CapFile] = Field(default_factory=list)


@dataclass(frozen=True, slots=True)
class StackingRules:
    """What was given; `groups` None: the items' own sentences say which exclude each other."""

    groups: tuple[Group, ...] | None = None
    caps: tuple[Cap, ...] = ()


def read_rules(path: Path, known: Collection[str]) -> StackingRules:
    """The rules of a file (see `rules_of`)."""
    where = Where(file=str(path))
    return rules_of(parse_json(read_text(path), where), where, known)


def rules_of(data: AnyValue, where: Where, known: Collection[str]) -> StackingRules:
    """The rules that a JSON value states.

    Args:
        known: keys (文档编号.事项编号) of the items that are asked.

    Raises:
        InputError, InputFaultsError: it breaks the format, names another item or one twice, or a group has
            fewer than two; every fault is named with its path.
    """
    try:
        rules = _RulesFile.model_validate(data)
    except ValidationError as error:
        raise_all(translate(error, where))
        raise
    raise_all(_faults(rules, where, known))
    groups = rules.groups
    return StackingRules(
        None if groups is None else tuple(Group(frozenset(one.items), one.quote) for one in groups),
        tuple(Cap(frozenset(one.items), one.most) for one in rules.caps),
    )


def _faults(rules: _RulesFile, where: Where, known: Collection[str]) -> Iterator[InputError]:
    for at, group in enumerate(rules.groups or ()):
        yield from _items_faults(group.items, 2, where, f"groups.{at}.items", known)
    for at, cap in enumerate(rules.caps):
        yield from _items_faults(cap.items, 1, where, f"caps.{at}.items", known)


def _items_faults(
    items: list[str], least: int, where: Where, path: str, known: Collection[str]
) -> Iterator[InputError]:
    place = replace(where, path=f"{where.path}.{path}" if where.path else path)
    for name in dict.fromkeys(items):
        if name not in known:
            expected = "、".join(known) or "（没有事项）"
            yield InputError(f"没有事项“{name}”", where=place, expected=expected)
        if items.count(name) > 1:
            yield InputError(f"事项“{name}”写了两次", where=place, todo="只留一次")
    if len(set(items)) < least:
        yield InputError("事项太少", where=place, expected=f"至少 {least} 个事项")
