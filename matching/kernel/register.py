"""The entry: items against a register on a day, every class, count, near miss and pivot.

Owns how leaves are shared between items and how a person's findings enter; equal to `judge` pair by pair.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from domain.company import Company
from domain.policy import Item, Policy
from matching.assess import Plan, is_table, prepare
from matching.codes import Codes, national_codes
from matching.facts import Lack
from matching.kernel.answer import ORDER, ItemAnswer
from matching.kernel.encode import Register, firms_found_on, state_codes
from matching.kernel.judging import judge_sheet
from matching.kernel.planes import unpack
from matching.kernel.predicates import predicate_of
from matching.kernel.sheet import Sheet
from matching.leaf import decided
from matching.leaf_state import unknown
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
    *,
    fast: bool | None = None,
) -> RegisterAnswer:
    """Every item on every firm on the application date.

    One item and all firms, or all items and one firm, are the same call. Leaves cost once per distinct
    predicate and distinct input; trees cost a few word operations a node for 64 firms.

    Args:
        fast: use the compiled kernel; by default for many firms, where numba is installed.

    Raises:
        InputError: an item names a criterion or feature that does not exist; the date is too early.
    """
    if not isinstance(register, Register):
        register = Register(register, on, codes or national_codes())
    if register.on != on:
        raise ValueError(f"the register was made ready for {register.on}, not for {on}")
    plans = [prepare(policy, item) for policy, item in items]
    return RegisterAnswer(register, judged(plans, register, fast))


def judged(plans: Iterable[Plan], register: Register, fast: bool | None = None) -> tuple[ItemAnswer, ...]:
    """The plans on a register made ready for its date; `fast` as in `judge_sheet`."""
    taken = list(plans)
    asked = [
        {name: predicate_of(one) for name, one in plan.questions.items() if not is_table(one)}
        for plan in taken
    ]
    rows = {
        predicate: row
        for row, predicate in enumerate(dict.fromkeys(p for own in asked for p in own.values()))
    }
    found_on = firms_found_on(register)
    own_rows = [(at, name) for at, own in enumerate(asked) for name in own if name in found_on]
    sheet = Sheet.empty(len(rows) + len(own_rows), len(register))
    for predicate, codes in state_codes(rows, register):
        sheet.fill(rows[predicate], codes)
    places = [{name: rows[predicate] for name, predicate in own.items()} for own in asked]
    for row, (at, name) in enumerate(own_rows, start=len(rows)):
        sheet.copy_found(places[at][name], row, _findings(taken[at], name, register, found_on[name]))
        places[at][name] = row
    return judge_sheet(taken, places, sheet, register.on, fast)


def _findings(plan: Plan, name: str, register: Register, firms: Iterable[int]) -> Iterator[tuple[int, bool]]:
    """What persons found on a criterion of an item, firm by firm, where a finding is in force."""
    for firm in firms:
        state = decided(unknown(Lack.PERSON), name, plan.item_ids, register.books[firm])
        if state.result is not Result.UNKNOWN:
            yield firm, state.result is Result.TRUE
