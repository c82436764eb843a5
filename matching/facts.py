"""The facts of one firm as criteria may use them: by feature, by phrase, one source, by day.

Owns which facts serve a criterion and which of them stand; what they prove is the leaf modules' matter.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import MINYEAR, date
from decimal import Decimal
from enum import Enum
from typing import Any as AnyValue

from domain.company import Company, Fact, FactStatus
from domain.errors import InputError
from domain.period import FACT_NOW, FactPeriodKind
from domain.vocabulary import vocabulary
from matching.days import Days
from matching.exact import readable

REGISTERED = "登记信息"
"""The source of what stands in the company file itself: region, industry, founded."""


YEARS_BACK = 20
"""More than the most years that a period looks back, so that every year asked lies in the calendar."""


class YearAs(Enum):
    """What a year's fact says of a day: a set, state or event its days, a stock its last, a flow nothing."""

    DAYS = "days"
    END = "end"
    NOTHING = "nothing"


class Lack(Enum):
    """Why something is unknown: a fact lacks, or only a person can say."""

    FACT = "fact"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Ask:
    """Which facts a criterion takes.

    Attributes:
        unit: the unit a number must have; None for a number without one.
        phrase: the criterion's wording without blanks.
        own_only: facts without the phrase do not serve (`other`).
        scopes: for a rank, the phrases that may narrow a fact; None for all else.
        zeros: years before the firm was founded count as 0 (else they drop out).
    """

    feature: str
    unit: str | None = None
    phrase: str | None = None
    own_only: bool = False
    scopes: tuple[str, ...] | None = None
    zeros: bool = True

    def of(self, feature: str, unit: str | None) -> Ask:
        """The same wording asked of another feature (a part of a ratio)."""
        return Ask(feature, unit, self.phrase, zeros=self.zeros)


Tiers = tuple[tuple[Fact, ...], ...]


def phrase_key(text: str | None) -> str | None:
    """A phrase without blanks; None if nothing is left."""
    return "".join((text or "").split()) or None


def settles(fact: Fact) -> bool:
    """Whether a fact says something: known with a value, or known not to apply."""
    return (fact.status is FactStatus.KNOWN and fact.value is not None) or not_applicable(fact)


def not_applicable(fact: Fact) -> bool:
    """Whether the fact says that the question does not apply to the firm."""
    return fact.status is FactStatus.NOT_APPLICABLE


def is_number(fact: Fact, unit: str | None) -> bool:
    """Whether it is a number in exactly this unit (or does not apply)."""
    if not_applicable(fact):
        return True
    value = fact.value
    return isinstance(value, Decimal) and readable(value) and (fact.unit or None) == unit


def is_name(fact: Fact) -> bool:
    """Whether it is a name or a list of names (or does not apply)."""
    return not_applicable(fact) or (isinstance(fact.value, str | tuple) and yes_no(fact) is None)


def is_yes_no(fact: Fact) -> bool:
    """Whether it is a yes or no (or does not apply)."""
    return not_applicable(fact) or yes_no(fact) is not None


def yes_no(fact: Fact) -> bool | None:
    """The yes or no that a known fact states, in either spelling; None for any other value."""
    if fact.status is not FactStatus.KNOWN:
        return None
    if isinstance(fact.value, bool):
        return fact.value
    return {"true": True, "false": False}.get(fact.value) if isinstance(fact.value, str) else None


def newest(found: Iterable[Fact]) -> tuple[Fact, ...]:
    """Of facts for the same time, those that stand: of one source, a later `observed` replaces an earlier.

    Undated ones cannot be placed and stay; other sources and scopes (phrases) are never replaced.
    """
    facts = tuple(found)
    if len(facts) < 2:
        return facts
    latest: dict[tuple[str | None, str | None], date] = {}
    for fact in facts:
        key = _origin(fact)
        if fact.observed and fact.observed >= latest.get(key, date.min):
            latest[key] = fact.observed
    return tuple(
        fact for fact in facts if fact.observed is None or fact.observed == latest.get(_origin(fact))
    )


def _takes_back(later: Fact, fact: Fact) -> bool:
    same_time = _origin(later) == _origin(fact) and later.period == fact.period
    return bool(same_time and later.observed and fact.observed and fact.observed < later.observed)


def _origin(fact: Fact) -> tuple[str | None, str | None]:
    return phrase_key(fact.phrase), fact.source


class FactBook:
    """A firm's facts, indexed once for any number of criteria on one application date."""

    def __init__(self, company: Company, on: date) -> None:
        if on.year <= MINYEAR + YEARS_BACK:
            raise InputError(f"申报日 {on} 太早，无法推算以前年度", expected="实际的申报日期")
        self.company = company
        self.on = on
        self.last_year = on.year - 1
        self.memo: dict[Hashable, AnyValue] = {}
        self._by_feature: dict[str, list[Fact]] = {}
        for fact in (*company.facts, *_file_facts(company)):
            if settles(fact):
                self._by_feature.setdefault(fact.feature, []).append(fact)
        self._withdraw([fact for fact in company.facts if fact.observed and not settles(fact)])

    def _withdraw(self, mute: Iterable[Fact]) -> None:
        """A source that later says that it does not know takes back what it said of the same time.

        What it says of its present after the application date is of another present.
        """
        for later in mute:
            if later.period.kind is FactPeriodKind.NOW and later.observed and later.observed > self.on:
                continue
            facts = self._by_feature.get(later.feature, [])
            facts[:] = [fact for fact in facts if not _takes_back(later, fact)]

    def supposing(self, found: Mapping[Hashable, AnyValue]) -> FactBook:
        """The same firm, these look-ups settled beforehand: one reading where sources differ."""
        other = copy(self)
        other.memo = dict(found)
        return other

    def all(self, feature: str) -> list[Fact]:
        """Every fact of the feature that says something, whatever its wording."""
        return self._by_feature.get(feature, [])

    def tiers(self, ask: Ask) -> Tiers:
        """The facts that serve, those of the criterion's own wording first."""
        found = self.memo.get(ask)
        if found is None:
            found = self.memo[ask] = _tiers(ask, self.all(ask.feature))
        return found

    def said(self, ask: Ask, year: int) -> bool:
        """Whether any fact that serves says something of that year (a stock: its end), readable or not."""
        end = date(year, 12, 31) if vocabulary()[ask.feature].stock else None
        return any(
            fact.period.year == year or (fact.period.kind is FactPeriodKind.DAY and fact.period.last == end)
            for tier in self.tiers(ask)
            for fact in tier
        )

    def founded_after(self, year: int) -> bool:
        """Whether the firm did not exist yet when that year ended."""
        founded = self.company.founded
        return founded is not None and year < founded.year

    def stale(self, day: date) -> bool:
        """Whether a day's state is too old to be the present one."""
        return day.year < self.last_year or (day.year == self.last_year and (day.month, day.day) < (12, 31))

    def state_day(self, fact: Fact, window: Days | None, year_as: YearAs = YearAs.DAYS) -> date | None:
        """The day for which a fact gives the state asked: in the window, or up to now without one.

        None: outside the window, stale, or after the application date.
        """
        bounds = window or Days(None, self.on)
        first, last = fact.period.first, fact.period.last
        if first is None or last is None:
            day = fact.observed or self.on
            return day if day in bounds else None
        if fact.period.kind is not FactPeriodKind.DAY:
            if year_as is YearAs.NOTHING or not bounds.meets(Days(first, last)):
                return None
            if year_as is YearAs.END and fact.period.kind is not FactPeriodKind.YEAR:
                return None
            if year_as is YearAs.DAYS:
                last = min(last, bounds.last)
        if last not in bounds or (window is None and self.stale(last)):
            return None
        return last

    def latest(
        self,
        ask: Ask,
        window: Days | None,
        usable: Callable[[Fact], bool],
        year_as: YearAs = YearAs.DAYS,
    ) -> tuple[Fact, ...]:
        """The facts that stand for the latest state in the window (None: now); several if they differ."""
        for tier in self.tiers(ask):
            dated = [
                (day, fact)
                for fact in tier
                if usable(fact) and (day := self.state_day(fact, window, year_as)) is not None
            ]
            if dated:
                last = max(day for day, _ in dated)
                return newest(fact for day, fact in dated if day == last)
        return ()


def _tiers(ask: Ask, facts: list[Fact]) -> Tiers:
    plain = [fact for fact in facts if phrase_key(fact.phrase) is None]
    wordings = set(ask.scopes or ()) | ({ask.phrase} if ask.scopes is None or ask.own_only else set())
    own = [fact for fact in facts if (key := phrase_key(fact.phrase)) and key in wordings]
    tiers = (own, [] if ask.own_only and ask.phrase else plain)
    return tuple(tuple(tier) for tier in tiers if tier)


def _file_facts(company: Company) -> tuple[Fact, ...]:
    stated = (("region", company.region), ("industry", company.industry))
    return tuple(Fact(key, value, None, FACT_NOW, source=REGISTERED) for key, value in stated if value)
