"""A firm and what is known of it: facts with unit, period, source and status, titles held, findings.

Owns the shapes inside the house; `company_file` owns the JSON, `matching` decides what a fact proves.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from domain.period import FactPeriod

FactValue = Decimal | str | tuple[str, ...] | bool | None


class FactStatus(StrEnum):
    """What is known about a fact (已知, 未询问, 已询问未知, 不适用)."""

    KNOWN = "known"
    NOT_ASKED = "not_asked"
    ASKED_NOT_KNOWN = "asked_not_known"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement about a firm (事实).

    Attributes:
        value: decimal, name, list of names or yes/no; None is unknown. A JSON `"true"` is True.
        unit: the unit of the value; never converted.
        phrase: narrows the fact to criteria of this wording.
        observed: the day it was stated or looked up.
    """

    feature: str
    value: FactValue
    unit: str | None
    period: FactPeriod
    status: FactStatus = FactStatus.KNOWN
    source: str | None = None
    observed: date | None = None
    phrase: str | None = None


@dataclass(frozen=True, slots=True)
class TitleHeld:
    """An honour or platform of the firm (资质荣誉); an unknown end follows from its family, if at all."""

    title: str
    level: str | None = None
    start: date | None = None
    end: date | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A person's decision on one criterion of one item for this firm (核定), `on` … `until` included."""

    item: str
    leaf: str
    result: bool
    by: str
    on: date
    until: date | None
    why: str


@dataclass(frozen=True, slots=True)
class Company:
    """A firm (企业) with everything known of it.

    `uscc` is its 统一社会信用代码; a casebook firm without a known one has `case_id`.
    """

    name: str
    uscc: str | None = None
    case_id: str | None = None
    facts: tuple[Fact, ...] = ()
    titles: tuple[TitleHeld, ...] = ()
    findings: tuple[Finding, ...] = ()
    region: str | None = None
    industry: str | None = None
    founded: date | None = None

    @property
    def key(self) -> str:
        """The business key: the 信用代码, else the case id."""
        return self.uscc or self.case_id or ""
