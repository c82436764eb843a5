"""Loading the code tables: regions (GB/T 2260), industries (GB/T 4754), features of the vocabulary.

Owns the trees PART_OF, and links again what was loaded before its region or industry was there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any as AnyValue

from domain.industry_code import Industries
from domain.region import Regions
from domain.vocabulary import vocabulary
from graph.feature_rows import feature_row
from graph.store import BATCH, Store

Row = dict[str, AnyValue]


def load_codes(store: Store, regions: Regions, industries: Industries) -> None:
    """Write both trees, then link policies and companies that are there already."""
    places: list[Row] = [
        {
            "code": one.code,
            "props": {
                "code": one.code,
                "name": one.name,
                "level": one.level.value,
                "parent": one.parent,
                "short": one.short or None,
                "path": regions.path(one.code),
            },
        }
        for one in regions
    ]
    classes: list[Row] = [
        {
            "code": one.code,
            "props": {
                "code": one.code,
                "full_code": one.full_code,
                "section": one.section,
                "name": one.name,
                "parent": one.parent,
            },
        }
        for one in industries
    ]
    store.write("region.merge", places)
    store.write("region.link", _parents(places))
    store.write("industry.merge", classes)
    store.write("industry.link", _parents(classes))
    relink(store)


def load_features(store: Store) -> None:
    """Write the vocabulary's features."""
    store.write("feature.merge", [feature_row(feature) for feature in vocabulary().values()])


def relink(store: Store) -> None:
    """Link every policy and company to its region and industry where they are in the graph by now."""
    for rows in _pages(store, "policy.keys", "doc_id"):
        store.write("policy.link_region", rows)
    for rows in _pages(store, "company.keys", "key"):
        store.write("company.link_region", rows)
        store.write("company.link_industry", rows)


def _parents(rows: list[Row]) -> list[Row]:
    return [{"code": row["code"], "parent": row["props"]["parent"]} for row in rows if row["props"]["parent"]]


def _pages(store: Store, name: str, key: str) -> Iterator[list[Row]]:
    after = ""
    while rows := store.read(name, after=after, limit=BATCH):
        yield rows
        after = rows[-1][key]
