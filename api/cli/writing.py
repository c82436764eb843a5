"""Writing a file whole or not at all.

Owns the temporary file beside the target and the Chinese of a full disk or a missing right.
"""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from domain.errors import UnavailableError, Where

DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})

_SAID = {
    errno.ENOSPC: ("磁盘空间不足", "清理磁盘后重试"),
    errno.EDQUOT: ("磁盘配额已满", "清理磁盘后重试"),
    errno.EACCES: ("没有写入权限", "换一个目录或调整权限"),
    errno.EPERM: ("没有写入权限", "换一个目录或调整权限"),
    errno.EROFS: ("磁盘是只读的", "换一个目录"),
    errno.EFBIG: ("超过了允许的文件大小", "换一个磁盘，或放宽文件大小的限制"),
    errno.ENOTDIR: ("路径中有一段不是目录", "检查路径"),
    errno.EEXIST: ("已有同名的文件", "换一个名称"),
    errno.ENOENT: ("目录不存在", "先建立目录"),
}


def write_whole(path: Path, write: Callable[[Path], None]) -> None:
    """Let `write` fill a temporary file beside `path`, then put it in its place at once.

    Raises:
        UnavailableError: the disk is full, the folder is missing or may not be written.
    """
    kept: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=path.suffix, dir=path.parent)
        os.close(handle)
        kept = Path(name)
        write(kept)
        kept.chmod(0o666 & ~_umask())
        kept.replace(path)
        kept = None
    except OSError as error:
        raise disk_error(error, path) from error
    finally:
        if kept is not None:
            kept.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write a UTF-8 text whole or not at all."""
    write_whole(path, lambda kept: _fill(kept, text))


def make_folder(path: Path) -> Path:
    """The folder, made if it is missing.

    Raises:
        UnavailableError: it cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise disk_error(error, path) from error
    return path


def disk_error(error: OSError, path: Path) -> UnavailableError:
    """An error of the file system in our words."""
    what, todo = _SAID.get(error.errno or 0, (f"写不了（{error.strerror or error}）", "检查磁盘和权限"))
    return UnavailableError(what, where=Where(file=str(path)), todo=todo)


def _fill(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _umask() -> int:
    now = os.umask(0)
    os.umask(now)
    return now
