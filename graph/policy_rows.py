"""A policy as rows of the graph, and back: `policy_from(parts of policy_rows(p)) == p`.

Owns which property holds what; sums stay decimal text, `number` beside them is a float for exploring only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any as AnyValue

from domain.policy import Benefit, Criterion, Item, Policy, Span, Window
from domain.reading_json import plain, reading_json
from domain.tree import Node, leaf_ids, print_tree
from domain.vocabulary import vocabulary
from graph.canonical import digest, short_digest, to_text
from graph.feature_rows import feature_row

Row = dict[str, AnyValue]


@dataclass(frozen=True, slots=True)
class PolicyRows:
    """What one policy writes."""

    policy: Row
    items: list[Row]
    criteria: list[Row]
    requires: list[Row]
    benefits: list[Row]
    windows: list[Row]


def global_id(doc_id: str, local: str) -> str:
    """The id in the graph of an item or criterion of a document (`063.i1`)."""
    return f"{doc_id}.{local}"


def policy_digest(policy: Policy) -> str:
    """What the document says, signatures aside."""
    return digest(reading_json(_unsigned(policy)))


def item_versions(policy: Policy) -> dict[str, str]:
    """Per item of the document a short digest of it and every criterion it names: its rule version."""
    leaves = {criterion.id: criterion for criterion in policy.criteria()}
    reading = reading_json(_unsigned(policy))
    texts = {leaf["id"]: leaf for item in reading["items"] for leaf in item["leaves"]}
    return {
        item.id: short_digest([text, [texts[name] for name in sorted(_named(item, leaves)) if name in texts]])
        for item, text in zip(policy.items, reading["items"], strict=True)
    }


def policy_rows(policy: Policy) -> PolicyRows:
    """Everything the policy writes, in order."""
    versions = item_versions(policy)
    leaves = {criterion.id: criterion for criterion in policy.criteria()}
    return PolicyRows(
        policy={"doc_id": policy.doc_id, "props": _policy_props(policy)},
        items=[_item_row(policy, item, n, versions[item.id]) for n, item in enumerate(policy.items)],
        criteria=[
            _criterion_row(policy, item, criterion, n)
            for item in policy.items
            for n, criterion in enumerate(item.criteria)
        ],
        requires=[
            {
                "item_id": global_id(policy.doc_id, item.id),
                "criterion_id": global_id(policy.doc_id, name),
                "role": role,
            }
            for item in policy.items
            for role, name in _roles(item, leaves)
        ],
        benefits=[
            _benefit_row(global_id(policy.doc_id, item.id), benefit, n)
            for item in policy.items
            for n, benefit in enumerate(item.benefits)
        ],
        windows=[
            _window_row(global_id(policy.doc_id, item.id), window, n)
            for item in policy.items
            for n, window in enumerate(item.windows)
        ],
    )


def _unsigned(policy: Policy) -> Policy:
    return replace(policy, items=tuple(replace(item, signed=None) for item in policy.items))


def _policy_props(policy: Policy) -> Row:
    text = policy.text
    return {
        "doc_id": policy.doc_id,
        "title": policy.title,
        "doc_no": policy.doc_no,
        "issuers": list(policy.issuers),
        "region": policy.region,
        "published": policy.published,
        "effective_from": policy.effective_from,
        "effective_to": policy.effective_to,
        "text": text,
        "sha256": None if text is None else hashlib.sha256(text.encode()).hexdigest(),
        "blocks": to_text([[b.start, b.end, b.kind, b.page, b.path] for b in policy.blocks]),
        "review": to_text([[*_span_list(r.span), r.why] for r in policy.review]),
        "digest": policy_digest(policy),
    }


def _item_row(policy: Policy, item: Item, n: int, version: str) -> Row:
    return {
        "doc_id": policy.doc_id,
        "item_id": global_id(policy.doc_id, item.id),
        "version": version,
        "signed_by": item.signed.by if item.signed else None,
        "signed_on": item.signed.on if item.signed else None,
        "signed_compared": item.signed.compared if item.signed else None,
        "props": {
            "doc_id": policy.doc_id,
            "id": item.id,
            "n": n,
            "name": item.name,
            "source_status": item.source_status.value,
            "start": item.start,
            "end": item.end,
            "require": _tree(item.require),
            "exclude": _tree(item.exclude),
            "stacking": to_text([_span_list(span) for span in item.stacking]),
            "prefer": to_text([_span_list(span) for span in item.prefer]),
        },
    }


def _criterion_row(policy: Policy, item: Item, criterion: Criterion, n: int) -> Row:
    feature = vocabulary()[criterion.feature]
    criterion_id = global_id(policy.doc_id, criterion.id)
    props = {
        "criterion_id": criterion_id,
        "doc_id": policy.doc_id,
        "item_id": global_id(policy.doc_id, item.id),
        "id": criterion.id,
        "n": n,
        "kind": criterion.kind.value,
        "feature": criterion.feature,
        "phrase": criterion.phrase,
        "op": criterion.op.value if criterion.op else None,
        "value": _number(criterion.value),
        "number": None if criterion.value is None else float(criterion.value),
        "unit": criterion.unit,
        "values": list(criterion.values),
        "level": criterion.level,
        "subject": criterion.subject,
        "period": None if criterion.period is None else str(criterion.period),
        "flags": list(criterion.flags),
        "check": criterion.check,
        "rows": to_text([[print_tree(row.when), plain(row.points)] for row in criterion.rows]),
        "pass_mark": _number(criterion.pass_mark),
        **_span_props(criterion.span),
    }
    row = feature_row(feature)
    return {"criterion_id": criterion_id, "feature_id": feature.id, "props": props, "feature": row["props"]}


def _benefit_row(item_id: str, benefit: Benefit, n: int) -> Row:
    benefit_id = f"{item_id}.b{n + 1}"
    props = {
        "benefit_id": benefit_id,
        "n": n,
        "form": benefit.form,
        "amount": _number(benefit.amount),
        "rate": _number(benefit.rate),
        "cap": _number(benefit.cap),
        "when": _tree(benefit.when),
        "per": benefit.per,
        **_span_props(benefit.span),
    }
    return {"item_id": item_id, "benefit_id": benefit_id, "props": props}


def _window_row(item_id: str, window: Window, n: int) -> Row:
    window_id = f"{item_id}.w{n + 1}"
    props = {
        "window_id": window_id,
        "n": n,
        "first": None if window.start is None else str(window.start),
        "last": None if window.end is None else str(window.end),
        "yearly": window.yearly,
        **_span_props(window.span),
    }
    return {"item_id": item_id, "window_id": window_id, "props": props}


def _roles(item: Item, leaves: dict[str, Criterion]) -> Iterator[tuple[str, str]]:
    """Each criterion the item uses with its role; one it states and nobody names is `stated`."""
    found: dict[tuple[str, str], None] = {}
    found.update({("require", name): None for name in leaf_ids(item.require)})
    found.update({("exclude", name): None for name in leaf_ids(item.exclude)})
    found.update({("band", name): None for b in item.benefits for name in leaf_ids(b.when)})
    direct = {name for _, name in found}
    found.update({("row", name): None for name in sorted(_closure(direct, leaves) - direct)})
    used = {name for _, name in found}
    found.update({("stated", c.id): None for c in item.criteria if c.id not in used})
    yield from found


def _named(item: Item, leaves: dict[str, Criterion]) -> set[str]:
    return {name for _, name in _roles(item, leaves)}


def _closure(names: set[str], leaves: dict[str, Criterion]) -> set[str]:
    """The names with all that their scoring rows name, and theirs."""
    seen: set[str] = set()
    ahead = list(names)
    while ahead:
        name = ahead.pop()
        if name not in seen:
            seen.add(name)
            rows = leaves[name].rows if name in leaves else ()
            ahead.extend(below for row in rows for below in leaf_ids(row.when))
    return seen


def _tree(node: Node | None) -> str | None:
    return None if node is None else print_tree(node)


def _number(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def _span_list(span: Span) -> list[AnyValue]:
    return [span.start, span.end, span.quote]


def _span_props(span: Span) -> Row:
    return {"start": span.start, "end": span.end, "quote": span.quote}
