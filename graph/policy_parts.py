"""The parts of a policy as the graph gives them, put together again to a `Policy`.

Owns the way back of `policy_rows`; parts come ordered by the statement `policy.parts`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any as AnyValue

from domain.period import parse_period
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
from domain.tree import Node, parse_tree
from graph.canonical import from_text

Props = Mapping[str, AnyValue]


def policies_from(parts: Iterable[Mapping[str, AnyValue]]) -> Iterator[Policy]:
    """The policies whose parts these are, in order of their ids; parts of one policy stand together."""
    for _, group in groupby(parts, key=lambda part: part["doc_id"]):
        rows = list(group)
        props = next((row["props"] for row in rows if row["kind"] == "policy"), None)
        if props is not None:
            yield _policy(props, rows)


def _policy(props: Props, parts: list[Mapping[str, AnyValue]]) -> Policy:
    owned: dict[tuple[str, str], list[Props]] = {}
    for part in parts:
        owned.setdefault((part["kind"], part["owner"]), []).append(part["props"])
    return Policy(
        doc_id=props["doc_id"],
        title=props["title"],
        doc_no=props.get("doc_no"),
        issuers=tuple(props["issuers"]),
        region=props.get("region"),
        published=props.get("published"),
        effective_from=props.get("effective_from"),
        effective_to=props.get("effective_to"),
        items=tuple(_item(one, owned) for one in owned.get(("item", ""), ())),
        review=tuple(Review(Span(*one[:3]), one[3]) for one in from_text(props["review"])),
        text=props.get("text"),
        blocks=tuple(Block(*one) for one in from_text(props["blocks"])),
    )


def _item(props: Props, owned: Mapping[tuple[str, str], list[Props]]) -> Item:
    item_id = props["item_id"]
    signed_by, signed_on = props.get("signed_by"), props.get("signed_on")
    signed = (
        Signature(signed_by, signed_on, props.get("signed_compared")) if signed_by and signed_on else None
    )
    return Item(
        id=props["id"],
        name=props["name"],
        start=props["start"],
        end=props["end"],
        require=_tree(props.get("require")),
        exclude=_tree(props.get("exclude")),
        criteria=tuple(_criterion(one) for one in owned.get(("criterion", item_id), ())),
        benefits=tuple(_benefit(one) for one in owned.get(("benefit", item_id), ())),
        windows=tuple(_window(one) for one in owned.get(("window", item_id), ())),
        stacking=_spans(props["stacking"]),
        prefer=_spans(props["prefer"]),
        signed=signed,
        source_status=SourceStatus(props.get("source_status", "primary")),
    )


def _criterion(props: Props) -> Criterion:
    op, period = props.get("op"), props.get("period")
    return Criterion(
        id=props["id"],
        kind=Kind(props["kind"]),
        feature=props["feature"],
        span=_span(props),
        phrase=props.get("phrase"),
        op=Op(op) if op else None,
        value=_number(props.get("value")),
        unit=props.get("unit"),
        values=tuple(props["values"]),
        level=props.get("level"),
        subject=props.get("subject"),
        period=parse_period(period) if period else None,
        flags=tuple(props["flags"]),
        check=props["check"],
        rows=tuple(PointsRow(parse_tree(when), Decimal(points)) for when, points in from_text(props["rows"])),
        pass_mark=_number(props.get("pass_mark")),
    )


def _benefit(props: Props) -> Benefit:
    return Benefit(
        form=props["form"],
        span=_span(props),
        amount=_number(props.get("amount")),
        rate=_number(props.get("rate")),
        cap=_number(props.get("cap")),
        when=_tree(props.get("when")),
        per=props.get("per"),
    )


def _window(props: Props) -> Window:
    return Window(_span(props), _day(props.get("first")), _day(props.get("last")), props["yearly"])


def _day(text: str | None) -> date | YearlyDay | None:
    if text is None:
        return None
    if text.startswith("--"):
        return YearlyDay(int(text[2:4]), int(text[5:7]))
    return date.fromisoformat(text)


def _span(props: Props) -> Span:
    return Span(props["start"], props["end"], props["quote"])


def _spans(text: str) -> tuple[Span, ...]:
    return tuple(Span(*one) for one in from_text(text))


def _tree(text: str | None) -> Node | None:
    return parse_tree(text) if text else None


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
