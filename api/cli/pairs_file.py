"""The result of a register match as a file: Parquet, CSV or XLSX by the ending.

Owns the columns; `amount_high` is empty where the upper bound is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from api.cli.writing import write_whole
from api.http.exports import Cell, csv_bytes, xlsx_bytes
from domain.errors import InputError, Where
from domain.policy import Policy
from domain.reading_json import plain
from matching.register import Pair

PAIR_ENDINGS = (".parquet", ".csv", ".xlsx")
COLUMNS = (
    "company",
    "name",
    "doc",
    "item",
    "item_name",
    "class",
    "near",
    "pivots",
    "missing",
    "amount_low",
    "amount_high",
)


def check_ending(path: Path) -> None:
    """Refuse another ending before anything is computed.

    Raises:
        InputError: the ending is none of PAIR_ENDINGS.
    """
    if path.suffix.lower() not in PAIR_ENDINGS:
        raise InputError(
            "结果文件的类型不支持", where=Where(file=str(path)), expected="、".join(PAIR_ENDINGS)
        )


def write_pairs(pairs: Sequence[Pair], policies: Sequence[Policy], path: Path) -> None:
    """Write the pairs in the order given.

    Raises:
        UnavailableError: the file cannot be written; nothing is left behind.
    """
    rows = list(_rows(pairs, policies))
    match path.suffix.lower():
        case ".parquet":
            table = pa.table(
                {name: [row[i] for row in rows] for i, name in enumerate(COLUMNS)}, schema=_SCHEMA
            )
            write_whole(path, lambda kept: pq.write_table(table, kept))
        case ".csv":
            write_whole(path, lambda kept: _fill(kept, csv_bytes(COLUMNS, rows)))
        case _:
            write_whole(path, lambda kept: _fill(kept, xlsx_bytes("match", COLUMNS, rows)))


_SCHEMA = pa.schema([(name, pa.string()) for name in COLUMNS])


def _fill(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _rows(pairs: Sequence[Pair], policies: Sequence[Policy]) -> Iterator[tuple[Cell, ...]]:
    names = {(policy.doc_id, item.id): item.marked_name for policy in policies for item in policy.items}
    for pair in pairs:
        yield (
            pair.company,
            pair.name,
            pair.doc_id,
            pair.item_id,
            names[pair.doc_id, pair.item_id],
            pair.outcome.value,
            pair.near,
            "、".join(pair.pivots),
            "、".join(pair.missing),
            plain(pair.amount.low),
            None if pair.amount.high is None else plain(pair.amount.high),
        )
