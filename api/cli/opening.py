"""Opening the graph for a command: the database that is named, else the embedded engine, left as found.

Owns the options `--home` and `--uri`, and the readiness of the schema; connecting itself is `graph`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from api.cli.options import FILE
from api.settings import Settings
from domain.errors import UnavailableError
from domain.industry_code import Industries
from domain.region import Regions, national
from graph import embedded, load, reads
from graph.migrate import migrate, steps
from graph.store import Store

SETTINGS = "yanzhen.settings"
"""Where the group keeps the settings for its commands."""

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def graph_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--home` and `--uri`: where the graph is, if not where the settings say."""
    home = click.option("--home", type=FILE, default=None, help="内嵌图数据库的目录")
    uri = click.option("--uri", default=None, help="外部图数据库的地址，如 bolt://127.0.0.1:7687")
    return home(uri(command))


def settings_of(home: Path | None, uri: str | None) -> Settings:
    """The settings with what the command line says instead."""
    settings: Settings = click.get_current_context().meta[SETTINGS]
    given: dict[str, Any] = {}
    if home is not None:
        given["home"] = home
    if uri is not None or home is not None:
        given["graph_uri"] = uri
    return settings.model_copy(update=given)


@contextmanager
def open_store(settings: Settings, *, ready: bool = True, regions: Regions | None = None) -> Iterator[Store]:
    """The store, for the life of a command; an engine that was started for it is stopped after it.

    Args:
        ready: the schema must stand; on the embedded engine it is brought up to date.
        regions: divisions to be put into the graph, where they go beyond the national ones.

    Raises:
        UnavailableError: nothing answers, the log-in is wrong, the engine cannot start, or the schema of an
            external database is not up to date.
    """
    if settings.graph_uri is not None:
        store = Store.connect(
            settings.graph_uri, settings.graph_user, settings.password, settings.graph_database
        )
        with store:
            if ready and _pending(store):
                todo = "先运行 yanzhen graph migrate"
                raise UnavailableError("图数据库的结构还没有建好，或不是最新", todo=todo)
            if regions is not None:
                load.load_codes(store, regions, Industries.national())
            yield store
        return
    engine = embedded.start(settings.home)
    try:
        with engine.connect() as store:
            if ready:
                prepare(store, regions)
            yield store
    finally:
        engine.stop()


def prepare(store: Store, regions: Regions | None = None) -> tuple[str, ...]:
    """Bring the schema up to date and load the code tables where they are missing; the steps that were run.

    `regions` are loaded in any case: whoever gives them has more than the national ones.
    """
    steps = migrate(store)
    if regions is not None or not reads.counts(store).get("Region"):
        load.load_codes(store, regions or national(), Industries.national())
        load.load_features(store)
    return steps


def _pending(store: Store) -> bool:
    applied = {row["version"] for row in store.read("admin.migrations")}
    return any(step.version not in applied for step in steps())
