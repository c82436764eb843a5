"""Words of the document inside a canonical sentence: always in “ ”, so that they are never taken for ours.

Owns the quoting: pairs of “ ” inside become ‘ ’ (GB/T 15834), what has no partner follows a backslash.
"""

from __future__ import annotations

_MARKED = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "‘": "\\‘", "’": "\\’", "“": "\\“", "”": "\\”"}
_UNMARKED = {mark: char for char, mark in _MARKED.items()}
_INNER = {"“": "‘", "”": "’"}


def quoted(text: str) -> str:
    """The text in “ ”, with the marks that let `unmarked` find it again."""
    paired = _paired(text)
    said = (_INNER[char] if at in paired else _MARKED.get(char, char) for at, char in enumerate(text))
    return f"“{''.join(said)}”"


def unmarked(piece: str) -> str:
    """What a piece between quotation marks stands for: a marked character, or the words themselves."""
    return _UNMARKED.get(piece, str(piece))


def _paired(text: str) -> set[int]:
    """Where the text has a “ with its ”, and that ”."""
    opened: list[int] = []
    paired: set[int] = set()
    for at, char in enumerate(text):
        if char == "“":
            opened.append(at)
        elif char == "”" and opened:
            paired |= {opened.pop(), at}
    return paired
