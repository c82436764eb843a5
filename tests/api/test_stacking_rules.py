"""Stacking rules given by a person: what they say, and every fault with its path."""

import json
from decimal import Decimal

import pytest

from api.usecases.stacking_rules import StackingRules, read_rules, rules_of
from domain.errors import InputError, InputFaultsError, Where
from matching.stacking import Cap, Group

KNOWN = ["d.i1", "d.i2", "d.i3"]
PAIR = ["d.i1", "d.i2"]


def test_groups_and_caps():
    data = {"groups": [{"items": PAIR, "quote": "就高"}], "caps": [{"items": ["d.i3"], "most": "300000.50"}]}

    assert rules_of(data, Where(), KNOWN) == StackingRules(
        (Group(frozenset(PAIR), "就高"),), (Cap(frozenset({"d.i3"}), Decimal("300000.50")),)
    )


@pytest.mark.parametrize(("data", "groups"), [({}, None), ({"groups": None}, None), ({"groups": []}, ())])
def test_no_groups_given_is_not_an_empty_list(data, groups):
    assert rules_of(data, Where(), KNOWN) == StackingRules(groups, ())


def group(*items, **more):
    """Rules of one group."""
    return {"groups": [{"items": list(items), "quote": "就高", **more}]}


def cap(most, *items):
    """Rules of one cap."""
    return {"caps": [{"items": list(items or PAIR), "most": most}]}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ([], "位置 rules：不是对象"),
        ({"group": []}, "位置 rules.group：不认识这一项"),
        (group("d.i1"), "位置 rules.groups.0.items：事项太少；应为至少 2 个事项"),
        (group("d.i1", "d.i9"), "rules.groups.0.items：没有事项“d.i9”；应为d.i1、d.i2、d.i3"),
        (group(*PAIR, "d.i1"), "rules.groups.0.items：事项“d.i1”写了两次"),
        (group(*PAIR, quote=""), "rules.groups.0.quote：是空的"),
        ({"groups": [{"items": PAIR}]}, "rules.groups.0.quote：缺少这一项"),
        (group(*PAIR, 7), "rules.groups.0.items.2：不是文字"),
        ({"caps": [{"items": [], "most": "1"}]}, "rules.caps.0.items：事项太少；应为至少 1 个"),
        (cap(300000), "rules.caps.0.most：“300000”不是数；应为十进制数"),
        (cap(None), "rules.caps.0.most：是空的"),
        (cap("-1"), "rules.caps.0.most：“-1”不能作上限"),
        (cap("0.001"), "rules.caps.0.most：“0.001”不能作上限"),
        (cap("1E999999"), "rules.caps.0.most：“1E999999”位数过多"),
        (cap("10000000000000"), "不能作上限；应为不小于 0、至多两位小数、整数部分不超过 13 位的数"),
    ],
)
def test_each_fault_has_its_path(data, said):
    with pytest.raises(InputError) as found:
        rules_of(data, Where(path="rules"), KNOWN)

    assert said in str(found.value)


def test_all_faults_come_together_with_their_file(tmp_path):
    path = tmp_path / "rules.json"
    path.write_text(json.dumps(group("d.i8", "d.i9")), encoding="utf-8")

    with pytest.raises(InputFaultsError) as found:
        read_rules(path, KNOWN)
    assert [fault.where for fault in found.value.faults] == [Where(str(path), path="groups.0.items")] * 2
