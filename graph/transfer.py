"""What a graph is made of when it travels as files: kinds of nodes and relationships, and what stays behind.

Owns the kinds (as the statements of `cypher/transfer/` list them) and one line of a file; pure.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any as AnyValue

from domain.errors import InputError, Where
from graph.statement import each

FORMAT = "yanzhen-graph"
VERSION = 1
MANIFEST = "manifest.json"

LEFT_BEHIND = frozenset({"Session", "Migration"})
"""Labels that are not exported: log-ins that stand now, and the record of the schema, which import makes."""
CODES = frozenset({"Region", "Industry", "Feature"})
"""Code tables, which stand in an empty graph already."""
SECRETS = ("hash",)
PASSING = ("failed", "locked_until")
"""Of an account: what is exported only when asked for, and what is never."""

Props = Mapping[str, AnyValue]


@dataclass(frozen=True, slots=True)
class NodeKind:
    """Nodes of one label, told apart by one property."""

    label: str
    key: str

    @property
    def file(self) -> str:
        """Where they stand in an export."""
        return f"nodes/{self.label}.jsonl"


@dataclass(frozen=True, slots=True)
class LinkKind:
    """Relationships of one type between two labels.

    Attributes:
        mark: the property that tells several between the same two nodes apart; None where there is one.
    """

    source: str
    type: str
    target: str
    mark: str | None = None

    @property
    def name(self) -> str:
        """`Company.SUPPLIES.Company`, as the statements call it."""
        return f"{self.source}.{self.type}.{self.target}"

    @property
    def file(self) -> str:
        """Where they stand in an export."""
        return f"links/{self.name}.jsonl"


def node_kinds() -> tuple[NodeKind, ...]:
    """Kinds of nodes, in the order in which they are written."""
    return tuple(NodeKind(one["label"], one["key"]) for one in each("transfer.page").values())


def link_kinds() -> tuple[LinkKind, ...]:
    """Kinds of relationships, in the order in which they are written."""
    found = [*each("transfer.links").values(), *each("transfer.marked").values()]
    return tuple(LinkKind(one["from"], one["type"], one["to"], one.get("mark")) for one in found)


@dataclass(frozen=True, slots=True)
class Node:
    """One node: its key and all its properties."""

    key: str
    props: Props


@dataclass(frozen=True, slots=True)
class Link:
    """One relationship: the keys of its ends and all its properties."""

    source: str
    target: str
    props: Props


def line(one: Node | Link) -> str:
    """One line of a file; the same thing always gives the same bytes."""
    props = {key: _out(value) for key, value in one.props.items() if value is not None}
    ends = {"key": one.key} if isinstance(one, Node) else {"from": one.source, "to": one.target}
    return json.dumps(
        ends | {"props": props}, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def node(text: str, kind: NodeKind, where: Where) -> Node:
    """The node of a line.

    Raises:
        InputError: no such line; names the file and the row.
    """
    found = _object(text, {"key"}, where)
    if found["props"].get(kind.key) != found["key"]:
        raise InputError(f"属性 {kind.key} 与键不一致", where=where, expected=f"“{found['key']}”")
    return Node(found["key"], found["props"])


def link(text: str, kind: LinkKind, where: Where) -> Link:
    """The relationship of a line; errors as `node`."""
    found = _object(text, {"from", "to"}, where)
    if kind.mark and not (isinstance(mark := found["props"].get(kind.mark), str) and mark):
        raise InputError(f"缺属性 {kind.mark}", where=where, expected="文字")
    return Link(found["from"], found["to"], found["props"])


def _object(text: str, ends: set[str], where: Where) -> dict[str, AnyValue]:
    try:
        found = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise InputError("不是 JSON 对象", where=where, todo="用未经改动的导出") from error
    if not isinstance(found, dict) or set(found) != ends | {"props"} or not isinstance(found["props"], dict):
        raise InputError("字段不对", where=where, expected=f"{'、'.join(sorted(ends))}、props")
    for one in ends:
        if not isinstance(found[one], str) or not found[one]:
            raise InputError(f"{one} 不是文字", where=where)
    return found | {"props": {key: _in(value, key, where) for key, value in found["props"].items()}}


def _no_number(text: str) -> float:
    raise ValueError(text)


def _out(value: AnyValue) -> AnyValue:
    if isinstance(value, date):
        return {"date": value.isoformat()}
    return [_out(item) for item in value] if isinstance(value, list | tuple) else value


def _in(value: AnyValue, key: str, where: Where) -> AnyValue:
    if isinstance(value, list):
        return [_in(item, key, where) for item in value]
    if isinstance(value, dict):
        try:
            (text,) = [value["date"]] if set(value) == {"date"} else []
            return date.fromisoformat(text)
        except (ValueError, TypeError) as error:
            raise InputError(
                f"属性 {key} 的值读不懂", where=where, expected='{"date": "2026-05-01"}'
            ) from error
    if value is None:
        raise InputError(f"属性 {key} 为空", where=where, todo="没有的属性不写")
    return value
