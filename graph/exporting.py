"""Exporting the graph: all that is in it as files, so that it can be kept, sent and put into another engine.

Owns the walk over kinds and the proof that nothing was forgotten; the form of files is `transfer_folder`'s.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from domain.errors import ConflictError
from graph.migrate import steps
from graph.paging import pages
from graph.store import Store
from graph.transfer import (
    LEFT_BEHIND,
    PASSING,
    SECRETS,
    Link,
    LinkKind,
    Node,
    NodeKind,
    Props,
    line,
    link_kinds,
    node_kinds,
)
from graph.transfer_folder import Manifest, Part, new_folder, write_manifest, write_part

_TOGETHER = 200
"""Nodes of a page, and starting points of a question for relationships: policies carry their whole text."""
_KINDS = 1000


def export_graph(store: Store, folder: Path, *, passwords: bool = False) -> Manifest:
    """Write the graph into a new folder, whole or not at all; the same graph gives the same bytes.

    Args:
        passwords: with the hashes of the accounts' passwords; without them nobody can log in after an
            import until a password is set.

    Raises:
        ConflictError: the folder exists, or somebody wrote into the graph meanwhile.
    """
    with new_folder(folder) as draft:
        before = census(store)
        parts: list[Part] = []
        counted: Counter[str] = Counter()
        for kind in node_kinds():
            part = write_part(draft, kind.file, _nodes(store, kind, passwords=passwords))
            parts.append(part)
            counted[kind.label] = part.rows
        for one in link_kinds():
            part = write_part(draft, one.file, _links(store, one))
            parts.append(part)
            counted[one.name] = part.rows
        left = _left_out(before, counted)
        if before != census(store):
            raise ConflictError("导出期间图里有改动，导出没有留下", todo="等没有人写入时再导一次")
        found = Manifest(steps()[-1].version, passwords, tuple(one for one in parts if one.rows), left)
        write_manifest(draft, found)
    return found


def census(store: Store) -> dict[str, int]:
    """How many nodes of each label and relationships of each kind (`Policy.GRANTS.Item`) there are."""
    nodes = {row["label"]: row["count"] for row in store.read("transfer.nodes", limit=_KINDS)}
    links = {
        f"{'+'.join(row['source'])}.{row['type']}.{'+'.join(row['target'])}": row["count"]
        for row in store.read("transfer.types", limit=_KINDS)
    }
    return nodes | links


def _left_out(there: dict[str, int], written: Counter[str]) -> dict[str, int]:
    """What is in the graph and in no file.

    Raises:
        ConflictError: of a kind that is exported, more or fewer are there than were written.
    """
    known = {one.label for one in node_kinds()} | {one.name for one in link_kinds()}
    for name in sorted(known):
        if there.get(name, 0) != written[name]:
            what = f"{name} 有 {there.get(name, 0)} 个，写出了 {written[name]} 个；导出没有留下"
            raise ConflictError(what, todo="等没有人写入时再导一次；仍然如此，图里有缺键的内容")
    return {name: count for name, count in there.items() if name not in known}


def _nodes(store: Store, kind: NodeKind, *, passwords: bool) -> Iterator[str]:
    for rows in pages(store, f"transfer.page:{kind.label}", "key", _TOGETHER):
        for row in rows:
            yield line(Node(row["key"], _open(kind, row["props"], passwords=passwords)))


def _open(kind: NodeKind, props: Props, *, passwords: bool) -> Props:
    hidden = PASSING if passwords else (*PASSING, *SECRETS)
    return {key: value for key, value in props.items() if kind.label != "Account" or key not in hidden}


def _links(store: Store, kind: LinkKind) -> Iterator[str]:
    statement = "transfer.marked" if kind.mark else "transfer.links"
    for rows in pages(store, f"transfer.page:{kind.source}", "key", _TOGETHER):
        keys = [row["key"] for row in rows]
        found = store.read(f"{statement}:{kind.name}", keys=keys)
        # Several between the same two nodes come in no order of their own.
        yield from sorted(line(Link(row["source"], row["target"], row["props"])) for row in found)


def behind(manifest: Manifest) -> dict[str, int]:
    """What was left out though nobody decided so: labels and relationships that the product does not know."""
    return {
        name: count
        for name, count in manifest.left_out.items()
        if not LEFT_BEHIND & {part for end in name.split(".") for part in end.split("+")}
    }
