"""A table of more divisions (a new zone, a sample county) to go with the national list.

Owns its columns: 代码 (code), 名称 (name), 级别 (level), 上级 (parent); a division stands below a listed one.
"""

from __future__ import annotations

from pathlib import Path

from api.intake import cells
from api.intake.sheets import Cell
from api.intake.table import done, open_tables
from domain.errors import InputError, Where
from domain.region import Level, Region, Regions, national, normal_code

_LEVELS = {"省": Level.PROVINCE, "市": Level.PREFECTURE, "县": Level.COUNTY, "园区": Level.ZONE}


def read_regions_table(path: Path) -> Regions:
    """The national divisions and zones with those of the file.

    Raises:
        InputError, InputFaultsError: all faults of the file together: another level, a code that is not six
            digits or is listed already, a parent that is not there.
        UnavailableError: it cannot be opened.
    """
    tables = open_tables(path, "regions")
    found: list[tuple[Region, Where]] = []
    for table in tables:
        for line in table.lines():
            code, name = line.need("code", _code), line.need("name", cells.text_of)
            level = line.need("level", _level)
            if code and name and level:
                short = line.text("short") or ""
                found.append((Region(code, name, level, line.get("parent", _code), short), line.where))
    taken = done(tables, found, len(found))
    try:
        return national().extended(taken.things)
    except InputError as error:
        raise InputError(error.what, where=Where(file=str(path)), todo="核对代码和上级代码") from error


def _code(cell: Cell) -> str:
    code = normal_code(cells.text_of(cell))
    if code is None:
        raise InputError(f"“{cells.text_of(cell)}”不是行政区划代码", expected="六位数字")
    return code


def _level(cell: Cell) -> Level:
    text = cells.text_of(cell)
    if text in _LEVELS:
        return _LEVELS[text]
    if text not in set(Level):
        raise InputError(f"不认识的区划级别“{text}”", expected="、".join((*_LEVELS, *Level)))
    return Level(text)
