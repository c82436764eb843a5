"""The firm pages: search, and one firm with its items, gaps, facts and partners.

Owns the routes and which leaves stand open; every verdict is `matching`'s.
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.console.pages.common import (
    PAGE,
    MaybeOn,
    Names,
    names,
    pushing,
    with_today,
)
from api.console.reason_view import OTHER, missing_names, reason_rows, standing
from api.console.say import fact_period, fact_value, money_range
from api.console.templating import fragment, page, to
from api.http.desk import AtDesk, Desk
from api.http.paging import After, decode, next_cursor
from api.usecases.judging import Judged, items_of_company
from api.usecases.partners import partners_of
from api.wire.judgement import OutcomeName
from domain.company import Company, Fact, FactStatus
from domain.vocabulary import vocabulary
from graph import reads
from matching.verdict import Judgement, Outcome

router = APIRouter()
_PLACES = frozenset({"region", "tax_region"})
Search = Annotated[str | None, Query(max_length=100)]


@router.get("/companies")
def companies(
    request: Request, desk: AtDesk, q: Search = None, on: MaybeOn = None, after: After = None
) -> Response:
    """Found by a part of the name or of the code; one hit by full code goes straight there."""
    if q and len(q.strip()) == 18 and (rows := reads.companies(desk.store, q, limit=2)) and len(rows) == 1:
        return Response(status_code=303, headers={"Location": to(f"/companies/{rows[0].key}", on=on)})
    return page(request, "companies.html", on=on, **_list(desk, q, after))


@router.get("/companies/_table")
def companies_table(desk: AtDesk, q: Search = None, on: MaybeOn = None) -> Response:
    """The list alone, while one types."""
    body = fragment("_companies.html", on=on, **_list(desk, q, None))
    return pushing(body, to("/companies", q=q, on=on))


def _list(desk: Desk, q: str | None, after: str | None) -> dict[str, Any]:
    rows, more = next_cursor(
        reads.companies(desk.store, q, decode(after), PAGE + 1), lambda row: row.key, PAGE
    )
    return {
        "rows": rows,
        "next": more,
        "q": q,
        "names": names(desk),
    }


@router.get("/companies/{key}")
def company(
    request: Request,
    desk: AtDesk,
    key: str,
    on: MaybeOn = None,
    chosen: Annotated[OutcomeName | None, Query(alias="class")] = None,
) -> Response:
    """One firm: items by class with every failed condition, partners, facts."""
    if on is None:
        return with_today(request)
    view = items_of_company(desk.store, key, on, desk.memo)
    said = names(desk)
    shown = [one for one in view.judged if chosen in {None, one.judgement.outcome.value}]
    return page(
        request,
        "company.html",
        on=on,
        view=view,
        shown=shown,
        chosen=Outcome(chosen) if chosen else None,
        found=partners_of(desk.store, key, desk.memo),
        region=said.region(view.company.region),
        industry=said.industry(view.company.industry),
        headline=headline,
        standing=standing,
        reason_rows=reason_rows,
        missing_names=missing_names,
        facts=facts_by_feature(view.company),
        fact_period=fact_period,
        fact_value=lambda fact: _fact_value(said, fact),
    )


def headline(one: Judged) -> str:
    """The item's state for this firm in a few words."""
    judgement: Judgement = one.judgement
    count = len(standing(one.policy, judgement))
    match judgement.outcome:
        case Outcome.FITS | Outcome.CLOSED:
            return f"可得 {money_range(judgement.amount.low, judgement.amount.high)}"
        case Outcome.FAILS | Outcome.BARRED:
            return f"{count} 条不满足或未知"
        case Outcome.UNKNOWN:
            return f"缺 {len(judgement.missing)} 项事实"
        case _:
            return f"{count} 条待核" if count else "条件尚未签认"


def facts_by_feature(company: Company) -> list[tuple[str, str | None, list[Fact]]]:
    """The firm's facts by feature and wording in the vocabulary's order, the latest period first."""
    known = vocabulary()
    order = {name: place for place, name in enumerate(known)}
    grouped: dict[tuple[str, str | None], list[Fact]] = {}
    for fact in company.facts:
        grouped.setdefault((fact.feature, fact.phrase), []).append(fact)
    for facts in grouped.values():
        facts.sort(key=lambda fact: (str(fact.period), str(fact.observed or "")), reverse=True)
    keys = sorted(grouped, key=lambda key: (order[key[0]], key[1] or ""))
    return [
        (phrase, None, grouped[name, phrase])
        if name == OTHER and phrase
        else (known[name].zh, phrase, grouped[name, phrase])
        for name, phrase in keys
    ]


def _fact_value(said: Names, fact: Fact) -> str:
    if fact.feature in _PLACES and isinstance(fact.value, str) and fact.status is FactStatus.KNOWN:
        return said.region(fact.value) or fact.value
    return fact_value(fact)
