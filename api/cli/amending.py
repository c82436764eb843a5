"""`amend`: what changed from one version of a policy to the next, as tables or JSON; no database.

Owns the tables; the comparison is `nlp.amendment`'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from api.amendment_text import difference_text, notes, part_text
from api.cli.options import DAY, FILE, REGION
from api.cli.say import Say
from api.usecases.amending import version_of
from api.wire.amendment import amendment_json
from domain.amendment import Amendment, Change, Fate, ItemChange, SignatureFate, counts
from domain.policy import Benefit, Criterion, Policy, Window
from nlp.amendment import compare

_HEADS = ("kind", "old_version", "new_version", "what_differs")
_Change = Change[Criterion] | Change[Benefit] | Change[Window]


@click.command(
    "amend",
    help="两版政策对照：条件、支持、申报期、事项的保留、修改、新增、删去，签认是否仍有效；不用数据库。",
)
@click.argument("old", type=FILE, metavar="旧版")
@click.argument("new", type=FILE, metavar="新版")
@click.option("--region", type=REGION, default=None, help="发文地区的行政区划代码（文件不是读数时）")
@click.option("--published", type=DAY, default=None, help="新版的公布日期（文件不是读数时）")
@click.option("--json", "as_json", is_flag=True, help="打印 JSON")
@click.pass_obj
def amend(say: Say, old: Path, new: Path, region: str | None, published: date | None, as_json: bool) -> None:
    """Compare two files, each a reading (`.json`) or a document that is read first."""
    before, after = version_of(old, region=region), version_of(new, region=region, published=published)
    found = compare(before, after)
    if as_json:
        say.json(amendment_json(found))
    else:
        print_amendment(say, before, after, found)


def print_amendment(say: Say, old: Policy, new: Policy, amendment: Amendment) -> None:
    """The document, its articles, then a table each of items, criteria, benefits and windows."""
    say.line(f"《{old.title}》（{old.doc_id}）→《{new.title}》（{new.doc_id}）")
    for one in amendment.document:
        say.line(difference_text(one))
    if amendment.renumbered:
        said = "、".join(f"{one.old} → {one.new}" for one in amendment.renumbered)
        say.line(say.word("articles_renumbered", articles=said))
    say.line()
    heads = ("kind", "item", "tree", "signature")
    say.table(_title(say, "items", amendment.items), heads, map(_item_row, amendment.items), whole=("kind",))
    tables: tuple[tuple[str, Sequence[_Change]], ...] = (
        ("criteria", amendment.criteria),
        ("benefits", amendment.benefits),
        ("windows", amendment.windows),
    )
    for sort, changes in tables:
        if changes:
            say.line()
            say.table(_title(say, sort, changes), _HEADS, map(_row, changes), whole=("kind",))
    for key, reviews in (("review_new", amendment.review_new), ("review_gone", amendment.review_gone)):
        if reviews:
            say.line()
            say.table(say.word(key), ("quote", "why"), [(one.span.quote, one.why) for one in reviews])


def _title(say: Say, sort: str, changes: Sequence[_Change] | Sequence[ItemChange]) -> str:
    counted = counts(changes)
    return f"{say.word(sort)}：{'，'.join(f'{fate.zh} {number}' for fate, number in counted.items())}"


def _item_row(change: ItemChange) -> tuple[object, ...]:
    ids = " → ".join(dict.fromkeys(one.id for one in (change.old, change.new) if one))
    item = change.new or change.old
    lines = [f"{ids} {item.name if item else ''}", *map(difference_text, change.differences)]
    return (
        change.fate.zh,
        "\n".join(lines),
        change.tree.zh if change.tree else "",
        _signature(change.signature),
    )


def _signature(fate: SignatureFate | None) -> str:
    if fate is None:
        return ""
    signed = f"{fate.signature.by} {fate.signature.on} 签认"
    return f"{signed}：仍有效" if fate.stays else f"{signed}：失效\n{'；'.join(fate.why)}"


def _row(change: _Change) -> tuple[object, ...]:
    """Both sides; of what was kept the new side alone says it."""
    old = part_text(change.old) if change.old else ""
    new = part_text(change.new) if change.new else ""
    if change.fate is Fate.KEPT:
        return (change.fate.zh, "", new, "\n".join(notes(change)))
    sides = zip((old, new), (change.old, change.new), strict=True)
    shown = [f"{text}\n“{side.part.span.quote}”" if side else "" for text, side in sides]
    return (change.fate.zh, *shown, "\n".join(notes(change)))


COMMANDS = (amend,)
