"""A dossier as rows of the graph, and back: nothing of a fact is lost.

Owns the properties of Company, FactSheet and HOLDS. The `facts` of a sheet are the record; the property per
feature beside them is for people who explore: money and ratios are floats there (exact to 15 digits), and a
feature of which a sheet holds differing, unknown, narrowed or oddly measured facts has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any as AnyValue

from domain.industry_code import Industries
from domain.region import normal_code
from domain.titles import bare_name, family_of
from domain.vocabulary import vocabulary
from graph.canonical import from_text, short_digest, to_text
from graph.dossier import BASE, Dossier, Entry, in_order

Row = dict[str, AnyValue]


def company_row(dossier: Dossier) -> Row:
    """The Company node."""
    base = dossier.base()
    industry = base.get("industry")
    props = {
        "key": dossier.key,
        **{name: base.get(name) for name in BASE if name != "founded"},
        "founded": date.fromisoformat(base["founded"]) if "founded" in base else None,
        "region_code": normal_code(base["region"]) if "region" in base else None,
        "industry_code": Industries.national().resolve(industry) if industry else None,
        "former_names": dossier.former_names(),
        "stated": to_text(dossier.stated),
        "findings": to_text([_entry_json(one) for one in dossier.of_kind("findings")]),
    }
    return {"key": dossier.key, "props": props}


def sheet_rows(dossier: Dossier) -> list[Row]:
    """The FactSheet nodes, one per period."""
    periods: dict[str, list[Entry]] = {}
    for entry in dossier.of_kind("facts"):
        periods.setdefault(entry.value["period"], []).append(entry)
    rows = []
    for period, entries in periods.items():
        sheet_id = f"{dossier.key}/{period}"
        props = {
            "sheet_id": sheet_id,
            "company": dossier.key,
            "period": period,
            "facts": to_text([_entry_json(one) for one in entries]),
            **_explorable([one.value for one in entries]),
        }
        rows.append({"key": dossier.key, "sheet_id": sheet_id, "props": props})
    return rows


def hold_rows(dossier: Dossier) -> list[Row]:
    """The HOLDS relationships with their titles."""
    rows = []
    seen: dict[str, int] = {}
    for entry in dossier.of_kind("titles"):
        value = entry.value
        text = to_text(value)
        seen[text] = seen.get(text, 0) + 1
        title_id = bare_name(value["title"]) or value["title"]
        hold_id = short_digest([value, seen[text]])
        props = {
            "hold_id": hold_id,
            "n": entry.n,
            "imports": list(entry.imports),
            "name": value["title"],
            "level": value["level"],
            "valid_from": _day(value["from"]),
            "valid_to": _day(value["to"]),
            "source": value["source"],
        }
        family = family_of(value["title"])
        title = {
            "title_id": title_id,
            "name": family.name if family else value["title"],
            "family": family.name if family else None,
        }
        rows.append(
            {
                "key": dossier.key,
                "title_id": title_id,
                "hold_id": hold_id,
                "title": title,
                "props": props,
            }
        )
    return rows


def dossier_from(row: Mapping[str, AnyValue]) -> Dossier:
    """The dossier that a row of `company.dossiers` states."""
    props = row["props"]
    entries = [_entry("facts", one) for sheet in row["sheets"] for one in from_text(sheet["facts"])]
    entries += [_held(one) for one in row["titles"]]
    entries += [_entry("findings", one) for one in from_text(props["findings"])]
    stated = tuple((import_id, values) for import_id, values in from_text(props["stated"]))
    return Dossier(row["key"], stated, in_order(entries))


def _entry_json(entry: Entry) -> Row:
    return {**entry.value, "n": entry.n, "imports": list(entry.imports)}


def _entry(kind: str, value: Row) -> Entry:
    kept = {key: item for key, item in value.items() if key not in {"n", "imports"}}
    return Entry(kind, value["n"], kept, tuple(value["imports"]))


def _held(props: Mapping[str, AnyValue]) -> Entry:
    value = {
        "title": props["name"],
        "level": props.get("level"),
        "from": _text(props.get("valid_from")),
        "to": _text(props.get("valid_to")),
        "source": props.get("source"),
    }
    return Entry("titles", props["n"], value, tuple(props["imports"]))


def _explorable(facts: list[Row]) -> Row:
    """One property per feature whose facts in this sheet are all known, the same, and in its own unit."""
    found: dict[str, list[AnyValue]] = {}
    for fact in facts:
        feature = vocabulary()[fact["feature"]]
        fits = fact.get("status") == "known" and "phrase" not in fact and fact["value"] is not None
        unit_fits = not feature.numeric or (fact.get("unit") or "") == feature.unit
        found.setdefault(feature.id, []).append(
            _number(fact["value"], numeric=feature.numeric) if fits and unit_fits else None
        )
    return {
        name: values[0]
        for name, values in found.items()
        if values[0] is not None and all(value == values[0] for value in values)
    }


def _number(value: AnyValue, *, numeric: bool) -> AnyValue:
    if not numeric:
        return value
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _text(value: object) -> str | None:
    return None if value is None else str(value)
