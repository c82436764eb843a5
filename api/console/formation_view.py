"""A formation shaped for its page: birds in their places, links between them, rows of the table.

Owns the wording of tiers and pull; the figures are `industry`'s.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any as AnyValue

from api.console.geese import WIDTH, Goose, fly
from api.usecases.chains import FormationPage
from domain.chain import SupplyLink
from domain.quantity import show
from industry.pull import Pull

_SHORT = 13
_THINNEST, _THICKEST = 0.8, 5.0
_TIER_NAMES = {0: "头雁", 1: "第一层：直接供货", 2: "第二层：经第一层供货", 3: "第三层：经第二层供货"}
_LOST = "层级未知：与头雁之间没有登记供货关系"


@dataclass(frozen=True, slots=True)
class Sale:
    """One link of the table, in words."""

    to: str
    key: str
    product: str
    year: int
    amount: str
    source: str


@dataclass(frozen=True, slots=True)
class Row:
    """One firm: its tier, and the share of its sales that reaches a head."""

    key: str
    name: str
    short: str
    tier: int | None
    tier_says: str
    pull: float | None
    pull_says: str
    pull_short: str
    sells: tuple[Sale, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A link as drawn."""

    path: str
    width: float
    supplier: str
    customer: str


def formation_context(page: FormationPage) -> dict[str, AnyValue]:
    """What the template shows."""
    tiers = _tiers(page)
    picture = fly([(tier, keys) for tier, keys in tiers if tier is not None])
    rows = {key: _row(page, key, tier) for tier, keys in tiers for key in keys}
    named = [(band, f"{tier_name(band.tier)}（{band.count} 家）") for band in picture.bands]
    lost = [row for row in rows.values() if row.tier is None]
    pull_says, pull_note = _pull_says(page)
    return {
        "picture": picture,
        "width": WIDTH,
        "rows": rows,
        "links": _lines(page, picture.place()),
        "named_bands": named,
        "bands_say": "，".join(name for _, name in named),
        "followers": len(page.formation.members),
        "lost": lost,
        "pull_says": pull_says,
        "pull_note": pull_note,
        "waits": _waits(page),
    }


def tier_name(tier: int | None) -> str:
    """The tier in words."""
    if tier is None:
        return _LOST
    return _TIER_NAMES.get(tier, f"第 {tier} 层：经第 {tier - 1} 层供货")


def _tiers(page: FormationPage) -> list[tuple[int | None, list[str]]]:
    """Firms by tier, those that depend most on the heads first; the unknown tier comes last."""
    grouped: dict[int | None, list[str]] = {}
    for key, tier in page.view.tier_of.items():
        grouped.setdefault(tier, []).append(key)
    for keys in grouped.values():
        keys.sort(key=lambda key: (-(_dependence(page.pull, key) or -1.0), key))
    order = sorted(grouped, key=lambda tier: (tier is None, tier or 0))
    return [(tier, grouped[tier]) for tier in order]


def _dependence(pull: Pull | None, key: str) -> float | None:
    return pull.dependence.get(key) if pull else None


def _row(page: FormationPage, key: str, tier: int | None) -> Row:
    name = page.names.get(key, key)
    value = _dependence(page.pull, key)
    says, short = _dependence_says(page, key, tier, value)
    return Row(
        key=key,
        name=name,
        short=name if len(name) <= _SHORT else f"{name[: _SHORT - 1]}…",
        tier=tier,
        tier_says=tier_name(tier),
        pull=value,
        pull_says=says,
        pull_short=short,
        sells=tuple(_sale(page, link) for link in page.ever if link.supplier == key),
    )


def _dependence_says(page: FormationPage, key: str, tier: int | None, value: float | None) -> tuple[str, str]:
    if tier == 0:
        return "头雁，不计", ""
    if page.pull is None:
        return "未知", "未知"
    if value is not None:
        return f"销售的 {percent(value)} 到达头雁", f"依存 {percent(value)}"
    low, high = page.pull.bounds.get(key, (0.0, 1.0))
    lack = page.pull.lacks.get(key, "缺上游客户的资料")
    named = lack
    for firm, name in page.names.items():
        named = named.replace(firm, name)
    return f"未知（在 {percent(low)} 与 {percent(high)} 之间）：{named}", "未知"


def percent(value: float) -> str:
    """A plain share as per cent with one digit; what is not nothing is not shown as nothing."""
    if 0 < value < 0.0005:
        return "不足 0.1%"
    return f"{value * 100:.1f}%" if value else "0%"


def _sale(page: FormationPage, link: SupplyLink) -> Sale:
    return Sale(
        to=page.names.get(link.customer, link.customer),
        key=link.customer,
        product=link.product,
        year=link.year,
        amount="金额未知" if link.amount is None else show(link.amount, "CNY"),
        source=link.source,
    )


def _pull_says(page: FormationPage) -> tuple[str, str]:
    """The formation's pull, and what else is known of it where it is unknown."""
    pull = page.pull
    if pull is None:
        return "未知", ""
    if pull.value is not None:
        return percent(pull.value), f"按 {page.year} 年供货与营业收入"
    if pull.low is None or pull.high is None:
        return "未知", "有企业缺营业收入，连上下限也算不出"
    return "未知", f"在 {percent(pull.low)} 与 {percent(pull.high)} 之间"


def _waits(page: FormationPage) -> list[tuple[str, int]]:
    """What is lacking, most frequent first, with the number of firms that lack it."""
    if page.pull is None:
        return [(page.fault or "资料不足", 1)]
    counted: dict[str, int] = {}
    for lack in page.pull.lacks.values():
        for part in lack.split("；"):
            word = "部分客户的供货额（未知或来源不一）" if part.startswith("向 ") else part
            counted[word] = counted.get(word, 0) + 1
    return sorted(counted.items(), key=lambda pair: -pair[1])


def _lines(page: FormationPage, place: dict[str, Goose] | AnyValue) -> list[Line]:
    """Links between birds, bent towards the middle; the thickness follows the known amount."""
    pairs: dict[tuple[str, str], float] = {}
    for link in page.ever:
        if link.supplier in place and link.customer in place and link.supplier != link.customer:
            key = (link.supplier, link.customer)
            amount = float(link.amount or 0) if link.year == page.year else 0.0
            pairs[key] = pairs.get(key, 0.0) + amount
    most = max(pairs.values(), default=0.0) or 1.0
    return [
        Line(_curve(place[a], place[b]), round(_width(amount / most), 2), a, b)
        for (a, b), amount in sorted(pairs.items())
    ]


def _width(share: float) -> float:
    return _THINNEST + (_THICKEST - _THINNEST) * math.sqrt(share)


def _curve(start: Goose, end: Goose) -> str:
    """From the bird forward to its customer, through the inside of the V."""
    middle = (start.x + end.x) / 2 * 0.6 + WIDTH / 2 * 0.4
    height = (start.y + end.y) / 2
    return f"M{start.x:.1f} {start.y:.1f}Q{middle:.1f} {height:.1f} {end.x:.1f} {end.y:.1f}"
