"""What a sample firm reports by year and on its size: revenue, staff, R&D, patents, with realistic gaps.

Owns the yearly and countable facts; titles, states and negative findings stand in `holdings`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from api.demo.assumptions import Assumptions
from api.demo.dice import Dice
from api.demo.firms import Firm, money
from domain.company import Fact, FactStatus, FactValue
from domain.period import FACT_NOW, FactPeriod, year_period

CNY, PERSON, COUNT = "CNY", "person", "count"
_REPORT_FROM, _REPORT_TO = (3, 1), (6, 30)  # 年报在次年 3–6 月报送
_STAFF_ELASTICITY = 0.5  # 往年人数随营收变化的弹性


@dataclass(frozen=True, slots=True)
class Sheet:
    """One reporting occasion: period, source and day shared by its facts."""

    period: FactPeriod
    source: str
    observed: date

    def fact(
        self, feature: str, value: FactValue, unit: str | None = None, phrase: str | None = None
    ) -> Fact:
        """A known fact of this sheet."""
        return Fact(
            feature, value, unit, self.period, source=self.source, observed=self.observed, phrase=phrase
        )

    def gap(self, a: Assumptions, dice: Dice, feature: str, unit: str | None) -> Iterator[Fact]:
        """What stands in place of a figure that was not given: a status, or nothing at all."""
        if dice.chance(a.gaps.not_asked):
            status = FactStatus.NOT_ASKED
        elif dice.chance(a.gaps.asked_not_known):
            status = FactStatus.ASKED_NOT_KNOWN
        else:
            return
        yield Fact(feature, None, unit, self.period, status, self.source, self.observed)


def figures(a: Assumptions, seed: int, firm: Firm) -> list[Fact]:
    """All yearly and countable facts of a firm, in order of year."""
    dice = Dice(seed, "figures", firm.number)
    rd = _rd_share(a, dice, firm)
    out: list[Fact] = []
    for year in firm.sales:
        out += _year(a, dice, firm, year, rd)
    out += _intellectual_property(a, dice, firm)
    out += _counts(a, dice, firm)
    out += _loan(a, dice, firm)
    return out


def _rd_share(a: Assumptions, dice: Dice, firm: Firm) -> float:
    """R&D expense as a share of revenue; none for most ordinary firms."""
    share = dice.triangle(a.tiers[firm.tier].rd)
    spends = firm.tier != "ordinary" or dice.chance(a.finance.ordinary_rd_chance)
    return share if spends else 0.0


def _year(a: Assumptions, dice: Dice, firm: Firm, year: int, rd: float) -> Iterator[Fact]:
    sheet = Sheet(
        year_period(year),
        f"{year}{a.sources['annual']}",
        dice.day(date(year + 1, *_REPORT_FROM), date(year + 1, *_REPORT_TO)),
    )
    last = year == a.years[-1]
    reported = a.sizes[firm.size].reported * (1.0 if last else 1 - a.gaps.older_year)
    values = list(_year_values(a, dice, firm, year, rd))
    if not firm.head and not dice.chance(reported):
        yield from sheet.gap(a, dice, "revenue", CNY)
        return
    for number, (feature, value, unit) in enumerate(values):
        if number and not firm.head and dice.chance(a.gaps.detail):
            yield from sheet.gap(a, dice, feature, unit)
        else:
            yield sheet.fact(feature, value, unit)


def _year_values(
    a: Assumptions, dice: Dice, firm: Firm, year: int, rd: float
) -> Iterator[tuple[str, FactValue, str | None]]:
    """The true figures of a year, revenue first; every ratio is drawn anew."""
    f = a.finance
    revenue = float(firm.sales[year])
    change = (revenue / float(firm.sales[a.years[-1]])) ** _STAFF_ELASTICITY
    staff = max(1, round(firm.staff * change))
    assets = revenue * dice.triangle(f.assets_ratio)
    profit = money(revenue * dice.triangle(f.profit_margin))
    yield "revenue", firm.sales[year], CNY
    yield "main_revenue", money(revenue * dice.triangle(f.main_ratio)), CNY
    yield "profit", profit, CNY
    yield "loss", profit < 0, None
    yield "tax_paid", money(revenue * dice.triangle(f.tax_ratio)), CNY
    yield "assets", money(assets), CNY
    yield "net_assets", money(assets * (1 - dice.triangle(f.debt_ratio))), CNY
    yield "rd_expense", money(revenue * rd * dice.between(0.85, 1.15)), CNY
    yield "employees", Decimal(staff), PERSON
    yield "insured_staff", Decimal(int(staff * dice.triangle(f.insured_ratio))), PERSON
    yield "rd_staff", Decimal(int(staff * dice.triangle(f.rd_staff_ratio)) if rd else 0), PERSON


def _intellectual_property(a: Assumptions, dice: Dice, firm: Firm) -> Iterator[Fact]:
    """Capital and patents as of a day this autumn; unknown for most micro firms."""
    first, last = a.checks.looked_up
    profile, sigma = a.profile(firm.tier), a.profile_sigma
    capital = dice.around(profile.registered_capital, sigma)
    yield Sheet(FACT_NOW, a.sources["register"], dice.day(first, last)).fact(
        "registered_capital", Decimal(max(10, round(capital / 100000) * 10) * 10000), CNY
    )
    patents = round(dice.around(profile.patents, sigma))
    inventions = min(patents, round(dice.around(profile.invention_patents, sigma)))
    software = round(dice.around(profile.software_copyrights, sigma))
    if not firm.head and not dice.chance(a.sizes[firm.size].reported):
        return
    sheet = Sheet(FACT_NOW, a.sources["patents"], dice.day(first, last))
    for feature, count in (
        ("patents", patents),
        ("invention_patents", inventions),
        ("class1_ip", inventions),
        ("utility_patents", int((patents - inventions) * dice.between(0.6, 1.0))),
        ("software_copyrights", software),
    ):
        yield sheet.fact(feature, Decimal(count), COUNT)


def _counts(a: Assumptions, dice: Dice, firm: Firm) -> Iterator[Fact]:
    if firm.tier == "ordinary":
        return
    first, last = a.checks.looked_up
    source = a.sources["survey"]
    for feature, rule in a.counts.items():
        value = Decimal(round(dice.triangle(rule.shape)))
        period = year_period(rule.year) if rule.year else FACT_NOW
        if dice.chance(rule.chance):
            yield Sheet(period, source, dice.day(first, last)).fact(feature, value, rule.unit)
    rank = Decimal(round(dice.triangle(a.market_rank.shape)))
    if dice.chance(a.market_rank.chance):
        yield Fact(
            "market_rank", rank, None, year_period(a.years[-1]), source=source, observed=last, phrase="全国"
        )


def _loan(a: Assumptions, dice: Dice, firm: Firm) -> Iterator[Fact]:
    if not dice.chance(a.loan.chance):
        return
    revenue = float(firm.sales.get(a.years[-1], Decimal(0)))
    sheet = Sheet(FACT_NOW, a.sources["second"], dice.day(*a.checks.looked_up))
    yield sheet.fact("loan_principal", money(revenue * dice.triangle(a.loan.ratio)), CNY)
    yield sheet.fact("loan_term", Decimal(dice.whole(*a.loan.years)), "year")
