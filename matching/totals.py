"""Several years taken together: amounts summed with their gaps, ratios of sums.

Owns which years a window holds for an amount; what a gap still lets one say is `leaf_number`'s matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import MINYEAR
from fractions import Fraction

from domain.vocabulary import FeatureType, vocabulary
from matching.days import Days, rest_years, whole_years
from matching.derive import growth_slot, ratio_slot, reconciled
from matching.facts import Ask, FactBook, Lack
from matching.question import RATIO_UNIT
from matching.relations import relations
from matching.series import adds_nothing, latest_slot, range_slot, unit_of, unspoken, year_slot
from matching.slots import LACKING, Figure, Option, Slot, combinations, first_lack


@dataclass(frozen=True, slots=True)
class Stretch:
    """The years to be taken together.

    Attributes:
        years: complete calendar years, in order.
        running: the year of the application date comes in too, as far as it is known.
        gap: some days lie in no complete year.
    """

    years: tuple[int, ...]
    running: bool = False
    gap: bool = False

    @property
    def span(self) -> tuple[int, int] | None:
        """First and last year, if there is one."""
        if not self.years:
            return None
        return self.years[0], self.years[-1] + self.running


def stretch_of(book: FactBook, ask: Ask, window: Days) -> Stretch:
    """The whole years of a window; parts of years that add nothing leave no gap."""
    rest = [year for year in rest_years(window) if not adds_nothing(book, ask, year)]
    return Stretch(whole_years(window), gap=bool(rest))


def is_ratio(ask: Ask) -> bool:
    """Whether the numbers asked are shares, which do not add up."""
    kind = vocabulary()[ask.feature].type
    return kind is FeatureType.RATIO or (kind is FeatureType.OPEN and ask.unit == RATIO_UNIT)


def drops_out(book: FactBook, ask: Ask, slot: Slot, year: int) -> bool:
    """Whether a year of a short history does not count: none of its figures exists, nor is one spoken of.

    Growth needs two years; without the one before there is no growth to lack.
    """
    if slot.options != (Lack.FACT,):
        return False
    if base := relations().growth.get(ask.feature):
        asked = ask.of(base, unit_of(vocabulary()[base]))
        missing = any(unspoken(book, asked, one) for one in (year - 1, year))
        return missing and not book.said(ask, year)
    return adds_nothing(book, ask, year)


def year_slots(book: FactBook, ask: Ask, years: Sequence[int]) -> list[Slot]:
    """The slots of these years; where they are not to count as 0, those before the firm existed drop out."""
    slots = [(year, year_slot(book, ask, year)) for year in years]
    return [slot for year, slot in slots if ask.zeros or not drops_out(book, ask, slot, year)]


def year_ways(book: FactBook, ask: Ask, years: Sequence[int]) -> list[list[Slot]]:
    """The slots of these years, once for each reading of years that two growths share.

    A year whose sources differ is the end of one growth and the base of the next: both take the same value.
    """
    slots = year_slots(book, ask, years)
    shared = _shared(book, ask, years)
    if all(len(slot.options) == 1 for slot in shared.values()):
        return [slots]
    ways = []
    for options in combinations(tuple(shared.values())):
        pairs = zip(shared, options, strict=True)
        reading = book.supposing({key: Slot((option,), shared[key].facts) for key, option in pairs})
        found = year_slots(reading, ask, years)
        ways.append([_given_way(one, slot) for one, slot in zip(found, slots, strict=True)])
    return ways


def _shared(book: FactBook, ask: Ask, years: Sequence[int]) -> dict[tuple[Ask, int], Slot]:
    """The base's figures that are compared both with the year before and with the year after."""
    base = relations().growth.get(ask.feature)
    if base is None:
        return {}
    asked = ask.of(base, unit_of(vocabulary()[base]))
    return {(asked, year): year_slot(book, asked, year) for year in years[:-1]}


def _given_way(reading: Slot, whole: Slot) -> Slot:
    """The slot without given values that, over all readings, give way to a derived one."""

    def stays(one: Option) -> bool:
        return isinstance(one, Lack) or one.given is None or one in whole.options

    return replace(reading, options=tuple(filter(stays, reading.options)))


def current_slot(book: FactBook, ask: Ask) -> Slot:
    """The running year: its own fact, else that of its latest day up to the application date."""
    slot = year_slot(book, ask, book.on.year)
    if slot.options != (Lack.FACT,):
        return slot
    return latest_slot(book, ask, _running_days(book), days_only=True)


def _running_days(book: FactBook) -> Days:
    return Days(book.on.replace(month=1, day=1), book.on)


def stretch_slots(book: FactBook, ask: Ask, stretch: Stretch) -> list[Slot]:
    """One slot a year, the running year last."""
    slots = year_slots(book, ask, stretch.years)
    return [*slots, current_slot(book, ask)] if stretch.running else slots


def total(book: FactBook, ask: Ask, stretch: Stretch) -> Slot:
    """The sum of an amount over all years of a stretch; a total stated for exactly them stands beside it.

    A gap makes it unknown; the parts of a sum are then still to be had from `stretch_slots`.
    """
    stated = range_slot(book, ask, *stretch.span) if stretch.span else LACKING
    if Lack.PERSON in stated.options:
        return stated
    slots = stretch_slots(book, ask, stretch)
    summed = LACKING if stretch.gap or not slots else _summed(slots)
    if not stated.known:
        return summed
    if not summed.known:
        return stated
    options = dict.fromkeys((*stated.options, *summed.options))
    return Slot(_distinct(options), stated.facts + summed.facts)


def _distinct(options: dict[Figure | Lack, None]) -> tuple[Figure | Lack, ...]:
    by_value = {option.value if isinstance(option, Figure) else option: option for option in options}
    return tuple(by_value.values())


def _summed(slots: Sequence[Slot]) -> Slot:
    facts = tuple(fact for slot in slots for fact in slot.facts)
    found: dict[Fraction | Lack, Figure | Lack] = {}
    for options in combinations(slots):
        lack = first_lack(options)
        value = sum((one.value for one in options if isinstance(one, Figure)), Fraction(0))
        found[lack or value] = lack or Figure(value)
    return Slot(tuple(found.values()) or (Lack.FACT,), facts)


def ratio_of_totals(book: FactBook, ask: Ask, stretch: Stretch) -> Slot:
    """A ratio over several years: its parts' sums, one by the other; else as one fact states it for them."""
    if stretch.gap or not stretch.span:
        return LACKING
    return reconciled(range_slot(book, ask, *stretch.span), _derived_total(book, ask, stretch))


def _derived_total(book: FactBook, ask: Ask, stretch: Stretch) -> Slot:
    if ask.unit != unit_of(vocabulary()[ask.feature]) or stretch.years[0] == MINYEAR:
        return LACKING  # growth would need the year before
    if ratio := relations().ratios.get(ask.feature):
        parts = [_part_total(book, ask, name, stretch) for name in ratio.parts]
        return ratio_slot(ratio, parts)
    if base := relations().growth.get(ask.feature):
        before = replace(stretch, years=tuple(year - 1 for year in stretch.years))
        return growth_slot(_part_total(book, ask, base, stretch), _part_total(book, ask, base, before))
    return LACKING


def _part_total(book: FactBook, ask: Ask, name: str, stretch: Stretch) -> Slot:
    return total(book, ask.of(name, unit_of(vocabulary()[name])), stretch)
