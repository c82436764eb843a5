"""The embedded engine as a process: it starts, is found, ends with its parent, and says what is wrong."""

import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from collections import namedtuple
from pathlib import Path

import pytest

from domain.errors import ConflictError, UnavailableError
from graph import embedded
from tests.house.checkout import ROOT

Usage = namedtuple("Usage", "total used free")


def wait_until(condition, seconds=20):
    """Wait for something that another process does."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "等不到"
        time.sleep(0.05)


def alive(pid):
    """Whether the process runs."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_running_engine_is_taken_and_not_stopped_by_who_did_not_start_it(engine_home):
    found = embedded.start(engine_home.home)

    assert (found.uri, found.pid, found.owned) == (engine_home.uri, engine_home.pid, False)
    found.stop()
    with found.connect() as store:
        assert store.dialect == "arcadedb"


def test_status_knows_a_running_engine(engine_home, tmp_path):
    found = embedded.status(engine_home.home)

    assert found is not None
    assert found.uri == engine_home.uri
    assert embedded.status(tmp_path) is None
    assert embedded.stop(tmp_path) is False


def test_secrets_are_the_owners_only_and_not_shown(engine_home):
    mode = stat.S_IMODE((engine_home.home / "secrets.json").stat().st_mode)

    assert mode == 0o600
    assert engine_home.password not in repr(engine_home)
    assert len(engine_home.password) >= 24


def test_engine_listens_on_this_machine_only(engine_home):
    tables = Path("/proc/net/tcp").read_text() + Path("/proc/net/tcp6").read_text()
    listening = {row[9]: row[1] for row in map(str.split, tables.splitlines()) if row[3] == "0A"}
    links = [os.readlink(link) for link in Path(f"/proc/{engine_home.pid}/fd").iterdir()]
    own = [listening[link[8:-1]] for link in links if link.startswith("socket:[") and link[8:-1] in listening]

    assert len(own) >= 2  # Bolt and HTTP
    # 127.0.0.1, also as an IPv6 address that stands for it.
    assert all(address.partition(":")[0].endswith("0100007F") for address in own)


def test_another_port_than_the_running_one_is_refused(engine_home):
    with pytest.raises(ConflictError, match="已在"):
        embedded.start(engine_home.home, 1)


def test_port_in_use_is_told(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server, pytest.raises(UnavailableError, match="已被占用"):
        embedded.start(tmp_path, server.getsockname()[1])


def test_home_in_use_is_told(tmp_path):
    layout = embedded.Layout(tmp_path)
    lock = embedded.hold_lock(layout)
    try:
        with pytest.raises(ConflictError, match="正被另一个进程使用"):
            embedded.start(tmp_path)
    finally:
        os.close(lock)


def test_home_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("x")

    with pytest.raises(UnavailableError, match="不能写"):
        embedded.start(tmp_path / "file" / "home")


def test_full_disk_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(1, 1, 10 * 2**20))

    with pytest.raises(UnavailableError, match="只剩 10 MB"):
        embedded.start(tmp_path)


@pytest.mark.parametrize("version", ["2.28", "2.33.1"])
def test_old_system_is_told(tmp_path, monkeypatch, version):
    monkeypatch.setattr(embedded.platform, "libc_ver", lambda: ("glibc", version))

    with pytest.raises(UnavailableError, match=r"太旧.*改用外部的 Neo4j"):
        embedded.start(tmp_path)


def test_missing_package_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(embedded.importlib.util, "find_spec", lambda _: None)

    with pytest.raises(UnavailableError, match="没有安装内嵌图数据库"):
        embedded.start(tmp_path)


def test_engine_that_does_not_come_up_is_told(tmp_path):
    layout = embedded.Layout(tmp_path)
    layout.data.mkdir()
    # Where the engine wants its folder of databases stands a file.
    (layout.data / "databases").write_text("x")

    with pytest.raises(UnavailableError, match="没有启动起来"):
        embedded.start(tmp_path)
    assert embedded.status(tmp_path) is None


@pytest.mark.slow
def test_data_and_passwords_outlive_a_restart(tmp_path):
    first = embedded.start(tmp_path)
    with first.connect() as store:
        store.driver.execute_query("CREATE (:Kept {n: 1})", database_="neo4j")
    first.stop()
    first.stop()
    assert not alive(first.pid)
    assert embedded.status(tmp_path) is None

    second = embedded.start(tmp_path)
    with second.connect() as store:
        kept = store.driver.execute_query("MATCH (k:Kept) RETURN k.n AS n", database_="neo4j").records
    second.stop()

    assert [one["n"] for one in kept] == [1]
    assert second.password == first.password


@pytest.mark.slow
@pytest.mark.parametrize("detached", [False, True], ids=["with parent", "detached"])
def test_engine_ends_with_its_parent_unless_detached(tmp_path, detached):
    code = (
        "import os, signal; from pathlib import Path; from graph import embedded;"
        f"embedded.start(Path({str(tmp_path)!r}), detached={detached}); os.kill(os.getpid(), signal.SIGKILL)"
    )
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)
    assert ended.returncode == -signal.SIGKILL

    if not detached:
        wait_until(lambda: embedded.status(tmp_path) is None)
        return
    running = embedded.status(tmp_path)
    assert running is not None
    with running.connect() as store:
        assert store.dialect == "arcadedb"
    assert embedded.stop(tmp_path) is True
    assert embedded.status(tmp_path) is None


@pytest.mark.slow
def test_killed_engine_comes_back_with_everything_that_was_confirmed(tmp_path):
    first = embedded.start(tmp_path)
    with first.connect() as store:
        for n in range(50):
            store.driver.execute_query("CREATE (:Kept {n: $n})", n=n, database_="neo4j")
    os.kill(first.pid, signal.SIGKILL)
    wait_until(lambda: embedded.status(tmp_path) is None)
    first.stop()

    second = embedded.start(tmp_path)
    with second.connect() as store:
        found = store.driver.execute_query("MATCH (k:Kept) RETURN count(k) AS n", database_="neo4j").records
    second.stop()

    assert found[0]["n"] == 50
