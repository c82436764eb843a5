"""`tiers` and `ladder`: the national tier rules as kept, beside a text, and a firm on them; no database.

Owns the tables; the rules are `domain`'s data, verdicts `matching`'s, the comparison `nlp.amendment`'s.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

import click

from api.amendment_text import difference_text, part_text
from api.cli.judging import codes_with
from api.cli.moves import moves
from api.cli.options import FILE, on_option, regions_option
from api.cli.say import Say
from api.cli.sentences import print_sentences
from api.cli.writing import make_folder, write_text
from api.console.reason_view import label, reason_rows
from api.usecases.amending import version_of
from api.usecases.tiers import beside, tier_document
from api.wire.amendment import amendment_json
from api.wire.ladder import ladder_json
from domain.amendment import Change, Fate, counts
from domain.company_file import read_company
from domain.policy import Criterion
from domain.reading_json import reading_json
from domain.region import Regions
from domain.tier_file import national_tiers
from domain.tier_rules import REGIMES, Tier, TierDocument
from matching.ladder import Step, ladder, without_rule
from matching.verdict import Outcome, Result, WaitsFor

SHOWN = 4
"""So many criteria are named per rung and kind in the table; `--json` names all."""

_FATES = {
    Fate.KEPT: "tier_same",
    Fate.CHANGED: "tier_differs",
    Fate.GONE: "tier_only_data",
    Fate.NEW: "tier_only_text",
}
"""Words for what a comparison of data with a text finds; the data are the old side."""


@click.group(
    "tiers", help="国家级梯度规则（科技型、创新型、专精特新、小巨人、重点小巨人、单项冠军）；不用数据库。"
)
def tiers() -> None:
    """The commands on the rules themselves."""


tiers.add_command(moves)


@tiers.command(
    "show", help="列出各份规则；给出编号则打印全文：条件、条款、依据、各来源不一致之处、没有列入的内容。"
)
@click.argument("doc", required=False, metavar="编号")
@click.pass_obj
def show(say: Say, doc: str | None) -> None:
    """The list, or one document whole."""
    if doc:
        policy = tier_document(doc).policy
        say.line(policy.text or "")
        print_sentences(say, policy)
        return
    rows = [_document_row(document) for document in national_tiers()]
    heads = ("document", "items", "criteria", "in_force", "contradictions", "left_out")
    say.table(say.word("tier_rules"), heads, rows, right=("criteria", "contradictions", "left_out"))


def _document_row(document: TierDocument) -> tuple[object, ...]:
    policy = document.policy
    names = [item.marked_name for item in policy.items]
    count = sum(1 for _ in policy.criteria())
    heading = "\n".join((policy.doc_id, policy.title, policy.doc_no or ""))
    lists = len(document.contradictions), len(document.left_out)
    return (heading, "\n".join(names), count, document.in_force, *lists)


@tiers.command("export", help="写成读数（每份一个 .json），可用 load policies 导入图。")
@click.option("--out", type=FILE, required=True, help="写入的目录")
@click.pass_obj
def export(say: Say, out: Path) -> None:
    """One reading a document."""
    folder = make_folder(out)
    for document in national_tiers():
        policy = document.policy
        write_text(
            folder / f"{policy.doc_id}.json",
            json.dumps(reading_json(policy), ensure_ascii=False, indent=1) + "\n",
        )
    say.note("tiers_written", count=len(national_tiers()), file=out)


@tiers.command(
    "diff", help="把一份规则与手头的文本（原件、转述或读数）逐条对照：相同、不同、只在数据、只在文本。"
)
@click.argument("doc", metavar="编号")
@click.argument("file", type=FILE, metavar="文件")
@click.option("--item", "items", multiple=True, help="只对照这个事项，可多次给出")
@click.option("--json", "as_json", is_flag=True, help="打印 JSON")
@click.pass_obj
def diff(say: Say, doc: str, file: Path, items: Sequence[str], as_json: bool) -> None:
    """Set the rules beside what the reader makes of the file."""
    found = beside(tier_document(doc), version_of(file), items)
    if as_json:
        say.json(amendment_json(found))
        return
    counted = counts(found.criteria)
    said = "，".join(f"{say.word(word)} {counted[fate]}" for fate, word in _FATES.items())
    rows = [_diff_row(say, change) for change in found.criteria]
    say.table(
        f"{doc} / {file.name}：{said}", ("kind", "in_data", "in_text", "difference"), rows, whole=("kind",)
    )


def _diff_row(say: Say, change: Change[Criterion]) -> tuple[object, ...]:
    sides = [f"{part_text(one)}\n“{one.part.span.quote}”" if one else "" for one in (change.old, change.new)]
    lines = "\n".join(difference_text(one) for one in change.differences)
    return (say.word(_FATES[change.fate]), *sides, lines)


@click.command(
    "ladder", help="一家企业在梯度上的位置：每一级还差什么，2022 与 2026 两套办法并列；不用数据库。"
)
@click.option("--company", type=FILE, required=True, help="企业文件（JSON）")
@on_option()
@regions_option
@click.option("--json", "as_json", is_flag=True, help="打印 JSON")
@click.pass_obj
def ladder_command(say: Say, company: Path, on: date, regions: Regions | None, as_json: bool) -> None:
    """Judge the firm on every rung."""
    firm = read_company(company)
    steps = ladder(firm, on, codes_with(regions))
    if as_json:
        say.json(ladder_json(firm, on, steps))
        return
    cells = {(step.regime, step.rung.tier): _cell(say, step) for step in steps}
    cells |= {place: say.word("no_rule") for place in without_rule()}
    rows = [(tier.zh, *(cells[regime, tier] for regime in REGIMES)) for tier in Tier]
    say.table(say.word("ladder", name=firm.name, key=firm.key, on=on), ("rung", "by_2022", "by_2026"), rows)
    marks = sorted({step.judgement.source_mark for step in steps if step.judgement.source_mark})
    for mark in marks:
        say.line(say.word("ladder_mark", mark=mark))


def _cell(say: Say, step: Step) -> str:
    """The class, then a line each for what is not met, what to ask for and what a person must say."""
    outcome = step.judgement.outcome
    head = say.word(f"outcome_{outcome}")
    lines = [head if step.in_force else say.word("not_in_force", outcome=head)]
    if outcome is Outcome.NEEDS_CHECK and not step.lacks:
        lines.append(say.word("only_unsigned"))
    for kind, named in groupby(sorted(_lines(step), key=lambda one: one[0]), key=lambda one: one[0]):
        texts = list(dict.fromkeys(text for _, text in named))
        more = say.word("more_lacks", count=len(texts) - SHOWN) if len(texts) > SHOWN else ""
        lines.append(f"{say.word(_KINDS[kind])}{'；'.join(texts[:SHOWN])}{more}")
    return "\n".join(lines)


_KINDS = ("lacks_met", "lacks_fact", "lacks_person")


def _lines(step: Step) -> list[tuple[int, str]]:
    """Per lacking criterion its kind (a place in `_KINDS`) and its text."""
    criteria = {one.id: one for one in step.rung.policy.criteria()}
    found = []
    for row in reason_rows(step.rung.policy, step.lacks):
        if row.leaf.result is not Result.UNKNOWN:
            found.append((0, f"{row.need}{f'（{row.gap}）' if row.gap else ''}"))
        elif row.leaf.waits_for is WaitsFor.FACT:
            found.append((1, label(criteria[row.leaf.id])))
        else:
            found.append((2, criteria[row.leaf.id].phrase or label(criteria[row.leaf.id])))
    return found


COMMANDS = (tiers, ladder_command)
