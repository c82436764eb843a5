"""The door to the graph database: named statements in, plain rows out, Neo4j and the embedded engine alike.

Owns the driver (nobody else imports it), batches, retries and the translation of errors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any as AnyValue
from typing import Self, TypeVar

from neo4j import Driver, GraphDatabase, ManagedTransaction, NotificationMinimumSeverity, Query, unit_of_work
from neo4j.exceptions import ConstraintError

from domain.errors import ConflictError, InputError, UnavailableError
from graph import driver_errors
from graph.statement import Mode, Statement, load
from graph.values import Row, check, check_rows, to_python

BATCH = 2000
"""Rows of one write: larger batches gain little and cost the embedded engine twice the memory (study 3.3)."""

READ_TIMEOUT = 30.0
WRITE_TIMEOUT = 300.0
"""Seconds for one transaction on Neo4j; the embedded engine has its own limit for each statement."""

SCHEMES = tuple(f"{name}{kind}://" for name in ("bolt", "neo4j") for kind in ("", "+s", "+ssc"))
"""Bolt, plain or encrypted; the driver would take http, too, which cannot do what we need."""

RETRY_TIME = 15.0
CONNECT_TIMEOUT = 10.0

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Login:
    """A user of the database with the password."""

    user: str
    password: str = field(repr=False)


class Work:
    """What can be done inside one transaction: all of it is kept, or nothing."""

    def __init__(self, transaction: ManagedTransaction) -> None:
        self._transaction = transaction
        self.doing = ""

    def read(self, name: str, **params: AnyValue) -> list[dict[str, AnyValue]]:
        """The rows of a statement."""
        statement = load(name)
        _check_given(statement, params)
        self.doing = f"读取 {name}"
        return self._run(statement, params)

    def write(self, name: str, rows: Sequence[Row], **params: AnyValue) -> None:
        """Run a writing statement over all rows, `BATCH` at a time; no rows, no statement."""
        statement = load(name)
        _check_given(statement, {"rows": rows, **params})
        for start in range(0, len(rows), BATCH):
            batch = rows[start : start + BATCH]
            self.doing = f"写入 {name} 第 {start + 1}–{start + len(batch)} 行"
            check_rows(batch, statement.keys, start + 1)
            self._run(statement, {"rows": batch, **params})

    def execute(self, name: str, **params: AnyValue) -> list[dict[str, AnyValue]]:
        """Run a statement that writes without rows (taking back a load); its rows."""
        statement = load(name)
        _check_given(statement, params)
        self.doing = f"执行 {name}"
        return self._run(statement, params)

    def _run(self, statement: Statement, params: dict[str, AnyValue]) -> list[dict[str, AnyValue]]:
        result = self._transaction.run(statement.text, params)
        return [to_python(dict(record)) for record in result]


class Store:
    """One database; share it between threads, close it once.

    Attributes:
        dialect: `neo4j` or `arcadedb`.
        reader: log-in of a user that may only read, where the engine has one.
    """

    def __init__(self, driver: Driver, uri: str, database: str, reader: Login | None = None) -> None:
        self.driver = driver
        self.uri = uri
        self.database = database
        self.reader = reader
        with self._translated():
            self.dialect = "arcadedb" if "ArcadeDB" in driver.get_server_info().agent else "neo4j"
            # A round trip in the database itself: a name that does not exist shows here, not later.
            driver.execute_query("RETURN 1 AS one", database_=database)

    @classmethod
    def connect(
        cls,
        uri: str,
        user: str | None = None,
        password: str | None = None,
        database: str = "neo4j",
        *,
        reader: Login | None = None,
    ) -> Store:
        """Open the database and try it.

        Raises:
            InputError: no Bolt address.
            UnavailableError: nothing answers there, it is no Neo4j, the log-in or the database is wrong.
        """
        driver = open_driver(uri, Login(user, password or "") if user else None)
        try:
            return cls(driver, uri, database, reader)
        except BaseException:
            driver.close()
            raise

    def read(self, name: str, **params: AnyValue) -> list[dict[str, AnyValue]]:
        """The rows of a reading statement.

        Raises:
            InputError: the statement writes, or other parameters than it declares.
            UnavailableError: the database is away or too slow.
        """
        statement = load(name)
        if statement.mode is not Mode.READS:
            raise InputError(f"语句 {name} 会写入，不能用于读取")
        return self._execute(lambda work: work.read(name, **params), writes=False)

    def snapshot(self, reads: Callable[[Work], Result]) -> Result:
        """Several reads in one transaction; `reads` may run again and must not keep state."""
        return self._execute(reads, writes=False)

    def write(self, name: str, rows: Sequence[Row], **params: AnyValue) -> None:
        """Write rows in batches of `BATCH`, each its own transaction; see `transaction` for all or nothing.

        Raises:
            InputError: a row that cannot be stored; nothing of it is written, its number is named.
            ConflictError, UnavailableError: the database refused or is away; the batch is named.
        """
        check_rows(rows, load(name).keys)
        for start in range(0, len(rows), BATCH):
            self._write_batch(name, rows[start : start + BATCH], start, params)

    def transaction(self, work: Callable[[Work], Result]) -> Result:
        """Run `work` in one transaction: a whole load is kept, or nothing of it.

        `work` may run again after a passing conflict and must not keep state outside.
        """
        try:
            return self._execute(work, writes=True)
        except ConflictError as error:
            # Two writers merging the same key at once: the loser meets the constraint and may try again.
            if not isinstance(error.__cause__, ConstraintError):
                raise
            return self._execute(work, writes=True)

    def run_schema(self, name: str, text: str) -> None:
        """Run one schema statement, which Neo4j allows only in a transaction of its own."""
        with self._translated(f"执行 {name}"), self.driver.session(database=self.database) as session:
            session.run(Query(text)).consume()

    def close(self) -> None:
        """Give the connections back."""
        self.driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _write_batch(self, name: str, batch: Sequence[Row], start: int, params: dict[str, AnyValue]) -> None:
        try:
            self.transaction(lambda work: work.write(name, batch, **params))
        except (ConflictError, UnavailableError) as error:
            done = f"；此前的 {start} 行已写入" if start else ""
            what = f"第 {start + 1}–{start + len(batch)} 行没有写入{done}：{error.what}"
            raise type(error)(what, todo=error.todo) from error

    def _execute(self, work: Callable[[Work], Result], *, writes: bool) -> Result:
        last: list[Work] = []

        @unit_of_work(timeout=WRITE_TIMEOUT if writes else READ_TIMEOUT)
        def run(transaction: ManagedTransaction) -> Result:
            last[:] = [Work(transaction)]
            return work(last[0])

        def doing() -> str:
            return last[0].doing if last else ""

        with self._translated(doing), self.driver.session(database=self.database) as session:
            return session.execute_write(run) if writes else session.execute_read(run)

    @contextmanager
    def _translated(self, doing: str | Callable[[], str] = "") -> Iterator[None]:
        try:
            yield
        except driver_errors.FAILURES as error:
            step = doing if isinstance(doing, str) else doing()
            ours = driver_errors.translate(error, self.uri, step)
            if ours is None:
                raise
            raise ours from error


def open_driver(uri: str, login: Login | None) -> Driver:
    """A driver with our limits; it connects only when used.

    Raises:
        InputError: no Bolt address.
    """
    if not uri.startswith(SCHEMES):
        raise driver_errors.bad_address(uri)
    try:
        return GraphDatabase.driver(
            uri,
            auth=(login.user, login.password) if login else None,
            max_transaction_retry_time=RETRY_TIME,
            connection_timeout=CONNECT_TIMEOUT,
            connection_acquisition_timeout=CONNECT_TIMEOUT,
            notifications_min_severity=NotificationMinimumSeverity.OFF,
        )
    except (ValueError, *driver_errors.FAILURES) as error:
        raise driver_errors.bad_address(uri) from error


def _check_given(statement: Statement, params: dict[str, AnyValue]) -> None:
    declared = {one.name for one in statement.params}
    if declared != set(params):
        raise InputError(
            f"语句 {statement.name} 的参数不符：给了 {sorted(params)}", expected=f"{sorted(declared)}"
        )
    for name, value in params.items():
        if name != "rows":
            check(value, f"参数 {name}")
