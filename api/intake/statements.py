"""Tables that state one thing of one firm a row: facts in long form, and titles held.

Owns their columns; the rows come back by firm, in the order of the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from api.intake import cells
from api.intake.companies import plain_value
from api.intake.headings import WrittenUnit, words
from api.intake.sheets import Cell
from api.intake.table import Line, Taken, done, open_tables
from domain.company import Company, Fact, FactStatus, FactValue, TitleHeld
from domain.errors import InputError
from domain.names import plain
from domain.period import FACT_NOW, FactPeriod, day_period, parse_fact_period, year_period
from domain.uscc import is_valid as is_code
from domain.vocabulary import Feature, FeatureType, vocabulary

Said = TypeVar("Said")
_WRITTEN_NOW = frozenset({"目前", "当前", "现在", "NOW"})


@dataclass(frozen=True, slots=True)
class Stated(Generic[Said]):
    """What a row says of a firm."""

    firm: str
    said: Said


def read_facts(path: Path) -> Taken[Stated[Fact]]:
    """The facts of a long table: one row a firm, feature and period.

    Raises:
        InputError, InputFaultsError: all faults of the file together.
        UnavailableError: it cannot be opened.
    """
    tables = open_tables(path, "facts")
    found = []
    rows = 0
    for table in tables:
        for line in table.lines():
            rows += 1
            firm, fact = line.key(), _fact(line)
            if firm and fact:
                found.append((Stated(firm, fact), line.where))
    return done(tables, found, rows)


def read_titles(path: Path) -> Taken[Stated[TitleHeld]]:
    """The titles of a list; errors as `read_facts`."""
    tables = open_tables(path, "titles")
    found = []
    rows = 0
    for table in tables:
        for line in table.lines():
            rows += 1
            firm, title = line.key(), line.need("title", cells.text_of)
            start, end = line.get("start", cells.day), line.get("end", cells.day)
            if start and end and end < start:
                table.fault(InputError("到期日在起始日之前"), line.number)
            if firm and title:
                held = TitleHeld(title, line.text("level"), start, end, line.source())
                found.append((Stated(firm, held), line.where))
    return done(tables, found, rows)


def _fact(line: Line) -> Fact | None:
    feature = line.need("feature", _feature)
    period = line.need("period", fact_period)
    status = line.get("status", _status)
    observed = line.get("observed", cells.day)
    if feature is None or period is None:
        return None
    value = unit = None
    if line.text("value") is not None:
        value, unit = line.get("value", lambda cell: _value(line, feature, cell)) or (None, None)
    elif status in {None, FactStatus.KNOWN}:
        heading = words().titles["value"]
        todo = "填上值，或在“状态”列写未询问、已询问未知、不适用"
        line.table.fault(InputError("没有值", todo=todo), line.number, heading)
    return Fact(
        feature=feature.id,
        value=value,
        unit=unit,
        period=period,
        status=status or FactStatus.KNOWN,
        source=line.source(),
        observed=observed,
        phrase=line.text("phrase"),
    )


def _feature(cell: Cell) -> Feature:
    text = cells.text_of(cell)
    found = words().features.get(plain(text))
    if found is None:
        raise InputError(
            f"指标“{text}”不在词表中", expected="词表中的指标名或编号；词表没有的写 other 并写措辞"
        )
    return vocabulary()[found]


def _value(line: Line, feature: Feature, cell: Cell) -> tuple[FactValue, str | None]:
    if feature.numeric:
        common = line.table.common_unit if feature.type is FeatureType.MONEY else None
        unit = line.get("unit", _unit)
        if unit is None and line.text("unit"):
            return None, None  # its fault is noted already
        return cells.quantity(cell, feature, unit or common)
    if feature.type in {FeatureType.BOOL, FeatureType.EVENT}:
        return cells.yes_or_no(cell), None
    if feature.type in {FeatureType.HAS, FeatureType.OPEN}:
        return _open_value(line, cell)
    return plain_value(feature, cell), None


def _open_value(line: Line, cell: Cell) -> tuple[FactValue, str | None]:
    """A count, yes or no, or names: what a title or a feature of its own words may be."""
    text = plain(cells.text_of(cell))
    if text in words().yes | words().no:
        return cells.yes_or_no(cell), None
    unit = line.get("unit", _unit)
    try:
        number = cells.decimal(cell)
    except InputError:
        return cells.names(cell), None
    return (number * unit.scale, unit.unit) if unit else (number, None)


def _unit(cell: Cell) -> WrittenUnit:
    text = cells.text_of(cell)
    found = words().units.get(plain(text))
    if found is None:
        raise InputError(f"不认识的单位“{text}”", expected="元、万元、亿元、%、人、项、年等")
    return found


def _status(cell: Cell) -> FactStatus:
    found = words().statuses.get(plain(cells.text_of(cell))) or words().statuses.get(cells.text_of(cell))
    if found is None:
        raise InputError(f"状态“{cells.text_of(cell)}”读不懂", expected="已知、未询问、已询问未知、不适用")
    return FactStatus(found)


def fact_period(cell: Cell) -> FactPeriod:
    """The time of a fact: a year (2025年), a day in any form, 目前, or years (2023/2025, 2023-2025年).

    Raises:
        InputError: anything else.
    """
    text = plain(cells.text_of(cell))
    if text in _WRITTEN_NOW:
        return FACT_NOW
    years = text.rstrip("年度").replace("至", "/").replace("~", "/")
    if len(years) == len("2025") and years.isdecimal():
        return year_period(cells.year(years))
    if len(years) == len("2023-2025") and years[4] in "-/" and (years[:4] + years[5:]).isdecimal():
        return parse_fact_period(f"{years[:4]}/{years[5:]}")
    try:
        return day_period(cells.day(cell))
    except InputError as error:
        raise InputError(
            f"期间“{text}”读不懂", expected="年份（2025）、日期（2025-12-31）、目前，或年份区间（2023-2025）"
        ) from error


def stated_firms(facts: Sequence[Stated[Fact]], titles: Sequence[Stated[TitleHeld]]) -> list[Company]:
    """What the rows say, a firm each in order of first mention; its name is left to whoever knows it."""
    said: dict[str, tuple[list[Fact], list[TitleHeld]]] = {}
    for fact in facts:
        said.setdefault(fact.firm, ([], []))[0].append(fact.said)
    for title in titles:
        said.setdefault(title.firm, ([], []))[1].append(title.said)
    return [
        Company(
            name="",
            uscc=key if is_code(key) else None,
            case_id=None if is_code(key) else key,
            facts=tuple(dict.fromkeys(facts_of)),
            titles=tuple(dict.fromkeys(titles_of)),
        )
        for key, (facts_of, titles_of) in said.items()
    ]
