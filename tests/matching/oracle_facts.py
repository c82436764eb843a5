"""Which facts of a firm a leaf may look at, and what number a year, a day or several years have.

Owns the section "Facts" and "Periods" of the page for numbers, written as plainly as can be: every choice
between sources that differ is one world, and the leaf is judged in each world alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import TypeVar

from domain.company import Company, Fact, FactStatus
from domain.period import FACT_NOW, FactPeriodKind
from domain.policy import Criterion, Kind
from domain.vocabulary import FeatureType, vocabulary


class Lack(Enum):
    """Why there is no number: nothing is known, only a person can say, or the year is not asked."""

    GAP = "gap"
    PERSON = "person"
    DROPPED = "dropped"


Number = Fraction | Lack
Result = TypeVar("Result")

RATIOS = {
    "rd_intensity": ("rd_expense", "revenue"),
    "main_ratio": ("main_revenue", "revenue"),
    "rd_staff_ratio": ("rd_staff", "employees"),
    "invention_ratio": ("invention_patents", "patents"),
    "profit_margin": ("profit", "revenue"),
    "product_ratio": ("product_revenue", "revenue"),
}
DEBT = "debt_ratio"
GROWTH = {
    "revenue_growth": "revenue",
    "main_growth": "main_revenue",
    "profit_growth": "profit",
    "tax_growth": "tax_paid",
    "output_growth": "output_value",
    "export_growth": "exports",
    "rd_growth": "rd_expense",
}
MAY_BE_NEGATIVE = {"profit", "net_assets", "profit_margin", *GROWTH}


class Branch(Exception):  # noqa: N818 - no error: the world must be split here
    """Raised where a world has not yet chosen between values that differ."""

    def __init__(self, key: object, count: int) -> None:
        super().__init__(key)
        self.key, self.count = key, count


def in_every_world(judge: Callable[[dict[object, int]], Result]) -> list[Result]:
    """What `judge` says in each world, a world being one choice wherever sources differ."""
    pending: list[dict[object, int]] = [{}]
    found = []
    while pending:
        world = pending.pop()
        try:
            found.append(judge(world))
        except Branch as split:
            pending += [world | {split.key: choice} for choice in range(split.count)]
    return found


def squeezed(phrase: str | None) -> str:
    return "".join((phrase or "").split())


def year_end(year: int) -> date:
    return date(year, 12, 31)


def without_replaced(facts: Iterable[Fact]) -> list[Fact]:
    """One source: the later `observed` replaces."""
    kept = list(facts)

    def is_replaced(old: Fact) -> bool:
        return any(
            new.source == old.source
            and old.observed is not None
            and new.observed is not None
            and new.observed > old.observed
            for new in kept
        )

    return [fact for fact in kept if not is_replaced(fact)]


def statements(company: Company, feature: str, on: date) -> list[Fact]:
    """The facts of a feature, `region` and `industry` of the file among them; a `now` after `on` is none."""
    found = [fact for fact in company.facts if fact.feature == feature]
    of_file = {"region": company.region, "industry": company.industry}.get(feature)
    if of_file is not None:
        found.append(Fact(feature, of_file, None, FACT_NOW))
    return [f for f in found if f.period != FACT_NOW or f.observed is None or f.observed <= on]


def serving(leaf: Criterion, feature: str, facts: list[Fact]) -> Iterator[list[Fact]]:
    """Groups of facts by phrase; the first that says something is taken."""
    own = {squeezed(leaf.phrase)} if feature == leaf.feature and squeezed(leaf.phrase) else set()
    if leaf.kind is Kind.RANK:
        own = {squeezed(one) for one in leaf.values}
    yield [fact for fact in facts if squeezed(fact.phrase) and squeezed(fact.phrase) in own]
    if not (feature == "other" and own and leaf.kind is not Kind.RANK):
        yield [fact for fact in facts if not squeezed(fact.phrase)]


def is_rounded(given: Decimal, exact: Fraction) -> bool:
    """Whether a given value is the exact one rounded half up, to the digits of the given."""
    digits = max(0, -int(given.as_tuple().exponent))
    scaled = exact * 10**digits
    down = abs(scaled).__floor__()
    up = down + (1 if abs(scaled) - down >= Fraction(1, 2) else 0)
    rounded = Fraction(up if scaled >= 0 else -up, 10**digits)
    return rounded == Fraction(given)


@dataclass
class Books:
    """The numbers of a firm as one leaf sees them in one world."""

    company: Company
    leaf: Criterion
    on: date
    world: dict[object, int] = field(default_factory=dict)

    def choose(self, key: object, values: list[Fraction]) -> Fraction:
        options = sorted(set(values))
        if len(options) == 1:
            return options[0]
        if key not in self.world:
            raise Branch(key, len(options))
        return options[self.world[key]]

    def unit(self, feature: str) -> str:
        if feature == self.leaf.feature and self.leaf.unit:
            return self.leaf.unit
        return vocabulary()[feature].unit

    def usable(self, fact: Fact) -> bool:
        return (
            fact.status is FactStatus.KNOWN
            and isinstance(fact.value, Decimal)
            and (fact.unit or "") == self.unit(fact.feature)
        )

    def given(self, feature: str, picked: Callable[[Fact], bool]) -> list[Decimal] | Lack:
        """The values that the picked facts state; a person if one says that it does not apply."""
        facts = [f for f in statements(self.company, feature, self.on) if picked(f)]
        for group in serving(self.leaf, feature, facts):
            live = without_replaced(group)
            if any(fact.status is FactStatus.NOT_APPLICABLE for fact in live):
                return Lack.PERSON
            if values := [f.value for f in live if self.usable(f) and isinstance(f.value, Decimal)]:
                return values
        return Lack.GAP

    def settled(self, key: object, given: list[Decimal] | Lack, derived: Number | None) -> Number:
        """One number out of given values and the derived one."""
        if given is Lack.PERSON:
            return Lack.PERSON
        if given is Lack.GAP:
            return Lack.GAP if derived is None else derived
        assert isinstance(given, list)
        if derived is Lack.PERSON:
            return Lack.PERSON
        values = [Fraction(v) for v in given]
        if isinstance(derived, Fraction):
            values = [Fraction(v) for v in given if not is_rounded(v, derived)] + [derived]
        return self.choose(key, values)

    def of_year(self, feature: str, year: int) -> Number:
        """The fact of that year; a stock: its 31 December, given as year or day."""
        stock = vocabulary()[feature].stock

        def picked(fact: Fact) -> bool:
            kind = fact.period.kind
            if kind is FactPeriodKind.YEAR:
                return fact.period.year == year
            return stock and kind is FactPeriodKind.DAY and fact.period.first == year_end(year)

        derived = self.derived(feature, lambda part: self.of_year(part, year), year)
        found = self.settled(("year", feature, year), self.given(feature, picked), derived)
        if found is not Lack.GAP:
            return found
        founded = self.company.founded
        counted = vocabulary()[feature].type in {FeatureType.MONEY, FeatureType.NUMBER}
        if counted and founded is not None and year_end(year) < founded:
            return Lack.DROPPED if "short_history" in self.leaf.flags else Fraction(0)
        return Lack.GAP

    def derived(self, feature: str, part: Callable[[str], Number], year: int | None) -> Number | None:
        """The derived value of a year or a day, None for a feature that is never derived."""
        if feature in GROWTH:
            if year is None:
                return None
            base = GROWTH[feature]
            return grown(self.of_year(base, year), self.of_year(base, year - 1))
        if feature == DEBT:
            return divided(minus(part("assets"), part("net_assets")), part("assets"))
        if feature in RATIOS:
            above, below = RATIOS[feature]
            return divided(part(above), part(below))
        return None

    def of_day(self, feature: str, day: date, allowed: Callable[[Fact], bool]) -> Number:
        """What the facts dated on this very day say."""
        given = self.given(feature, lambda fact: allowed(fact) and self.dated(fact) == day)
        derived = self.derived(feature, lambda part: self.of_day(part, day, allowed), None)
        return self.settled(("day", feature, day), given, derived)

    def dated(self, fact: Fact) -> date | None:
        """`now` by `observed`, else `on`; a day; the year-end of a stock."""
        if fact.period.kind is FactPeriodKind.NOW:
            return self.on if fact.observed is None else fact.observed
        if fact.period.kind is FactPeriodKind.DAY:
            return fact.period.first
        stock = vocabulary()[fact.feature].stock
        return fact.period.last if fact.period.kind is FactPeriodKind.YEAR and stock else None

    def latest(self, feature: str, first: date, last: date, *, days_only: bool = False) -> Number:
        """The latest number in the window."""

        def allowed(fact: Fact) -> bool:
            return not days_only or fact.period.kind is FactPeriodKind.DAY

        names = {feature, *RATIOS.get(feature, ())} | ({"assets", "net_assets"} if feature == DEBT else set())
        days = {self.dated(f) for name in names for f in statements(self.company, name, self.on)}
        for day in sorted((d for d in days if d and first <= d <= last), reverse=True):
            found = self.of_day(feature, day, allowed)
            if found is not Lack.GAP:
                return found
        return Lack.GAP

    def now(self, feature: str) -> Number:
        """The latest state up to `on`; days and year-ends before 31 December of L are stale."""
        return self.latest_fresh(feature, year_end(self.on.year - 1))

    def latest_fresh(self, feature: str, fresh: date) -> Number:
        """As `latest`, where only days and year-ends can be stale, a `now` never."""
        recent = self.latest(feature, fresh, self.on)
        if recent is not Lack.GAP:
            return recent
        only_now = Books(without_dated(self.company), self.leaf, self.on, self.world)
        return only_now.latest(feature, date.min, fresh - timedelta(days=1))

    def current_year(self, feature: str) -> Number:
        """Year Y, else the latest day in Y up to `on`."""
        found = self.of_year(feature, self.on.year)
        if found is not Lack.GAP:
            return found
        return self.latest(feature, date(self.on.year, 1, 1), self.on, days_only=True)

    def of_years(self, feature: str, years: list[int]) -> list[Fraction]:
        """The totals that a fact for exactly these years states."""
        if vocabulary()[feature].stock or not years:
            return []

        def picked(fact: Fact) -> bool:
            span = fact.period.first, fact.period.last
            return fact.period.kind is FactPeriodKind.YEARS and span == (
                date(years[0], 1, 1),
                year_end(years[-1]),
            )

        given = self.given(feature, picked)
        return [Fraction(value) for value in given] if isinstance(given, list) else []

    def totals(self, feature: str, years: list[int], each: list[Number]) -> list[Fraction] | Lack:
        """All complete totals of an amount: by its years, and by a fact for exactly these years."""
        found = self.of_years(feature, years)
        if Lack.GAP not in each and Lack.PERSON not in each:
            kept = [v for v in each if isinstance(v, Fraction)]
            if kept:
                found.append(sum(kept, Fraction(0)))
        if found:
            return found
        return Lack.PERSON if Lack.PERSON in each and Lack.GAP not in each else Lack.GAP


def without_dated(company: Company) -> Company:
    """The firm with its `now` facts alone."""
    return Company(
        name=company.name,
        facts=tuple(fact for fact in company.facts if fact.period == FACT_NOW),
        region=company.region,
        industry=company.industry,
        founded=company.founded,
    )


def first_lack(*parts: Number) -> Lack | None:
    """A dropped year drops the whole; a gap comes before a person."""
    for lack in (Lack.DROPPED, Lack.GAP, Lack.PERSON):
        if lack in parts:
            return lack
    return None


def minus(left: Number, right: Number) -> Number:
    if lack := first_lack(left, right):
        return lack
    assert isinstance(left, Fraction)
    assert isinstance(right, Fraction)
    return left - right


def divided(above: Number, below: Number) -> Number:
    if lack := first_lack(above, below):
        return lack
    assert isinstance(above, Fraction)
    assert isinstance(below, Fraction)
    return Lack.PERSON if below == 0 else above / below


def grown(value: Number, base: Number) -> Number:
    if lack := first_lack(value, base):
        return lack
    assert isinstance(value, Fraction)
    assert isinstance(base, Fraction)
    return Lack.PERSON if base <= 0 else value / base - 1
