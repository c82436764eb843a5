"""Two readings of one text compared: what came, went, changed, and how leaves that stay are combined."""

from __future__ import annotations

from dataclasses import replace

from domain.policy import Review, Span
from domain.tree import parse_tree
from nlp.preview.difference import Kind, differences
from tests import make

TEXT = "营业收入不低于200万元，研发费用不低于10万元，资产总额不低于5万元。"
REVENUE = make.criterion("c1", "compare", "revenue", op="ge", value="2000000", quote=TEXT[:13], start=0)
RD = make.criterion("c2", "compare", "rd_expense", op="ge", value="100000", quote=TEXT[14:25], start=14)
ASSETS = make.criterion("c3", "compare", "assets", op="ge", value="50000", quote=TEXT[27:36], start=27)


def policy(*criteria, require=None, review=()):
    item = replace(make.item(*criteria), require=parse_tree(require or criteria[0].id))
    return replace(make.policy(item, text=TEXT), review=tuple(review))


def kinds(before, after):
    return [(one.kind, one.quote.start) for one in differences(before, after)]


def test_other_ids_are_no_difference():
    before = policy(REVENUE, RD, require="all(c1, c2)")
    after = policy(replace(REVENUE, id="c8"), replace(RD, id="c9"), require="all(c8, c9)")

    assert not differences(before, after)


def test_a_leaf_comes_or_goes():
    one, both = (
        policy(REVENUE),
        policy(replace(RD, id="c1"), replace(REVENUE, id="c2"), require="all(c2, c1)"),
    )

    assert kinds(one, both) == [(Kind.GAINED, 14)]
    assert kinds(both, one) == [(Kind.LOST, 14)]


def test_a_leaf_at_the_same_place_with_another_feature_has_changed():
    found = differences(policy(REVENUE), policy(replace(REVENUE, feature="other", phrase="收入")))

    (one,) = found
    assert one.kind is Kind.CHANGED
    assert (one.before.feature, one.after.feature) == ("revenue", "other")


def test_leaves_that_stay_but_combine_otherwise_are_said_once():
    before = policy(REVENUE, RD, require="all(c1, c2)")
    after = policy(REVENUE, RD, ASSETS, require="all(any(c1, c2), c3)")

    assert {kind for kind, _ in kinds(before, after)} == {Kind.GAINED, Kind.LOGIC}
    assert kinds(before, policy(REVENUE, RD, ASSETS, require="all(c1, c2, c3)")) == [(Kind.GAINED, 27)]


def test_a_stretch_for_review_comes_and_goes():
    review = Review(Span(27, 36, TEXT[27:36]), "没有读明白")

    assert kinds(policy(REVENUE), policy(REVENUE, review=[review])) == [(Kind.REVIEW_GAINED, 27)]
    assert kinds(policy(REVENUE, review=[review]), policy(REVENUE)) == [(Kind.REVIEW_LOST, 27)]
