"""`judge`, `match` and `register`: firms against items, from files alone.

Owns how verdicts are printed and written; the verdicts are `matching`'s.
"""

from __future__ import annotations

import getpass
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from api.cli.folding import fold
from api.cli.opening import graph_options, open_store, settings_of
from api.cli.options import FILE, on_option, regions_option
from api.cli.pairs_file import check_ending, write_pairs
from api.cli.receipts import write_receipts
from api.cli.say import Say
from api.cli.taking import given_twice, read_all
from api.console.reason_view import ReasonRow, missing_names, reason_rows, standing
from api.intake.companies import read_company_table
from api.usecases.judging import judge_given
from api.usecases.memo import Memo
from api.usecases.runs import match_and_keep
from api.wire.judgement import judgements_json
from api.wire.receipt import receipts_of, seals
from domain.company_file import read_company, type_faults
from domain.errors import InputError, InputFaultsError, Where
from domain.industry_code import Industries
from domain.policy import Policy
from domain.quantity import show
from domain.reading_file import read_reading
from domain.region import Regions, national
from domain.strict import raise_all
from domain.tree import leaf_ids
from graph import reads
from graph.store import Store
from matching.codes import Codes
from matching.kernel.pairs import match_pairs
from matching.register import Pair
from matching.register_file import read_register, write_register
from matching.verdict import Judgement, LeafVerdict, Opening, Outcome

NAME_WIDTH = 34
"""Columns for an item's name where many figures stand beside it."""


@click.command("judge", help="一家企业对一份读数的事项：结论、逐条理由、差距；不用数据库。")
@click.option("--reading", type=FILE, required=True, help="读数文件")
@click.option("--company", type=FILE, required=True, help="企业文件（JSON）")
@on_option()
@click.option("--item", default=None, help="只看这个事项")
@regions_option
@click.option(
    "--receipts", type=FILE, default=None, help="写凭据的目录，每个事项一个文件；用 replay 重算核对"
)
@click.option("--json", "as_json", is_flag=True, help="打印 JSON")
@click.pass_obj
def judge(
    say: Say,
    reading: Path,
    company: Path,
    on: date,
    item: str | None,
    regions: Regions | None,
    receipts: Path | None,
    as_json: bool,
) -> None:
    """Judge one firm; facts of a wrong type are named on stderr and count as unknown."""
    policy, firm = read_reading(reading), read_company(company)
    for fault in type_faults(firm):
        click.echo(f"{company}，{fault}", err=True)
    codes = codes_with(regions)
    judgements = judge_given(policy, firm, on, item, codes)
    made = {}
    if as_json or receipts:
        made = receipts_of(policy, [one.item_id for one in judgements], firm, on, codes)
    if receipts:
        write_receipts(say, receipts, policy.doc_id, made)
    if as_json:
        say.json(judgements_json(firm, on, judgements, seals(made)))
        return
    say.line(say.word("judged", name=firm.name, key=firm.key, on=on, title=policy.title))
    for judgement in judgements:
        print_judgement(say, policy, judgement)


def print_judgement(say: Say, policy: Policy, judgement: Judgement) -> None:
    """The class, a line a criterion, and what would settle an unknown."""
    item = policy.item(judgement.item_id)
    barring = set(leaf_ids(item.exclude)) if item else set()
    acting = {leaf.id for leaf in standing(policy, judgement)}
    say.line()
    say.table(
        f"{judgement.item_id} {judgement.item_name}：{say.word(f'outcome_{judgement.outcome}')}"
        + (f"（{judgement.source_mark}）" if judgement.source_mark else ""),
        ("criterion", "result", "need", "have"),
        [
            (
                row.leaf.id,
                _result(say, row.leaf, barring=row.leaf.id in barring),
                row.need,
                _have(row, acts=row.leaf.id in acting),
            )
            for row in reason_rows(policy, judgement.leaves)
        ],
        whole=("criterion", "result"),
    )
    if judgement.missing:
        say.line(say.word("missing", features="、".join(missing_names(policy, judgement))))
    if judgement.next_window:
        say.line(say.word("next_window", days=_days(say, judgement.next_window)))
    if judgement.outcome in {Outcome.FITS, Outcome.CLOSED, Outcome.NEEDS_CHECK, Outcome.UNKNOWN}:
        low, high = show(judgement.amount.low, "CNY"), _high(say, judgement)
        say.line(say.word("amount", amount=low if low == high else say.word("from_to", start=low, end=high)))


def codes_with(regions: Regions | None) -> Codes | None:
    """The code tables with these divisions; None: the national ones."""
    return Codes(regions, Industries.national()) if regions else None


def _days(say: Say, opening: Opening) -> str:
    if opening.end is None:
        return say.word("from_day", day=opening.start)
    return say.word("from_to", start=opening.start or "…", end=opening.end)


def _result(say: Say, leaf: LeafVerdict, *, barring: bool) -> str:
    """The result; of an unknown one what it waits for; of a bar whether it applies."""
    if leaf.waits_for:
        return say.word(f"waits_{leaf.waits_for}")
    return say.word(f"{'barring' if barring else 'result'}_{leaf.result}")


def _have(row: ReasonRow, *, acts: bool) -> str:
    """What the firm has, a line a fact; where it stands in the way, what is lacking and how to get it."""
    lacking = "；".join(part for part in (row.gap, *row.notes) if part)
    if row.leaf.waits_for or not acts:
        lacking = ""
    return "\n".join((*row.have, *([f"→ {lacking}"] if lacking else [])))


def _high(say: Say, judgement: Judgement) -> str:
    high = judgement.amount.high
    return say.word("no_bound") if high is None else show(high, "CNY")


@click.command("match", help="登记册（或图中的全部企业）对全部事项：写出每一对的结论，打印各类数目。")
@click.option("--readings", type=FILE, default=None, help="放读数文件（.json）的目录；不用数据库")
@click.option("--register", "register_path", type=FILE, default=None, help="登记册（Parquet）；不用数据库")
@click.option("--graph", "from_graph", is_flag=True, help="从图取企业与政策，并把“符合”“只差一条”记回图中")
@on_option()
@click.option("--out", type=FILE, default=None, help="结果文件：.parquet、.csv 或 .xlsx；用 --graph 时可不给")
@click.option("--engine", type=click.Choice(["local"]), default="local", show_default=True, help="在哪里算")
@click.option("--who", default=None, help="经手人，默认为当前用户（用 --graph 时）")
@regions_option
@graph_options
@click.pass_obj
def match(say: Say, /, from_graph: bool, on: date, out: Path | None, engine: str, **options: Any) -> None:  # noqa: ARG001
    """Judge every pair, write them all, print the counts; a fault in any input stops before the first."""
    readings, register_path = options["readings"], options["register_path"]
    if from_graph == bool(readings or register_path):
        raise click.UsageError("给出 --readings 与 --register，或者只给 --graph")
    if out:
        check_ending(out)
    if from_graph:
        with open_store(settings_of(options["home"], options["uri"])) as store:
            policies, pairs = match_stored(say, store, on, options["who"] or getpass.getuser())
    else:
        if not (readings and register_path and out):
            raise click.UsageError("--readings、--register、--out 三项都要")
        policies = read_folder(readings)
        firms = read_register(register_path)
        total = len(firms) * sum(len(policy.items) for policy in policies)
        found = match_pairs(policies, firms, on, codes_with(options["regions"]))
        pairs = list(say.progress(found, "matching", total))
    if out:
        write_pairs(pairs, policies, out)
    print_counts(say, policies, pairs)
    if out:
        say.note("written", count=len(pairs), file=out)


def match_stored(say: Say, store: Store, on: date, who: str) -> tuple[list[Policy], list[Pair]]:
    """Match the whole graph and keep the run in it; the policies and every pair."""
    pairs: list[Pair] = []

    def watch(found: Iterator[Pair], total: int) -> Iterator[Pair]:
        for pair in say.progress(found, "matching", total):
            pairs.append(pair)
            yield pair

    memo = Memo()
    match_and_keep(store, on, who=who, at=datetime.now().astimezone(), memo=memo, watch=watch)
    return list(reads.all_policies(store)), pairs


def read_folder(folder: Path) -> list[Policy]:
    """All readings of a folder, by file name.

    Raises:
        InputError, InputFaultsError: no folder, none in it, a broken one, or a document given twice.
    """
    if not folder.is_dir():
        raise InputError("找不到读数目录", where=Where(file=str(folder)))
    policies: dict[str, Policy] = {}
    faults: list[InputError] = []
    for path in sorted(folder.glob("*.json")):
        try:
            policy = read_reading(path)
        except InputError as error:
            faults += error.faults if isinstance(error, InputFaultsError) else [error]
            continue
        if policy.doc_id in policies:
            faults.append(InputError(f"文档编号“{policy.doc_id}”重复", where=Where(file=str(path))))
        policies[policy.doc_id] = policy
    raise_all(faults)
    if not policies:
        raise InputError(
            "目录里没有读数文件", where=Where(file=str(folder)), expected="read 命令写出的 .json"
        )
    return list(policies.values())


def print_counts(say: Say, policies: Sequence[Policy], pairs: Sequence[Pair]) -> None:
    """A line an item: how many firms in each class, and how many lack one curable condition."""
    found = Counter((pair.doc_id, pair.item_id, pair.outcome) for pair in pairs)
    near = Counter((pair.doc_id, pair.item_id) for pair in pairs if pair.near)
    rows = [
        (
            "\n".join((f"{policy.doc_id}.{item.id}", *fold(item.marked_name, NAME_WIDTH))),
            *(found[policy.doc_id, item.id, outcome] for outcome in Outcome),
            near[policy.doc_id, item.id],
        )
        for policy in policies
        for item in policy.items
    ]
    figures = (*(f"outcome_{outcome}" for outcome in Outcome), "near")
    say.table(say.word("counts"), ("item", *figures), rows, right=figures, whole=("item",))


@click.command("register", help="企业文件（JSON Lines、CSV、XLSX）合成一个登记册（Parquet）。")
@click.argument("paths", nargs=-1, required=True, type=FILE, metavar="文件…")
@click.option("--out", type=FILE, required=True, help="登记册文件（.parquet）")
@regions_option
@click.pass_obj
def register(say: Say, paths: Sequence[Path], out: Path, regions: Regions | None) -> None:
    """Read all firms; one fault anywhere and nothing is written."""
    if out.suffix.lower() != ".parquet":
        expected = "以 .parquet 结尾的文件名"
        raise InputError("登记册是 Parquet 文件", where=Where(file=str(out)), expected=expected)
    taken = read_all(paths, lambda path: read_company_table(path, regions or national()))
    raise_all(given_twice(taken, lambda firm: firm.key))
    firms = [firm for part in taken for firm in part.things]
    for note in (note for part in taken for note in part.notes):
        click.echo(note, err=True)
    write_register(firms, out)
    say.note("registered", count=len(firms), file=out)


COMMANDS = (judge, match, register)
