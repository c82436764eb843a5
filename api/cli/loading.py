"""`load …` and `load undo`: tables, readings and documents into the graph, all of one command or nothing.

Owns the steps read, compare, write; what a heading means is `intake`'s, how things join is `graph`'s.
"""

from __future__ import annotations

import getpass
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import click

from api.cli.opening import graph_options, open_store, settings_of
from api.cli.options import DAY, FILE, REGION, regions_option
from api.cli.say import Say
from api.cli.taking import given_twice, read_all
from api.intake.chains import read_chains, read_leaders, read_supply
from api.intake.companies import read_company_table
from api.intake.statements import read_facts, read_titles, stated_firms
from api.intake.table import Taken
from domain.company import Company
from domain.errors import InputError, NotFoundError, Where
from domain.policy import Policy
from domain.reading_file import read_reading
from domain.region import Regions, national
from domain.strict import raise_all
from graph import load as loads
from graph import reads
from graph.load import Change, Import
from graph.store import Store
from graph.undo import undo_import
from nlp.read import read_file

SHOWN = 20
"""Keys that a dry run names per kind of change."""

Write = Callable[..., Change]


@dataclass(frozen=True, slots=True)
class Batch:
    """What the files of one command gave: how to write it, how many rows it was, what was left out.

    Attributes:
        write: takes the store, the import and `dry_run`.
        firms: keys of firms that must be in the graph, each with its place.
        chains: the same of chains.
    """

    write: Write
    rows: int
    notes: tuple[str, ...] = ()
    firms: tuple[tuple[str, Where], ...] = ()
    chains: tuple[tuple[str, Where], ...] = ()


@click.group("load", help="导入图数据库：企业、事实、资质、供货、产业链、链主、政策；有一处错误就都不写。")
def load() -> None:
    """The loading commands."""


def _options(command: Callable[..., Any]) -> Callable[..., Any]:
    command = click.argument("paths", nargs=-1, required=True, type=FILE, metavar="文件…")(command)
    command = click.option("--dry-run", is_flag=True, help="只说会新增、改动什么，不写入")(command)
    command = click.option("--who", default=None, help="经手人，默认为当前用户")(command)
    return graph_options(command)


@load.command("companies", help="企业名册：CSV、XLSX（中文表头），或 JSON Lines 企业文件。")
@_options
@regions_option
@click.pass_obj
def companies(say: Say, /, paths: Sequence[Path], regions: Regions | None, **options: Any) -> None:
    """Load firms."""
    taken = read_all(paths, lambda path: read_company_table(path, regions or national()))
    raise_all(given_twice(taken, lambda firm: firm.key))
    _load(say, paths, _batch(loads.load_companies, taken), regions=regions, **options)


@load.command("facts", help="事实长表：信用代码、指标、值、单位、期间（可加状态、来源、查询日期、措辞）。")
@_options
@click.pass_obj
def facts(say: Say, /, paths: Sequence[Path], **options: Any) -> None:
    """Load facts of firms that are in the graph."""
    taken = read_all(paths, read_facts)
    said = [one for part in taken for one in part.things]
    _load(say, paths, _statements(stated_firms(said, ()), taken), **options)


@load.command("titles", help="资质荣誉名单：信用代码、称号（可加级别、起止日期、来源）。")
@_options
@click.pass_obj
def titles(say: Say, /, paths: Sequence[Path], **options: Any) -> None:
    """Load titles of firms that are in the graph."""
    taken = read_all(paths, read_titles)
    said = [one for part in taken for one in part.things]
    _load(say, paths, _statements(stated_firms((), said), taken), **options)


@load.command("supply", help="供货关系：供货方、采购方信用代码、产品、年份（可加金额、来源、可信度）。")
@_options
@click.pass_obj
def supply(say: Say, /, paths: Sequence[Path], **options: Any) -> None:
    """Load who supplies whom."""
    taken = read_all(paths, read_supply)
    firms = [
        (key, place)
        for part in taken
        for link, place in zip(part.things, part.places, strict=True)
        for key in (link.supplier, link.customer)
    ]
    _load(say, paths, replace(_batch(loads.load_supply, taken), firms=tuple(firms)), **options)


@load.command("chains", help="产业链：环节表、环节投入表、环节企业表，一起或分开导入。")
@_options
@click.pass_obj
def chains(say: Say, /, paths: Sequence[Path], **options: Any) -> None:
    """Load chains with segments and feeds, and who works where."""
    found = read_chains(paths)
    members = found.members
    if found.chains:
        write: Write = partial(_write_chains, found.chains, members.things)
    else:
        write = partial(_write, loads.load_members, members.things)
    firms = tuple((one.company, place) for one, place in zip(members.things, members.places, strict=True))
    _load(say, paths, Batch(write, members.rows, members.notes, firms), **options)


@load.command("leaders", help="链主名单：信用代码、产业链编号、认定单位、级别（可加起止日期、来源）。")
@_options
@click.pass_obj
def leaders(say: Say, /, paths: Sequence[Path], **options: Any) -> None:
    """Load who was designated 链主."""
    taken = read_all(paths, read_leaders)
    placed = [pair for part in taken for pair in zip(part.things, part.places, strict=True)]
    batch = replace(
        _batch(loads.load_leaders, taken),
        firms=tuple((one.company, place) for one, place in placed),
        chains=tuple((one.chain_id, place) for one, place in placed),
    )
    _load(say, paths, batch, **options)


@load.command(
    "policies",
    help="政策：read 写出的读数（.json），或政策文件（文本、Markdown、HTML、Word、PDF、Excel），当场读。",
)
@_options
@click.option("--region", type=REGION, default=None, help="发文地区的行政区划代码，只用于当场读的文件")
@click.option("--published", type=DAY, default=None, help="公布日期，只用于当场读的文件")
@click.option("--discard-corrections", is_flag=True, help="作废已有的人工更正，换用新读数（会记入审计）")
@click.pass_obj
def policies(
    say: Say,
    /,
    paths: Sequence[Path],
    region: str | None,
    published: date | None,
    discard_corrections: bool,
    **options: Any,
) -> None:
    """Load policies; their items are drafts until somebody signs them."""

    def take(path: Path) -> Taken[Policy]:
        if path.suffix.lower() == ".json":
            policy = read_reading(path)
        else:
            policy = read_file(path, region=region, published=published)
        return Taken((policy,), (Where(file=str(path)),), 1)

    taken = read_all(say.progress(paths, "reading", len(paths)), take)
    raise_all(given_twice(taken, lambda policy: policy.doc_id))
    load_them = partial(loads.load_policies, discard_corrections=discard_corrections)
    _load(say, paths, _batch(load_them, taken), **options)


@load.command("undo", help="撤销一个导入批次；批次编号见 graph status。")
@click.argument("import_id", metavar="批次")
@graph_options
@click.pass_obj
def undo(say: Say, import_id: str, home: Path | None, uri: str | None) -> None:
    """Take back what an import alone stated."""
    with say.waiting("undoing"), open_store(settings_of(home, uri)) as store:
        change = undo_import(store, import_id)
    _report(say, change, dry_run=False)
    say.note("undone", import_id=import_id)


def _batch(load_them: Callable[..., Change], taken: Sequence[Taken[Any]]) -> Batch:
    things = tuple(thing for part in taken for thing in part.things)
    notes = tuple(note for part in taken for note in part.notes)
    return Batch(partial(_write, load_them, things), sum(part.rows for part in taken), notes)


def _write(
    load_them: Callable[..., Change],
    things: Sequence[Any],
    store: Store,
    imported: Import,
    *,
    dry_run: bool,
) -> Change:
    return load_them(store, things, imported, dry_run=dry_run)


def _write_chains(
    chains_: Sequence[Any], members: Sequence[Any], store: Store, imported: Import, *, dry_run: bool
) -> Change:
    return loads.load_chains(store, chains_, members, imported, dry_run=dry_run)


def _statements(firms: Sequence[Company], taken: Sequence[Taken[Any]]) -> Batch:
    """Facts or titles: the firms keep the names that the graph knows."""

    def write(store: Store, imported: Import, *, dry_run: bool) -> Change:
        names = {one.key: one.name for one in reads.companies_of(store, [firm.key for firm in firms])}
        named = [replace(firm, name=names[firm.key]) for firm in firms]
        return loads.load_companies(store, named, imported, dry_run=dry_run)

    places = tuple(
        (one.firm, place) for part in taken for one, place in zip(part.things, part.places, strict=True)
    )
    return replace(_batch(loads.load_companies, taken), write=write, firms=places)


def _load(
    say: Say,
    paths: Sequence[Path],
    batch: Batch,
    *,
    dry_run: bool,
    who: str | None,
    home: Path | None,
    uri: str | None,
    regions: Regions | None = None,
) -> None:
    for note in batch.notes:
        click.echo(note, err=True)
    imported = _import(paths, batch.rows, who)
    with say.waiting("loading"), open_store(settings_of(home, uri), regions=regions) as store:
        _check_firms(store, batch.firms)
        _check_chains(store, batch.chains)
        change = batch.write(store, imported, dry_run=dry_run)
    _report(say, change, dry_run=dry_run)
    if dry_run:
        say.note("dry_run", rows=batch.rows)
    else:
        say.note("loaded", rows=batch.rows, import_id=imported.import_id)


def _check_firms(store: Store, firms: Sequence[tuple[str, Where]]) -> None:
    """Name the row of every firm that is not in the graph."""
    wanted = dict(reversed(firms))
    known = {one.key for one in reads.companies_of(store, list(wanted))}
    raise_all(
        InputError(f"图中没有企业 {key}", where=wanted[key], todo="先用 load companies 导入这家企业")
        for key in dict(firms)
        if key not in known
    )


def _check_chains(store: Store, chains: Sequence[tuple[str, Where]]) -> None:
    """Name the row of every chain that is not in the graph."""
    faults = []
    for key in dict(chains):
        try:
            reads.chain(store, key)
        except NotFoundError:
            where = dict(reversed(chains))[key]
            todo = "先用 load chains 导入它，或核对编号"
            faults.append(InputError(f"图中没有产业链 {key}", where=where, todo=todo))
    raise_all(faults)


def _import(paths: Sequence[Path], rows: int, who: str | None) -> Import:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    at = datetime.now().astimezone()
    sha = digest.hexdigest()
    name = "、".join(path.name for path in paths)
    return Import(f"{at:%Y%m%dT%H%M%S}-{sha[:8]}", name, sha, rows, who or getpass.getuser(), at)


def _report(say: Say, change: Change, *, dry_run: bool) -> None:
    kinds = (
        ("added", change.added),
        ("changed", change.changed),
        ("removed", change.removed),
        ("same", change.same),
    )
    counts = "，".join(f"{say.word(kind)} {len(keys)}" for kind, keys in kinds if keys or kind != "removed")
    say.line(f"{say.word('would_change' if dry_run else 'change')}：{counts}")
    if dry_run:
        for kind, keys in kinds[:2]:
            more = say.word("and_more", count=len(keys) - SHOWN) if len(keys) > SHOWN else ""
            if keys:
                say.line(f"{say.word(kind)}：{'、'.join(keys[:SHOWN])}{more}")


COMMANDS = (load,)
