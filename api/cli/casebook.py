"""`casebook`: the firms that the source reports tell of, on every tier by both sets of rules; no database.

Owns the tables; the cases are `domain`'s data, the verdicts `matching`'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import click

from api.cli.options import on_option
from api.cli.say import Say
from api.console.reason_view import label
from api.wire.casebook import casebook_json
from domain.casebook import Case, Casebook, casebook
from domain.policy import Criterion, Kind
from domain.tier_rules import REGIMES, Tier
from domain.vocabulary import vocabulary
from matching.ladder import Step, ladder, without_rule
from matching.verdict import LeafVerdict, WaitsFor

Judged = tuple[Case, tuple[Step, ...]]


@click.command(
    "casebook",
    help="案例企业：报告里写到的企业，只用报告写明的事实，在 2022 与 2026 两套梯度规则下"
    "已定什么、未知什么、补上什么能定；给出编号则逐条列出。不用数据库。",
)
@click.argument("case_id", required=False, metavar="编号")
@on_option()
@click.option("--json", "as_json", is_flag=True, help="打印 JSON")
@click.pass_obj
def casebook_command(say: Say, case_id: str | None, on: date, as_json: bool) -> None:
    """Judge every case, or one with its facts, notes and what would settle it."""
    book = casebook()
    book.check_day(on)
    cases = (book.case(case_id),) if case_id else book.cases
    judged = [(one, ladder(one.company, on)) for one in cases]
    if as_json:
        say.json(casebook_json(book, on, judged))
    elif case_id:
        _one(say, book, *judged[0])
    else:
        _all(say, book, on, judged)


def _all(say: Say, book: Casebook, on: date, judged: Sequence[Judged]) -> None:
    rows = []
    for case, steps in judged:
        name = f"{case.company.key}\n{case.company.name}"
        rows.append((name, *("\n".join(_brief(say, steps, regime)) for regime in REGIMES)))
    say.table(say.word("casebook", on=on), ("case", "by_2022", "by_2026"), rows)
    _close(say, book, (step for _, steps in judged for step in steps))


def _brief(say: Say, steps: Sequence[Step], regime: str) -> Iterable[str]:
    for step in steps:
        if step.regime == regime:
            counts = {"decided": len(step.decided), "open": len(step.open)}
            yield say.word("case_cell", tier=step.rung.tier.zh, outcome=_outcome(say, step), **counts)
    for held, tier in without_rule():
        if held == regime:
            yield f"{tier.zh}：{say.word('no_rule')}"


def _outcome(say: Say, step: Step) -> str:
    head = say.word(f"outcome_{step.judgement.outcome}")
    return head if step.in_force else say.word("not_in_force", outcome=head)


def _one(say: Say, book: Casebook, case: Case, steps: Sequence[Step]) -> None:
    say.line(say.word("case_stated", facts="；".join(_stated(case)) or say.word("case_none")))
    rows = [(note.kind.zh, note.says, note.where, note.why) for note in case.notes]
    say.table(
        say.word("case_notes"), ("case_kind", "says", "stands_in", "case_why"), rows, whole=("case_kind",)
    )
    cells = {(step.regime, step.rung.tier): _full(say, step) for step in steps}
    cells |= {place: say.word("no_rule") for place in without_rule()}
    ranks = [(tier.zh, *(cells[regime, tier] for regime in REGIMES)) for tier in Tier]
    title = say.word("case_on_ladder", name=case.company.name, key=case.company.key)
    say.table(title, ("rung", "by_2022", "by_2026"), ranks)
    _close(say, book, steps)


def _stated(case: Case) -> Iterable[str]:
    """Each fact and title in words with its source."""
    for fact in case.company.facts:
        yield f"{vocabulary()[fact.feature].zh} {fact.value}（{fact.period}；{fact.source}）"
    for title in case.company.titles:
        yield f"{title.level or ''}{title.title}（{title.source}）"


def _full(say: Say, step: Step) -> str:
    """The class, what is decided, and the fewest facts and findings that would settle the rest."""
    decided = "；".join(f"{leaf.need} {leaf.result.zh}" for leaf in step.decided)
    lines = [_outcome(say, step)]
    lines.append(f"{say.word('case_decided')}{decided}" if decided else say.word("case_nothing_decided"))
    least = [leaf for leaf in step.lacks if leaf in step.open]
    for key, waits_for in (("case_facts", WaitsFor.FACT), ("case_person", WaitsFor.PERSON)):
        names = _names(step, [leaf for leaf in least if leaf.waits_for is waits_for])
        lines += [f"{say.word(key)}{'；'.join(names)}"] if names else []
    others = len(step.open) - len(least)
    lines += [say.word("case_others", count=others)] if others else []
    return "\n".join(lines)


def _names(step: Step, leaves: Sequence[LeafVerdict]) -> list[str]:
    """What the criteria ask about, each once."""
    criteria = {one.id: one for one in step.rung.policy.criteria()}
    return list(dict.fromkeys(_name(criteria[leaf.id]) for leaf in leaves))


def _name(criterion: Criterion) -> str:
    """The feature in words, with what narrows it: the text's own words, or the titles asked for."""
    about = label(criterion)
    narrower = criterion.phrase or ("、".join(criterion.values) if criterion.kind is Kind.HAS else "")
    return f"{about}（{narrower}）" if narrower and narrower != about else about


def _close(say: Say, book: Casebook, steps: Iterable[Step]) -> None:
    say.line(say.word("case_source", source=book.source, year=book.written))
    for mark in sorted({step.judgement.source_mark for step in steps if step.judgement.source_mark}):
        say.line(say.word("ladder_mark", mark=mark))


COMMANDS = (casebook_command,)
