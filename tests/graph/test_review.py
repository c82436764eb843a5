"""Corrections in the graph: nobody is overwritten, nothing is forgotten, a new reading keeps them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from domain.errors import ConflictError, InputError, NotFoundError
from domain.policy import Signature
from domain.review import Act, Edit
from graph import acts, load, reads
from graph.policy_rows import item_versions
from graph.read_policy import policy
from graph.review import correct, corrections
from tests.graph import samples

AT = "2026-05-01T08:00:00+00:00"
ITEM = "063.i1"


@pytest.fixture
def loaded(store, imported):
    """The store with the sample policy, without a signature."""
    load.load_policies(store, [samples.policy()], imported)
    return store


def version(store, item="i1"):
    """The version of an item as a person sees it now."""
    return item_versions(policy(store, "063"))[item]


def leaf(store):
    """A criterion of the first item."""
    return policy(store, "063").items[0].criteria[0]


def do(store, act, by="甲", seen=None, **changes):
    """An act on the first criterion of the first item."""
    edit = Edit(act, "i1", leaf(store).id, changes, "看错了")
    return correct(store, ITEM, edit, version=seen or version(store), by=by, at=AT)


def test_a_correction_changes_the_item_and_is_kept_with_who_and_when(loaded):
    before = leaf(loaded)
    done = do(loaded, Act.CORRECT, value="5000000")

    assert leaf(loaded).value == Decimal("5000000")
    (kept,) = corrections(loaded, ["063"])
    assert kept == done
    assert (kept.by, kept.at, kept.why, kept.n) == ("甲", AT, "看错了", 1)
    assert kept.before["value"] == str(before.value)
    assert kept.after["value"] == "5000000"
    assert kept.version_after == version(loaded)


def test_it_stands_in_the_audit_trail(loaded):
    do(loaded, Act.CORRECT, value="5000000")
    (line,) = acts.acts(loaded)

    assert (line.by, line.what, line.target) == ("甲", "更正", ITEM)
    assert "看错了" in line.detail


def test_two_people_do_not_overwrite_each_other(loaded):
    seen = version(loaded)
    do(loaded, Act.CORRECT, by="甲", seen=seen, value="5000000")

    with pytest.raises(ConflictError, match="甲") as caught:
        do(loaded, Act.CORRECT, by="乙", seen=seen, value="6000000")
    assert "2026-05-01 08:00（UTC）" in str(caught.value)
    assert leaf(loaded).value == Decimal("5000000")
    assert len(corrections(loaded, ["063"])) == 1


def test_a_signature_falls_with_a_change(loaded):
    load.sign_item(loaded, ITEM, Signature("乙", date(2026, 5, 1)))
    do(loaded, Act.CORRECT, value="5000000")

    assert next(one for one in reads.items(loaded) if one.item_id == ITEM).state == "draft"


def test_what_breaks_the_contract_leaves_no_trace(loaded):
    with pytest.raises(InputError):
        do(loaded, Act.CORRECT, feature="no_such")

    assert corrections(loaded, ["063"]) == []
    assert acts.acts(loaded) == []


def test_an_item_that_is_not_there(loaded):
    with pytest.raises(NotFoundError):
        correct(loaded, "063.i99", Edit(Act.ACCEPT, "i99", "c1"), version="x", by="甲", at=AT)


def test_a_new_reading_keeps_what_people_corrected(loaded):
    do(loaded, Act.CORRECT, value="5000000")
    later = samples.an_import("批次2", 2)
    change = load.load_policies(loaded, [samples.policy()], later)

    assert change.same == ("063",)
    assert leaf(loaded).value == Decimal("5000000")


def test_a_new_reading_that_lacks_what_was_corrected_is_not_taken_in_silence(loaded):
    do(loaded, Act.CORRECT, value="5000000")
    found = samples.policy()
    bare = replace(
        found,
        items=tuple(replace(i, require=None, exclude=None, criteria=(), benefits=()) for i in found.items),
    )

    with pytest.raises(ConflictError, match="第 1 次更正（甲）"):
        load.load_policies(loaded, [bare], samples.an_import("批次2", 2))
    assert leaf(loaded).value == Decimal("5000000")


def test_corrections_can_be_set_aside_by_will(loaded):
    do(loaded, Act.CORRECT, value="5000000")
    load.load_policies(loaded, [samples.policy()], samples.an_import("批次2", 2), discard_corrections=True)

    assert leaf(loaded).value != Decimal("5000000")
    assert corrections(loaded, ["063"])[0].dropped is not None
    assert acts.acts(loaded)[0].what == "作废更正"


def test_corrections_outlive_the_document(loaded):
    do(loaded, Act.CORRECT, value="5000000")
    from graph.undo import undo_import

    undo_import(loaded, "批次1")

    assert len(corrections(loaded, ["063"])) == 1
