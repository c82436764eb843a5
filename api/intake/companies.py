"""A table of firms: one row a firm (or a firm and a year), columns for what is known of it.

Owns the joining of rows to `Company`; places and industries are resolved to codes or are faults.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from api.intake import cells
from api.intake.headings import words
from api.intake.sheets import Cell
from api.intake.table import Column, Line, Table, Taken, done, open_tables
from domain.company import Company, Fact, FactValue, TitleHeld
from domain.company_file import read_companies
from domain.errors import InputError, Where
from domain.industry_code import Industries
from domain.period import FACT_NOW, FactPeriod, year_period
from domain.place import resolve
from domain.region import Regions
from domain.vocabulary import Feature, FeatureType, vocabulary

_PLACES = ("province", "city", "county")
_INDUSTRIES = ("industry_class", "industry_group", "industry_division", "industry_section", "industry")
_NAMED = {FeatureType.SET, FeatureType.ORDINAL}


def read_company_table(path: Path, regions: Regions) -> Taken[Company]:
    """The firms of a CSV or XLSX table, or of a JSON Lines file of company files.

    Raises:
        InputError, InputFaultsError: all faults of the file together.
        UnavailableError: it cannot be opened.
    """
    if path.suffix.lower() == ".jsonl":
        firms = read_companies(path)
        return Taken(tuple(firms), tuple(Where(file=str(path)) for _ in firms), len(firms))
    tables = open_tables(path, "companies")
    found: dict[str, _Joined] = {}
    rows = 0
    for table in tables:
        reader = _Reader(table, regions)
        for line in table.lines():
            rows += 1
            firm = reader.firm(line)
            if firm:
                _join(found, firm, line)
    return done(tables, [(one.firm, one.place) for one in found.values()], rows)


@dataclass(slots=True)
class _Joined:
    """A firm as joined so far, where it was first named, and the years its rows are of."""

    firm: Company
    place: Where
    years: set[int | None]


def _join(found: dict[str, _Joined], firm: Company, line: Line) -> None:
    """Add a row's firm to those read; a second row of a firm must be of another year and agree otherwise."""
    year = line.get("year", cells.year)
    if firm.key not in found:
        found[firm.key] = _Joined(firm, line.where, {year})
        return
    one = found[firm.key]
    before = one.firm
    if year is None or year in one.years:
        line.table.fault(InputError(f"企业 {firm.key} 重复", todo="每家企业（每年）一行"), line.number)
        return
    merged = replace(
        before,
        facts=before.facts + firm.facts,
        titles=tuple(dict.fromkeys(before.titles + firm.titles)),
        region=before.region or firm.region,
        industry=before.industry or firm.industry,
        founded=before.founded or firm.founded,
    )
    for what in ("name", "region", "industry", "founded"):
        if getattr(firm, what) not in (None, getattr(merged, what)):
            fault = InputError(f"与前面同一企业的行不一致：{getattr(firm, what)}、{getattr(merged, what)}")
            line.table.fault(fault, line.number, words().titles[what])
    one.firm = merged
    one.years.add(year)


class _Reader:
    """Reads the rows of one table of firms."""

    def __init__(self, table: Table, regions: Regions) -> None:
        self.table = table
        self.regions = regions
        self.features = [column for column in table.columns if column.meaning.feature]

    def firm(self, line: Line) -> Company | None:
        """The row's firm; None where it has no key or name."""
        key, name = line.key(), line.need("name", cells.text_of)
        if key is None or name is None:
            return None
        has_code = line.text("uscc") is not None
        return Company(
            name=name,
            uscc=key if has_code else None,
            case_id=None if has_code else key,
            facts=tuple(fact for column in self.features if (fact := self._fact(line, column))),
            titles=self._titles(line),
            region=self._region(line),
            industry=self._industry(line),
            founded=line.get("founded", cells.day),
        )

    def _titles(self, line: Line) -> tuple[TitleHeld, ...]:
        names = line.get("honours", cells.names) or ()
        return tuple(TitleHeld(name, source=line.source()) for name in names)

    def _region(self, line: Line) -> str | None:
        parts = [text for one in _PLACES if (text := line.text(one))]
        columns = [line.column(one) for one in _PLACES if line.text(one)]
        if line.text("region"):
            parts, columns = [line.text("region") or ""], [line.column("region")]
        column = columns[-1] if columns else None
        if column is None:
            return None
        written = "".join(dict.fromkeys(parts))  # 北京市 北京市 海淀区
        return line.read(column, lambda: region_code(written, self.regions))

    def _industry(self, line: Line) -> str | None:
        name = next((one for one in _INDUSTRIES if line.text(one)), None)
        return line.get(name, lambda cell: industry_code(cells.text_of(cell))) if name else None

    def _fact(self, line: Line, column: Column) -> Fact | None:
        cell = line.cell(column)
        if cell is None:
            return None
        feature = vocabulary()[column.meaning.feature or ""]
        return line.read(column, lambda: self._stated(line, column, feature, cell))

    def _stated(self, line: Line, column: Column, feature: Feature, cell: Cell) -> Fact:
        given = line.text("source")
        value, unit = self._value(column, feature, cell)
        return Fact(
            feature=feature.id,
            value=value,
            unit=unit,
            period=self._period(line, column, feature),
            source=given or f"{self.table.name} 第 {line.number} 行“{column.heading}”",
            observed=line.get("observed", cells.day),
        )

    def _value(self, column: Column, feature: Feature, cell: Cell) -> tuple[FactValue, str | None]:
        common = self.table.common_unit if feature.type is FeatureType.MONEY else None
        if feature.numeric:
            return cells.quantity(cell, feature, column.meaning.unit or common)
        return plain_value(feature, cell), None

    @staticmethod
    def _period(line: Line, column: Column, feature: Feature) -> FactPeriod:
        year = column.meaning.year or line.get("year", cells.year)
        if year:
            return year_period(year)
        if feature.numeric and not feature.stock:
            raise InputError(
                f"{feature.zh}没有写年份", todo=f"在表头写明，如“2025年{column.heading}”，或加“年份”列"
            )
        return FACT_NOW


def plain_value(feature: Feature, cell: Cell) -> FactValue:
    """The value of a feature without a number: yes or no, a name, several names.

    Raises:
        InputError: neither yes nor no where one is asked.
    """
    if feature.type in _NAMED:
        names = cells.names(cell)
        return names[0] if len(names) == 1 else names
    return cells.yes_or_no(cell)


def region_code(written: str, regions: Regions) -> str:
    """The code of a firm's place.

    Raises:
        InputError: the place is not in the list, or several bear the name.
    """
    code = resolve(written, None, regions).code
    if code is None:
        raise InputError(
            f"地区“{written}”不在行政区划表中，或不止一处", todo="写六位行政区划代码，或写全省市县"
        )
    return code


def industry_code(written: str) -> str:
    """The GB/T 4754 code of a firm's industry.

    Raises:
        InputError: it is no class of GB/T 4754.
    """
    code = Industries.national().resolve(written)
    if code is None:
        raise InputError(
            f"行业“{written}”不是国民经济行业分类中的代码或名称", todo="写 GB/T 4754 代码，如 3499"
        )
    return code
