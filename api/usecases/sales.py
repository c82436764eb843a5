"""What firms sold in a year, as one figure each or none: the input of order pull and coverage.

Owns the choice among facts; a disputed figure is no figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from domain.company import Company, Fact, FactStatus

REVENUE = "revenue"


def sales_of(companies: Iterable[Company], year: int) -> Mapping[str, Decimal | None]:
    """营业收入 of the year by firm, CNY; None where no source gives it or sources differ."""
    return {company.key: _revenue(company, year) for company in companies}


def _revenue(company: Company, year: int) -> Decimal | None:
    latest: dict[str | None, Fact] = {}
    for fact in company.facts:
        if fact.feature == REVENUE and fact.period.year == year and _counts(fact):
            kept = latest.get(fact.source)
            if kept is None or str(kept.observed or "") <= str(fact.observed or ""):
                latest[fact.source] = fact
    values = {fact.value for fact in latest.values() if isinstance(fact.value, Decimal)}
    return values.pop() if len(values) == 1 else None


def _counts(fact: Fact) -> bool:
    return fact.status is FactStatus.KNOWN and fact.unit == "CNY" and isinstance(fact.value, Decimal)
