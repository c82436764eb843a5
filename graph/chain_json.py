"""A chain or a formation as JSON text, and back: what the graph keeps of a version that was replaced.

Owns that text; it is read by nobody but the taking back of a load.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from decimal import Decimal

from domain.chain import Chain, Feed, Formation, Segment, Stage


def to_json(value: Chain | Formation) -> str:
    """The value as text; decimals and days as text inside it."""
    return json.dumps(asdict(value), ensure_ascii=False, default=str)


def chain_of(text: str) -> Chain:
    """The chain; `chain_of(to_json(c)) == c`."""
    value = json.loads(text)
    segments = (
        Segment(**{**one, "stage": Stage(one["stage"]), "industries": tuple(one["industries"])})
        for one in value["segments"]
    )
    feeds = (
        Feed(**{**one, "coefficient": None if one["coefficient"] is None else Decimal(one["coefficient"])})
        for one in value["feeds"]
    )
    return Chain(**{**value, "segments": tuple(segments), "feeds": tuple(feeds)})


def formation_of(text: str) -> Formation:
    """The formation; `formation_of(to_json(f)) == f`."""
    value = json.loads(text)
    days = {"on": date.fromisoformat(value["on"])}
    return Formation(**{**value, **days, "heads": tuple(value["heads"]), "members": tuple(value["members"])})
