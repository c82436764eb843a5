"""What changes if facts were otherwise, and which one change opens most items or money.

Owns the comparison before and after and the ranking of levers; every verdict is `assess`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from domain.company import Company
from domain.policy import Item, Op, Policy
from matching.assess import Assessment, Plan, assess, concluded, prepare, settled_states
from matching.codes import Codes, national_codes
from matching.cures import cure_of, is_curable
from matching.facts import FactBook
from matching.gap import turned
from matching.question import Question
from matching.register import pivots
from matching.verdict import Amount, Cure, Outcome

Entry = tuple[Policy, Item]
_ABOVE = {Op.GE: 0, Op.GT: 1}


@dataclass(frozen=True, slots=True)
class Moved:
    """One item before and after; `near` is the one curable criterion that is lacking, else None."""

    policy: Policy
    item: Item
    before: Outcome
    after: Outcome
    near_before: str | None
    near_after: str | None
    amount: Amount

    @property
    def gained(self) -> bool:
        """Whether it fits now and did not before."""
        return self.after is Outcome.FITS and self.before is not Outcome.FITS

    @property
    def lost(self) -> bool:
        """Whether it fitted before and does no more."""
        return self.before is Outcome.FITS and self.after is not Outcome.FITS

    @property
    def newly_near(self) -> bool:
        """Whether now one curable criterion is lacking and before more was."""
        return self.near_after is not None and self.near_before is None and self.before.dead


@dataclass(frozen=True, slots=True)
class Lever:
    """One criterion met, and what that opens.

    Attributes:
        opened: items that no longer fail, in the order given, with the class and amount after it.
    """

    plan: Plan
    question: Question
    cure: Cure
    opened: tuple[tuple[Policy, Item, Outcome, Amount], ...]

    @property
    def money(self) -> Amount:
        """The money of all opened items together, group rules aside; no bound where one has none."""
        lows = sum((amount.low for *_, amount in self.opened), Decimal(0))
        highs = [amount.high for *_, amount in self.opened]
        known = [high for high in highs if high is not None]
        return Amount(lows, sum(known, Decimal(0)) if len(known) == len(highs) else None)


def overridden(company: Company, overrides: Company) -> Company:
    """The firm with what `overrides` states in place of its own; who it is stays.

    A fact replaces all facts of its feature, period and phrase, whatever their source; a title all of its
    name; findings are added; region, industry and founding day replace where they are stated.
    """
    facts = {(one.feature, one.period, one.phrase) for one in overrides.facts}
    titles = {one.title for one in overrides.titles}
    kept = [one for one in company.facts if (one.feature, one.period, one.phrase) not in facts]
    held = [one for one in company.titles if one.title not in titles]
    return replace(
        company,
        facts=(*kept, *overrides.facts),
        titles=(*held, *overrides.titles),
        findings=(*company.findings, *overrides.findings),
        region=overrides.region or company.region,
        industry=overrides.industry or company.industry,
        founded=overrides.founded or company.founded,
    )


def what_if(
    company: Company, overrides: Company, entries: Iterable[Entry], on: date, codes: Codes | None = None
) -> tuple[Moved, ...]:
    """Every item before and after, in the order given."""
    tables = codes or national_codes()
    before, after = FactBook(company, on), FactBook(overridden(company, overrides), on)
    return tuple(_moved(prepare(policy, item), before, after, tables) for policy, item in entries)


def _moved(plan: Plan, before: FactBook, after: FactBook, codes: Codes) -> Moved:
    old, new = assess(plan, before, codes), assess(plan, after, codes)
    return Moved(
        plan.policy, plan.item, old.outcome, new.outcome, _near(plan, old), _near(plan, new), new.amount
    )


def _near(plan: Plan, found: Assessment) -> str | None:
    return next(iter(_curable_pivots(plan, found)), None)


def _curable_pivots(plan: Plan, found: Assessment) -> Sequence[str]:
    turning = pivots(plan, found) if found.outcome is Outcome.FAILS else ()
    return [name for name in turning if is_curable(plan.questions[name])]


def levers(
    company: Company, entries: Iterable[Entry], on: date, codes: Codes | None = None
) -> tuple[Lever, ...]:
    """Each change of one criterion that opens an item, in order of first use; see `by_items`, `by_money`.

    A lower bound met meets every lower one on the same figure. Every opened item is judged again.
    Complexity: pivots times items.
    """
    tables, book = codes or national_codes(), FactBook(company, on)
    plans = [prepare(policy, item) for policy, item in entries]
    judged = [(plan, assess(plan, book, tables)) for plan in plans]
    chosen: dict[object, tuple[Plan, Question]] = {}
    for plan, found in judged:
        for name in _curable_pivots(plan, found):
            question = plan.questions[name]
            chosen.setdefault((*_figure(question), _meaning(question)), (plan, question))
    found_levers = [_lever(plan, question, judged, on) for plan, question in chosen.values()]
    return tuple(lever for lever in found_levers if lever.opened)


def by_items(found: Iterable[Lever]) -> list[Lever]:
    """Most items first, then most certain money."""
    return sorted(found, key=lambda one: (-len(one.opened), -one.money.low))


def by_money(found: Iterable[Lever]) -> list[Lever]:
    """Most certain money first, then the highest upper end (no bound above all), then most items."""
    return sorted(found, key=_money_place)


def _money_place(lever: Lever) -> tuple[Decimal, bool, Decimal, int]:
    money = lever.money
    return -money.low, money.high is not None, -(money.high or Decimal(0)), -len(lever.opened)


def _lever(plan: Plan, question: Question, judged: Sequence[tuple[Plan, Assessment]], on: date) -> Lever:
    meets = _meets(question)
    opened = []
    for other, found in judged:
        names = [name for name, asked in other.questions.items() if meets(asked) and name in found.states]
        settled = settled_states(other, found.states)
        turns = [(name, True) for name in names if name in settled]
        if found.outcome.dead and turns:
            after = concluded(other, turned(settled, turns), on)
            if not after.outcome.dead:
                opened.append((other.policy, other.item, after.outcome, after.amount))
    return Lever(plan, question, cure_of(question), tuple(opened))


def _figure(question: Question) -> tuple[object, ...]:
    """Which figure it asks: the same for criteria that one change of a fact moves together."""
    one = question.criterion
    return one.feature, str(question.period), one.phrase, question.unit, one.kind, one.subject


def _meaning(question: Question) -> tuple[object, ...]:
    one = question.criterion
    return one.op, one.value, one.values, one.level, one.flags


def _meets(question: Question) -> Callable[[Question], bool]:
    """Whether meeting this criterion meets another: the same one, or a lower bound on the same figure."""
    figure, meaning, mine = _figure(question), _meaning(question), question.criterion

    def meets(other: Question) -> bool:
        one = other.criterion
        if _figure(other) != figure:
            return False
        if _meaning(other) == meaning:
            return True
        alike = (one.values, one.level, one.flags) == (mine.values, mine.level, mine.flags)
        if not alike or mine.op not in _ABOVE or one.op not in _ABOVE:
            return False
        if mine.value is None or one.value is None:
            return False
        return (one.value, _ABOVE[one.op]) <= (mine.value, _ABOVE[mine.op])

    return meets
