"""`graph up|down|status|migrate`: the embedded engine as a service of its own, and the state of any graph.

Owns nothing but the words; starting and stopping are `graph`'s.
"""

from __future__ import annotations

from pathlib import Path

import click

from api.cli.opening import graph_options, open_store, prepare, settings_of
from api.cli.options import regions_option
from api.cli.say import Say
from domain.errors import UnavailableError
from domain.region import Regions
from graph import embedded, reads
from graph.paging import MAX_PAGE
from graph.store import Store

SHOWN = 10
"""So many imports are shown, the latest last."""


@click.group("graph", help="图数据库：启动、停止、看状态、建结构、导出、导入。")
def graph() -> None:
    """The store's commands."""


@graph.command("up", help="启动内嵌图数据库，让它一直运行；已在运行则只说在哪里。")
@graph_options
@click.option("--port", type=click.IntRange(1, 65535), default=None, help="Bolt 端口，不给则自选")
@click.pass_obj
def up(say: Say, home: Path | None, uri: str | None, port: int | None) -> None:
    """Start the engine as a daemon and bring its schema up to date."""
    settings = settings_of(home, uri)
    if settings.graph_uri is not None:
        raise click.UsageError("设置指向外部图数据库，启动它不归本命令管；请去掉 YANZHEN_GRAPH_URI 或 --uri")
    was_running = embedded.status(settings.home) is not None
    with say.waiting("engine_starting"):
        engine = embedded.start(settings.home, port, detached=True)
        with engine.connect() as store:
            prepare(store)
    say.note("engine_was_up" if was_running else "engine_up", home=engine.home)
    say.line(engine.uri)


@graph.command("down", help="停止内嵌图数据库。")
@graph_options
@click.pass_obj
def down(say: Say, home: Path | None, uri: str | None) -> None:
    """Stop the engine of the home folder, whoever started it."""
    settings = settings_of(home, uri)
    stopped = embedded.stop(settings.home)
    say.note("engine_down" if stopped else "engine_not_up", home=settings.home)


@graph.command("status", help="图数据库在不在运行，里面有什么。没有运行时退出码为 3。")
@graph_options
@click.pass_obj
def status(say: Say, home: Path | None, uri: str | None) -> None:
    """Address, counts by label, and the last imports."""
    settings = settings_of(home, uri)
    if settings.graph_uri is None and embedded.status(settings.home) is None:
        raise UnavailableError(say.word("engine_not_up", home=settings.home), todo="用 yanzhen graph up 启动")
    with open_store(settings, ready=False) as store:
        say.line(say.word("graph_at", uri=store.uri, dialect=store.dialect))
        say.table(say.word("graph_holds"), ("label", "count"), reads.counts(store).items(), right=("count",))
        _imports(say, store)


def _imports(say: Say, store: Store) -> None:
    rows = [
        (one.import_id, one.file, one.rows, one.added, one.changed, one.who, f"{one.at:%Y-%m-%d %H:%M}")
        for one in sorted(reads.imports(store, limit=MAX_PAGE), key=lambda one: one.at)[-SHOWN:]
    ]
    if rows:
        heads = ("import_id", "file", "rows", "added", "changed", "who", "at")
        say.table(say.word("last_imports"), heads, rows, right=("rows", "added", "changed"))


@graph.command("migrate", help="建好或更新图的结构，写入行政区划、行业、指标。")
@graph_options
@regions_option
@click.pass_obj
def migrate(say: Say, home: Path | None, uri: str | None, regions: Regions | None) -> None:
    """Run the pending steps and load the code tables."""
    with say.waiting("migrating"), open_store(settings_of(home, uri), ready=False) as store:
        steps = prepare(store, regions)
    for step in steps:
        say.line(step)
    say.note("migrated" if steps else "migrated_nothing", count=len(steps))


COMMANDS = (graph,)
