"""Reading canonical sentences back: text in, meaning out, or where the text stops making sense.

Owns the parser, the only place that imports lark; the grammar stands in `sentences.lark`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import cast

from lark import Lark
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from domain.errors import InputError, Where
from domain.meaning import Meaning
from domain.sentence.building import Builder
from domain.sentence.lines import Clause, Head, Row, TableHead
from domain.sentence.words import (
    AGGREGATES,
    LEVELS,
    OPS,
    PLAIN_PERIODS,
    SAID,
    SUBJECTS,
    features_by_word,
    units_by_word,
)

FORMS = ("sentence", "clause", "head", "row")
_FIXED = re.compile('"[^"]+"')
_EXPECTED_SHOWN = 8
_FOUND_SHOWN = 10


def parse_sentence(text: str) -> Meaning:
    """What the canonical sentence asks.

    Raises:
        InputError: the text is no canonical sentence; names the character and what was expected there.
    """
    return cast(Meaning, _parsed(text, "sentence", None))


def parse_head(text: str, row: int) -> Head | TableHead:
    """The line that opens a tree or a scoring table; `row` is the line's number, for errors."""
    return cast("Head | TableHead", _parsed(text, "head", row))


def parse_clause(text: str, row: int) -> Clause:
    """A numbered line of a tree, without its number."""
    return cast(Clause, _parsed(text, "clause", row))


def parse_row(text: str, row: int) -> Row:
    """A numbered line of a scoring table, without its number."""
    return cast(Row, _parsed(text, "row", row))


def _parsed(text: str, form: str, row: int | None) -> object:
    try:
        return parser().parse(text, start=form)
    except UnexpectedInput as error:
        raise _fault(text, error, row) from error
    except InputError as error:
        where = replace(error.where or Where(), row=row)
        raise InputError(error.what, where=where, expected=error.expected) from error


@cache
def parser() -> Lark:
    """The parser of all forms, built once (0.1 s)."""
    return Lark(
        grammar_text(), parser="lalr", start=list(FORMS), transformer=Builder(), maybe_placeholders=False
    )


@cache
def grammar_text() -> str:
    """The grammar with the terminals of the tables in `words`."""
    rules = (files("domain.sentence") / "sentences.lark").read_text(encoding="utf-8")
    fixed = list(dict.fromkeys(_FIXED.findall(rules)))
    rules = _FIXED.sub(lambda found: f"_WORD_{fixed.index(found[0])}", rules)
    rules += "".join(f"_WORD_{place}: {word}\n" for place, word in enumerate(fixed))
    words: dict[str, Iterable[str]] = {
        "FEATURE.3": features_by_word(),
        "SUBJECT_OF.2": [f"{word}的" for word in SUBJECTS.values()],
        "SUBJECT": SUBJECTS.values(),
        "PLAIN_PERIOD": PLAIN_PERIODS.values(),
        "AGGREGATE": AGGREGATES.values(),
        "OP": OPS.values(),
        "UNIT": units_by_word(),
        "LEVEL": LEVELS,
    }
    return rules + "".join(f"{name}: /{_one_of(some)}/\n" for name, some in words.items())


def _one_of(words: Iterable[str]) -> str:
    """A pattern of the words, longest first: 上一年度至今 before 上一年度."""
    return "|".join(re.escape(word).replace("/", r"\/") for word in sorted(words, key=len, reverse=True))


def _fault(text: str, error: UnexpectedInput, row: int | None) -> InputError:
    names: Iterable[str] = ()
    at = len(text)
    if isinstance(error, UnexpectedToken):
        names = error.accepts or error.expected
        at = at if error.token.type == "$END" else error.pos_in_stream or 0
    elif isinstance(error, UnexpectedCharacters):
        names, at = error.allowed or (), error.pos_in_stream or 0
    what = f"“{text[at : at + _FOUND_SHOWN]}”不合规范句的写法" if at < len(text) else "规范句没有写完"
    return InputError(what, where=Where(row=row, start=at, end=min(at + 1, len(text))), expected=_said(names))


def _said(names: Iterable[str]) -> str | None:
    """What could have stood there, in words."""
    own = {terminal.name: terminal.pattern.value for terminal in parser().terminals}
    said = list(dict.fromkeys(SAID.get(name) or f"“{own.get(name, name)}”" for name in sorted(names)))
    more = "等" if len(said) > _EXPECTED_SHOWN else ""
    return "、".join(said[:_EXPECTED_SHOWN]) + more or None
