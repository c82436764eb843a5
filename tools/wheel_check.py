"""Build the wheel as it would be shipped, install it into a clean environment, and try it there.

The environment lies outside the checkout, holds no development tool, and is thrown away afterwards.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import venv
import zipfile
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.steps import say, step

ROOT = Path(__file__).resolve().parent.parent
STAMP = ROOT / ".cache" / "wheel_check.sha256"


def main() -> None:
    """Build and try the wheel; a wheel identical to the last one tried is not tried again, except in CI."""
    with tempfile.TemporaryDirectory(prefix="yanzhen-wheel-") as name:
        folder = Path(name)
        wheel = build(folder / "dist")
        # Taken at once: installing takes half a minute, in which people may go on editing the checkout.
        manifest = folder / "manifest.json"
        manifest.write_text(json.dumps(_manifest()), encoding="utf-8")
        key = _key(wheel)
        if os.environ.get("CI") != "true" and STAMP.exists() and STAMP.read_text(encoding="ascii") == key:
            say(f"   {wheel.name} 与上次试过的完全相同，沿用那次的结果")
            return
        check_contents(wheel)
        try_out(wheel, manifest, folder)
        # Only what was tried reaches dist/; and two runs in one checkout do not build over each other.
        shutil.copytree(folder / "dist", ROOT / "dist", dirs_exist_ok=True)
    STAMP.parent.mkdir(exist_ok=True)
    STAMP.write_text(key, encoding="ascii")


def check_contents(wheel: Path) -> None:
    """The wheel holds our packages and its own record, nothing else."""
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
    strangers = {name for name in tops if not name.endswith(".dist-info")} - set(_packages())
    if strangers:
        sys.exit(f"wheel 里混进了 {sorted(strangers)}")


def build(dist: Path) -> Path:
    """Build the sdist, and the wheel from that sdist, into a folder."""
    with step("打 sdist 与 wheel"):
        command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(dist)]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    (wheel,) = dist.glob("*.whl")
    say(f"   {wheel.name}：{wheel.stat().st_size / 1e6:.1f} MB")
    return wheel


def try_out(wheel: Path, manifest: Path, folder: Path) -> None:
    """Install the wheel with its pinned dependencies into `folder`, and run the smoke test from there."""
    with step("干净环境：按哈希装运行依赖，再装 wheel"):
        venv.create(folder / "venv", with_pip=True)
        python = folder / "venv/bin/python"
        pip = [str(python), "-m", "pip", "--disable-pip-version-check"]
        pins = folder / "runtime.txt"
        pins.write_text(runtime_pins(), encoding="utf-8")
        only = ["--quiet", "--only-binary=:all:"]
        subprocess.run([*pip, "install", *only, "--require-hashes", "-r", str(pins)], cwd=folder, check=True)
        subprocess.run([*pip, "install", "--quiet", "--no-deps", str(wheel)], cwd=folder, check=True)
        subprocess.run([*pip, "check"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    with step("在仓库之外试用"):
        shutil.copyfile(ROOT / "tools/smoke.py", folder / "smoke.py")
        # -I: neither this folder nor PYTHONPATH helps; what is imported was installed.
        subprocess.run([str(python), "-I", "smoke.py", str(manifest)], cwd=folder, check=True)


def runtime_pins() -> str:
    """The part of `constraints.txt` that the product itself needs to run, with the hashes."""
    wanted = runtime_closure(_project()["dependencies"])
    constraints = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    blocks = re.findall(r"(?m)^[^\s#].*(?:\n[ \t]+.*)*\n?", constraints)
    return "".join(block for block in blocks if canonicalize_name(block.split("==")[0]) in wanted)


def runtime_closure(requirements: list[str]) -> set[str]:
    """Names of all distributions that these requirements bring in here, found from what is installed."""
    found: set[tuple[str, str]] = set()
    queue = [Requirement(text) for text in requirements]
    while queue:
        requirement = queue.pop()
        for extra in ("", *requirement.extras):
            name = canonicalize_name(requirement.name)
            if (name, extra) in found:
                continue
            found.add((name, extra))
            needs = [Requirement(text) for text in metadata.requires(name) or []]
            queue += [need for need in needs if need.marker is None or need.marker.evaluate({"extra": extra})]
    return {name for name, _ in found}


def _manifest() -> dict[str, dict[str, str] | list[str]]:
    """What the wheel must carry: every file of the packages that is not compiled Python."""
    packages = _packages()
    files = [path for name in packages for path in sorted((ROOT / name).rglob("*")) if path.is_file()]
    kept = [path for path in files if "__pycache__" not in path.parts and not path.name.startswith(".")]
    return {"packages": packages, "files": {str(path.relative_to(ROOT)): _sha256(path) for path in kept}}


def _packages() -> list[str]:
    packages: list[str] = _pyproject()["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    return packages


def _project() -> dict[str, list[str]]:
    project: dict[str, list[str]] = _pyproject()["project"]
    return project


def _pyproject() -> dict[str, dict]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _key(wheel: Path) -> str:
    parts = [wheel, ROOT / "constraints.txt", ROOT / "tools/smoke.py", Path(__file__)]
    return hashlib.sha256("".join(_sha256(part) for part in parts).encode()).hexdigest()


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
