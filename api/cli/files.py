"""`read` and `check`: policy documents to readings, and readings against the contract.

Owns what goes to which file; a fault in one file does not stop the others.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from api.cli.options import DAY, FILE, REGION
from api.cli.say import Say
from api.cli.sentences import print_sentences, sentences_option
from api.cli.writing import make_folder, write_text
from domain.errors import InputError, InputFaultsError
from domain.policy import Policy
from domain.reading_file import read_reading
from domain.reading_json import reading_json
from domain.strict import raise_all
from nlp.read import read_file


@click.command("read", help="读政策文件（文本、Markdown、HTML），写成读数 JSON；不用数据库。")
@click.argument("paths", nargs=-1, required=True, type=FILE, metavar="文件…")
@click.option("--out", type=FILE, default=None, help="写入的目录，每个文件一个同名 .json；不给则打印")
@click.option("--region", type=REGION, default=None, help="发文地区的行政区划代码，如 130132")
@click.option("--published", type=DAY, default=None, help="公布日期，如 2026-01-05")
@sentences_option
@click.pass_obj
def read(
    say: Say,
    paths: Sequence[Path],
    out: Path | None,
    region: str | None,
    published: date | None,
    sentences: bool,
) -> None:
    """Read each file; print the readings or their sentences, or write the readings under their stems."""
    _distinct(paths, out)
    folder = make_folder(out) if out else None
    faults: list[InputError] = []
    rows = []
    for path in say.progress(paths, "reading", len(paths)):
        try:
            policy = read_file(path, region=region, published=published)
        except InputError as error:
            faults += error.faults if isinstance(error, InputFaultsError) else [error]
            continue
        if folder:
            write_text(folder / f"{path.stem}.json", _pretty(policy))
            rows.append(_summary(path, policy))
        if sentences:
            print_sentences(say, policy)
        elif not folder:
            say.json(reading_json(policy), indent=1 if len(paths) == 1 else None)
    if rows:
        say.table(say.word("readings"), ("file", "items", "criteria", "to_check", "review"), rows)
    raise_all(faults)


def _distinct(paths: Sequence[Path], out: Path | None) -> None:
    stems = [path.stem for path in paths]
    twice = next((stem for stem in stems if stems.count(stem) > 1), None)
    if out and twice:
        raise click.UsageError(f"有两个文件都叫“{twice}”，写入同一目录会互相覆盖")


def _pretty(policy: Policy) -> str:
    return json.dumps(reading_json(policy), ensure_ascii=False, indent=1) + "\n"


def _summary(path: Path, policy: Policy) -> tuple[object, ...]:
    criteria = list(policy.criteria())
    checks = sum(criterion.check for criterion in criteria)
    return (path.name, len(policy.items), len(criteria), checks, len(policy.review))


@click.command("check", help="检查读数文件：格式、词表、引文位置、条件树。")
@click.argument("paths", nargs=-1, required=True, type=FILE, metavar="读数文件…")
@sentences_option
@click.pass_obj
def check(say: Say, paths: Sequence[Path], sentences: bool) -> None:
    """Name every fault of every file."""
    faults: list[InputError] = []
    for path in paths:
        try:
            policy = read_reading(path)
        except InputError as error:
            faults += error.faults if isinstance(error, InputFaultsError) else [error]
            continue
        key = "reading_sound" if policy.text is not None else "reading_sound_without_text"
        say.line(say.word(key, file=path, items=len(policy.items), criteria=len(list(policy.criteria()))))
        if sentences:
            print_sentences(say, policy)
    raise_all(faults)


COMMANDS = (read, check)
