"""The item pages: its firms by class, near misses, reasons on demand.

Owns the one-line reason of a row; every verdict is `matching`'s.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.console.pages.common import PAGE, MaybeOn, names, pushing, with_today
from api.console.say import day, figure, money_range
from api.console.templating import fragment, page, to
from api.criterion_text import criterion_text
from api.http.desk import AtDesk, Desk, On
from api.http.paging import After, page_of
from api.usecases.judging import (
    ItemCompanies,
    Judged,
    companies_of_item,
    explain,
    judge_pair,
    select,
)
from api.wire.judgement import OutcomeName
from domain.vocabulary import vocabulary
from graph import reads
from matching.register import Pair
from matching.verdict import Judgement, LeafVerdict, Outcome, Result, WaitsFor

router = APIRouter()
Chosen = Annotated[OutcomeName | Literal["near"] | None, Query(alias="class")]
_TOP_BLOCKERS = 8


@dataclass(frozen=True, slots=True)
class Line:
    """One firm of the table."""

    key: str
    name: str
    place: str
    outcome: Outcome
    near: bool
    why: str
    gap: str
    source: str


@router.get("/items/{item_id}")
def item(
    request: Request,
    desk: AtDesk,
    item_id: str,
    on: MaybeOn = None,
    chosen: Chosen = None,
    after: After = None,
) -> Response:
    """The item with its firms."""
    if on is None:
        return with_today(request)
    board = companies_of_item(desk.store, item_id, on, desk.memo)
    table = _table(desk, board, chosen, after)
    return page(request, "item.html", on=on, blockers=_blockers(board), **table)


@router.get("/items/{item_id}/_table")
def item_table(desk: AtDesk, item_id: str, on: On, chosen: Chosen = None, after: After = None) -> Response:
    """The table alone."""
    board = companies_of_item(desk.store, item_id, on, desk.memo)
    body = fragment("_item_table.html", on=on, **_table(desk, board, chosen, after))
    return pushing(body, to(f"/items/{item_id}", on=on, after=after, **{"class": chosen}))


@router.get("/items/{item_id}/_reasons/{key}")
def item_reasons(desk: AtDesk, item_id: str, key: str, on: On) -> Response:
    """Every reason of one firm."""
    one = judge_pair(desk.store, key, item_id, on, desk.memo)
    return fragment("_item_reasons.html", on=on, one=one)


def _table(desk: Desk, board: ItemCompanies, chosen: str | None, after: str | None) -> dict[str, Any]:
    pairs = select(board, chosen)
    found, more = page_of(pairs, lambda pair: pair.company, after, PAGE)
    place = {pair.company: number for number, pair in enumerate(pairs, start=1)}
    judged = explain(desk.store, board, found, desk.memo)
    regions = {one.key: one.region for one in reads.companies_of(desk.store, [p.company for p in found])}
    said = names(desk)
    lines = [
        _line(pair, one, said.county(regions.get(pair.company)))
        for pair, one in zip(found, judged, strict=True)
    ]
    return {
        "board": board,
        "chosen": chosen,
        "chosen_name": "只差一条" if chosen == "near" else Outcome(chosen).zh if chosen else "全部",
        "rows": lines,
        "first": place[found[0].company] if found else 1,
        "total": len(pairs),
        "next": more,
    }


def _blockers(board: ItemCompanies) -> list[tuple[str, str, int]]:
    criteria = {one.id: criterion_text(one) for one in board.policy.criteria()}
    counted = Counter(leaf for pair in board.pairs for leaf in pair.pivots)
    return [(leaf, criteria.get(leaf, leaf), n) for leaf, n in counted.most_common(_TOP_BLOCKERS)]


def _line(pair: Pair, one: Judged, place: str) -> Line:
    why, gap, source = _why(pair, one.judgement)
    return Line(pair.company, pair.name, place, pair.outcome, pair.near is not None, why, gap, source)


def _why(pair: Pair, judgement: Judgement) -> tuple[str, str, str]:
    """The reason in one line, how much is lacking, and what it rests on."""
    match pair.outcome:
        case Outcome.FITS:
            return f"可得 {money_range(judgement.amount.low, judgement.amount.high)}", "", ""
        case Outcome.CLOSED:
            return _next_window(judgement), "", ""
        case Outcome.UNKNOWN:
            names = vocabulary()
            return f"缺 {'、'.join(names[one].zh for one in pair.missing)}", "", "补齐即可判定"
        case Outcome.NEEDS_CHECK:
            return _to_check(judgement), "", ""
        case Outcome.BARRED:
            return _barred(judgement), "", ""
        case _ if pair.near is not None:
            leaf = judgement.leaf(pair.near)
            return f"{_named(leaf)}：要求 {leaf.need}", _gap(leaf), f"现有 {leaf.have}"
        case _:
            return _failed(judgement), "", ""


def _named(leaf: LeafVerdict) -> str:
    return vocabulary()[leaf.feature].zh


def _gap(leaf: LeafVerdict) -> str:
    if leaf.distance is not None:
        return f"差 {figure(leaf.distance, leaf.unit)}"
    return f"{leaf.cure_date} 起满足" if leaf.cure_date else "差这一条"


def _next_window(judgement: Judgement) -> str:
    opening = judgement.next_window
    if opening is None:
        return "申报期已过，没有写明下一次"
    start: date | None = opening.start
    return f"下次申报期 {day(start)} 至 {day(opening.end)}"


def _to_check(judgement: Judgement) -> str:
    waiting = [leaf for leaf in judgement.leaves if leaf.waits_for is WaitsFor.PERSON]
    if not waiting:
        return "条件都满足；事项的条件尚未签认"
    return f"待经办人核定：{'、'.join(dict.fromkeys(_named(leaf) for leaf in waiting))}"


def _barred(judgement: Judgement) -> str:
    return "有排除情形，逐条见右" if judgement.leaves else "有排除情形"


def _failed(judgement: Judgement) -> str:
    false = [leaf for leaf in judgement.leaves if leaf.result is Result.FALSE]
    names = "、".join(dict.fromkeys(_named(leaf) for leaf in false))
    return f"{len(false)} 条不满足：{names}" if false else "条件合起来不满足"
