"""Builders with defaults for the industry room: links, matrices of flows, formations, chains."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

import numpy as np

from domain.chain import Chain, Feed, Formation, Membership, Segment, Stage, SupplyLink

YEAR = 2025
DAY = date(2026, 11, 1)


def link(
    supplier: str,
    customer: str,
    amount: int | str | None = 10,
    *,
    product: str = "件",
    year: int = YEAR,
    source: str = "调查表",
) -> SupplyLink:
    """One supply link; the amount in CNY."""
    money = None if amount is None else Decimal(amount)
    return SupplyLink(supplier, customer, product, year, source, money)


def sales(**known: int | None) -> dict[str, Decimal | None]:
    """Sales by firm."""
    return {firm: None if amount is None else Decimal(amount) for firm, amount in known.items()}


def links_of(flows: np.ndarray, names: Sequence[str]) -> list[SupplyLink]:
    """The non-zero cells of a matrix (row sells to column) as links."""
    return [
        link(names[i], names[j], repr(float(flows[i, j]))) for i, j in zip(*np.nonzero(flows), strict=True)
    ]


def sales_of(output: np.ndarray, names: Sequence[str]) -> dict[str, Decimal | None]:
    """Outputs by name."""
    return {name: Decimal(repr(float(amount))) for name, amount in zip(names, output, strict=True)}


def formation(heads: Sequence[str] = ("h",), members: Sequence[str] = ("a", "b", "c")) -> Formation:
    """A formation of firm keys."""
    return Formation("f1", "示例雁阵", "chain", "990101", DAY, tuple(heads), tuple(members), "链办")


def chain(
    segments: Sequence[str] = ("s1", "s2"), feeds: Mapping[tuple[str, str], str | None] | None = None
) -> Chain:
    """A chain of segments named by their ids; feeds by (supplier, customer) with coefficient."""
    made = tuple(Segment(key, "chain", f"环节{key}", Stage.MIDSTREAM, "链办") for key in segments)
    given = {("s1", "s2"): "0.5"} if feeds is None else feeds
    edges = tuple(Feed(*pair, "链办", None if a is None else Decimal(a)) for pair, a in given.items())
    return Chain("chain", "示例链", "链办", made, edges)


def member(company: str, segment: str, share: str | None = "1") -> Membership:
    """A membership with its share of sales."""
    return Membership(company, segment, "链办", None if share is None else Decimal(share))
