"""The company file: one JSON object (or one a line) in, `Company` out, and back.

Owns the outer format; a value of the wrong type for its feature is kept and named, since it only
means "unknown" when judged, while a broken file is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal
from typing import Any as AnyValue

from pydantic import Field, ValidationError

from domain.company import Company, Fact, FactStatus, FactValue, Finding, TitleHeld
from domain.errors import InputError, Where
from domain.period import FactPeriod, parse_day, parse_fact_period
from domain.strict import (
    Strict,
    countable,
    parse_json,
    parsed_by,
    raise_all,
    read_text,
    text_parsed_by,
    translate,
)
from domain.uscc import check as check_uscc
from domain.vocabulary import Feature, FeatureType, vocabulary


def _feature(value: str) -> str:
    if value not in vocabulary():
        raise InputError(f"指标“{value}”不在词表中", expected="词表中的指标编号")
    return value


def _value(value: AnyValue) -> FactValue:
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int | Decimal) and countable(Decimal(value)):
        return Decimal(value)
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    raise InputError(f"事实的值“{str(value)[:40]}”读不懂", expected="数、名称、名称列表、true 或 false、null")


Day = Annotated[date | None, text_parsed_by(parse_day)]
NeededDay = Annotated[date, text_parsed_by(parse_day, needed=True)]


class _FactFile(Strict):
    feature: Annotated[str, text_parsed_by(_feature, needed=True)]
    value: Annotated[AnyValue, parsed_by(_value)] = None
    unit: str | None = None
    period: Annotated[FactPeriod, text_parsed_by(parse_fact_period, needed=True)]
    status: Literal["known", "not_asked", "asked_not_known", "not_applicable"] = "known"
    source: str | None = None
    observed: Day = None
    phrase: str | None = None

    def fact(self) -> Fact:
        return Fact(
            feature=self.feature,
            value=typed_value(vocabulary()[self.feature], self.value),
            unit=self.unit,
            period=self.period,
            status=FactStatus(self.status),
            source=self.source,
            observed=self.observed,
            phrase=self.phrase,
        )


class _TitleFile(Strict):
    title: str = Field(min_length=1)
    level: str | None = None
    start: Day = Field(default=None, alias="from")
    end: Day = Field(default=None, alias="to")
    source: str | None = None

    def held(self) -> TitleHeld:
        return TitleHeld(self.title, self.level, self.start, self.end, self.source)


class _FindingFile(Strict):
    item: str
    leaf: str
    result: bool
    by: str
    on: NeededDay
    until: Day = None
    why: str = ""

    def finding(self) -> Finding:
        return Finding(self.item, self.leaf, self.result, self.by, self.on, self.until, self.why)


class _CompanyFile(Strict):
    uscc: Annotated[str | None, text_parsed_by(check_uscc)] = None
    case_id: str | None = None
    name: str = Field(min_length=1)
    facts: list[_FactFile] = Field(default_factory=list)
    titles: list[_TitleFile] = Field(default_factory=list)
    findings: list[_FindingFile] = Field(default_factory=list)
    region: str | None = None
    industry: str | None = None
    founded: Day = None

    def company(self) -> Company:
        return Company(
            name=self.name,
            uscc=self.uscc,
            case_id=self.case_id,
            facts=tuple(fact.fact() for fact in self.facts),
            titles=tuple(title.held() for title in self.titles),
            findings=tuple(finding.finding() for finding in self.findings),
            region=self.region,
            industry=self.industry,
            founded=self.founded,
        )


def typed_value(feature: Feature, value: FactValue) -> FactValue:
    """The value as its feature takes it: text as decimal or yes/no where it is one, else unchanged."""
    if isinstance(value, str):
        if value in {"true", "false"} and not feature.numeric:
            return value == "true"
        if feature.numeric or feature.type in {FeatureType.OPEN, FeatureType.HAS, FeatureType.EVENT}:
            return _as_number(value)
    return value


def _as_number(text: str) -> FactValue:
    try:
        number = Decimal(text)
    except ArithmeticError:
        return text
    return number if countable(number) else text


def type_faults(company: Company) -> Iterator[InputError]:
    """Facts whose value has not the type of their feature; judged, they are unknown."""
    for index, fact in enumerate(company.facts):
        feature = vocabulary()[fact.feature]
        if feature.numeric and fact.value is not None and not isinstance(fact.value, Decimal):
            yield InputError(
                f"{feature.zh}的值“{fact.value}”不是数，按未知处理",
                where=Where(path=f"facts.{index}.value"),
                expected=f'以“{feature.unit or "1"}”计的数，如 "3000000"',
            )


def company_of(data: AnyValue, where: Where | None = None) -> Company:
    """The firm that a company file's JSON value states.

    Raises:
        InputError, InputFaultsError: it breaks the format; every fault is named with its path.
    """
    place = where or Where()
    try:
        company = _CompanyFile.model_validate(data).company()
    except ValidationError as error:
        raise_all(translate(error, place))
        raise
    if not company.key:
        raise InputError("企业没有统一社会信用代码", where=place, expected="uscc，或案例企业的 case_id")
    return company


def read_company(path: Path) -> Company:
    """The firm of a file that holds one JSON object."""
    where = Where(file=str(path))
    return company_of(parse_json(read_text(path), where), where)


def read_companies(path: Path) -> list[Company]:
    """The firms of a JSON Lines file, blank lines aside.

    Raises:
        InputError, InputFaultsError: faults of all lines together, each with its row; a firm given twice.
    """
    return companies_of(read_text(path), str(path))


def companies_of(text: str, name: str) -> list[Company]:
    """The firms of a JSON Lines text; `name` is the file that faults speak of.

    Raises:
        InputError, InputFaultsError: as `read_companies`.
    """
    found: list[Company] = []
    rows: dict[str, int] = {}
    faults: list[InputError] = []
    for row, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        where = Where(file=name, row=row)
        try:
            company = company_of(parse_json(line, where), where)
        except InputError as error:
            faults.extend(getattr(error, "faults", [error]))
            continue
        if company.key in rows:
            faults.append(InputError(f"企业 {company.key} 与第 {rows[company.key]} 行重复", where=where))
        rows.setdefault(company.key, row)
        found.append(company)
    raise_all(faults)
    return found


def company_json(company: Company) -> dict[str, AnyValue]:
    """The firm as the company file's JSON value; `company_of(company_json(c)) == c`."""
    value: dict[str, AnyValue] = {"uscc": company.uscc, "case_id": company.case_id, "name": company.name}
    value["facts"] = [fact_json(fact) for fact in company.facts]
    value["titles"] = [
        {"title": t.title, "level": t.level, "from": _text(t.start), "to": _text(t.end), "source": t.source}
        for t in company.titles
    ]
    value["findings"] = [
        {
            "item": f.item,
            "leaf": f.leaf,
            "result": f.result,
            "by": f.by,
            "on": _text(f.on),
            "until": _text(f.until),
            "why": f.why,
        }
        for f in company.findings
    ]
    value |= {"region": company.region, "industry": company.industry, "founded": _text(company.founded)}
    return {key: item for key, item in value.items() if item is not None}


def fact_json(fact: Fact) -> dict[str, AnyValue]:
    """One fact; keys that say nothing are left out, but `value` always stands."""
    value: dict[str, AnyValue] = {
        "unit": fact.unit,
        "period": str(fact.period),
        "status": fact.status.value,
        "source": fact.source,
        "observed": _text(fact.observed),
        "phrase": fact.phrase,
    }
    kept = {key: item for key, item in value.items() if item is not None}
    return {"feature": fact.feature, "value": _value_json(fact.value), **kept}


def _value_json(value: FactValue) -> AnyValue:
    if isinstance(value, Decimal):
        return format(value, "f")  # trailing zeros say to which digit a figure was rounded
    return list(value) if isinstance(value, tuple) else value


def _text(value: object) -> str | None:
    return None if value is None else str(value)
