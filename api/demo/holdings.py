"""What a sample firm holds and what was looked up: titles, states, bad events and checks that found none.

Owns the undated and the dated facts beside the yearly figures, all with source and day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from api.demo.assumptions import Assumptions, Phrase, State
from api.demo.dice import Dice
from api.demo.figures import CNY, Sheet
from api.demo.firms import Firm
from domain.company import Fact, FactValue, TitleHeld
from domain.period import FACT_NOW, day_period, year_period

CENTRE, PRIZE, CONTEST = "企业技术中心", "科技奖励", "创新创业大赛"
LEAD = "链主企业"
_ALWAYS = {
    "little_giant": ("专精特新“小巨人”企业", "专精特新中小企业"),
    "srdi": ("专精特新中小企业",),
    "innovative": ("创新型中小企业",),
}
# 各类称号归入哪个指标：说明“没有其他”时按指标说。
_FEATURE_OF = {CENTRE: "platform", PRIZE: "award", CONTEST: "contest"}
_LISTED_FEATURES = ("title", "platform", "award", "contest")


def titles(a: Assumptions, seed: int, firm: Firm) -> tuple[TitleHeld, ...]:
    """The titles a firm was granted, some over by now; none before it was a year old."""
    dice = Dice(seed, "titles", firm.number)
    names = list(_ALWAYS.get(firm.tier, ()))
    names += [name for name, share in a.profile(firm.tier).honours.items() if dice.chance(share)]
    if firm.tier != "ordinary":
        names += [PRIZE] * dice.chance(a.award_chance) + [CONTEST] * dice.chance(a.contest_chance)
    held = [one for name in names if (one := _title(a, dice, firm, name))]
    if firm.head:
        head = firm.head
        held.append(
            TitleHeld(LEAD, "区县级", head.since, head.until, f"{head.designated_by}公布名单（示例）")
        )
    return tuple(held)


def _title(a: Assumptions, dice: Dice, firm: Firm, name: str) -> TitleHeld | None:
    rule = a.titles[name]
    year, month = dice.weighted(rule.years), dice.whole(*rule.months)
    start = date(year, month, dice.whole(5, 25))
    level = rule.level or (dice.weighted(a.centre_levels) if name == CENTRE else None)
    if start.year <= firm.founded.year:
        return None
    end = date(year + 1, *rule.ends_next_year) if rule.ends_next_year else None
    return TitleHeld(name, level, start, end, a.sources["honours"])


def holdings(a: Assumptions, seed: int, firm: Firm, held: tuple[TitleHeld, ...]) -> list[Fact]:
    """All facts of a firm that are no yearly figures."""
    dice = Dice(seed, "holdings", firm.number)
    return [
        *_place(a, dice, firm),
        *_states(a, dice, firm),
        *_listed(a, dice, held),
        *_scale(a, dice, firm),
        *_maturity(a, dice, firm),
        *_checks(a, dice, firm),
        *_head(a, dice, firm),
    ]


def _sheet(a: Assumptions, dice: Dice, source: str) -> Sheet:
    return Sheet(FACT_NOW, a.sources[source], dice.day(*a.checks.looked_up))


def _place(a: Assumptions, dice: Dice, firm: Firm) -> Iterator[Fact]:
    yield _sheet(a, dice, "tax").fact("tax_region", firm.region)


def _states(a: Assumptions, dice: Dice, firm: Firm) -> Iterator[Fact]:
    rules: list[tuple[str, State]] = list(a.states.items())
    rules += [("other", one) for one in a.phrases]
    for feature, rule in rules:
        value, there = dice.chance(rule.true_share), dice.chance(rule.chance)
        if not there or (rule.tiers_only and firm.tier == "ordinary"):
            continue
        sheet = _sheet(a, dice, rule.source)
        for wording in rule.wordings if isinstance(rule, Phrase) else [None]:
            yield sheet.fact(feature, value, phrase=wording)


def _listed(a: Assumptions, dice: Dice, held: tuple[TitleHeld, ...]) -> Iterator[Fact]:
    """For most firms the register of honours says that there are no others."""
    if not dice.chance(a.titles_listed_chance):
        return
    sheet = _sheet(a, dice, "honours")
    for feature in _LISTED_FEATURES:
        names = tuple(one.title for one in held if _FEATURE_OF.get(one.title, "title") == feature)
        value: FactValue = names or False
        yield sheet.fact(feature, value)


def _scale(a: Assumptions, dice: Dice, firm: Firm) -> Iterator[Fact]:
    """规上 by last year's sales; who came in during the last year is a dated event."""
    last = a.years[-1]
    sales = firm.sales.get(last)
    if firm.group != "industry" or sales is None:
        return
    above = sales >= a.above_scale_revenue
    sheet = _sheet(a, dice, "statistics")
    yield sheet.fact("above_scale", above)
    new = above and dice.chance(a.first_above_scale.share)
    period = day_period(dice.day(date(last, 2, 1), date(last, 11, 30))) if new else year_period(last)
    for wording in a.first_above_scale.wordings:
        yield Sheet(period, sheet.source, sheet.observed).fact("other", new, phrase=wording)


def _maturity(a: Assumptions, dice: Dice, firm: Firm) -> Iterator[Fact]:
    level, there = dice.weighted(a.maturity.levels), dice.chance(a.maturity.chance)
    if there and firm.group == "industry" and firm.size != "micro":
        yield _sheet(a, dice, "survey").fact("digital_maturity", level)


def _checks(a: Assumptions, dice: Dice, firm: Firm) -> Iterator[Fact]:
    """Events that happened, and for the firms looked up "checked, none" of the others."""
    full = dice.chance(a.checks.full)
    part = full or dice.chance(a.checks.part / (1 - a.checks.full))
    for feature, rule in a.checks.features.items():
        happened, day, kind = dice.chance(rule.rate), dice.day(*a.checks.event_days), dice.pick(rule.kinds)
        sheet = _sheet(a, dice, rule.source)
        if happened and day > firm.founded:
            dated = Sheet(day_period(day), sheet.source, sheet.observed)
            yield from (dated.fact(feature, True, phrase=wording) for wording in kind)
        elif full or (part and dice.chance(0.5)):
            yield sheet.fact(feature, False)
    yield from _prior_support(a, dice)


def _prior_support(a: Assumptions, dice: Dice) -> Iterator[Fact]:
    """Who was paid for the same before, and of whom the finance office says that it was not."""
    support = a.checks.prior_support
    value, there = dice.chance(support.true_share), dice.chance(support.chance)
    kind = dice.pick(a.checks.prior_kinds)
    if there:
        sheet = _sheet(a, dice, support.source)
        for wording in kind if value else [None]:
            yield sheet.fact("prior_support", value, phrase=wording)


def _head(a: Assumptions, dice: Dice, firm: Firm) -> Iterator[Fact]:
    """What the lead firms declared on their purchases in the county."""
    if firm.head is None or firm.head.new_local_purchases is None:
        return
    sheet = Sheet(year_period(a.years[-1]), a.sources["survey"], dice.day(*a.checks.looked_up))
    purchases = Decimal(firm.head.new_local_purchases)
    yield from (sheet.fact("other", purchases, CNY, phrase=wording) for wording in a.local_purchases)
