"""Try the installed product from outside any checkout: `python -I smoke.py manifest.json`.

The manifest names the packages and the files that the wheel must carry (path -> SHA-256); it is written by
`tools/wheel_check.py` from the checkout. Only the standard library and the product itself are used.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.metadata
import importlib.resources
import json
import subprocess
import sys
from pathlib import Path


def main(manifest: dict[str, dict[str, str]]) -> None:
    """Stop with a message at the first thing that is not as it should be."""
    prefix = Path(sys.prefix).resolve()
    for name in manifest["packages"]:
        module = importlib.import_module(name)
        home = Path(str(module.__file__)).resolve()
        if not home.is_relative_to(prefix):
            sys.exit(f"{name} 是从 {home} 导入的，不在刚装好的环境 {prefix} 里")
    for path, digest in manifest["files"].items():
        check_file(path, digest)
    check_command()
    print(f"   装好的包可用：{len(manifest['packages'])} 间，{len(manifest['files'])} 个文件")


def check_file(path: str, digest: str) -> None:
    """Read a file the way the product does, as a resource of its package."""
    package, *rest = path.split("/")
    resource = importlib.resources.files(package).joinpath(*rest)
    if not resource.is_file():
        sys.exit(f"wheel 里缺 {path}")
    if hashlib.sha256(resource.read_bytes()).hexdigest() != digest:
        sys.exit(f"wheel 里的 {path} 与仓库里的不同")


def check_command() -> None:
    """The command must be there and know its version."""
    version = importlib.metadata.version("yanzhen")
    command = [str(Path(sys.prefix, "bin", "yanzhen")), "--version"]
    done = subprocess.run(command, text=True, capture_output=True, check=False)
    if done.returncode or version not in done.stdout:
        sys.exit(
            f"yanzhen --version 应当打印 {version}，退出码 {done.returncode}：{done.stdout}{done.stderr}"
        )


if __name__ == "__main__":
    main(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
