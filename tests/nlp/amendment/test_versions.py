"""Two versions of our own policy: what an official would say changed, and which signatures stand."""

from dataclasses import replace

import pytest

from domain.amendment import Fate, Renumbered, TreeFate, counts
from domain.errors import InputError
from domain.period import parse_period
from domain.policy import Review, Span
from domain.reading_file import read_reading
from domain.tree import parse_tree
from nlp.amendment import compare
from nlp.amendment.compare import MOST
from tests import make
from tests.nlp.amendment.versions import new_version, old_version


@pytest.fixture(scope="module")
def amended():
    return compare(old_version(), new_version())


def by_old(changes):
    """Changes by the id of what was there before."""
    return {one.old.part.id: one for one in changes if one.old}


def test_every_criterion_has_the_fate_an_official_sees(amended):
    found = by_old(amended.criteria)
    pairs = {
        "c1": "n1", "c2": "n2", "c3": "n4", "c5": "n5", "c6": "n6", "c8": "n8", "c9": "n9", "c10": "n10",
    }  # fmt: skip
    assert {old: found[old].new.part.id for old in pairs} == pairs
    assert {found[old].fate for old in pairs} == {Fate.KEPT}
    assert (found["c4"].fate, found["c4"].new.part.id) == (Fate.CHANGED, "n3")
    assert {old for old, one in found.items() if one.fate is Fate.GONE} == {"c7", "c11"}
    assert [one.new.part.id for one in amended.criteria if one.fate is Fate.NEW] == ["n7", "n11"]


def test_a_change_says_from_what_to_what(amended):
    (apart,) = by_old(amended.criteria)["c4"].differences
    assert (apart.key, apart.old, apart.new) == ("value", "300万元", "500万元")


def test_one_of_two_that_changed_places_has_moved(amended):
    moved = {one.old.part.id for one in amended.criteria if one.moved}
    assert moved in ({"c3"}, {"c4"})


def test_what_is_gone_stands_where_it_stood(amended):
    order = [(one.new or one.old).part.id for one in amended.criteria]
    assert order.index("n6") < order.index("c7") < order.index("n8")


def test_articles_are_renumbered(amended):
    assert amended.renumbered == (
        Renumbered("第三条", "第四条", 6),
        Renumbered("第四条", "第五条", 1),
        Renumbered("第五条", "第六条", 1),
        Renumbered("第六条", "第七条", 1),
        Renumbered("第七条", "第八条", 2),
        Renumbered("第八条", "第九条", 1),
    )


def test_benefits_windows_and_the_document(amended):
    said = [(one.fate, (one.new or one.old).part.span.quote) for one in amended.benefits]
    assert said == [
        (Fate.CHANGED, "按设备投资的10%给予补助，最高300万元"),
        (Fate.KEPT, "一次性奖励30万元"),
        (Fate.GONE, "补贴比例为保费的50%"),
        (Fate.NEW, "由县里免费提供诊断服务"),
    ]
    (cap,) = amended.benefits[0].differences
    assert (cap.key, cap.old, cap.new) == ("cap", "200万元", "300万元")
    assert [one.fate for one in amended.windows] == [Fate.KEPT]
    assert [one.key for one in amended.document] == ["title"]


def test_items_and_their_signatures(amended):
    works, factory, advised, insured = amended.items
    assert [one.fate for one in amended.items] == [Fate.CHANGED, Fate.KEPT, Fate.NEW, Fate.GONE]
    assert (works.tree, factory.tree) == (TreeFate.MEMBERS, TreeFate.SAME)
    assert factory.signature.stays
    assert not works.signature.stays
    assert set(works.signature.why) == {"条件〔n3〕修改", "条件〔n7〕新增", "旧版条件〔c7〕删去", "支持修改"}
    assert (insured.signature.stays, insured.signature.why) == (False, ("事项已删去",))
    assert advised.signature is None


def test_counts_name_every_fate(amended):
    assert counts(amended.criteria) == {Fate.KEPT: 8, Fate.CHANGED: 1, Fate.NEW: 2, Fate.GONE: 2}
    assert counts(()) == dict.fromkeys(Fate, 0)


def changed(**item_changes):
    """The old version with its second item changed."""
    old = old_version()
    first, second, third = old.items
    return replace(old, items=(first, replace(second, **item_changes), third))


def leaf_changed(**changes):
    """The old version with the first criterion of its second item changed."""
    second = old_version().items[1]
    return changed(criteria=(replace(second.criteria[0], **changes), second.criteria[1]))


OLD = old_version()
SPAN = OLD.items[1].criteria[0].span
IN_ITEM = Span(OLD.items[1].start + 1, OLD.items[1].start + 3, "七条")


@pytest.mark.parametrize(
    ("new", "why"),
    [
        (OLD, ()),
        (changed(name="智能工厂一次性奖励"), ("事项名称改动",)),
        (changed(require=parse_tree("any(c9, c10)")), ("条件的组合方式改变",)),
        (
            changed(require=None, exclude=parse_tree("all(c9, c10)")),
            ("条件〔c9〕修改", "条件〔c10〕修改", "条件的组合方式改变"),
        ),
        (changed(require=parse_tree("all(c10, all(c9))")), ()),
        (changed(stacking=(SPAN,)), ("不重复享受的规定改动",)),
        (changed(prefer=(SPAN,)), ("优先条件改动",)),
        (changed(windows=OLD.items[0].windows), ("申报期新增",)),
        (changed(benefits=()), ("支持删去",)),
        (leaf_changed(level="省级"), ("条件〔c9〕修改",)),
        (leaf_changed(period=parse_period("now")), ("条件〔c9〕修改",)),
        (leaf_changed(check=True), ("条件〔c9〕在新版中标为需复核",)),
        (leaf_changed(flags=("period_assumed",)), ()),
        (leaf_changed(span=replace(SPAN, quote="已经通过市级以上智能工厂认定")), ("条件〔c9〕原文措辞改动",)),
        (leaf_changed(span=replace(SPAN, quote="已 通过市级以上智能工厂认定", start=0)), ()),
        (leaf_changed(span=replace(SPAN, quote=f"第九条 {SPAN.quote}")), ()),
        (replace(OLD, region="雁北区"), ("文件适用地区改动",)),
        (replace(OLD, title="新办法", doc_no="云府〔2026〕1号"), ()),
        (replace(OLD, review=(Review(IN_ITEM, "没有读成条件"),)), ("新版有待核文字",)),
        (replace(OLD, review=(Review(Span(0, 2, "云雁"), "没有读成条件"),)), ()),
    ],
    ids=[
        "equal", "name", "any for all", "bar for need", "same tree in other words", "stacking", "preference",
        "window", "no benefit", "level", "period", "check", "flag", "wording", "blank",
        "number of the article", "region", "title", "review inside", "review outside",
    ],
)  # fmt: skip
def test_a_signature_stays_only_where_nothing_is_another(new, why):
    (change,) = [one for one in compare(OLD, new).items if one.old and one.old.id == "i2"]
    assert change.signature.why == why
    assert change.signature.stays is (not why)


def test_what_is_no_policy_is_refused():
    many = make.policy(make.item(*(make.criterion(f"c{n}", op="ge", value=n) for n in range(MOST + 1))))
    with pytest.raises(InputError, match=f"{MOST + 1} 个条件"):
        compare(OLD, many)


def test_what_was_left_to_a_person_before_is_no_reason():
    seen = replace(OLD, review=(Review(IN_ITEM, "没有读成条件"),))
    amended = compare(seen, seen)
    assert amended.review_new == amended.review_gone == ()
    assert all(item.signature.stays for item in amended.items)


def test_the_rules_of_2022_and_2026(shared):
    """Texts 023 and S01: what the labels say of both is compared; 小巨人 is not in the old excerpt."""
    labels = shared / "corpus/labels"
    old = read_reading(labels / "023_zjtx-2022-annex2-three-conditions-quote.json")
    new = read_reading(labels / "S01_tier-rules-2026-in-report.json")

    amended = compare(old, new)

    found = {one.old.part.id: one for one in amended.criteria if one.old}
    pairs = {"c1": "c11", "c2": "c3", "c3": "c4", "c4": "c1"}
    assert {key: found[key].new.part.id for key in pairs} == pairs
    assert {found[key].fate for key in pairs} == {Fate.CHANGED}
    assert {key for key, one in found.items() if one.fate is Fate.GONE} == {"c5", "c6"}
    assert {apart.key: (apart.old, apart.new) for apart in found["c4"].differences} == {
        "value": ("1000万元", "1500万元")
    }
    assert [one.fate for one in amended.items] == [Fate.CHANGED, Fate.NEW]
