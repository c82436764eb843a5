"""The text that a file of tier rules is shown as: one sentence a criterion, with its article and sources.

Owns the composing and the spans; the words are the file's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any as AnyValue

NO_ARTICLE = "条款号未见于来源"


@dataclass(frozen=True, slots=True)
class Line:
    """One stated thing with where it stands and who says so."""

    says: str
    article: str | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """An item's lines under its name, in groups under headings; a group without lines is not written."""

    name: str
    groups: tuple[tuple[str, tuple[Line, ...]], ...]


def compose(
    head: Sequence[str], sections: Sequence[Section], tail: Sequence[tuple[str, Sequence[str]]]
) -> tuple[str, list[dict[str, AnyValue]]]:
    """The text, and spans in document order: per section its own, then one a line with its quote.

    An article number begins its line, so that whoever looks for 第…条 before a quote finds its own.
    """
    text = "\n".join(head) + "\n"
    spans: list[dict[str, AnyValue]] = []
    for section in sections:
        whole: dict[str, AnyValue] = {"start": len(text) + 1}
        spans.append(whole)
        text += f"\n{section.name}\n"
        for heading, lines in section.groups:
            text += f"{heading}\n" if lines else ""
            for line in lines:
                text += f"{line.article or NO_ARTICLE}　"
                spans.append({"start": len(text), "end": len(text) + len(line.says), "quote": line.says})
                text += f"{line.says}（依据：{'、'.join(line.sources)}）。\n"
        whole["end"] = len(text)
    for heading, said in tail:
        text += "".join(["\n", heading, "\n", *(f"{one}\n" for one in said)])
    return text, spans
