"""The item pages: its firms by class, near misses, reasons on demand.

Owns the one-line reason of a row; every verdict is `matching`'s.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.console.pages.common import PAGE, MaybeOn, names, pushing, with_today
from api.console.reason_view import ReasonRow, label, missing_names, reason_rows, standing
from api.console.say import day, money_range
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
from graph import reads
from matching.register import Pair
from matching.verdict import Judgement, Outcome, Result

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
    rows = reason_rows(one.policy, one.judgement.leaves)
    return fragment("_item_reasons.html", on=on, one=one, rows=rows)


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
    why, gap, source = _why(pair, one)
    return Line(pair.company, pair.name, place, pair.outcome, pair.near is not None, why, gap, source)


def _why(pair: Pair, one: Judged) -> tuple[str, str, str]:
    """The reason in one line, how much is lacking, and what it rests on."""
    judgement = one.judgement
    match pair.outcome:
        case Outcome.FITS:
            return f"可得 {money_range(judgement.amount.low, judgement.amount.high)}", "", ""
        case Outcome.CLOSED:
            return _next_window(judgement), "", ""
        case Outcome.UNKNOWN:
            return f"缺 {'、'.join(missing_names(one.policy, judgement))}", "", "补齐即可判定"
        case Outcome.NEEDS_CHECK:
            return _to_check(one), "", ""
        case _ if pair.near is not None:
            (row,) = reason_rows(one.policy, [judgement.leaf(pair.near)])
            return f"要求 {row.need}", row.gap or _day_gap(row), f"现有 {'；'.join(row.have)}"
        case _:
            return _in_the_way(one), "", ""


def _day_gap(row: ReasonRow) -> str:
    return f"{row.leaf.cure_date} 起满足" if row.leaf.cure_date else "只差这一条"


def _next_window(judgement: Judgement) -> str:
    opening = judgement.next_window
    if opening is None:
        return "申报期已过，没有写明下一次"
    return f"下次申报期 {day(opening.start)} 至 {day(opening.end)}"


def _to_check(one: Judged) -> str:
    waiting = [leaf.id for leaf in standing(one.policy, one.judgement)]
    if not waiting:
        return "条件都满足；事项的条件尚未签认"
    return f"待经办人核定：{_labels(one, waiting)}"


def _in_the_way(one: Judged) -> str:
    open_leaves = standing(one.policy, one.judgement)
    sure = [leaf.id for leaf in open_leaves if leaf.result is not Result.UNKNOWN]
    unsure = len(open_leaves) - len(sure)
    word = "有排除情形" if one.judgement.outcome is Outcome.BARRED else "不满足"
    more = f"；另有 {unsure} 条未知" if unsure else ""
    return f"{word}：{_labels(one, sure)}{more}"


def _labels(one: Judged, leaves: list[str]) -> str:
    criteria = {criterion.id: criterion for criterion in one.policy.criteria()}
    return "、".join(dict.fromkeys(label(criteria[leaf]) for leaf in leaves))
