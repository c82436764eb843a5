"""The national tiers of small firms (梯度): rungs, where each criterion stands and who says so. Values only.

Owns the shapes; `tier_file` reads them from `data/tiers`. A ladder is `judge` over the rungs, lowest first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from domain.policy import Item, Policy


class Tier(StrEnum):
    """A rung, from the lowest; the two first stand side by side, and so do the two last."""

    TECH = "tech"
    INNOVATIVE = "innovative"
    SRDI = "srdi"
    GIANT = "giant"
    KEY_GIANT = "key_giant"
    CHAMPION = "champion"

    @property
    def zh(self) -> str:
        """The tier's name."""
        return _TIER_ZH[self]


_TIER_ZH = {
    Tier.TECH: "科技型中小企业",
    Tier.INNOVATIVE: "创新型中小企业",
    Tier.SRDI: "专精特新中小企业",
    Tier.GIANT: "专精特新“小巨人”企业",
    Tier.KEY_GIANT: "重点“小巨人”企业",
    Tier.CHAMPION: "制造业单项冠军企业",
}

Regime = Literal["2022", "2026"]
REGIMES: tuple[Regime, ...] = ("2022", "2026")


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a criterion stands and who says so; `article` None where no source gives it."""

    article: str | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A text about the document, by the name that grounds use; `dated` None where it bears no date."""

    name: str
    says: str
    dated: date | None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Where the sources differ, about which criteria, and what was taken."""

    about: tuple[str, ...]
    says: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What was not taken up, and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Rung:
    """One tier by one document; `regimes` are the sets of rules that it belongs to."""

    tier: Tier
    regimes: tuple[Regime, ...]
    policy: Policy
    item: Item

    @property
    def key(self) -> str:
        """The item's id in the graph."""
        return f"{self.policy.doc_id}.{self.item.id}"


@dataclass(frozen=True, slots=True)
class TierDocument:
    """One file: the policy with its rungs and all that is known of where it comes from.

    Attributes:
        original: the primary source to compare with.
        in_force: what is known of the days on which it holds.
        grounds: per criterion of the policy.
        dated: day on which the file was put together.
    """

    policy: Policy
    rungs: tuple[Rung, ...]
    original: str
    in_force: str
    dated: date
    grounds: Mapping[str, Ground]
    sources: tuple[Source, ...]
    contradictions: tuple[Contradiction, ...]
    left_out: tuple[LeftOut, ...]
