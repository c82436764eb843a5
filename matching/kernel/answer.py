"""One item against the whole register: the class of every firm, what shuts it out alone, who is nearly there.

Owns the order of the classes on planes, as `matching.assess` has it for one pair.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from domain.policy import Criterion
from domain.tree import Node
from matching.assess import Plan, is_table
from matching.cures import cure_of
from matching.kernel.encode import FACT, NO, PERSON, YES, Codes8
from matching.kernel.planes import Planes, Words, count, pack, unpack
from matching.kernel.tree import Judged, judge_planes, mattering, turned
from matching.verdict import Cure, Outcome
from matching.windows import access

ORDER = tuple(Outcome)


@dataclass(frozen=True, slots=True)
class LeafPlanes:
    """A criterion on all firms: its planes, and where it is unknown for want of a fact."""

    planes: Planes
    lacking: Words


def leaf_planes(codes: Codes8) -> LeafPlanes:
    """The planes of a criterion's codes."""
    fact, person = codes == FACT, codes == PERSON
    open_ = fact | person
    return LeafPlanes(Planes(pack(open_ | (codes == YES)), pack(open_ | (codes == NO))), pack(fact))


@dataclass(frozen=True, slots=True)
class ItemAnswer:
    """An item on a register of `firms` firms.

    Attributes:
        classes: by class the firms in it; classes without a firm are left out.
        pivots: by criterion id, in document order, the failing firms that it alone shuts out.
        near: firms with a pivot that can be cured.
        curable: ids of the pivots that can be cured, in document order.
    """

    plan: Plan
    firms: int
    classes: Mapping[Outcome, Words]
    pivots: Mapping[str, Words]
    near: Words
    curable: tuple[str, ...]

    @property
    def counts(self) -> dict[Outcome, int]:
        """Firms in each class."""
        return {one: count(self.classes[one]) if one in self.classes else 0 for one in ORDER}

    @property
    def shut_out(self) -> dict[str, int]:
        """By criterion how many firms it alone shuts out."""
        return {name: count(words) for name, words in self.pivots.items()}

    def codes(self) -> NDArray[np.uint8]:
        """Per firm the place of its class in `Outcome`."""
        found = np.zeros(self.firms, np.uint8)
        for outcome, words in self.classes.items():
            found[unpack(words, self.firms)] = ORDER.index(outcome)
        return found


def answer(plan: Plan, leaves: Mapping[str, LeafPlanes], firms: int, on: date) -> ItemAnswer:
    """The item judged on all firms.

    Args:
        leaves: the planes of every criterion of the plan but scoring tables with rows.
    """
    rows = {name: one.criterion for name, one in plan.questions.items() if is_table(one)}
    item = plan.item
    asked = [None if tree is None else _judged(tree, leaves, rows) for tree in (item.require, item.exclude)]
    require, exclude = asked
    real = pack(np.ones(firms, np.bool_))
    barred = _barred(exclude.planes) & real if exclude else np.zeros_like(real)
    fails = real & ~_able(require.planes) & ~barred if require else np.zeros_like(real)
    rest = real & ~barred & ~fails
    lacking, waiting = _open(require, exclude, leaves, rest)
    classes = {Outcome.BARRED: barred, Outcome.FAILS: fails, Outcome.UNKNOWN: lacking}
    check = rest & ~lacking if not item.accepted else waiting & ~lacking
    classes[Outcome.NEEDS_CHECK] = check
    is_open = access(plan.policy, item, on).is_open
    classes[Outcome.FITS if is_open else Outcome.CLOSED] = rest & ~lacking & ~check
    pivots = _pivots(plan, require, exclude, fails) if require else {}
    curable = tuple(name for name in pivots if cure_of(plan.questions[name]) is not Cure.NONE)
    near = np.zeros_like(real)
    for name in curable:
        near |= pivots[name]
    return ItemAnswer(plan, firms, {k: v for k, v in classes.items() if v.any()}, pivots, near, curable)


def _judged(tree: Node, leaves: Mapping[str, LeafPlanes], rows: Mapping[str, Criterion]) -> Judged:
    return judge_planes(tree, lambda name: leaves[name].planes, rows.get)


def _able(require: Planes) -> Words:
    """Firms that what is required may still let in; not asked is fulfilled."""
    return require.t if require.n is None else require.t | require.n


def _barred(exclude: Planes) -> Words:
    """Firms that are surely excluded; not asked excludes no one."""
    return exclude.true


def _open(
    require: Judged | None, exclude: Judged | None, leaves: Mapping[str, LeafPlanes], rest: Words
) -> tuple[Words, Words]:
    """Firms for which an ordinary unknown matters, and those with a root that is open at all."""
    lacking, waiting = np.zeros_like(rest), np.zeros_like(rest)
    if require:
        found = _mattering(require, leaves, rest & require.planes.f & _able(require.planes))
        lacking, waiting = lacking | found[0], waiting | found[1]
    if exclude:
        planes = exclude.planes
        able = planes.f if planes.n is None else planes.f | planes.n
        found = _mattering(exclude, leaves, rest & planes.t & able)
        lacking, waiting = lacking | found[0], waiting | found[1]
    return lacking, waiting


def _mattering(tree: Judged, leaves: Mapping[str, LeafPlanes], unsure: Words) -> tuple[Words, Words]:
    lacking = np.zeros_like(unsure)
    for name, firms in mattering(tree, unsure):
        if name in leaves:  # a scoring table that its rows leave open waits for a person
            lacking |= firms & leaves[name].lacking
    return lacking, unsure


def _pivots(plan: Plan, require: Judged, exclude: Judged | None, fails: Words) -> dict[str, Words]:
    """Where turning one criterion true lifts a failing firm without barring it."""
    found = {}
    for name in plan.questions:
        if name not in require.names or not fails.any():
            continue
        lifted = fails & _able(turned(require, name))
        if exclude and name in exclude.names:
            lifted &= ~_barred(turned(exclude, name))
        if lifted.any():
            found[name] = lifted
    return found
