"""A register made ready for one application date, and every predicate's state on every firm.

Owns the states as small codes. Each is found by the very leaf functions that `judge` uses, once for every
distinct input; bounds of one family are sorted, so that a firm is asked only around its own value.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from domain.company import Company, Fact
from domain.policy import Op
from matching.codes import Codes
from matching.facts import FactBook, Lack
from matching.kernel.predicates import Input, family_of, input_of
from matching.leaf import judge_leaf
from matching.leaf_state import LeafState, unknown
from matching.question import Question
from matching.verdict import Result

Codes8 = NDArray[np.uint8]
YES, NO, FACT, PERSON = range(4)
"""A leaf's state: true, false, unknown for want of a fact, unknown until a person decides."""

_RISING = frozenset({Op.GE, Op.GT})


class Register:
    """Firms with their facts indexed for one date; grouped by input on demand, each grouping once."""

    def __init__(self, companies: Iterable[Company], on: date, codes: Codes) -> None:
        self.companies = tuple(companies)
        self.on = on
        self.codes = codes
        self.books = [FactBook(company, on) for company in self.companies]
        self._facts = [_by_feature(company) for company in self.companies]
        self._groups: dict[Input, tuple[NDArray[np.int64], list[int]]] = {}

    def __len__(self) -> int:
        return len(self.companies)

    def groups(self, wanted: Input) -> tuple[NDArray[np.int64], list[int]]:
        """Per firm the number of its group, and of each group one firm."""
        if wanted not in self._groups:
            numbers: dict[Hashable, int] = {}
            firsts: list[int] = []
            found = np.empty(len(self), np.int64)
            for at in range(len(self)):
                number = found[at] = numbers.setdefault(self._input(at, wanted), len(numbers))
                if number == len(firsts):
                    firsts.append(at)
            self._groups[wanted] = found, firsts
        return self._groups[wanted]

    def _input(self, at: int, wanted: Input) -> Hashable:
        company, facts = self.companies[at], self._facts[at]
        founded = company.founded
        return (
            tuple(facts.get(feature, ()) for feature in wanted.features),
            company.region if "region" in wanted.features else None,
            company.industry if "industry" in wanted.features else None,
            founded if wanted.founded == "day" else founded and wanted.founded and founded.year,
            company.titles if wanted.titles else (),
        )


def _by_feature(company: Company) -> dict[str, tuple[Fact, ...]]:
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in company.facts:
        found[fact.feature].append(fact)
    return {feature: tuple(facts) for feature, facts in found.items()}


def code_of(state: LeafState) -> int:
    """The state as a code."""
    if state.result is Result.UNKNOWN:
        return FACT if state.lack is Lack.FACT else PERSON
    return YES if state.result is Result.TRUE else NO


def state_codes(predicates: Iterable[Question], register: Register) -> Iterator[tuple[Question, Codes8]]:
    """Every predicate once with its state on every firm, a code each, in order; findings are left aside."""
    families: dict[Hashable, list[Question]] = defaultdict(list)
    for predicate in dict.fromkeys(predicates):
        families[family_of(predicate) or predicate].append(predicate)
    for members in families.values():
        criterion = members[0].criterion
        ids, firsts = register.groups(input_of(criterion.feature, criterion.kind))
        ordered = _from_easiest(members)
        table = np.empty((len(ordered), len(firsts)), np.uint8)
        for column, at in enumerate(firsts):
            table[:, column] = _column(ordered, register.books[at], register.codes)
        for predicate, states in zip(ordered, table, strict=True):
            yield predicate, states[ids]


def _from_easiest(members: list[Question]) -> list[Question]:
    """The members of a family, from the bound that most firms reach to the one that fewest do."""
    if len(members) < 2:
        return members
    rising = members[0].criterion.op in _RISING
    return sorted(members, key=lambda one: one.criterion.value or 0, reverse=not rising)


def _column(ordered: Sequence[Question], book: FactBook, codes: Codes) -> Codes8:
    """One firm's codes for a family: first all true ones, then unknown, then false ones.

    Every reading of a firm's facts goes from true over unknown to false as the bound grows harder, so that
    the ends are found by halving; between them every member is asked.
    """
    known: dict[int, int] = {}

    def at(index: int) -> int:
        if index not in known:
            one = ordered[index]
            state = unknown(Lack.PERSON) if one.table else judge_leaf(one, book, codes)
            known[index] = code_of(state)
        return known[index]

    reached = _first(len(ordered), 0, lambda index: at(index) != YES)
    failed = _first(len(ordered), reached, lambda index: at(index) == NO)
    column = np.full(len(ordered), NO, np.uint8)
    column[:reached] = YES
    column[reached:failed] = [at(index) for index in range(reached, failed)]
    return column


def _first(end: int, start: int, holds: Callable[[int], bool]) -> int:
    """The first index from which `holds` stays true; `end` if it never does."""
    while start < end:
        middle = (start + end) // 2
        if holds(middle):
            end = middle
        else:
            start = middle + 1
    return start


def firms_found_on(register: Register) -> Mapping[str, tuple[int, ...]]:
    """By leaf id the firms that have a finding on a leaf of that id, in order."""
    found: dict[str, dict[int, None]] = defaultdict(dict)
    for at, company in enumerate(register.companies):
        for finding in company.findings:
            found[finding.leaf][at] = None
    return {leaf: tuple(firms) for leaf, firms in found.items()}
