"""The register: many firms in one Parquet file, a column for each feature and year, and back without loss.

Owns the file and its faults; `register_columns` says what fits in a column, `register_lists` holds the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any as AnyValue
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from domain.company import Company, Fact
from domain.errors import InputError, UnavailableError, Where
from domain.strict import raise_all
from domain.uscc import check as check_uscc
from domain.vocabulary import vocabulary
from matching.register_columns import Column, column_of, parse_column
from matching.register_lists import (
    DAY,
    LISTS,
    NEEDED,
    READERS,
    TEXT,
    Row,
    fact_row,
    list_faults,
    list_rows,
    takes,
    words,
)

FIRM_FIELDS = {
    "uscc": TEXT,
    "case_id": TEXT,
    "name": TEXT,
    "region": TEXT,
    "industry": TEXT,
    "founded": DAY,
}


def write_register(companies: Iterable[Company], path: Path) -> None:
    """Write the firms as a register; the file appears whole or not at all.

    Raises:
        InputError, InputFaultsError: a firm twice, without a key, or with a wrong 信用代码.
        UnavailableError: folder missing, no permission, disk full.
    """
    firms = list(companies)
    raise_all(_firm_faults([_firm_row(one) for one in firms], str(path)))
    table = _table(firms)
    where = Where(file=str(path))
    temporary = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        with temporary.open("xb") as file:
            pq.write_table(table, file, compression="zstd")
        temporary.replace(path)
    except OSError as error:
        raise _unavailable("登记册没有写成，原有文件未动", error, where) from error
    finally:
        with suppress(OSError):
            temporary.unlink()


def read_register(path: Path) -> list[Company]:
    """The firms of a register, in its order.

    Raises:
        InputError, InputFaultsError: no Parquet, an unknown column or feature, a column of another type, a
            firm twice or without a key, a wrong 信用代码; each with file, row (the first firm is row 1)
            and column.
        UnavailableError: the file cannot be opened.
    """
    where = Where(file=str(path))
    try:
        with path.open("rb") as file:
            table = pq.ParquetFile(file).read()
    except FileNotFoundError as error:
        raise InputError("找不到文件", where=where, todo="检查路径") from error
    except (pa.ArrowException, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise _unavailable("文件打不开", error, where) from error
        raise InputError("不是 Parquet 文件，或文件已损坏", where=where, todo="重新导出登记册") from error
    return _firms(table, str(path))


def _unavailable(what: str, error: OSError, where: Where) -> UnavailableError:
    reason = error.strerror or str(error)
    return UnavailableError(f"{what}（{reason}）", where=where, todo="检查文件夹、权限和磁盘空间")


# ---------------------------------------------------------------- writing


def _table(firms: Sequence[Company]) -> pa.Table:
    cells: dict[Column, list[AnyValue]] = {}
    rows = [_firm_row(firm) | list_rows(firm) for firm in firms]
    for at, firm in enumerate(firms):
        for fact in firm.facts:
            column, cell = column_of(fact) or (None, None)
            values = cells.setdefault(column, [None] * len(firms)) if column else None
            if values is None or values[at] is not None:
                rows[at]["facts"].append(fact_row(fact))
            else:
                values[at] = cell
    arrays = {name: pa.array([row[name] for row in rows], type=kind) for name, kind in FIRM_FIELDS.items()}
    order = {name: at for at, name in enumerate(vocabulary())}
    for column in sorted(cells, key=lambda one: (order[one.feature.id], one.name)):
        arrays[column.name] = pa.array(cells[column], type=column.cells.arrow)
    for name, fields in LISTS.items():
        kind = pa.list_(pa.struct(list(fields.items())))
        arrays[name] = pa.array([row[name] for row in rows], type=kind)
    return pa.table(arrays)


def _firm_row(firm: Company) -> Row:
    return {name: getattr(firm, name) for name in FIRM_FIELDS}


# ---------------------------------------------------------------- reading


def _firms(table: pa.Table, file: str) -> list[Company]:
    faults: list[InputError] = []
    columns = list(_columns(table.schema, file, faults))
    raise_all(faults)
    rows = _plain_rows(table)
    numbered = list(enumerate(rows, start=1))
    faults += _firm_faults(rows, file)
    facts: list[list[Fact]] = [[] for _ in rows]
    for column in columns:
        for at, cell in enumerate(table.column(column.name).to_pylist()):
            if cell is not None:
                place = Where(file=file, row=at + 1, column=column.name)
                facts[at] += _kept(partial(column.fact, cell), place, faults)
    lists = {
        name: [_entries(name, row, Where(file=file, row=at, column=name), faults) for at, row in numbered]
        for name in LISTS
    }
    raise_all(faults)
    return [
        Company(
            **{name: row[name] for name in FIRM_FIELDS},
            facts=(*facts[at], *lists["facts"][at]),
            titles=tuple(lists["titles"][at]),
            findings=tuple(lists["findings"][at]),
        )
        for at, row in enumerate(rows)
    ]


def _columns(schema: pa.Schema, file: str, faults: list[InputError]) -> Iterator[Column]:
    """The columns of facts; what is wrong with any column is added to the faults."""
    for name in dict.fromkeys(schema.names):
        where = Where(file=file, column=name)
        if schema.names.count(name) > 1:
            faults.append(InputError("这一列有两次", where=where))
            continue
        kind = schema.field(name).type
        if name in FIRM_FIELDS or name in LISTS:
            faults += _fixed_faults(name, kind, where)
            continue
        try:
            column = parse_column(name, where)
        except InputError as error:
            faults.append(error)
            continue
        if not column.cells.takes(kind):
            what = f"{column.feature.zh}的列类型是 {kind}"
            faults.append(InputError(what, where=where, expected=column.cells.words))
        yield column
    if "name" not in schema.names:
        faults.append(InputError("没有企业名称列", where=Where(file=file), expected="name 列"))


def _fixed_faults(name: str, kind: pa.DataType, where: Where) -> Iterator[InputError]:
    if name in LISTS:
        yield from list_faults(name, kind, where)
    elif not takes(FIRM_FIELDS[name], kind):
        yield InputError(f"列类型是 {kind}", where=where, expected=words(FIRM_FIELDS[name]))


def _plain_rows(table: pa.Table) -> list[Row]:
    """Firm by firm what stands in the fixed columns; a column that is left out is all null."""
    names = (*FIRM_FIELDS, *LISTS)
    columns = [
        table.column(name).to_pylist() if name in table.schema.names else [None] * table.num_rows
        for name in names
    ]
    return [dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True)]


def _firm_faults(rows: Sequence[Row], file: str) -> Iterator[InputError]:
    seen: dict[str, int] = {}
    for at, row in enumerate(rows, start=1):
        key = row["uscc"] or row["case_id"]
        column = "uscc" if row["uscc"] else "case_id"
        where = Where(file=file, row=at, column=column)
        if not key:
            yield InputError("企业没有统一社会信用代码", where=where, expected="uscc，或案例企业的 case_id")
        elif key in seen:
            yield InputError(f"企业 {key} 与第 {seen[key]} 行重复", where=where)
        seen.setdefault(key, at)
        if row["uscc"]:
            yield from _code_faults(row["uscc"], where)
        if not row["name"]:
            yield InputError("企业没有名称", where=Where(file=file, row=at, column="name"))


def _code_faults(code: str, where: Where) -> Iterator[InputError]:
    try:
        normal = check_uscc(code)
    except InputError as error:
        yield InputError(error.what, where=where, expected=error.expected, todo=error.todo)
        return
    if normal != code:
        yield InputError(f"信用代码“{code}”不是规范写法", where=where, expected=normal)


def _entries(name: str, row: Row, where: Where, faults: list[InputError]) -> list[AnyValue]:
    found = []
    for one in row[name] or ():
        lacking = [key for key in NEEDED[name] if one is None or one[key] is None]
        if lacking:
            faults.append(InputError(f"有一项没有“{'、'.join(lacking)}”", where=where))
        else:
            found += _kept(partial(READERS[name], one), where, faults)
    return found


def _kept(make: Callable[[], AnyValue], where: Where, faults: list[InputError]) -> list[AnyValue]:
    """What was made, or nothing and one fault more, with its place."""
    try:
        return [make()]
    except InputError as error:
        faults.append(InputError(error.what, where=where, expected=error.expected, todo=error.todo))
        return []
