"""Figures that follow from others: ratios from their parts, growth from two years, beside a given value.

Owns the formulas and which of a given and a derived value stands; the parts come from `series` and `totals`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from matching.exact import is_rounded_from
from matching.facts import Lack
from matching.relations import Ratio
from matching.slots import Figure, Option, Slot, combinations, first_lack


def ratio_slot(ratio: Ratio, parts: Sequence[Slot]) -> Slot:
    """The ratio of its parts (in the order of `ratio.parts`); over 0 only a person can say."""

    def computed(values: dict[str, Figure]) -> Option:
        under = values[ratio.under].value
        over = values[ratio.over].value - (values[ratio.less].value if ratio.less else 0)
        return Figure(over / under, over, under) if under else Lack.PERSON

    return _computed(ratio.parts, parts, computed)


def growth_slot(later: Slot, earlier: Slot) -> Slot:
    """The growth from one year to the next; from a base <= 0 only a person can say."""

    def computed(values: dict[str, Figure]) -> Option:
        base, reached = values["earlier"].value, values["later"].value
        return Figure(reached / base - 1, reached - base, base) if base > 0 else Lack.PERSON

    return _computed(("later", "earlier"), (later, earlier), computed)


def _computed(
    names: Sequence[str], slots: Sequence[Slot], formula: Callable[[dict[str, Figure]], Option]
) -> Slot:
    facts = tuple(fact for slot in slots for fact in slot.facts)
    found: dict[Option, None] = {}
    for options in combinations(slots):
        lack = first_lack(options)
        figures = [option for option in options if isinstance(option, Figure)]
        found[lack or formula(dict(zip(names, figures, strict=True)))] = None
    return Slot(tuple(found) or (Lack.FACT,), facts)


def reconciled(given: Slot, derived: Slot) -> Slot:
    """A given value that is the derived one rounded gives way; any other stands beside it."""
    facts = given.facts + tuple(fact for fact in derived.facts if fact not in given.facts)
    if (Lack.PERSON,) in (given.options, derived.options):
        return Slot((Lack.PERSON,), facts)
    if not derived.known:
        return given
    if not given.known:
        return derived
    exact = [option.value for option in derived.options if isinstance(option, Figure)]
    kept = tuple(
        option
        for option in given.options
        if isinstance(option, Figure)
        and option.given is not None
        and not any(is_rounded_from(option.given, value) for value in exact)
    )
    return Slot(derived.options + kept, facts if kept else derived.facts)
