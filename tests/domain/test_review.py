"""A person's acts on a reading: each changes what it says, keeps the contract, and can be repeated."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from domain.errors import ConflictError, InputError, NotFoundError
from domain.policy import Policy
from domain.reading_file import policy_of
from domain.review import Act, Edit, again, as_label, edited, with_names
from domain.tree import parse_tree, print_tree
from domain.tree_edit import renamed, without

TEXT = "在本县注册，上年度营业收入不低于1000万元，拥有发明专利2项以上的企业，奖励5万元。"


def leaf(name: str, quote: str, **more: object) -> dict[str, object]:
    """A leaf of the text."""
    start = TEXT.index(quote)
    return {"id": name, "quote": quote, "start": start, "end": start + len(quote), "period": None, **more}


def policy() -> Policy:
    """One item with three criteria, a benefit and something for review."""
    return policy_of(
        {
            "doc": "001",
            "title": "某县办法",
            "text": TEXT,
            "blocks": [],
            "items": [
                {
                    "id": "i1",
                    "name": "奖励",
                    "require": "all(c1, any(c2, c3))",
                    "leaves": [
                        leaf("c1", "在本县注册", kind="in", feature="region", values=["本县"]),
                        leaf(
                            "c2",
                            "上年度营业收入不低于1000万元",
                            kind="compare",
                            feature="revenue",
                            op="ge",
                            value="10000000",
                            unit="CNY",
                            check=True,
                            flags=["period_assumed"],
                        ),
                        leaf("c3", "拥有发明专利2项以上", kind="has", feature="any_ip"),
                    ],
                    "benefits": [
                        {
                            "quote": "奖励5万元",
                            "start": TEXT.index("奖励"),
                            "end": TEXT.index("奖励") + 5,
                            "form": "award",
                            "amount": "50000",
                            "when": "c2",
                        }
                    ],
                    "signed": {"by": "甲", "on": "2026-05-01"},
                }
            ],
            "review": [
                {"quote": "企业", "start": TEXT.index("企业"), "end": TEXT.index("企业") + 2, "why": "看"}
            ],
        }
    )


def do(act: Act, item: str = "i1", name: str | None = None, **changes: object) -> Edit:
    """An act."""
    return Edit(act, item, name, changes, "因为")


def after(edit: Edit) -> Policy:
    """The policy after an act; the benefit's own keys of a leaf are not in the contract."""
    return edited(policy(), edit)


def criterion(found: Policy, name: str) -> object:
    """A criterion by its id."""
    return next(one for one in found.criteria() if one.id == name)


def test_accepting_takes_the_question_away_and_nothing_else() -> None:
    found = after(do(Act.ACCEPT, name="c2"))

    assert criterion(found, "c2") == replace(criterion(policy(), "c2"), check=False)  # type: ignore[type-var]


def test_correcting_sets_the_keys_that_are_given() -> None:
    found = after(do(Act.CORRECT, name="c3", kind="compare", feature="invention_patents", op="ge", value="2"))
    one = criterion(found, "c3")

    assert (one.feature, str(one.value), one.span.quote) == ("invention_patents", "2", "拥有发明专利2项以上")  # type: ignore[attr-defined]


def test_a_new_stretch_brings_its_own_quote() -> None:
    start = TEXT.index("发明专利")
    found = after(do(Act.CORRECT, name="c3", start=start, end=start + 4))

    assert criterion(found, "c3").span.quote == "发明专利"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "edit",
    [
        do(Act.CORRECT, name="c3", feature="no_such"),
        do(Act.CORRECT, name="c2", value="many"),
        do(Act.CORRECT, name="c2", id="c9"),
        do(Act.CORRECT, name="c2", start=0, end=10_000),
        do(Act.TREE, require="all(c1, c9)"),
        do(Act.TREE, require="all(c1,"),
        do(Act.ADD, kind="state", feature="other"),
        do(Act.ADD, kind="state", feature="other", start=0, end=2, into="maybe"),
        do(Act.BENEFITS, benefits=[{"form": "gift", "start": 0, "end": 2}]),
    ],
    ids=["feature", "number", "id", "stretch", "name", "grammar", "lacking", "place", "form"],
)
def test_what_breaks_the_contract_is_refused(edit: Edit) -> None:
    with pytest.raises(InputError):
        after(edit)


@pytest.mark.parametrize(
    "edit",
    [do(Act.ACCEPT, name="c9"), do(Act.ACCEPT, item="i9", name="c1"), do(Act.SETTLE, start=0, end=1)],
    ids=["criterion", "item", "stretch"],
)
def test_what_is_not_there_cannot_be_changed(edit: Edit) -> None:
    with pytest.raises(NotFoundError):
        after(edit)


def test_adding_states_a_criterion_of_the_text_and_asks_it() -> None:
    start = TEXT.index("企业")
    found = after(do(Act.ADD, kind="in", feature="org_type", values=["企业"], start=start, end=start + 2))

    assert criterion(found, "c4").span.quote == "企业"  # type: ignore[attr-defined]
    assert print_tree(found.items[0].require) == "all(all(c1, any(c2, c3)), c4)"  # type: ignore[arg-type]


def test_rejecting_takes_a_criterion_out_of_every_tree() -> None:
    found = after(do(Act.REJECT, name="c2"))

    assert [one.id for one in found.criteria()] == ["c1", "c3"]
    assert print_tree(found.items[0].require) == "all(c1, c3)"  # type: ignore[arg-type]
    assert found.items[0].benefits[0].when is None


def test_any_change_takes_the_signature_away() -> None:
    assert policy().items[0].signed is not None
    assert after(do(Act.ACCEPT, name="c1")).items[0].signed is None


def test_a_stretch_that_was_looked_at_leaves_the_review() -> None:
    place = policy().review[0].span

    assert after(do(Act.SETTLE, start=place.start, end=place.end)).review == ()


def test_an_act_is_repeated_on_a_reading_with_other_ids() -> None:
    edit = with_names(policy(), do(Act.CORRECT, name="c2", value="20000000"))
    other = policy_of(
        {
            "doc": "001",
            "title": "某县办法",
            "text": TEXT,
            "items": [
                {
                    "id": "i1",
                    "name": "奖励",
                    "require": "all(d1, d2)",
                    "leaves": [
                        leaf("d1", "在本县注册", kind="in", feature="region", values=["本县"]),
                        leaf(
                            "d2",
                            "上年度营业收入不低于1000万元",
                            kind="compare",
                            feature="revenue",
                            op="ge",
                            value="10000000",
                            unit="CNY",
                        ),
                    ],
                }
            ],
        }
    )

    assert str(criterion(again(other, edit), "d2").value) == "20000000"  # type: ignore[attr-defined]


def test_a_tree_is_repeated_by_what_its_names_stood_for() -> None:
    edit = with_names(policy(), do(Act.TREE, require="all(c1, c2, c3)"))

    assert again(policy(), edit) == edited(policy(), do(Act.TREE, require="all(c1, c2, c3)"))


def test_an_act_on_what_is_gone_is_not_repeated_in_silence() -> None:
    edit = with_names(policy(), do(Act.ACCEPT, name="c2"))

    with pytest.raises(ConflictError, match="营业收入"):
        again(after(do(Act.REJECT, name="c2")), edit)


def test_a_label_holds_what_a_person_vouches_for() -> None:
    label = as_label(policy())

    assert "review" not in label
    assert all(not {"check", "flags"} & set(one) for one in label["items"][0]["leaves"])
    assert "signed" not in label["items"][0]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("all(a, b)", "b"),
        ("any(a, b, c)", "any(b, c)"),
        ("at_least(2, a, b, c)", "all(b, c)"),
        ("at_least(2, a, b, c, d)", "at_least(2, b, c, d)"),
        ("not(a)", None),
        ("when(a, b)", "b"),
        ("when(b, a)", None),
        ("waive(a, b)", None),
        ("waive(b, a)", "b"),
        ("all(any(a, b), c)", "all(b, c)"),
        ("points(a)", None),
        ("all(b, c)", "all(b, c)"),
    ],
)
def test_what_is_left_of_a_tree(text: str, left: str | None) -> None:
    found = without(parse_tree(text), "a")

    assert (None if found is None else print_tree(found)) == left


def test_names_are_changed_everywhere() -> None:
    text = "all(a, any(b, not(a)), when(a, b), waive(b, a), at_least(1, a, b), points(a))"

    assert print_tree(renamed(parse_tree(text), {"a": "x"})) == re.sub(r"\ba\b", "x", text)
