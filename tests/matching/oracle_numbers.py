"""Leaves that compare a number: every period of the page, in every world of sources that differ.

Owns `number_leaf` and `age_leaf`; what the numbers are stands in `oracle_books`.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, localcontext
from enum import Enum
from fractions import Fraction
from itertools import product

from domain.company import Company
from domain.period import Aggregate, Period, PeriodKind
from domain.policy import Criterion, Op
from domain.vocabulary import FeatureType, vocabulary
from tests.matching.oracle_arithmetic import (
    DEBT,
    GROWTH,
    MAY_BE_NEGATIVE,
    RATIOS,
    Lack,
    Number,
    in_every_world,
    is_rounded,
)
from tests.matching.oracle_books import Books
from tests.matching.oracle_facts import squeezed, statements, year_end


class Truth(Enum):
    """What a leaf is: yes, no, waiting for a fact, waiting for a person."""

    YES = "true"
    NO = "false"
    FACT = "fact"
    PERSON = "person"


@dataclass(frozen=True)
class Found:
    """A leaf's truth; `measure` is its distance or margin, None where the page leaves it open."""

    truth: Truth
    measure: Fraction | None = None


FACT, PERSON = Found(Truth.FACT), Found(Truth.PERSON)


def agreed(found: list[Found]) -> Found:
    """The leaf stands where each gives the same result, else unknown."""
    truths = {one.truth for one in found}
    if len(truths) != 1:
        return FACT
    measures = {one.measure for one in found}
    return found[0] if len(measures) == 1 else Found(truths.pop())


def holds(op: Op, value: Fraction, bound: Fraction) -> bool:
    return {
        Op.GE: value >= bound,
        Op.GT: value > bound,
        Op.LE: value <= bound,
        Op.LT: value < bound,
        Op.EQ: value == bound,
    }[op]


def compared(op: Op, value: Number, bound: Fraction) -> Found:
    if isinstance(value, Lack):
        return PERSON if value is Lack.PERSON else FACT
    return Found(Truth.YES if holds(op, value, bound) else Truth.NO, abs(value - bound))


def months_before(day: date, months: int) -> date:
    """The day of the same number; a day the month lacks is its last."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def period_of(leaf: Criterion) -> Period:
    return leaf.period or vocabulary()[leaf.feature].default


def window_of(period: Period, on: date) -> tuple[date, date] | None:
    """First and last day of a period of days; both ends count, nothing after `on`."""
    kind = period.kind
    last_year = on.year - 1
    found: tuple[date, date] | None = None
    if kind is PeriodKind.ROLLING and period.months:
        found = months_before(on, period.months), on
    elif kind is PeriodKind.SINCE and period.start:
        found = period.start, on
    elif kind is PeriodKind.UNTIL and period.end:
        found = date.min, period.end
    elif kind is PeriodKind.RANGE and period.start and period.end:
        found = period.start, period.end
    elif kind is PeriodKind.EVER:
        found = date.min, on
    elif kind in {PeriodKind.FY1, PeriodKind.PREV_YEAR_END}:
        found = date(last_year, 1, 1), year_end(last_year)
    elif kind is PeriodKind.YEAR and period.years:
        found = date(period.years, 1, 1), year_end(period.years)
    elif kind is PeriodKind.CURRENT_YEAR:
        found = date(on.year, 1, 1), on
    elif kind is PeriodKind.FY1_AND_CURRENT:
        found = date(last_year, 1, 1), on
    return (found[0], min(found[1], on)) if found else None


def fiscal_years(count: int, on: date) -> list[int]:
    return list(range(on.year - count, on.year))


def number_leaf(company: Company, leaf: Criterion, on: date, op: Op, bound: Fraction) -> Found:
    """A number against its bound over the leaf's period."""

    def judged(world: dict[object, int]) -> Found:
        return _number(Books(company, leaf, on, world), op, bound)

    return agreed(in_every_world(judged))


def money_lacking(company: Company, leaf: Criterion, on: date) -> Fraction | None:
    """CNY that the numerator of one year's derived ratio lacks or is over, where all sources agree."""
    year = {PeriodKind.YEAR: period_of(leaf).years}.get(period_of(leaf).kind, on.year - 1)
    single = {PeriodKind.FY1, PeriodKind.PREV_YEAR_END, PeriodKind.YEAR}
    above, below = RATIOS.get(leaf.feature, ("", ""))
    if leaf.feature == DEBT:
        above, below = "net_assets", "assets"
    if period_of(leaf).kind not in single or not below or vocabulary()[below].unit != "CNY" or year is None:
        return None

    if any(squeezed(fact.phrase) for fact in statements(company, leaf.feature, on)):
        return None  # a ratio with words of its own is not that of the parts

    def judged(world: dict[object, int]) -> Fraction | None:
        books = Books(company, leaf, on, world)
        over, under = books.of_year(above, year), books.of_year(below, year)
        whole = books.of_year(leaf.feature, year)
        if isinstance(over, Lack) or isinstance(under, Lack) or isinstance(whole, Lack) or leaf.value is None:
            return None
        part = under - over if leaf.feature == DEBT else over
        return abs(Fraction(leaf.value) * under - part) if whole * under == part else None

    found = set(in_every_world(judged))
    return found.pop() if len(found) == 1 else None


def _number(books: Books, op: Op, bound: Fraction) -> Found:
    period, on, name = period_of(books.leaf), books.on, books.leaf.feature
    kind = period.kind
    if kind is PeriodKind.FISCAL_YEARS:
        return _years(books, period, op, bound)
    if kind in {PeriodKind.FY1, PeriodKind.PREV_YEAR_END}:
        return compared(op, books.of_year(name, on.year - 1), bound)
    if kind is PeriodKind.YEAR and period.years:
        return compared(op, books.of_year(name, period.years), bound)
    if kind is PeriodKind.CURRENT_YEAR:
        return compared(op, books.current_year(name), bound)
    if kind is PeriodKind.NOW:
        return compared(op, books.now(name), bound)
    if kind is PeriodKind.FY1_AND_CURRENT:
        return _sum(books, [on.year - 1, on.year], op, bound, rest=False)
    window = window_of(period, on)
    assert window is not None
    first, last = window
    if vocabulary()[name].stock or vocabulary()[name].type is FeatureType.RANK:
        return compared(op, books.latest(name, first, last), bound)
    if kind in {PeriodKind.UNTIL, PeriodKind.EVER}:
        return PERSON
    years = [y for y in range(first.year, last.year + 1) if first <= date(y, 1, 1) and year_end(y) <= last]
    parts = {first.year, last.year} - set(years)
    rest = not all(books.was_not_there(name, year) for year in parts)
    return _sum(books, years, op, bound, rest=rest)


def _years(books: Books, period: Period, op: Op, bound: Fraction) -> Found:
    years = fiscal_years(period.years or 1, books.on)
    name = books.leaf.feature
    if period.aggregate is Aggregate.CAGR:
        return _cagr(books, len(years), op, bound)
    if period.aggregate is Aggregate.SUM:
        return _sum(books, years, op, bound, rest=False)
    values = [books.of_year(name, year) for year in years]
    if period.aggregate is Aggregate.EACH:
        return _each([compared(op, v, bound) for v in values if v is not Lack.DROPPED])
    return _mean(books, years, values, op, bound)


def _each(found: list[Found]) -> Found:
    """F if a known year fails, T if all are known and pass; the worst known year gives the measure."""
    failing = [one.measure or Fraction(0) for one in found if one.truth is Truth.NO]
    if failing:
        return Found(Truth.NO, max(failing))
    if not found or FACT in found:
        return FACT
    if PERSON in found:
        return PERSON
    return Found(Truth.YES, min(one.measure or Fraction(0) for one in found))


def _decided_early(name: str, op: Op, known: Fraction, bound: Fraction) -> Found | None:
    """A gap is unknown unless the known sum already reaches a `ge`/`gt` or breaks a `le`/`lt`."""
    if name in MAY_BE_NEGATIVE:
        return None
    if op in {Op.GE, Op.GT} and holds(op, known, bound):
        return Found(Truth.YES)
    if op in {Op.LE, Op.LT} and not holds(op, known, bound):
        return Found(Truth.NO)
    return None


def _sum(books: Books, years: list[int], op: Op, bound: Fraction, *, rest: bool) -> Found:
    name = books.leaf.feature
    if books.is_ratio(name):
        return _sum_of_ratio(books, years, op, bound, rest=rest)
    values = _yearly(books, name, years)
    totals = books.totals(name, years, values)
    if rest or isinstance(totals, Lack):
        known = [v for v in values if isinstance(v, Fraction)]
        seen = list(totals) if isinstance(totals, list) else []
        if not seen and known:
            seen.append(sum(known, Fraction(0)))
        early = [_decided_early(name, op, total, bound) or FACT for total in seen]
        found = agreed(early or [FACT])
        return PERSON if found == FACT and totals is Lack.PERSON and not rest else found
    return agreed([compared(op, total, bound) for total in totals])


def _yearly(books: Books, name: str, years: list[int]) -> list[Number]:
    """The years one by one; the current one is year Y, else its latest day."""
    latest = period_of(books.leaf).kind is PeriodKind.FY1_AND_CURRENT
    return [
        books.current_year(name) if latest and year == books.on.year else books.of_year(name, year)
        for year in years
    ]


def _sum_of_ratio(books: Books, years: list[int], op: Op, bound: Fraction, *, rest: bool) -> Found:
    """The ratio of its parts' sums."""
    name = books.leaf.feature
    if name in GROWTH:
        above = _part(books, GROWTH[name], years)
        below = _part(books, GROWTH[name], [year - 1 for year in years])
    elif name == DEBT:
        above, below = _part(books, "net_assets", years), _part(books, "assets", years)
    elif name in RATIOS:
        above, below = (_part(books, one, years) for one in RATIOS[name])
    else:
        above = below = Lack.GAP
    if not rest and books.years_not_asked(name, years):
        return PERSON
    given = [] if rest else books.of_years(name, years)
    if rest or (Lack.GAP in (above, below) and not given):
        return FACT
    if Lack.PERSON in (above, below) and Lack.GAP not in (above, below):
        return PERSON
    if isinstance(above, Lack) or isinstance(below, Lack):
        return agreed([compared(op, Fraction(v), bound) for v in given])
    shift = {DEBT: lambda q: 1 - q}.get(name, lambda q: q - 1 if name in GROWTH else q)
    found: list[Number] = []
    for one, other in product(above, below):
        over_nothing = other == 0 or (name in GROWTH and other <= 0)
        found.append(Lack.PERSON if over_nothing else shift(one / other))
    if Lack.PERSON not in found:
        exact = [one for one in found if isinstance(one, Fraction)]
        found += [Fraction(v) for v in given if not any(is_rounded(v, one) for one in exact)]
    return agreed([compared(op, value, bound) for value in found])


def _part(books: Books, name: str, years: list[int]) -> list[Fraction] | Lack:
    return books.totals(name, years, _yearly(books, name, years))


def _mean(books: Books, years: list[int], values: list[Number], op: Op, bound: Fraction) -> Found:
    name = books.leaf.feature
    asked = [v for v in values if v is not Lack.DROPPED]
    if not asked:
        return FACT
    count = len(asked)
    totals = Lack.GAP if books.is_ratio(name) else books.totals(name, years, values)
    if isinstance(totals, list):
        return agreed([compared(op, total / count, bound) for total in totals])
    known = [v for v in asked if isinstance(v, Fraction)]
    mean = sum(known, Fraction(0)) / count
    if len(known) == count and totals is not Lack.PERSON:
        return compared(op, mean, bound)
    if known and (early := _decided_early(name, op, mean, bound)):
        return early
    return FACT if Lack.GAP in asked and totals is not Lack.PERSON else PERSON


def _cagr(books: Books, count: int, op: Op, bound: Fraction) -> Found:
    """(v_L / v_(L-N))^(1/N) - 1 of the base series, ends alone, compared without roots."""
    base = GROWTH.get(books.leaf.feature, books.leaf.feature)
    last = books.of_year(base, books.on.year - 1)
    first = books.of_year(base, books.on.year - 1 - count)
    if Lack.GAP in (last, first) or Lack.DROPPED in (last, first):
        return FACT
    if isinstance(last, Lack) or isinstance(first, Lack) or first <= 0:
        return PERSON
    times = last / first
    truth = Truth.YES if holds(op, times, (1 + bound) ** count) else Truth.NO
    if last <= 0:
        return Found(truth)
    with localcontext() as context:
        context.prec = 40
        root = (Decimal(times.numerator) / Decimal(times.denominator)) ** (Decimal(1) / count)
    return Found(truth, abs(Fraction(root) - 1 - bound))


def full_years(founded: date, years: Fraction) -> date:
    """The day on which so many years are full: the same number, 29 February on the 28th."""
    return months_before(founded, -int(years * 12))


def age_leaf(company: Company, leaf: Criterion, on: date, op: Op, bound: Fraction) -> Found:
    """`ge` from that day, `gt` after it, `le` to it, `lt` before; a fact counts only without `founded`."""
    if company.founded is None:
        return Found(number_leaf(company, leaf, on, op, bound).truth)
    full = full_years(company.founded, bound)
    day = on if period_of(leaf).kind is PeriodKind.NOW else (window_of(period_of(leaf), on) or (on, on))[1]
    truth = {Op.GE: day >= full, Op.GT: day > full, Op.LE: day <= full, Op.LT: day < full}[op]
    if truth:
        return Found(Truth.YES)
    edge = {Op.GE: full, Op.GT: full + timedelta(1), Op.LE: full, Op.LT: full - timedelta(1)}[op]
    return Found(Truth.NO, Fraction(abs((edge - day).days)))
