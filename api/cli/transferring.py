"""`graph export|import`: the whole graph as files, and back into an empty one.

Owns the words around them; what travels and how it is checked is for `graph.exporting` and `graph.importing`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from api.cli.accounts import OPERATOR
from api.cli.graph import graph
from api.cli.opening import graph_options, open_store, settings_of
from api.cli.options import FILE
from api.cli.say import Say
from graph import acts
from graph.exporting import behind, export_graph
from graph.importing import import_graph, read_export
from graph.transfer_folder import Manifest


@graph.command(
    "export",
    help="把整个图写成一个目录：每种节点、每种关系一个 JSON Lines 文件，附清单与 SHA-256。"
    "读数、更正、签认、账号、审计记录都在内；登录不在内，口令散列要 --with-passwords 才在内。",
)
@click.argument("folder", type=FILE, metavar="新目录")
@click.option("--with-passwords", is_flag=True, help="连口令的散列一起导出（会记入审计）")
@graph_options
@click.pass_obj
def export(say: Say, folder: Path, with_passwords: bool, home: Path | None, uri: str | None) -> None:
    """Write all of the graph."""
    with say.waiting("exporting"), open_store(settings_of(home, uri)) as store:
        if with_passwords:
            acts.note(store, datetime.now(UTC).isoformat(), OPERATOR, "导出口令散列", str(folder))
        found = export_graph(store, folder, passwords=with_passwords)
    _print(say, found)
    left = behind(found)
    for name, count in left.items():
        say.note("left_behind", name=name, count=count)
    say.note("exported", folder=folder, sha256=found.sha256)


@graph.command(
    "import",
    help="把 graph export 的目录写进空的图。先查清单、散列、每一行、每条关系的两端，有一处不对就什么都不写；"
    "中途断了，用 --resume 接着写。",
)
@click.argument("folder", type=FILE, metavar="目录")
@click.option("--resume", is_flag=True, help="接着写上次没写完的同一份导出")
@graph_options
@click.pass_obj
def import_(say: Say, folder: Path, resume: bool, home: Path | None, uri: str | None) -> None:
    """Put an export into an empty graph."""
    with say.waiting("export_checked"):
        export = read_export(folder)
    with say.waiting("importing"), open_store(settings_of(home, uri)) as store:
        import_graph(store, export, who=OPERATOR, at=datetime.now(UTC), resume=resume)
    _print(say, export.manifest)
    say.note("imported", folder=folder)
    if not export.manifest.passwords and export.keys["Account"]:
        say.note("imported_accounts", count=len(export.keys["Account"]))


def _print(say: Say, manifest: Manifest) -> None:
    rows = [(one.file, one.rows, one.sha256[:16]) for one in manifest.parts]
    say.table(say.word("export_holds"), ("file", "rows", "sha256"), rows, right=("rows",))


COMMANDS: tuple[click.Command, ...] = ()
"""They stand in the group `graph`."""
