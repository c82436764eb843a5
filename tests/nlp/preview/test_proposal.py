"""A proposed change of the word lists: what it becomes, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest
import yaml

from domain.errors import InputError, InputFaultsError
from nlp.preview.proposal import AliasChange, ChangeFile, of_change, read_proposal
from nlp.resources import features, written_out

TEST = "上年度营业总额不低于1000万元"


def change(**what):
    return ChangeFile(date=date(2026, 11, 25), source="试", changes=[AliasChange(test=TEST, **what)])


def entry(proposal, feature):
    found = yaml.safe_load(proposal.texts["features.yaml"])["features"]
    return next(one for one in found if one["id"] == feature)


def spelled(aliases):
    return {word for alias in aliases for word in written_out(alias)}


def test_one_spelling_of_a_choice_goes_and_the_others_stay():
    aliases = spelled(
        entry(of_change(change(feature="revenue", remove=["经营总收入"])), "revenue")["aliases"]
    )

    assert "经营总收入" not in aliases
    assert {"经营收入", "营业总收入"} <= aliases


def test_an_alias_is_added_and_one_removed_and_all_else_stays():
    proposal = of_change(change(feature="revenue", add=["营业总额"], remove=["营收"], not_in=["非营业总额"]))

    aliases = spelled(entry(proposal, "revenue")["aliases"])
    assert "营业总额" in aliases
    assert "营收" not in aliases
    assert entry(proposal, "revenue")["not_in"][-1] == "非营业总额"
    for one in features().features:
        if one.id != "revenue":
            assert spelled(entry(proposal, one.id)["aliases"]) == set(one.aliases)


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ({"feature": "nothing", "add": ["甲"]}, "不在词表中"),
        ({"feature": "revenue"}, "没有写改什么"),
        ({"feature": "revenue", "add": ["产值"]}, "已经是“产值”的别名"),
        ({"feature": "revenue", "remove": ["产值"]}, "不是这个指标的别名"),
    ],
    ids=["unknown feature", "nothing to do", "another's alias", "not its alias"],
)
def test_a_change_that_cannot_be_is_refused(what, said):
    with pytest.raises(InputError, match=said):
        of_change(change(**what))


def test_every_fault_of_a_file_is_named(tmp_path):
    path = tmp_path / "change.yaml"
    path.write_text(
        "date: 2026-11-25\nsource: 试\nchanges:\n"
        f"  - {{feature: revenue, remove: [甲], test: {TEST}}}\n"
        f"  - {{feature: nothing, add: [乙], test: {TEST}}}\n",
        encoding="utf-8",
    )

    with pytest.raises(InputFaultsError) as caught:
        read_proposal([path])
    assert len(caught.value.faults) == 2


def test_an_unknown_key_is_a_fault(tmp_path):
    path = tmp_path / "change.yaml"
    path.write_text("date: 2026-11-25\nsource: 试\nchanges: []\nother: 1\n", encoding="utf-8")

    with pytest.raises(InputError):
        read_proposal([path])
