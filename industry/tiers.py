"""Tiers of a formation (梯队): how many hops of supply lie between a follower and its heads.

Owns the count; a firm without a known way to a head has no known tier, which is not the last one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping, Sequence

from domain.chain import Formation, SupplyLink
from industry.flows import suppliers_of


def tiers(formation: Formation, links: Sequence[SupplyLink]) -> Mapping[str, int | None]:
    """Per head and member: 0 a head, 1 supplies a head, 2 supplies one of those …; None: no known way.

    Links of any year and of any amount count, also over firms that are not members. Breadth first, O(links).
    """
    hops = _hops(formation.heads, links)
    keys = dict.fromkeys((*formation.heads, *formation.members))
    return {key: hops.get(key) for key in keys}


def _hops(heads: Collection[str], links: Sequence[SupplyLink]) -> dict[str, int]:
    suppliers = suppliers_of(links, {link.customer for link in links})
    hops = dict.fromkeys(heads, 0)
    ahead = deque(heads)
    while ahead:
        customer = ahead.popleft()
        for supplier in suppliers.get(customer, ()):
            if supplier not in hops:
                hops[supplier] = hops[customer] + 1
                ahead.append(supplier)
    return hops
