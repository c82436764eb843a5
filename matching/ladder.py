"""A firm on the ladder of tiers: every rung judged by each set of rules, and what it still lacks there.

Owns what is short at a rung; the rungs are data (`domain.tier_file`), each verdict is `judge`'s.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from domain.company import Company
from domain.policy import Policy
from domain.tier_file import rungs
from domain.tier_rules import REGIMES, Regime, Rung, Tier
from domain.tree import Any, AtLeast, Leaf, Not, Points, Waive, When, leaf_ids
from matching.assess import Assessment, assess, prepare
from matching.codes import Codes, national_codes
from matching.facts import FactBook
from matching.judge import explained
from matching.truth import F, Judged, N, T, is_unknown, mattering
from matching.verdict import Judgement, LeafVerdict, Result


@dataclass(frozen=True, slots=True)
class Step:
    """One rung by one set of rules.

    Attributes:
        in_force: whether the document's known days hold the day asked.
        lacks: the fewest criteria that must turn out otherwise or become known, required ones first; of
            several ways to fulfil one thing the shortest is named, by equal length the first in the text.
        open: every unknown criterion that can still turn what is required or what bars, in the order of
            the trees; more than `lacks` where there are several ways, fewer where one already fails.
    """

    regime: Regime
    rung: Rung
    in_force: bool
    judgement: Judgement
    lacks: tuple[LeafVerdict, ...]
    open: tuple[LeafVerdict, ...]

    @property
    def decided(self) -> tuple[LeafVerdict, ...]:
        """The criteria that are known to hold or not to hold, in document order."""
        return tuple(leaf for leaf in self.judgement.leaves if leaf.result in {Result.TRUE, Result.FALSE})


def ladder(
    company: Company,
    on: date,
    codes: Codes | None = None,
    regimes: Sequence[Regime] = REGIMES,
) -> tuple[Step, ...]:
    """Every rung of each set of rules, sets in the order given, rungs from the lowest."""
    book, tables = FactBook(company, on), codes or national_codes()
    return tuple(_step(regime, rung, company, book, tables) for regime in regimes for rung in rungs(regime))


def without_rule(regimes: Sequence[Regime] = REGIMES) -> tuple[tuple[Regime, Tier], ...]:
    """The tiers for which a set of rules has none on file, in the order of the ladder."""
    held = {(regime, rung.tier) for regime in regimes for rung in rungs(regime)}
    return tuple((regime, tier) for regime in regimes for tier in Tier if (regime, tier) not in held)


def _step(regime: Regime, rung: Rung, company: Company, book: FactBook, codes: Codes) -> Step:
    plan = prepare(rung.policy, rung.item)
    found = assess(plan, book, codes)
    judgement = explained(plan, found, company, book.on)
    lacks = tuple(judgement.leaf(name) for name in lacking(found))
    trees = [tree for tree in (found.require, found.exclude) if tree is not None]
    unsettled = dict.fromkeys(name for tree in trees for name in mattering(tree))
    matter = tuple(judgement.leaf(name) for name in unsettled)
    return Step(regime, rung, _holds(rung.policy, book.on), judgement, lacks, matter)


def lacking(found: Assessment) -> tuple[str, ...]:
    """Ids of the fewest criteria that must turn out otherwise or become known, required ones first."""
    return tuple(dict.fromkeys([*_short(found.require), *_barring(found.exclude)]))


def _holds(policy: Policy, on: date) -> bool:
    start, end = policy.effective_from or policy.published, policy.effective_to
    return (start is None or start <= on) and (end is None or on <= end)


def _short(judged: Judged | None) -> Iterator[str]:
    """Ids that keep a required tree from being true."""
    if judged is None or judged.truth in {T, N}:
        return
    match judged.node:
        case Leaf(name) | Points(name):
            yield from list(mattering(judged)) or [name]
        case Any():
            yield from _shortest(judged, 1)
        case AtLeast(count, _):
            yield from _shortest(judged, count)
        case Waive():
            # A waiver is the exception: it is named only where it alone can still come to hold.
            asked, waiver = judged.parts
            yield from _short(waiver if asked.truth == F and is_unknown(judged.truth) else asked)
        case When():
            scope, asked = judged.parts
            yield from mattering(scope) if is_unknown(scope.truth) else _short(asked)
        case Not(part):
            yield from list(mattering(judged)) or leaf_ids(part)
        case _:
            yield from (name for part in judged.parts for name in _short(part))


def _shortest(judged: Judged, count: int) -> Iterator[str]:
    """Of the ways that are not yet open, the shortest that are still needed; settled ones only if all are."""
    unknown = is_unknown(judged.truth)
    ways = [
        list(_short(part))
        for part in judged.parts
        if part.truth not in {T, N} and not (unknown and part.truth == F)
    ]
    held = sum(part.truth == T for part in judged.parts)
    for way in sorted(ways, key=len)[: max(count - held, 0)]:
        yield from way


def _barring(judged: Judged | None) -> Iterator[str]:
    """Ids that bar, or that may and are not known."""
    if judged is None or judged.truth in {F, N}:
        return
    if isinstance(judged.node, Leaf | Points):
        yield judged.node.id
    elif isinstance(judged.node, Not):
        yield from leaf_ids(judged.node.part)
    else:
        for part in judged.parts:
            yield from _barring(part)
