"""The words of the history for what the page itself cannot do, and for what older stores kept."""

from __future__ import annotations

import pytest

from api.console.review_history import changes_of
from domain.review import Act, Edit
from graph.review import Correction

PLACE = {"quote": "给予10万元奖励", "start": 0, "end": 8}


def done(act, before, after):
    """A correction that changed this into that."""
    return Correction(
        "d.k1",
        "d",
        "d.i1",
        1,
        act,
        "甲",
        "2026-05-01T08:00",
        "",
        before,
        after,
        "1",
        "2",
        None,
        Edit(act, "i1"),
    )


@pytest.mark.parametrize(
    ("act", "before", "after", "said"),
    [
        (
            Act.BENEFITS,
            [],
            [{"form": "award", "amount": "100000", **PLACE}],
            ("支持", "（无）", "奖励 10 万元"),
        ),
        (
            Act.WINDOWS,
            [{"from": "2026-03-01", "to": "2026-03-31", **PLACE}],
            [{"from": "2026-03-01", "to": "2026-04-30", **PLACE}],
            ("申报期", "2026年3月1日至2026年3月31日", "2026年3月1日至2026年4月30日"),
        ),
        (
            Act.REJECT,
            {"id": "c1", "kind": "state", "feature": "gone_feature", "period": None, **PLACE},
            None,
            ("条件", "原文：给予10万元奖励", "（无）"),
        ),
        (
            Act.TREE,
            {"require": "all(c1, c2)", "exclude": None},
            {"require": "any(c1, c2)", "exclude": None},
            ("条件之间的关系", "c1且c2", "（c1或c2）"),
        ),
        (Act.SETTLE, [[3, 5, "看一看"]], [], ("正文第 4–5 字（看一看）", "待核", "已看过")),
    ],
    ids=["benefits", "windows", "feature no longer known", "tree kept without leaves", "stretch by place"],
)
def test_a_change_is_said_before_and_after(act, before, after, said):
    (change,) = changes_of(done(act, before, after))

    assert (change.what, change.before, change.after) == said


def test_a_scoring_table_that_changed_is_said():
    leaf = {"id": "c1", "kind": "state", "feature": "other", "phrase": "评分", "period": None, **PLACE}
    was = {**leaf, "rows": [{"when": "c2", "points": "5"}], "pass": "60"}
    now = {**leaf, "rows": [{"when": "c2", "points": "8"}], "pass": "60"}

    found = {change.what: (change.before, change.after) for change in changes_of(done(Act.CORRECT, was, now))}

    assert found["评分表"] == ("c2 得 5 分，60 分达标", "c2 得 8 分，60 分达标")
