"""Every kind of leaf judged alone, before any finding; sets, places and size classes here.

Owns `judge_leaf`; the tree that joins leaves stands in `oracle`.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from domain import place, size_class
from domain.company import Company, FactValue
from domain.industry_code import Industries
from domain.names import Placement
from domain.policy import Criterion, Kind, Policy
from domain.synonyms import canonical
from tests.matching.oracle_arithmetic import Lack, in_every_world
from tests.matching.oracle_books import Books
from tests.matching.oracle_events import event_leaf, state_leaf
from tests.matching.oracle_facts import squeezed, statements, year_end
from tests.matching.oracle_numbers import FACT, PERSON, Found, age_leaf, number_leaf
from tests.matching.oracle_spans import (
    NO,
    YES,
    Window,
    best,
    by_values,
    groups,
    latest,
    not_applicable,
    over_years,
    speaks_of,
)
from tests.matching.oracle_titles import has_leaf

PLACES = {"region", "tax_region"}
ONLY_EQUAL_NAMES = {"field", "product_field"}


def judge_leaf(policy: Policy, company: Company, leaf: Criterion, on: date) -> Found:
    """The leaf before any finding."""
    if leaf.kind is Kind.MANUAL or leaf.subject is not None:
        return PERSON
    if leaf.kind in {Kind.COMPARE, Kind.RANK}:
        assert leaf.op is not None
        assert leaf.value is not None
        judge_number = age_leaf if leaf.feature == "age_years" else number_leaf
        return judge_number(company, leaf, on, leaf.op, Fraction(leaf.value))
    if leaf.kind is Kind.IN:
        return over_years(leaf, on, lambda span: _in(policy, company, leaf, on, span))
    if leaf.kind is Kind.HAS:
        return has_leaf(company, leaf, on)
    if leaf.kind is Kind.EVENT:
        return over_years(leaf, on, lambda span: event_leaf(company, leaf, on, span))
    return over_years(leaf, on, lambda span: state_leaf(company, leaf, on, span))


def _in(policy: Policy, company: Company, leaf: Criterion, on: date, span: Window | None) -> Found:
    """True if one member matches, false if the fact is known and none does."""
    kinds = (str, tuple)
    phrased, plain = groups(leaf, statements(company, leaf.feature, on))
    own_only = leaf.feature == "other" and squeezed(leaf.phrase)
    for group in [phrased] if own_only else [phrased, plain]:
        picked = latest(group, on, span, speaks_of(kinds))
        found = by_values(picked, lambda value: _matches(policy, leaf, value), kinds)
        if found is not None:
            return found
    year = year_end(on.year - 1)
    present = span is None or any(span[0] <= day <= span[1] for day in (on, year))
    if leaf.feature == "size_class" and present:
        return _size(leaf, _classified(company, leaf, on))
    return FACT


def _placed(placement: Placement) -> Found:
    return {
        Placement.INSIDE: YES,
        Placement.OUTSIDE: NO,
        Placement.UNKNOWN: FACT,
        Placement.PERSON: PERSON,
    }[placement]


def _matches(policy: Policy, leaf: Criterion, value: FactValue) -> Found:
    held = (value,) if isinstance(value, str) else value
    assert isinstance(held, tuple)
    if leaf.feature in PLACES:
        return best(_placed(place.locate(leaf.values, one, policy.region)) for one in held)
    if leaf.feature == "industry":
        return best(_placed(Industries.national().locate(leaf.values, one)) for one in held)
    if leaf.feature == "size_class":
        return best(_size(leaf, size_class.expand(one) or frozenset({one})) for one in held)
    names = {canonical(leaf.feature, one) for one in held}
    if any(canonical(leaf.feature, member) in names for member in leaf.values):
        return YES
    lists = leaf.feature in ONLY_EQUAL_NAMES or any("《" in member for member in leaf.values)
    return PERSON if lists else NO


def _size(leaf: Criterion, possible: frozenset[str]) -> Found:
    """All classes still possible are among the members, none is, or it is open."""
    asked: set[str] = set()
    for member in leaf.values:
        asked |= size_class.expand(member) or {member}
    if possible <= asked:
        return YES
    if not possible & asked:
        return PERSON if any("《" in member for member in leaf.values) else NO
    return FACT


def _classified(company: Company, leaf: Criterion, on: date) -> frozenset[str]:
    """The classes that industry, staff, revenue and assets of L leave open."""
    phrased, plain = groups(leaf, statements(company, "industry", on))
    speaks = speaks_of((str,))
    picked = latest(phrased, on, None, speaks) or latest(plain, on, None, speaks)
    known = [fact for fact in picked if not not_applicable(fact)]
    names = [fact.value for fact in known if isinstance(fact.value, str)] or [None]
    books = Books(company, leaf, on)
    figures: list[list[Decimal | None]] = []
    for feature in ("employees", "revenue", "assets"):
        figures.append(_every_value(books, feature))
    return frozenset().union(
        *(
            size_class.possible_classes(name, staff, revenue, assets)
            for name in names
            for staff in figures[0]
            for revenue in figures[1]
            for assets in figures[2]
        )
    )


def _every_value(books: Books, feature: str) -> list[Decimal | None]:
    def judged(world: dict[object, int]) -> Decimal | None:
        found = Books(books.company, books.leaf, books.on, world).of_year(feature, books.on.year - 1)
        return None if isinstance(found, Lack) else Decimal(found.numerator) / found.denominator

    return in_every_world(judged)
