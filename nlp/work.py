"""What the pipeline's components hand to each other, kept in `doc.user_data["work"]`.

Owns the working types; all offsets are of the normalised text until the reading is built.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, Protocol, TypeVar

from spacy.tokens import Doc

from domain.policy import Block
from nlp.expr import Expr, leaf
from nlp.normal import Normal
from nlp.quantities import Quantity
from nlp.times import PeriodWord


@dataclass(slots=True, eq=False)
class Part:
    """A numbered part of the document, or an unnumbered paragraph; parts form a tree.

    Attributes:
        start, end: its own text, mark included, children excluded.
        mark: the list mark as written; `style` its kind (条, 一, （一）, 1., ①, 章), `ordinal` its number.
        head_end: end of its heading, equal to `body` where it has none.
        body: where its own sentences begin.
        section: what the part is about (require, exclude, benefit, window, …).
        lead: its own text ends in a lead-in for its children (应当符合下列条件：).
    """

    start: int
    end: int
    mark: str = ""
    style: str = ""
    ordinal: int = 0
    head_end: int = 0
    body: int = 0
    section: str = ""
    lead: bool = False
    kind: str = "paragraph"
    parent: Part | None = None
    children: list[Part] = field(default_factory=list)

    def walk(self) -> list[Part]:
        """This part and all below it, in order of text."""
        out = [self]
        for child in self.children:
            out += child.walk()
        return out

    @property
    def last(self) -> int:
        """End of the text of this part with everything below it."""
        return max([self.end, *(child.last for child in self.children)])


@dataclass(frozen=True, slots=True)
class Hit:
    """A vocabulary hit: `layer` (feature, term, …), the id it stands for, and its place."""

    layer: str
    id: str
    start: int
    end: int


@dataclass(slots=True, eq=False)
class Draft:
    """A leaf in the making; `id` is provisional until the reading is built."""

    id: str
    kind: str
    feature: str
    start: int
    end: int
    op: str | None = None
    value: str | None = None
    unit: str | None = None
    values: tuple[str, ...] = ()
    level: str | None = None
    subject: str | None = None
    period: str | None = None
    phrase: str | None = None
    flags: list[str] = field(default_factory=list)
    check: bool = False
    bars: bool = False
    inclusive: bool = False
    rows: list[tuple[Expr, str]] = field(default_factory=list)
    pass_mark: str | None = None


@dataclass(slots=True, eq=False)
class Gift:
    """A benefit in the making."""

    form: str
    start: int
    end: int
    amount: str | None = None
    rate: str | None = None
    cap: str | None = None
    per: str | None = None
    when: Expr | None = None


@dataclass(slots=True, eq=False)
class Clause:
    """A stretch between commas; `link` is how it joins what stands before: `,` `and` `or`.

    `scope` clauses (…的，) say for whom the following ones hold. A number in brackets for another kind
    (300人以上(科研机构50人以上)) makes two clauses, `variant` "kind" and "number".
    """

    start: int
    end: int
    link: str = ","
    scope: bool = False
    variant: str = ""
    drafts: list[Draft] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Sentence:
    """A sentence of a part.

    Attributes:
        role: condition, gift, lead, bar, repeat, waive, stacking, prefer, window, score, other.
        cond: the stretch that is read as conditions; None where there is none.
        gift: the stretch that says what is given.
        then: for a waiver, the stretch that says what is waived.
    """

    start: int
    end: int
    part: Part
    role: str = "other"
    cond: tuple[int, int] | None = None
    gift: tuple[int, int] | None = None
    then: tuple[int, int] | None = None
    clauses: list[Clause] = field(default_factory=list)
    gifts: list[Gift] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Table:
    """A table of bands: its gifts, each with the conditions of its row; `part` is where it stands."""

    start: int
    end: int
    part: Part
    gifts: list[Gift] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Tree:
    """What a part asks: `require` and the bars beside it, and what was said last (for 此项).

    A list that a waiver opens (符合下列条件之一的,不受第(三)项限制:) asks nothing by itself; it is `waiver`.
    """

    require: Expr | None = None
    bars: list[Expr] = field(default_factory=list)
    own_bars: list[Expr] = field(default_factory=list)
    last: Expr | None = None
    scoped: bool = False
    waiver: Expr | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """A window in the making; days as ISO or `--MM-DD`."""

    start: int
    end: int
    first: str | None
    last: str | None
    yearly: bool = False


@dataclass(frozen=True, slots=True)
class Doubt:
    """A stretch for review, and why."""

    start: int
    end: int
    why: str


@dataclass(slots=True, eq=False)
class Group:
    """What one item is made of; `part` is where it stands, None where it is the whole document's."""

    name: str
    start: int
    end: int
    part: Part | None = None
    require: list[Expr] = field(default_factory=list)
    exclude: list[Expr] = field(default_factory=list)
    gifts: list[Gift] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    stacking: list[tuple[int, int]] = field(default_factory=list)
    prefer: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Meta:
    """What the document says of itself."""

    title: str = ""
    doc_no: str | None = None
    issuers: tuple[str, ...] = ()
    region: str | None = None
    published: date | None = None
    effective_from: date | None = None
    effective_to: date | None = None


class HasPlace(Protocol):
    """Anything with a place in the text."""

    @property
    def start(self) -> int:
        """Its first character."""

    @property
    def end(self) -> int:
        """Behind its last character."""


Placed = TypeVar("Placed", bound=HasPlace)


class Layer(Generic[Placed]):
    """Spans of one kind, sorted by start, with the question that every step asks: which lie in a stretch."""

    def __init__(self) -> None:
        self.spans: list[Placed] = []
        self._starts: list[int] = []

    def put(self, spans: Iterable[Placed]) -> None:
        """Add spans and sort."""
        self.spans = sorted([*self.spans, *spans], key=lambda one: (one.start, -one.end))
        self._starts = [one.start for one in self.spans]

    def inside(self, start: int, end: int) -> list[Placed]:
        """The spans that lie wholly in [start, end), in order; logarithmic plus the answer."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [one for one in self.spans[first:last] if one.end <= end]

    def __iter__(self) -> Iterator[Placed]:
        return iter(self.spans)


@dataclass(slots=True, eq=False)
class Work:
    """All layers of one document."""

    source: str
    normal: Normal
    blocks: tuple[Block, ...]
    hints: dict[str, str]
    lines: list[tuple[int, int, str]] = field(default_factory=list)
    cells: list[tuple[int, int, str]] = field(default_factory=list)
    root: Part = field(default_factory=lambda: Part(0, 0))
    legend: dict[str, str] = field(default_factory=dict)
    loose: bool = False
    quantities: Layer[Quantity] = field(default_factory=Layer)
    times: Layer[PeriodWord] = field(default_factory=Layer)
    hits: Layer[Hit] = field(default_factory=Layer)
    sentences: list[Sentence] = field(default_factory=list)
    drafts: dict[str, Draft] = field(default_factory=dict)
    same: dict[str, str] = field(default_factory=dict)
    scopes: dict[int, Expr] = field(default_factory=dict)
    tables: list[Table] = field(default_factory=list)
    trees: dict[int, Tree] = field(default_factory=dict)
    slots: list[tuple[Slot, Part]] = field(default_factory=list)
    services: list[Gift] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    covered: list[tuple[int, int, str]] = field(default_factory=list)
    meta: Meta = field(default_factory=Meta)

    @property
    def text(self) -> str:
        """The normalised text."""
        return self.normal.text

    def leaf(self, draft: Draft) -> Expr:
        """The leaf of a draft, or of the one that said the same first."""
        return leaf(self.same.get(draft.id, draft.id))

    def add(self, draft: Draft) -> Draft:
        """Take in a leaf under a provisional id of its own."""
        draft.id = f"t{len(self.drafts)}"
        self.drafts[draft.id] = draft
        return draft


def work(doc: Doc) -> Work:
    """The working state of a document in the pipeline."""
    found = doc.user_data["work"]
    if not isinstance(found, Work):
        raise TypeError("doc.user_data['work'] is no Work: use nlp.read to run the pipeline")
    return found


def show(doc: Doc, layer: str, spans: list[tuple[int, int, str]]) -> None:
    """Put a layer into `doc.spans` (label per span), so that it can be looked at with spaCy's tools."""
    made = (doc.char_span(start, end, label=label, alignment_mode="expand") for start, end, label in spans)
    doc.spans[layer] = [span for span in made if span is not None]
