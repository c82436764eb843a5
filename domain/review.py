"""A person's change to a reading (更正): accept, correct, add or reject a criterion, its tree, what is paid.

Owns the acts as pure functions of the policy; who may do them and where they are kept is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any as AnyValue

from domain.errors import ConflictError, InputError, NotFoundError
from domain.policy import Policy
from domain.reading_file import policy_of
from domain.reading_json import criterion_json, reading_json
from domain.tree import Node, leaf_ids, parse_tree, print_tree
from domain.tree_edit import renamed, without

Json = dict[str, AnyValue]


class Act(StrEnum):
    """What a person does to a reading."""

    ACCEPT = "accept"
    CORRECT = "correct"
    ADD = "add"
    REJECT = "reject"
    TREE = "tree"
    BENEFITS = "benefits"
    WINDOWS = "windows"
    SETTLE = "settle"

    @property
    def zh(self) -> str:
        """As people read it."""
        return _ZH[self]


_ZH = {
    Act.ACCEPT: "认可",
    Act.CORRECT: "更正",
    Act.ADD: "补充",
    Act.REJECT: "删除",
    Act.TREE: "改条件关系",
    Act.BENEFITS: "改支持",
    Act.WINDOWS: "改申报期",
    Act.SETTLE: "待核处已看",
}
_CHANGEABLE = {
    *("kind", "feature", "phrase", "op", "value", "unit", "values", "level", "subject", "period"),
    *("start", "end", "rows", "pass"),
}
"""Keys of a leaf that a correction may set; ids, quotes and flags follow by themselves."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One act on one item.

    Attributes:
        item: the item's id within its document.
        leaf: the criterion's id, for acts on one.
        changes: contract keys and their new values: of a leaf, or `require`, `exclude`, `benefits`,
            `windows`, `into` (for `add`: require or exclude), `start` and `end` (for `settle`).
        why: the reason, in the person's words.
        named: per criterion id that the act names, its place and words when it was done; so that the act
            can be repeated on another reading of the same text.
    """

    act: Act
    item: str
    leaf: str | None = None
    changes: Mapping[str, AnyValue] = field(default_factory=dict)
    why: str = ""
    named: Mapping[str, Json] = field(default_factory=dict)


def edited(policy: Policy, edit: Edit) -> Policy:
    """The policy after the act; everything about it is checked as in a reading file.

    Raises:
        NotFoundError: no such item or criterion.
        InputError, InputFaultsError: what would come out breaks the contract.
    """
    data = deepcopy(reading_json(policy))
    item = next((one for one in data["items"] if one["id"] == edit.item), None)
    if item is None:
        raise NotFoundError(f"文档里没有事项“{edit.item}”", todo="核对事项编号")
    _ACTS[edit.act](data, item, edit)
    item.pop("signed", None)
    return policy_of(data)


def with_names(policy: Policy, edit: Edit) -> Edit:
    """The act with the places and words of all criteria that it names."""
    ids = {edit.leaf} if edit.leaf else set()
    for key in ("require", "exclude"):
        if text := edit.changes.get(key):
            ids |= set(leaf_ids(parse_tree(text)))
    for benefit in edit.changes.get("benefits") or ():
        if benefit.get("when"):
            ids |= set(leaf_ids(parse_tree(benefit["when"])))
    named = {one.id: _place(criterion_json(one)) for one in policy.criteria() if one.id in ids}
    return Edit(edit.act, edit.item, edit.leaf, edit.changes, edit.why, named)


def again(policy: Policy, edit: Edit) -> Policy:
    """The act repeated on another reading of the same text, whose ids may be others.

    Raises:
        ConflictError: an item or criterion that it names is not found there again.
    """
    ids = {old: _found(policy, old, place) for old, place in edit.named.items()}
    changes = dict(edit.changes)
    for key in ("require", "exclude"):
        if changes.get(key):
            changes[key] = print_tree(renamed(parse_tree(changes[key]), ids))
    if changes.get("benefits"):
        changes["benefits"] = [
            {**one, "when": print_tree(renamed(parse_tree(one["when"]), ids))} if one.get("when") else one
            for one in changes["benefits"]
        ]
    leaf = ids.get(edit.leaf) if edit.leaf else None
    item = _item_of(policy, leaf) or edit.item
    try:
        return edited(policy, Edit(edit.act, item, leaf, changes, edit.why))
    except (NotFoundError, InputError) as error:
        raise ConflictError(f"“{edit.act.zh}”套不到新读数上：{error}", todo="逐条核对后重做") from error


def as_label(policy: Policy) -> Json:
    """The reading as a label of the contract: what a person vouches for, without what only a reader says."""
    data = reading_json(policy)
    data.pop("review")
    for item in data["items"]:
        item.pop("signed", None)
        for leaf in item["leaves"]:
            leaf.pop("check", None)
            leaf.pop("flags", None)
    return data


def _place(leaf: Json) -> Json:
    return {key: leaf[key] for key in ("start", "end", "quote", "feature")}


def _found(policy: Policy, old: str, place: Json) -> str:
    """The id that a criterion has now: at the same stretch, of the same feature; else the same words."""
    here = [c for c in policy.criteria() if (c.span.start, c.span.end) == (place["start"], place["end"])]
    here = [c for c in here if c.feature == place["feature"]] or here
    here = [c for c in here if c.id == old] or here
    words = [c for c in policy.criteria() if c.span.quote == place["quote"]]
    if len(here) == 1:
        return here[0].id
    if not here and len(words) == 1:
        return words[0].id
    raise ConflictError(f"条件 {old}（“{place['quote']}”）在新读数里找不到", todo="逐条核对后重做")


def _item_of(policy: Policy, leaf: str | None) -> str | None:
    return next((item.id for item in policy.items for c in item.criteria if c.id == leaf), None)


def _leaf(data: Json, edit: Edit) -> tuple[Json, Json]:
    """The item that states a criterion, and the criterion."""
    for item in data["items"]:
        for leaf in item["leaves"]:
            if leaf["id"] == edit.leaf:
                return item, leaf
    raise NotFoundError(f"文档里没有条件“{edit.leaf}”", todo="核对条件编号")


def _accept(data: Json, _: Json, edit: Edit) -> None:
    _, leaf = _leaf(data, edit)
    leaf.pop("check", None)


def _correct(data: Json, _: Json, edit: Edit) -> None:
    _, leaf = _leaf(data, edit)
    _set(data, leaf, edit.changes)
    leaf.pop("check", None)


def _set(data: Json, leaf: Json, changes: Mapping[str, AnyValue]) -> None:
    if unknown := sorted(set(changes) - _CHANGEABLE):
        raise InputError(f"条件没有“{'、'.join(unknown)}”可改", expected="、".join(sorted(_CHANGEABLE)))
    for key, value in changes.items():
        if value in (None, "", []):
            leaf.pop(key, None)
        else:
            leaf[key] = value
    leaf.setdefault("period", None)
    text = data.get("text")
    if text is not None and {"start", "end"} & set(changes):
        leaf["quote"] = _stretch(text, leaf.get("start"), leaf.get("end"))


def _stretch(text: str, start: AnyValue, end: AnyValue) -> str:
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
        raise InputError(
            f"正文里没有第 {start} 到 {end} 字这一段", expected=f"0 到 {len(text)} 之间，起点在前"
        )
    return text[start:end]


def _add(data: Json, item: Json, edit: Edit) -> None:
    changes = dict(edit.changes)
    into = changes.pop("into", "require")
    if into not in {"require", "exclude"}:
        raise InputError(f"不认识“{into}”", expected="require 或 exclude")
    if data.get("text") is None:
        raise InputError("这份读数没有正文，不能补充条件", todo="重新读入带正文的文件")
    taken = {leaf["id"] for one in data["items"] for leaf in one["leaves"]}
    leaf: Json = {"id": next(i for n in range(1, len(taken) + 2) if (i := f"c{n}") not in taken)}
    _set(data, leaf, changes)
    for key in ("kind", "feature", "start", "end"):
        if key not in leaf:
            raise InputError(f"补充的条件缺少“{key}”", expected="kind、feature、start、end 都要有")
    item["leaves"].append(leaf)
    whole = item[into]
    join = "all" if into == "require" else "any"
    item[into] = leaf["id"] if whole is None else print_tree(parse_tree(f"{join}({whole}, {leaf['id']})"))


def _reject(data: Json, _: Json, edit: Edit) -> None:
    owner, leaf = _leaf(data, edit)
    owner["leaves"].remove(leaf)
    for item in data["items"]:
        for key in ("require", "exclude"):
            item[key] = _pruned(item[key], leaf["id"])
        for benefit in item["benefits"]:
            if benefit.get("when"):
                benefit["when"] = _pruned(benefit["when"], leaf["id"])


def _pruned(text: str | None, leaf: str) -> str | None:
    if text is None:
        return None
    left: Node | None = without(parse_tree(text), leaf)
    return None if left is None else print_tree(left)


def _tree(_: Json, item: Json, edit: Edit) -> None:
    for key in ("require", "exclude"):
        if key in edit.changes:
            item[key] = edit.changes[key] or None


def _replace(key: str) -> Callable[[Json, Json, Edit], None]:
    def act(data: Json, item: Json, edit: Edit) -> None:
        parts = deepcopy(list(edit.changes.get(key) or ()))
        for part in parts:
            if data.get("text") is not None and "quote" not in part:
                part["quote"] = _stretch(data["text"], part.get("start"), part.get("end"))
        item[key] = parts

    return act


def _settle(data: Json, _: Json, edit: Edit) -> None:
    place = (edit.changes.get("start"), edit.changes.get("end"))
    kept = [one for one in data["review"] if (one["start"], one["end"]) != place]
    if len(kept) == len(data["review"]):
        raise NotFoundError("没有这一处待核", todo="刷新后再看")
    data["review"] = kept


_ACTS: dict[Act, Callable[[Json, Json, Edit], None]] = {
    Act.ACCEPT: _accept,
    Act.CORRECT: _correct,
    Act.ADD: _add,
    Act.REJECT: _reject,
    Act.TREE: _tree,
    Act.BENEFITS: _replace("benefits"),
    Act.WINDOWS: _replace("windows"),
    Act.SETTLE: _settle,
}
