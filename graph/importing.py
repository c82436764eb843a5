"""Importing a graph from an export: all is checked before the first write, and a broken-off import goes on.

Owns the checks across files and the order of writing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TypeVar

from domain.errors import ConflictError, InputError, UnavailableError, Where
from graph.acts import note
from graph.paging import pages
from graph.store import BATCH, Store
from graph.transfer import (
    CODES,
    Link,
    LinkKind,
    Node,
    NodeKind,
    link,
    link_kinds,
    node,
    node_kinds,
)
from graph.transfer_folder import Manifest, lines_of, read_manifest

Thing = TypeVar("Thing")
Keys = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Export:
    """An export that was checked: files unchanged, every line readable, every end of a relationship there.

    Attributes:
        keys: of the nodes, by label.
    """

    folder: Path
    manifest: Manifest
    keys: Keys


def read_export(folder: Path) -> Export:
    """Check an export from the first file to the last line.

    Raises:
        InputError: the first fault, with file and row.
    """
    manifest = read_manifest(folder)
    keys = {kind.label: _keys(folder, kind, manifest) for kind in node_kinds()}
    for one in link_kinds():
        if one.file in manifest.rows:
            _check_links(folder, one, keys)
    return Export(folder, manifest, keys)


def import_graph(store: Store, export: Export, *, who: str, at: datetime, resume: bool = False) -> None:
    """Write an export into an empty graph (one whose schema and code tables stand).

    Args:
        resume: go on with an import of the same export that broke off.

    Raises:
        ConflictError: the graph is not empty, or holds what this export does not.
        UnavailableError: the database went away; what was written stays, and `resume` goes on.
    """
    _check_place(store, export, resume=resume)
    try:
        for kind in node_kinds():
            if kind.file in export.manifest.rows:
                for nodes in _batches(_nodes(export.folder, kind), BATCH):
                    rows = [{"key": one.key, "props": _props(kind, one)} for one in nodes]
                    store.write(f"transfer.put:{kind.label}", rows)
        for one in link_kinds():
            if one.file in export.manifest.rows:
                _write_links(store, export.folder, one)
    except (ConflictError, UnavailableError) as error:
        what = f"导入没有完成：{error.what}"
        raise type(error)(what, todo="排除原因后，用同一份导出加 --resume 再来") from error
    note(store, at.isoformat(), who, "导入整图", export.manifest.sha256[:16])


def _write_links(store: Store, folder: Path, kind: LinkKind) -> None:
    statement = "transfer.put_marked" if kind.mark else "transfer.put_link"
    for links in _batches(_links(folder, kind), BATCH):
        rows = [
            {"source": one.source, "target": one.target, "props": dict(one.props)}
            | ({"mark": one.props[kind.mark]} if kind.mark else {})
            for one in links
        ]
        store.write(f"{statement}:{kind.name}", rows)


def _props(kind: NodeKind, one: Node) -> dict[str, object]:
    # An account without a hash is one that no password opens.
    return ({"hash": ""} if kind.label == "Account" else {}) | dict(one.props)


def _check_place(store: Store, export: Export, *, resume: bool) -> None:
    for kind in node_kinds():
        if kind.label in CODES:
            continue
        for rows in pages(store, f"transfer.page:{kind.label}", "key"):
            if not resume:
                what = f"图不是空的：已有 {kind.label}“{rows[0]['key']}”"
                raise ConflictError(what, todo="导入到新的图库（如换一个 --home）")
            extra = [row["key"] for row in rows if row["key"] not in export.keys[kind.label]]
            if extra:
                what = f"图里的 {kind.label}“{extra[0]}”不在这份导出里"
                raise ConflictError(what, todo="只能接着导入同一份导出；否则用新的图库")


def _nodes(folder: Path, kind: NodeKind) -> Iterator[Node]:
    return (node(text, kind, where) for where, text in lines_of(folder, kind.file))


def _links(folder: Path, kind: LinkKind) -> Iterator[Link]:
    return (link(text, kind, where) for where, text in lines_of(folder, kind.file))


def _batches(things: Iterable[Thing], size: int) -> Iterator[list[Thing]]:
    walk = iter(things)
    while batch := list(islice(walk, size)):
        yield batch


def _keys(folder: Path, kind: NodeKind, manifest: Manifest) -> frozenset[str]:
    if kind.file not in manifest.rows:
        return frozenset()
    found: set[str] = set()
    for row, one in enumerate(_nodes(folder, kind), start=1):
        if one.key in found:
            raise InputError(f"键“{one.key}”重复", where=Where(file=kind.file, row=row))
        found.add(one.key)
    return frozenset(found)


def _check_links(folder: Path, kind: LinkKind, keys: Keys) -> None:
    seen: set[tuple[str, ...]] = set()
    for row, one in enumerate(_links(folder, kind), start=1):
        where = Where(file=kind.file, row=row)
        for label, key in ((kind.source, one.source), (kind.target, one.target)):
            if key not in keys[label]:
                raise InputError(f"没有键为“{key}”的 {label}", where=where, todo="用完整的导出")
        mark = (one.source, one.target, str(one.props[kind.mark]) if kind.mark else "")
        if mark in seen:
            raise InputError("与前面一行是同一条关系", where=where)
        seen.add(mark)
