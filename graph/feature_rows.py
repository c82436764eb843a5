"""A feature of the vocabulary as a row of the graph, for people who explore.

Owns the properties of a Feature node; the vocabulary itself stays in `domain.vocabulary`.
"""

from __future__ import annotations

from typing import Any as AnyValue

from domain.vocabulary import Feature


def feature_row(feature: Feature) -> dict[str, AnyValue]:
    """The key and all properties."""
    props = {
        "feature_id": feature.id,
        "name": feature.zh,
        "group": feature.group,
        "type": feature.type.value,
        "unit": feature.unit,
        "stock": feature.stock,
        "default_period": str(feature.default),
        "aliases": list(feature.aliases),
    }
    return {"feature_id": feature.id, "props": props}
