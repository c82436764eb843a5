"""`chain show|partners` and `formation show`: what the graph knows of chains, from the graph.

Owns the commands; figures are `industry`'s, tables stand in `chain_tables`.
"""

from __future__ import annotations

from pathlib import Path

import click

from api.cli.chain_tables import print_chain, print_formation, print_partners
from api.cli.opening import graph_options, open_store, settings_of
from api.cli.say import Say
from api.usecases.chains import chain_page, formation_page
from api.usecases.memo import Memo
from api.usecases.partners import partners_of
from graph import reads


@click.group("chain", help="产业链：看环节，为企业找配套伙伴。")
def chain() -> None:
    """The chain's commands."""


@chain.command("show", help="一条产业链的环节、企业数、未知之处；不给编号则列出全部产业链。")
@click.argument("chain_id", required=False, metavar="[产业链编号]")
@graph_options
@click.pass_obj
def show_chain(say: Say, chain_id: str | None, home: Path | None, uri: str | None) -> None:
    """One chain by segments, or the list of chains."""
    with open_store(settings_of(home, uri)) as store:
        if chain_id is not None:
            print_chain(say, chain_page(store, chain_id))
            return
        rows = [
            (one.chain_id, one.name, one.segments, one.companies, one.leaders) for one in reads.chains(store)
        ]
    heads = ("chain_id", "name", "segments", "firms", "leaders")
    say.table(say.word("chains"), heads, rows, right=heads[2:])


@chain.command("partners", help="为一家企业找可以配套的链主和大客户，逐条给出理由。")
@click.argument("company", metavar="信用代码")
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True, help="最多几家")
@graph_options
@click.pass_obj
def partners(say: Say, company: str, limit: int, home: Path | None, uri: str | None) -> None:
    """Rank possible partners of a firm."""
    with open_store(settings_of(home, uri)) as store:
        found = partners_of(store, company, Memo(), limit)
        name = reads.company(store, company).name
    print_partners(say, name, found)


@click.group("formation", help="雁阵：看头雁、层级、订单牵引。")
def formation() -> None:
    """The formation's commands."""


@formation.command("show", help="一个雁阵的层级与订单牵引；不给编号则列出全部雁阵。")
@click.argument("formation_id", required=False, metavar="[雁阵编号]")
@graph_options
@click.pass_obj
def show_formation(say: Say, formation_id: str | None, home: Path | None, uri: str | None) -> None:
    """One formation, or the list of formations."""
    with open_store(settings_of(home, uri)) as store:
        if formation_id is not None:
            print_formation(say, formation_page(store, formation_id))
            return
        rows = [
            (one.formation_id, one.name, one.chain, one.on, one.heads, one.members)
            for one in reads.formations(store)
        ]
    heads = ("formation_id", "name", "chain_name", "on", "heads", "followers")
    say.table(say.word("formations"), heads, rows, right=heads[4:])


COMMANDS = (chain, formation)
