"""An export as a folder: one file a kind, and a manifest with rows and SHA-256 of each.

Owns the manifest, writing the folder whole or not at all, and checking it before anything is read from it.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any as AnyValue

from domain.errors import ConflictError, InputError, Where
from graph.migrate import steps
from graph.transfer import FORMAT, MANIFEST, VERSION, link_kinds, node_kinds

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Part:
    """One file of an export: path inside the folder, lines, SHA-256."""

    file: str
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an export holds.

    Attributes:
        structure: the latest step of the schema of the graph it was taken from (`V0033`).
        passwords: whether the accounts came with the hashes of their passwords.
        left_out: how many nodes and relationships of which kind stayed behind.
    """

    structure: str
    passwords: bool
    parts: tuple[Part, ...]
    left_out: Mapping[str, int]

    @property
    def text(self) -> str:
        """The manifest as it is written."""
        files = [{"file": one.file, "rows": one.rows, "sha256": one.sha256} for one in self.parts]
        said = {
            "format": FORMAT,
            "version": VERSION,
            "structure": self.structure,
            "passwords": self.passwords,
            "files": files,
            "left_out": dict(sorted(self.left_out.items())),
        }
        return json.dumps(said, ensure_ascii=False, indent=1) + "\n"

    @property
    def sha256(self) -> str:
        """The digest that stands for the whole export, because the manifest holds those of all files."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def rows(self) -> dict[str, int]:
        """Rows by file."""
        return {one.file: one.rows for one in self.parts}


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """A folder to write into, which takes its name only when all is written; readable by its owner alone.

    Raises:
        ConflictError: there is something of that name.
    """
    if folder.exists():
        raise ConflictError(f"“{folder}”已存在", todo="换一个目录名；导出不覆盖旧的")
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        yield draft
        draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def write_part(folder: Path, file: str, lines: Iterable[str]) -> Part:
    """Write one file; where there are no lines, none."""
    path = folder / file
    path.parent.mkdir(exist_ok=True, mode=0o700)
    digest, rows = hashlib.sha256(), 0
    with path.open("xb") as opened:
        path.chmod(0o600)
        for text in lines:
            rows += 1
            data = text.encode() + b"\n"
            digest.update(data)
            opened.write(data)
    if not rows:
        path.unlink()
    return Part(file, rows, digest.hexdigest())


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest, last."""
    path = folder / MANIFEST
    path.write_text(manifest.text, encoding="utf-8")
    path.chmod(0o600)


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a folder whose files are all there and unchanged.

    Raises:
        InputError: no export, of a newer program, a file missing, added or changed; names it.
    """
    manifest = _manifest(folder / MANIFEST)
    known = {one.file for one in node_kinds()} | {one.file for one in link_kinds()}
    there = {one.relative_to(folder).as_posix() for one in folder.rglob("*") if not one.is_dir()}
    listed = set(manifest.rows)
    for name in sorted(there ^ (listed | {MANIFEST})):
        what = "清单里没有这个文件" if name in there else "缺这个文件"
        raise InputError(what, where=Where(file=name), todo="用完整、未经改动的导出")
    for name in sorted(listed - known):
        raise InputError("不认识这一种内容", where=Where(file=name), todo="升级程序后再导入")
    for part in manifest.parts:
        _check_part(folder / part.file, part)
    return manifest


def lines_of(folder: Path, file: str) -> Iterator[tuple[Where, str]]:
    """The lines of a file, each with its place."""
    with (folder / file).open(encoding="utf-8", newline="\n") as opened:
        for row, text in enumerate(opened, start=1):
            yield Where(file=file, row=row), text.rstrip("\n")


def _check_part(path: Path, part: Part) -> None:
    digest, rows = hashlib.sha256(), 0
    with path.open("rb") as opened:
        while chunk := opened.read(_CHUNK):
            digest.update(chunk)
            rows += chunk.count(b"\n")
    if (digest.hexdigest(), rows) != (part.sha256, part.rows):
        what = "内容与清单里的行数或 SHA-256 不符"
        raise InputError(what, where=Where(file=part.file), todo="用未经改动的导出")


def _manifest(path: Path) -> Manifest:
    where = Where(file=path.name)
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        found = _said(said)
    except OSError as error:
        raise InputError(
            "读不到清单", where=Where(file=str(path)), expected="graph export 写出的目录"
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise InputError("清单读不懂", where=where, todo="用未经改动的导出") from error
    if said["version"] != VERSION or found.structure > steps()[-1].version:
        what = f"导出来自更新的程序（格式 {said['version']}，结构 {found.structure}）"
        raise InputError(what, where=where, todo="升级程序后再导入")
    return found


def _said(said: AnyValue) -> Manifest:
    if said["format"] != FORMAT or not isinstance(said["version"], int):
        raise ValueError
    parts = tuple(Part(str(one["file"]), int(one["rows"]), str(one["sha256"])) for one in said["files"])
    for part in parts:
        if PurePosixPath(part.file).is_absolute() or ".." in PurePosixPath(part.file).parts:
            raise ValueError
    left = {str(key): int(value) for key, value in said["left_out"].items()}
    return Manifest(str(said["structure"]), said["passwords"] is True, parts, left)
