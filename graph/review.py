"""Corrections (更正) in the graph: applied to the item, kept for good, repeated on a new reading.

Owns the transaction that changes a reading, its item's version and the line in the audit trail together.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any as AnyValue

from domain.errors import ConflictError, NotFoundError
from domain.policy import Item, Policy
from domain.reading_json import benefit_json, criterion_json, window_json
from domain.review import Act, Edit, again, edited, with_names
from domain.tree import leaf_ids, print_tree
from graph.acts import note_within
from graph.canonical import to_text
from graph.policy_parts import policies_from
from graph.policy_rows import global_id, item_versions
from graph.store import Store, Work
from graph.writing import write_policies


@dataclass(frozen=True, slots=True)
class Correction:
    """One act that was done to a reading.

    Attributes:
        n: its place among the corrections of the document, from 1.
        item_id: as in the graph (`063.i1`).
        at: ISO, UTC.
        before, after: what changed, as JSON values; None where there was or is nothing. Of `tree` both trees
            and the leaves that they name; of `settle` each stretch for review as start, end, reason, words.
        dropped: when it was set aside for a new reading; None while it counts.
    """

    correction_id: str
    doc_id: str
    item_id: str
    n: int
    act: Act
    by: str
    at: str
    why: str
    before: AnyValue
    after: AnyValue
    version_before: str
    version_after: str
    dropped: str | None
    edit: Edit


def correct(store: Store, item_id: str, edit: Edit, *, version: str, by: str, at: str) -> Correction:
    """Do an act to an item in exactly the version that was looked at; its signature falls.

    Args:
        store: the graph.
        item_id: as in the graph; `edit.item` is the same item within its document.
        edit: what to do.
        version: the rule version that the person looked at.
        by, at: who, and when (ISO, UTC).

    Raises:
        NotFoundError: no such item or criterion.
        ConflictError: somebody else changed it meanwhile; says who and when.
        InputError, InputFaultsError: the change breaks the contract; nothing is written.
    """

    def work(one: Work) -> Correction:
        policy = _owner(one, item_id)
        done = _corrections(one, [policy.doc_id])
        now = item_versions(policy)
        if now.get(edit.item) != version:
            raise _changed(item_id, [c for c in done if c.item_id == item_id])
        after = edited(policy, edit)
        versions = item_versions(after)
        made = Correction(
            correction_id=f"{policy.doc_id}.k{len(done) + 1}",
            doc_id=policy.doc_id,
            item_id=item_id,
            n=len(done) + 1,
            act=edit.act,
            by=by,
            at=at,
            why=edit.why,
            before=_shown(policy, edit),
            after=_shown(after, edit, policy),
            version_before=version,
            version_after=versions[edit.item],
            dropped=None,
            edit=with_names(policy, edit),
        )
        write_policies(one, [after])
        one.write("correction.add", [_row(made)])
        note_within(one, at, by, edit.act.zh, item_id, _said(made))
        return made

    return store.transaction(work)


def check_seen(store: Store, item_id: str, version: str) -> None:
    """Refuse, before anything is made of what a person typed, if the item is no longer the one looked at.

    Raises:
        NotFoundError: no such item.
        ConflictError: somebody else changed it meanwhile; says who and when.
    """

    def work(one: Work) -> None:
        policy = _owner(one, item_id)
        if item_versions(policy).get(item_id.removeprefix(f"{policy.doc_id}.")) != version:
            done = _corrections(one, [policy.doc_id])
            raise _changed(item_id, [c for c in done if c.item_id == item_id])

    store.snapshot(work)


def corrections(store: Store, doc_ids: Sequence[str]) -> list[Correction]:
    """All corrections of some documents, by document and in order."""
    return store.snapshot(lambda work: _corrections(work, doc_ids))


def repeated(work: Work, policies: Mapping[str, Policy]) -> dict[str, Policy]:
    """New readings with the corrections that people made to the old ones.

    Raises:
        ConflictError: one of them cannot be repeated; nobody's work is lost in silence.
    """
    out = dict(policies)
    for one in _corrections(work, list(policies)):
        if one.dropped is None:
            try:
                out[one.doc_id] = again(out[one.doc_id], one.edit)
            except ConflictError as error:
                raise ConflictError(
                    f"文档 {one.doc_id} 上第 {one.n} 次更正（{one.by}）套不到新读数上：{error.what}",
                    todo="先导出标注留底，再加 --discard-corrections 换用新读数",
                ) from error
    return out


def discard(work: Work, doc_ids: Iterable[str], by: str, at: str) -> None:
    """Set the corrections of documents aside, for good reasons of a person."""
    found = sorted({one.doc_id for one in _corrections(work, list(doc_ids)) if one.dropped is None})
    work.write("correction.drop", [{"doc_id": doc_id, "at": at} for doc_id in found])
    for doc_id in found:
        note_within(work, at, by, "作废更正", doc_id, "换用新的机器读数")


def _owner(work: Work, item_id: str) -> Policy:
    rows = work.read("item.owner", item_id=item_id)
    if not rows:
        raise NotFoundError(f"没有编号为“{item_id}”的事项", todo="核对事项编号，形如 063.i1")
    return next(iter(policies_from(work.read("policy.parts", doc_ids=[rows[0]["doc_id"]]))))


def _corrections(work: Work, doc_ids: Sequence[str]) -> list[Correction]:
    return [_correction(row) for row in work.read("correction.of_policies", doc_ids=list(doc_ids))]


def _correction(row: Mapping[str, AnyValue]) -> Correction:
    data = json.loads(row["edit"])
    edit = Edit(Act(data["act"]), data["item"], data["leaf"], data["changes"], data["why"], data["named"])
    return Correction(
        **{
            **row,
            "act": Act(row["act"]),
            "edit": edit,
            "before": json.loads(row["before"]),
            "after": json.loads(row["after"]),
        }
    )


def _row(one: Correction) -> dict[str, AnyValue]:
    edit = one.edit
    data = {
        "act": edit.act.value,
        "item": edit.item,
        "leaf": edit.leaf,
        "changes": dict(edit.changes),
        "why": edit.why,
        "named": dict(edit.named),
    }
    props = {
        "n": one.n,
        "act": one.act.value,
        "by": one.by,
        "at": one.at,
        "why": one.why,
        "edit": to_text(data),
        "before": to_text(one.before),
        "after": to_text(one.after),
        "version_before": one.version_before,
        "version_after": one.version_after,
        "dropped": one.dropped,
    }
    return {"correction_id": one.correction_id, "doc_id": one.doc_id, "item_id": one.item_id, "props": props}


def _changed(item_id: str, done: list[Correction]) -> ConflictError:
    last = done[-1] if done else None
    who = f"：{last.by} 于 {last.at[:16].replace('T', ' ')}（UTC）{last.act.zh}" if last else ""
    return ConflictError(f"事项 {item_id} 在您查看之后已被改动{who}", todo="刷新后再改，您的改动没有保存")


def _shown(policy: Policy, edit: Edit, before: Policy | None = None) -> AnyValue:
    """The part of a policy that an act is about; of `add`, the criterion that was not there before."""
    item = policy.item(edit.item)
    if item is None:
        return None
    match edit.act:
        case Act.TREE:
            return _trees_shown(policy, item)
        case Act.BENEFITS:
            return [benefit_json(one) for one in item.benefits]
        case Act.WINDOWS:
            return [window_json(one) for one in item.windows]
        case Act.SETTLE:
            return [[one.span.start, one.span.end, one.why, one.span.quote] for one in policy.review]
        case Act.ADD:
            known = {one.id for one in before.criteria()} if before else None
            made = [one for one in policy.criteria() if known is not None and one.id not in known]
            return criterion_json(made[0]) if made else None
        case _:
            leaf = next((one for one in policy.criteria() if one.id == edit.leaf), None)
            return None if leaf is None else criterion_json(leaf)


def _trees_shown(policy: Policy, item: Item) -> dict[str, AnyValue]:
    """Both trees, and the criteria that they name as they were then: later ones may be others."""
    named = {*leaf_ids(item.require), *leaf_ids(item.exclude)}
    return {
        "require": print_tree(item.require) if item.require else None,
        "exclude": print_tree(item.exclude) if item.exclude else None,
        "leaves": [criterion_json(one) for one in policy.criteria() if one.id in named],
    }


def _said(one: Correction) -> str:
    """The line's detail: which criterion, and what about it."""
    leaf = global_id(one.doc_id, one.edit.leaf) if one.edit.leaf else ""
    return "；".join(filter(None, [leaf, "、".join(sorted(one.edit.changes)), one.why]))
