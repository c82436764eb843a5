"""What the house tests look at: the packages of the project and the files of the checkout."""

from __future__ import annotations

import ast
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES: tuple[str, ...] = tuple(PYPROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"])
# Folders of the checkout that are made, not written; only looked at where git is not there to say so.
MADE = {"node_modules", "build", "dist", "var", "vendor", "__pycache__"}


@cache
def modules() -> tuple[Path, ...]:
    """All Python modules of the shipped packages."""
    return tuple(path for name in PACKAGES for path in sorted((ROOT / name).rglob("*.py")))


@cache
def syntax(path: Path) -> ast.Module:
    """The parsed module."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def data_files(*endings: str) -> list[Path]:
    """Files of the shipped packages with one of these endings."""
    found = (path for name in PACKAGES for path in sorted((ROOT / name).rglob("*")))
    return [path for path in found if path.suffix in endings and "vendor" not in path.parts]


@cache
def written_files() -> tuple[Path, ...]:
    """Every file that belongs to the project: what git tracks, or without git all that is not made."""
    listing = ["git", "-C", str(ROOT), "ls-files", "-z"]
    try:
        done = subprocess.run(listing, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return tuple(_walk(ROOT))
    names = [name for name in done.stdout.decode().split("\0") if name]
    return tuple(path for path in (ROOT / name for name in names) if path.is_file())


def _walk(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        hidden = path.name.startswith(".") and path.name not in {".ci", ".npmrc", ".gitignore"}
        if path.is_dir() and not hidden and path.name not in MADE:
            yield from _walk(path)
        elif path.is_file() and not hidden:
            yield path


def where(path: Path, line: int | None = None) -> str:
    """A place as people write it: path from the root, and line."""
    place = str(path.relative_to(ROOT))
    return place if line is None else f"{place}:{line}"
