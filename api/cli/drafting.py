"""`lint`: what those who draft a policy can be told before anyone applies; no database.

Owns the tables and the exit code; the findings are `matching`'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from api.cli.options import FILE
from api.cli.say import Say
from api.wire.drafting import lint_json
from domain.errors import InputError, InputFaultsError, Where
from domain.policy import Item, Policy
from domain.reading_file import read_reading
from domain.strict import raise_all
from matching.lint import DraftFault, FaultKind, lint_item

Linted = tuple[Path, Policy, list[tuple[Item, tuple[DraftFault, ...]]]]


@click.command(
    "lint",
    help="查起草的毛病，不看企业：两条要求不能同时满足、一条从不起作用、档次有空当或重叠、没有数据能判定。"
    "有不能同时满足的要求时退出码为 1，其余毛病只提示。",
)
@click.argument("paths", nargs=-1, required=True, type=FILE, metavar="读数文件…")
@click.option("--json", "as_json", is_flag=True, help="打印 JSON")
@click.pass_obj
def lint(say: Say, paths: Sequence[Path], as_json: bool) -> None:
    """Every finding of every reading; a broken file does not stop the others, and contradictions fail."""
    broken: list[InputError] = []
    linted: list[Linted] = []
    for path in paths:
        try:
            policy = read_reading(path)
            linted.append((path, policy, [(item, lint_item(policy, item)) for item in policy.items]))
        except InputError as error:
            broken += error.faults if isinstance(error, InputFaultsError) else [error]
    if as_json:
        say.json([lint_json(str(path), policy, found) for path, policy, found in linted])
    else:
        for path, policy, found in linted:
            _print_linted(say, path, policy, found)
    raise_all([*broken, *_contradictions(linted)])


def _print_linted(
    say: Say, path: Path, policy: Policy, found: list[tuple[Item, tuple[DraftFault, ...]]]
) -> None:
    """A table an item that has faults; one line for a reading that has none."""
    if not any(faults for _, faults in found):
        say.line(say.word("draft_sound", file=path, items=len(policy.items)))
        return
    criteria = {one.id: one for one in policy.criteria()}
    for item, faults in found:
        rows = [
            (
                say.word(f"draft_{fault.kind}"),
                "\n".join(_place(say, name, criteria[name].span.start) for name in fault.leaves),
                "\n".join(f"“{quote}”" for quote in fault.quotes),
                fault.said,
            )
            for fault in faults
        ]
        if rows:
            title = f"{path} {policy.doc_id}.{item.id} {item.marked_name}"
            heads = ("draft_fault", "criterion", "quote", "draft_said")
            say.table(title, heads, rows, whole=("draft_fault", "criterion"))


def _place(say: Say, name: str, start: int) -> str:
    return say.word("draft_place", criterion=name, start=start)


def _contradictions(linted: Sequence[Linted]) -> list[InputError]:
    """What makes the command fail: criteria asked together that no number meets."""
    return [
        InputError(
            f"事项“{item.name}”：{fault.said}", where=Where(file=str(path), path="、".join(fault.leaves))
        )
        for path, _, found in linted
        for item, faults in found
        for fault in faults
        if fault.kind is FaultKind.CONTRADICTORY
    ]


COMMANDS = (lint,)
