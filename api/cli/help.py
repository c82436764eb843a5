"""Click's help pages in Chinese.

Owns the fixed words of the pages; what a command does says the command itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click

_HEADINGS = {"Options": "选项", "Commands": "命令"}
_WORDS = {
    "Show this message and exit.": "显示这一页",
    "[required]": "[必填]",
    "[default: ": "[默认：",
    "; required]": "；必填]",
    "[OPTIONS]": "[选项]",
    "COMMAND [ARGS]...": "命令 …",
}


_COMPLAINTS = (
    (re.compile(r"No such command '(.+?)'.*"), r"没有命令“\1”"),
    (re.compile(r"Got unexpected extra arguments? \((.+)\)"), r"多出的参数：\1"),
    (re.compile(r"'(.*)' is not (?:one of )?('.+)\."), r"“\1”不在可选之列，可选：\2"),
    (re.compile(r"(.+) is not in the range (.+)\."), r"\1 不在范围 \2 之内"),
    (re.compile(r"'(.*)' is not a valid integer(?: range)?\."), r"“\1”不是整数"),
    (re.compile(r"Option '(.+)' requires an argument\."), r"选项 \1 后面要有值"),
)


def complaint(message: str) -> str:
    """Click's complaint in Chinese; one that is not known stays as it is."""
    for pattern, chinese in _COMPLAINTS:
        if found := pattern.fullmatch(message):
            return found.expand(chinese)
    return message


def _chinese(text: str) -> str:
    for english, chinese in _WORDS.items():
        text = text.replace(english, chinese)
    return text


class Formatter(click.HelpFormatter):
    """Writes the fixed words in Chinese."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line of usage."""
        super().write_usage(prog, _chinese(args), prefix or "用法：")

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        """A section under its heading."""
        with super().section(_HEADINGS.get(name, name)):
            yield

    def write_dl(
        self, rows: Iterable[tuple[str, str | None]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """A list of options or commands."""
        said = [(_chinese(first), _chinese(second or "")) for first, second in rows]
        super().write_dl(said, col_max, col_spacing)


class Context(click.Context):
    """A context whose help pages are Chinese."""

    formatter_class = Formatter


def in_chinese(command: click.Command) -> click.Command:
    """The command and all below it, with Chinese help pages."""
    command.context_class = Context
    if isinstance(command, click.Group):
        for below in command.commands.values():
            in_chinese(below)
    return command
