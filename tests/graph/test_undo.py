"""A load can be taken back: what only it stated goes, what others stated stays, what it replaced returns."""

from dataclasses import replace
from decimal import Decimal

import pytest

from domain.errors import ConflictError, NotFoundError
from graph.load import (
    load_chains,
    load_companies,
    load_formations,
    load_leaders,
    load_policies,
    load_supply,
)
from graph.reads import chain, company, counts, formation, import_of, imports, policies, policy, supply
from graph.undo import undo_import
from tests.graph.check_graph import nodes, relations
from tests.graph.samples import (
    FIRM_A,
    FIRM_B,
    FIRM_C,
    FORMATION,
    LEADERS,
    LINKS,
    MEMBERS,
    an_import,
    fact,
    firm,
    plain_firms,
    signed,
)
from tests.graph.samples import chain as a_chain
from tests.graph.samples import policy as a_policy


def test_everything_of_one_import_goes(store):
    one = an_import("全部")
    load_companies(store, [firm(), *plain_firms(FIRM_B, FIRM_C)], one)
    load_chains(store, [a_chain()], MEMBERS, one)
    load_supply(store, LINKS, one)
    load_leaders(store, LEADERS, one)
    load_formations(store, [FORMATION], one)
    load_policies(store, [a_policy()], one)

    change = undo_import(store, "全部")

    assert {FIRM_A, FIRM_B, FIRM_C, "k1", "f1", "063"} <= set(change.removed)
    # Features are of the vocabulary, not of the file.
    assert set(nodes(store)) == {"Feature"}


@pytest.mark.parametrize(
    ("load", "read", "first", "second"),
    [
        (load_policies, lambda s: policy(s, "063"), signed(a_policy()), a_policy(title="新标题")),
        (load_formations, lambda s: formation(s, "f1"), FORMATION, replace(FORMATION, members=(FIRM_B,))),
        (
            lambda s, chains, one: load_chains(s, chains, [], one),
            lambda s: chain(s, "k1"),
            a_chain(),
            replace(a_chain(), name="泵与阀", feeds=()),
        ),
    ],
    ids=["policy", "formation", "chain"],
)
def test_what_was_replaced_returns(store, load, read, first, second):
    load_companies(store, plain_firms(FIRM_A, FIRM_B, FIRM_C), an_import("企业", 1))
    load_chains(store, [a_chain()], [], an_import("底", 1))
    load(store, [first], an_import("一", 2))
    load(store, [second], an_import("二", 3))
    assert read(store) != first

    change = undo_import(store, "二")

    assert read(store) == first
    assert len(change.changed) == 1
    assert not change.removed


def test_taking_back_the_earlier_reading_leaves_the_later(store):
    load_policies(store, [a_policy()], an_import("一", 1))
    load_policies(store, [a_policy(title="新")], an_import("二", 2))

    change = undo_import(store, "一")

    assert change.same == ("063",)
    assert policy(store, "063").title == "新"
    assert undo_import(store, "二").removed == ("063",)
    assert policies(store) == []


def test_first_import_that_comes_again_is_taken_back_for_the_second(store):
    load_policies(store, [a_policy()], an_import("一", 1))
    load_policies(store, [a_policy(title="新")], an_import("二", 2))
    load_policies(store, [a_policy()], an_import("一", 1))

    assert undo_import(store, "一").changed == ("063",)
    assert policy(store, "063").title == "新"


def test_imports_can_be_taken_back_in_any_order(store):
    for day, title in enumerate(("甲", "乙", "丙"), start=1):
        load_policies(store, [a_policy(title=title)], an_import(title, day))

    undo_import(store, "乙")
    assert policy(store, "063").title == "丙"
    undo_import(store, "丙")
    assert policy(store, "063").title == "甲"


def test_firm_keeps_what_others_stated(store):
    load_companies(store, [firm(facts=(fact(),))], an_import("一", 1))
    before = company(store, FIRM_A)
    load_companies(
        store,
        [firm(name="改名", facts=(fact(), fact("profit", Decimal(1))), region="110105")],
        an_import("二", 2),
    )

    change = undo_import(store, "二")

    assert company(store, FIRM_A) == before
    assert change.changed == (FIRM_A,)


def test_link_that_two_imports_state_goes_with_the_second_of_them(store):
    load_companies(store, plain_firms(FIRM_A, FIRM_B, FIRM_C), an_import("企业"))
    load_supply(store, LINKS, an_import("一", 1))
    load_supply(store, LINKS[:1], an_import("二", 2))

    undo_import(store, "一")
    assert supply(store, [FIRM_A]) == LINKS[:1]

    undo_import(store, "二")
    assert supply(store, [FIRM_A]) == []


@pytest.mark.parametrize(
    "use",
    [
        lambda s: load_supply(s, LINKS, an_import("用", 2)),
        lambda s: load_chains(s, [a_chain()], MEMBERS, an_import("用", 2)),
    ],
    ids=["supply", "members"],
)
def test_firm_still_in_use_is_not_taken_away(store, use):
    load_companies(store, plain_firms(FIRM_A, FIRM_B, FIRM_C), an_import("企业"))
    use(store)
    before = nodes(store), relations(store)

    with pytest.raises(ConflictError, match="先撤销那些批次"):
        undo_import(store, "企业")

    assert (nodes(store), relations(store)) == before


def test_chain_still_led_is_not_taken_away(store):
    load_companies(store, plain_firms(FIRM_A, FIRM_B, FIRM_C), an_import("企业"))
    load_chains(store, [a_chain()], [], an_import("链"))
    load_leaders(store, LEADERS, an_import("链主"))

    with pytest.raises(ConflictError, match="产业链“泵阀”"):
        undo_import(store, "链")


def test_unknown_import_is_not_found(store):
    with pytest.raises(NotFoundError, match="没有编号为“无”的导入批次"):
        undo_import(store, "无")


def test_imports_are_listed_with_what_they_did(store):
    load_companies(store, plain_firms("a", "b"), an_import("一", 1))
    load_companies(store, [*plain_firms("a", "b"), firm()], an_import("二", 2))
    load_companies(store, [*plain_firms("a", "b"), firm()], an_import("二", 2))

    first, second = imports(store)

    assert (first, second) == (an_import("一", 1), an_import("二", 2))
    assert [(one.added, one.changed) for one in (first, second)] == [(2, 0), (1, 0)]
    assert import_of(store, "二").at == an_import("二", 2).at
    with pytest.raises(NotFoundError):
        import_of(store, "三")


def test_import_id_stands_for_one_file(store, imported):
    load_companies(store, plain_firms("a"), imported)

    with pytest.raises(ConflictError, match="已用于文件"):
        load_companies(store, plain_firms("b"), replace(imported, sha256="另一个"))

    assert nodes(store)["Company"] == {"a"}


def test_every_node_of_a_file_reaches_its_import(store):
    one = an_import()
    load_companies(store, [firm(), *plain_firms(FIRM_B, FIRM_C)], one)
    load_chains(store, [a_chain()], MEMBERS, one)
    load_formations(store, [FORMATION], one)
    load_policies(store, [a_policy()], one)

    text = (
        "MATCH (n) WHERE NOT n:Migration AND NOT n:Import AND NOT n:Feature "
        "AND NOT EXISTS { (n)-[*1..3]-(:Import) } RETURN labels(n) AS labels"
    )
    assert store.driver.execute_query(text, database_="neo4j").records == []


def test_counts_name_every_label(store):
    load_companies(store, [firm()], an_import())

    found = counts(store)

    assert (found["Company"], found["FactSheet"], found["Title"], found["Import"]) == (1, 4, 2, 1)
    assert found["Policy"] == 0
