"""The child process of the embedded engine: `python -m graph.embedded_process HOME PORT [--with-parent]`.

Owns the JVM and its settings; one process, one JVM, which ends on SIGTERM, or with its parent where asked.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import socket
import sys
import threading
from pathlib import Path
from types import FrameType
from typing import Any as AnyValue

from domain.errors import YanzhenError
from graph.embedded import READER, ROOT, Layout, hold_lock

DATABASE = "yz"
HEAP = "1g"
COMMAND_TIMEOUT_MS = 60_000
READER_ROWS = 5_000
# As `-D`, since settings of the database scope have no effect when given in `config` (study 3.2).
JVM = [
    "-XX:+ExitOnOutOfMemoryError",
    f"-Darcadedb.command.timeout={COMMAND_TIMEOUT_MS}",
    "-Darcadedb.txWalFlush=1",
    "-Darcadedb.polyglotEngineEnabled=false",
    "-Darcadedb.opencypher.loadCsv.allowFileUrls=false",
    "-Darcadedb.opencypher.loadCsv.allowRemoteUrls=false",
]
READERS = {
    "access": [],
    "resultSetLimit": READER_ROWS,
    "readTimeout": -1,
    "types": {"*": {"access": ["readRecord"]}},
}


def main() -> int:
    """Run until told to stop."""
    parser = argparse.ArgumentParser()
    parser.add_argument("home", type=Path)
    parser.add_argument("port", type=int)
    parser.add_argument("--with-parent", action="store_true")
    args = parser.parse_args()
    layout = Layout(args.home)
    try:
        lock = hold_lock(layout, patience=1.0)
    except YanzhenError as error:
        sys.stderr.write(f"{error}\n")
        return 3
    try:
        _serve(layout, args.port, with_parent=args.with_parent)
    finally:
        os.close(lock)
    return 0


def _serve(layout: Layout, port: int, *, with_parent: bool) -> None:
    done = threading.Event()

    def finish(_number: int, _frame: FrameType | None) -> None:
        done.set()

    os.chdir(layout.data)  # the engine writes its logs to ./log
    passwords = json.loads(layout.secrets.read_text(encoding="utf-8"))
    server = _server(layout, port, passwords[ROOT])
    # After the JVM has started, which sets handlers of its own.
    signal.signal(signal.SIGTERM, finish)
    signal.signal(signal.SIGINT, finish)
    if with_parent:
        threading.Thread(target=_watch_parent, args=(done,), daemon=True).start()
    try:
        _open(server, passwords[READER])
        _report(layout, port)
        while not done.wait(0.5):  # a bare wait would keep the signal from being seen
            pass
    finally:
        layout.state.unlink(missing_ok=True)
        server.stop()


def _server(layout: Layout, port: int, password: str) -> AnyValue:
    from arcadedb_embedded import ArcadeDBServer

    config = {
        "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "bolt_port": port,
        "bolt_defaultDatabase": DATABASE,
        "http_port": _free_port(),
        "host": "127.0.0.1",
    }
    _allow_readers(layout)
    server = ArcadeDBServer(
        str(layout.data), password, config, jvm_kwargs={"heap_size": HEAP, "jvm_args": JVM}
    )
    server.start()
    return server


def _allow_readers(layout: Layout) -> None:
    """Give the engine a group that may only read; it is read when the server starts."""
    path = layout.data / "config" / "server-groups.json"
    path.parent.mkdir(exist_ok=True)
    groups: dict[str, AnyValue] = {"admin": _all_rights(), "*": {**READERS, "types": {"*": {"access": []}}}}
    groups["reader"] = READERS
    path.write_text(json.dumps({"databases": {"*": {"groups": groups}}, "version": 2}), encoding="utf-8")


def _all_rights() -> dict[str, AnyValue]:
    return {
        "access": ["updateSecurity", "updateSchema", "updateDatabaseSettings"],
        "resultSetLimit": -1,
        "readTimeout": -1,
        "types": {"*": {"access": ["createRecord", "readRecord", "updateRecord", "deleteRecord"]}},
    }


def _open(server: AnyValue, reader_password: str) -> None:
    import jpype

    java = server._java_server
    if not java.existsDatabase(DATABASE):
        server.create_database(DATABASE)
    security = java.getSecurity()
    if not security.existsUser(READER):
        encoded = str(security.encodePassword(reader_password))
        user = {"name": READER, "password": encoded, "databases": {"*": ["reader"]}}
        security.createUser(jpype.JClass("com.arcadedb.serializer.json.JSONObject")(json.dumps(user)))


def _report(layout: Layout, port: int) -> None:
    """Say that Bolt is open: pid and address, in one step, for whoever waits."""
    with socket.create_connection(("127.0.0.1", port), timeout=10):
        pass
    draft = layout.state.with_suffix(".tmp")
    draft.write_text(json.dumps({"pid": os.getpid(), "uri": f"bolt://127.0.0.1:{port}"}), encoding="utf-8")
    draft.replace(layout.state)


def _watch_parent(done: threading.Event) -> None:
    """The parent holds the other end of our standard input; it closes when the parent ends, even by force."""
    while os.read(sys.stdin.fileno(), 1024):
        pass
    done.set()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


if __name__ == "__main__":
    sys.exit(main())
