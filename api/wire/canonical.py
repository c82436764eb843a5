"""The canonical sentences beside a reading's JSON: key `canonical` on criteria and on items, where asked for.

Owns the key. The bare reading stays the contract's, which knows no further keys; and `sentence` is another
thing: in a judgement it is the sentence of the document.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated
from typing import Any as AnyValue

from fastapi import Query

from api.criterion_text import criterion_text
from domain.policy import Criterion, Item, Policy
from domain.reading_json import reading_json
from domain.sentence import print_item, stated_of

Canonical = Annotated[
    bool,
    Query(description="true：每个条件加一项 canonical（规范句），每个事项加一项 canonical（规范条文）"),
]


def reading_with(policy: Policy, canonical: bool) -> dict[str, AnyValue]:
    """The reading's JSON, with the sentences if they are asked for."""
    value = reading_json(policy)
    if canonical:
        criteria = {one.id: one for one in policy.criteria()}
        for item, said in zip(policy.items, value["items"], strict=True):
            _add(item, criteria, said)
    return value


def _add(item: Item, criteria: Mapping[str, Criterion], said: dict[str, AnyValue]) -> None:
    said["canonical"] = print_item(stated_of(item, criteria))
    for leaf in said["leaves"]:
        leaf["canonical"] = criterion_text(criteria[leaf["id"]])
