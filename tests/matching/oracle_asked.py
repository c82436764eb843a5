"""Random leaves: every kind, period, phrase, unit, level and flag that the page speaks of.

Owns the words that leaves and firms are made of, and `Asker`.
"""

from __future__ import annotations

from decimal import Decimal

from domain.period import Period, parse_period
from domain.policy import Criterion, Kind, Op
from domain.vocabulary import FeatureType, vocabulary
from tests.matching.oracle_arithmetic import DEBT, GROWTH, RATIOS
from tests.matching.oracle_dice import Dice

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


class Asker(Dice):
    """Makes leaves."""

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
