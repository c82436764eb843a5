"""The lists of a register: titles, findings, and the facts that no column can say.

Owns their structs, their entries as values and back, and how a value stands as text.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any as AnyValue

import pyarrow as pa

from domain.company import Company, Fact, FactStatus, FactValue, Finding, TitleHeld
from domain.company_file import typed_value
from domain.errors import InputError, Where
from domain.period import parse_fact_period
from domain.vocabulary import vocabulary
from matching.register_columns import is_text

Row = dict[str, AnyValue]
TEXT = pa.string()
DAY = pa.date32()
_TITLE = {"title": TEXT, "level": TEXT, "from": DAY, "to": DAY, "source": TEXT}
_FINDING = {
    "item": TEXT,
    "leaf": TEXT,
    "result": pa.bool_(),
    "by": TEXT,
    "on": DAY,
    "until": DAY,
    "why": TEXT,
}
_FACT = {
    "feature": TEXT,
    "value": TEXT,
    "unit": TEXT,
    "period": TEXT,
    "phrase": TEXT,
    "status": TEXT,
    "source": TEXT,
    "observed": DAY,
}
LISTS = {"titles": _TITLE, "findings": _FINDING, "facts": _FACT}
NEEDED = {
    "titles": ("title",),
    "findings": ("item", "leaf", "result", "by", "on"),
    "facts": ("feature", "period"),
}
"""Keys that every entry has."""


def list_rows(firm: Company) -> Row:
    """The lists of a firm; `facts` is still empty."""
    titles = [
        {"title": t.title, "level": t.level, "from": t.start, "to": t.end, "source": t.source}
        for t in firm.titles
    ]
    findings = [{name: getattr(one, name) for name in _FINDING} for one in firm.findings]
    return {"titles": titles, "findings": findings, "facts": []}


def fact_row(fact: Fact) -> Row:
    """A fact as an entry of `facts`."""
    row: Row = {name: getattr(fact, name) for name in _FACT}
    return row | {
        "value": _value_text(fact.feature, fact.value),
        "period": str(fact.period),
        "status": fact.status.value,
    }


def _value_text(feature: str, value: FactValue) -> str | None:
    """The value as a company file writes it; as JSON under `value` where the plain text means another."""
    if value is None:
        return None
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    plain = str(value).lower() if isinstance(value, bool) else value
    text = format(plain, "f") if isinstance(plain, Decimal) else plain
    back = _read_value(feature, text)
    if type(back) is type(value) and back == value:
        return text
    inner = text if isinstance(value, bool | Decimal) else json.dumps(value, ensure_ascii=False)
    return f'{{"value": {inner}}}'


def list_faults(name: str, kind: pa.DataType, where: Where) -> Iterator[InputError]:
    """What is wrong with the type of a list column; keys that readers can do without may lack."""
    if not (pa.types.is_list(kind) or pa.types.is_large_list(kind)) or not pa.types.is_struct(
        kind.value_type
    ):
        yield InputError(f"列类型是 {kind}", where=where, expected="list<struct>")
        return
    given = {field.name: field.type for field in kind.value_type}
    for key in NEEDED[name]:
        if key not in given:
            yield InputError(f"结构里没有“{key}”", where=where, expected="、".join(LISTS[name]))
    for key, inner in given.items():
        wanted = LISTS[name].get(key)
        if wanted is None:
            yield InputError(f"结构里的“{key}”不认识", where=where, expected="、".join(LISTS[name]))
        elif not takes(wanted, inner) and not pa.types.is_null(inner):
            yield InputError(f"结构里“{key}”的类型是 {inner}", where=where, expected=words(wanted))


def takes(wanted: pa.DataType, given: pa.DataType) -> bool:
    """Whether a column of one type can be read as the other; a text may be dictionary-encoded."""
    return is_text(given) if wanted == TEXT else bool(given.equals(wanted))


def words(kind: pa.DataType) -> str:
    """The type for people."""
    return {TEXT: "文本（string）", DAY: "日期（date32）"}.get(kind, str(kind))


def _title(row: Row) -> TitleHeld:
    return TitleHeld(row["title"], row.get("level"), row.get("from"), row.get("to"), row.get("source"))


def _finding(row: Row) -> Finding:
    until: date | None = row.get("until")
    return Finding(row["item"], row["leaf"], row["result"], row["by"], row["on"], until, row.get("why") or "")


def _fact(row: Row) -> Fact:
    if row["feature"] not in vocabulary():
        raise InputError(f"指标“{row['feature']}”不在词表中", expected="词表中的指标编号")
    status = row.get("status") or FactStatus.KNOWN.value
    if status not in set(FactStatus):
        raise InputError(f"状态“{status}”不认识", expected="、".join(FactStatus))
    text = row.get("value")
    return Fact(
        feature=row["feature"],
        value=None if text is None else _read_value(row["feature"], text),
        unit=row.get("unit"),
        period=parse_fact_period(row["period"]),
        status=FactStatus(status),
        source=row.get("source"),
        observed=row.get("observed"),
        phrase=row.get("phrase"),
    )


def _read_value(feature: str, text: str) -> FactValue:
    """A value as a company file writes it: text, a JSON list of names, or `{"value": …}` as it stands."""
    if not text.startswith(("[", "{")):
        return typed_value(vocabulary()[feature], text)
    try:
        value = json.loads(text, parse_float=Decimal, parse_int=Decimal)
    except json.JSONDecodeError:
        return text
    if isinstance(value, dict) and list(value) == ["value"]:
        inner = value["value"]
        return inner if isinstance(inner, str | bool | Decimal) else text
    names = isinstance(value, list) and all(isinstance(one, str) for one in value)
    return tuple(value) if names else text


READERS: dict[str, Callable[[Row], TitleHeld | Finding | Fact]] = {
    "titles": _title,
    "findings": _finding,
    "facts": _fact,
}
"""By list: an entry as a value; InputError for one that means none."""
