"""Builders with defaults for tests of every room: facts, firms, criteria, items, policies.

Values are written as in the files: decimals and periods as text, days as ISO text.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from domain.company import Company, Fact, FactStatus, FactValue, Finding, TitleHeld
from domain.company_file import typed_value
from domain.period import parse_fact_period, parse_period
from domain.policy import (
    Benefit,
    Criterion,
    Item,
    Kind,
    Op,
    PointsRow,
    Policy,
    Signature,
    Span,
    Window,
    YearlyDay,
)
from domain.tree import leaf_ids, parse_tree
from domain.vocabulary import Feature, vocabulary

ON = date(2026, 5, 10)
"""The application date of most tests."""

USCC = "91110000000000000A"
_UNSAID: Any = object()


def day(text: str | date | None) -> date | None:
    """An ISO day, None stays None."""
    return date.fromisoformat(text) if isinstance(text, str) else text


def fact(
    feature: str,
    value: object,
    period: str = "2025",
    unit: str | None = _UNSAID,
    *,
    phrase: str | None = None,
    status: str = "known",
    source: str | None = "年报",
    observed: str | None = None,
) -> Fact:
    """A fact; text that is a number is one for a numeric feature, and the unit is the feature's own."""
    known = vocabulary()[feature]
    if unit is _UNSAID:
        unit = known.unit or None
    return Fact(
        feature=feature,
        value=_value(known, value),
        unit=unit,
        period=parse_fact_period(period),
        status=FactStatus(status),
        source=source,
        observed=day(observed),
        phrase=phrase,
    )


def _value(feature: Feature, value: object) -> FactValue:
    """As the company file reads it."""
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    return typed_value(feature, tuple(value) if isinstance(value, list) else value)  # type: ignore[arg-type]


def title(name: str, level: str | None = None, start: str | None = None, end: str | None = None) -> TitleHeld:
    """A title held."""
    return TitleHeld(name, level, day(start), day(end), source="公示名单")


def finding(
    leaf: str, result: bool = True, item: str = "d.i1", on: str = "2026-04-01", until: str | None = None
) -> Finding:
    """A person's finding, on the default item."""
    found_on = day(on)
    assert found_on
    return Finding(item, leaf, result, "王某", found_on, day(until), "已核实材料")


def company(
    *facts: Fact,
    titles: tuple[TitleHeld, ...] = (),
    findings: tuple[Finding, ...] = (),
    name: str = "测试企业",
    uscc: str | None = None,
    case_id: str | None = "t1",
    region: str | None = None,
    industry: str | None = None,
    founded: str | None = None,
) -> Company:
    """A firm of which only what is given is known."""
    return Company(
        name=name,
        uscc=uscc,
        case_id=case_id,
        facts=facts,
        titles=titles,
        findings=findings,
        region=region,
        industry=industry,
        founded=day(founded),
    )


def criterion(
    id: str = "c1",
    kind: str = "compare",
    feature: str = "revenue",
    op: str | None = None,
    value: object = None,
    *,
    unit: str | None = _UNSAID,
    values: tuple[str, ...] = (),
    level: str | None = None,
    subject: str | None = None,
    period: str | None = None,
    phrase: str | None = None,
    flags: tuple[str, ...] = (),
    rows: tuple[tuple[str, object], ...] = (),
    pass_mark: object = None,
    quote: str = "",
    start: int | None = None,
) -> Criterion:
    """A criterion; without a place it stands by the number in its id."""
    digits = "".join(char for char in id if char.isdigit())
    at = start if start is not None else 10 * int(digits or 0)
    if unit is _UNSAID:
        unit = vocabulary()[feature].unit or None
    return Criterion(
        id=id,
        kind=Kind(kind),
        feature=feature,
        span=Span(at, at + len(quote or id), quote or id),
        phrase=phrase,
        op=Op(op) if op else None,
        value=None if value is None else Decimal(str(value)),
        unit=unit,
        values=values,
        level=level,
        subject=subject,
        period=parse_period(period) if period else None,
        flags=flags,
        rows=tuple(PointsRow(parse_tree(when), Decimal(str(points))) for when, points in rows),
        pass_mark=None if pass_mark is None else Decimal(str(pass_mark)),
    )


def benefit(
    form: str = "award",
    amount: object = None,
    *,
    rate: object = None,
    cap: object = None,
    when: str | None = None,
    per: str | None = None,
) -> Benefit:
    """A benefit, money in CNY."""

    def number(one: object) -> Decimal | None:
        return None if one is None else Decimal(str(one))

    tree = parse_tree(when) if when else None
    return Benefit(form, Span(0, 0, ""), number(amount), number(rate), number(cap), tree, per)


def window(start: str | None = None, end: str | None = None, *, yearly: bool = False) -> Window:
    """A window; `--MM-DD` is a day of every year."""

    def one(text: str | None) -> date | YearlyDay | None:
        if text and text.startswith("--"):
            month, number = text[2:].split("-")
            return YearlyDay(int(month), int(number))
        return day(text)

    return Window(Span(0, 0, ""), one(start), one(end), yearly)


def item(
    *criteria: Criterion,
    require: str | None = _UNSAID,
    exclude: str | None = None,
    id: str = "i1",
    name: str = "测试事项",
    benefits: tuple[Benefit, ...] = (),
    windows: tuple[Window, ...] = (),
    signed: bool = True,
) -> Item:
    """A signed item; all criteria that `exclude` does not name are required together."""
    barred = set(leaf_ids(parse_tree(exclude))) if exclude else set()
    if require is _UNSAID:
        asked = [one.id for one in criteria if one.id not in barred]
        require = f"all({', '.join(asked)})" if asked else None
    return Item(
        id=id,
        name=name,
        start=0,
        end=0,
        require=parse_tree(require) if require else None,
        exclude=parse_tree(exclude) if exclude else None,
        criteria=criteria,
        benefits=benefits,
        windows=windows,
        signed=Signature("李某", date(2026, 1, 2)) if signed else None,
    )


def policy(
    *items: Item,
    doc_id: str = "d",
    title: str = "测试办法",
    region: str | None = None,
    published: str | None = None,
    effective_from: str | None = None,
    effective_to: str | None = None,
    text: str | None = None,
    doc_no: str | None = None,
) -> Policy:
    """A document with these items."""
    return Policy(
        doc_id=doc_id,
        title=title,
        doc_no=doc_no,
        issuers=(),
        region=region,
        published=day(published),
        effective_from=day(effective_from),
        effective_to=day(effective_to),
        items=items,
        text=text,
    )
