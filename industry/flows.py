"""Supply links of one year as flows between firms: amounts added up, conflicts and gaps kept apart.

Owns the reading of links; what follows from the flows is computed in `pull`, `tiers` and `segments`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from domain.chain import SupplyLink
from domain.errors import InputError


@dataclass(frozen=True, slots=True)
class Flow:
    """What one firm is known to sell to another in the year.

    Attributes:
        amount: CNY over all products; None where the amount of a product is unknown or disputed.
        known: CNY over the products whose amount is known; a lower bound of the flow.
        links: the links it rests on.
    """

    supplier: str
    customer: str
    amount: Decimal | None
    known: Decimal
    links: tuple[SupplyLink, ...]


def of_year(links: Iterable[SupplyLink], year: int) -> tuple[SupplyLink, ...]:
    """The links of one year, in order."""
    return tuple(link for link in links if link.year == year)


def flows(links: Sequence[SupplyLink]) -> Mapping[tuple[str, str], Flow]:
    """Flows by (supplier, customer), ordered by key.

    The same product told by several sources counts once; if they give different amounts it is unknown,
    and so is the flow.

    Raises:
        InputError: links of several years, or a negative amount.
    """
    _check(links)
    grouped: dict[tuple[str, str], list[SupplyLink]] = {}
    for link in links:
        grouped.setdefault((link.supplier, link.customer), []).append(link)
    return {pair: _flow(pair, grouped[pair]) for pair in sorted(grouped)}


def _flow(pair: tuple[str, str], links: list[SupplyLink]) -> Flow:
    amounts: dict[str, set[Decimal]] = {}
    for link in links:
        told = amounts.setdefault(link.product, set())
        if link.amount is not None:
            told.add(link.amount)
    sure = [next(iter(told)) for told in amounts.values() if len(told) == 1]
    # Sources that differ agree at least on the smaller amount.
    least = sum((min(told) for told in amounts.values() if told), Decimal(0))
    complete = len(sure) == len(amounts)
    return Flow(*pair, sum(sure, Decimal(0)) if complete else None, least, tuple(links))


def _check(links: Sequence[SupplyLink]) -> None:
    years = sorted({link.year for link in links})
    if len(years) > 1:
        raise InputError(
            f"供货关系跨了多个年度（{'、'.join(map(str, years))}）",
            expected="同一年度的供货关系",
            todo="先选定一个年度，营业收入也用同一年度的",
        )
    for link in links:
        if link.amount is not None and link.amount < 0:
            raise InputError(
                f"{link.supplier} 向 {link.customer} 的“{link.product}”供货额为负数（来源：{link.source}）",
                todo="核对来源，退货请从供货额中扣除",
            )


def suppliers_of(links: Iterable[SupplyLink], customers: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """Known suppliers of each of these customers, ordered by key; empty where none is known."""
    found: dict[str, set[str]] = {customer: set() for customer in customers}
    for link in links:
        if link.customer in found and link.supplier != link.customer:
            found[link.customer].add(link.supplier)
    return {customer: tuple(sorted(names)) for customer, names in found.items()}
