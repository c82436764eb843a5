"""A register against items: as `judge` says of each pair, pivots by brute force, near misses, bare ids."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import InputError
from domain.policy import Kind
from matching.judge import judge
from matching.register import match
from matching.verdict import Cure, Outcome
from tests.make import ON, company, criterion, fact, finding, item, policy

CRITERIA = (
    criterion("c1", "compare", "revenue", "ge", "100"),
    criterion("c2", "compare", "employees", "ge", "10"),
    criterion("c3", "in", "region", values=("元氏县",)),
    criterion("c4", "compare", "rd_intensity", "ge", "0.03"),
    criterion("c5", "manual", "other", phrase="领先"),
)
FACTS = (
    fact("revenue", "100"),
    fact("revenue", "1"),
    fact("employees", "10"),
    fact("employees", "1"),
    fact("rd_expense", "3"),
    fact("rd_expense", "1"),
    fact("region", "130132", "now"),
    fact("region", "130102", "now"),
)
TREES = (
    "all(c1, c2)",
    "all(c1, c2, c3, c4)",
    "any(c1, all(c2, c3))",
    "at_least(2, c1, c2, c3)",
    "all(waive(c1, c2), c4)",
    "all(when(c1, c2), c3)",
    "all(not(c1), c2)",
    "all(c5, any(c1, c4))",
)


def document(require, exclude=None, doc_id="d"):
    """A policy of one item."""
    return policy(item(*CRITERIA, require=require, exclude=exclude), doc_id=doc_id)


firms = st.lists(st.sampled_from(FACTS), unique=True, max_size=6).map(lambda facts: company(*facts))


@settings(deadline=None)
@given(st.lists(firms, max_size=3), st.sampled_from(TREES), st.sampled_from([None, "c2", "any(c2, c4)"]))
def test_match_says_what_judge_says(register, require, exclude):
    documents = [document(require, exclude, "d"), document("c1", None, "e")]
    pairs = list(match(documents, register, ON))

    assert len(pairs) == 2 * len(register)
    for pair, (firm, one) in zip(pairs, ((firm, one) for firm in register for one in documents), strict=True):
        found = judge(one, one.items[0], firm, ON)
        assert (pair.doc_id, pair.item_id) == (one.doc_id, "i1")
        assert (pair.company, pair.name) == (firm.key, firm.name)
        assert (pair.outcome, pair.missing, pair.amount) == (found.outcome, found.missing, found.amount)


def turned(one, leaf_id):
    """The document in which a person has found the leaf true: nothing else can turn it."""
    entry = one.items[0]
    criteria = tuple(replace(c, kind=Kind.MANUAL) if c.id == leaf_id else c for c in entry.criteria)
    return replace(one, items=(replace(entry, criteria=criteria),))


@settings(deadline=None)
@given(firms, st.sampled_from(TREES))
def test_pivots_by_brute_force(firm, require):
    one = document(require)
    (pair,) = match([one], [firm], ON)
    lifted = set()
    for leaf in judge(one, one.items[0], firm, ON).leaves:
        other = turned(one, leaf.id)
        found = judge(other, other.items[0], replace(firm, findings=(finding(leaf.id),)), ON)
        if leaf.result != "true" and found.outcome is not Outcome.FAILS:
            lifted.add(leaf.id)

    assert set(pair.pivots) == (lifted if pair.outcome is Outcome.FAILS else set())


LOW_SALES, LOW_STAFF = fact("revenue", "1"), fact("employees", "1")


@pytest.mark.parametrize(
    ("require", "facts", "pivots", "near"),
    [
        ("all(c1, c2)", (LOW_SALES,), ("c1",), "c1"),
        ("all(c1, c2)", (LOW_SALES, LOW_STAFF), (), None),
        ("any(c1, c2)", (LOW_SALES, LOW_STAFF), ("c1", "c2"), "c1"),
        ("at_least(2, c1, c2, c4)", (LOW_SALES, LOW_STAFF), ("c1", "c2"), "c1"),
        ("all(c3, c2)", (fact("region", "130102", "now"),), ("c3",), None),
        ("any(c3, c2)", (fact("region", "130102", "now"), LOW_STAFF), ("c2", "c3"), "c2"),
        ("all(c1, c2)", (), (), None),
        ("all(not(c1), c2)", (fact("revenue", "100"),), (), None),
    ],
)
def test_pivots_and_near_misses(require, facts, pivots, near):
    (pair,) = match([document(require)], [company(*facts)], ON)

    assert (pair.pivots, pair.near) == (pivots, near)


def test_a_leaf_that_would_bar_lifts_nothing():
    (pair,) = match([document("c1", "c1")], [company(LOW_SALES)], ON)

    assert pair.pivots == ()


def test_a_scoring_table_is_a_pivot_as_its_rows_are():
    table = criterion("c9", "manual", "total_score", rows=(("c1", "10"),), pass_mark="10")
    one = policy(item(*CRITERIA, table, require="points(c9)"))
    (pair,) = match([one], [company(LOW_SALES)], ON)

    assert pair.pivots == ("c1", "c9")


def test_a_pivot_behind_a_scope_is_seen():
    (pair,) = match([document("all(when(c1, c2), c3)")], [company(fact("revenue", "100"), LOW_STAFF)], ON)

    assert pair.pivots == ("c2",)


@pytest.mark.parametrize(
    ("documents", "named", "refused"),
    [
        (("d",), "i1", False),
        (("d", "e"), "i1", True),
        (("d", "e"), "d.i1", False),
        (("d", "e"), "f.i1", False),
    ],
)
def test_bare_ids_are_refused_with_several_documents(documents, named, refused):
    firm = company(findings=(finding("c5", item=named),))
    run = match([document("c5", doc_id=doc_id) for doc_id in documents], [firm], ON)

    if refused:
        with pytest.raises(InputError, match="文档编号"):
            list(run)
    else:
        assert len(list(run)) == len(documents)


def test_a_finding_decides_only_its_own_document():
    firm = company(findings=(finding("c5", item="d.i1"),))
    classes = [pair.outcome for pair in match([document("c5"), document("c5", doc_id="e")], [firm], ON)]

    assert classes == ["fits", "needs_check"]


def test_the_cure_decides_who_is_near():
    assert Cure.NONE in set(Cure)
    (pair,) = match([document("all(c4, c1)")], [company(fact("revenue", "100"), fact("rd_expense", "1"))], ON)

    assert pair.near == "c4"
