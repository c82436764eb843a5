"""Reading the code tables of the graph: regions, industries, features.

Owns their row shapes.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.paging import MAX_PAGE, page, pages
from graph.store import Store


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A division with the name of all above it."""

    code: str
    name: str
    level: str
    path: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class IndustryRow:
    """A class of GB/T 4754."""

    code: str
    name: str
    full_code: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class FeatureRow:
    """A feature with the number of criteria that ask it."""

    feature_id: str
    name: str
    group: str
    type: str
    unit: str
    criteria: int


def regions(store: Store, parent: str | None = None) -> list[RegionRow]:
    """The divisions directly below one, by code; the provinces where none is given."""
    rows = page(store, "region.children", None, MAX_PAGE, parent=parent or "")
    return [RegionRow(**row) for row in rows]


def industries(store: Store, parent: str | None = None) -> list[IndustryRow]:
    """The classes directly below one, by code; the 门类 where none is given."""
    rows = page(store, "industry.children", None, MAX_PAGE, parent=parent or "")
    return [IndustryRow(**row) for row in rows]


def features(store: Store) -> list[FeatureRow]:
    """All features, by id."""
    return [FeatureRow(**row) for rows in pages(store, "feature.page", "feature_id") for row in rows]
