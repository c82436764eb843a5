"""The reading file of the contract: JSON in, `Policy` out, and back.

Owns the outer format with all its checks (ids, trees, quotes); a fault names item, leaf and key.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal, TypeVar
from typing import Any as AnyValue

from pydantic import Field, ValidationError

from domain.errors import InputError, Where
from domain.period import Period, parse_day, parse_period
from domain.policy import (
    Benefit,
    Block,
    Criterion,
    Item,
    Kind,
    Op,
    PointsRow,
    Policy,
    Review,
    Signature,
    SourceStatus,
    Span,
    Window,
    YearlyDay,
)
from domain.strict import (
    Strict,
    parse_decimal,
    parse_json,
    parsed_by,
    raise_all,
    read_text,
    text_parsed_by,
    translate,
)
from domain.tree import Node, leaf_ids, parse_tree
from domain.vocabulary import vocabulary


def _window_day(value: str) -> date | YearlyDay:
    if value.startswith("--"):
        try:
            day = parse_day(f"2024{value[1:]}")  # a leap year, so that 29 February is a day
        except InputError as error:
            raise InputError(
                f"每年的日期“{value}”不存在或格式不对", expected="形如 --03-10 的月日"
            ) from error
        return YearlyDay(day.month, day.day)
    return parse_day(value)


def _feature(value: str) -> str:
    if value not in vocabulary():
        raise InputError(f"指标“{value}”不在词表中", expected="词表中的指标编号；词表没有的写 other")
    return value


Number = Annotated[Decimal | None, parsed_by(parse_decimal)]
Points = Annotated[Decimal, parsed_by(parse_decimal, needed=True)]
Day = Annotated[date | None, text_parsed_by(parse_day)]
SignedDay = Annotated[date, text_parsed_by(parse_day, needed=True)]
WindowDay = Annotated[date | YearlyDay | None, text_parsed_by(_window_day)]
Time = Annotated[Period | None, text_parsed_by(parse_period)]
Tree = Annotated[AnyValue, text_parsed_by(parse_tree)]
RowTree = Annotated[AnyValue, text_parsed_by(parse_tree, needed=True)]
FeatureId = Annotated[str, text_parsed_by(_feature, needed=True)]
Level = Literal["国家级", "省级", "市级", "区县级"]
Subject = Literal[
    "project", "product", "investee", "borrower", "tenant", "introduced_firm", "person", "other"
]
Form = Literal["grant", "award", "subsidy", "interest", "loan", "tax", "rent", "title", "service", "other"]
Per = Literal["m2", "mu", "month", "person", "item", "year"]


class _SpanFile(Strict):
    quote: str
    start: int = Field(ge=0)
    end: int

    def span(self) -> Span:
        return Span(self.start, self.end, self.quote)


_Part = TypeVar("_Part", bound=_SpanFile)


class _RowFile(Strict):
    when: RowTree
    points: Points


class _LeafFile(_SpanFile):
    id: str = Field(pattern=r"^[A-Za-z_][A-Za-z_0-9]*$")
    kind: Literal["compare", "rank", "in", "has", "event", "state", "manual"]
    feature: FeatureId
    phrase: str | None = None
    op: Literal["ge", "gt", "le", "lt", "eq"] | None = None
    value: Number = None
    unit: str | None = None
    values: list[str] | None = None
    level: Level | None = None
    subject: Subject | None = None
    period: Time = None
    flags: list[str] | None = None
    check: bool = False
    rows: list[_RowFile] | None = None
    pass_mark: Number = Field(default=None, alias="pass")

    def criterion(self) -> Criterion:
        return Criterion(
            id=self.id,
            kind=Kind(self.kind),
            feature=self.feature,
            span=self.span(),
            phrase=self.phrase,
            op=Op(self.op) if self.op else None,
            value=self.value,
            unit=self.unit,
            values=tuple(self.values or ()),
            level=self.level,
            subject=self.subject,
            period=self.period,
            flags=tuple(self.flags or ()),
            check=self.check,
            rows=tuple(PointsRow(row.when, row.points) for row in self.rows or ()),
            pass_mark=self.pass_mark,
        )


class _BenefitFile(_SpanFile):
    form: Form
    amount: Number = None
    rate: Number = None
    cap: Number = None
    when: Tree = None
    per: Per | None = None

    def benefit(self) -> Benefit:
        return Benefit(self.form, self.span(), self.amount, self.rate, self.cap, self.when, self.per)


class _WindowFile(_SpanFile):
    start_day: WindowDay = Field(default=None, alias="from")
    end_day: WindowDay = Field(default=None, alias="to")
    recur: Literal["yearly"] | None = None

    def window(self) -> Window:
        return Window(self.span(), self.start_day, self.end_day, self.recur == "yearly")


class _SignedFile(Strict):
    by: str = Field(min_length=1)
    on: SignedDay
    compared: str | None = Field(default=None, min_length=1)

    def signature(self) -> Signature:
        return Signature(self.by, self.on, self.compared)


class _ReviewFile(_SpanFile):
    why: str


class _BlockFile(Strict):
    start: int
    end: int
    kind: str
    page: int | None = None
    path: str | None = None


class _ItemFile(Strict):
    id: str = Field(min_length=1)
    name: str
    start: int = 0
    end: int = 0
    require: Tree = None
    exclude: Tree = None
    leaves: list[_LeafFile] = Field(default_factory=list)
    benefits: list[_BenefitFile] = Field(default_factory=list)
    windows: list[_WindowFile] = Field(default_factory=list)
    stacking: _SpanFile | list[_SpanFile] | None = None
    prefer: _SpanFile | list[_SpanFile] | None = None
    signed: _SignedFile | None = None
    source_status: Literal["primary", "secondary"] = "primary"

    def item(self) -> Item:
        return Item(
            id=self.id,
            name=self.name,
            start=self.start,
            end=self.end,
            require=self.require,
            exclude=self.exclude,
            criteria=tuple(leaf.criterion() for leaf in self.leaves),
            benefits=tuple(benefit.benefit() for benefit in self.benefits),
            windows=tuple(window.window() for window in self.windows),
            stacking=_spans(self.stacking),
            prefer=_spans(self.prefer),
            signed=self.signed.signature() if self.signed else None,
            source_status=SourceStatus(self.source_status),
        )


def _spans(found: _SpanFile | list[_SpanFile] | None) -> tuple[Span, ...]:
    if found is None:
        return ()
    return tuple(one.span() for one in (found if isinstance(found, list) else [found]))


class _ReadingFile(Strict):
    doc: str = Field(min_length=1)
    title: str
    doc_no: str | None = None
    issuers: list[str] = Field(default_factory=list)
    region: str | None = None
    published: Day = None
    effective_from: Day = None
    effective_to: Day = None
    items: list[_ItemFile]
    review: list[_ReviewFile] = Field(default_factory=list)
    text: str | None = None
    blocks: list[_BlockFile] | None = None

    def policy(self) -> Policy:
        return Policy(
            doc_id=self.doc,
            title=self.title,
            doc_no=self.doc_no,
            issuers=tuple(self.issuers),
            region=self.region,
            published=self.published,
            effective_from=self.effective_from,
            effective_to=self.effective_to,
            items=tuple(item.item() for item in self.items),
            review=tuple(Review(one.span(), one.why) for one in self.review),
            text=self.text,
            blocks=tuple(Block(b.start, b.end, b.kind, b.page, b.path) for b in self.blocks or ()),
        )


def policy_of(data: AnyValue, where: Where | None = None) -> Policy:
    """The policy that a reading's JSON value states.

    Raises:
        InputError, InputFaultsError: it breaks the contract; every fault is named with its path.
    """
    place = where or Where()
    try:
        policy = _ReadingFile.model_validate(data).policy()
    except ValidationError as error:
        raise_all(translate(error, place))
        raise
    raise_all(_faults(policy, place))
    return policy


def criterion_of(data: AnyValue) -> Criterion:
    """The criterion that one leaf of a reading states (see `reading_json.criterion_json`).

    Raises:
        InputError, InputFaultsError: it breaks the contract of today.
    """
    return _part(_LeafFile, data).criterion()


def benefit_of(data: AnyValue) -> Benefit:
    """The benefit that one part of a reading states; raises as `criterion_of`."""
    return _part(_BenefitFile, data).benefit()


def window_of(data: AnyValue) -> Window:
    """The window that one part of a reading states; raises as `criterion_of`."""
    return _part(_WindowFile, data).window()


def _part(form: type[_Part], data: AnyValue) -> _Part:
    try:
        return form.model_validate(data)
    except ValidationError as error:
        raise_all(translate(error, Where()))
        raise


def read_reading(path: Path) -> Policy:
    """The policy of a reading file (see `policy_of`)."""
    where = Where(file=str(path))
    return policy_of(parse_json(read_text(path), where), where)


def _faults(policy: Policy, where: Where) -> Iterator[InputError]:
    yield from _id_faults(policy, where)
    if policy.text is not None:
        for name, span in _named_spans(policy):
            if policy.text[span.start : span.end] != span.quote:
                yield _fault(where, name, f"引文“{span.quote[:30]}”不在第 {span.start}–{span.end} 字")


def _id_faults(policy: Policy, where: Where) -> Iterator[InputError]:
    known: set[str] = set()
    items: set[str] = set()
    for item in policy.items:
        if item.id in items:
            yield _fault(where, item.id, f"事项编号“{item.id}”重复")
        items.add(item.id)
        if item.signed and not item.accepted:
            yield _uncompared(where, item.id)
        for criterion in item.criteria:
            if criterion.id in known:
                yield _fault(where, item.id, f"条件编号“{criterion.id}”重复")
            known.add(criterion.id)
            if criterion.kind in {Kind.COMPARE, Kind.RANK} and (
                criterion.op is None or criterion.value is None
            ):
                yield _fault(where, f"{item.id}.{criterion.id}", "比较条件缺少比较方式或数值")
    for item in policy.items:
        for tree in _trees(item):
            for name in leaf_ids(tree):
                if name not in known:
                    yield _fault(where, item.id, f"条件树提到的条件“{name}”不存在")
    yield from _row_cycles(policy, where)


def _trees(item: Item) -> Iterator[Node | None]:
    yield item.require
    yield item.exclude
    for benefit in item.benefits:
        yield benefit.when
    for criterion in item.criteria:
        for row in criterion.rows:
            yield row.when


def _row_cycles(policy: Policy, where: Where) -> Iterator[InputError]:
    """A scoring table whose rows lead back to itself can never be added up."""
    below = {c.id: {n for row in c.rows for n in leaf_ids(row.when)} for c in policy.criteria()}

    def reaches(start: str) -> bool:
        seen: set[str] = set()
        ahead = list(below.get(start, ()))
        while ahead:
            name = ahead.pop()
            if name == start:
                return True
            if name not in seen:
                seen.add(name)
                ahead.extend(below.get(name, ()))
        return False

    for name, rows in below.items():
        if rows and reaches(name):
            yield _fault(where, name, f"评分表“{name}”的分项又引用了它自己")


def _named_spans(policy: Policy) -> Iterator[tuple[str, Span]]:
    for item in policy.items:
        yield from ((f"{item.id}.{c.id}", c.span) for c in item.criteria)
        yield from ((item.id, b.span) for b in item.benefits)
        yield from ((item.id, w.span) for w in item.windows)
        yield from ((item.id, s) for s in (*item.stacking, *item.prefer))
    yield from (("review", r.span) for r in policy.review)


def _uncompared(where: Where, item_id: str) -> InputError:
    return InputError(
        f"事项“{item_id}”只有二手来源，签认里没有写与哪份原件核对过",
        where=Where(file=where.file, row=where.row, path=item_id),
        expected="signed 里的 compared：所核对的原件（名称与出处）",
    )


def _fault(where: Where, path: str, what: str) -> InputError:
    return InputError(what, where=Where(file=where.file, row=where.row, path=path))
