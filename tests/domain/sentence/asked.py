"""Hypothesis strategies for all that a reading file may state: meanings, trees, scoring tables."""

from __future__ import annotations

from datetime import date
from decimal import Context, Decimal
from typing import get_args

from hypothesis import strategies as st

from domain.meaning import Meaning
from domain.period import Aggregate, Period, PeriodKind
from domain.policy import Kind, Op, PointsRow
from domain.reading_file import Level, Subject
from domain.sentence import Stated, Table
from domain.tree import All, Any, AtLeast, Leaf, Not, Points, Waive, When, leaf_ids
from domain.vocabulary import vocabulary

PLAIN = (
    PeriodKind.FY1,
    PeriodKind.CURRENT_YEAR,
    PeriodKind.FY1_AND_CURRENT,
    PeriodKind.PREV_YEAR_END,
    PeriodKind.EVER,
    PeriodKind.NOW,
)
WIDE = Context(prec=60)
UNITS = ("CNY", "USD", "1", "year", "month", "day", "count", "person", "point", "m2", "rank", "EUR", "")

# Free text likes to hold what the sentences are made of.
texts = st.one_of(
    st.text(max_size=8),
    st.text("“”‘’\\\n\r、，：（）之一营业收入不低于3%n", max_size=12),
    st.sampled_from(["高新技术企业", "专精特新“小巨人”企业", "", "：是", "”，级别省级及以上", "company’s"]),
)
days = st.dates(date(1, 1, 1), date(9999, 12, 31))
periods = st.one_of(
    st.sampled_from(PLAIN).map(Period),
    st.builds(
        Period, st.just(PeriodKind.FISCAL_YEARS), st.integers(1, 9), aggregate=st.sampled_from(Aggregate)
    ),
    st.builds(Period, st.just(PeriodKind.YEAR), st.integers(0, 9999)),
    st.builds(Period, st.just(PeriodKind.ROLLING), months=st.integers(1, 2000)),
    st.builds(Period, st.just(PeriodKind.SINCE), start=days),
    st.builds(Period, st.just(PeriodKind.UNTIL), end=days),
    st.builds(Period, st.just(PeriodKind.RANGE), start=days, end=days),
)
numbers = st.one_of(
    st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**15), max_value=10**15),
    st.builds(Decimal, st.integers(-(10**6), 10**6)).map(lambda one: one.scaleb(4)),
    st.sampled_from(
        [Decimal("1E+8"), Decimal("0.03"), Decimal("-0"), Decimal("0.0000001"), Decimal("1E-30")]
    ),
)
meanings = st.builds(
    Meaning,
    kind=st.sampled_from(Kind),
    feature=st.sampled_from(sorted(vocabulary())),
    phrase=st.none() | texts,
    op=st.none() | st.sampled_from(Op),
    value=st.none() | numbers,
    unit=st.none() | st.sampled_from(UNITS) | texts,
    values=st.lists(texts, max_size=3).map(tuple),
    level=st.none() | st.sampled_from(get_args(Level)),
    subject=st.none() | st.sampled_from(get_args(Subject)),
    period=st.none() | periods,
)

ids = st.sampled_from(["c1", "c2", "c3", "c10", "_x", "all"])


def _joints(parts: st.SearchStrategy) -> st.SearchStrategy:
    some = st.lists(parts, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(All, some),
        st.builds(Any, some),
        st.builds(AtLeast, st.integers(0, 4), some),
        st.builds(Not, parts),
        st.builds(When, parts, parts),
        st.builds(Waive, parts, parts),
    )


trees = st.recursive(st.one_of(st.builds(Leaf, ids), st.builds(Points, ids)), _joints, max_leaves=8)


@st.composite
def stated(draw: st.DrawFn) -> Stated:
    """An item of which every named criterion is there, tables for all that a tree or a row takes as one."""
    require, exclude = draw(st.none() | trees), draw(st.none() | trees)
    rows = st.lists(st.builds(PointsRow, trees, numbers), max_size=2).map(tuple)
    tables = draw(st.dictionaries(ids, st.builds(Table, rows, st.none() | numbers), max_size=2))
    named = {name for tree in (require, exclude) for name in leaf_ids(tree)} | set(tables)
    named |= {name for table in tables.values() for row in table.rows for name in leaf_ids(row.when)}
    tables = {name: tables.get(name, Table((), None)) for name in sorted(named)}
    return Stated(require, exclude, {name: draw(meanings) for name in sorted(named)}, tables)
