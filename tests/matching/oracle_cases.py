"""Random policies, trees, leaves, firms and dates, dense at the edges where judges go wrong.

Owns `random_case`; one seed gives one case, everywhere and always.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

from domain.company import Company, Fact, FactStatus, FactValue, Finding, TitleHeld
from domain.period import (
    FACT_NOW,
    FactPeriod,
    Period,
    day_period,
    parse_fact_period,
    parse_period,
    year_period,
)
from domain.policy import (
    Benefit,
    Criterion,
    Item,
    Kind,
    Op,
    PointsRow,
    Policy,
    Signature,
    Span,
    Window,
    YearlyDay,
)
from domain.tree import All, Any, AtLeast, Leaf, Node, Not, Points, Waive, When
from domain.vocabulary import FeatureType, vocabulary
from tests.matching.oracle_facts import DEBT, GROWTH, RATIOS

One = TypeVar("One")
DAYS = tuple(
    date.fromisoformat(day)
    for day in (
        "2026-05-10",
        "2026-05-10",
        "2025-12-31",
        "2026-01-01",
        "2024-02-29",
        "2025-02-28",
        "2026-12-31",
        "2025-03-31",
        "2028-02-29",
    )
)
FLOWS = ("revenue", "profit", "rd_expense", "tax_paid", "contracts", "fixed_investment", "exports")
STOCKS = ("employees", "assets", "net_assets", "patents", "invention_patents", "registered_capital")
DERIVED = (*RATIOS, DEBT, "revenue_growth", "profit_growth", "rd_growth")
GIVEN_RATIOS = ("hitech_ratio", "market_share", "self_use_ratio")
SETS = ("ownership", "listing", "product_certification", "org_type")
STATES = ("legal_person", "operating", "project_done", "controlled_by")
EVENTS = ("safety_accident", "dishonesty", "review_failed", "loss", "tax_violation")
OWNED = ("any_ip", "equity_raised", "rd_institution")
HELD = ("title", "award", "platform", "prior_support", "talent")
PHRASES = ("甲事", "乙 事", "乙事")
NAMES = {
    "ownership": ("民营", "私营企业", "国有", "外资", "《所有制目录》"),
    "listing": ("科创板", "上交所科创板", "北交所", "新三板", "《挂牌名单》"),
    "product_certification": ("CE认证", "ISO 9001", "绿色产品", "《认证目录》"),
    "org_type": ("企业", "高校", "高等学校", "事业单位"),
    "field": ("新材料", "生物医药", "人工智能"),
    "product_field": ("工业母机", "集成电路"),
    "region": ("河北省", "石家庄市", "我市", "本区", "全国", "元氏县", "朝阳区", "苏州工业园区", "无名园区"),
    "tax_region": ("本省", "石家庄市", "区内", "130132"),
    "industry": ("制造业", "C34", "3499", "349", "软件和信息技术服务业", "《鼓励目录》", "战新产业"),
    "size_class": ("中小企业", "小微企业", "大型", "中型企业", "小型", "规模以上"),
    "other": ("甲类", "乙类"),
}
HELD_VALUES = {
    "field": ("新材料", "半导体"),
    "product_field": ("工业母机", "芯片"),
    "region": ("130132", "130102", "110105", "320576", "320506", "130100", "999999", "朝阳区", "810000"),
    "tax_region": ("130132", "130100", "110105"),
    "industry": ("3499", "C34", "349", "C", "6510", "制造业", "不是行业"),
    "size_class": ("中型", "小微企业", "大型企业", "中小企业"),
    "other": ("甲类", "丙类"),
}
TITLES = (
    "高新技术企业",
    "“高新技术企业”",
    "省级企业技术中心",
    "企业技术中心",
    "江苏省企业技术中心",
    "专精特新“小巨人”企业",
    "小巨人",
    "科技进步奖",
    "市级科技进步奖",
    "院士工作站",
)
LEVELS = (None, None, None, "国家级", "省级", "市级", "区县级")


@dataclass(frozen=True)
class Case:
    """One item of one policy, one firm, one day."""

    policy: Policy
    item: Item
    company: Company
    on: date


def random_case(seed: int) -> Case:
    """The case of a seed."""
    return _Maker(random.Random(seed)).case()


class _Maker:
    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        on = self.pick(DAYS)
        self.on = on if self.one_in(3) else on + timedelta(days=rng.randint(-400, 400))
        self.year = self.on.year
        self.span = 0

    # -------------------------------------------------------------- dice

    def pick(self, options: Sequence[One]) -> One:
        return self.rng.choice(options)

    def one_in(self, chances: int) -> bool:
        return self.rng.randrange(chances) == 0

    def some(self, options: Sequence[One], most: int) -> tuple[One, ...]:
        count = self.rng.randint(1, min(most, len(options)))
        return tuple(self.rng.sample(list(options), count))

    def quote(self) -> Span:
        self.span += 10
        return Span(self.span, self.span + 5, "引文原文字")

    def near(self) -> date:
        """A day near one of the edges: `on`, its windows' ends, year ends."""
        edges = (
            self.on,
            date(self.year, 1, 1),
            date(self.year - 1, 12, 31),
            date(self.year - 1, 1, 1),
            self.back(36),
            self.back(12),
            date(self.year - 3, 6, 30),
        )
        return self.pick(edges) + timedelta(days=self.pick((0, 0, 0, 1, -1, 40, -40)))

    def back(self, months: int) -> date:
        from tests.matching.oracle_numbers import months_before

        return months_before(self.on, months)

    # -------------------------------------------------------------- leaves

    def period(self, feature: str, *, of_days: bool) -> Period | None:
        if self.one_in(3):
            return None
        words = ["fy1", "now", "current_year", f"year {self.year - self.rng.randint(0, 3)}"]
        words += [
            f"since {min(self.near(), self.on)}",
            "rolling 36m",
            "rolling 12m",
            f"rolling {self.pick((1, 2, 5, 24))}m",
        ]
        first, last = sorted((min(self.near(), self.on), self.near()))
        words += [f"{first}/{last}", f"{self.year - 2}-01-01/{self.year - 1}-12-31", "prev_year_end"]
        words += ["ever", f"until {self.near()}"]
        count = self.pick((2, 2, 3, 5))
        many = [f"fy{count} each"] * 2
        kind = vocabulary()[feature]
        if of_days:
            words += ["fy1 + current_year", *many]
        elif kind.type is FeatureType.RANK:
            words = ["fy1", "now", "year 2025"]
        else:
            many += [f"fy{count} mean"] * 2
            if feature not in GROWTH:
                many += [f"fy{count} sum"] * 2
            if kind.type in {FeatureType.MONEY, FeatureType.NUMBER} or feature in GROWTH:
                many += [f"fy{count} cagr"] * 2
            if not kind.stock and feature not in GROWTH:
                words.append("fy1 + current_year")
            if feature in GROWTH:
                words = ["fy1", f"year {self.year - 2}"]
            words += many
        return parse_period(self.pick(words))

    def number(self, feature: str) -> Decimal:
        kind = vocabulary()[feature].type
        if kind is FeatureType.RATIO:
            return Decimal(self.pick(("0.03", "0.05", "0.5", "0.10", "0.333", "0", "1", "0.25")))
        if kind is FeatureType.MONEY:
            cents = Decimal(self.pick(("0", "0", "0", "0.01", "-0.01")))
            return Decimal(self.rng.randint(0, 6)) * 1_000_000 + cents
        return Decimal(self.rng.randint(0, 6))

    def leaf(self, name: str) -> Criterion:
        maker = self.pick(
            (
                *(self.compare,) * 7,
                self.age,
                self.rank,
                *(self.member,) * 4,
                *(self.held,) * 3,
                *(self.event,) * 3,
                *(self.state,) * 2,
                self.manual,
            )
        )
        return maker(name)

    def compare(self, name: str) -> Criterion:
        feature = self.pick((*FLOWS, *STOCKS, *DERIVED, *DERIVED, *GIVEN_RATIOS, "other"))
        unit = vocabulary()[feature].unit or (
            self.pick(("", "CNY", "1", "count")) if feature == "other" else ""
        )
        given = self.pick((unit or None, unit or None, None, "USD" if unit == "CNY" else unit or None))
        return Criterion(
            name,
            Kind.COMPARE,
            feature,
            self.quote(),
            phrase=self.pick(PHRASES) if feature == "other" or self.one_in(5) else None,
            op=self.pick((Op.GE, Op.GE, Op.GT, Op.LE, Op.LT, Op.EQ)),
            value=self.number(feature),
            unit=given,
            subject="project" if self.one_in(30) else None,
            period=self.period(feature, of_days=False),
            flags=("short_history",) if self.one_in(5) else (),
        )

    def age(self, name: str) -> Criterion:
        return Criterion(
            name,
            Kind.COMPARE,
            "age_years",
            self.quote(),
            op=self.pick((Op.GE, Op.GE, Op.GT, Op.LE, Op.LT)),
            value=Decimal(self.pick(("1", "2", "3", "0.5"))),
            unit="year",
        )

    def rank(self, name: str) -> Criterion:
        return Criterion(
            name,
            Kind.RANK,
            "market_rank",
            self.quote(),
            op=Op.LE,
            value=Decimal(self.pick(("1", "3", "10"))),
            values=self.pick(((), ("国内",), ("国内", "全 省"))),
            period=self.period("market_rank", of_days=False),
        )

    def member(self, name: str) -> Criterion:
        feature = self.pick((*NAMES, "region", "industry", "size_class", *SETS))
        return Criterion(
            name,
            Kind.IN,
            feature,
            self.quote(),
            phrase=self.pick(PHRASES) if feature == "other" or self.one_in(6) else None,
            values=self.some(NAMES[feature], 3),
            period=self.pick((None, None, None, self.period(feature, of_days=True))),
        )

    def held(self, name: str) -> Criterion:
        feature = self.pick((*HELD, *HELD, *HELD, *OWNED))
        values = () if feature in {"any_ip", "equity_raised"} or self.one_in(5) else self.some(TITLES, 2)
        counted = bool(values) and self.one_in(4)
        numeric = vocabulary()[feature].numeric
        period = self.pick((None, None, self.period(feature, of_days=not numeric)))
        if period is not None and str(period).startswith("fy") and "each" in str(period):
            period = None
        return Criterion(
            name,
            Kind.HAS,
            feature,
            self.quote(),
            phrase=self.pick((None, None, *PHRASES)),
            op=self.pick((Op.GE, Op.LE)) if counted else None,
            value=Decimal(self.rng.randint(0, 3)) if counted else None,
            values=values,
            level=self.pick(LEVELS) if values else None,
            period=period,
        )

    def event(self, name: str) -> Criterion:
        feature = self.pick((*EVENTS, *EVENTS, "other"))
        return Criterion(
            name,
            Kind.EVENT,
            feature,
            self.quote(),
            phrase=self.pick(PHRASES) if feature == "other" or self.one_in(2) else None,
            period=self.period(feature, of_days=True),
        )

    def state(self, name: str) -> Criterion:
        feature = self.pick((*STATES, *STATES, "other"))
        return Criterion(
            name,
            Kind.STATE,
            feature,
            self.quote(),
            phrase=self.pick(PHRASES) if feature == "other" or self.one_in(3) else None,
            period=self.period(feature, of_days=True),
        )

    def manual(self, name: str) -> Criterion:
        return Criterion(name, Kind.MANUAL, self.pick(("other", "total_score", "revenue")), self.quote())

    # -------------------------------------------------------------- facts

    def asked_of(self, leaf: Criterion) -> set[str]:
        """The features that a leaf may need."""
        found = {leaf.feature} - {"age_years", "total_score"}
        found.update(RATIOS.get(leaf.feature, ()))
        if leaf.feature == DEBT:
            found |= {"assets", "net_assets"}
        if leaf.feature in GROWTH:
            found.add(GROWTH[leaf.feature])
        if leaf.feature == "size_class":
            found |= {"industry", "employees", "revenue", "assets"}
        return found

    def fact_value(self, feature: str, leaf: Criterion | None) -> FactValue:
        kind = vocabulary()[feature].type
        as_kind = leaf.kind if leaf is not None and feature == leaf.feature else None
        if self.one_in(25):
            return self.pick((None, "说不清", Decimal(3), True))
        if as_kind is Kind.IN or (feature in HELD_VALUES and feature != "other"):
            known = HELD_VALUES.get(feature) or NAMES[feature]
            return self.pick(known) if feature == "industry" or not self.one_in(4) else self.some(known, 2)
        if as_kind is Kind.HAS and not vocabulary()[feature].numeric:
            listed = self.some(TITLES, 2) if not self.one_in(4) else ()
            if leaf is not None and not leaf.values:
                return self.pick((True, False, False, Decimal(0), Decimal(2)))
            return self.pick((False, False, listed))
        if as_kind in {Kind.EVENT, Kind.STATE} or kind in {FeatureType.BOOL, FeatureType.EVENT}:
            return self.pick((True, False, False))
        if leaf is not None and leaf.value is not None and feature == leaf.feature and self.one_in(3):
            return leaf.value
        if feature == "employees" and leaf is not None and leaf.feature == "size_class":
            return Decimal(self.pick((5, 25, 300, 1200)))
        if feature in {"revenue", "assets"} and leaf is not None and leaf.feature == "size_class":
            return Decimal(self.pick((1_000_000, 3_000_000, 20_000_000, 500_000_000)))
        value = self.number(feature)
        return -value if feature in {"profit", "net_assets"} and self.one_in(4) else value

    def fact_period(self, feature: str) -> FactPeriod:
        stock = vocabulary()[feature].stock
        draw = self.rng.random()
        if draw < (0.35 if vocabulary()[feature].numeric else 0.25):
            return year_period(self.year - self.pick((0, 1, 1, 1, 2, 2, 3, 4)))
        if draw < (0.6 if stock or not vocabulary()[feature].numeric else 0.45):
            return FACT_NOW
        if draw < 0.9:
            return day_period(self.near())
        first = self.year - self.pick((2, 3, 5))
        return parse_fact_period(f"{first}/{self.year - self.pick((0, 1, 1))}")

    def fact(self, feature: str, leaf: Criterion | None, period: FactPeriod | None = None) -> Fact:
        value = self.fact_value(feature, leaf)
        unit = vocabulary()[feature].unit or None
        if leaf is not None and leaf.feature == feature and leaf.unit and not self.one_in(4):
            unit = leaf.unit
        if self.one_in(25):
            unit = self.pick((None, "USD", "万元"))
        if not isinstance(value, Decimal):
            unit = None
        own = [leaf.phrase, *leaf.values] if leaf is not None and feature == leaf.feature else []
        phrase = self.pick([None, *own, *PHRASES]) if own and not self.one_in(2) else None
        if leaf is not None and leaf.feature == "other" and not self.one_in(5):
            phrase = leaf.phrase
        return Fact(
            feature,
            value,
            unit,
            period or self.fact_period(feature),
            status=self.pick((FactStatus.KNOWN,) * 24 + tuple(FactStatus)),
            source=self.pick((None, None, "年报", "税务")),
            observed=None if self.one_in(2) else self.near(),
            phrase=phrase,
        )

    def facts(self, leaves: Sequence[Criterion]) -> tuple[Fact, ...]:
        found: list[Fact] = []
        for leaf in leaves:
            for feature in sorted(self.asked_of(leaf)):
                if self.one_in(8):
                    continue
                if vocabulary()[feature].numeric and self.rng.random() < 0.75:
                    years = range(self.year - self.pick((2, 3, 5, 6)), self.year)
                    found += [self.fact(feature, leaf, year_period(y)) for y in years if not self.one_in(6)]
                found += [self.fact(feature, leaf) for _ in range(self.pick((0, 1, 1, 2, 3)))]
        self.rng.shuffle(found)
        return tuple(found)

    # -------------------------------------------------------------- firm

    def title(self) -> TitleHeld:
        start = None if self.one_in(4) else self.near() - timedelta(days=self.pick((0, 0, 400, 1095, 1096)))
        end = self.pick((None, None, self.near(), date.max))
        return TitleHeld(self.pick(TITLES), self.pick(LEVELS), start, end)

    def finding(self, doc: str, item: str, leaves: Sequence[Criterion]) -> Finding:
        first = self.near()
        return Finding(
            self.pick((item, f"{doc}.{item}", f"{doc}.其他")),
            self.pick(leaves).id,
            not self.one_in(3),
            "审核人",
            first,
            self.pick((None, self.near(), self.on)),
            "实地核查",
        )

    def company(self, doc: str, item: str, leaves: Sequence[Criterion]) -> Company:
        findings = [self.finding(doc, item, leaves) for _ in range(self.pick((0, 0, 0, 1, 2)))]
        founded = self.pick(
            (
                date(2010, 3, 4),
                date(2010, 3, 4),
                None,
                self.back(12),
                self.near(),
                self.back(24) + timedelta(days=self.pick((0, 1, -1))),
                date(2024, 2, 29),
                date(self.year - 2, 1, 1),
            )
        )
        facts = self.facts(leaves)
        if any(leaf.flags for leaf in leaves) and founded is not None:
            # Figures of years before the firm was there contradict the flag: the page does not say who wins.
            facts = tuple(f for f in facts if f.period.last is None or f.period.last >= founded)
        return Company(
            name="某企业",
            case_id="case-1",
            facts=facts,
            titles=tuple(self.title() for _ in range(self.pick((0, 0, 1, 2, 3)))),
            findings=tuple(findings),
            region=self.pick((None, *HELD_VALUES["region"])),
            industry=self.pick((None, *HELD_VALUES["industry"])),
            founded=founded,
        )

    # -------------------------------------------------------------- tree

    def tree(self, names: Sequence[str], depth: int) -> Node:
        if depth == 0 or self.one_in(3):
            name = self.pick(names)
            return Points(name) if name.startswith("p") else Leaf(name)
        word = self.pick(("all", "all", "any", "any", "at_least", "not", "when", "waive"))
        count = {"not": 1, "when": 2, "waive": 2}.get(word, self.rng.randint(1, 3))
        parts = tuple(self.tree(names, depth - 1) for _ in range(count))
        match word:
            case "all":
                return All(parts)
            case "any":
                return Any(parts)
            case "at_least":
                return AtLeast(self.rng.randint(1, count), parts)
            case "not":
                return Not(parts[0])
            case "when":
                return When(parts[0], parts[1])
        return Waive(parts[0], parts[1])

    def table(self, name: str, names: Sequence[str]) -> Criterion:
        rows = [
            PointsRow(self.tree(names, self.pick((0, 0, 1))), Decimal(self.pick((5, 10, 20))))
            for _ in range(self.rng.randint(1, 4))
        ]
        score = Decimal(self.pick((10, 20, 25, 30)))
        empty = self.one_in(5)
        return Criterion(
            name,
            Kind.MANUAL,
            "total_score",
            self.quote(),
            rows=() if empty else tuple(rows),
            pass_mark=None if empty else score,
        )

    def window(self) -> Window:
        draw = self.rng.randrange(4)
        if draw == 0:
            ends = [None if self.one_in(4) else YearlyDay(self.rng.randint(1, 12), self.rng.randint(1, 28))]
            ends.append(YearlyDay(self.rng.randint(1, 12), 29 if self.one_in(9) else 28))
            return Window(self.quote(), ends[0], ends[1], True)
        start, end = self.near(), self.near()
        start, end = min(start, end), max(start, end)
        yearly = draw == 1 and start.year == end.year
        return Window(
            self.quote(), None if self.one_in(5) else start, None if self.one_in(5) else end, yearly
        )

    def benefit(self, names: Sequence[str]) -> Benefit:
        amount = self.pick((None, Decimal(100_000), Decimal(500_000)))
        cap = self.pick((None, Decimal(300_000)))
        rate = Decimal("0.3") if amount is None and (cap is None or self.one_in(2)) else None
        per = "m2" if amount is not None and self.one_in(4) else None
        form = self.pick(("grant", "grant", "award", "subsidy", "loan"))
        when = self.tree(names, 1) if self.one_in(2) else None
        return Benefit(form, self.quote(), amount, rate, cap, when, per)

    def case(self) -> Case:
        leaves = [self.leaf(f"c{number}") for number in range(1, self.rng.randint(2, 6))]
        names = [leaf.id for leaf in leaves]
        if self.one_in(4):
            leaves.append(self.table("p1", names))
            names.append("p1")
        earlier, own = leaves[: len(leaves) // 3], leaves[len(leaves) // 3 :]
        require = None if self.one_in(12) else self.tree(names, self.pick((1, 2, 3)))
        exclude = self.tree(names, self.pick((0, 1, 2))) if self.one_in(3) else None
        item = Item(
            id="i2",
            name="某项奖励",
            start=0,
            end=1000,
            require=require,
            exclude=exclude,
            criteria=tuple(own),
            benefits=tuple(self.benefit(names) for _ in range(self.pick((0, 1, 2, 3)))),
            windows=tuple(self.window() for _ in range(self.pick((0, 0, 1, 2)))),
            signed=None if self.one_in(4) else Signature("某人", date(2024, 1, 1)),
        )
        first = Item(
            id="i1", name="前一项", start=0, end=9, require=None, exclude=None, criteria=tuple(earlier)
        )
        published = self.pick((None, date(2023, 1, 1), self.near()))
        policy = Policy(
            doc_id="d1",
            title="某办法",
            doc_no=None,
            issuers=(),
            region=self.pick(("130100", "130132", "110105", "石家庄市", None)),
            published=published,
            effective_from=self.pick((None, None, self.near())),
            effective_to=self.pick((None, None, self.near())),
            items=(first, item),
        )
        return Case(policy, item, self.company("d1", "i2", leaves), self.on)
