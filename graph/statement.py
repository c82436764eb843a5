"""Statements: one file of `cypher/` is one statement with a header that says what it asks and gives.

Owns the strict reader of those files; `tests/house/test_cypher.py` holds header and text together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from domain.errors import InputError, Where

TYPES = frozenset(
    {"STRING", "INTEGER", "FLOAT", "BOOLEAN", "DATE", "MAP", "LIST<STRING>", "LIST<INTEGER>", "LIST<MAP>"}
)
_NAME = re.compile(r"[a-z][a-z_0-9]*\.\w+")
_FIELD = re.compile(r"(\$?)([a-z][a-z_0-9]*) +([A-Z<>]+) +(\S.*)")
_KEYS = re.compile(r"\{([^{}]*)\}")
_ROW_FIELD = re.compile(r"row\.(\w+)")


class Mode(StrEnum):
    """What a statement does to the graph."""

    READS = "reads"
    WRITES = "writes"
    SCHEMA = "schema"


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter that a statement takes, or a column that it gives."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement with its header.

    Attributes:
        name: `policy.one` for `cypher/policy/one.cypher`.
        columns: in the order of the last RETURN.
        keys: fields of a row by which nodes or relationships are found or merged; never null.
    """

    name: str
    purpose: str
    mode: Mode
    params: tuple[Field, ...]
    columns: tuple[Field, ...]
    text: str
    keys: tuple[str, ...]


def parse(name: str, source: str) -> Statement:
    """The statement that a file holds.

    Raises:
        InputError: the header lacks a line, names a field twice or has another form; the text is missing.
    """
    lines = source.splitlines()
    header = [line[2:].strip() for line in lines if line.startswith("//")]
    text = "\n".join(line for line in lines[len(header) :] if line.strip())
    where = Where(file=f"cypher/{name.replace('.', '/')}.cypher")
    if any(not line.startswith("//") for line in lines[: len(header)]) or len(header) < 2 or not header[0]:
        raise InputError("语句文件的头不对", where=where, expected="先用途一行，再 reads、writes 或 schema")
    if header[1] not in set(Mode):
        raise InputError(f"不认识“{header[1]}”", where=where, expected="reads、writes 或 schema")
    if not text or ";" in text:
        raise InputError("语句为空或含分号", where=where, expected="不带分号的一条语句")
    params, columns = _fields(header[2:], where)
    return Statement(name, header[0], Mode(header[1]), params, columns, text, _keys(text))


def _fields(lines: list[str], where: Where) -> tuple[tuple[Field, ...], tuple[Field, ...]]:
    params: list[Field] = []
    columns: list[Field] = []
    for row, line in enumerate(lines, start=3):
        place = Where(file=where.file, row=row)
        found = _FIELD.fullmatch(line)
        if not found or found[3] not in TYPES:
            raise InputError(f"头中的“{line}”读不懂", where=place, expected="（$）名称 类型 含义")
        if found[1] and columns:
            raise InputError("参数写在列之后", where=place, todo="把参数移到列之前")
        kept = params if found[1] else columns
        if found[2] in {one.name for one in kept}:
            raise InputError(f"“{found[2]}”重复", where=place)
        kept.append(Field(found[2], found[3], found[4]))
    return tuple(params), tuple(columns)


def _keys(text: str) -> tuple[str, ...]:
    """Row fields inside `{…}` of a MATCH or MERGE pattern: what a thing is found by."""
    found: dict[str, None] = {}
    for line in text.splitlines():
        if re.match(r"\s*(MATCH|MERGE)\b", line):
            for braces in _KEYS.findall(line):
                found.update(dict.fromkeys(_ROW_FIELD.findall(braces)))
    return tuple(found)


@cache
def load(name: str) -> Statement:
    """The statement of a name (`policy.one`), read once.

    Raises:
        InputError: there is no such file, or its header is faulty.
    """
    if not _NAME.fullmatch(name):
        raise InputError(f"语句名“{name}”不对", expected="形如 policy.one")
    folder, file = name.split(".")
    path = files("cypher") / folder / f"{file}.cypher"
    if not path.is_file():
        raise InputError(f"没有名为“{name}”的语句", where=Where(file=f"cypher/{folder}/{file}.cypher"))
    return parse(name, path.read_text(encoding="utf-8"))


@cache
def names() -> tuple[str, ...]:
    """The names of all statements, in order."""
    return tuple(
        f"{folder.name}.{file.name.removesuffix('.cypher')}"
        for folder in sorted(files("cypher").iterdir(), key=lambda one: one.name)
        if folder.is_dir() and not folder.name.startswith("_")
        for file in sorted(folder.iterdir(), key=lambda one: one.name)
        if file.name.endswith(".cypher")
    )
