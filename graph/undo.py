"""Taking back a load: what only it stated goes, what others stated too stays, what it replaced returns.

Owns the order of it, in one transaction; how firms lose statements is in `dossier`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any as AnyValue

from domain.errors import ConflictError, NotFoundError
from domain.reading_file import policy_of
from graph.chain_json import chain_of, formation_of
from graph.dossier import without
from graph.imports import Change
from graph.load_chain import delete_chains, write_chains, write_formations
from graph.load_company import read_dossiers, write_dossiers
from graph.store import BATCH, Store, Work
from graph.writing import delete_policies, write_policies


@dataclass(frozen=True, slots=True)
class _Whole:
    """A kind of thing that a load writes as a whole.

    Attributes:
        restore: writes former versions, given as the text that was kept of them.
    """

    subject: str
    key: str
    delete: Callable[[Work, Sequence[str]], None]
    restore: Callable[[Work, Sequence[str]], None]


def undo_import(store: Store, import_id: str) -> Change:
    """Take back an import: `removed` are the keys of what is gone, `changed` of what remains otherwise.

    Raises:
        NotFoundError: no such import.
        ConflictError: what would go is still used by what another import stated; nothing is changed.
    """

    def work(one: Work) -> Change:
        if not one.read("import_.one", import_id=import_id):
            raise NotFoundError(f"没有编号为“{import_id}”的导入批次", todo="核对批次编号")
        change = Change()
        for subject in ("supply", "member", "leader"):
            change += _links(one, subject, import_id)
        for whole in _WHOLES[:2]:
            change += _wholes(one, whole, import_id)
        change += _companies(one, import_id)
        change += _wholes(one, _WHOLES[2], import_id)
        one.write("import_.delete", [{"import_id": import_id}])
        return change

    return store.transaction(work)


def _links(work: Work, subject: str, import_id: str) -> Change:
    rows = list(_walk(work, f"{subject}.stated_by", "link_id", import_id))
    if rows:
        work.execute(f"{subject}.take_back", import_id=import_id)
        work.execute(f"{subject}.forget", import_id=import_id)
    return Change(
        removed=tuple(row["link_id"] for row in rows if row["alone"]),
        same=tuple(row["link_id"] for row in rows if not row["alone"]),
    )


def _wholes(work: Work, whole: _Whole, import_id: str) -> Change:
    rows = list(_walk(work, f"{whole.subject}.of_import", "key", import_id))
    alone = [row["key"] for row in rows if not row["before"]]
    # The latest other import has its content kept only if this one replaced it.
    former = {row["key"]: row["before"][0] for row in rows if row["before"]}
    back = [key for key, one in former.items() if one.get("stated")]
    whole.delete(work, alone)
    whole.restore(work, [former[key]["stated"] for key in back])
    work.write(f"{whole.subject}.settle", [{whole.key: key} for key in back], import_id=import_id)
    stays = tuple(key for key in former if key not in back)
    return Change(changed=tuple(back), same=stays, removed=tuple(alone))


def _companies(work: Work, import_id: str) -> Change:
    keys = [row["key"] for row in _walk(work, "company.of_import", "key", import_id)]
    known = read_dossiers(work, keys)
    left = {key: without(known[key], import_id) for key in keys}
    gone = [key for key, dossier in left.items() if dossier is None]
    _refuse_used(work, "company.used", "企业", gone)
    kept = [dossier for dossier in left.values() if dossier is not None]
    work.write("company.delete", [{"key": key} for key in gone])
    write_dossiers(work, kept)
    if keys:
        work.execute("title.drop_unheld")
    changed = tuple(one.key for one in kept if one.content() != known[one.key].content())
    same = tuple(one.key for one in kept if one.key not in set(changed))
    return Change(changed=changed, same=same, removed=tuple(gone))


def _refuse_used(work: Work, statement: str, what: str, keys: Sequence[str]) -> None:
    for start in range(0, len(keys), BATCH):
        for row in work.read(statement, keys=list(keys[start : start + BATCH])):
            raise ConflictError(
                f"{what}“{row['name']}”（{row['key']}）还有 {row['uses']} 条由别的导入批次写入的关系",
                todo="先撤销那些批次",
            )


def _walk(work: Work, name: str, key: str, import_id: str) -> Iterator[dict[str, AnyValue]]:
    after = ""
    while rows := work.read(name, import_id=import_id, after=after, limit=BATCH):
        yield from rows
        after = rows[-1][key]


def _delete_chains(work: Work, keys: Sequence[str]) -> None:
    _refuse_used(work, "chain.used", "产业链", keys)
    delete_chains(work, keys)


def _delete_formations(work: Work, keys: Sequence[str]) -> None:
    work.write("formation.delete", [{"formation_id": key} for key in keys])


def _restore_policies(work: Work, texts: Sequence[str]) -> None:
    write_policies(work, [policy_of(json.loads(text, parse_float=Decimal)) for text in texts])


def _restore_chains(work: Work, texts: Sequence[str]) -> None:
    write_chains(work, [chain_of(text) for text in texts])


def _restore_formations(work: Work, texts: Sequence[str]) -> None:
    write_formations(work, [formation_of(text) for text in texts])


# Formations hold on to chains and firms, chains to firms: in this order each lets go of the next.
_WHOLES = (
    _Whole("formation", "formation_id", _delete_formations, _restore_formations),
    _Whole("chain", "chain_id", _delete_chains, _restore_chains),
    _Whole("policy", "doc_id", delete_policies, _restore_policies),
)
