"""Start a throw-away Neo4j server on a free port, wipe it, stop it. For tests and measurements."""

from __future__ import annotations

import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from neo4j import Driver, GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

from tools import neo4j_home
from tools.steps import say

CONF = neo4j_home.ROOT / "tools/neo4j/neo4j.conf"
START_TIMEOUT = 120.0
STOP_TIMEOUT = 60.0
# Quick to start and small rather than quick in the long run.
JVM = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--add-opens=java.base/java.nio=ALL-UNNAMED"]


class StartFailedError(Exception):
    """Raised when the server ended or did not answer in time; the message holds the end of its log."""


@contextmanager
def serve() -> Iterator[str]:
    """Run a server with an empty database and no log-in; gives its Bolt address.

    Raises:
        UnavailableError: the libraries or Java are not there (`make neo4j`).
        StartFailedError: it did not come up.
    """
    if not neo4j_home.is_built():
        raise neo4j_home.UnavailableError(f"还没有备好 Neo4j；{neo4j_home.HOW}")
    java = neo4j_home.java()
    with tempfile.TemporaryDirectory(prefix="yanzhen-neo4j-") as folder:
        home, port = Path(folder), _free_port()
        _lay_out(home, port)
        process = _start(home, java)
        try:
            _wait(process, home, f"bolt://127.0.0.1:{port}")
            yield f"bolt://127.0.0.1:{port}"
        finally:
            _stop(process)


def wipe(driver: Driver) -> None:
    """Remove all data, constraints and indexes (0.4-0.8 s for a thousand nodes)."""
    driver.execute_query("MATCH (n) DETACH DELETE n", database_="neo4j")
    # Constraints first: they own indexes, which cannot be dropped alone. LOOKUP indexes belong to the server.
    for kind, listing in (("CONSTRAINT", "CONSTRAINTS"), ("INDEX", "INDEXES YIELD * WHERE type <> 'LOOKUP'")):
        records, _, _ = driver.execute_query(f"SHOW {listing}", database_="neo4j")
        for record in records:
            driver.execute_query(f"DROP {kind} `{record['name']}` IF EXISTS", database_="neo4j")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _lay_out(home: Path, port: int) -> None:
    for name in ("conf", "data", "logs", "plugins", "import", "run"):
        (home / name).mkdir()
    text = CONF.read_text(encoding="utf-8").format(lib=neo4j_home.lib(), port=port)
    # The comment names the placeholders; the server reads settings only.
    settings = [line for line in text.splitlines() if not line.startswith("#")]
    (home / "conf/neo4j.conf").write_text("\n".join(settings) + "\n", encoding="utf-8")


def _start(home: Path, java: Path) -> subprocess.Popen[bytes]:
    classes = ["-cp", f"{home}/conf/*:{neo4j_home.lib()}/*", "-Dfile.encoding=UTF-8", "-Xms128m", "-Xmx512m"]
    entry = ["org.neo4j.server.CommunityEntryPoint", f"--home-dir={home}", f"--config-dir={home}/conf"]
    command = [str(java), *JVM, *classes, *entry, "--console-mode"]
    with (home / "logs/console.log").open("wb") as log:
        # A session of its own: Ctrl-C at the tests must reach us first, so that we stop it in order.
        return subprocess.Popen(command, cwd=home, stdout=log, stderr=log, start_new_session=True)


def _wait(process: subprocess.Popen[bytes], home: Path, uri: str) -> None:
    end = time.monotonic() + START_TIMEOUT
    while not _answers(uri):
        if process.poll() is not None or time.monotonic() > end:
            log = (home / "logs/console.log").read_text(encoding="utf-8", errors="replace")
            raise StartFailedError(
                f"Neo4j 没有启动起来（退出码 {process.poll()}），日志末尾：\n{log[-2000:]}"
            )
        time.sleep(0.2)


def _answers(uri: str) -> bool:
    try:
        # No retries: the driver would back off for seconds.
        with GraphDatabase.driver(uri, auth=None, max_transaction_retry_time=0) as driver:
            driver.execute_query("RETURN 1", database_="neo4j")
    except (DriverError, Neo4jError, OSError):
        return False
    return True


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(STOP_TIMEOUT)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def main() -> None:
    """Serve until Ctrl-C."""
    with serve() as uri:
        say(f"Neo4j 已就绪：{uri}（无需登录；Ctrl-C 停，数据随之丢弃）")
        try:
            signal.pause()
        except KeyboardInterrupt:
            say("正在停……")


if __name__ == "__main__":
    main()
