"""The entry: items against a register on a day, every class, count, near miss and pivot.

Owns how leaves are shared between items and how a person's findings enter; equal to `judge` pair by pair.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from domain.company import Company
from domain.policy import Item, Policy
from matching.assess import Plan, is_table, prepare
from matching.codes import Codes, national_codes
from matching.facts import FactBook, Lack
from matching.kernel.answer import ORDER, ItemAnswer, LeafPlanes, answer, leaf_planes
from matching.kernel.encode import Codes8, Register, firms_found_on, state_codes, with_findings
from matching.kernel.planes import unpack
from matching.kernel.predicates import predicate_of
from matching.leaf import decided
from matching.leaf_state import unknown
from matching.question import Question
from matching.verdict import Outcome, Result


@dataclass(frozen=True, slots=True)
class RegisterAnswer:
    """All items on all firms, in the order given."""

    register: Register
    items: tuple[ItemAnswer, ...]

    def outcome(self, item: int, firm: int) -> Outcome:
        """The class of one pair, by the places of item and firm."""
        for outcome, words in self.items[item].classes.items():
            if int(words[firm // 64]) >> (firm % 64) & 1:
                return outcome
        raise IndexError(firm)

    def firm_counts(self) -> NDArray[np.int64]:
        """Items by class (columns, in the order of `Outcome`) for every firm (rows)."""
        found = np.zeros((len(self.register), len(ORDER)), np.int64)
        for item in self.items:
            for outcome, words in item.classes.items():
                found[:, ORDER.index(outcome)] += unpack(words, len(self.register))
        return found


def match_register(
    items: Iterable[tuple[Policy, Item]],
    register: Register | Iterable[Company],
    on: date,
    codes: Codes | None = None,
) -> RegisterAnswer:
    """Every item on every firm on the application date.

    One item and all firms, or all items and one firm, are the same call. Leaves cost once per distinct
    predicate and distinct input; trees cost a few word operations a node for 64 firms.

    Raises:
        InputError: an item names a criterion or feature that does not exist; the date is too early.
    """
    if not isinstance(register, Register):
        register = Register(register, on, codes or national_codes())
    if register.on != on:
        raise ValueError(f"the register was made ready for {register.on}, not for {on}")
    plans = [prepare(policy, item) for policy, item in items]
    return RegisterAnswer(register, judged(plans, register))


def judged(plans: Iterable[Plan], register: Register) -> tuple[ItemAnswer, ...]:
    """The plans on a register made ready for its date."""
    taken = list(plans)
    asked = [one for plan in taken for one in plan.questions.values() if not is_table(one)]
    shared = state_codes(map(predicate_of, asked), register)
    planes = {predicate: leaf_planes(codes) for predicate, codes in shared.items()}
    found_on = firms_found_on(register)
    return tuple(
        answer(plan, _leaves(plan, register, shared, planes, found_on), len(register), register.on)
        for plan in taken
    )


def _leaves(
    plan: Plan,
    register: Register,
    shared: Mapping[Question, Codes8],
    planes: Mapping[Question, LeafPlanes],
    found_on: Mapping[str, tuple[int, ...]],
) -> dict[str, LeafPlanes]:
    """The planes of an item's own criteria: shared ones, but where a finding on this item decides."""
    leaves = {}
    for name, question in plan.questions.items():
        if is_table(question):
            continue
        predicate = predicate_of(question)
        leaves[name] = planes[predicate]
        if name in found_on:
            own = with_findings(
                shared[predicate],
                register,
                lambda book, name=name: _finding(book, name, plan),  # type: ignore[misc]
                found_on[name],
            )
            leaves[name] = leaf_planes(own)
    return leaves


def _finding(book: FactBook, name: str, plan: Plan) -> bool | None:
    state = decided(unknown(Lack.PERSON), name, plan.item_ids, book)
    return None if state.result is Result.UNKNOWN else state.result is Result.TRUE
