"""The algebra of the criteria tree: tables, what a node may become, laws by enumeration and by chance."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.tree import Leaf, leaf_ids, parse_tree
from matching.truth import (
    UNSURE,
    F,
    N,
    T,
    exclude_root,
    is_unknown,
    judge_tree,
    mattering,
    require_root,
    unasked,
)

LETTERS = {"T": T, "F": F, "N": N, "U": UNSURE}


def judged(text, **truths):
    """A tree judged over leaves given by letter; those not given are unknown."""
    return judge_tree(parse_tree(text), lambda name: LETTERS[truths.get(name, "U")], lambda _: None)


def becomes(text, **truths):
    """What the tree may become, as letters."""
    truth = judged(text, **truths).truth
    return "".join(letter for letter in "TFN" if truth & LETTERS[letter])


@pytest.mark.parametrize(
    ("text", "a", "b", "expected"),
    [
        ("all(a, b)", "T", "T", "T"),
        ("all(a, b)", "T", "F", "F"),
        ("all(a, b)", "U", "F", "F"),
        ("all(a, b)", "U", "T", "TF"),
        ("all(a, b)", "N", "T", "T"),
        ("all(a, b)", "N", "N", "N"),
        ("any(a, b)", "F", "F", "F"),
        ("any(a, b)", "U", "T", "T"),
        ("any(a, b)", "U", "F", "TF"),
        ("any(a, b)", "N", "F", "F"),
        ("any(a, b)", "N", "N", "N"),
        ("at_least(2, a, b)", "T", "T", "T"),
        ("at_least(2, a, b)", "T", "N", "F"),
        ("at_least(2, a, b)", "T", "U", "TF"),
        ("at_least(2, a, b)", "F", "U", "F"),
        ("at_least(1, a, b)", "T", "U", "T"),
        ("at_least(1, a, b)", "N", "N", "N"),
        ("not(a)", "T", "T", "F"),
        ("not(a)", "U", "T", "TF"),
        ("not(a)", "N", "T", "N"),
        ("when(a, b)", "T", "F", "F"),
        ("when(a, b)", "F", "T", "N"),
        ("when(a, b)", "N", "T", "N"),
        ("when(a, b)", "U", "T", "TN"),
        ("when(a, b)", "U", "F", "FN"),
        ("when(a, b)", "U", "U", "TFN"),
        ("waive(a, b)", "T", "F", "T"),
        ("waive(a, b)", "F", "T", "T"),
        ("waive(a, b)", "F", "F", "F"),
        ("waive(a, b)", "F", "N", "F"),
        ("waive(a, b)", "N", "T", "N"),
        ("waive(a, b)", "U", "F", "TF"),
        ("waive(a, b)", "U", "T", "T"),
        ("all(when(a, b), c)", "F", "F", "T"),
        ("any(when(a, b), c)", "F", "T", "T"),
    ],
)
def test_nodes(text, a, b, expected):
    assert becomes(text, a=a, b=b, c="T") == expected


SETS = range(1, 8)


def brute(text, names, sets):
    """Every outcome over every choice from the leaves' sets."""
    singles = [[bit for bit in (T, F, N) if truth & bit] for truth in sets]
    found = 0
    for choice in product(*singles):
        given = dict(zip(names, choice, strict=True))
        found |= judge_tree(parse_tree(text), given.__getitem__, lambda _: None).truth
    return found


@pytest.mark.parametrize(
    "text",
    [
        "all(a, b)",
        "any(a, b)",
        "all(a, b, c)",
        "any(a, b, c)",
        "at_least(1, a, b, c)",
        "at_least(2, a, b, c)",
        "at_least(3, a, b, c)",
        "at_least(0, a, b)",
        "not(a)",
        "when(a, b)",
        "waive(a, b)",
    ],
)
def test_a_node_holds_exactly_what_it_may_become(text):
    names = sorted(set(leaf_ids(parse_tree(text))))
    for sets in product(SETS, repeat=len(names)):
        given = dict(zip(names, sets, strict=True))
        assert judge_tree(parse_tree(text), given.__getitem__, lambda _: None).truth == brute(
            text, names, sets
        )


NAMES = ("a", "b", "c", "d")
leaves = st.sampled_from(NAMES)
trees = st.recursive(
    leaves,
    lambda part: st.one_of(
        st.lists(part, min_size=1, max_size=3).map(lambda parts: f"all({', '.join(parts)})"),
        st.lists(part, min_size=1, max_size=3).map(lambda parts: f"any({', '.join(parts)})"),
        st.tuples(st.integers(1, 3), st.lists(part, min_size=1, max_size=3)).map(
            lambda pair: f"at_least({pair[0]}, {', '.join(pair[1])})"
        ),
        part.map(lambda inner: f"not({inner})"),
        st.tuples(part, part).map(lambda pair: f"when({pair[0]}, {pair[1]})"),
        st.tuples(part, part).map(lambda pair: f"waive({pair[0]}, {pair[1]})"),
    ),
    max_leaves=8,
)
letters = st.fixed_dictionaries({name: st.sampled_from("TFU") for name in NAMES})


@given(trees, letters, st.sampled_from(NAMES), st.sampled_from("TF"))
def test_a_known_fact_only_narrows(text, known, name, learned):
    before = judged(text, **known).truth
    if known[name] == "U":
        after = judged(text, **{**known, name: learned}).truth
        assert after & ~before == 0


@given(trees, letters)
def test_known_leaves_give_a_known_tree(text, known):
    settled = {name: letter if letter != "U" else "T" for name, letter in known.items()}

    assert not is_unknown(judged(text, **settled).truth)


@given(st.lists(trees, min_size=2, max_size=4), letters, st.randoms(use_true_random=False))
def test_order_does_not_matter(parts, known, chance):
    shuffled = list(parts)
    chance.shuffle(shuffled)
    for word in ("all(", "any(", "at_least(2, "):
        assert (
            judged(f"{word}{', '.join(parts)})", **known).truth
            == judged(f"{word}{', '.join(shuffled)})", **known).truth
        )


@given(st.lists(trees, min_size=1, max_size=4), letters)
def test_de_morgan(parts, known):
    negated = ", ".join(f"not({part})" for part in parts)
    plain = ", ".join(parts)

    assert judged(f"not(all({plain}))", **known).truth == judged(f"any({negated})", **known).truth
    assert judged(f"not(any({plain}))", **known).truth == judged(f"all({negated})", **known).truth
    assert judged(f"not(not({parts[0]}))", **known).truth == judged(parts[0], **known).truth


@given(trees, letters)
def test_what_matters_can_settle_it(text, known):
    """An unknown tree has a leaf that matters; a settled one has none."""
    tree = judged(text, **known)
    found = set(mattering(tree))

    assert bool(found) == is_unknown(tree.truth)
    assert all(known[name] == "U" for name in found)


@given(trees, letters)
def test_settling_all_that_matters_settles_the_tree(text, known):
    found = set(mattering(judged(text, **known)))
    for choice in product("TF", repeat=len(found)):
        learned = dict(zip(sorted(found), choice, strict=True))
        # Learning may ask for more below a `when`, never leave the tree unknown without saying what for.
        after = judged(text, **{**known, **learned})
        assert is_unknown(after.truth) == bool(set(mattering(after)))


@pytest.mark.parametrize(
    ("text", "truths", "expected"),
    [
        ("all(a, b)", {"b": "T"}, {"a"}),
        ("all(a, any(b, c))", {"c": "T"}, {"a"}),
        ("any(a, all(b, c))", {"c": "F"}, {"a"}),
        ("at_least(2, a, b, all(c, d))", {"d": "F"}, {"a", "b"}),
        ("waive(a, all(b, c))", {"b": "F"}, {"a"}),
        ("when(a, b)", {"a": "F"}, set()),
        ("when(a, b)", {"a": "T"}, {"b"}),
        ("when(a, b)", {}, {"a", "b"}),
        ("all(a, b)", {"b": "F"}, set()),
    ],
)
def test_which_leaves_matter(text, truths, expected):
    assert set(mattering(judged(text, **truths))) == expected


@pytest.mark.parametrize(
    ("text", "truths", "expected"),
    [
        ("when(a, b)", {"a": "F"}, {"b"}),
        ("when(a, b)", {"a": "T"}, set()),
        ("when(a, b)", {}, set()),
        ("when(when(a, b), c)", {"a": "F"}, {"b", "c"}),
        ("all(when(a, all(b, c)), c)", {"a": "F"}, {"b"}),
        ("when(a, when(b, c))", {"a": "F", "b": "T"}, {"b", "c"}),
    ],
)
def test_what_is_not_asked(text, truths, expected):
    places = list(unasked(judged(text, **truths)))

    assert {
        name for name, _ in places if all(behind for other, behind in places if other == name)
    } == expected


@pytest.mark.parametrize(
    ("truth", "needed", "barring"), [(T, T, T), (F, F, F), (N, T, F), (T | N, T, UNSURE), (F | N, UNSURE, F)]
)
def test_roots(truth, needed, barring):
    tree = judge_tree(Leaf("a"), lambda _: truth, lambda _: None)

    assert (require_root(tree), exclude_root(tree)) == (needed, barring)


def test_no_tree_requires_and_excludes_nothing():
    assert (require_root(None), exclude_root(None)) == (T, F)
