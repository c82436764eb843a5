"""The kernel's answer as pairs, in the order and with the contents of the plain loop.

Owns the strips of firms, and that only pairs which are alive are judged once more, for what they lack and
what they pay; the many that fail are written straight from the planes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from domain.company import Company
from domain.policy import Policy
from matching.assess import Plan, assess, prepare
from matching.codes import Codes, national_codes
from matching.facts import FactBook
from matching.kernel.answer import ORDER, ItemAnswer
from matching.kernel.encode import Register
from matching.kernel.planes import unpack
from matching.kernel.register import judged
from matching.register import Pair, check_findings
from matching.verdict import NO_MONEY

STRIP = 4096
"""Firms judged at once: enough to share the work, few enough that pairs come out as they are asked for."""


def match_pairs(
    policies: Iterable[Policy], companies: Iterable[Company], on: date, codes: Codes | None = None
) -> Iterator[Pair]:
    """Every firm against every item, firm by firm; the pairs of `matching.register.match`.

    Raises:
        InputError: with several policies, a finding names an item without its document.
    """
    taken = list(policies)
    plans = [prepare(policy, item) for policy in taken for item in policy.items]
    tables = codes or national_codes()
    for firms in _strips(companies):
        for company in firms:
            check_findings(company, taken)
        register = Register(firms, on, tables)
        rows = [_Row.of(answer) for answer in judged(plans, register)]
        for at, (company, book) in enumerate(zip(firms, register.books, strict=True)):
            for row in rows:
                yield _pair(row, at, company, book, tables)


def _strips(companies: Iterable[Company]) -> Iterator[Sequence[Company]]:
    ahead: list[Company] = []
    for company in companies:
        ahead.append(company)
        if len(ahead) == STRIP:
            yield ahead
            ahead = []
    if ahead:
        yield ahead


@dataclass(frozen=True, slots=True)
class _Row:
    """An item's answer, a cell per firm."""

    plan: Plan
    curable: frozenset[str]
    outcomes: NDArray[np.uint8]
    pivots: tuple[tuple[str, NDArray[np.bool_]], ...]

    @classmethod
    def of(cls, found: ItemAnswer) -> _Row:
        pivots = tuple((name, unpack(words, found.firms)) for name, words in found.pivots().items())
        return cls(found.plan, frozenset(found.curable), found.codes(), pivots)


def _pair(row: _Row, at: int, company: Company, book: FactBook, codes: Codes) -> Pair:
    outcome = ORDER[row.outcomes[at]]
    pivots = tuple(name for name, flags in row.pivots if flags[at])
    rest = None if outcome.dead else assess(row.plan, book, codes)
    return Pair(
        doc_id=row.plan.policy.doc_id,
        item_id=row.plan.item.id,
        company=company.key,
        name=company.name,
        outcome=outcome,
        missing=rest.missing if rest else (),
        amount=rest.amount if rest else NO_MONEY,
        pivots=pivots,
        near=next((name for name in pivots if name in row.curable), None),
    )
