"""What changed between two versions, in lines for people and as JSON."""

from dataclasses import replace

import pytest

from api import amendment_text
from api.amendment_text import difference_text, notes, part_text
from api.wire.amendment import AmendmentWire, amendment_json
from domain.amendment import Change, Difference, Fate, Placed, Role
from nlp.amendment import compare
from nlp.amendment.differences import _SUMS
from tests import make
from tests.nlp.amendment.versions import new_version, old_version

OLD, NEW = old_version(), new_version()


@pytest.mark.parametrize(
    ("difference", "text"),
    [
        (Difference("value", "300万元", "500万元"), "数值：300万元 → 500万元"),
        (Difference("level", None, "省级"), "级别：（无） → 省级"),
        (Difference("cap", "200万元", None), "上限：200万元 → （无）"),
    ],
)
def test_a_difference_in_one_line(difference, text):
    assert difference_text(difference) == text


def test_every_key_that_may_differ_has_a_name():
    assert set(_SUMS) <= set(amendment_text._KEYS)
    for new in (NEW, replace(NEW, region="乙县", items=NEW.items[:1])):
        found = compare(OLD, new)
        for one in (*found.document, *(d for c in found.criteria for d in c.differences)):
            assert difference_text(one)


@pytest.mark.parametrize(
    ("part", "text"),
    [
        (make.criterion(op="ge", value="2000000", period="fy1"), "〔c1〕上一年度营业收入不低于200万元"),
        (make.benefit("award", "100000"), "奖励 10 万元"),
        (make.window("--03-01", "--03-31", yearly=True), "每年3月1日至3月31日"),
        (make.window("2026-03-01", None, yearly=True), "2026年3月1日至不限（每年）"),
    ],
)
def test_parts_in_one_line(part, text):
    assert part_text(Placed(part, "i1", None)) == text


def test_notes_name_article_place_and_wording():
    old, new = (Placed(make.criterion(op="ge", value=1), "i1", one) for one in ("第三条", "第四条"))
    change = Change(Fate.KEPT, old, new, moved=True, reworded=True)
    assert notes(change) == ["第三条 → 第四条", "位置变动", "原文措辞改动"]
    assert notes(Change(Fate.NEW, None, new)) == []


def test_json_holds_every_part_with_both_places():
    said = amendment_json(compare(OLD, NEW))

    assert AmendmentWire.model_validate(said).model_dump() == said
    assert said["counts"]["criteria"] == {"kept": 8, "changed": 1, "new": 2, "gone": 2}
    (one,) = [one for one in said["criteria"] if one["fate"] == "changed"]
    assert OLD.text[one["old"]["start"] : one["old"]["end"]] == one["old"]["quote"]
    assert NEW.text[one["new"]["start"] : one["new"]["end"]] == one["new"]["quote"]
    assert one["differences"] == [{"key": "value", "old": "300万元", "new": "500万元"}]
    assert (one["old"]["article"], one["old"]["roles"]) == ("第三条", [Role.REQUIRE.value])
    assert [item["signature"] and item["signature"]["stays"] for item in said["items"]] == [
        False,
        True,
        None,
        False,
    ]
    assert said["renumbered"][0] == {"old": "第三条", "new": "第四条", "parts": 6}
