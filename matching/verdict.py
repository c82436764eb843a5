"""What judging answers: results, classes, reasons, amounts. Values only.

Owns the shapes that go out of `matching`; figures are exact decimals, or 15 digits where none is exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from domain.company import Finding


class Result(StrEnum):
    """What a criterion comes to for a firm."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"

    @property
    def zh(self) -> str:
        """The word for people."""
        return _RESULT_ZH[self]


_RESULT_ZH = {
    Result.TRUE: "符合",
    Result.FALSE: "不符合",
    Result.UNKNOWN: "未知",
    Result.NOT_APPLICABLE: "不适用",
}


class Outcome(StrEnum):
    """The class of a firm against an item."""

    FITS = "fits"
    CLOSED = "closed"
    NEEDS_CHECK = "needs_check"
    UNKNOWN = "unknown"
    FAILS = "fails"
    BARRED = "barred"

    @property
    def zh(self) -> str:
        """The word for people."""
        return _OUTCOME_ZH[self]

    @property
    def dead(self) -> bool:
        """Whether a criterion stands in the way, so that nothing is paid and no missing fact matters."""
        return self in {Outcome.FAILS, Outcome.BARRED}


_OUTCOME_ZH = {
    Outcome.FITS: "符合",
    Outcome.CLOSED: "未在申报期",
    Outcome.NEEDS_CHECK: "待人工核定",
    Outcome.UNKNOWN: "待补充信息",
    Outcome.FAILS: "不符合",
    Outcome.BARRED: "受限",
}


class WaitsFor(StrEnum):
    """What would settle an unknown criterion: a fact of the firm, or a person's judgement."""

    FACT = "fact"
    PERSON = "person"


class Cure(StrEnum):
    """What could turn a criterion that stands in the way."""

    TIME = "time"
    PEOPLE = "people"
    MONEY = "money"
    PAPER = "paper"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class LeafVerdict:
    """One criterion's reason.

    Attributes:
        distance: how far a false one is from holding, in `unit`; `margin` how far a true one is from failing.
        distance_money: CNY lacking (or over) in the numerator of a false money ratio.
        waits_for: for an unknown one.
        start, end: the quote's span in the document's text.
        document, article: where the sentence stands (title with number; 第…条, None if it stands in none).
        sentence: the whole sentence around the quote; the quote where the text is not at hand.
        finding: the person's decision that settled it.
    """

    id: str
    feature: str
    result: Result
    need: str
    have: str
    distance: Decimal | None
    distance_money: Decimal | None
    margin: Decimal | None
    unit: str | None
    cure: Cure | None
    cure_date: date | None
    waits_for: WaitsFor | None
    quote: str
    start: int
    end: int
    document: str
    article: str | None
    sentence: str
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """What is paid if granted, in CNY; `high` None: no bound is known."""

    low: Decimal
    high: Decimal | None


NO_MONEY = Amount(Decimal(0), Decimal(0))


@dataclass(frozen=True, slots=True)
class Opening:
    """A stretch in which one can apply, both days included; None is open."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Waived:
    """A `waive(a, w)` that holds, and which side carried it; both as the tree's text."""

    asked: str
    waiver: str
    carried_by: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """A firm against an item on a day, with every reason.

    Attributes:
        next_window: the next opening, where one cannot apply on that day.
        missing: features to ask for, most useful first; only for `Outcome.UNKNOWN`.
        waived: the waivers that were used or left aside.
        software: version of the judging software.
        source_mark: the mark for people where the criteria were never compared with the document.
    """

    doc_id: str
    item_id: str
    item_name: str
    company: str
    on: date
    outcome: Outcome
    next_window: Opening | None
    leaves: tuple[LeafVerdict, ...]
    missing: tuple[str, ...]
    amount: Amount
    waived: tuple[Waived, ...]
    software: str
    source_mark: str | None = None

    def leaf(self, leaf_id: str) -> LeafVerdict:
        """The reason of one criterion.

        Raises:
            KeyError: the item neither states nor names it.
        """
        for leaf in self.leaves:
            if leaf.id == leaf_id:
                return leaf
        raise KeyError(leaf_id)
