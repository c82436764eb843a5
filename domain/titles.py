"""Titles and platforms: whether two names mean the same, how high a level ranks, how long a title lasts.

Owns `data/title_families.yaml`; where a family has no data, level and term are unknown (None).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from functools import cache
from types import MappingProxyType
from typing import Literal

from pydantic import Field

from domain.datafile import data_text, model
from domain.errors import InputError, Where
from domain.names import plain
from domain.region import Level, national
from domain.strict import Strict

_FILE = "title_families.yaml"

ENDLESS = date.max
"""9999-12-31: the end of what has no end."""

_LEVEL_WORD = re.compile(
    r"(国家级?|省部级|省级|部级|市级|区县级|县区级|区级|县级)(?:\(含\)|\(?及)?(?:以上\)?)?的?(?=..)"
)
_WRITTEN_SO = {"国家": "国家级", "县区级": "区县级"}
_PLACE_LEVELS = {Level.PROVINCE: "省级", Level.PREFECTURE: "市级", Level.COUNTY: "区县级"}
_SHORTEST_PLACE = 3


class _Term(Strict):
    years: int


class _Family(Strict):
    name: str
    source: str
    written: list[str] = Field(default_factory=list)
    level: str | None = None
    term: _Term | Literal["endless"] | None = None


class _File(Strict):
    date: date
    source: str
    levels: list[list[str]]
    families: list[_Family]


@dataclass(frozen=True, slots=True)
class Family:
    """What is known of a kind of title.

    Attributes:
        level: the level where none is stated; None: as written, else unknown.
        years: the term from the day of grant; None together with `endless` False: unknown.
        source: the rule document.
    """

    name: str
    level: str | None
    years: int | None
    endless: bool
    source: str


@dataclass(frozen=True, slots=True)
class TitleData:
    """The dated data: families by every plain spelling, ranks (1 the lowest) by level word."""

    date: date
    families: Mapping[str, Family]
    ranks: Mapping[str, int]


def split_level(text: str) -> tuple[str | None, str]:
    """The level that stands before a title and the bare name in plain form.

    Leading level words (国家(级) 部级 省级 省部级 市级 区级 县级 区县级, with 以上) and place names (江苏省,
    苏州市) are taken off; a level word counts before a place, of several places the narrowest counts.
    """
    name, word, place = plain(text), None, None
    while True:
        if found := _LEVEL_WORD.match(name):
            word = word or _WRITTEN_SO.get(found[1], found[1])
            name = name[found.end() :]
        elif found_place := _leading_place(name):
            place, cut = found_place
            name = name[cut:].removeprefix("级")
        else:
            return word or place, name


def bare_name(text: str) -> str:
    """The name by which titles are compared: level and place aside, the family's own name if it has one."""
    _, name = split_level(text)
    family = _family(name)
    return plain(family.name) if family else name


def same_title(one: str, other: str) -> bool:
    """Whether two spellings name the same title, whatever their levels."""
    return bare_name(one) == bare_name(other)


def family_of(name: str) -> Family | None:
    """The family of a title in any spelling, level and place aside."""
    return _family(split_level(name)[1])


def level_of(title: str, stated: str | None = None) -> str | None:
    """A title's level: as stated beside it, else as its name says, else its family's, else None (unknown)."""
    if stated:
        return stated
    written, name = split_level(title)
    family = _family(name)
    return written or (family.level if family else None)


def level_rank(level: str | None) -> int | None:
    """Rank for comparing, higher is more; None: unknown.

    国家级 > 省级 = 省部级 = 部级 > 市级 > 区县级 = 区级 = 县级. A municipality's 市级 ranks as written.
    """
    text = plain(level or "")
    return title_data().ranks.get(_WRITTEN_SO.get(text, text))


def end_of(start: date, family: Family | None, level: str | None = None) -> date | None:
    """The last day of a title granted on `start`: the family's term, a day short; ENDLESS; None if unknown.

    A grant on 29 February counts full years on the 28th. A family's term is that of its own level: at another
    one (a province's own 单项冠军) it is unknown.
    """
    if family is None or (level and family.level and level_rank(level) != level_rank(family.level)):
        return None
    if family.endless:
        return ENDLESS
    return None if family.years is None else _years_later(start, family.years) - timedelta(days=1)


def _years_later(start: date, years: int) -> date:
    year = min(start.year + years, MAXYEAR)
    return start.replace(year=year, day=min(start.day, monthrange(year, start.month)[1]))


def _family(name: str) -> Family | None:
    return title_data().families.get(name)


def _leading_place(name: str) -> tuple[str, int] | None:
    """The level of the longest place name that leads, and its length; zones do not count."""
    table = national()
    for cut in range(min(len(name) - 1, table.longest_name), _SHORTEST_PLACE - 1, -1):
        for code in table.full_named(name[:cut]):
            region = table.get(code)
            if region and region.level in _PLACE_LEVELS:
                return _PLACE_LEVELS[region.level], cut
    return None


@cache
def title_data() -> TitleData:
    """The product's own families (`data/title_families.yaml`)."""
    return read_titles(data_text(_FILE))


def read_titles(text: str, name: str = _FILE) -> TitleData:
    """Families and level ranks of a YAML text.

    Raises:
        InputError: an unknown key or level, a spelling under two families, a term below one year.
    """
    raw = model(text, name, _File)
    ranks = {level: rank for rank, row in enumerate(reversed(raw.levels), start=1) for level in row}
    found: dict[str, Family] = {}
    for number, one in enumerate(raw.families):
        where = Where(file=name, path=f"families.{number}")
        if one.level is not None and one.level not in ranks:
            raise InputError(f"“{one.name}”的级别“{one.level}”不在级别表中", where=where)
        years = one.term.years if isinstance(one.term, _Term) else None
        if years is not None and years < 1:
            raise InputError(f"“{one.name}”的有效期不足一年", where=where)
        family = Family(one.name, one.level, years, one.term == "endless", one.source)
        for spelling in (one.name, *one.written):
            if plain(spelling) in found:
                raise InputError(f"称号写法“{spelling}”重复", where=where)
            found[plain(spelling)] = family
    return TitleData(raw.date, MappingProxyType(found), MappingProxyType(ranks))
