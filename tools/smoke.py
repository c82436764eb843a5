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
import tempfile
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
    with tempfile.TemporaryDirectory() as folder:
        check_files_only(Path(folder))
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


TEXT = """云雁县小企业研发补助办法

第一条 申报条件
申报企业应当同时符合下列条件：
（一）成立满一年；
（二）上一年度研发费用不低于100万元。

第二条 支持标准
符合条件的，给予10万元补助。
"""

COMPANY = {
    "uscc": "91130132000000115D",
    "name": "试用企业",
    "founded": "2020-01-01",
    "facts": [
        {"feature": "rd_expense", "value": "800000", "unit": "CNY", "period": "2025", "source": "审计报告"}
    ],
}


def check_files_only(folder: Path) -> None:
    """Read a text, check the reading, judge a firm against it, make a register and match it: no database."""
    text, firm, firms = folder / "办法.txt", folder / "c.json", folder / "c.jsonl"
    text.write_text(TEXT, encoding="utf-8")
    firm.write_text(json.dumps(COMPANY), encoding="utf-8")
    firms.write_text(json.dumps(COMPANY) + "\n", encoding="utf-8")
    readings = folder / "readings"
    run("read", text, "--out", readings)
    reading = readings / "办法.json"
    run("check", reading)
    printed = json.loads(
        run("judge", "--reading", reading, "--company", firm, "--on", "2026-05-10", "--json")
    )
    leaves = [leaf for item in printed["items"] for leaf in item["leaves"]]
    lacking = [leaf["distance"] for leaf in leaves if leaf["result"] == "false"]
    if printed["company"] != COMPANY["uscc"] or lacking != ["200000"]:
        sys.exit(f"judge --json 应当说研发费用差 200000 元，却打印：{printed}")
    run("register", firms, "--out", folder / "r.parquet")
    run(
        "match",
        "--readings",
        readings,
        "--register",
        folder / "r.parquet",
        "--on",
        "2026-05-10",
        "--out",
        folder / "m.csv",
    )
    rows = (folder / "m.csv").read_text(encoding="utf-8-sig").splitlines()
    if len(rows) != 1 + len(printed["items"]) or ",fails," not in rows[1]:
        sys.exit(f"match 写出的结果不对：{rows}")


def run(*arguments: object) -> str:
    """What the installed command prints; anything but exit code 0 ends the try-out."""
    command = [str(Path(sys.prefix, "bin", "yanzhen")), *map(str, arguments)]
    done = subprocess.run(command, text=True, capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"yanzhen {arguments[0]} 退出码 {done.returncode}：{done.stdout}{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    main(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
