"""Errors put into the sample on purpose: wrong magnitude, sources that differ, a missing unit and others.

Owns how each spoils a firm; how many and why stands in `assumptions.yaml`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from api.demo.assumptions import Assumptions
from api.demo.dice import Dice
from domain.company import Company, Fact

WAN = 10_000
_DIFFERENCE = Decimal("1.08")
_TOO_MUCH = Decimal("1.3")
_ABOUT = "约三十人"
_MIN_VALUE = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class PlantedError:
    """One firm that was spoilt: which way, whose key, and what is wrong in words."""

    kind: str
    company: str
    what: str


def plant(
    a: Assumptions, seed: int, companies: tuple[Company, ...], spared: Collection[str]
) -> tuple[tuple[Company, ...], tuple[PlantedError, ...]]:
    """The companies with every planned error in them, and the list; nobody gets two, `spared` keys none."""
    dice = Dice(seed, "planted")
    year = a.years[-1]
    open_to = [one.key for one in companies if one.key not in spared and _complete(one, year)]
    victims = dice.some(open_to, sum(rule.count for rule in a.planted.values()))
    kinds = [kind for kind, rule in a.planted.items() for _ in range(rule.count)]
    plan = dict(zip(victims, kinds, strict=True))
    spoilt = tuple(_SPOILERS[plan[one.key]](one, a) if one.key in plan else one for one in companies)
    listed = tuple(PlantedError(kind, key, a.planted[kind].what) for key, kind in plan.items())
    return spoilt, listed


def _complete(company: Company, year: int) -> bool:
    """Every figure that an error would spoil is there and large enough to show it."""
    known = {f.feature for f in company.facts if f.period.year == year and f.value is not None}
    revenue = _fact(company, "revenue", year)
    started = company.founded is not None and company.founded.year < year - 1
    big = revenue is not None and isinstance(revenue.value, Decimal) and revenue.value >= _MIN_VALUE
    return started and big and {"revenue", "rd_expense", "employees"} <= known


def _fact(company: Company, feature: str, year: int) -> Fact | None:
    return next((f for f in company.facts if f.feature == feature and f.period.year == year), None)


def _changed(company: Company, feature: str, year: int, change: Callable[[Fact], Fact]) -> Company:
    facts = tuple(change(f) if f.feature == feature and f.period.year == year else f for f in company.facts)
    return replace(company, facts=facts)


def _revenue(company: Company, a: Assumptions) -> Decimal:
    found = _fact(company, "revenue", a.years[-1])
    if found is None or not isinstance(found.value, Decimal):
        raise ValueError(f"{company.key} has no revenue to spoil")
    return found.value


def _wrong_magnitude(company: Company, a: Assumptions) -> Company:
    value = _revenue(company, a) / WAN
    return _changed(company, "revenue", a.years[-1], lambda f: replace(f, value=value))


def _two_sources(company: Company, a: Assumptions) -> Company:
    first = _fact(company, "revenue", a.years[-1])
    value = (_revenue(company, a) * _DIFFERENCE).quantize(Decimal(1))
    if first is None:
        raise ValueError(f"{company.key} has no revenue to contradict")
    second = replace(first, value=value, source=a.sources["second"])
    return replace(company, facts=(*company.facts, second))


def _unit_missing(company: Company, a: Assumptions) -> Company:
    return _changed(company, "rd_expense", a.years[-1], lambda f: replace(f, unit=None))


def _wrong_type(company: Company, a: Assumptions) -> Company:
    return _changed(company, "employees", a.years[-1], lambda f: replace(f, value=_ABOUT))


def _rd_over_revenue(company: Company, a: Assumptions) -> Company:
    value = (_revenue(company, a) * _TOO_MUCH).quantize(Decimal(1))
    return _changed(company, "rd_expense", a.years[-1], lambda f: replace(f, value=value))


def _founded_late(company: Company, a: Assumptions) -> Company:
    return replace(company, founded=date(a.years[0] + 1, 3, 1))


_SPOILERS: Mapping[str, Callable[[Company, Assumptions], Company]] = {
    "wrong_magnitude": _wrong_magnitude,
    "two_sources_differ": _two_sources,
    "unit_missing": _unit_missing,
    "wrong_type": _wrong_type,
    "rd_over_revenue": _rd_over_revenue,
    "founded_after_facts": _founded_late,
}
