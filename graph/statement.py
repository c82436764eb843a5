"""Statements: one file of `cypher/` is one statement with a header that says what it asks and gives.

Owns the strict reader of those files; `tests/house/test_cypher.py` holds header and text together.

A statement that is the same for many labels is written once with places (`<label>`), and its header lists
in `each` lines what stands in them: a closed list in the file itself, because a label cannot be a parameter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib.resources import files

from domain.errors import InputError, Where

TYPES = frozenset(
    {"STRING", "INTEGER", "FLOAT", "BOOLEAN", "DATE", "MAP", "LIST<STRING>", "LIST<INTEGER>", "LIST<MAP>"}
)
_NAME = re.compile(r"([a-z][a-z_0-9]*)\.(\w+)(?::([\w.]+))?")
_EACH = re.compile(r"each +([\w.]+): +(\S.*)")
_AS = re.compile(r"each +as +([a-z_]+\.\w+)")
_SLOT = re.compile(r"<(\w+)>=(\w+)")
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
        name: `policy.one` for `cypher/policy/one.cypher`; `transfer.page:Policy` for one of an `each` list.
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
    fields = [line for line in header[2:] if not line.startswith("each ")]
    params, columns = _fields(fields, where)
    return Statement(name, header[0], Mode(header[1]), params, columns, text, _keys(text))


def members(source: str, where: Where) -> dict[str, dict[str, str]]:
    """What a file's `each` lines put in its places, by name of the member; nothing where there are none.

    Raises:
        InputError: a line of another form, a name twice, or other places than the first line fills.
    """
    found: dict[str, dict[str, str]] = {}
    for row, line in enumerate(source.splitlines(), start=1):
        if not line.startswith("// ") or not (said := line[3:].strip()).startswith("each "):
            continue
        place = Where(file=where.file, row=row)
        if other := _AS.fullmatch(said):
            found |= members(_source(other[1]), place)
            continue
        parts = _EACH.fullmatch(said)
        slots = [_SLOT.fullmatch(part) for part in parts[2].split()] if parts else [None]
        if parts is None or None in slots:
            raise InputError(f"头中的“{line}”读不懂", where=place, expected="each 名称: <位置>=值 …")
        given = {slot[1]: slot[2] for slot in slots if slot}
        if parts[1] in found or any(set(given) != set(one) for one in found.values()):
            raise InputError(f"“{parts[1]}”重复，或位置与前面不同", where=place)
        found[parts[1]] = given
    return found


def _filled(source: str, given: dict[str, str], where: Where) -> str:
    text = "\n".join(line for line in source.splitlines() if not line.startswith("// each "))
    for slot, value in given.items():
        text = text.replace(f"<{slot}>", value)
    if left := re.search(r"<[a-z_]+>", text):
        raise InputError(f"位置 {left[0]} 没有值", where=where, todo="在 each 行里写上")
    return text


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


def _where(name: str) -> Where:
    return Where(file=f"cypher/{name.replace('.', '/')}.cypher")


@cache
def _source(name: str) -> str:
    folder, file = name.split(".")
    path = files("cypher") / folder / f"{file}.cypher"
    if not path.is_file():
        raise InputError(f"没有名为“{name}”的语句", where=_where(name))
    return path.read_text(encoding="utf-8")


@cache
def each(name: str) -> dict[str, dict[str, str]]:
    """The members of a statement file (`transfer.page`) with what stands in its places."""
    return members(_source(name), _where(name))


@cache
def load(name: str) -> Statement:
    """The statement of a name (`policy.one`, `transfer.page:Policy`), read once.

    Raises:
        InputError: there is no such file or member, or its header is faulty.
    """
    parts = _NAME.fullmatch(name)
    if not parts:
        raise InputError(f"语句名“{name}”不对", expected="形如 policy.one")
    file = f"{parts[1]}.{parts[2]}"
    known = each(file)
    if (parts[3] is None) == bool(known) or (parts[3] is not None and parts[3] not in known):
        raise InputError(f"语句 {file} 没有“{parts[3] or ''}”这一种", where=_where(file))
    source = _filled(_source(file), known[parts[3]], _where(file)) if parts[3] else _source(file)
    return replace(parse(file, source), name=name)


@cache
def names() -> tuple[str, ...]:
    """The names of all statements, in order; a file with an `each` list gives one for each member."""
    found = [
        f"{folder.name}.{file.name.removesuffix('.cypher')}"
        for folder in sorted(files("cypher").iterdir(), key=lambda one: one.name)
        if folder.is_dir() and not folder.name.startswith("_")
        for file in sorted(folder.iterdir(), key=lambda one: one.name)
        if file.name.endswith(".cypher")
    ]
    return tuple(full for name in found for full in ([f"{name}:{one}" for one in each(name)] or [name]))
