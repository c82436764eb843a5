"""`--sentences`: the canonical sentences of a reading beside the words of the document.

Owns the table; the sentences are `domain.sentence`'s.
"""

from __future__ import annotations

from collections.abc import Mapping

import click

from api.cli.say import Say
from api.criterion_text import criterion_text
from domain.policy import Criterion, Item, Policy
from domain.sentence import item_lines, stated_of

sentences_option = click.option(
    "--sentences", is_flag=True, help="打印规范句：每个条件一句，旁边是原文（不再打印 JSON）"
)
_HEADS = ("canonical", "quote", "to_check")


def print_sentences(say: Say, policy: Policy) -> None:
    """A table an item: its tree by lines, each criterion beside its quote, then what decides a sum only."""
    criteria = {one.id: one for one in policy.criteria()}
    shown: set[str] = set()
    say.line(f"《{policy.title}》")
    for item in policy.items:
        say.line()
        rows = _rows(say, item, criteria, shown)
        say.table(f"{item.id} {item.name}", _HEADS, rows, whole=("to_check",))
    _print_bands(say, [one for one in criteria.values() if one.id not in shown])
    if policy.review:
        say.line()
        rows = [(one.span.quote, one.why) for one in policy.review]
        say.table(say.word("review"), ("quote", "why"), rows)


def _rows(
    say: Say, item: Item, criteria: Mapping[str, Criterion], shown: set[str]
) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for line in item_lines(stated_of(item, criteria)):
        one = criteria[line.criterion] if line.criterion else None
        shown |= {one.id} if one else set()
        rows.append((line.text, one.span.quote if one else "", _check(say, one)))
    return rows


def _print_bands(say: Say, bands: list[Criterion]) -> None:
    if bands:
        say.line()
        rows = [(f"〔{one.id}〕{criterion_text(one)}", one.span.quote, _check(say, one)) for one in bands]
        say.table(say.word("bands"), _HEADS, rows, whole=("to_check",))


def _check(say: Say, criterion: Criterion | None) -> str:
    return say.word("to_check") if criterion and criterion.check else ""
