"""Values to load: one policy, firms and a chain with everything that can be said, and strategies for more."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import strategies as st

from domain.chain import Chain, Feed, Formation, Leader, Membership, Segment, Stage, SupplyLink
from domain.company import Company, Fact, FactStatus, Finding, TitleHeld
from domain.period import FACT_NOW, day_period, parse_fact_period, parse_period, year_period
from domain.policy import (
    Benefit,
    Block,
    Criterion,
    Item,
    Kind,
    Op,
    PointsRow,
    Policy,
    Review,
    Signature,
    Span,
    Window,
    YearlyDay,
)
from domain.tree import All, Any, AtLeast, Leaf, Not, Points, Waive, When
from domain.vocabulary import vocabulary
from graph.imports import Import

TEXT = "第一条 上年度研发费用不低于300万元，给予50万元奖励。"
FIRM_A, FIRM_B, FIRM_C = "91130132MA07A0008J", "91130132MA07B0003T", "case-3"


def an_import(import_id: str = "批次1", day: int = 1) -> Import:
    """An import; later days come later."""
    moment = datetime(2026, 5, day, 8, tzinfo=UTC)
    return Import(import_id, f"{import_id}.xlsx", f"sha-{import_id}", 3, "王芳", moment)


def span(start: int = 4, end: int = 12) -> Span:
    """A stretch of TEXT."""
    return Span(start, end, TEXT[start:end])


def criterion(leaf_id: str, **given: object) -> Criterion:
    """A comparison of R&D expense."""
    base = Criterion(
        leaf_id, Kind.COMPARE, "rd_expense", span(), op=Op.GE, value=Decimal("3000000"), unit="CNY"
    )
    return replace(base, **given)  # type: ignore[arg-type] # the fields are given by name


def policy(doc_id: str = "063", **given: object) -> Policy:
    """A document with two items that say everything an item can say."""
    first = Item(
        "i1",
        "研发奖励",
        0,
        20,
        All((Leaf("c1"), Any((Leaf("c2"), Waive(Leaf("c3"), Leaf("c4")))), Points("c5"))),
        AtLeast(1, (Not(Leaf("c6")), When(Leaf("c2"), Leaf("c6")))),
        (
            criterion("c1", period=parse_period("fy1"), flags=("period_assumed",), check=True),
            criterion(
                "c2",
                kind=Kind.IN,
                feature="region",
                op=None,
                value=None,
                unit=None,
                values=("元氏县", "赵县"),
            ),
            criterion(
                "c3", kind=Kind.HAS, feature="title", op=None, value=None, level="省级", phrase="“小巨人”"
            ),
            criterion(
                "c4", kind=Kind.RANK, feature="market_rank", op=Op.LE, value=Decimal(10), subject="product"
            ),
            criterion(
                "c5",
                kind=Kind.MANUAL,
                feature="total_score",
                op=None,
                value=None,
                unit=None,
                rows=(PointsRow(Leaf("c1"), Decimal("12.5")), PointsRow(Leaf("c7"), Decimal(10))),
                pass_mark=Decimal(60),
            ),
            criterion("c6", kind=Kind.EVENT, feature="safety_accident", op=None, value=None, unit=None),
            criterion("c7", kind=Kind.STATE, feature="operating", op=None, value=None, unit=None),
        ),
        (
            Benefit("award", span(), amount=Decimal(500000), when=Leaf("c1")),
            Benefit("subsidy", span(), rate=Decimal("0.3"), cap=Decimal("1000000.50"), per="m2"),
        ),
        (
            Window(span(), YearlyDay(3, 10), YearlyDay(2, 29), yearly=True),
            Window(span(), date(2026, 1, 1), None),
        ),
        stacking=(span(0, 4),),
        prefer=(span(1, 5), span(2, 6)),
    )
    second = Item(
        "i2", "认定", 20, 30, Leaf("c1"), None, (criterion("c8", unit="USD", value=Decimal("0.03")),)
    )
    whole = Policy(
        doc_id,
        "支持研发的若干措施",
        "元政〔2026〕3号",
        ("元氏县人民政府", "元氏县科技局"),
        "130132",
        date(2026, 2, 3),
        date(2026, 3, 1),
        None,
        (first, second),
        (Review(span(0, 3), "像条件"),),
        TEXT,
        (Block(0, 5, "heading", 1, "h1"), Block(5, 20, "paragraph")),
    )
    return replace(whole, **given)  # type: ignore[arg-type] # the fields are given by name


def signed(one: Policy, item_id: str = "i1", by: str = "李明") -> Policy:
    """The same reading with one item signed."""
    items = [
        replace(item, signed=Signature(by, date(2026, 4, 1))) if item.id == item_id else item
        for item in one.items
    ]
    return replace(one, items=tuple(items))


def fact(feature: str = "revenue", value: object = Decimal("123000000.00"), **given: object) -> Fact:
    """Revenue of 2025."""
    base = Fact(feature, None, "CNY", year_period(2025), FactStatus.KNOWN, "年报", date(2026, 3, 31))
    return replace(base, value=value, **given)  # type: ignore[arg-type] # the fields are given by name


def firm(key: str = FIRM_A, name: str = "元氏泵业有限公司", **given: object) -> Company:
    """A firm with facts of every shape, titles and a finding."""
    own = {"uscc": key} if key.startswith("91") else {"case_id": key}
    whole = Company(
        name,
        **own,
        facts=(
            fact(),
            fact("rd_expense", Decimal("3000000"), phrase="研发费用"),
            fact("employees", Decimal(120), unit="person", period=FACT_NOW),
            fact("ownership", ("民营", "内资"), unit=None, period=FACT_NOW, observed=None),
            fact(
                "safety_accident", value=False, unit=None, period=day_period(date(2026, 1, 15)), source=None
            ),
            fact("revenue", None, status=FactStatus.ASKED_NOT_KNOWN, period=parse_fact_period("2023/2025")),
        ),
        titles=(
            TitleHeld("高新技术企业", "国家级", date(2024, 11, 1), date(2027, 10, 31), "名单"),
            TitleHeld("“专精特新”小巨人企业"),
        ),
        findings=(Finding("063.i1", "c5", True, "王芳", date(2026, 4, 2), None, "现场看过"),),
        region="130132",
        industry="C3441",
        founded=date(2003, 6, 1),
    )
    return replace(whole, **given)  # type: ignore[arg-type] # the fields are given by name


def plain_firms(*keys: str) -> list[Company]:
    """Firms of which only the name is known."""
    return [
        Company(f"企业{key[-6:]}", **({"uscc": key} if key.startswith("91") else {"case_id": key}))
        for key in keys
    ]


def chain(chain_id: str = "k1") -> Chain:
    """Castings feed pumps."""
    return Chain(
        chain_id,
        "泵阀",
        "县链办",
        (
            Segment(f"{chain_id}.s2", chain_id, "泵", Stage.MIDSTREAM, "县链办", None, None, ("3441",)),
            Segment(f"{chain_id}.s1", chain_id, "铸件", Stage.UPSTREAM, "县链办", True, False),
        ),
        (
            Feed(f"{chain_id}.s1", f"{chain_id}.s2", "投入产出表", Decimal("0.120")),
            Feed(f"{chain_id}.s2", f"{chain_id}.s1", "访谈"),
        ),
    )


MEMBERS = [
    Membership(FIRM_A, "k1.s2", "问卷"),
    Membership(FIRM_B, "k1.s1", "问卷", Decimal("0.55")),
    Membership(FIRM_C, "k1.s1", "名录"),
]
LINKS = [
    SupplyLink(FIRM_B, FIRM_A, "铸件", 2024, "发票", Decimal("1200000.50"), "高"),
    SupplyLink(FIRM_B, FIRM_A, "铸件", 2025, "发票"),
    SupplyLink(FIRM_C, FIRM_B, "生铁", 2025, "问卷", Decimal(0), None),
]
LEADERS = [
    Leader(FIRM_A, "k1", "县链办", "县级", "元链办〔2026〕1号", date(2026, 1, 1), None),
    Leader(FIRM_B, "k1", "县链办", "县级", "元链办〔2025〕1号"),
]
FORMATION = Formation(
    "f1", "泵阀雁阵", "k1", "130132", date(2026, 5, 1), (FIRM_A,), (FIRM_C, FIRM_A, FIRM_B), "县链办"
)

# ---------------------------------------------------------------- strategies

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
NAMES = WORDS.map(lambda text: f"名{text}")
NUMBERS = st.builds(lambda n, k: Decimal(n).scaleb(-k), st.integers(-(10**14), 10**14), st.integers(0, 6))
DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))
SPANS = st.builds(Span, st.integers(0, 999), st.integers(0, 999), WORDS)
IDS = [f"c{n}" for n in range(5)]
TREES = st.recursive(
    st.sampled_from(IDS).map(Leaf) | st.sampled_from(IDS).map(Points),
    lambda part: st.one_of(
        st.lists(part, min_size=1, max_size=3).map(lambda parts: All(tuple(parts))),
        st.lists(part, min_size=1, max_size=3).map(lambda parts: Any(tuple(parts))),
        st.builds(lambda k, parts: AtLeast(k, tuple(parts)), st.integers(0, 3), st.lists(part, min_size=1)),
        st.builds(Not, part),
        st.builds(When, part, part),
        st.builds(Waive, part, part),
    ),
    max_leaves=6,
)
CRITERIA = st.builds(
    Criterion,
    id=st.just(""),
    kind=st.sampled_from(Kind),
    feature=st.sampled_from(sorted(vocabulary())),
    span=SPANS,
    phrase=st.none() | WORDS,
    op=st.none() | st.sampled_from(Op),
    value=st.none() | NUMBERS,
    unit=st.none() | st.sampled_from(["CNY", "USD", "1", ""]),
    values=st.lists(WORDS, max_size=3).map(tuple),
    level=st.none() | st.just("省级"),
    subject=st.none() | st.just("project"),
    period=st.none()
    | st.sampled_from(["fy3 mean", "now", "since 2020-01-01", "rolling 36m"]).map(parse_period),
    flags=st.lists(WORDS, max_size=2).map(tuple),
    check=st.booleans(),
    rows=st.lists(st.builds(PointsRow, TREES, NUMBERS), max_size=2).map(tuple),
    pass_mark=st.none() | NUMBERS,
)
BENEFITS = st.builds(
    Benefit,
    st.just("award"),
    SPANS,
    st.none() | NUMBERS,
    st.none() | NUMBERS,
    st.none() | NUMBERS,
    st.none() | TREES,
)
WINDOW_DAYS = st.none() | DAYS | DAYS.map(lambda day: YearlyDay(day.month, day.day))
WINDOWS = st.builds(Window, SPANS, WINDOW_DAYS, WINDOW_DAYS, st.booleans())


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    """Any document of one id, with items whose trees name any of its criteria."""
    leaves = [replace(draw(CRITERIA), id=name) for name in IDS]
    cut = draw(st.integers(0, len(leaves)))
    items = [
        Item(
            f"i{n}",
            draw(WORDS),
            draw(st.integers(0, 99)),
            draw(st.integers(0, 99)),
            draw(st.none() | TREES),
            draw(st.none() | TREES),
            tuple(part),
            tuple(draw(st.lists(BENEFITS, max_size=2))),
            tuple(draw(st.lists(WINDOWS, max_size=2))),
            tuple(draw(st.lists(SPANS, max_size=2))),
            tuple(draw(st.lists(SPANS, max_size=1))),
            # Always signed: a reading without signature would keep the one that stands in the graph.
            draw(st.builds(Signature, NAMES, DAYS)),
        )
        for n, part in enumerate((leaves[:cut], leaves[cut:]))
    ]
    return Policy(
        "h",
        draw(WORDS),
        draw(st.none() | WORDS),
        tuple(draw(st.lists(WORDS, max_size=2))),
        draw(st.none() | WORDS),
        draw(st.none() | DAYS),
        draw(st.none() | DAYS),
        draw(st.none() | DAYS),
        tuple(items),
        tuple(draw(st.lists(st.builds(Review, SPANS, WORDS), max_size=2))),
        draw(st.none() | WORDS),
    )


FACTS = st.builds(
    Fact,
    feature=st.sampled_from(
        ["revenue", "employees", "ownership", "safety_accident", "rd_intensity", "operating"]
    ),
    value=st.none() | st.booleans() | NAMES | st.lists(WORDS, max_size=3).map(tuple) | NUMBERS,
    unit=st.none() | st.sampled_from(["CNY", "1"]),
    period=st.sampled_from(["2025", "2025-06-30", "now", "2023/2025"]).map(parse_fact_period),
    status=st.sampled_from(FactStatus),
    source=st.none() | WORDS,
    observed=st.none() | DAYS,
    phrase=st.none() | WORDS,
).filter(
    lambda one: not isinstance(one.value, Decimal) or one.feature in {"revenue", "employees", "rd_intensity"}
)
TITLES = st.builds(TitleHeld, NAMES, st.none() | WORDS, st.none() | DAYS, st.none() | DAYS, st.none() | WORDS)
FINDINGS = st.builds(Finding, WORDS, WORDS, st.booleans(), WORDS, DAYS, st.none() | DAYS, WORDS)


def companies(key: str) -> st.SearchStrategy[Company]:
    """Any firm of one key."""
    return st.builds(
        Company,
        name=NAMES,
        uscc=st.none(),
        case_id=st.just(key),
        facts=st.lists(FACTS, max_size=5).map(tuple),
        titles=st.lists(TITLES, max_size=3).map(tuple),
        findings=st.lists(FINDINGS, max_size=2).map(tuple),
        region=st.none() | WORDS,
        industry=st.none() | WORDS,
        founded=st.none() | DAYS,
    )
