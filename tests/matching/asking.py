"""Short ways for tests to ask one thing of `judge`."""

from __future__ import annotations

from datetime import date

from domain.company import Company
from domain.policy import Criterion, Item
from matching.judge import judge
from matching.verdict import Judgement, LeafVerdict
from tests.make import ON, item, policy


def leaf(one: Criterion, firm: Company, on: date = ON, region: str | None = None) -> LeafVerdict:
    """The verdict on a single criterion."""
    entry = item(one)
    return judge(policy(entry, region=region), entry, firm, on).leaf(one.id)


def says(one: Criterion, firm: Company, on: date = ON, region: str | None = None) -> str:
    """`T`, `F`, `U` (a fact lacks) or `P` (a person must say) for a single criterion."""
    verdict = leaf(one, firm, on, region)
    if verdict.waits_for is not None:
        return {"fact": "U", "person": "P"}[verdict.waits_for]
    return {"true": "T", "false": "F", "not_applicable": "N"}[verdict.result]


def judged(entry: Item, firm: Company, on: date = ON, **document: str | None) -> Judgement:
    """The judgement on one item of a document of its own."""
    return judge(policy(entry, **document), entry, firm, on)
