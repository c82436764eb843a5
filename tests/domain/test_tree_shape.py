"""Trees changed by choosing: nothing is lost or doubled, nothing becomes a tree that says nothing."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InputError
from domain.tree import All, Any, AtLeast, Leaf, Waive, When, children, leaf_ids, parse_tree, print_tree
from domain.tree_shape import Place, begun, can_move, joined, paired, regrouped


def trees(require, exclude=None):
    """Both trees from their expressions."""
    return {"require": parse_tree(require), "exclude": parse_tree(exclude) if exclude else None}


def said(changed):
    """Both expressions."""
    return tuple(None if tree is None else print_tree(tree) for tree in changed.values())


def place(text):
    return Place.parse(text)


@pytest.mark.parametrize(
    ("tree", "where", "kind", "count", "now"),
    [
        ("all(a, b)", "require", Any, None, "any(a, b)"),
        ("all(a, any(b, c))", "require.1", All, None, "all(a, all(b, c))"),
        ("all(a, any(b, c, d))", "require.1", AtLeast, 2, "all(a, at_least(2, b, c, d))"),
        ("when(a, any(b, c))", "require.1", AtLeast, 1, "when(a, at_least(1, b, c))"),
        ("not(any(b, c))", "require.0", All, None, "not(all(b, c))"),
    ],
    ids=["root", "inner", "at least", "asked part of a scope", "inside a negation"],
)
def test_a_group_combines_otherwise(tree, where, kind, count, now):
    assert said(regrouped(trees(tree), place(where), kind, count)) == (now, None)


@pytest.mark.parametrize("count", [None, 0, 3], ids=["none", "nought", "more than there are"])
def test_at_least_asks_between_one_and_all_of_the_parts(count):
    with pytest.raises(InputError, match="1 到 2 之间"):
        regrouped(trees("all(a, b)"), place("require"), AtLeast, count)


@pytest.mark.parametrize(
    ("require", "exclude", "act", "source", "target", "now"),
    [
        ("all(a, any(b, c))", None, joined, "require.0", "require.1", ("any(b, c, a)", None)),
        ("all(a, any(b, c, d))", None, joined, "require.1.0", "require", ("all(a, any(c, d), b)", None)),
        ("all(a, any(b, c))", None, joined, "require.1.1", "require", ("all(a, b, c)", None)),
        (
            "at_least(2, a, b, c)",
            "any(d)",
            joined,
            "require.2",
            "exclude",
            ("at_least(2, a, b)", "any(d, c)"),
        ),
        (
            "at_least(3, a, b, c)",
            "any(d)",
            joined,
            "require.2",
            "exclude",
            ("at_least(2, a, b)", "any(d, c)"),
        ),
        ("all(a, b, c)", None, paired, "require.0", "require.2", ("all(b, any(c, a))", None)),
        ("any(a, b, c)", None, paired, "require.0", "require.2", ("any(b, all(c, a))", None)),
        ("all(a, b)", "d", paired, "require.0", "exclude", ("b", "any(d, a)")),
        ("all(a, b)", None, begun, "require.1", "exclude", ("a", "b")),
        ("a", None, begun, "require", "exclude", (None, "a")),
        ("all(a, when(b, any(c)))", None, joined, "require.0", "require.1.1", ("when(b, any(c, a))", None)),
    ],
    ids=[
        "into a group, which is left",
        "up, the group stays",
        "up, the group becomes its last part",
        "to the bars",
        "to the bars, as many as are left",
        "a new group of two",
        "a new group among alternatives",
        "a new group among the bars",
        "the first bar",
        "the only condition becomes a bar",
        "under a scope",
    ],
)
def test_a_part_is_moved(require, exclude, act, source, target, now):
    where = target if act is begun else place(target)

    assert said(act(trees(require, exclude), place(source), where)) == now


@pytest.mark.parametrize(
    ("require", "act", "source", "target", "why"),
    [
        ("all(a, any(b, c))", joined, "require.1", "require.1", "它自己里面"),
        ("all(a, any(b, all(c, d)))", joined, "require.1", "require.1.1", "它自己里面"),
        ("all(a, any(b, c))", joined, "require.0", "require", "已经在这一组里"),
        ("all(a, b)", joined, "require.0", "require.1", "不是一组条件"),
        ("all(when(a, b), any(c, d))", joined, "require.0.1", "require.1", "不能单独移走"),
        ("all(any(a), any(c, d))", joined, "require.0.0", "require.1", "不能单独移走"),
        ("all(a, any(b, c))", paired, "require.1.0", "require.1", "本来就在"),
        ("all(a, b)", joined, "require.5", "require", "没有位置“require.5”"),
        ("all(a, b)", begun, "require.0", "require", "那里已有条件"),
    ],
)
def test_a_move_that_cannot_be_is_refused(require, act, source, target, why):
    where = target if act is begun else place(target)
    with pytest.raises(InputError, match=why):
        act(trees(require), place(source), where)


@pytest.mark.parametrize("text", ["", "other", "require.x", "require.-1", "require.", "require.²"])
def test_a_place_written_otherwise_is_refused(text):
    with pytest.raises(InputError, match="不认识位置"):
        Place.parse(text)


def nodes(place, node):
    """All places of a tree."""
    yield place
    for number, part in enumerate(children(node)):
        yield from nodes(place.part(number), part)


LEAVES = st.sampled_from("abcdefgh").map(Leaf)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).flatmap(
            lambda parts: st.sampled_from([All(tuple(parts)), Any(tuple(parts)), AtLeast(1, tuple(parts))])
        ),
        st.tuples(inner, inner).map(lambda two: When(*two)),
        st.tuples(inner, inner).map(lambda two: Waive(*two)),
    ),
    max_leaves=12,
)


@given(TREES, TREES | st.none(), st.data())
def test_whatever_is_moved_every_criterion_stays_as_often_as_it_was(require, exclude, data):
    whole = {"require": require, "exclude": exclude}
    places = [at for name, tree in whole.items() if tree for at in nodes(Place(name), tree)]
    source, target = data.draw(st.sampled_from(places)), data.draw(st.sampled_from(places))
    act = data.draw(st.sampled_from([joined, paired]))
    before = Counter(name for tree in whole.values() for name in leaf_ids(tree))

    try:
        after = act(whole, source, target)
    except InputError:
        assert not can_move(whole, source) or target.within(source) or source.within(target) or act is joined
        return

    assert Counter(name for tree in after.values() for name in leaf_ids(tree)) == before
    assert all(parse_tree(print_tree(tree)) == tree for tree in after.values() if tree)
