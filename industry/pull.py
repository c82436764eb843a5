"""Order pull (订单牵引): how much of a cluster's sales depends, step by step, on orders of its lead firms.

Owns the measure, its bounds where data are missing, and the path that shows it; flows come from `flows`.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

import networkx as nx
import numpy as np
from scipy.sparse import csr_array

from domain.chain import SupplyLink
from domain.errors import InputError
from domain.strict import raise_all
from industry.absorption import Vector, reach
from industry.flows import Flow, flows
from industry.settings import pull_settings


@dataclass(frozen=True, slots=True)
class SupplyPath:
    """The strongest known way from a firm to a head.

    Attributes:
        firms: the firm, its customer, … the head.
        share: share of the firm's sales that goes this way, by known amounts.
        links: the supply links it rests on, with their sources.
    """

    firms: tuple[str, ...]
    share: float
    links: tuple[SupplyLink, ...]


@dataclass(frozen=True, slots=True)
class Pull:
    """What the heads pull, and how sure that is.

    Attributes:
        heads: the heads taken together.
        value: share of the followers' sales that reaches a head through known links; None: unknown.
        low, high: bounds of that share over what is unknown of the links, among the followers whose sales
            are known; None where no sales are.
        known_value: the same share among the followers whose dependence is known; None if there is none.
        known_share: followers whose own figures (sales, links, amounts) are known, by count; None without
            followers.
        dependence: per follower the share of its sales that reaches a head; None: unknown.
        bounds: per follower the least and the most that it can be.
        waits_for: followers whose own figures are missing, by key; `lacks` says which.
        lacks: in Chinese, what would settle it.
        paths: per follower the strongest known path, where there is one.
    """

    heads: tuple[str, ...]
    value: float | None
    low: float | None
    high: float | None
    known_value: float | None
    known_share: float | None
    dependence: Mapping[str, float | None]
    bounds: Mapping[str, tuple[float, float]]
    waits_for: tuple[str, ...]
    lacks: Mapping[str, str]
    paths: Mapping[str, SupplyPath]


def order_pull(
    links: Sequence[SupplyLink], sales: Mapping[str, Decimal | None], heads: Collection[str]
) -> Pull:
    """The pull of these heads, taken as one, on the other firms of the cluster.

    D_f is the chance that a yuan of f's sales, followed from customer to customer inside the cluster,
    reaches a head before it leaves: D = (I - B)^-1 b, rows and columns of the heads left out, B the shares
    of sales by known link. The pull is the mean of D weighted by sales. x_f D_f equals the output f would
    lose if the head were extracted from a Leontief system. Two sparse solves, one a bound.

    What no link tells of is taken as leaving the cluster, so a figure says what the known links carry.
    A firm of which no link is known at all is not one that sells to nobody: its dependence is unknown.

    Args:
        links: of one year; customers outside the cluster count as sales that leave it.
        sales: CNY of the same year for every firm of the cluster; None where unknown.
        heads: lead firms; all must be firms of the cluster.

    Raises:
        InputError: no head or one outside the cluster, links of several years, negative sales, a firm whose
            links add up to more than its sales.
    """
    leads = tuple(sorted(set(heads)))
    _check(leads, sales)
    firms = sorted(set(sales) - set(leads))
    known = flows(links)
    raise_all(_oversold(known, sales))
    shares, waiting = _shares(known, sales, firms)
    low, high = _bounds(firms, leads, shares, waiting)
    exact = pull_settings().exact
    dependence = {firm: float(low[i]) if high[i] - low[i] <= exact else None for i, firm in enumerate(firms)}
    return Pull(
        leads,
        **_totals(firms, sales, dependence, low, high),
        known_share=1 - len(waiting) / len(firms) if firms else None,
        dependence=dependence,
        bounds={firm: (float(low[i]), float(high[i])) for i, firm in enumerate(firms)},
        waits_for=tuple(waiting),
        lacks=waiting,
        paths=_paths(leads, shares, known),
    )


def _check(heads: tuple[str, ...], sales: Mapping[str, Decimal | None]) -> None:
    missing = [head for head in heads if head not in sales]
    if missing or not heads:
        what = f"链主 {'、'.join(missing)} 不在这一群企业之中" if missing else "没有给出链主"
        raise InputError(what, todo="先指定链主，并把它列入企业名单")
    for firm, amount in sales.items():
        if amount is not None and amount < 0:
            raise InputError(f"{firm} 的营业收入 {amount:f} 元为负数", todo="核对来源")


def _oversold(known: Mapping[tuple[str, str], Flow], sales: Mapping[str, Decimal | None]) -> list[InputError]:
    """Firms whose known links add up to more than their sales: one of the figures is wrong."""
    limit = Decimal(1) + Decimal(str(pull_settings().share_tolerance))
    faults = []
    for firm, amount in _sold(known).items():
        total = sales.get(firm)
        if total is not None and amount > total * limit:
            faults.append(
                InputError(
                    f"{firm} 的已知供货额合计 {amount:f} 元，超过其营业收入 {total:f} 元",
                    expected="供货额合计不超过同年营业收入",
                    todo="核对该企业的营业收入和各笔供货额的单位与年度",
                )
            )
    return faults


def _sold(known: Mapping[tuple[str, str], Flow]) -> dict[str, Decimal]:
    sold: dict[str, Decimal] = {}
    for (supplier, _), flow in known.items():
        sold[supplier] = sold.get(supplier, Decimal(0)) + flow.known
    return sold


def _shares(
    known: Mapping[tuple[str, str], Flow], sales: Mapping[str, Decimal | None], firms: Sequence[str]
) -> tuple[dict[tuple[str, str], float], dict[str, str]]:
    """Known shares of sales by pair, and in Chinese what is lacking of a firm, by key."""
    shares: dict[tuple[str, str], float] = {}
    open_customers: dict[str, list[str]] = {}
    sold = _sold(known)
    for (supplier, customer), flow in known.items():
        # An unknown amount to a customer outside the cluster leaves it anyway.
        if flow.amount is None and customer in sales:
            open_customers.setdefault(supplier, []).append(customer)
        total = sales.get(supplier)
        if total and flow.known:
            # Within the tolerance the links may add up to a little more than the sales.
            shares[supplier, customer] = float(flow.known / max(total, sold[supplier]))
    lacks = {}
    for firm in firms:
        parts = []
        if not (amount := sales[firm]):
            parts.append("缺同年营业收入" if amount is None else "同年营业收入为 0，谈不上份额")
        if firm not in sold:
            parts.append("没有任何已知供货关系：需补主要客户及金额")
        if firm in open_customers:
            parts.append(f"向 {'、'.join(open_customers[firm])} 的供货额未知或来源不一")
        if parts:
            lacks[firm] = "；".join(parts)
    return shares, lacks


def _bounds(
    firms: Sequence[str],
    heads: tuple[str, ...],
    shares: Mapping[tuple[str, str], float],
    waiting: Collection[str],
) -> tuple[Vector, Vector]:
    """Least and most dependence per firm: what is unknown of its sales goes nowhere, or all to a head."""
    place = {firm: i for i, firm in enumerate(firms)}
    n = len(firms)
    rows, cols, data = [], [], []
    to_head, placed = np.zeros(n), np.zeros(n)
    for (supplier, customer), share in shares.items():
        i = place.get(supplier)
        if i is None:
            continue
        placed[i] += share
        if customer in heads:
            to_head[i] += share
        elif customer in place:
            rows.append(i)
            cols.append(place[customer])
            data.append(share)
    inside = csr_array((data, (rows, cols)), shape=(n, n))
    rest = np.array([max(0.0, 1 - placed[i]) if firm in waiting else 0.0 for i, firm in enumerate(firms)])
    return reach(inside, to_head), reach(inside, to_head + rest)


def _totals(
    firms: Sequence[str],
    sales: Mapping[str, Decimal | None],
    dependence: Mapping[str, float | None],
    low: Vector,
    high: Vector,
) -> dict[str, float | None]:
    weights = np.array([float(sales[firm] or 0) for firm in firms])
    sure = np.array([dependence[firm] is not None for firm in firms], dtype=bool)
    # A firm with sales of 0 weighs nothing, so that its dependence need not be known.
    settled = all((sure[i] and sales[firm] is not None) or sales[firm] == 0 for i, firm in enumerate(firms))
    low_mean, high_mean = _mean(weights, low), _mean(weights, high)
    return {
        "value": low_mean if settled else None,
        "low": low_mean,
        "high": high_mean,
        "known_value": _mean(weights[sure], low[sure]),
    }


def _mean(weights: Vector, values: Vector) -> float | None:
    total = float(weights.sum())
    return float(weights @ values) / total if total > 0 else None


def _paths(
    heads: tuple[str, ...],
    shares: Mapping[tuple[str, str], float],
    known: Mapping[tuple[str, str], Flow],
) -> dict[str, SupplyPath]:
    """From each firm the way to a head with the largest product of shares (Dijkstra on -log share)."""
    graph = nx.DiGraph()
    graph.add_nodes_from(heads)
    for (supplier, customer), share in shares.items():
        if supplier != customer:
            graph.add_edge(customer, supplier, weight=-math.log(min(share, 1.0)))
    lengths, ways = nx.multi_source_dijkstra(graph, set(heads))
    found = {}
    for firm in sorted(set(ways) - set(heads)):
        way = tuple(reversed(ways[firm]))
        links = tuple(link for step in pairwise(way) for link in known[step].links)
        found[firm] = SupplyPath(way, math.exp(-lengths[firm]), links)
    return found
