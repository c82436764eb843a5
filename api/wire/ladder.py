"""The ladder as JSON: what `ladder --json` prints and the HTTP answer carries.

Owns the outer shape; each rung is a judged item with the set of rules it stands in.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any as AnyValue
from typing import Literal

from pydantic import BaseModel, Field

from api.wire.judgement import ItemWire, judgement_json
from domain.company import Company
from matching.ladder import Step, without_rule


class RungWire(ItemWire):
    """One tier by one set of rules."""

    regime: Literal["2022", "2026"] = Field(description="哪一套办法")
    tier: str = Field(description="tech innovative srdi giant key_giant champion")
    name: str = Field(description="层级的名称")
    document: str = Field(description="规则所在的文件编号")
    in_force: bool = Field(description="判定日在已知的施行期内")
    lacks: list[str] = Field(description="还差的条件编号：未满足的，以及要补充或核定的")


class NoRuleWire(BaseModel):
    """One tier for which a set of rules has none on file."""

    regime: Literal["2022", "2026"]
    tier: str
    name: str


class LadderWire(BaseModel):
    """One firm, one day, every rung of both sets of rules from the lowest."""

    company: str
    on: date
    rungs: list[RungWire]
    without_rule: list[NoRuleWire] = Field(description="没有规则在手的层级：不能说企业够不够")


def ladder_json(company: Company, on: date, steps: Sequence[Step]) -> dict[str, AnyValue]:
    """The firm's key, the day, and each rung in the order given; `item` is the id in the graph."""
    absent = [{"regime": regime, "tier": tier.value, "name": tier.zh} for regime, tier in without_rule()]
    rungs = [_rung(step) for step in steps]
    return {"company": company.key, "on": str(on), "rungs": rungs, "without_rule": absent}


def _rung(step: Step) -> dict[str, AnyValue]:
    return {
        **judgement_json(step.judgement),
        "item": step.rung.key,
        "regime": step.regime,
        "tier": step.rung.tier.value,
        "name": step.rung.tier.zh,
        "document": step.rung.policy.doc_id,
        "in_force": step.in_force,
        "lacks": [leaf.id for leaf in step.lacks],
    }
