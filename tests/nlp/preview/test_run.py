"""A library read with both word lists: real readers in processes of their own."""

from __future__ import annotations

from datetime import date

import pytest

from domain.errors import InputError
from nlp.preview.difference import Kind
from nlp.preview.proposal import AliasChange, ChangeFile, Proposal, of_change
from nlp.preview.run import Document, files_below, preview
from nlp.read import read_text
from nlp.resources import data_text

TEXT = (
    "某县奖励办法\n一、申报条件\n申报企业应当符合下列条件：\n"
    "（一）上年度营业总额不低于1000万元；\n（二）具有独立法人资格。\n"
)
SENTENCE = "上年度营业总额不低于1000万元"


def alias(word="营业总额", **more):
    one = AliasChange(feature="revenue", add=[word], test=SENTENCE, **more)
    return of_change(ChangeFile(date=date(2026, 11, 25), source="试", changes=[one]))


def test_a_new_alias_shows_the_leaf_it_changes_and_leaves_this_process_alone():
    found = preview(alias(not_test="上年度建筑总额不低于1000万元"), [Document("t", text=TEXT)])

    (one,) = found.found
    assert (one.kind, one.doc_id) == (Kind.CHANGED, "t")
    assert TEXT[one.quote.start : one.quote.end] == one.quote.quote
    assert (one.before.feature, one.after.feature) == ("other", "revenue")
    assert [checked.kept for checked in found.claims] == [True, True]
    assert not found.claims[0].held
    assert not found.broken
    assert {one.feature for one in read_text(TEXT, doc_id="t").criteria()} == {"other", "legal_person"}


def test_a_sentence_that_does_not_read_as_claimed_and_one_that_breaks_are_said():
    removed = AliasChange(feature="debt_ratio", remove=["资产负债率", "负债率"], test=SENTENCE)
    proposal = of_change(ChangeFile(date=date(2026, 11, 25), source="试", changes=[removed]))

    found = preview(proposal, [Document("t", text=TEXT)])

    assert not found.claims[0].kept
    assert "debt_ratio" in {one.claim.feature for one in found.broken}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("date: 2026-11-25\n", "source"),
        (data_text("words.yaml").replace("lead_end: [", "lead_end: ['(', "), "写错"),
    ],
    ids=["a key missing", "a pattern that is none"],
)
def test_word_lists_that_cannot_be_used_are_refused(text, said):
    with pytest.raises(InputError, match=said):
        preview(Proposal({"words.yaml": text}, ()), [Document("t", text=TEXT)])


def test_a_file_that_cannot_be_read_does_not_stop_the_others(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\0\1\2" * 99)
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")

    bad, good = preview(alias(), files_below(tmp_path, [".txt"])).documents

    assert bad.fault
    assert not bad.found
    assert (good.before, good.after, len(good.found)) == (2, 2, 1)


def test_a_folder_without_texts_is_refused(tmp_path):
    with pytest.raises(InputError, match="没有能读的文件"):
        files_below(tmp_path, [".txt"])
