"""`impact`: what each criterion of an item does to a register, and what another threshold would do.

Owns the tables and how thresholds are written; the counts are `matching`'s. No database.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from api.cli.entries import Entry, key_of, the_entry
from api.cli.judging import codes_with
from api.cli.options import FILE, on_option, regions_option
from api.cli.say import Say
from api.criterion_text import criterion_text
from api.wire.drafting import impact_json, trials_json
from domain.company import Company
from domain.errors import InputError
from domain.quantity import show
from domain.region import Regions
from domain.strict import parse_decimal
from domain.tree import leaf_ids
from matching.assess import prepare
from matching.codes import Codes
from matching.impact import ClauseImpact, ThresholdTrial, clause_impact, try_threshold
from matching.register_file import read_register
from matching.verdict import Outcome, Result


class Numbers(click.ParamType[tuple[Decimal, ...]]):
    """Decimals with commas between them."""

    name = "数值"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[Decimal, ...]:
        """The numbers in their order, or a complaint."""
        if isinstance(value, tuple):
            return value
        try:
            return tuple(parse_decimal(one.strip()) for one in re.split("[,，]", value))
        except InputError as error:
            self.fail(f"{error.what}；应为用逗号分开的数，如 1000000,2000000", param, ctx)


@click.command("impact", help="一个事项的每条条件在一册企业里挡住多少家；换几个门槛试算。不用数据库。")
@click.option("--reading", "--readings", type=FILE, required=True, help="读数文件，或放读数文件的目录")
@click.option("--register", type=FILE, required=True, help="登记册（Parquet）")
@on_option()
@click.option("--item", required=True, help="事项编号，或 文档编号.事项编号")
@click.option("--leaf", default=None, help="换哪一条条件的数值")
@click.option("--values", type=Numbers(), default=None, help="换成这些数值，逗号分开；按该条件自己的单位")
@regions_option
@click.option("--json", "as_json", is_flag=True, help="打印 JSON，写出每家企业的代码")
@click.pass_obj
def impact_command(
    say: Say,
    reading: Path,
    register: Path,
    on: date,
    item: str,
    leaf: str | None,
    values: tuple[Decimal, ...] | None,
    regions: Regions | None,
    as_json: bool,
) -> None:
    """The criteria's counts; with a criterion and values the classes under each, the written one first."""
    if (leaf is None) != (values is None):
        raise click.UsageError("--leaf 与 --values 要一起给")
    entry, firms, codes = the_entry(reading, item), read_register(register), codes_with(regions)
    # A wrong criterion is named before the work over all firms begins.
    trials = [] if leaf is None else _trials(say, entry, leaf, values or (), firms, on, codes)
    clauses = clause_impact(*entry, say.progress(firms, "matching", len(firms)), on, codes)
    unit = None if leaf is None else prepare(*entry).questions[leaf].unit
    if as_json:
        tried = None if leaf is None else trials_json(leaf, unit, trials)
        say.json(impact_json(key_of(*entry), on, len(firms), clauses, tried))
        return
    _print_clauses(say, entry, on, len(firms), clauses)
    if leaf is not None:
        _print_trials(say, leaf, unit, trials)


def _trials(
    say: Say,
    entry: Entry,
    leaf: str,
    values: Sequence[Decimal],
    firms: Sequence[Company],
    on: date,
    codes: Codes | None,
) -> Sequence[ThresholdTrial]:
    """The threshold as written, then the values asked."""
    written = [one.value for one in entry[0].criteria() if one.id == leaf and one.value is not None]
    with say.waiting("matching"):
        return try_threshold(*entry, leaf, [*written, *values], firms, on, codes)


def _print_clauses(say: Say, entry: Entry, on: date, firms: int, clauses: Sequence[ClauseImpact]) -> None:
    rows = [
        (
            one.criterion.id,
            criterion_text(one.criterion),
            *(one.results[result] for result in Result),
            len(one.alone),
        )
        for one in clauses
    ]
    figures = (*(f"result_{result}" for result in Result), "alone")
    title = say.word("impact", item=f"{key_of(*entry)} {entry[1].marked_name}", on=on, firms=firms)
    say.table(title, ("criterion", "need", *figures), rows, right=figures, whole=("criterion",))
    bars = dict.fromkeys(leaf_ids(entry[1].exclude))
    if bars:
        say.line(say.word("impact_bars", criteria="、".join(bars)))
    say.line()


def _print_trials(say: Say, leaf: str, unit: str | None, trials: Sequence[ThresholdTrial]) -> None:
    rows = [
        (
            say.word("as_written", value=show(one.value, unit)) if at == 0 else show(one.value, unit),
            *(one.counts[outcome] for outcome in Outcome),
            len(one.opened),
            len(one.shut),
        )
        for at, one in enumerate(trials)
    ]
    figures = (*(f"outcome_{outcome}" for outcome in Outcome), "let_in", "shut_out")
    say.table(say.word("trials", leaf=leaf), ("threshold", *figures), rows, right=figures)


COMMANDS = (impact_command,)
