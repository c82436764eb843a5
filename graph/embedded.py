"""The embedded engine (ArcadeDB over Bolt) as a child process of its own: start, reuse, stop, status.

Owns the home folder's lock, secrets and state file; `embedded_process` is what runs in the child.
"""

from __future__ import annotations

import fcntl
import importlib.util
import json
import os
import platform
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any as AnyValue

from domain.errors import ConflictError, UnavailableError
from graph.store import Login, Store

PACKAGE = "arcadedb_embedded"
LEAST_GLIBC = (2, 34)
LEAST_FREE_BYTES = 200 * 2**20
START_TIMEOUT = 90.0
STOP_TIMEOUT = 30.0
ROOT, READER = "root", "reader"
_POLL = 0.05


@dataclass(frozen=True, slots=True)
class Layout:
    """The files of a home folder."""

    home: Path

    @property
    def lock(self) -> Path:
        """Held by the child as long as it runs."""
        return self.home / "engine.lock"

    @property
    def state(self) -> Path:
        """Process id and address, written by the child when it is ready."""
        return self.home / "engine.json"

    @property
    def secrets(self) -> Path:
        """Passwords, readable by the owner only."""
        return self.home / "secrets.json"

    @property
    def data(self) -> Path:
        """The engine's own folder."""
        return self.home / "engine"

    @property
    def console(self) -> Path:
        """What the child prints."""
        return self.home / "console.log"


@dataclass(slots=True)
class Embedded:
    """A running engine.

    Attributes:
        owned: this process started it; then `stop` stops it, and unless detached it ends with this process.
    """

    home: Path
    uri: str
    user: str
    password: str = field(repr=False)
    reader: Login = field(repr=False)
    pid: int
    owned: bool
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def connect(self) -> Store:
        """A store on this engine."""
        return Store.connect(self.uri, self.user, self.password, reader=self.reader)

    def stop(self) -> None:
        """Stop the engine if this process started it; twice is once."""
        if not self.owned:
            return
        if self._process is not None:
            _end(self._process)
        self.owned = False


def start(home: Path, port: int | None = None, *, detached: bool = False) -> Embedded:
    """Run the engine on a home folder, or take the one that already runs there.

    Args:
        port: for Bolt, on 127.0.0.1; a free one where none is given.
        detached: it lives on after this process (`graph up`); else it ends with it, even when that is killed.

    Raises:
        UnavailableError: package, system library, disk, permission or port is missing; it does not come up.
        ConflictError: the home is in use by a process that does not answer, or runs on another port.
    """
    layout = Layout(home.resolve())
    if running := status(layout.home):
        if port is not None and not running.uri.endswith(f":{port}"):
            raise ConflictError(f"图数据库已在 {running.uri} 运行", todo="先停止它，或不指定端口")
        return running
    _check_system()
    _prepare(layout)
    if _locked(layout):
        raise ConflictError(f"目录 {layout.home} 正被另一个进程使用", todo="等它退出，或换一个目录")
    chosen = _checked_port(port)
    process = _spawn(layout, chosen, detached=detached)
    _wait(layout, process)
    found = status(layout.home)
    if found is None:
        raise UnavailableError(f"内嵌图数据库启动后随即退出，日志在 {layout.console}")
    found.owned = True
    found._process = process
    return found


def status(home: Path) -> Embedded | None:
    """The engine that runs on a home folder, or None. Reads files only."""
    layout = Layout(home.resolve())
    if not layout.lock.exists() or not _locked(layout):
        return None
    try:
        state = json.loads(layout.state.read_text(encoding="utf-8"))
        passwords = json.loads(layout.secrets.read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return None
    reader = Login(READER, passwords[READER])
    return Embedded(layout.home, state["uri"], ROOT, passwords[ROOT], reader, state["pid"], owned=False)


def stop(home: Path) -> bool:
    """Stop the engine of a home folder, whoever started it; False if none runs.

    Raises:
        UnavailableError: it did not end in time, or belongs to another user.
    """
    layout = Layout(home.resolve())
    running = status(layout.home)
    if running is None:
        return False
    try:
        os.kill(running.pid, signal.SIGTERM)
    except ProcessLookupError:
        return True
    except PermissionError as error:
        raise UnavailableError(f"无权停止进程 {running.pid}", todo="用启动它的用户执行") from error
    end = time.monotonic() + STOP_TIMEOUT
    while _locked(layout):
        if time.monotonic() > end:
            raise UnavailableError(f"图数据库进程 {running.pid} 没有按时退出", todo="查看日志后手工结束它")
        time.sleep(_POLL)
    return True


def hold_lock(layout: Layout, patience: float = 0.0) -> int:
    """Take the home's lock for the life of this process; the descriptor must stay open.

    `patience` in seconds: whoever asks for the status holds the lock for a moment.

    Raises:
        ConflictError: another process holds it.
    """
    descriptor = os.open(layout.lock, os.O_RDWR | os.O_CREAT, 0o600)
    end = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() > end:
                os.close(descriptor)
                raise ConflictError(
                    f"目录 {layout.home} 正被另一个进程使用", todo="等它退出，或换一个目录"
                ) from error
            time.sleep(_POLL)
        else:
            return descriptor


def _locked(layout: Layout) -> bool:
    try:
        os.close(hold_lock(layout))
    except ConflictError:
        return True
    return False


def _check_system() -> None:
    name, version = platform.libc_ver()
    known = tuple(int(part) for part in version.split(".") if part.isdigit())
    if name == "glibc" and known < LEAST_GLIBC:
        raise UnavailableError(
            f"本机的 glibc {version} 太旧，内嵌图数据库需要 2.34 以上", todo="改用外部的 Neo4j，并指明其地址"
        )
    if importlib.util.find_spec(PACKAGE) is None:
        raise UnavailableError(
            f"没有安装内嵌图数据库（{PACKAGE}）", todo="安装它，或改用外部的 Neo4j，并指明其地址"
        )


def _prepare(layout: Layout) -> None:
    try:
        layout.data.mkdir(parents=True, exist_ok=True)
        layout.home.chmod(0o700)
        if not layout.secrets.exists():
            _write_secrets(layout)
        free = shutil.disk_usage(layout.home).free
    except OSError as error:
        raise UnavailableError(
            f"目录 {layout.home} 不能写（{error.strerror}）", todo="检查权限和磁盘"
        ) from error
    if free < LEAST_FREE_BYTES:
        raise UnavailableError(
            f"目录 {layout.home} 所在磁盘只剩 {free // 2**20} MB",
            expected=f"至少 {LEAST_FREE_BYTES // 2**20} MB",
            todo="清理磁盘或换一个目录",
        )


def _write_secrets(layout: Layout) -> None:
    passwords = {ROOT: secrets.token_urlsafe(24), READER: secrets.token_urlsafe(24)}
    descriptor = os.open(layout.secrets, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(passwords, file)


def _checked_port(port: int | None) -> int:
    with socket.socket() as probe:
        # As the server does: a port whose last connections are still closing is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port or 0))
        except (OSError, OverflowError) as error:
            raise UnavailableError(f"端口 {port} 已被占用或不许使用", todo="换一个端口，或不指定") from error
        chosen: int = probe.getsockname()[1]
        return chosen


def _spawn(layout: Layout, port: int, *, detached: bool) -> subprocess.Popen[bytes]:
    layout.state.unlink(missing_ok=True)
    command = [sys.executable, "-m", "graph.embedded_process", str(layout.home), str(port)]
    root = str(Path(__file__).resolve().parent.parent)
    with layout.console.open("wb") as log:
        # A session of its own: Ctrl-C reaches us first, and we stop it in order. Without `detached` the child
        # watches the pipe on its standard input, which closes when this process ends, however it ends.
        return subprocess.Popen(
            command if detached else [*command, "--with-parent"],
            cwd=root,
            stdin=subprocess.DEVNULL if detached else subprocess.PIPE,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def _wait(layout: Layout, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_TIMEOUT
    try:
        while not _ready(layout, process):
            if process.poll() is not None:
                raise UnavailableError(_reason(layout, process.returncode), todo=f"查看日志 {layout.console}")
            if time.monotonic() > end:
                raise UnavailableError("内嵌图数据库没有按时就绪", todo=f"查看日志 {layout.console}")
            time.sleep(_POLL)
    except BaseException:  # Ctrl-C too: nothing may be left running that nobody knows of
        _end(process)
        raise


def _end(process: subprocess.Popen[bytes]) -> None:
    """Let go of a child: it is asked to end, then made to."""
    if process.stdin is not None:
        process.stdin.close()
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(STOP_TIMEOUT)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _ready(layout: Layout, process: subprocess.Popen[bytes]) -> bool:
    try:
        state: dict[str, AnyValue] = json.loads(layout.state.read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return False
    return state["pid"] == process.pid


def _reason(layout: Layout, code: int) -> str:
    log = layout.console.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    last = next((line for line in reversed(log) if line.strip()), "")
    return f"内嵌图数据库没有启动起来（退出码 {code}）：{last[:200]}"
