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
from matching.cures import is_curable
from matching.kernel.planes import Planes, Words, count, pack, unpack
from matching.kernel.sheet import LeafPlanes
from matching.kernel.tree import Judged, judge_planes, mattering, turned
from matching.verdict import Outcome
from matching.windows import access

ORDER = tuple(Outcome)
Leaves = Mapping[str, LeafPlanes]


@dataclass(frozen=True, slots=True)
class ItemAnswer:
    """An item on a register of `firms` firms.

    Attributes:
        leaves: the planes of its criteria but scoring tables with rows.
        classes: by class the firms in it; classes without a firm may be left out.
        counts: firms in each class.
        near: firms with a pivot that can be cured.
        shut_out: by criterion id, in document order, how many failing firms it alone shuts out; none is 0.
    """

    plan: Plan
    firms: int
    leaves: Leaves
    classes: Mapping[Outcome, Words]
    counts: Mapping[Outcome, int]
    near: Words
    shut_out: Mapping[str, int]

    @property
    def curable(self) -> tuple[str, ...]:
        """Ids of the pivots that can be cured, in document order."""
        return tuple(name for name in self.shut_out if is_curable(self.plan.questions[name]))

    def codes(self) -> NDArray[np.uint8]:
        """Per firm the place of its class in `Outcome`."""
        found = np.zeros(self.firms, np.uint8)
        for outcome, words in self.classes.items():
            found[unpack(words, self.firms)] = ORDER.index(outcome)
        return found

    def pivots(self) -> dict[str, Words]:
        """By criterion id, in document order, the failing firms that it alone shuts out; found when asked."""
        if Outcome.FAILS not in self.classes:
            return {}
        require, exclude = roots(self.plan, self.leaves)
        return _pivots(self.plan, require, exclude, self.classes[Outcome.FAILS]) if require else {}


def roots(plan: Plan, leaves: Leaves) -> tuple[Judged | None, Judged | None]:
    """What the item requires and what it excludes, judged on all firms."""
    rows = {name: one.criterion for name, one in plan.questions.items() if is_table(one)}
    return _judged(plan.item.require, leaves, rows), _judged(plan.item.exclude, leaves, rows)


def _judged(tree: Node | None, leaves: Leaves, rows: Mapping[str, Criterion]) -> Judged | None:
    return None if tree is None else judge_planes(tree, lambda name: leaves[name].planes, rows.get)


def answer(plan: Plan, leaves: Leaves, firms: int, on: date) -> ItemAnswer:
    """The item judged on all firms, node by node on whole planes; the reference of the compiled kernel."""
    require, exclude = roots(plan, leaves)
    real = pack(np.ones(firms, np.bool_))
    barred = exclude.planes.true & real if exclude else np.zeros_like(real)
    fails = real & ~_able(require.planes) & ~barred if require else np.zeros_like(real)
    rest = real & ~barred & ~fails
    lacking, waiting = _open(require, exclude, leaves, rest)
    check = (waiting if plan.item.accepted else rest) & ~lacking
    classes = {
        Outcome.BARRED: barred,
        Outcome.FAILS: fails,
        Outcome.UNKNOWN: lacking,
        Outcome.NEEDS_CHECK: check,
        last_class(plan, on): rest & ~lacking & ~check,
    }
    pivots = _pivots(plan, require, exclude, fails) if require else {}
    near = np.zeros_like(real)
    for name, words in pivots.items():
        if is_curable(plan.questions[name]):
            near |= words
    shut_out = {name: count(words) for name, words in pivots.items()}
    found = {outcome: words for outcome, words in classes.items() if words.any()}
    counts = {one: count(found[one]) if one in found else 0 for one in ORDER}
    return ItemAnswer(plan, firms, leaves, found, counts, near, shut_out)


def last_class(plan: Plan, on: date) -> Outcome:
    """The class of firms that nothing keeps out: it hangs on the day alone."""
    return Outcome.FITS if access(plan.policy, plan.item, on).is_open else Outcome.CLOSED


def _able(require: Planes) -> Words:
    """Firms that what is required may still let in; not asked is fulfilled."""
    return require.t if require.n is None else require.t | require.n


def _open(require: Judged | None, exclude: Judged | None, leaves: Leaves, rest: Words) -> tuple[Words, Words]:
    """Firms for which an ordinary unknown matters, and those with a root that is open at all."""
    lacking, waiting = np.zeros_like(rest), np.zeros_like(rest)
    for tree in (require, exclude):
        if tree is None:
            continue
        planes = tree.planes
        if tree is require:
            unsure = rest & planes.f & _able(planes)
        else:
            unsure = rest & planes.t & (planes.f if planes.n is None else planes.f | planes.n)
        waiting |= unsure
        for name, firms in mattering(tree, unsure):
            if name in leaves:  # a scoring table that its rows leave open waits for a person
                lacking |= firms & leaves[name].lacking
    return lacking, waiting


def _pivots(plan: Plan, require: Judged, exclude: Judged | None, fails: Words) -> dict[str, Words]:
    """Where turning one criterion true lifts a failing firm without barring it."""
    found: dict[str, Words] = {}
    if not fails.any():
        return found
    for name in plan.questions:
        if name not in require.names:
            continue
        lifted = fails & _able(turned(require, name))
        if exclude and name in exclude.names:
            lifted &= ~turned(exclude, name).true
        if lifted.any():
            found[name] = lifted
    return found
