"""From the working state to a `Policy`: ids in order of text, spans of the source, exact quotes.

Owns the last translation; nothing is decided here.
"""

from __future__ import annotations

from decimal import Decimal

from domain.period import parse_day, parse_period
from domain.policy import (
    Benefit,
    Criterion,
    Item,
    Kind,
    Op,
    PointsRow,
    Policy,
    Review,
    Span,
    Window,
    YearlyDay,
)
from domain.tree import Node
from nlp.expr import Expr
from nlp.work import Draft, Gift, Group, Slot, Work


class _Builder:
    """Turns one document's groups into items."""

    def __init__(self, state: Work) -> None:
        self.state = state
        self.names: dict[str, str] = {}
        self.built: dict[int, Node | None] = {}
        self.kept: list[Expr] = []

    def span(self, start: int, end: int) -> Span:
        a, b = self.state.normal.span(start, end)
        return Span(a, b, self.state.source[a:b])

    def used(self, group: Group) -> list[str]:
        """Provisional ids of the leaves an item names, its score rows included, in order of text."""
        found: dict[str, None] = {}
        exprs = [*group.require, *group.exclude, *(g.when for g in group.gifts if g.when is not None)]
        for expr in exprs:
            for identity in expr.leaves():
                found[identity] = None
                for row, _ in self.state.drafts[identity].rows:
                    found.update(dict.fromkeys(row.leaves()))
        return list(found)

    def items(self) -> tuple[Item, ...]:
        groups = self.state.groups
        used = [self.used(group) for group in groups]
        order: dict[str, None] = {}
        for named in used:
            fresh = (self.state.drafts[i] for i in named if i not in order)
            order.update(dict.fromkeys(d.id for d in sorted(fresh, key=lambda d: (d.start, d.end))))
        self.names = {identity: f"c{place}" for place, identity in enumerate(order, start=1)}
        out: list[Item] = []
        given: set[str] = set()
        for place, group in enumerate(groups, start=1):
            new = set(used[place - 1]) - given
            mine = sorted(new, key=lambda i: int(self.names[i][1:]))
            given |= new
            out.append(self.item(f"i{place}", group, mine))
        return tuple(out)

    def item(self, name: str, group: Group, mine: list[str]) -> Item:
        whole = self.span(group.start, group.end)
        return Item(
            id=name,
            name=group.name,
            start=whole.start,
            end=whole.end,
            require=self.whole("all", group.require),
            exclude=self.whole("any", group.exclude),
            criteria=tuple(self.criterion(self.state.drafts[i]) for i in mine),
            benefits=tuple(self.benefit(gift) for gift in group.gifts),
            windows=tuple(self.window(slot) for slot in group.slots),
            stacking=tuple(self.span(a, b) for a, b in group.stacking),
            prefer=tuple(self.span(a, b) for a, b in group.prefer),
        )

    def tree(self, expr: Expr | None) -> Node | None:
        """The finished tree with final ids."""
        return None if expr is None else expr.node(self.names, self.built)

    def whole(self, op: str, parts: list[Expr]) -> Node | None:
        """All, or any, of the parts; the new node is kept, so that its identity stays its own."""
        self.kept.append(Expr(op, parts))
        return self.tree(self.kept[-1])

    def criterion(self, draft: Draft) -> Criterion:
        return Criterion(
            id=self.names[draft.id],
            kind=Kind(draft.kind),
            feature=draft.feature,
            span=self.span(draft.start, draft.end),
            phrase=draft.phrase,
            op=Op(draft.op) if draft.op else None,
            value=Decimal(draft.value) if draft.value is not None else None,
            unit=draft.unit or None,
            values=self.written(draft),
            level=draft.level,
            subject=draft.subject,
            period=parse_period(draft.period) if draft.period else None,
            flags=tuple(dict.fromkeys(draft.flags)),
            check=draft.check,
            rows=tuple(self.row(expr, points) for expr, points in draft.rows),
            pass_mark=Decimal(draft.pass_mark) if draft.pass_mark is not None else None,
        )

    def written(self, draft: Draft) -> tuple[str, ...]:
        """The members as the source writes them (its own brackets), where they stand in the leaf's words."""
        out = []
        for value in draft.values:
            at = self.state.text.find(value, draft.start, draft.end)
            out.append(self.span(at, at + len(value)).quote if value and at >= 0 else value)
        return tuple(out)

    def row(self, expr: Expr, points: str) -> PointsRow:
        node = self.tree(expr)
        if node is None:
            raise ValueError("a score row without a condition")
        return PointsRow(node, Decimal(points))

    def benefit(self, gift: Gift) -> Benefit:
        def number(value: str | None) -> Decimal | None:
            return Decimal(value) if value is not None else None

        when = self.tree(gift.when)
        return Benefit(
            gift.form,
            self.span(gift.start, gift.end),
            number(gift.amount),
            number(gift.rate),
            number(gift.cap),
            when,
            gift.per,
        )

    def window(self, slot: Slot) -> Window:
        def day(text: str | None) -> object:
            if text is None:
                return None
            return YearlyDay(int(text[2:4]), int(text[5:7])) if text.startswith("--") else parse_day(text)

        return Window(self.span(slot.start, slot.end), day(slot.first), day(slot.last), slot.yearly)  # type: ignore[arg-type]  # one of the two day types


def policy_of(state: Work, doc_id: str) -> Policy:
    """The finished reading of a document."""
    builder = _Builder(state)
    items = builder.items()
    doubts = sorted({(d.start, d.end, d.why) for d in state.doubts})
    return Policy(
        doc_id=doc_id,
        title=state.meta.title,
        doc_no=state.meta.doc_no,
        issuers=state.meta.issuers,
        region=state.meta.region,
        published=state.meta.published,
        effective_from=state.meta.effective_from,
        effective_to=state.meta.effective_to,
        items=items,
        review=tuple(Review(builder.span(a, b), why) for a, b, why in doubts if b > a),
        text=state.source,
        blocks=state.blocks,
    )
