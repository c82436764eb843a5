"""A policy as it was read: the document, its items, their criteria, benefits and windows.

Owns the shapes of a reading inside the house; `reading_file` owns the JSON of the contract.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from domain.period import Period
from domain.tree import Node


class Kind(StrEnum):
    """What a criterion does with its feature."""

    COMPARE = "compare"
    RANK = "rank"
    IN = "in"
    HAS = "has"
    EVENT = "event"
    STATE = "state"
    MANUAL = "manual"


class Op(StrEnum):
    """Comparators; 以上, 不低于 are `ge`, 超过 is `gt`."""

    GE = "ge"
    GT = "gt"
    LE = "le"
    LT = "lt"
    EQ = "eq"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the policy text: `text[start:end] == quote`."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class PointsRow:
    """One row of a scoring table: the criterion `when` gives `points`."""

    when: Node
    points: Decimal


@dataclass(frozen=True, slots=True)
class Criterion:
    """One condition (条件), the leaf of an item's tree.

    Attributes:
        value: in the base unit (CNY, plain ratio, year, person, count …); None without a number.
        values: members as written, for `in`, `has` and the scope of a rank.
        level: least level that counts, as written (国家级 …).
        subject: whose fact is asked; None is the applicant.
        period: None where the text is silent; the feature's default then applies.
        check: True where a person should look before the criterion is used.
    """

    id: str
    kind: Kind
    feature: str
    span: Span
    phrase: str | None = None
    op: Op | None = None
    value: Decimal | None = None
    unit: str | None = None
    values: tuple[str, ...] = ()
    level: str | None = None
    subject: str | None = None
    period: Period | None = None
    flags: tuple[str, ...] = ()
    check: bool = False
    rows: tuple[PointsRow, ...] = ()
    pass_mark: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Benefit:
    """What an item gives (支持): sums in CNY, rates as plain shares; `when` bands the sum."""

    form: str
    span: Span
    amount: Decimal | None = None
    rate: Decimal | None = None
    cap: Decimal | None = None
    when: Node | None = None
    per: str | None = None


@dataclass(frozen=True, slots=True)
class YearlyDay:
    """A day of every year (`--03-10`)."""

    month: int
    day: int

    def __str__(self) -> str:
        """The contract's form."""
        return f"--{self.month:02}-{self.day:02}"


@dataclass(frozen=True, slots=True)
class Window:
    """When one can apply (申报期); both ends included, None is open."""

    span: Span
    start: date | YearlyDay | None = None
    end: date | YearlyDay | None = None
    yearly: bool = False


class SourceStatus(StrEnum):
    """Where an item's criteria come from (来源状态)."""

    PRIMARY = "primary"
    """Read in the document itself."""
    SECONDARY = "secondary"
    """Known only from what others wrote of the document; nobody has compared it."""

    @property
    def zh(self) -> str | None:
        """The mark that people see beside the item; none on an ordinary one."""
        return "仅有二手来源，未核对" if self is SourceStatus.SECONDARY else None


@dataclass(frozen=True, slots=True)
class Signature:
    """Who accepted an item's criteria, and when.

    Attributes:
        compared: the primary source that the signer compared every criterion with, as stated by them.
    """

    by: str
    on: date
    compared: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """What a firm can apply for (事项): the unit that is matched.

    `criteria` are those first stated here; the trees may name criteria of other items of the document.
    Whoever asks whether the criteria may be relied on asks `accepted`, never `signed` alone.
    """

    id: str
    name: str
    start: int
    end: int
    require: Node | None
    exclude: Node | None
    criteria: tuple[Criterion, ...] = ()
    benefits: tuple[Benefit, ...] = ()
    windows: tuple[Window, ...] = ()
    stacking: tuple[Span, ...] = ()
    prefer: tuple[Span, ...] = ()
    signed: Signature | None = None
    source_status: SourceStatus = SourceStatus.PRIMARY

    @property
    def accepted(self) -> bool:
        """Whether a person accepted the criteria: of a secondary source only if compared with the primary."""
        if self.signed is None:
            return False
        return self.source_status is SourceStatus.PRIMARY or bool(self.signed.compared)

    @property
    def source_mark(self) -> str | None:
        """The mark for people that nobody compared the criteria with the document; None where none is due."""
        return None if self.accepted else self.source_status.zh

    @property
    def marked_name(self) -> str:
        """The name with that mark, for lists and files."""
        return f"{self.name}（{self.source_mark}）" if self.source_mark else self.name


@dataclass(frozen=True, slots=True)
class Review:
    """A stretch that looks like a condition and became none: a person must look."""

    span: Span
    why: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or cell of the source document."""

    start: int
    end: int
    kind: str
    page: int | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy document (政策) as it was read.

    `region` is a code or a name as written; `text` is what all spans count in, where it is at hand.
    """

    doc_id: str
    title: str
    doc_no: str | None
    issuers: tuple[str, ...]
    region: str | None
    published: date | None
    effective_from: date | None
    effective_to: date | None
    items: tuple[Item, ...]
    review: tuple[Review, ...] = ()
    text: str | None = None
    blocks: tuple[Block, ...] = ()

    def criteria(self) -> Iterator[Criterion]:
        """Every criterion of the document once, in document order of its items."""
        for item in self.items:
            yield from item.criteria

    def item(self, item_id: str) -> Item | None:
        """The item with this id, or None."""
        return next((item for item in self.items if item.id == item_id), None)
