"""A `Policy` as the contract's JSON value, keys in the contract's order.

Owns writing; `reading_file.policy_of(reading_json(p)) == p` for every policy.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any as AnyValue

from domain.policy import Benefit, Criterion, Item, Policy, SourceStatus, Span, Window
from domain.tree import Node, print_tree


def plain(value: Decimal) -> str:
    """A decimal without exponent and without needless zeros (`1000000`, `0.03`)."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def _number(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _tree(node: Node | None) -> str | None:
    return None if node is None else print_tree(node)


def _span(span: Span) -> dict[str, AnyValue]:
    return {"quote": span.quote, "start": span.start, "end": span.end}


def reading_json(policy: Policy) -> dict[str, AnyValue]:
    """The reading as a JSON value; numbers are decimal strings."""
    value: dict[str, AnyValue] = {
        "doc": policy.doc_id,
        "title": policy.title,
        "doc_no": policy.doc_no,
        "issuers": list(policy.issuers),
        "region": policy.region,
        "published": _text(policy.published),
        "effective_from": _text(policy.effective_from),
        "effective_to": _text(policy.effective_to),
        "items": [_item(item) for item in policy.items],
        "review": [{**_span(one.span), "why": one.why} for one in policy.review],
    }
    if policy.text is not None:
        value["text"] = policy.text
        value["blocks"] = [
            {"start": b.start, "end": b.end, "kind": b.kind, "page": b.page, "path": b.path}
            for b in policy.blocks
        ]
    return value


def _item(item: Item) -> dict[str, AnyValue]:
    value: dict[str, AnyValue] = {
        "id": item.id,
        "name": item.name,
        "start": item.start,
        "end": item.end,
        "require": _tree(item.require),
        "exclude": _tree(item.exclude),
        "leaves": [criterion_json(criterion) for criterion in item.criteria],
        "benefits": [benefit_json(benefit) for benefit in item.benefits],
        "windows": [window_json(window) for window in item.windows],
    }
    if item.stacking:
        value["stacking"] = [_span(one) for one in item.stacking]
    if item.prefer:
        value["prefer"] = [_span(one) for one in item.prefer]
    if item.source_status is not SourceStatus.PRIMARY:
        value["source_status"] = item.source_status.value
    if item.signed:
        value["signed"] = {"by": item.signed.by, "on": str(item.signed.on)}
        if item.signed.compared:
            value["signed"]["compared"] = item.signed.compared
    return value


def criterion_json(criterion: Criterion) -> dict[str, AnyValue]:
    """One leaf; keys that say nothing are left out."""
    value: dict[str, AnyValue] = {
        "id": criterion.id,
        "kind": criterion.kind.value,
        "feature": criterion.feature,
        "phrase": criterion.phrase,
        "op": criterion.op.value if criterion.op else None,
        "value": _number(criterion.value),
        "unit": criterion.unit,
        "values": list(criterion.values) or None,
        "level": criterion.level,
        "subject": criterion.subject,
        "flags": list(criterion.flags) or None,
        "check": criterion.check or None,
        "rows": [{"when": print_tree(r.when), "points": plain(r.points)} for r in criterion.rows] or None,
        "pass": _number(criterion.pass_mark),
    }
    kept = {key: item for key, item in value.items() if item is not None}
    return {**kept, "period": _text(criterion.period), **_span(criterion.span)}


def benefit_json(benefit: Benefit) -> dict[str, AnyValue]:
    """One benefit; `per` only where it is a sum per unit."""
    value: dict[str, AnyValue] = {
        "form": benefit.form,
        "amount": _number(benefit.amount),
        "rate": _number(benefit.rate),
        "cap": _number(benefit.cap),
        "when": _tree(benefit.when),
    }
    if benefit.per:
        value["per"] = benefit.per
    return {**value, **_span(benefit.span)}


def window_json(window: Window) -> dict[str, AnyValue]:
    """One window; `recur` only where it repeats."""
    value: dict[str, AnyValue] = {"from": _text(window.start), "to": _text(window.end)}
    if window.yearly:
        value["recur"] = "yearly"
    return {**value, **_span(window.span)}
