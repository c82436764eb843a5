"""The console's styles and scripts: served from the package, by content hash, to be kept for ever.

Owns the addresses; what a file holds is nobody's business here.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from domain.errors import UnavailableError

FOLDER = Path(__file__).parent / "static"
PREFIX = "/static"
_FOR_EVER = "public, max-age=31536000, immutable"


@cache
def static_url(name: str) -> str:
    """The address of a file under `static/`, with its content's hash.

    Raises:
        UnavailableError: the file is missing; for third-party code that means it was not bundled.
    """
    try:
        digest = hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:12]
    except OSError as error:
        raise UnavailableError(f"控制台缺少文件 {name}", todo="运行 make setup 打包浏览器代码") from error
    return f"{PREFIX}/{name}?v={digest}"


class KeptFiles(StaticFiles):
    """Static files; those asked for by hash may be kept for ever, others are asked for again each time."""

    def file_response(
        self, full_path: Any, stat_result: Any, scope: Scope, status_code: int = 200
    ) -> Response:
        """The file with its caching rule."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        kept = b"v=" in scope["query_string"]
        response.headers["Cache-Control"] = _FOR_EVER if kept else "no-cache"
        return response
