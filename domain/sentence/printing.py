"""The canonical sentence (规范句) of a criterion: one line of plain Chinese that says all it asks.

Owns the order of the words; `parsing.parse_sentence(sentence(m)) == m` for every meaning a reading may hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from domain.errors import InputError
from domain.meaning import Meaning
from domain.period import Aggregate, Period, PeriodKind
from domain.policy import Kind, Op
from domain.quantity import show
from domain.reading_json import plain
from domain.sentence.quoting import quoted
from domain.sentence.words import (
    AGGREGATES,
    LEVELS,
    OPS,
    OTHER,
    OTHER_WORD,
    PLAIN_PERIODS,
    SUBJECTS,
    exact,
    feature_words,
    units_by_word,
)


def sentence(meaning: Meaning) -> str:
    """The one canonical sentence of this meaning.

    Figures are exact and in the largest unit that shows them with few digits (5000万元, 3%).

    Raises:
        InputError: a feature, subject or level that the contract does not have.
    """
    match meaning.kind:
        case Kind.COMPARE:
            return f"{_front(meaning)}{_number(meaning) or '未写明数值'}{_extent(meaning)}{_level(meaning)}"
        case Kind.RANK:
            place = f"在{_list(meaning.values)}" if meaning.values else ""
            return f"{_front(meaning)}{place}{_order(meaning)}{_level(meaning)}"
        case Kind.IN:
            members = _list(meaning.values) if meaning.values else "未写明的名单"
            return f"{_front(meaning)}属于{members}{_level(meaning)}{_figure(meaning, '数值')}"
        case Kind.HAS:
            level = f"{_known_level(meaning.level)}及以上" if meaning.level is not None else ""
            members = f"：{_list(meaning.values)}" if meaning.values else ""
            return f"{_lead(meaning)}有{level}{_label(meaning)}{members}{_figure(meaning, '数量')}"
        case Kind.EVENT:
            return f"{_lead(meaning)}发生过{_label(meaning)}{_tail(meaning)}"
        case Kind.STATE:
            return f"{_front(meaning)}：是{_tail(meaning)}"
        case Kind.MANUAL:
            return f"{_front(meaning)}：由人工核定{_tail(meaning)}"


def period_text(period: Period) -> str:
    """The time in words; of several years how they are taken together comes last (近2个年度每年)."""
    match period.kind:
        case PeriodKind.FISCAL_YEARS:
            return f"近{period.years}个年度{AGGREGATES[period.aggregate or Aggregate.SUM]}"
        case PeriodKind.YEAR:
            return f"{period.years}年"
        case PeriodKind.ROLLING:
            return f"近{period.months}个月"
        case PeriodKind.SINCE:
            return f"{_day(period.start)}以来"
        case PeriodKind.UNTIL:
            return f"截至{_day(period.end)}"
        case PeriodKind.RANGE:
            return f"{_day(period.start)}至{_day(period.end)}"
        case kind:
            return PLAIN_PERIODS[kind]


def _day(day: date | None) -> str:
    if day is None:
        raise InputError("期间缺少日期")
    return f"{day.year}年{day.month}月{day.day}日"


def _front(meaning: Meaning) -> str:
    """Whose, when and what; a number's years are taken together after its name (近2个年度营业收入合计)."""
    label, period = _label(meaning), meaning.period
    if period is None:
        return f"{_subject(meaning.subject)}的{label}" if meaning.subject is not None else label
    time = period_text(period)
    if meaning.kind in {Kind.COMPARE, Kind.RANK} and period.kind is PeriodKind.FISCAL_YEARS:
        aggregate = AGGREGATES[period.aggregate or Aggregate.SUM]
        return f"{_subject(meaning.subject)}{time.removesuffix(aggregate)}{label}{aggregate}"
    return f"{_subject(meaning.subject)}{time}{label}"


def _lead(meaning: Meaning) -> str:
    """Whose and when, before a verb."""
    time = period_text(meaning.period) if meaning.period else ""
    return f"{_subject(meaning.subject)}{time}"


def _subject(subject: str | None) -> str:
    if subject is None:
        return ""
    if subject not in SUBJECTS:
        raise InputError(f"没有“{subject}”这种主体", expected="、".join(SUBJECTS))
    return SUBJECTS[subject]


def _label(meaning: Meaning) -> str:
    if meaning.feature == OTHER:
        return OTHER_WORD if meaning.phrase is None else quoted(meaning.phrase)
    if meaning.feature not in feature_words():
        raise InputError(
            f"指标“{meaning.feature}”不在词表中", expected="词表中的指标编号；词表没有的写 other"
        )
    name = feature_words()[meaning.feature]
    return name if meaning.phrase is None else f"{name}（{quoted(meaning.phrase)}）"


def _list(members: Sequence[str]) -> str:
    said = "、".join(quoted(member) for member in members)
    return said if len(members) == 1 else f"{said}之一"


def _known_level(level: str | None) -> str:
    if level not in LEVELS:
        raise InputError(f"没有“{level}”这一级别", expected="、".join(LEVELS))
    return level


def _tail(meaning: Meaning) -> str:
    return f"{_extent(meaning)}{_level(meaning)}{_figure(meaning, '数值')}"


def _extent(meaning: Meaning) -> str:
    return f"，范围{_list(meaning.values)}" if meaning.values else ""


def _level(meaning: Meaning) -> str:
    return "" if meaning.level is None else f"，级别{_known_level(meaning.level)}及以上"


def _figure(meaning: Meaning, name: str) -> str:
    number = _number(meaning)
    return f"，{name}{number}" if number else ""


def _order(meaning: Meaning) -> str:
    if meaning.op is Op.LE and meaning.value is not None and meaning.unit is None:
        return f"居前{plain(meaning.value)}名"
    return f"名次{_number(meaning) or '未写明数值'}"


def _number(meaning: Meaning) -> str:
    """Comparator, figure and unit, whichever of them there are."""
    op, value, unit = meaning.op, meaning.value, meaning.unit
    if value is not None:
        return f"{OPS[op] if op else '为'}{_figures(value, unit)}"
    counted = f"以{_unit(unit)}计" if unit is not None else ""
    return f"{OPS[op]}未定值{counted}" if op else counted


def _figures(value: Decimal, unit: str | None) -> str:
    if unit is None:
        return plain(value)
    if not _is_known(unit):
        return f"{plain(value)}{quoted(unit)}"
    with exact(value):
        return show(value, unit).replace(" ", "")


def _unit(unit: str) -> str:
    words = [word for word, (known, _) in units_by_word().items() if known == unit]
    return words[0] if words else quoted(unit)


def _is_known(unit: str) -> bool:
    return any(known == unit for known, _ in units_by_word().values())
