"""`gap`, `what-if` and `best-set`: what would have to change, what would follow, what to take; no database.

Owns the tables; the answers are `matching`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from api.best_text import sum_text
from api.cli.entries import entries_of, key_of
from api.cli.judging import codes_with
from api.cli.options import FILE, on_option, regions_option
from api.cli.say import Say
from api.console.reason_view import gap_says
from api.console.say import CURES
from api.usecases.planning import overrides_of
from api.usecases.stacking_rules import StackingRules, read_rules
from api.wire.planning import best_json, gaps_json, what_if_json
from domain.company_file import read_company
from domain.errors import Where
from domain.policy import Criterion, Item, Policy
from domain.quantity import show
from domain.region import Regions
from domain.strict import parse_json, read_text
from matching.gap import Change, Gap, gap
from matching.stacking import best_set
from matching.verdict import Amount, Outcome
from matching.what_if import Lever, Moved, by_items, by_money, levers, what_if

SHOWN = 5
"""So many ways and levers are shown; `--json` has all."""


def _common(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of all three: what is asked of whom, when."""
    options = (
        click.option("--reading", type=FILE, required=True, help="读数文件，或放读数文件的目录"),
        click.option("--company", type=FILE, required=True, help="企业文件（JSON）"),
        on_option(),
        click.option("--item", default=None, help="只看这个事项"),
        regions_option,
        click.option("--json", "as_json", is_flag=True, help="打印 JSON"),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.command("gap", help="一家企业要符合各事项，最少要改变哪些条件；逐组代入重新判定。")
@_common
@click.pass_obj
def gap_command(
    say: Say, reading: Path, company: Path, on: date, item: str | None, regions: Regions | None, as_json: bool
) -> None:
    """The smallest sets of changes of every item, and what must be told first."""
    firm, entries, codes = read_company(company), entries_of(reading, item), codes_with(regions)
    found = [gap(policy, one, firm, on, codes) for policy, one in entries]
    if as_json:
        say.json(gaps_json(firm, on, found))
        return
    for (policy, one), answer in zip(entries, found, strict=True):
        _print_gap(say, policy, one, answer)


def _print_gap(say: Say, policy: Policy, item: Item, found: Gap) -> None:
    criteria = {one.id: one for one in policy.criteria()}
    head = f"{key_of(policy, item)} {item.marked_name}：{say.word(f'outcome_{found.judgement.outcome}')}"
    rows = [
        (
            at,
            "\n".join(_change(say, change, criteria) for change in way.changes),
            _after(say, way.outcome, way.amount),
        )
        for at, way in enumerate(found.ways[:SHOWN], start=1)
    ]
    if rows:
        say.table(head, ("way", "changes", "after_change"), rows, right=("way",))
    else:
        say.line(head)
    tell = found.tell or (found.ways[0].tell if found.ways else ())
    if tell:
        say.line(say.word("tell_first", criteria="；".join(leaf.need for leaf in tell)))
    if found.hopeless:
        say.line(say.word("hopeless" if found.ways else "no_way"))
    if len(found.ways) > SHOWN or not found.complete:
        say.line(say.word("more_ways"))
    say.line()


def _change(say: Say, change: Change, criteria: dict[str, Criterion]) -> str:
    leaf = change.leaf
    lacking = gap_says(leaf, criteria[leaf.id])
    day = f"，{leaf.cure_date} 起" if leaf.cure_date else ""
    kept = "" if change.to else say.word("must_not")
    said = "，".join(part for part in (lacking, f"{CURES[change.cure.value]}{day}") if part)
    return f"{leaf.id} {kept}{leaf.need}；{leaf.have}（{said}）“{leaf.quote}”"


def _after(say: Say, outcome: Outcome, amount: Amount) -> str:
    return f"{say.word(f'outcome_{outcome}')}\n{_money(say, amount)}"


def _money(say: Say, amount: Amount) -> str:
    high = say.word("no_bound") if amount.high is None else show(amount.high, "CNY")
    low = show(amount.low, "CNY")
    return low if low == high else say.word("from_to", start=low, end=high)


@click.command("what-if", help="换几条事实会怎样：多符合、不再符合、变得只差一条的事项；哪一处改变最有用。")
@_common
@click.option("--facts", type=FILE, required=True, help="换上的事实（JSON，写法同企业文件，不写名称和代码）")
@click.pass_obj
def what_if_command(say: Say, /, reading: Path, company: Path, on: date, facts: Path, **options: Any) -> None:
    """Judge before and after, and rank the levers as things stand."""
    where = Where(file=str(facts))
    firm, changed = read_company(company), overrides_of(parse_json(read_text(facts), where), where)
    entries, codes = entries_of(reading, options["item"]), codes_with(options["regions"])
    moved = what_if(firm, changed, entries, on, codes)
    found = levers(firm, entries, on, codes)
    if options["as_json"]:
        say.json(what_if_json(firm, on, moved, found))
        return
    rows = [_moved(say, one) for one in moved if one.before is not one.after or one.newly_near]
    say.table(say.word("what_if"), ("item", "before_change", "after_change", "note", "money"), rows)
    for word, ranked in (("levers_by_items", by_items(found)), ("levers_by_money", by_money(found))):
        heads = ("criterion", "cure", "opens", "money")
        say.table(say.word(word), heads, [_lever(say, one) for one in ranked[:SHOWN]])


def _moved(say: Say, one: Moved) -> tuple[str, ...]:
    marks = {"gained": one.gained, "lost": one.lost, "newly_near": one.newly_near}
    note = "、".join(say.word(word) for word, holds in marks.items() if holds)
    name = f"{key_of(one.policy, one.item)}\n{one.item.marked_name}"
    before, after = say.word(f"outcome_{one.before}"), say.word(f"outcome_{one.after}")
    return name, before, after, note, _money(say, one.amount)


def _lever(say: Say, lever: Lever) -> tuple[str, ...]:
    criterion = lever.question.criterion
    place = f"{key_of(lever.plan.policy, lever.plan.item)} {criterion.id}\n“{criterion.span.quote}”"
    opened = "\n".join(
        f"{key_of(policy, item)}（{say.word(f'outcome_{outcome}')}）"
        for policy, item, outcome, _ in lever.opened
    )
    return place, CURES[lever.cure.value], opened, _money(say, lever.money)


@click.command("best-set", help="相互排斥的事项里取哪几个，钱最多；缺事实时给范围，并写出算式。")
@_common
@click.option(
    "--rules",
    type=FILE,
    default=None,
    help="排斥的组和合计的上限（JSON）：groups 写 items、quote，caps 写 items、most；不写 groups 用原文的",
)
@click.pass_obj
def best_command(
    say: Say, /, reading: Path, company: Path, on: date, rules: Path | None, **options: Any
) -> None:
    """The most money under the stacking rules that the items state, or those of a file."""
    firm, entries = read_company(company), entries_of(reading, options["item"])
    given = read_rules(rules, [key_of(*one) for one in entries]) if rules else StackingRules()
    codes = codes_with(options["regions"])
    best = best_set(entries, firm, on, groups=given.groups, caps=given.caps, codes=codes)
    text = sum_text(best)
    if options["as_json"]:
        say.json(best_json(firm, on, best, text))
        return
    rows = [
        (
            f"{one.key}\n{one.name}",
            say.word(f"outcome_{one.outcome}"),
            _money(say, one.amount),
            *_taken(say, one.key, best.sure, best.possible),
        )
        for one in best.offers
    ]
    say.table(
        say.word("best_set", name=firm.name, on=on),
        ("item", "outcome", "money", "take_sure", "take_most"),
        rows,
    )
    say.line(text)


def _taken(say: Say, key: str, *choices: Sequence[str] | None) -> Iterator[str]:
    for chosen in choices:
        yield say.word("yes") if chosen is not None and key in chosen else ""


COMMANDS = (gap_command, what_if_command, best_command)
