"""Pack the product and all it needs to run, for a machine that reaches no package index.

The pack suits machines like this one: same system, same processor, same Python version.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from tools import wheel_check
from tools.steps import say, step

ROOT = wheel_check.ROOT
HOW = """雁阵离线安装

需要：Linux x86-64（glibc 2.34 以上），Python {python}（带 venv）。不需要网络。

    python{python} -m venv yanzhen
    yanzhen/bin/pip install --no-index --find-links wheels --require-hashes -r runtime.txt
    yanzhen/bin/pip install --no-index --no-deps wheels/{wheel}
    yanzhen/bin/yanzhen demo
"""


def main() -> None:
    """Build the wheel, fetch the pinned packages beside it, and pack them with a page on how to install."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    with tempfile.TemporaryDirectory(prefix="yanzhen-pack-") as name:
        folder = Path(name)
        wheel = wheel_check.build(folder / "dist")
        wheels = folder / "wheels"
        pins = folder / "runtime.txt"
        pins.write_text(wheel_check.runtime_pins(), encoding="utf-8")
        with step("取运行依赖"):
            pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet"]
            options = ["--only-binary=:all:", "--require-hashes", "-r", str(pins), "--dest", str(wheels)]
            subprocess.run([*pip, *options], cwd=folder, check=True)
        (folder / "README.txt").write_text(HOW.format(python=python, wheel=wheel.name), encoding="utf-8")
        wheel.rename(wheels / wheel.name)
        stem = f"{'-'.join(wheel.name.split('-')[:2])}-offline-cp{python.replace('.', '')}-linux-x86_64"
        pack(folder, ROOT / "dist" / f"{stem}.tar.gz", stem)


def pack(folder: Path, target: Path, stem: str) -> None:
    """Write the archive; wheels are compressed already, so little is spent on compressing them again."""
    target.parent.mkdir(exist_ok=True)
    with step("打包"), tarfile.open(target, "w:gz", compresslevel=1) as archive:
        for name in ("README.txt", "runtime.txt", "wheels"):
            archive.add(folder / name, arcname=f"{stem}/{name}")
    say(f"   {target.relative_to(ROOT)}：{target.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
