"""A formation in figures (雁阵): its tiers, who has known links, how common an honour is, the pyramid.

Owns counts and ratios of given facts; what nobody knows of a firm stays apart and widens the bounds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from domain.chain import Formation, SupplyLink
from industry.tiers import tiers


@dataclass(frozen=True, slots=True)
class Share:
    """How many firms have a property, as far as it is known.

    Attributes:
        value: the share; None where it is unknown of some firm, or there are no firms.
        low, high: the share if none, or all, of the unknown ones had it; None without firms.
    """

    yes: int
    no: int
    unknown: int
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class FormationView:
    """What is known of a formation.

    Attributes:
        size: heads and followers.
        by_tier: firms by hops to the heads; the key None holds those without a known way.
        tier_of: the same per firm.
        linked: firms of which any supply link is known.
        shares: per property given, how common it is.
    """

    formation: Formation
    size: int
    by_tier: Mapping[int | None, int]
    tier_of: Mapping[str, int | None]
    linked: Share
    shares: Mapping[str, Share]


@dataclass(frozen=True, slots=True)
class PyramidLayer:
    """One layer of the pyramid; the ratio is to the first layer, None where a count is unknown."""

    name: str
    count: int | None
    ratio: float | None


@dataclass(frozen=True, slots=True)
class Pyramid:
    """Counts from wide to narrow; `narrows` is None where a count is unknown."""

    layers: tuple[PyramidLayer, ...]
    narrows: bool | None


def formation_view(
    formation: Formation,
    links: Sequence[SupplyLink],
    properties: Mapping[str, Mapping[str, bool | None]] | None = None,
) -> FormationView:
    """The formation by tiers, with the share of firms that are linked and that have each property.

    Args:
        links: of any year; only those with an end in the formation count.
        properties: by name (专精特新 …), then by firm: yes, no, or None; a firm left out is unknown.
    """
    tier_of = tiers(formation, links)
    seen = {link.supplier for link in links} | {link.customer for link in links}
    counted = Counter(tier_of.values())
    order = sorted(counted, key=lambda tier: (tier is None, tier or 0))
    return FormationView(
        formation,
        len(tier_of),
        {tier: counted[tier] for tier in order},
        tier_of,
        share_of({key: key in seen for key in tier_of}),
        {
            name: share_of({key: known.get(key) for key in tier_of})
            for name, known in (properties or {}).items()
        },
    )


def share_of(known: Mapping[str, bool | None]) -> Share:
    """How common a property is among these firms."""
    counts = Counter(known.values())
    yes, no, unknown, size = counts[True], counts[False], counts[None], len(known)
    if size == 0:
        return Share(0, 0, 0, None, None, None)
    low, high = yes / size, (yes + unknown) / size
    return Share(yes, no, unknown, None if unknown else low, low, high)


def pyramid(counts: Mapping[str, int | None]) -> Pyramid:
    """Ratios of counts to the first one (全部企业), in the order given from wide to narrow.

    Counts alone carry no pull index: that needs links.
    """
    values = list(counts.values())
    whole = values[0] if values else None
    layers = tuple(
        PyramidLayer(name, count, count / whole if count is not None and whole else None)
        for name, count in counts.items()
    )
    sure = [count for count in values if count is not None]
    falls = all(first >= second for first, second in pairwise(sure))
    # One rise among the known counts settles it; otherwise an unknown count may still rise.
    return Pyramid(layers, falls if len(sure) == len(values) or not falls else None)
