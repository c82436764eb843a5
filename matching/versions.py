"""Two versions of one item on the same firms: who drops out by the new one, who comes in, who may.

Owns where a firm stands by its criteria alone (signature and window do not count: they say nothing of the
firm) and how two such standings compare; each verdict is `assess`'s. Work is twice the firms.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum

from domain.company import Company
from domain.policy import Item, Policy
from domain.tier_file import rungs
from domain.tier_rules import Regime, Rung, Tier
from matching.assess import Assessment, Plan, assess, prepare
from matching.codes import Codes, national_codes
from matching.facts import FactBook
from matching.ladder import lacking
from matching.truth import F, T, exclude_root, require_root
from matching.verdict import Result

Entry = tuple[Policy, Item]


class Standing(Enum):
    """What the criteria alone make of a firm; the order is that of the numbers."""

    SHUT = 0
    OPEN = 1
    MET = 2


class Move(StrEnum):
    """What the new version does to a firm.

    `OUT` and `IN` are certain. `MAY_DROP`: it met the old and the new is not known, or it fails the new and
    the old was not known; `MAY_COME` the other way round. `UNKNOWN`: neither version is known.
    """

    OUT = "out"
    IN = "in"
    MAY_DROP = "may_drop"
    MAY_COME = "may_come"
    STAYS_MET = "stays_met"
    STAYS_SHUT = "stays_shut"
    UNKNOWN = "unknown"

    @property
    def zh(self) -> str:
        """The word for people."""
        return _MOVE_ZH[self]


_MOVE_ZH = {
    Move.OUT: "不再够",
    Move.IN: "新够上",
    Move.MAY_DROP: "可能不再够",
    Move.MAY_COME: "可能新够上",
    Move.STAYS_MET: "两版都够",
    Move.STAYS_SHUT: "两版都不够",
    Move.UNKNOWN: "两版都未知",
}

_SAME = {Standing.SHUT: Move.STAYS_SHUT, Standing.OPEN: Move.UNKNOWN, Standing.MET: Move.STAYS_MET}


@dataclass(frozen=True, slots=True)
class Moved:
    """One firm under both versions.

    Attributes:
        company: its key.
        old_stops, new_stops: ids of the criteria that keep it out of that version for sure; empty unless it
            is shut there. Of several ways to fulfil one thing the shortest is named.
    """

    company: str
    name: str
    before: Standing
    after: Standing
    old_stops: tuple[str, ...]
    new_stops: tuple[str, ...]

    @property
    def move(self) -> Move:
        """Out, in, perhaps, or the same."""
        if self.before is self.after:
            return _SAME[self.before]
        fell = self.before.value > self.after.value
        if Standing.OPEN in {self.before, self.after}:
            return Move.MAY_DROP if fell else Move.MAY_COME
        return Move.OUT if fell else Move.IN


@dataclass(frozen=True, slots=True)
class VersionChange:
    """One item by two versions; firms in the order given."""

    old: Entry
    new: Entry
    firms: tuple[Moved, ...]

    @property
    def counts(self) -> Mapping[Move, int]:
        """How many firms make each move, zeros included."""
        found = Counter(firm.move for firm in self.firms)
        return {move: found[move] for move in Move}

    def of(self, move: Move) -> tuple[Moved, ...]:
        """The firms that make this move."""
        return tuple(firm for firm in self.firms if firm.move is move)


def compare_versions(
    old: Entry, new: Entry, companies: Iterable[Company], on: date, codes: Codes | None = None
) -> VersionChange:
    """Every firm by both versions on one day, whether or not either is in force on it."""
    plans, tables = (prepare(*old), prepare(*new)), codes or national_codes()
    return VersionChange(old, new, tuple(_moved(plans, one, on, tables) for one in companies))


def tier_versions(
    companies: Sequence[Company],
    on: date,
    codes: Codes | None = None,
    old: Regime = "2022",
    new: Regime = "2026",
) -> tuple[tuple[Tier, VersionChange], ...]:
    """The tiers whose rules differ between two sets, from the lowest.

    A tier that both sets judge by the same document is not among them, nor one that either has no rule for.
    """
    before = {rung.tier: rung for rung in rungs(old)}
    pairs = [(before[rung.tier], rung) for rung in rungs(new) if rung.tier in before]
    return tuple(
        (late.tier, compare_versions(_entry(early), _entry(late), companies, on, codes))
        for early, late in pairs
        if early.key != late.key
    )


def _entry(rung: Rung) -> Entry:
    return rung.policy, rung.item


def _moved(plans: tuple[Plan, Plan], company: Company, on: date, codes: Codes) -> Moved:
    book = FactBook(company, on)
    early, late = (assess(plan, book, codes) for plan in plans)
    return Moved(company.key, company.name, _standing(early), _standing(late), _stops(early), _stops(late))


def _standing(found: Assessment) -> Standing:
    if found.outcome.dead:
        return Standing.SHUT
    met = require_root(found.require) == T and exclude_root(found.exclude) == F
    return Standing.MET if met else Standing.OPEN


def _stops(found: Assessment) -> tuple[str, ...]:
    if _standing(found) is not Standing.SHUT:
        return ()
    return tuple(name for name in lacking(found) if found.states[name].result is not Result.UNKNOWN)
