"""The error tree. Each error says what is wrong, where, what was expected and what to do.

Rooms raise these; `api/` alone turns them into exit codes and HTTP answers.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Where:
    """The place of a fault: a file with row and column, a key path in it, or a span of a text."""

    file: str | None = None
    row: int | None = None
    column: str | None = None
    path: str | None = None
    start: int | None = None
    end: int | None = None

    def __str__(self) -> str:
        parts = []
        if self.file:
            parts.append(f"文件 {self.file}")
        if self.row is not None:
            parts.append(f"第 {self.row} 行")
        if self.column:
            parts.append(f"“{self.column}”列")
        if self.path:
            parts.append(f"位置 {self.path}")
        if self.start is not None:
            parts.append(f"第 {self.start}–{self.end} 字")
        return "，".join(parts)


def writable(text: str) -> str:
    """The text with halves of characters (lone surrogates), which no file or answer can hold, escaped."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


class YanzhenError(Exception):
    """Base of all our errors; never raised itself."""

    def __init__(
        self,
        what: str,
        *,
        where: Where | None = None,
        expected: str | None = None,
        todo: str | None = None,
    ) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.expected = expected
        self.todo = todo

    def __str__(self) -> str:
        """One Chinese line: 位置：问题；应为…；请…"""
        return self.line(str(self.where or ""))

    def line(self, place: str) -> str:
        """The same line with the place said in other words; none where these are empty."""
        place = f"{place}：" if place else ""
        expected = f"；应为{self.expected}" if self.expected else ""
        todo = f"；请{self.todo}" if self.todo else ""
        return writable(f"{place}{self.what}{expected}{todo}")


class InputError(YanzhenError):
    """Raised when a file, a field or a request does not follow its format."""


class InputFaultsError(InputError):
    """Raised when several faults were found in one input; each is kept."""

    def __init__(self, faults: list[InputError]) -> None:
        super().__init__(f"输入共有 {len(faults)} 处问题", todo="按下列提示修改后重试")
        self.faults = faults


class NotFoundError(YanzhenError):
    """Raised when a thing asked for by its key does not exist."""


class ConflictError(YanzhenError):
    """Raised when a write meets another state than it was made for."""


class UnavailableError(YanzhenError):
    """Raised when something outside is missing: a service, a port, a disk, a permission."""
