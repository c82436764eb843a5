"""`replay`: receipts of judgements are judged again and compared byte for byte; no database.

Owns the files of receipts and what is said of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from api.cli.options import FILE, regions_option
from api.cli.say import Say
from api.cli.writing import make_folder, write_text
from api.wire.receipt import Receipt, faults_of, receipt_bytes
from domain.errors import InputError, InputFaultsError, Where
from domain.industry_code import Industries
from domain.region import Regions
from domain.strict import parse_json, raise_all, read_text
from matching.codes import Codes


def write_receipts(say: Say, out: Path, doc_id: str, receipts: Mapping[str, Receipt]) -> None:
    """One file an item, `文档编号.事项编号.json`, in the canonical bytes."""
    folder = make_folder(out)
    for name, receipt in receipts.items():
        write_text(folder / f"{doc_id}.{name}.json", receipt_bytes(receipt).decode("utf-8"))
    say.note("receipts_written", count=len(receipts), file=out)


@click.command("replay", help="用凭据重新判定，逐字节核对；改动过、重算不同都逐份说明；不用数据库。")
@click.argument("paths", nargs=-1, required=True, type=FILE, metavar="凭据文件…")
@regions_option
@click.pass_obj
def replay(say: Say, paths: Sequence[Path], regions: Regions | None) -> None:
    """Check each file; sound ones are named on stdout, faults of all of them on stderr."""
    codes = Codes(regions, Industries.national()) if regions else None
    faults: list[InputError] = []
    for path in paths:
        where = Where(file=str(path))
        try:
            receipt = parse_json(read_text(path), where)
            wrong = [InputError(said, where=where) for said in faults_of(receipt, codes)]
        except InputError as error:
            wrong = error.faults if isinstance(error, InputFaultsError) else [error]
        faults += wrong
        if not wrong:
            say.line(say.word("receipt_sound", file=path, sha256=receipt["sha256"]))
    raise_all(faults)


COMMANDS = (replay,)
