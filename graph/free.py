"""Free Cypher from people: reading only, with a limit on time and rows.

Owns the guards. Neo4j enforces the read mode itself; the embedded engine does not, so there a user without
rights to write asks. What reaches out of the data (files, addresses, settings, others' queries) is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from threading import Timer
from typing import Any as AnyValue
from uuid import uuid4

from neo4j import READ_ACCESS, Driver, ManagedTransaction, unit_of_work
from neo4j.exceptions import Neo4jError
from neo4j.graph import Node, Path, Relationship
from neo4j.spatial import Point
from neo4j.time import Date, DateTime, Duration, Time

from domain.errors import InputError, UnavailableError
from graph import driver_errors
from graph.store import Store, open_driver
from graph.values import check

MAX_ROWS = 5000
MAX_SECONDS = 30.0
MAX_TEXT = 20_000

_QUOTED = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`(?:``|[^`])*`|//[^\n]*|/\*.*?\*/", re.DOTALL)
_REFUSED = (
    (re.compile(r"\bLOAD\s+CSV\b", re.I), "LOAD CSV（读取文件或网址）"),
    (re.compile(r"\bTERMINATE\b", re.I), "TERMINATE（中止别人的语句）"),
    (re.compile(r"^\s*(?:SHOW|USE)\b", re.I), "SHOW、USE（看服务器的情况）"),
    (re.compile(r"^\s*(?:EXPLAIN|PROFILE)\b", re.I), "EXPLAIN、PROFILE"),
)
_CALL = re.compile(r"\bCALL\s+([A-Za-z_][\w.]*)\s*(?:\(|\b)", re.I)
_ALLOWED_CALLS = frozenset({"db.labels", "db.relationshiptypes", "db.propertykeys"})


@dataclass(frozen=True, slots=True)
class FreeResult:
    """What a statement gave.

    Attributes:
        columns: in the order of RETURN; the embedded engine names none where there is no row.
        rows: JSON values; nodes and relationships as maps with `labels` or `type`, and `properties`.
        truncated: there were more rows than asked for.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[AnyValue, ...], ...]
    truncated: bool


def run_read(
    store: Store, text: str, params: Mapping[str, AnyValue], limit: int = 1000, timeout: float = 10.0
) -> FreeResult:
    """Run one reading statement.

    Raises:
        InputError: it writes, reaches out of the data, has a fault, or the limits are out of range.
        UnavailableError: it took too long, or this database has no user that can only read.
    """
    _check_text(text, limit, timeout)
    check(dict(params), "参数")

    if store.dialect == "neo4j":
        return _run(store, store.driver, text, params, limit, timeout)
    if store.reader is None:
        raise UnavailableError(
            "这个图数据库没有只读用户，不能执行自由查询", todo="改用本程序启动的内嵌引擎或 Neo4j"
        )
    marked = f"/* {uuid4().hex} */ {text}"
    with open_driver(store.uri, store.reader) as driver, _stopped_after(store, marked, timeout):
        return _run(store, driver, marked, params, limit, timeout)


@contextmanager
def _stopped_after(store: Store, text: str, seconds: float) -> Iterator[None]:
    """Stop the statement when its time is up: the embedded engine ignores the driver's limit."""

    def stop() -> None:
        for row in store.read("admin.running"):
            if row["text"] == text:
                _terminate(store, row["id"])

    timer = Timer(seconds, stop)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()


def _terminate(store: Store, transaction_id: str) -> None:
    store.transaction(lambda work: work.execute("admin.terminate", id=transaction_id))


def _run(
    store: Store, driver: Driver, text: str, params: Mapping[str, AnyValue], limit: int, timeout: float
) -> FreeResult:
    def work(transaction: ManagedTransaction) -> FreeResult:
        result = transaction.run(text, dict(params))
        found = [tuple(to_json(value) for value in record.values()) for record in islice(result, limit + 1)]
        return FreeResult(tuple(result.keys()), tuple(found[:limit]), len(found) > limit)

    try:
        with driver.session(database=store.database, default_access_mode=READ_ACCESS) as session:
            if store.dialect == "neo4j":
                _check_kind(session.run(f"EXPLAIN {text}", dict(params)).consume().query_type)
            return session.execute_read(unit_of_work(timeout=timeout)(work))
    except driver_errors.FAILURES as error:
        raise _ours(error, store.uri) from error


def _ours(error: Exception, uri: str) -> InputError | UnavailableError:
    code = getattr(error, "code", None) or ""
    if "AccessMode" in code or "Forbidden" in code:
        return InputError("只能读，不能改动图中的内容或结构", todo="去掉写入的子句")
    ours = driver_errors.translate(error, uri, "自由查询")
    if isinstance(ours, UnavailableError):
        return ours
    message = error.message if isinstance(error, Neo4jError) else str(error)
    return InputError(f"语句有误：{(message or str(error)).strip().splitlines()[0][:300]}", todo="修改后重试")


def _check_kind(kind: str | None) -> None:
    if kind != "r":
        raise InputError("只能读，不能改动图中的内容或结构", todo="去掉写入或管理的子句")


def _check_text(text: str, limit: int, timeout: float) -> None:
    if not 1 <= limit <= MAX_ROWS:
        raise InputError(f"行数上限 {limit} 不行", expected=f"1 到 {MAX_ROWS}")
    if not 0 < timeout <= MAX_SECONDS:
        raise InputError(f"时限 {timeout} 秒不行", expected=f"大于 0，至多 {MAX_SECONDS:g} 秒")
    if not text.strip() or len(text) > MAX_TEXT:
        raise InputError("语句为空或太长", expected=f"1 到 {MAX_TEXT} 字")
    bare = _QUOTED.sub(_blank, text)
    for pattern, what in _REFUSED:
        if pattern.search(bare):
            raise InputError(f"自由查询里不许用 {what}")
    for name in _CALL.findall(bare):
        if name.lower() not in _ALLOWED_CALLS:
            allowed = "、".join(sorted(_ALLOWED_CALLS))
            raise InputError(f"自由查询里不许调用 {name}", expected=f"{allowed}，或 CALL 子查询")


def _blank(quoted: re.Match[str]) -> str:
    """Text, names in backticks and comments say nothing of what a statement does."""
    return {"`": "`x`", "/": " "}.get(quoted[0][0], "''")


def to_json(value: AnyValue) -> AnyValue:
    """A driver's value as a JSON value; days and times as ISO text."""
    match value:
        case Node():
            return {"labels": sorted(value.labels), "properties": to_json(dict(value))}
        case Relationship():
            return {"type": value.type, "properties": to_json(dict(value))}
        case Path():
            return {
                "nodes": [to_json(one) for one in value.nodes],
                "relationships": [to_json(one) for one in value.relationships],
            }
        case Date() | DateTime() | Time():
            return value.iso_format()
        case Duration():
            return value.iso_format()
        case Point():
            return list(value)
        case Mapping():
            return {key: to_json(one) for key, one in value.items()}
        case list():
            return [to_json(one) for one in value]
        case bytes() | bytearray():
            return value.hex()
        case float() if value != value or value in (float("inf"), float("-inf")):
            return None
        case _:
            return value
