"""From the rules of the grammar to values: a method for each rule, named as in `sentences.lark`.

Owns the way back from words to keys; each rule gives the keys it states, the outermost puts them together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any as AnyValue

from domain.errors import InputError, Where
from domain.meaning import Meaning
from domain.period import Period, PeriodKind
from domain.policy import Kind, Op
from domain.sentence.lines import Clause, Head, Row, TableHead
from domain.sentence.quoting import unmarked
from domain.sentence.words import (
    AGGREGATES,
    OPS,
    OTHER,
    PLAIN_PERIODS,
    SUBJECTS,
    exact,
    features_by_word,
    units_by_word,
)

_SUBJECT_OF = {word: name for name, word in SUBJECTS.items()}
_OP_OF = {word: op for op, word in OPS.items()}
_AGGREGATE_OF = {word: one for one, word in AGGREGATES.items()}
_PERIOD_OF = {word: kind for kind, word in PLAIN_PERIODS.items()}
_Parts = Sequence[AnyValue]
_Keys = dict[str, AnyValue]


def _keys(_: object, parts: _Parts) -> _Keys:
    """All keys that the parts state."""
    return {key: value for part in parts if isinstance(part, dict) for key, value in part.items()}


def _meaning(kind: Kind) -> Callable[[object, _Parts], Meaning]:
    def build(builder: object, parts: _Parts) -> Meaning:
        keys = _keys(builder, parts)
        if "years" in keys:
            keys["period"] = Period(PeriodKind.FISCAL_YEARS, keys.pop("years"), keys.pop("aggregate"))
        return Meaning(kind=kind, **keys)

    return build


def _joint(node: str) -> Callable[[object, _Parts], Clause]:
    """A node of as many parts as the line says; a second number is how many of them must hold."""

    def build(_: object, parts: _Parts) -> Clause:
        count = int(parts[1]) if len(parts) > 1 else 0
        return Clause(node, parts=int(parts[0]), count=count)

    return build


def _fixed(node: str, parts: int) -> Callable[[object, _Parts], Clause]:
    return lambda _, __: Clause(node, parts=parts)


def _day(text: str) -> date:
    year, month, day = map(int, re.findall(r"\d+", text))
    try:
        return date(year, month, day)
    except ValueError as error:
        start = getattr(text, "start_pos", None)
        where = Where(start=start, end=None if start is None else start + len(text))
        raise InputError(f"日期“{text}”不存在", where=where, expected="日历上有的日期") from error


class Builder:
    """The callbacks of the parser."""

    compare, rank, in_, has = map(_meaning, (Kind.COMPARE, Kind.RANK, Kind.IN, Kind.HAS))
    event, state, manual = map(_meaning, (Kind.EVENT, Kind.STATE, Kind.MANUAL))
    front = fiscal_front = lead = amount = figure = quantity = order = level = _keys

    def level_up(self, parts: _Parts) -> _Keys:
        """省级及以上"""
        return {"level": str(parts[0])}

    def of(self, parts: _Parts) -> _Keys:
        """项目的"""
        return {"subject": _SUBJECT_OF[str(parts[0]).removesuffix("的")]}

    def subject(self, parts: _Parts) -> _Keys:
        """项目"""
        return {"subject": _SUBJECT_OF[str(parts[0])]}

    def plain_period(self, parts: _Parts) -> _Keys:
        """上一年度"""
        return {"period": Period(_PERIOD_OF[str(parts[0])])}

    def fiscal(self, parts: _Parts) -> _Keys:
        """近2个年度"""
        return {"years": int(parts[0][1])}

    def aggregate(self, parts: _Parts) -> _Keys:
        """每年"""
        return {"aggregate": _AGGREGATE_OF[str(parts[0])]}

    def fiscal_years(self, parts: _Parts) -> _Keys:
        """近2个年度每年"""
        keys = _keys(self, parts)
        return {"period": Period(PeriodKind.FISCAL_YEARS, keys["years"], keys["aggregate"])}

    def named_year(self, parts: _Parts) -> _Keys:
        """2025年"""
        return {"period": Period(PeriodKind.YEAR, years=int(parts[0][:-1]))}

    def rolling(self, parts: _Parts) -> _Keys:
        """近36个月"""
        return {"period": Period(PeriodKind.ROLLING, months=int(parts[0][1:-2]))}

    def since(self, parts: _Parts) -> _Keys:
        """2026年1月5日以来"""
        return {"period": Period(PeriodKind.SINCE, start=_day(parts[0]))}

    def until(self, parts: _Parts) -> _Keys:
        """截至2026年1月5日"""
        return {"period": Period(PeriodKind.UNTIL, end=_day(parts[0]))}

    def range(self, parts: _Parts) -> _Keys:
        """2025年1月1日至2025年6月30日"""
        return {"period": Period(PeriodKind.RANGE, start=_day(parts[0]), end=_day(parts[1]))}

    def known(self, parts: _Parts) -> _Keys:
        """营业收入，也可带原文词语"""
        feature = {"feature": features_by_word()[str(parts[0])]}
        return {**feature, "phrase": parts[1]} if len(parts) > 1 else feature

    def unnamed(self, _: _Parts) -> _Keys:
        """其他情况"""
        return {"feature": OTHER}

    def named(self, parts: _Parts) -> _Keys:
        """“有固定场所”"""
        return {"feature": OTHER, "phrase": parts[0]}

    def bound(self, parts: _Parts) -> _Keys:
        """不低于5000万元"""
        return {"op": _OP_OF[str(parts[0])], **_keys(self, parts)}

    def bare(self, parts: _Parts) -> _Keys:
        """为5000万元"""
        return _keys(self, parts)

    unbound = bound
    counted = bare

    def figures(self, parts: _Parts) -> _Keys:
        """5000万元"""
        unit, scale = parts[1] if len(parts) > 1 else (None, 1)
        value = Decimal(str(parts[0]))
        with exact(value):
            return {"value": value * scale, "unit": unit}

    def unit(self, parts: _Parts) -> tuple[str, Decimal]:
        """万元"""
        return units_by_word()[str(parts[0])]

    def own_unit(self, parts: _Parts) -> tuple[str, Decimal]:
        """A unit that the vocabulary does not have."""
        return (parts[0], Decimal(1))

    def unit_only(self, parts: _Parts) -> _Keys:
        """以元计"""
        return {"unit": parts[0][0]}

    def among_first(self, parts: _Parts) -> _Keys:
        """居前10名"""
        return {"op": Op.LE, "value": Decimal(str(parts[0]))}

    def members(self, parts: _Parts) -> _Keys:
        """A list, if there is one."""
        return {"values": parts[0]} if parts else {}

    place = membership = extent = members

    def list(self, parts: _Parts) -> tuple[str, ...]:
        """“甲”、“乙”之一"""
        return tuple(parts)

    def quoted(self, parts: _Parts) -> str:
        """The words between the outermost quotation marks."""
        return "".join(unmarked(one) for one in parts)

    def nested(self, parts: _Parts) -> str:
        """Words with quotation marks of their own."""
        return f"“{self.quoted(parts)}”"

    all_asked = all_barring = _joint("all")
    any_asked = any_barring = _joint("any")
    some_asked = some_barring = _joint("at_least")
    not_asked = not_barring = _fixed("not", 1)
    when, waive = _fixed("when", 2), _fixed("waive", 2)

    def leaf(self, parts: _Parts) -> Clause:
        """〔c1〕…"""
        return Clause("leaf", id=_name(parts[0]), meaning=parts[1])

    def points(self, parts: _Parts) -> Clause:
        """评分表〔c1〕达到合格分"""
        return Clause("points", id=_name(parts[0]))

    def require(self, parts: _Parts) -> Head:
        """要求：…"""
        return Head("require", parts[0] if parts else None)

    def exclude(self, parts: _Parts) -> Head:
        """排除：…"""
        return Head("exclude", parts[0] if parts else None)

    def table(self, parts: _Parts) -> TableHead:
        """评分表〔c1〕：…"""
        mark = Decimal(str(parts[2])) if len(parts) > 3 else None
        return TableHead(_name(parts[0]), parts[1], mark, int(parts[-1]))

    def row(self, parts: _Parts) -> Row:
        """得10分：…"""
        return Row(Decimal(str(parts[0])), parts[1])


def _name(token: str) -> str:
    return str(token)[1:-1]
