"""Imports: which load wrote what. Every node that came from a file reaches its Import.

Owns the Import record, the result of a load, and the marks by which a load can be taken back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any as AnyValue

from domain.errors import ConflictError
from graph.store import Work


@dataclass(frozen=True, slots=True)
class Import:
    """One load (导入批次).

    Attributes:
        rows: rows of the file.
        at: with its time zone.
        added, changed: what the load did; counted by the graph, not compared.
    """

    import_id: str
    file: str
    sha256: str
    rows: int
    who: str
    at: datetime
    added: int = field(default=0, compare=False)
    changed: int = field(default=0, compare=False)

    @property
    def moment(self) -> str:
        """The moment in UTC as text that sorts; the engines do not keep offsets alike."""
        return self.at.astimezone(UTC).isoformat(timespec="microseconds")


@dataclass(frozen=True, slots=True)
class Change:
    """What a load did, or would do: business keys of the things added, changed, left as they are.

    Attributes:
        removed: what taking a load back deleted; a load itself deletes nothing that it counts.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def written(self) -> tuple[str, ...]:
        """Added and changed together."""
        return self.added + self.changed

    def __add__(self, other: Change) -> Change:
        return Change(
            self.added + other.added,
            self.changed + other.changed,
            self.same + other.same,
            self.removed + other.removed,
        )


def compare(wanted: Mapping[str, str], existing: Mapping[str, str]) -> Change:
    """Sort the keys by whether the digest wanted is new, other than the existing one, or the same."""
    return Change(
        tuple(key for key in wanted if key not in existing),
        tuple(key for key in wanted if key in existing and existing[key] != wanted[key]),
        tuple(key for key in wanted if existing.get(key) == wanted[key]),
    )


def record(work: Work, imported: Import, change: Change) -> None:
    """Keep the import itself.

    Raises:
        ConflictError: the id already stands for another file.
    """
    for row in work.read("import_.one", import_id=imported.import_id):
        if row["sha256"] != imported.sha256:
            raise ConflictError(
                f"导入批次 {imported.import_id} 已用于文件“{row['file']}”", todo="换一个批次编号"
            )
    props = {
        "import_id": imported.import_id,
        "file": imported.file,
        "sha256": imported.sha256,
        "rows": imported.rows,
        "who": imported.who,
        "at": imported.at.isoformat(),
    }
    counts = {"added": len(change.added), "changed": len(change.changed)}
    work.write("import_.merge", [{"import_id": imported.import_id, "props": props, **counts}])


def mark(work: Work, imported: Import, subject: str, key: str, values: Iterable[str]) -> None:
    """Link nodes of a subject (`policy`, by `doc_id`) to the import."""
    rows = [{key: value} for value in values]
    work.write(f"{subject}.from_import", rows, import_id=imported.import_id, at=imported.moment)


def supersede(work: Work, imported: Import, subject: str, key: str, stated: Mapping[str, str]) -> None:
    """Before things are rewritten, keep what they say now (JSON by key), so that `undo` can restore it."""
    rows = [{key: one, "stated": text} for one, text in stated.items()]
    work.write(f"{subject}.supersede", rows, import_id=imported.import_id)


def import_from(row: Mapping[str, AnyValue]) -> Import:
    """The import that a row of `import_.page` states."""
    return Import(
        row["import_id"],
        row["file"],
        row["sha256"],
        row["total"],
        row["who"],
        datetime.fromisoformat(row["at"]),
        row["added"],
        row["changed"],
    )
