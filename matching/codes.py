"""The code tables that judging needs, in one value: divisions and industries.

Owns nothing itself; a caller with a sample region or other tables passes its own `Codes`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from domain.industry_code import Industries
from domain.region import Regions, national


@dataclass(frozen=True, slots=True)
class Codes:
    """Tables by which places and industries are compared."""

    regions: Regions
    industries: Industries


@cache
def national_codes() -> Codes:
    """GB/T 2260 with the statistics office's zones, and GB/T 4754."""
    return Codes(national(), Industries.national())
