"""The keys of a file of tier rules, strictly typed; what they mean says `docs/tiers.md`.

Owns the outer shapes only; the criteria themselves are checked by the reading contract.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from domain.strict import Strict
from domain.tier_rules import Regime, Tier


class GroundedFile(Strict):
    """One stated thing: our sentence, where it stands, who says so."""

    says: str = Field(min_length=1)
    article: str | None
    sources: list[str] = Field(min_length=1)


class RowFile(Strict):
    """One row of a scoring table."""

    when: str
    points: str


class LeafFile(GroundedFile):
    """One criterion; beside its ground the keys of the reading contract."""

    id: str
    kind: str
    feature: str
    phrase: str | None = None
    op: str | None = None
    value: str | None = None
    unit: str | None = None
    values: list[str] | None = None
    level: str | None = None
    subject: str | None = None
    period: str | None = None
    rows: list[RowFile] | None = None
    pass_mark: str | None = Field(default=None, alias="pass")


class BenefitFile(GroundedFile):
    """What the item gives."""

    form: str
    cap: str | None = None


class WindowFile(GroundedFile):
    """When one can apply."""

    start: datetime.date | None = Field(alias="from")
    end: datetime.date | None = Field(alias="to")


class ItemFile(Strict):
    """One tier."""

    id: str
    tier: Annotated[str, AfterValidator(Tier)]
    regimes: list[Regime] = Field(min_length=1)
    name: str
    source_status: Literal["primary", "secondary"]
    require: str
    exclude: str | None
    leaves: list[LeafFile]
    benefits: list[BenefitFile]
    windows: list[WindowFile]


class SourceFile(Strict):
    """A text about the document."""

    says: str
    date: datetime.date | None


class ContradictionFile(Strict):
    """Where the sources differ."""

    about: list[str]
    says: str
    sources: list[str] = Field(min_length=1)


class LeftOutFile(Strict):
    """What was not taken up, and why."""

    what: str
    why: str


class TierFile(Strict):
    """The whole file."""

    source: str
    date: datetime.date
    doc: str
    title: str
    doc_no: str
    issuers: list[str]
    effective_from: datetime.date | None
    effective_to: datetime.date | None
    in_force: str
    original: str
    sources: dict[str, SourceFile]
    items: list[ItemFile]
    contradictions: list[ContradictionFile]
    left_out: list[LeftOutFile]
