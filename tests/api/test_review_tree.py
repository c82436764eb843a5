"""The tree corrected by choosing, over HTTP: what a page offers works, each choice is one correction."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest

from domain.tree import leaf_ids, parse_tree, print_tree
from graph import reads
from graph.review import corrections
from graph.writing import write_policies
from tests.api.test_review_pages import DOC, PAGE, as_before, entered, form, mark
from tests.api.test_sessions import fresh_tries, people

__all__ = ["as_before", "fresh_tries", "people"]
pytestmark = pytest.mark.usefixtures("world")
FORM = re.compile(r'<form class="choose".*?</form>', re.DOTALL)


@pytest.fixture
def planted(people):
    """The first item with a tree of known shape over three of its criteria; their ids."""
    found = reads.policy(people, DOC)
    a, b, c = [one.id for one in found.items[0].criteria][:3]
    item = replace(found.items[0], require=parse_tree(f"all({a}, any({b}, {c}))"), exclude=None)
    people.transaction(lambda work: write_policies(work, [replace(found, items=(item, *found.items[1:]))]))
    return a, b, c


def require(store):
    """The tree of the first item, printed."""
    tree = reads.policy(store, DOC).items[0].require
    return None if tree is None else print_tree(tree)


def offered(client, node):
    """What the page offers for a node of the first item: values with their words."""
    text = client.get(PAGE).text
    forms = [
        one for one in FORM.findall(text) if 'value="i1"' in one and f'name="node" value="{node}"' in one
    ]
    return dict(re.findall(r'<option value="([^"]+)"[^>]*>([^<]*)', unescape("".join(forms))))


def test_a_group_is_made_at_least_by_choosing_and_it_is_one_correction(people, planted):
    a, b, c = planted
    client = entered(people, "t-reviewer")
    assert offered(client, "require.1") | {
        "all": "全部满足",
        "any": "任一满足",
        "at_least": "至少 N 项",
    } == offered(client, "require.1")

    done = client.post(f"{PAGE}/tree", data=form(client, node="require.1", kind="at_least", count=2))

    assert done.status_code == 200
    assert "已改条件关系" in done.text
    assert require(people) == f"all({a}, at_least(2, {b}, {c}))"
    (kept,) = corrections(people, [DOC])
    assert (kept.act.value, kept.by) == ("tree", "t-reviewer")
    assert set(kept.edit.changes) == {"require"}


def test_every_move_that_the_page_offers_works_and_loses_no_criterion(people, planted):
    client = entered(people, "t-reviewer")
    at_first = reads.policy(people, DOC)
    tried = 0
    for node in ("require.0", "require.1", "require.1.0", "require.1.1", "require"):
        for to in [value for value in offered(client, node) if ":" in value]:
            done = client.post(f"{PAGE}/tree", data=form(client, node=node, to=to))
            assert done.status_code == 200, (node, to)
            item = reads.policy(people, DOC).items[0]
            assert sorted([*leaf_ids(item.require), *leaf_ids(item.exclude)]) == sorted(planted), (node, to)
            assert (item.require, item.exclude) != (at_first.items[0].require, at_first.items[0].exclude)
            people.transaction(lambda work: write_policies(work, [at_first]))
            tried += 1
    assert tried == 12


def test_the_words_of_a_target_say_what_comes_out(people, planted):
    a, b, _ = planted
    client = entered(people, "t-reviewer")

    said = offered(client, "require.0")

    assert said["join:require.1"] == "条件的第 2 组（任一满足）"
    assert said["pair:require.1.0"] == f"与 {b} 另成一组（全部满足）"
    assert said["begin:exclude"] == "排除情形"
    client.post(f"{PAGE}/tree", data=form(client, node="require.0", to="begin:exclude"))
    assert print_tree(reads.policy(people, DOC).items[0].exclude) == a


@pytest.mark.parametrize(
    ("chosen", "why"),
    [
        ({"kind": "at_least", "count": 3}, "1 到 2 之间"),
        ({"kind": "any"}, "没有改动"),
        ({"kind": "some"}, "不认识“some”"),
        ({"to": ""}, "没有选移到哪里"),
        ({"to": "join:require.1"}, "它自己里面"),
    ],
    ids=["too many", "the same", "unknown kind", "nowhere", "into itself"],
)
def test_a_choice_that_cannot_be_is_refused_where_it_was_made(people, planted, chosen, why):
    client, before = entered(people, "t-reviewer"), require(people)

    done = client.post(f"{PAGE}/tree", data=form(client, node="require.1", **chosen))

    assert done.status_code == 422
    assert (
        re.search(r'id="f-tree-i1" tabindex="-1" open>.*?role="alert"><p>([^<]*)', done.text, re.DOTALL)[
            1
        ].count(why)
        == 1
    )
    assert require(people) == before


def test_the_second_of_two_who_choose_is_told_to_choose_anew(people, planted):
    one, other = entered(people, "t-reviewer"), entered(people, "t-signer")
    late = form(other, node="require", kind="any")
    one.post(f"{PAGE}/tree", data=form(one, node="require.1", kind="all"))

    done = other.post(f"{PAGE}/tree", data=late)

    assert done.status_code == 409
    assert "t-reviewer" in done.text
    assert "请照着重新选" in done.text
    assert require(people).startswith("all(")


def test_only_who_may_review_chooses_and_only_with_the_mark(people, planted):
    client, before = entered(people, "t-reviewer"), require(people)
    fields = form(client, node="require", kind="any")
    assert mark(client) == fields["csrf"]

    assert client.post(f"{PAGE}/tree", data=fields | {"csrf": "none"}).status_code == 403
    assert require(people) == before


def test_whoever_loads_the_address_of_a_refused_form_again_comes_to_the_page(people):
    client = entered(people, "t-signer")

    for path in (f"{PAGE}/tree", f"/policies/{DOC}/sign"):
        assert str(client.get(path).url).endswith(PAGE)
