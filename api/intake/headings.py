"""What a column heading means: which field or feature, in which unit, for which year.

Owns `headings.yaml` and its strict reader; brackets, blanks and widths of a heading do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from pydantic import Field

from domain.datafile import model
from domain.errors import InputError, Where
from domain.names import plain
from domain.strict import Strict
from domain.vocabulary import vocabulary

_FILE = "headings.yaml"
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?:年度|年末|年底|年|$|(?=\D))")
_UNIT = re.compile(r"\((?:单位:?)?([^()]*)\)$|[,_:/-](?:单位:?)?([^,_:/()-]+)$")
_UNIT_LINE = re.compile(r"(?:金额)?单位[::]?\s*\(?([^\s()、,;]+)\)?")
_MARKS = "*:;.。、#"


class _Unit(Strict):
    unit: str
    scale: str


class _TableFile(Strict):
    zh: str
    needed: list[str]
    one_of: list[str] = Field(default_factory=list)
    fields: list[str]
    features: bool = False


class _File(Strict):
    source: str
    date: date
    empty: list[str]
    yes: list[str]
    no: list[str]
    footers: list[str]
    separators: str
    units: dict[str, _Unit]
    statuses: dict[str, list[str]]
    fields: dict[str, list[str]]
    features: dict[str, list[str]]
    refused: dict[str, str]
    not_kept: list[str]
    tables: dict[str, _TableFile]


@dataclass(frozen=True, slots=True)
class WrittenUnit:
    """A unit as people write it: 万元 is CNY times 10000."""

    unit: str
    scale: Decimal


@dataclass(frozen=True, slots=True)
class TableKind:
    """One kind of table: what its columns may be and which it needs.

    Attributes:
        one_of: fields of which at least one must be there (信用代码 or the case id).
        columns: heading in plain form -> field.
    """

    id: str
    zh: str
    needed: tuple[str, ...]
    one_of: tuple[str, ...]
    features: bool
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """The whole of `headings.yaml`, spellings in plain form.

    Attributes:
        features: spelling -> feature id, with the vocabulary's own names and ids.
        titles: field -> its first Chinese spelling, for messages.
    """

    empty: frozenset[str]
    yes: frozenset[str]
    no: frozenset[str]
    footers: tuple[str, ...]
    separators: str
    units: Mapping[str, WrittenUnit]
    statuses: Mapping[str, str]
    features: Mapping[str, str]
    refused: Mapping[str, str]
    not_kept: frozenset[str]
    titles: Mapping[str, str]
    tables: Mapping[str, TableKind]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading says.

    Attributes:
        field: the field of the table; None for a feature's column.
        unit: the unit written in the heading, None if none is.
        year: the year written in the heading.
    """

    field: str | None = None
    feature: str | None = None
    unit: WrittenUnit | None = None
    year: int | None = None


@cache
def words() -> Words:
    """The product's own list.

    Raises:
        InputError: an unknown key, an unknown feature or field, a spelling with two meanings in one table.
    """
    text = (files("api.intake") / _FILE).read_text(encoding="utf-8")
    return read_words(text, _FILE)


def read_words(text: str, name: str) -> Words:
    """The list of a YAML text; errors as `words`."""
    raw = model(text, name, _File)
    return Words(
        empty=frozenset(plain(one) for one in raw.empty),
        yes=frozenset(plain(one) for one in raw.yes),
        no=frozenset(plain(one) for one in raw.no),
        footers=tuple(plain(one) for one in raw.footers),
        separators=raw.separators,
        units=MappingProxyType(
            {plain(zh): WrittenUnit(one.unit, Decimal(one.scale)) for zh, one in raw.units.items()}
        ),
        statuses=_spellings(raw.statuses, name),
        features=_features(raw.features, name),
        refused=MappingProxyType({plain(one): why for one, why in raw.refused.items()}),
        not_kept=frozenset(plain(one) for one in raw.not_kept),
        titles=MappingProxyType({field: names[0] for field, names in raw.fields.items()}),
        tables=MappingProxyType({key: _kind(key, one, raw.fields, name) for key, one in raw.tables.items()}),
    )


def _spellings(groups: Mapping[str, list[str]], name: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for key, written in groups.items():
        for spelling in (key, *written):
            if found.setdefault(plain(spelling), key) != key:
                raise InputError(f"“{spelling}”有两个意思", where=Where(file=name))
    return MappingProxyType(found)


def _features(extra: Mapping[str, list[str]], name: str) -> Mapping[str, str]:
    unknown = set(extra) - set(vocabulary())
    if unknown:
        raise InputError(f"指标“{min(unknown)}”不在词表中", where=Where(file=name))
    return _spellings({key: [one.zh, *extra.get(key, [])] for key, one in vocabulary().items()}, name)


def _kind(key: str, one: _TableFile, fields: Mapping[str, list[str]], name: str) -> TableKind:
    missing = {*one.fields, *one.needed, *one.one_of} - set(fields)
    if missing:
        raise InputError(f"表“{one.zh}”的列“{min(missing)}”没有写法", where=Where(file=name))
    columns = _spellings({field: fields[field] for field in one.fields}, name)
    return TableKind(key, one.zh, tuple(one.needed), tuple(one.one_of), one.features, columns)


def understand(heading: str, kind: TableKind) -> Meaning | None:
    """What a heading means in a table of this kind; None: not known there."""
    text = plain(heading).strip(_MARKS)
    for stem, year in _with_and_without_year(text):
        for name, unit in _with_and_without_unit(stem):
            if year is None and (field := kind.columns.get(name)):
                return Meaning(field=field, unit=unit)
            if kind.features and (feature := words().features.get(name)):
                return Meaning(feature=feature, unit=unit, year=year)
    return None


def why_refused(heading: str) -> str | None:
    """Why a known column cannot be used; None if it is not one of those."""
    for stem, _ in _with_and_without_year(plain(heading).strip(_MARKS)):
        for name, _ in _with_and_without_unit(stem):
            if why := words().refused.get(name):
                return why
    return None


def is_not_kept(heading: str) -> bool:
    """Whether the column is known and left out on purpose."""
    return plain(heading).strip(_MARKS) in words().not_kept


def unit_line(text: str) -> WrittenUnit | None:
    """The unit that a line above the table states for all its money (单位：万元)."""
    found = _UNIT_LINE.search(plain(text))
    return words().units.get(found[1]) if found else None


def _with_and_without_unit(text: str) -> list[tuple[str, WrittenUnit | None]]:
    """The heading as it stands, then without the unit at its end."""
    found = _UNIT.search(text)
    unit = words().units.get(found[1] or found[2] or "") if found else None
    return [(text, None), (text[: found.start()], unit)] if found and unit else [(text, None)]


def _with_and_without_year(text: str) -> list[tuple[str, int | None]]:
    found = _YEAR.search(text)
    if not found:
        return [(text, None)]
    rest = (text[: found.start()] + text[found.end() :]).replace("()", "").strip("-_/:,")
    return [(text, None), (rest, int(found[1]))]
