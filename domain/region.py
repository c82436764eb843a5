"""Administrative divisions (GB/T 2260 codes) and the statistics office's zones: which lies in which.

Owns `data/regions.csv` and `data/zones.csv`; what a policy's words mean by a place stands in `place`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from domain.datafile import data_text, rows
from domain.errors import InputError, Where
from domain.names import Placement, plain

_REGIONS, _ZONES = "regions.csv", "zones.csv"
REGION_COLUMNS = ("code", "name", "level", "parent", "short")
ZONE_COLUMNS = ("code", "name", "parent")

CODE_LENGTH = 6
_PREFIXES = (4, 2)
_CODE = re.compile(r"\d{6}")
_WRITTEN_CODE = re.compile(r"\d{2}|\d{4}|\d{6}|\d{9}|\d{12}")

NOT_MAINLAND = frozenset({"710000", "810000", "820000"})
"""Taiwan, Hong Kong, Macao (GB/T 2260): outside 中国境内 in the sense of policy texts."""


class Level(StrEnum):
    """What kind of division a code names.

    Attributes:
        GROUP: not a place but a heading of GB/T 2260: 市辖区, 县, 省直辖县级行政区划. Never found by name.
        ZONE: a development zone that only the statistics office codes; it lies in a city, across districts.
        FORMER: the abolished code of a county that came to another city; it lies in its successor.
            Never found by name.
    """

    PROVINCE = "province"
    GROUP = "group"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    ZONE = "zone"
    FORMER = "former"


NAMELESS = frozenset({Level.GROUP, Level.FORMER})
"""Levels whose names mean no place of their own."""


@dataclass(frozen=True, slots=True)
class Region:
    """One division.

    Attributes:
        code: six digits.
        parent: code of the division above; the province for districts of a direct municipality and for
            counties directly under a province. None for a province.
        short: the name as people say it (石家庄, 恩施), empty if nobody does.
    """

    code: str
    name: str
    level: Level
    parent: str | None = None
    short: str = ""


def normal_code(text: str) -> str | None:
    """Six digits for a code written with 2, 4, 6, 9 or 12 of them (town and village parts fall away)."""
    if not _WRITTEN_CODE.fullmatch(text):
        return None
    return text[:CODE_LENGTH].ljust(CODE_LENGTH, "0")


class Regions:
    """A table of divisions with look-up by code and by name; every look-up is a dictionary access.

    Raises:
        InputError: a code twice, a code that is not six digits, a parent that is not in the table.
    """

    def __init__(self, regions: Iterable[Region]) -> None:
        self._by_code: dict[str, Region] = {}
        for region in regions:
            _check(region, self._by_code)
            self._by_code[region.code] = region
        self._chains = {code: self._chain(region) for code, region in self._by_code.items()}
        self._full, self._short = self._names()
        self.longest_name = max((len(name) for name in self._full), default=0)

    def __iter__(self) -> Iterator[Region]:
        return iter(self._by_code.values())

    def __len__(self) -> int:
        return len(self._by_code)

    def get(self, code: str) -> Region | None:
        """The division of a six-digit code."""
        return self._by_code.get(code)

    def ancestors(self, code: str) -> tuple[str, ...]:
        """The codes above, nearest first; empty for a province and for an unlisted code."""
        return self._chains.get(code, ())

    def within(self, code: str, place: str) -> bool:
        """Whether a listed code is this place or lies in it."""
        if code == place or place in self._chains.get(code, ()):
            return True
        holder = self._by_code.get(place)
        return holder is not None and holder.level is Level.GROUP and code.startswith(place[:4])

    def full_named(self, name: str) -> tuple[str, ...]:
        """Codes of the divisions with this full name (plain form), groups left out."""
        return self._full.get(name, ())

    def short_named(self, name: str) -> tuple[str, ...]:
        """Codes of the divisions that are called so without suffix (石家庄)."""
        return self._short.get(name, ())

    def path(self, code: str) -> str:
        """The name with all above it, for people: 河北省石家庄市元氏县; the code itself if unlisted."""
        chain = [
            self._by_code[one] for one in (*reversed(self.ancestors(code)), code) if one in self._by_code
        ]
        return "".join(one.name for one in chain if one.level is not Level.FORMER) or code

    def extended(self, extra: Iterable[Region]) -> Regions:
        """A new table with these too (a sample region's fictional county, a new zone)."""
        return Regions((*self, *extra))

    def anchor(self, code: str) -> tuple[str | None, bool]:
        """The listed division by which a firm's code is placed, and whether it is that code itself.

        An abolished or unlisted code stands for its prefecture, else its province, by prefix.
        """
        if code in self._by_code:
            return code, True
        wider = (code[:digits].ljust(CODE_LENGTH, "0") for digits in _PREFIXES)
        return next((one for one in wider if one in self._by_code), None), False

    def contains(self, place: str, firm: str) -> Placement:
        """Whether a firm's code lies in a listed place, by code.

        Wider than the place asked: UNKNOWN. A zone against a district of its city, either way round: PERSON.
        An unlisted code lies in its city; against other cities and all districts of the province it is
        UNKNOWN, since counties were moved between cities.
        """
        known, exact = self.anchor(firm)
        if known is None:
            return Placement.UNKNOWN
        if self.within(known, place):
            return Placement.INSIDE
        if self.within(place, known) or (not exact and self._province(place) == self._province(known)):
            return Placement.UNKNOWN
        return Placement.PERSON if self._zone_against_district(place, known) else Placement.OUTSIDE

    def in_mainland(self, firm: str) -> Placement:
        """Whether a firm's code lies on the mainland."""
        known, _ = self.anchor(firm)
        if known is None:
            return Placement.UNKNOWN
        return Placement.OUTSIDE if self._province(known) in NOT_MAINLAND else Placement.INSIDE

    def _province(self, code: str) -> str:
        return (code, *self.ancestors(code))[-1]

    def _zone_against_district(self, one: str, other: str) -> bool:
        pair = self._by_code[one], self._by_code[other]
        return {region.level for region in pair} == {Level.ZONE, Level.COUNTY} and pair[0].parent == pair[
            1
        ].parent

    def _chain(self, region: Region) -> tuple[str, ...]:
        chain: list[str] = []
        while region.parent is not None:
            if region.parent not in self._by_code or region.parent in chain:
                raise InputError(f"区划“{region.name}”（{region.code}）的上级代码 {region.parent} 不在表中")
            chain.append(region.parent)
            region = self._by_code[region.parent]
        return tuple(chain)

    def _names(self) -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, tuple[str, ...]]]:
        full: dict[str, tuple[str, ...]] = {}
        short: dict[str, tuple[str, ...]] = {}
        for region in self._by_code.values():
            if region.level in NAMELESS:
                continue
            name = plain(region.name)
            full[name] = (*full.get(name, ()), region.code)
            if region.short:
                short[region.short] = (*short.get(region.short, ()), region.code)
        return MappingProxyType(full), MappingProxyType(short)


def _check(region: Region, known: Mapping[str, Region], where: Where | None = None) -> Region:
    if not _CODE.fullmatch(region.code) or not region.name:
        what = f"区划“{region.name}”的代码“{region.code}”不对"
        raise InputError(what, where=where, expected="六位数字和名称")
    if region.code in known:
        raise InputError(f"区划代码 {region.code} 重复", where=where)
    return region


_LEVELS = frozenset(Level)


def read_regions(text: str, name: str = _REGIONS) -> list[Region]:
    """The divisions of a CSV text with the columns of `regions.csv`.

    Raises:
        InputError: other columns, an unknown level, a code that is not six digits, a code twice.
    """
    found: dict[str, Region] = {}
    for number, (code, title, level, parent, short) in rows(text, name, REGION_COLUMNS):
        where = Where(file=name, row=number)
        if level not in _LEVELS:
            raise InputError(f"不认识的区划级别“{level}”", where=where, expected="、".join(Level))
        found[code] = _check(Region(code, title, Level(level), parent or None, short), found, where)
    return list(found.values())


def read_zones(text: str, name: str = _ZONES) -> list[Region]:
    """The zones of a CSV text with the columns of `zones.csv`; errors as `read_regions`."""
    found: dict[str, Region] = {}
    for number, (code, title, parent) in rows(text, name, ZONE_COLUMNS):
        found[code] = _check(Region(code, title, Level.ZONE, parent), found, Where(file=name, row=number))
    return list(found.values())


@cache
def national() -> Regions:
    """All divisions down to the county (end of 2024) and the zones of the statistics office (2023)."""
    return Regions([*read_regions(data_text(_REGIONS)), *read_zones(data_text(_ZONES))])
