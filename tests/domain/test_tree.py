"""The criteria tree: its text form and back, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InputError
from domain.tree import (
    MAX_DEPTH,
    All,
    Any,
    AtLeast,
    Leaf,
    Not,
    Points,
    Waive,
    When,
    children,
    leaf_ids,
    parse_tree,
    print_tree,
)

names = st.from_regex(r"[A-Za-z_][A-Za-z_0-9]{0,5}", fullmatch=True)


def _branches(inner):
    parts = st.lists(inner, min_size=1, max_size=4).map(tuple)
    return st.one_of(
        st.builds(All, parts),
        st.builds(Any, parts),
        st.builds(AtLeast, st.integers(1, 5), parts),
        st.builds(Not, inner),
        st.builds(When, inner, inner),
        st.builds(Waive, inner, inner),
    )


trees = st.recursive(st.one_of(st.builds(Leaf, names), st.builds(Points, names)), _branches, max_leaves=12)


@given(trees)
def test_parse_undoes_print(tree):
    assert parse_tree(print_tree(tree)) == tree


@given(trees)
def test_blanks_do_not_matter(tree):
    text = print_tree(tree)
    assert parse_tree(text.replace(" ", "")) == tree
    assert parse_tree(text.replace("(", " ( ").replace(",", " ,\n")) == tree


@given(trees)
def test_every_leaf_is_named(tree):
    def count(node):
        return 1 if isinstance(node, Leaf | Points) else sum(count(part) for part in children(node))

    assert len(list(leaf_ids(tree))) == count(tree)


def test_each_node_has_its_text():
    text = "all(c1, any(c2, c3), at_least(2, c4, c5, c6), not(c7), when(c8, c9), waive(c10, c11), points(p))"
    tree = parse_tree(text)
    assert [type(part).__name__ for part in tree.parts] == [
        "Leaf",
        "Any",
        "AtLeast",
        "Not",
        "When",
        "Waive",
        "Points",
    ]
    assert print_tree(tree) == text
    assert list(leaf_ids(tree)) == [f"c{i}" for i in range(1, 12)] + ["p"]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        pytest.param("", 0, id="empty"),
        pytest.param("all(c1", 6, id="not closed"),
        pytest.param("all(c1,)", 7, id="nothing after comma"),
        pytest.param("all()", 4, id="no parts"),
        pytest.param("none(c1)", 0, id="no such node"),
        pytest.param("c1 c2", 3, id="two roots"),
        pytest.param("not(a, b)", 8, id="not of two"),
        pytest.param("when(a)", 6, id="when without consequence"),
        pytest.param("at_least(a, b)", 9, id="k is no number"),
        pytest.param("all(条件)", 4, id="not an id"),
        pytest.param("points(1)", 7, id="points of a number"),
    ],
)
def test_bad_text_is_refused_where_it_breaks(text, start):
    with pytest.raises(InputError) as caught:
        parse_tree(text)
    assert caught.value.where.start == start


def test_depth_is_bounded():
    deep = "not(" * (MAX_DEPTH + 2) + "a" + ")" * (MAX_DEPTH + 2)
    with pytest.raises(InputError, match="嵌套"):
        parse_tree(deep)
