"""Titles, platforms, awards: names, levels, terms, windows, counts, "none else"; and `has` without names."""

from datetime import date

import pytest

from tests.make import company, criterion, fact, title
from tests.matching.asking import leaf, says

HNTE, GIANT, CENTRE = "高新技术企业", "专精特新“小巨人”企业", "企业技术中心"
NONE_ELSE = fact("title", False, "now")


def has(*values, feature="title", **more):
    """A `has` criterion."""
    return criterion("c1", "has", feature, values=values, **more)


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        (HNTE, HNTE),
        (HNTE, "“高新技术企业”"),
        (HNTE, "高新 技术企业"),
        (HNTE, "国家高新技术企业"),
        ("国家级高新技术企业", HNTE),
        ("专精特新小巨人企业", GIANT),
        ("江苏省瞪羚企业", "瞪羚企业"),
        ("瞪羚企业", "苏州市瞪羚企业"),
    ],
)
def test_names(asked, held):
    one = has(asked)
    holder = company(titles=(title(held, "国家级", "2025-01-01", "2027-12-31"),))

    assert says(one, holder) == "T"


def test_another_name_is_no_entry():
    holder = company(titles=(title(HNTE, "国家级", "2025-01-01", "2027-12-31"),))

    assert says(has(GIANT), holder) == "U"
    assert says(has(GIANT), company(NONE_ELSE, titles=holder.titles)) == "F"


@pytest.mark.parametrize(
    ("asked", "level", "held", "held_level", "expected"),
    [
        (CENTRE, "省级", CENTRE, "省级", "T"),
        (CENTRE, "省级", CENTRE, "国家级", "T"),
        (CENTRE, "省级", CENTRE, "省部级", "T"),
        (CENTRE, "省级", CENTRE, "部级", "T"),
        (CENTRE, "省级", CENTRE, "市级", "F"),
        (CENTRE, "国家级", CENTRE, "省级", "F"),
        (CENTRE, "市级", CENTRE, "区县级", "F"),
        (CENTRE, "区县级", CENTRE, "区级", "T"),
        (CENTRE, "区县级", CENTRE, "县级", "T"),
        (CENTRE, "省级", "省级企业技术中心", None, "T"),
        (CENTRE, "省级", "江苏省企业技术中心", None, "T"),
        (CENTRE, "省级", "苏州市企业技术中心", None, "F"),
        (CENTRE, "省级", "市级企业技术中心", None, "F"),
        (CENTRE, "省级", "国家企业技术中心", None, "T"),
        (CENTRE, "省级", CENTRE, None, "U"),
        (CENTRE, None, CENTRE, None, "T"),
        ("省级企业技术中心", None, CENTRE, "市级", "F"),
        ("省级企业技术中心", None, CENTRE, "省级", "T"),
        (HNTE, "国家级", HNTE, None, "T"),
        (HNTE, "国家级", HNTE, "市级", "F"),
    ],
)
def test_levels(asked, level, held, held_level, expected):
    one = has(asked, level=level)

    assert says(one, company(titles=(title(held, held_level, "2025-01-01", "9999-12-31"),))) == expected


@pytest.mark.parametrize(
    ("name", "start", "end", "expected"),
    [
        (HNTE, "2024-01-01", "2026-05-10", "T"),
        (HNTE, "2024-01-01", "2026-05-09", "F"),
        (HNTE, "2026-05-10", "2029-05-09", "T"),
        (HNTE, "2026-05-11", "2029-05-10", "F"),
        (HNTE, None, "2026-05-10", "T"),
        (HNTE, "2023-05-11", None, "T"),
        (HNTE, "2023-05-10", None, "F"),
        (GIANT, "2023-05-11", None, "T"),
        (GIANT, "2023-05-10", None, "F"),
        (HNTE, None, None, "U"),
        (CENTRE, "1999-01-01", None, "T"),
        (CENTRE, None, None, "T"),
        ("院士工作站", "2024-01-01", None, "T"),
        ("瞪羚企业", "2026-01-01", None, "U"),
        ("瞪羚企业", "2026-06-01", None, "F"),
        ("瞪羚企业", "2020-01-01", "9999-12-31", "T"),
    ],
)
def test_now(name, start, end, expected):
    assert says(has(name), company(titles=(title(name, None, start, end),))) == expected


def test_an_entry_over_is_false_even_without_none_else_and_another_may_count():
    over = title(HNTE, "国家级", "2020-01-01", "2022-12-31")
    valid = title(HNTE, "国家级", "2024-01-01", "2026-12-31")

    assert says(has(HNTE), company(titles=(over,))) == "F"
    assert says(has(HNTE), company(titles=(over, valid))) == "T"
    assert says(has(HNTE, GIANT), company(titles=(over,))) == "U"
    assert says(has(HNTE, GIANT), company(NONE_ELSE, titles=(over,))) == "F"


@pytest.mark.parametrize(
    ("period", "start", "expected"),
    [
        ("rolling 36m", "2023-05-10", "T"),
        ("rolling 36m", "2023-05-09", "U"),
        ("since 2008-01-01", "2008-01-01", "T"),
        ("since 2008-01-01", "2007-12-31", "U"),
        ("fy1", "2025-12-31", "T"),
        ("fy1", "2026-01-01", "U"),
        ("year 2024", "2024-02-01", "T"),
        ("ever", "1999-01-01", "T"),
        ("ever", "2026-05-11", "U"),
        ("ever", None, "T"),
        ("rolling 36m", None, "U"),
    ],
)
def test_windows_ask_when_it_was_got(period, start, expected):
    one = has(HNTE, period=period)

    assert says(one, company(titles=(title(HNTE, "国家级", start, "2020-12-31"),))) == expected


def test_outside_the_window_is_false_only_with_none_else():
    old = (title(HNTE, "国家级", "2010-01-01"),)

    assert says(has(HNTE, period="rolling 36m"), company(NONE_ELSE, titles=old)) == "F"


@pytest.mark.parametrize("feature", ["award", "contest"])
def test_an_award_once_won_counts_now(feature):
    one = has("科技进步奖", feature=feature, level="省级")

    assert says(one, company(titles=(title("科技进步奖", "省级", "2001-01-01", "2001-01-01"),))) == "T"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([fact("title", [], "now")], "F"),
        ([fact("title", ["瞪羚企业"], "now")], "F"),
        ([fact("title", ["高新技术企业"], "now")], "T"),
        ([fact("title", False, "2025")], "F"),
        ([fact("title", False, "2024")], "U"),
        ([fact("title", False, "2026-01-01")], "F"),
        ([fact("title", False, "2026-05-11")], "U"),
        ([fact("title", True, "now")], "U"),
        ([fact("platform", False, "now")], "U"),
        ([fact("title", None, "now", status="not_applicable")], "P"),
        ([fact("title", False, "2026-01-01"), fact("title", True, "2026-02-01")], "U"),
    ],
    ids=[
        "empty-list",
        "list-of-others",
        "named-in-the-list",
        "year-end",
        "stale",
        "day",
        "day-to-come",
        "something",
        "another-feature",
        "not-applicable",
        "something-since",
    ],
)
def test_none_else_now(facts, expected):
    assert says(has(HNTE), company(*facts)) == expected


@pytest.mark.parametrize(
    ("period", "facts", "expected"),
    [
        ("ever", [fact("title", False, "now")], "F"),
        ("ever", [fact("title", False, "2024")], "U"),
        ("ever", [fact("title", [], "2025-12-31")], "F"),
        ("ever", [fact("title", ["高新技术企业"], "now")], "T"),
        ("rolling 36m", [fact("title", ["高新技术企业"], "now")], "U"),
        ("fy1", [fact("title", False, "2025")], "F"),
        ("fy2 each", [fact("title", False, "2025")], "F"),
        ("rolling 3m", [fact("title", False, "2025-12-31")], "F"),
        ("rolling 3m", [fact("title", False, "2025-12-30")], "U"),
    ],
)
def test_none_else_covers_the_window(period, facts, expected):
    assert says(has(HNTE, period=period), company(*facts)) == expected


TWO = (
    title("瞪羚企业", "省级", "2024-01-01", "2027-01-01"),
    title("独角兽企业", "省级", "2024-01-01", "2027-01-01"),
)
UNSURE = title("瞪羚企业", "省级", "2024-01-01")


@pytest.mark.parametrize(
    ("op", "value", "titles", "facts", "expected"),
    [
        ("ge", "2", TWO, (), "T"),
        ("ge", "3", TWO, (), "U"),
        ("ge", "3", TWO, (NONE_ELSE,), "F"),
        ("le", "2", TWO, (), "U"),
        ("le", "2", TWO, (NONE_ELSE,), "T"),
        ("le", "1", TWO, (), "F"),
        ("lt", "2", TWO, (), "F"),
        ("eq", "2", TWO, (NONE_ELSE,), "T"),
        ("eq", "2", TWO, (), "U"),
        ("eq", "1", TWO, (), "F"),
        ("gt", "1", TWO, (), "T"),
        ("gt", "2", TWO, (NONE_ELSE,), "F"),
        ("lt", "3", TWO, (NONE_ELSE,), "T"),
        ("lt", "3", TWO, (), "U"),
        ("ge", "1", (UNSURE,), (NONE_ELSE,), "U"),
        ("ge", "2", (UNSURE,), (NONE_ELSE,), "F"),
        ("ge", "2", (UNSURE, TWO[1]), (), "U"),
        ("ge", "2", (TWO[0], TWO[0]), (), "T"),
        ("ge", "1", (), (fact("title", ["瞪羚企业"], "now"),), "T"),
        ("ge", "2", (TWO[0],), (fact("title", ["瞪羚企业"], "now"),), "F"),
        ("ge", "2", (TWO[0],), (fact("title", ["市级瞪羚企业", "瞪羚企业"], "now"),), "T"),
        ("ge", "3", (TWO[0],), (fact("title", ["市级瞪羚企业", "瞪羚企业"], "now"),), "F"),
        ("ge", "2", (UNSURE, TWO[0]), (fact("title", ["瞪羚企业"], "now"),), "U"),
        ("ge", "2", (TWO[0], UNSURE), (fact("title", ["瞪羚企业"], "now"),), "U"),
    ],
)
def test_counts(op, value, titles, facts, expected):
    one = has("瞪羚企业", "独角兽企业", op=op, value=value, unit="count")

    assert says(one, company(*facts, titles=titles)) == expected


@pytest.mark.parametrize(
    ("op", "value", "attribute", "expected"),
    [
        ("ge", "5", "distance", 3),
        ("ge", "1", "margin", 1),
        ("le", "1", "distance", 1),
        ("le", "3", "margin", 1),
    ],
)
def test_distance_of_a_count(op, value, attribute, expected):
    verdict = leaf(has("瞪羚企业", "独角兽企业", op=op, value=value), company(NONE_ELSE, titles=TWO))

    assert getattr(verdict, attribute) == expected


@pytest.mark.parametrize(
    ("one", "facts", "expected"),
    [
        (has(feature="any_ip"), [fact("any_ip", "1", "now")], "T"),
        (has(feature="any_ip"), [fact("any_ip", "0", "now")], "F"),
        (has(feature="any_ip"), [], "U"),
        (has(feature="rd_expense"), [fact("rd_expense", "1")], "T"),
        (has(feature="equity_raised"), [fact("equity_raised", "1")], "T"),
        (has(feature="talent"), [fact("talent", True, "now")], "T"),
        (has(feature="talent"), [fact("talent", False, "now")], "F"),
        (has(feature="talent"), [fact("talent", "2", "now")], "T"),
        (has(feature="talent"), [fact("talent", ["院士团队"], "now")], "T"),
        (has(feature="talent"), [fact("talent", [], "now")], "F"),
        (has(feature="talent", level="省级"), [fact("talent", True, "now")], "U"),
        (has(feature="prior_support"), [fact("prior_support", True, "2019-01-01")], "T"),
        (has(feature="prior_support"), [fact("prior_support", False, "now")], "F"),
        (has(feature="prior_support"), [fact("prior_support", False, "2019")], "U"),
        (has(feature="award"), [fact("award", True, "2003-01-01")], "T"),
        (has(feature="talent", period="fy1"), [fact("talent", ["院士团队"], "2025")], "U"),
        (has(feature="talent", period="fy1"), [fact("talent", [], "2025")], "F"),
        (
            has(feature="government_project", op="ge", value="2"),
            [fact("government_project", "2", "now")],
            "T",
        ),
        (
            has(feature="government_project", op="ge", value="2"),
            [fact("government_project", ["甲", "乙"], "now")],
            "T",
        ),
        (
            has(feature="government_project", op="ge", value="1"),
            [fact("government_project", False, "now")],
            "F",
        ),
        (has(feature="government_project", op="ge", value="1"), [], "U"),
    ],
)
def test_without_names(one, facts, expected):
    assert says(one, company(*facts)) == expected


NOT_ASKED = {"value": None, "period": "now", "status": "not_applicable"}


@pytest.mark.parametrize(
    ("one", "facts", "expected"),
    [
        (
            has(HNTE, feature="prior_support", op="ge", value="3", phrase="乙事", period="ever"),
            [fact("prior_support", False, "now"), fact("prior_support", phrase="乙事", **NOT_ASKED)],
            "P",
        ),
        (
            has(HNTE, feature="prior_support", op="ge", value="3", phrase="乙事", period="ever"),
            [fact("prior_support", False, "now", phrase="乙事"), fact("prior_support", **NOT_ASKED)],
            "F",
        ),
        (
            has(CENTRE, feature="platform", level="省级", period="ever"),
            [fact("platform", [CENTRE], "now"), fact("platform", **NOT_ASKED)],
            "U",
        ),
        (has(CENTRE, feature="platform", level="省级", period="ever"), [fact("platform", **NOT_ASKED)], "P"),
    ],
    ids=["own-wording-not-applicable", "own-wording-none", "level-lacks-too", "nothing-else-lacks"],
)
def test_not_applicable_beside_other_facts(one, facts, expected):
    assert says(one, company(*facts)) == expected


def test_what_does_not_apply_decides_only_what_lacks():
    beside = fact("title", None, "now", status="not_applicable")
    unsure = title(CENTRE, None, "2025-01-01")

    assert says(has(CENTRE, level="省级"), company(beside, titles=(unsure,))) == "U"
    assert says(has(CENTRE, level="省级"), company(beside)) == "P"
    assert says(has(HNTE), company(beside, titles=(title(HNTE, None, "2025-01-01"),))) == "T"
    assert says(has(HNTE, period="ever"), company(beside)) == "P"
    assert (
        says(has(HNTE, period="ever"), company(fact("title", None, "2024", status="not_applicable"))) == "U"
    )


@pytest.mark.parametrize(
    ("op", "value", "expected"), [(None, None, "T"), ("ge", "1", "T"), ("le", "1", "T"), ("ge", "2", "F")]
)
def test_a_list_settles_a_title_whose_end_is_not_known(op, value, expected):
    listed = fact("title", ["瞪羚企业"], "now")

    assert says(has("瞪羚企业", op=op, value=value), company(listed, titles=(UNSURE,))) == expected


def test_none_else_shows_its_source():
    assert "年报" in leaf(has(HNTE), company(NONE_ELSE)).have


def test_the_titles_of_the_firm_stand_in_the_reason():
    verdict = leaf(has(HNTE), company(titles=(title(HNTE, "国家级", "2020-01-01", "2022-12-31"),)))

    assert "2022-12-31" in verdict.have
    assert verdict.cure == "paper"


def test_a_term_ends_a_day_short():
    held = company(titles=(title(HNTE, None, "2024-02-29"),))

    assert says(has(HNTE), held, date(2027, 2, 27)) == "T"
    assert says(has(HNTE), held, date(2027, 2, 28)) == "F"
