"""The steps of the comparison one by one: pairing, places, trees, and criteria that cross items."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.amendment import Fate, TreeFate
from domain.policy import Review, Span
from domain.tree import parse_tree
from nlp.amendment import compare
from nlp.amendment.forms import tree_fate
from nlp.amendment.pairing import pair
from nlp.amendment.places import Articles
from tests import make

REVENUE = {"op": "ge", "value": 10000000, "period": "fy1", "quote": "上年度营业收入在1000万元以上"}
STAFF = {"feature": "employees", "op": "ge", "value": 20, "quote": "从业人员不少于20人"}
PATENT = {"feature": "invention_patents", "op": "ge", "value": 2, "quote": "拥有发明专利2件以上"}


def tables(size):
    """Likeness tables with many ties."""
    rows, columns = size
    return st.lists(
        st.lists(st.sampled_from([0.0, 0.6, 0.9]), min_size=columns, max_size=columns),
        min_size=rows,
        max_size=rows,
    )


@given(st.tuples(st.integers(1, 4), st.integers(1, 4)).flatmap(tables))
def test_which_version_is_called_old_makes_no_difference_even_in_a_tie(table):
    olds, news = [f"o{n}" for n in range(len(table))], [f"n{n}" for n in range(len(table[0]))]

    there = pair(olds, news, lambda old, new: table[old][new], 0.5)
    back = pair(news, olds, lambda old, new: table[new][old], 0.5)

    assert sorted((old, new) for new, old in back) == there


def test_the_pairing_is_best_as_a_whole():
    table = [[0.9, 0.8], [0.85, 0.5]]
    assert pair("ab", "cd", lambda old, new: table[old][new], 0.4) == [(0, 1), (1, 0)]
    assert pair("ab", "cd", lambda old, new: table[old][new], 0.86) == [(0, 0)]
    assert pair("", "cd", lambda old, new: old + new, 0.5) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("标题\n第一条 甲\n　　第二条 乙\n按第九条办理", ["第一条", "第二条"]),
        ("标题\n一、甲\n（一）乙\n二、丙", ["一", "二"]),
        ("第一条 甲\n二、乙", ["第一条"]),
        ("没有编号", []),
        (None, []),
    ],
    ids=["articles", "headings", "articles first", "none", "no text"],
)
def test_articles_are_found_where_a_line_begins(text, names):
    articles = Articles(text)
    assert articles.names == names
    assert articles.at(0) == (names[0] if (text or "").startswith("第一条") else None)
    if names:
        assert articles.at(len(text)) == names[-1]


@pytest.mark.parametrize(
    ("old", "new", "fate"),
    [
        ("all(a, b, c)", "all(c, all(b, a))", TreeFate.SAME),
        ("any(a, any(b, c))", "any(c, b, a)", TreeFate.SAME),
        ("all(a, any(b))", "all(b, a)", TreeFate.SAME),
        ("at_least(2, a, b, c)", "at_least(2, c, b, a)", TreeFate.SAME),
        ("when(a, b)", "when(b, a)", TreeFate.STRUCTURE),
        ("waive(a, b)", "all(a, b)", TreeFate.STRUCTURE),
        ("all(a, b)", "any(a, b)", TreeFate.STRUCTURE),
        ("at_least(2, a, b, c)", "at_least(1, a, b, c)", TreeFate.STRUCTURE),
        ("all(a, b, gone)", "all(a, b)", TreeFate.MEMBERS),
        ("all(a, b)", "all(a, any(b, fresh))", TreeFate.MEMBERS),
        ("all(a, gone)", "all(a, fresh)", TreeFate.MEMBERS),
        ("all(a, not(gone))", "a", TreeFate.MEMBERS),
        ("points(a)", "a", TreeFate.STRUCTURE),
        ("gone", None, TreeFate.MEMBERS),
        ("a", None, TreeFate.STRUCTURE),
        (None, None, TreeFate.SAME),
    ],
)
def test_what_became_of_a_tree(old, new, fate):
    trees = [None if text is None else parse_tree(text) for text in (old, new)]
    names = {"a": "a", "b": "b", "c": "c"}
    assert tree_fate([trees[0]], [trees[1]], names) is fate


def two_items(first, second):
    """A policy of two items with these criteria."""
    return make.policy(
        make.item(*first, id="i1", name="技术改造补助"), make.item(*second, id="i2", name="智能工厂奖励")
    )


def test_a_criterion_that_went_to_another_item_is_found_there():
    here = two_items(
        [make.criterion("c1", **REVENUE), make.criterion("c2", **STAFF)], [make.criterion("c3", **PATENT)]
    )
    there = two_items(
        [make.criterion("c2", **STAFF)], [make.criterion("c3", **PATENT), make.criterion("c1", **REVENUE)]
    )

    (found,) = [one for one in compare(here, there).criteria if one.old and one.old.part.id == "c1"]

    assert (found.fate, found.moved) == (Fate.KEPT, True)
    assert (found.old.item, found.new.item) == ("i1", "i2")


def test_a_criterion_that_crosses_to_the_next_item_has_moved_though_all_stand_in_order():
    leaves = [make.criterion("c1", **REVENUE), make.criterion("c2", **STAFF), make.criterion("c3", **PATENT)]

    amended = compare(two_items(leaves[:2], leaves[2:]), two_items(leaves[:1], leaves[1:]))

    assert [(one.fate, one.moved) for one in amended.criteria] == [
        (Fate.KEPT, False),
        (Fate.KEPT, True),
        (Fate.KEPT, False),
    ]


def test_one_that_is_somewhat_like_a_criterion_of_another_item_is_not_it():
    higher = {**REVENUE, "value": 50000000, "quote": "营收达到5000万元"}
    here = two_items(
        [make.criterion("c1", **REVENUE), make.criterion("c2", **STAFF)], [make.criterion("c3", **PATENT)]
    )
    there = two_items(
        [make.criterion("c2", **STAFF)], [make.criterion("c3", **PATENT), make.criterion("c1", **higher)]
    )

    fates = {(one.new or one.old).part.id: one.fate for one in compare(here, there).criteria}

    assert fates == {"c1": fates["c1"], "c2": Fate.KEPT, "c3": Fate.KEPT}
    assert [one.fate for one in compare(here, there).criteria if one.fate is not Fate.KEPT] == [
        Fate.GONE,
        Fate.NEW,
    ]


def test_a_floor_is_never_taken_for_a_ceiling():
    ceiling = {**REVENUE, "op": "le", "quote": "上年度营业收入在1000万元以下"}
    old = make.policy(make.item(make.criterion("c1", **REVENUE)))
    new = make.policy(make.item(make.criterion("c1", **ceiling)))

    assert sorted(one.fate for one in compare(old, new).criteria) == [Fate.GONE, Fate.NEW]


def scored(points, mark=60, asked=2):
    """An item that asks for the table of another one."""
    table = make.criterion("c1", "manual", "total_score", unit=None, rows=(("c2", points),), pass_mark=mark)
    row = make.criterion("c2", feature="invention_patents", op="ge", value=asked)
    first = make.item(table, row, id="i1", name="企业技术中心认定", require="points(c1)")
    second = make.item(make.criterion("c3", **STAFF), id="i2", name="建设补助", require="all(points(c1), c3)")
    return make.policy(first, second)


@pytest.mark.parametrize(
    ("new", "changed", "keys"),
    [
        (scored(40), [], []),
        (scored(50), ["c1"], ["rows"]),
        (scored(40, mark=70), ["c1"], ["pass"]),
        (scored(40, asked=3), ["c2"], ["value"]),
    ],
    ids=["equal", "points", "pass mark", "row"],
)
def test_a_table_counts_for_every_item_that_asks_for_it(new, changed, keys):
    amended = compare(scored(40), new)

    found = [one for one in amended.criteria if one.fate is Fate.CHANGED]
    assert [one.old.part.id for one in found] == changed
    assert [apart.key for one in found for apart in one.differences] == keys
    assert {item.fate for item in amended.items} == {Fate.CHANGED if changed else Fate.KEPT}
    assert all(item.signature.stays is not bool(changed) for item in amended.items)


def test_where_an_item_has_no_place_any_text_left_to_a_person_counts():
    old = make.policy(make.item(make.criterion("c1", **REVENUE)))
    new = replace(old, review=(Review(Span(900, 902, "其他"), "没有读成条件"),))

    (item,) = compare(old, new).items

    assert item.signature.why == ("新版有待核文字",)
