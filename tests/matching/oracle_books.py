"""What number a year, a day or several years have for a leaf, in one world of sources that differ.

Owns `Books`: the page's picks for numbers, written as plainly as can be.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from domain.company import Company, Fact, FactStatus
from domain.period import FACT_NOW, FactPeriodKind
from domain.policy import Criterion
from domain.vocabulary import FeatureType, vocabulary
from tests.matching.oracle_arithmetic import (
    DEBT,
    GROWTH,
    RATIOS,
    Branch,
    Lack,
    Number,
    divided,
    grown,
    in_every_world,
    is_rounded,
    minus,
)
from tests.matching.oracle_facts import serving, squeezed, statements, without_replaced, year_end


@dataclass
class Books:
    """The numbers of a firm as one leaf sees them in one world."""

    company: Company
    leaf: Criterion
    on: date
    world: dict[object, int] = field(default_factory=dict)
    only: int | None = None

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

    def is_ratio(self, feature: str) -> bool:
        """A share by its feature, or of own words by its unit: its sum is that of its parts."""
        own_words = vocabulary()[feature].type is FeatureType.OPEN and self.unit(feature) == "1"
        return own_words or vocabulary()[feature].type is FeatureType.RATIO

    def usable(self, fact: Fact) -> bool:
        return (
            fact.status is FactStatus.KNOWN
            and isinstance(fact.value, Decimal)
            and (fact.unit or "") == self.unit(fact.feature)
        )

    def unusable(self, fact: Fact) -> bool:
        """A known value of a wrong type or unit: it says nothing and replaces nothing."""
        return fact.status is FactStatus.KNOWN and fact.value is not None and not self.usable(fact)

    def given(self, feature: str, picked: Callable[[Fact], bool]) -> tuple[list[Decimal] | Lack, bool]:
        """The values that the picked facts state, and whether they have the leaf's phrase.

        A person instead, if one says that it does not apply.
        """
        facts = [f for f in statements(self.company, feature, self.on) if picked(f)]
        for group in self.groups(feature, facts):
            live = without_replaced(fact for fact in group if not self.unusable(fact))
            if any(fact.status is FactStatus.NOT_APPLICABLE for fact in live):
                return Lack.PERSON, False
            if values := [f.value for f in live if self.usable(f) and isinstance(f.value, Decimal)]:
                return values, bool(squeezed(live[0].phrase))
        return Lack.GAP, False

    def stated(self, feature: str, picked: Callable[[Fact], bool]) -> bool:
        """Whether a fact says anything, be it in a unit that cannot be used, or that it does not apply."""
        facts = [f for f in statements(self.company, feature, self.on) if picked(f)]
        says = {FactStatus.KNOWN, FactStatus.NOT_APPLICABLE}
        return any(
            f.status in says and (f.value is not None or f.status is FactStatus.NOT_APPLICABLE)
            for group in self.groups(feature, facts)
            for f in without_replaced(group)
        )

    def groups(self, feature: str, facts: list[Fact]) -> list[list[Fact]]:
        """Facts of the leaf's phrase, then facts without; `only` keeps one of the two."""
        found = list(serving(self.leaf, feature, facts))
        return (
            found if self.only is None or feature != self.leaf.feature else found[self.only : self.only + 1]
        )

    def settled(
        self,
        key: object,
        feature: str,
        picked: Callable[[Fact], bool],
        derive: Callable[[Books], Number | None],
    ) -> Number:
        """One number out of given values and the derived one; the leaf's phrase comes before both."""
        given, of_phrase = self.given(feature, picked)
        if given is Lack.PERSON:
            return Lack.PERSON
        derived = None if self.only == 0 and feature == self.leaf.feature else derive(self)
        if isinstance(given, Lack):
            return Lack.GAP if derived is None else derived
        if of_phrase:
            return self.choose(key, [Fraction(value) for value in given])
        if derived is Lack.PERSON:
            return Lack.PERSON
        values = [Fraction(value) for value in given]
        if isinstance(derived, Fraction):
            every = in_every_world(lambda world: derive(replace(self, world=world)))
            exact = [one for one in every if isinstance(one, Fraction)]
            differ = [value for value in given if not any(is_rounded(value, one) for one in exact)]
            values = [derived, *map(Fraction, differ)]
        return self.choose(key, values)

    def of_year(self, feature: str, year: int) -> Number:
        """The fact of that year; a stock: its 31 December, given as year or day."""
        picked = self.in_year(feature, year)

        def derive(books: Books) -> Number | None:
            return books.derived(feature, lambda part: books.of_year(part, year), year)

        found = self.settled(("year", feature, year), feature, picked, derive)
        if isinstance(found, Fraction):
            return found
        if found is Lack.DROPPED and self.stated(feature, picked):
            return Lack.GAP
        if feature in GROWTH or not self.was_not_there(feature, year):
            return found
        if "short_history" in self.leaf.flags:
            return Lack.DROPPED
        return Fraction(0) if self.counts(feature) else found

    def in_year(self, feature: str, year: int) -> Callable[[Fact], bool]:
        """Which facts are of that year; of a stock also those of its 31 December."""
        stock = vocabulary()[feature].stock

        def picked(fact: Fact) -> bool:
            kind = fact.period.kind
            if kind is FactPeriodKind.YEAR:
                return fact.period.year == year
            return stock and kind is FactPeriodKind.DAY and fact.period.first == year_end(year)

        return picked

    def counts(self, feature: str) -> bool:
        """Whether it is money or a number: 0 before the firm was founded."""
        return vocabulary()[feature].type in {FeatureType.MONEY, FeatureType.NUMBER}

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

        def derive(books: Books) -> Number | None:
            return books.derived(feature, lambda part: books.of_day(part, day, allowed), None)

        def picked(fact: Fact) -> bool:
            return allowed(fact) and self.dated(fact) == day

        return self.settled(("day", feature, day), feature, picked, derive)

    def dated(self, fact: Fact) -> date | None:
        """`now` by `observed`, else `on`; a day; the year-end of a stock."""
        if fact.period.kind is FactPeriodKind.NOW:
            return self.on if fact.observed is None else fact.observed
        if fact.period.kind is FactPeriodKind.DAY:
            return fact.period.first
        stock = vocabulary()[fact.feature].stock
        return fact.period.last if fact.period.kind is FactPeriodKind.YEAR and stock else None

    def latest(self, feature: str, first: date, last: date, *, days_only: bool = False) -> Number:
        """The latest number in the window, of the leaf's phrase first."""

        def allowed(fact: Fact) -> bool:
            return not days_only or fact.period.kind is FactPeriodKind.DAY

        return self.by_phrase(lambda books: books.latest_of(feature, first, last, allowed))

    def by_phrase(self, find: Callable[[Books], Number]) -> Number:
        """What facts of the leaf's phrase say, else what facts without say."""
        found = find(replace(self, only=0))
        return find(replace(self, only=1)) if found is Lack.GAP else found

    def latest_of(self, feature: str, first: date, last: date, allowed: Callable[[Fact], bool]) -> Number:
        names = {feature, *RATIOS.get(feature, ())} | ({"assets", "net_assets"} if feature == DEBT else set())
        days = {self.dated(f) for name in names for f in statements(self.company, name, self.on)}
        for day in sorted((d for d in days if d and first <= d <= last), reverse=True):
            found = self.of_day(feature, day, allowed)
            if found is not Lack.GAP:
                return found
        return Lack.GAP

    def now(self, feature: str) -> Number:
        """The latest state up to `on`; days and year-ends before 31 December of L are stale."""
        fresh = year_end(self.on.year - 1)

        def allowed(fact: Fact) -> bool:
            day = self.dated(fact)
            return fact.period == FACT_NOW or (day is not None and day >= fresh)

        return self.by_phrase(lambda books: books.latest_of(feature, date.min, self.on, allowed))

    def current_year(self, feature: str) -> Number:
        """Year Y, else the latest day in Y up to `on`."""
        found = self.of_year(feature, self.on.year)
        if found not in (Lack.GAP, Lack.DROPPED):
            return found
        return self.latest(feature, date(self.on.year, 1, 1), self.on, days_only=True)

    def of_years(self, feature: str, years: list[int]) -> list[Decimal]:
        """The totals (ratios) that a fact for exactly these years states."""
        given = self.given_of_years(feature, years)
        return given if isinstance(given, list) else []

    def years_not_asked(self, feature: str, years: list[int]) -> bool:
        """Whether a fact for exactly these years says that it does not apply."""
        return self.given_of_years(feature, years) is Lack.PERSON

    def given_of_years(self, feature: str, years: list[int]) -> list[Decimal] | Lack:
        if not years:
            return Lack.GAP
        exactly = date(years[0], 1, 1), year_end(years[-1])

        def picked(fact: Fact) -> bool:
            of_years = fact.period.kind is FactPeriodKind.YEARS
            return of_years and (fact.period.first, fact.period.last) == exactly

        return self.given(feature, picked)[0]

    def was_not_there(self, feature: str, year: int) -> bool:
        """Whether the year ended before the firm was founded and is 0 for want of a fact, or drops out."""
        founded = self.company.founded
        if founded is None or year_end(year) >= founded or self.stated(feature, self.in_year(feature, year)):
            return False
        if parts := RATIOS.get(feature, ("assets", "net_assets") if feature == DEBT else ()):
            return all(self.was_not_there(part, year) for part in parts)
        return "short_history" in self.leaf.flags or self.counts(feature)

    def totals(self, feature: str, years: list[int], each: list[Number]) -> list[Fraction] | Lack:
        """All complete totals of an amount: by its years, and by a fact for exactly these years."""
        if self.years_not_asked(feature, years):
            return Lack.PERSON
        found = [Fraction(value) for value in self.of_years(feature, years)]
        if Lack.GAP not in each and Lack.PERSON not in each:
            kept = [v for v in each if isinstance(v, Fraction)]
            if kept:
                found.append(sum(kept, Fraction(0)))
        if found:
            return found
        only_persons = Lack.PERSON in each and Lack.GAP not in each
        return Lack.PERSON if only_persons else Lack.GAP
