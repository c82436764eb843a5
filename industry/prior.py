"""How often firms of one industry are known to supply firms of another: the prior of partner ranking.

Owns the estimate from the links given in; nothing about industries is baked in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.chain import SupplyLink
from industry.settings import PartnerSettings, partner_settings

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Known supply between two industries at the narrowest level that has any.

    Attributes:
        supplier, customer: GB/T 4754 codes of that level.
        pairs: firm pairs with a known link.
        links: the links, each pair's first.
    """

    supplier: str
    customer: str
    pairs: int
    links: tuple[SupplyLink, ...]


@dataclass(frozen=True, slots=True)
class IndustryPrior:
    """Known links between industries at two levels of GB/T 4754, wide (two digits) and narrow (three).

    Attributes:
        pairs: linked firm pairs by industry pair, both levels.
        firms: firms by industry code, both levels.
        links: the first link of every linked firm pair, by industry pair.
    """

    pairs: Mapping[Pair, int]
    firms: Mapping[str, int]
    links: Mapping[Pair, tuple[SupplyLink, ...]]
    settings: PartnerSettings

    def chance(self, supplier: str, customer: str) -> float:
        """The smoothed share of firm pairs that are linked; the narrow level shrinks towards the wide one.

        wide = (links + a) / (pairs + b); narrow = (links + k wide) / (pairs + k). An industry not known to
        the level asked has no pairs there and takes the wider chance.
        """
        s = self.settings
        wide = self._level(supplier, customer, s.digits.wide)
        links, pairs = self._counts(wide)
        chance = (links + s.smoothing.links) / (pairs + s.smoothing.pairs)
        links, pairs = self._counts(self._level(supplier, customer, s.digits.narrow))
        return (links + s.backoff_pairs * chance) / (pairs + s.backoff_pairs)

    def evidence(self, supplier: str, customer: str) -> Evidence | None:
        """The known links behind the chance, of the narrow level if it has any; None if neither has."""
        digits = self.settings.digits
        for level in (digits.narrow, digits.wide):
            pair = self._level(supplier, customer, level)
            if found := self.pairs.get(pair):
                return Evidence(*pair, found, self.links[pair])
        return None

    def _counts(self, pair: Pair) -> tuple[int, int]:
        first, second = pair
        both = self.firms.get(first, 0) * self.firms.get(second, 0)
        # No firm supplies itself.
        return self.pairs.get(pair, 0), both - (self.firms.get(first, 0) if first == second else 0)

    @staticmethod
    def _level(supplier: str, customer: str, digits: int) -> Pair:
        return supplier[:digits], customer[:digits]


def industry_prior(
    links: Iterable[SupplyLink], industry_of: Mapping[str, str], settings: PartnerSettings | None = None
) -> IndustryPrior:
    """The prior that these links carry; ends without a known industry are left out.

    Args:
        links: known supply of any year; a firm pair counts once.
        industry_of: GB/T 4754 code by firm, for every firm that could have had a link.
    """
    chosen = settings or partner_settings()
    levels = (chosen.digits.wide, chosen.digits.narrow)
    firms = Counter(code[:level] for code in industry_of.values() for level in levels if len(code) >= level)
    first: dict[Pair, SupplyLink] = {}
    for link in links:
        if link.supplier in industry_of and link.customer in industry_of and link.supplier != link.customer:
            first.setdefault((link.supplier, link.customer), link)
    grouped: dict[Pair, list[SupplyLink]] = {}
    for (supplier, customer), link in sorted(first.items()):
        ends = industry_of[supplier], industry_of[customer]
        for level in levels:
            if min(map(len, ends)) >= level:
                grouped.setdefault((ends[0][:level], ends[1][:level]), []).append(link)
    counts = {pair: len(found) for pair, found in grouped.items()}
    return IndustryPrior(counts, firms, {pair: tuple(found) for pair, found in grouped.items()}, chosen)
