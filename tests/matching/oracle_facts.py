"""Which facts of a firm a leaf may look at: phrases, sources, what replaces what.

Owns the page's section "Facts" but for numbers, which `oracle_books` keeps.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from domain.company import Company, Fact, FactStatus
from domain.period import FACT_NOW
from domain.policy import Criterion, Kind


def squeezed(phrase: str | None) -> str:
    return "".join((phrase or "").split())


def year_end(year: int) -> date:
    return date(year, 12, 31)


def is_empty(fact: Fact) -> bool:
    """Nobody knows: null, or a status that says so."""
    return fact.value is None or fact.status in {FactStatus.NOT_ASKED, FactStatus.ASKED_NOT_KNOWN}


def replaces(new: Fact, old: Fact) -> bool:
    """One source: the later `observed` replaces; one that knows nothing only where the period is the same."""
    dated = new.observed is not None and old.observed is not None and new.observed > old.observed
    later = dated and squeezed(new.phrase) == squeezed(old.phrase)
    return later and new.source == old.source and (new.period == old.period or not is_empty(new))


def without_replaced(facts: Iterable[Fact]) -> list[Fact]:
    kept = list(facts)
    return [fact for fact in kept if not any(replaces(other, fact) for other in kept)]


def statements(company: Company, feature: str, on: date) -> list[Fact]:
    """The facts of a feature, `region` and `industry` of the file among them; a `now` after `on` is none."""
    found = [fact for fact in company.facts if fact.feature == feature]
    of_file = {"region": company.region, "industry": company.industry}.get(feature)
    if of_file is not None:
        found.append(Fact(feature, of_file, None, FACT_NOW))
    found = [f for f in found if f.period != FACT_NOW or f.observed is None or f.observed <= on]
    return [fact for fact in found if not any(takes_back(later, fact) for later in found)]


def takes_back(later: Fact, fact: Fact) -> bool:
    """A later `now` that knows nothing replaces the earlier `now` facts of its source."""
    both = later.period == fact.period == FACT_NOW and squeezed(later.phrase) == squeezed(fact.phrase)
    return both and is_empty(later) and replaces(later, fact)


def serving(leaf: Criterion, feature: str, facts: list[Fact]) -> Iterator[list[Fact]]:
    """Groups of facts by phrase; the first that says something is taken."""
    own = {squeezed(leaf.phrase)} if squeezed(leaf.phrase) else set()
    if leaf.kind is Kind.RANK:
        own = {squeezed(one) for one in leaf.values}
    yield [fact for fact in facts if squeezed(fact.phrase) and squeezed(fact.phrase) in own]
    if not (feature == "other" and own and leaf.kind is not Kind.RANK):
        yield [fact for fact in facts if not squeezed(fact.phrase)]
