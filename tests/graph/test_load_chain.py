"""Chains, links between firms and formations come back as loaded; references must be there."""

from dataclasses import replace
from decimal import Decimal

import pytest

from domain.chain import Chain, Membership, SupplyLink
from domain.errors import ConflictError, InputError, InputFaultsError, NotFoundError
from graph.chain_json import chain_of, formation_of, to_json
from graph.load import (
    load_chains,
    load_companies,
    load_formations,
    load_leaders,
    load_members,
    load_supply,
)
from graph.reads import all_supply, chain, chains, formation, formations, leaders, members, supply
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
    plain_firms,
)
from tests.graph.samples import chain as a_chain


@pytest.fixture
def firms(store):
    """Three firms of which only the names are known."""
    load_companies(store, plain_firms(FIRM_A, FIRM_B, FIRM_C), an_import("企业"))
    return store


@pytest.fixture
def chained(firms):
    """The firms and the chain they work in."""
    load_chains(firms, [a_chain()], MEMBERS, an_import("链"))
    return firms


def test_chain_comes_back_as_loaded(chained):
    assert chain(chained, "k1") == a_chain()
    assert members(chained, "k1") == MEMBERS


def test_chain_row_counts_each_firm_once(chained):
    load_members(chained, [Membership(FIRM_A, "k1.s1", "访谈")], an_import("补"))
    load_leaders(chained, LEADERS, an_import("链主"))

    row = chains(chained)[0]

    assert (row.name, row.segments, row.companies, row.leaders) == ("泵阀", 2, 3, 2)


@pytest.mark.parametrize(
    "reload",
    [
        lambda store, imported: load_chains(store, [a_chain()], MEMBERS, imported),
        lambda store, imported: load_supply(store, LINKS, imported),
        lambda store, imported: load_leaders(store, LEADERS, imported),
        lambda store, imported: load_formations(store, [FORMATION], imported),
    ],
    ids=["chains", "supply", "leaders", "formations"],
)
def test_loading_again_changes_nothing(chained, imported, reload):
    reload(chained, imported)
    before = nodes(chained), relations(chained)

    again = reload(chained, imported)

    assert not again.written
    assert again.same
    assert (nodes(chained), relations(chained)) == before


def test_supply_links_come_back_for_either_end(firms, imported):
    load_supply(firms, reversed(LINKS), imported)

    assert supply(firms, [FIRM_A]) == LINKS[:2]
    assert supply(firms, [FIRM_B, FIRM_A]) == LINKS
    assert supply(firms, [FIRM_C]) == LINKS[2:]
    assert sorted(all_supply(firms), key=lambda one: (one.supplier, one.year)) == LINKS


def test_newer_amount_of_the_same_source_replaces_the_older(firms):
    load_supply(firms, LINKS, an_import("一", 1))

    change = load_supply(firms, [replace(LINKS[0], amount=Decimal(7)), LINKS[1]], an_import("二", 2))

    assert (len(change.changed), len(change.same)) == (1, 1)
    assert supply(firms, [FIRM_A])[0].amount == Decimal(7)


def test_rows_that_contradict_each_other_are_refused(firms, imported):
    with pytest.raises(InputError, match=r"第 2 条.*互相矛盾"):
        load_supply(firms, [LINKS[0], replace(LINKS[0], amount=Decimal(7))], imported)

    assert supply(firms, [FIRM_A]) == []


def test_unknown_firms_are_all_named_and_nothing_is_written(firms, imported):
    wrong = [SupplyLink("甲", FIRM_A, "p", 2025, "q"), LINKS[0], SupplyLink(FIRM_A, "乙", "p", 2025, "q")]

    with pytest.raises(InputFaultsError) as caught:
        load_supply(firms, wrong, imported)

    assert [fault.what for fault in caught.value.faults] == ["企业 甲 不在图中", "企业 乙 不在图中"]
    assert supply(firms, [FIRM_A]) == []


def test_members_need_their_segment(chained, imported):
    with pytest.raises(InputError, match=r"环节 k1\.s9 不在图中"):
        load_members(chained, [Membership(FIRM_A, "k1.s9", "问卷")], imported)


def test_leaders_come_back(chained, imported):
    load_leaders(chained, LEADERS, imported)

    assert leaders(chained) == LEADERS
    assert leaders(chained, "k1") == LEADERS
    assert leaders(chained, "另一条") == []


def test_formation_comes_back_as_loaded(chained, imported):
    load_formations(chained, [FORMATION], imported)

    assert formation(chained, "f1") == FORMATION
    row = formations(chained)[0]
    assert (row.chain, row.on, row.heads, row.members) == ("泵阀", FORMATION.on, 1, 3)


def test_formation_is_replaced_as_a_whole(chained):
    load_formations(chained, [FORMATION], an_import("一", 1))
    other = replace(FORMATION, heads=(FIRM_B,), members=(FIRM_B,))

    load_formations(chained, [other], an_import("二", 2))

    assert formation(chained, "f1") == other


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"chain_id": "没有"}, "产业链 没有 不在图中"),
        ({"members": ("甲",)}, "企业 甲 不在图中"),
        ({"heads": (FIRM_A, FIRM_A)}, "头雁"),
    ],
    ids=["chain", "firm", "twice"],
)
def test_formation_needs_what_it_names(chained, imported, changed, message):
    with pytest.raises(InputError, match=message):
        load_formations(chained, [replace(FORMATION, **changed)], imported)

    assert formations(chained) == []


def test_segments_that_are_gone_are_deleted(firms, imported):
    load_chains(firms, [a_chain()], [], imported)
    less = replace(a_chain(), segments=a_chain().segments[:1], feeds=())

    load_chains(firms, [less], [], imported)

    assert chain(firms, "k1") == less
    assert nodes(firms)["Segment"] == {"k1.s2"}


def test_segment_with_firms_is_not_deleted(chained, imported):
    with pytest.raises(ConflictError, match="还有 2 家企业在其中"):
        load_chains(chained, [replace(a_chain(), segments=a_chain().segments[:1], feeds=())], [], imported)

    assert chain(chained, "k1") == a_chain()


def test_segment_belongs_to_one_chain(chained, imported):
    stolen = replace(a_chain().segments[0], chain_id="k2")

    with pytest.raises(ConflictError, match="已属于产业链 k1"):
        load_chains(chained, [Chain("k2", "偷", "书", (stolen,))], [], imported)


def test_feed_needs_its_segments(firms, imported):
    with pytest.raises(InputError, match=r"环节 k1\.s1 不在图中"):
        load_chains(firms, [replace(a_chain(), segments=a_chain().segments[:1])], [], imported)

    assert chains(firms) == []


def test_dry_run_of_a_new_chain_writes_nothing(firms, imported):
    change = load_chains(firms, [a_chain()], MEMBERS, imported, dry_run=True)

    assert len(change.added) == 1 + len(MEMBERS)
    assert chains(firms) == []


@pytest.mark.parametrize(
    ("read", "what"), [(chain, "产业链"), (formation, "雁阵")], ids=["chain", "formation"]
)
def test_unknown_ids_are_not_found(store, read, what):
    with pytest.raises(NotFoundError, match=f"没有编号为“无”的{what}"):
        read(store, "无")


def test_kept_text_of_chains_and_formations_is_lossless():
    assert chain_of(to_json(a_chain())) == a_chain()
    assert formation_of(to_json(FORMATION)) == FORMATION
