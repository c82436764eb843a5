"""Make `.venv`: the pinned packages by hash, then this checkout itself, then the browser code.

Runs under whatever Python the machine has, so it uses the standard library alone. Each part leaves a stamp
with the hash of what it was made from, and is left alone while that does not change.
"""

from __future__ import annotations

import fcntl
import hashlib
import platform
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.steps import say, step

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
PIP = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]


def main() -> int:
    """Bring `.venv` up to date; 0 when it is, 3 when something from outside was missing."""
    try:
        with _one_at_a_time():
            _make_venv()
            _once("constraints", ["constraints.txt"], "按哈希安装依赖（首次约一两分钟）", _install_pinned)
            with step("打包浏览器代码（没有变化就跳过）"):
                _run([str(PYTHON), "build_hooks/browser_code.py"])
            _once("project", ["pyproject.toml", "build_hooks/hatch_build.py"], "安装本项目", _install_project)
    except subprocess.CalledProcessError as error:
        command = " ".join(map(str, error.cmd[:6]))
        say(f"准备环境没有成功：{command} …… 退出码 {error.returncode}；原因见上面的输出")
        if not _is_supported_machine():
            say("这台机器不是 Linux x86-64、glibc 2.34 以上：内嵌的图数据库没有给它的安装包")
        return 3
    return 0


def _is_supported_machine() -> bool:
    """The embedded graph engine comes built for one kind of machine only."""
    library, version = platform.libc_ver()
    new_enough = library == "glibc" and tuple(map(int, version.split(".")[:2])) >= (2, 34)
    return sys.platform == "linux" and platform.machine() == "x86_64" and new_enough


def _make_venv() -> None:
    if PYTHON.exists():  # false too when the Python it pointed to is gone
        return
    with step(f"建虚拟环境 .venv（Python {sys.version.split()[0]}）"):
        venv.create(VENV, with_pip=True, clear=True)


def _install_pinned() -> None:
    # Only built packages: nothing is compiled here, and no code of a package runs while it is installed.
    _run([*PIP, "--only-binary=:all:", "--require-hashes", "-r", "constraints.txt"])


def _install_project() -> None:
    _run([*PIP, "--no-deps", "--no-build-isolation", "-e", "."])


def _once(name: str, sources: list[str], title: str, act: Callable[[], None]) -> None:
    """Run `act` unless the stamp says that it was run on these very sources."""
    stamp = VENV / f".{name}.sha256"
    digest = hashlib.sha256(b"\0".join((ROOT / source).read_bytes() for source in sources)).hexdigest()
    if stamp.exists() and stamp.read_text(encoding="ascii") == digest:
        return
    with step(title):
        act()
    stamp.write_text(digest, encoding="ascii")


def _run(command: list[str]) -> None:
    subprocess.run(command, cwd=ROOT, check=True)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Hold a lock: two `make` in one checkout must not install over each other."""
    cache = ROOT / ".cache"
    cache.mkdir(exist_ok=True)
    with (cache / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    sys.exit(main())
