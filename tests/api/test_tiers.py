"""The national tiers behind the console and HTTP: marked wherever shown, signed only when compared."""

import pytest

from domain.tier_file import national_tiers
from graph.acts import acts
from graph.load import load_policies
from graph.undo import undo_import
from tests.world import an_import

ON = "2026-11-25"
ITEM = "tier-srdi-2026.giant"
MARK = "仅有二手来源，未核对"
IMPORT = "t-tiers"


@pytest.fixture(scope="module")
def tiers(world_store, world):
    """The rules in the graph beside the world, taken out afterwards."""
    load_policies(
        world_store,
        [document.policy for document in national_tiers()],
        an_import(IMPORT, len(national_tiers())),
    )
    yield
    undo_import(world_store, IMPORT)


@pytest.fixture(scope="module")
def firm(world):
    """The key of some firm of the world."""
    return next(iter(world.companies)).key


@pytest.mark.parametrize(
    "path",
    [
        "/policies?on={on}&after=",
        "/policies/tier-srdi-2026?on={on}",
        "/items/{item}?on={on}",
        "/companies/{firm}?on={on}",
        "/items/{item}/_reasons/{firm}?on={on}",
    ],
    ids=["policies", "policy", "item", "company", "reasons"],
)
def test_every_page_marks_the_item(client, tiers, firm, path):
    answer = client.get(path.format(on=ON, item=ITEM, firm=firm))

    assert answer.status_code == 200
    assert MARK in answer.text


def test_lists_and_verdicts_say_so(client, tiers, firm):
    (listed,) = [one for one in _all_items(client) if one["item_id"] == ITEM]
    board = client.get(f"/v1/items/{ITEM}/companies", params={"on": ON}).json()
    judged = client.get(f"/v1/companies/{firm}/items", params={"on": ON}).json()["items"]
    exported = client.get(f"/v1/items/{ITEM}/companies.csv", params={"on": ON}).text

    assert listed["source_status"] == "secondary"
    assert board["source_mark"] == MARK
    assert next(one for one in judged if one["item"] == ITEM)["source_mark"] == MARK
    assert MARK in exported
    assert not {"fits", "closed"} & {name for name, count in board["counts"].items() if count}


def test_signing_asks_for_the_primary_source(client, tiers, world_store):
    version = next(one for one in _all_items(client) if one["item_id"] == ITEM)["version"]
    ask = {"by": "李某", "on": ON, "version": version}

    refused = client.post(f"/v1/items/{ITEM}/signature", json=ask)
    assert refused.status_code == 422
    assert "二手来源" in refused.text

    try:
        compared = {**ask, "compared": "部网站所载原件"}
        assert client.post(f"/v1/items/{ITEM}/signature", json=compared).status_code == 204
        page = client.get(f"/items/{ITEM}", params={"on": ON}).text
        assert MARK not in page
        assert "部网站所载原件" in page
        assert "部网站所载原件" in acts(world_store)[0].detail
    finally:
        client.delete(f"/v1/items/{ITEM}/signature")


def test_the_ladder_of_a_firm_of_the_graph(client, world, firm):
    answer = client.get(f"/v1/companies/{firm}/ladder", params={"on": ON})

    assert answer.status_code == 200
    assert {one["regime"] for one in answer.json()["rungs"]} == {"2022", "2026"}
    assert client.get(f"/v1/companies/{firm}/ladder").status_code == 422
    assert client.get("/v1/companies/nobody/ladder", params={"on": ON}).status_code == 404


def _all_items(client):
    return client.get("/v1/items", params={"limit": 200}).json()["items"]
