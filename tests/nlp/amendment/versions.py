"""Two versions of a policy of our own, and small policies by hand; what each condition means is said here."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from domain.policy import Benefit, Criterion, Item, Policy, Review, Signature, Span, Window, YearlyDay
from domain.tree import parse_tree
from tests import make

TEXTS = Path(__file__).resolve().parents[2] / "golden/amendments"
SIGNED = Signature("李某", make.ON)


class Version:
    """A text, and builders whose places are found by their quotes."""

    def __init__(self, year: str) -> None:
        self.text = (TEXTS / f"{year}.txt").read_text(encoding="utf-8")
        self.year = year

    def span(self, quote: str) -> Span:
        """Where the quote first stands."""
        start = self.text.index(quote)
        return Span(start, start + len(quote), quote)

    def leaf(self, id: str, quote: str, kind: str, feature: str, *rest: Any, **keys: Any) -> Criterion:
        """A criterion at its quote."""
        made = make.criterion(id, kind, feature, *rest, unit=keys.pop("unit", None), **keys)
        return replace(made, span=self.span(quote))

    def benefit(self, quote: str, form: str, **keys: Any) -> Benefit:
        """A benefit at its quote."""
        return replace(make.benefit(form, **keys), span=self.span(quote))

    def item(self, id: str, name: str, first: str, last: str, *criteria: Criterion, **keys: Any) -> Item:
        """A signed item from one quote to another."""
        trees = {key: parse_tree(keys.pop(key)) for key in ("require", "exclude") if key in keys}
        start, end = self.span(first).start, self.span(last).end
        named = {"require": None, "exclude": None, **trees}
        return Item(id, name, start, end, criteria=criteria, signed=SIGNED, **named, **keys)

    def policy(self, title: str, *items: Item, review: tuple[Review, ...] = ()) -> Policy:
        """The reading of this version."""
        blank = make.policy(*items)
        return replace(blank, doc_id=f"jg-{self.year}", title=title, text=self.text, review=review)


def old_version() -> Policy:
    """The policy of 2025: three items, all signed."""
    v = Version("2025")
    works = v.item(
        "i1",
        "技术改造补助",
        "第三条",
        "3月31日",
        v.leaf("c1", "在云雁县登记注册", "in", "region", values=("云雁县",)),
        v.leaf("c2", "具有独立法人资格", "state", "legal_person"),
        v.leaf(
            "c3",
            "上年度营业收入不低于2000万元",
            "compare",
            "revenue",
            "ge",
            20000000,
            unit="CNY",
            period="fy1",
        ),
        v.leaf(
            "c4",
            "技术改造项目设备投资不低于300万元",
            "compare",
            "equipment_investment",
            "ge",
            3000000,
            unit="CNY",
            subject="project",
        ),
        v.leaf("c5", "具有县级以上企业技术中心", "has", "platform", values=("企业技术中心",), level="区县级"),
        v.leaf("c6", "拥有发明专利2件以上", "compare", "invention_patents", "ge", 2, unit="count"),
        v.leaf("c7", "财务管理制度健全", "manual", "other", phrase="财务管理制度健全"),
        v.leaf("c8", "近三年内发生较大以上安全生产事故", "event", "safety_accident", period="rolling 36m"),
        require="all(c1, c2, c3, c4, any(c5, c6), c7)",
        exclude="c8",
        benefits=(v.benefit("按设备投资的10%给予补助，最高200万元", "grant", rate="0.1", cap="2000000"),),
        windows=(Window(v.span("每年3月1日至3月31日"), YearlyDay(3, 1), YearlyDay(3, 31), yearly=True),),
        stacking=(v.span("同一项目不得重复享受本县同类补助。"),),
    )
    factory = v.item(
        "i2",
        "智能工厂奖励",
        "第七条",
        "奖励30万元",
        v.leaf("c9", "已通过市级以上智能工厂认定", "has", "title", values=("智能工厂",), level="市级"),
        v.leaf(
            "c10",
            "上年末从业人员不少于50人",
            "compare",
            "employees",
            "ge",
            50,
            unit="person",
            period="prev_year_end",
        ),
        require="all(c9, c10)",
        benefits=(v.benefit("一次性奖励30万元", "award", amount="300000"),),
    )
    insured = v.item(
        "i3",
        "首台套保险补贴",
        "第十条",
        "保费的50%",
        v.leaf("c11", "投保首台（套）综合险", "state", "other", phrase="投保首台（套）综合险"),
        require="c11",
        benefits=(v.benefit("补贴比例为保费的50%", "subsidy", rate="0.5"),),
    )
    return v.policy("云雁县制造业企业技术改造奖补办法", works, factory, insured)


def new_version() -> Policy:
    """The policy of 2026, articles renumbered; its ids are its own."""
    v = Version("2026")
    works = v.item(
        "i1",
        "技术改造补助",
        "第四条",
        "3月31日",
        v.leaf("n1", "在云雁县登记注册", "in", "region", values=("云雁县",)),
        v.leaf("n2", "具有独立法人资格", "state", "legal_person"),
        v.leaf(
            "n3",
            "技术改造项目设备投资不低于500万元",
            "compare",
            "equipment_investment",
            "ge",
            5000000,
            unit="CNY",
            subject="project",
        ),
        v.leaf(
            "n4",
            "上年度营业收入不低于2000万元",
            "compare",
            "revenue",
            "ge",
            20000000,
            unit="CNY",
            period="fy1",
        ),
        v.leaf("n5", "具有县级以上企业技术中心", "has", "platform", values=("企业技术中心",), level="区县级"),
        v.leaf("n6", "拥有发明专利2件以上", "compare", "invention_patents", "ge", 2, unit="count"),
        v.leaf(
            "n7",
            "上年度研发费用占营业收入的比例不低于3%",
            "compare",
            "rd_intensity",
            "ge",
            "0.03",
            unit="1",
            period="fy1",
        ),
        v.leaf("n8", "近三年内发生较大以上安全生产事故", "event", "safety_accident", period="rolling 36m"),
        require="all(n1, n2, n3, n4, any(n5, n6), n7)",
        exclude="n8",
        benefits=(v.benefit("按设备投资的10%给予补助，最高300万元", "grant", rate="0.1", cap="3000000"),),
        windows=(Window(v.span("每年3月1日至3月31日"), YearlyDay(3, 1), YearlyDay(3, 31), yearly=True),),
        stacking=(v.span("同一项目不得重复享受本县同类补助。"),),
    )
    factory = v.item(
        "i2",
        "智能工厂奖励",
        "第八条",
        "奖励30万元",
        v.leaf("n9", "已通过市级以上智能工厂认定", "has", "title", values=("智能工厂",), level="市级"),
        v.leaf(
            "n10",
            "上年末从业人员不少于50人",
            "compare",
            "employees",
            "ge",
            50,
            unit="person",
            period="prev_year_end",
        ),
        require="all(n10, n9)",
        benefits=(v.benefit("一次性奖励30万元", "award", amount="300000"),),
    )
    advised = v.item(
        "i3",
        "数字化诊断服务",
        "第十一条",
        "提供诊断服务",
        v.leaf("n11", "规模以上工业企业", "state", "above_scale"),
        require="n11",
        benefits=(v.benefit("由县里免费提供诊断服务", "service"),),
    )
    made = v.policy("云雁县制造业企业技术改造奖补办法（2026年修订）", works, factory, advised)
    return replace(made, items=tuple(replace(item, signed=None) for item in made.items))
