"""What judging one criterion finds, before it is put into words.

Owns the state of a leaf and how several possible readings of differing sources come to one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from domain.company import Fact, Finding, TitleHeld
from matching.facts import Lack
from matching.verdict import Result


@dataclass(frozen=True, slots=True)
class LeafState:
    """A criterion's result with all that its reason needs.

    Attributes:
        lack: why it is unknown.
        distance, margin, money: see `LeafVerdict`; exact.
        unit: of distance and margin.
        facts, titles: what the result rests on, or what was found and does not settle it.
        value: the figure that was compared, where there is one.
        note: what else the reader of the reason must know, in Chinese.
        cure_date: the day from which it stands otherwise by itself.
    """

    result: Result
    lack: Lack | None = None
    distance: Fraction | None = None
    margin: Fraction | None = None
    money: Fraction | None = None
    unit: str | None = None
    facts: tuple[Fact, ...] = ()
    titles: tuple[TitleHeld, ...] = ()
    value: Fraction | None = None
    note: str | None = None
    cure_date: date | None = None
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """The criterion by one possible reading of its facts.

    Attributes:
        truth: yes, no, or why neither.
        gap: how far it is from the bound, >= 0.
        money: what is lacking (or over) in a false ratio's numerator.
    """

    truth: bool | Lack
    gap: Fraction | None = None
    money: Fraction | None = None
    value: Fraction | None = None


def unknown(lack: Lack, facts: tuple[Fact, ...] = (), note: str | None = None) -> LeafState:
    """An unknown criterion."""
    return LeafState(Result.UNKNOWN, lack, facts=facts, note=note)


def settled(truth: bool, facts: tuple[Fact, ...] = (), note: str | None = None) -> LeafState:
    """A criterion that is true or false without a distance."""
    return LeafState(Result.TRUE if truth else Result.FALSE, facts=facts, note=note)


def _single(ruling: Ruling, facts: tuple[Fact, ...], unit: str | None) -> LeafState:
    if ruling.truth:
        return LeafState(Result.TRUE, margin=ruling.gap, unit=unit, facts=facts, value=ruling.value)
    return LeafState(
        Result.FALSE, distance=ruling.gap, money=ruling.money, unit=unit, facts=facts, value=ruling.value
    )


def agreed(rulings: Iterable[Ruling], facts: tuple[Fact, ...], unit: str | None) -> LeafState:
    """The state on which all readings agree, at the worst distance; else unknown for want of a fact.

    No reading at all (too many to try) is unknown too.
    """
    found = list(rulings)
    if len(found) == 1 and not isinstance(found[0].truth, Lack):
        return _single(found[0], facts, unit)
    truths = {ruling.truth for ruling in found}
    if truths == {Lack.PERSON}:
        return unknown(Lack.PERSON, facts)
    if len(truths) != 1 or Lack.FACT in truths:
        note = "来源之间数值不一致，结论不同" if True in truths and False in truths else None
        return unknown(Lack.FACT, facts, note)
    gaps = [ruling.gap for ruling in found if ruling.gap is not None]
    value = found[0].value if len({ruling.value for ruling in found}) == 1 else None
    if truths == {True}:
        margin = min(gaps, default=None)
        return LeafState(Result.TRUE, margin=margin, unit=unit, facts=facts, value=value)
    lacking = max((ruling.money for ruling in found if ruling.money is not None), default=None)
    return LeafState(
        Result.FALSE, distance=max(gaps, default=None), money=lacking, unit=unit, facts=facts, value=value
    )
