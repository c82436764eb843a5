"""The sample firms as they really are: name, code, place, industry, size, tier and sales.

Owns who exists; what is known of a firm, with gaps, is drawn in `figures` and `holdings`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from api.demo.assumptions import Assumptions, Head, Trade
from api.demo.dice import Dice
from domain.uscc import with_check_digits

_OFFICE_AND_KIND = "91"  # 市场监管部门登记的企业
_BODY_CHARS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_BODY_TAIL = 6
_COUNTY = "990101"
_HALF_YEAR = timedelta(days=183)
_OLD_ENOUGH = 2022  # 有创新层次的企业至少成立三年
_ROUND_TO = 100  # 年报以万元记、保留两位小数


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm of the sample as it really is.

    Attributes:
        staff: persons at the end of the last year.
        sales: CNY by year, from the year of founding on.
        head: the assumptions it was made from, for a lead firm.
    """

    number: int
    name: str
    uscc: str
    region: str
    industry: str
    group: str
    size: str
    tier: str
    founded: date
    staff: int
    sales: Mapping[int, Decimal]
    head: Head | None = None


def money(amount: float) -> Decimal:
    """CNY as a yearly report states it: to the hundredth of a 万元."""
    return Decimal(round(amount / _ROUND_TO) * _ROUND_TO)


def make_firms(a: Assumptions, seed: int) -> tuple[Firm, ...]:
    """All firms, the lead firms first; names and codes are unique."""
    names: set[str] = set()
    codes: set[str] = set()
    return tuple(_firms(a, seed, names, codes))


def _firms(a: Assumptions, seed: int, names: set[str], codes: set[str]) -> Iterator[Firm]:
    for number in range(a.firms):
        dice = Dice(seed, "firm", number)
        head = a.heads[number] if number < len(a.heads) else None
        region = _COUNTY if head else dice.weighted({one.code: one.share for one in a.regions})
        trade = _trade(a, dice, head)
        name = _name(a, dice, region, trade, head, names)
        uscc = _code(a, dice, region, codes)
        if head:
            yield _lead(a, number, name, uscc, region, head, dice)
        else:
            yield _firm(a, number, name, uscc, region, trade, dice)


def _trade(a: Assumptions, dice: Dice, head: Head | None) -> Trade:
    code = head.industry if head else dice.weighted({one.code: one.weight for one in a.industries})
    return next(one for one in a.industries if one.code == code)


def _name(a: Assumptions, dice: Dice, region: str, trade: Trade, head: Head | None, taken: set[str]) -> str:
    place = next(one.short for one in a.regions if one.code == region)
    while True:
        brand = head.brand if head else dice.pick(a.name_first) + dice.pick(a.name_second)
        words = head.trade if head else dice.pick(trade.trades)
        name = f"{place}{brand}{words}有限公司"
        if name not in taken:
            taken.add(name)
            return name


def _code(a: Assumptions, dice: Dice, region: str, taken: set[str]) -> str:
    counties = [one.code for one in a.regions if one.share > 0]
    place = dice.pick(counties) if dice.chance(a.moved_share) else region
    while True:
        tail = "".join(dice.pick(_BODY_CHARS) for _ in range(_BODY_TAIL))
        code = with_check_digits(f"{_OFFICE_AND_KIND}{place}MA{tail}")
        if code not in taken:
            taken.add(code)
            return code


def _lead(a: Assumptions, number: int, name: str, uscc: str, region: str, head: Head, dice: Dice) -> Firm:
    sales = _sales(a, dice, head.founded, float(head.revenue))
    return Firm(
        number,
        name,
        uscc,
        region,
        head.industry,
        "industry",
        "large",
        head.tier,
        head.founded,
        head.staff,
        sales,
        head,
    )


def _firm(a: Assumptions, number: int, name: str, uscc: str, region: str, trade: Trade, dice: Dice) -> Firm:
    group = a.groups[trade.group]
    size = dice.weighted(group.mix)
    founded = _founded(a, dice)
    tier = _tier(a, dice, trade.group, size, founded)
    staff = _staff(a, dice, size, tier)
    revenue = staff * dice.around(group.revenue_per_head, group.sigma)
    sales = _sales(a, dice, founded, revenue)
    return Firm(number, name, uscc, region, trade.code, trade.group, size, tier, founded, staff, sales)


def _founded(a: Assumptions, dice: Dice) -> date:
    year = int(dice.triangle(a.founded))
    day = dice.day(date(year, 1, 5), date(year, 12, 20))
    return min(day, a.today - _HALF_YEAR)


def _tier(a: Assumptions, dice: Dice, group: str, size: str, founded: date) -> str:
    if group not in a.tier_groups or size == "micro" or founded.year > _OLD_ENOUGH:
        return "ordinary"
    return next(name for name, tier in a.tiers.items() if dice.chance(tier.chance))


def _staff(a: Assumptions, dice: Dice, size: str, tier: str) -> int:
    """The two published tiers follow their published median of insured staff, the others their size."""
    rule = a.sizes[size]
    insured = a.profile(tier).insured_staff
    _, usual, _ = a.finance.insured_ratio
    median = insured / usual if insured else rule.staff_median
    return max(1, round(dice.around(median, rule.staff_sigma)))


def _sales(a: Assumptions, dice: Dice, founded: date, last: float) -> dict[int, Decimal]:
    amounts, amount = {}, last
    for year in reversed(a.years):
        if year < founded.year:
            break
        amounts[year] = money(amount)
        amount /= 1 + max(-0.5, dice.normal(a.finance.growth["median"], a.finance.growth["sigma"]))
    return dict(sorted(amounts.items()))
