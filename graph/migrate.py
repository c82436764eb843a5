"""Migrations: the constraints and indexes of the graph, step by step, each applied once and recorded.

Owns `cypher/schema/` (`V0001__name.cypher`, one statement a file) and the comparison of wanted with found.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from domain.errors import ConflictError, InputError
from graph.statement import Mode, Statement, load, names
from graph.store import Store

_FILE = re.compile(r"schema\.(V\d{4})__(\w+)")
_TEXT = re.compile(
    r"CREATE (?:CONSTRAINT|INDEX) (\w+) IF NOT EXISTS\s+FOR \(n:(\w+)\) "
    r"(?:REQUIRE n\.(\w+) IS UNIQUE|ON \(n\.(\w+)\))"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """An index that a step makes: on one property of one label, behind a constraint or plain."""

    name: str
    label: str
    property: str
    unique: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One migration."""

    version: str
    name: str
    statement: Statement
    wanted: Wanted

    @property
    def checksum(self) -> str:
        """SHA-256 of the statement's text, header aside."""
        return hashlib.sha256(self.statement.text.encode()).hexdigest()


def steps() -> tuple[Step, ...]:
    """All steps in order of version.

    Raises:
        InputError: a file in `cypher/schema/` with another name, another kind of statement, a version twice.
    """
    found = [_step(name) for name in names() if name.startswith("schema.")]
    if len({step.version for step in found}) != len(found):
        raise InputError("结构步骤的版本号重复", expected="cypher/schema/ 下每个版本一个文件")
    return tuple(found)


def _step(name: str) -> Step:
    statement = load(name)
    file, text = _FILE.fullmatch(name), _TEXT.fullmatch(statement.text)
    if not file or not text or statement.mode is not Mode.SCHEMA or text[1] != file[2]:
        raise InputError(
            f"结构步骤 {name} 的写法不对", expected="V0001__名称，内容是同名的唯一约束或单属性索引"
        )
    wanted = Wanted(text[1], text[2], text[3] or text[4], unique=text[3] is not None)
    return Step(file[1], file[2], statement, wanted)


def migrate(store: Store) -> tuple[str, ...]:
    """Bring the schema up to date; the names of the steps that were run, none if it was.

    A step runs again where its index is gone.

    Raises:
        ConflictError: a step that was applied has another text now, the database is newer than this program,
            or an index of a wanted name covers something else.
    """
    applied = {row["version"]: row["checksum"] for row in store.read("admin.migrations")}
    wanted = steps()
    _check_history(wanted, applied)
    indexed = _indexed(store)
    # A step whose index somebody dropped is run again.
    pending = [step for step in wanted if step.version not in applied or not _stands(step.wanted, indexed)]
    for step in pending:
        store.run_schema(step.statement.name, step.statement.text)
    _check_indexes(wanted, _indexed(store))
    today = datetime.now(UTC).date()
    rows = [
        {"version": step.version, "name": step.name, "checksum": step.checksum, "applied": today}
        for step in pending
    ]
    store.write("admin.record_migration", rows)
    return tuple(f"{step.version} {step.name}" for step in pending)


def _check_history(wanted: tuple[Step, ...], applied: dict[str, str]) -> None:
    known = {step.version: step.checksum for step in wanted}
    for version, checksum in applied.items():
        if version not in known:
            raise ConflictError(f"图数据库的结构版本 {version} 比程序新", todo="升级程序")
        if known[version] != checksum:
            raise ConflictError(f"结构步骤 {version} 执行之后又被改动", todo="恢复原文，把改动写成新的步骤")


def _indexed(store: Store) -> dict[tuple[str, str], bool]:
    """Indexed properties by label and name; True where a constraint stands behind the index."""
    return {
        (row["labels"][0], row["properties"][0]): bool(row["constraint"])
        for row in store.read("admin.indexes")
        if row["labels"] and len(row["properties"]) == 1
    }


def _stands(one: Wanted, indexed: dict[tuple[str, str], bool]) -> bool:
    found = indexed.get((one.label, one.property))
    return found is not None and (found or not one.unique)


def _check_indexes(wanted: tuple[Step, ...], indexed: dict[tuple[str, str], bool]) -> None:
    """`IF NOT EXISTS` is satisfied by a name alone: look whether each index covers what it should."""
    for one in (step.wanted for step in wanted):
        if not _stands(one, indexed):
            raise ConflictError(
                f"图数据库里缺少索引 {one.name}（{one.label}.{one.property}），可能有同名的索引占着",
                todo="删除同名的索引或约束后重试",
            )
