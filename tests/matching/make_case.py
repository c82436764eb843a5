"""Builders of the judge's tests: an item from leaves written as in the contract, a firm as in a company file.

Owns `one_item` and `firm`; what is left out takes a plain default.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from domain.company import Company
from domain.company_file import company_of
from domain.policy import Item, Policy
from domain.reading_file import policy_of

Json = Mapping[str, Any]
QUOTE = {"quote": "原文", "start": 0, "end": 2}
NAME = "某企业"


def one_item(
    leaves: Sequence[Json] | Json, *, document: Json | None = None, **item: object
) -> tuple[Policy, Item]:
    """A policy of one signed item; `require` is all its leaves (named c1, c2 … where they have no id)."""
    stated = [leaves] if isinstance(leaves, Mapping) else list(leaves)
    full = [{"id": f"c{at}", "kind": "manual", **QUOTE, **leaf} for at, leaf in enumerate(stated, start=1)]
    names = ", ".join(leaf["id"] for leaf in full)
    signed = {"by": "某人", "on": "2020-01-01"}
    whole = {"id": "i1", "name": "某项", "leaves": full, "require": f"all({names})", "signed": signed, **item}
    policy = policy_of({"doc": "d1", "title": "某办法", "items": [whole], **(document or {})})
    return policy, policy.items[0]


def firm(**company: object) -> Company:
    """A firm; keys as in a company file."""
    return company_of({"case_id": "case-1", "name": NAME, **company})
