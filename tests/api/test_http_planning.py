"""Gaps and what-if over HTTP: what comes out is `matching`'s word."""

import pytest

from api.usecases.memo import Memo
from api.usecases.state import codes_of, state
from domain.company_file import company_json
from matching.gap import gap
from tests.world import ON


@pytest.fixture(scope="module")
def codes(world_store):
    return codes_of(state(world_store, Memo()))


def test_the_gaps_of_a_firm_are_matchings(client, world, codes):
    company = world.companies[0]
    answer = client.get(f"/v1/companies/{company.key}/gap", params={"on": str(ON)}).json()
    found = {one["item"]: one for one in answer["items"]}
    assert len(found) == sum(len(policy.items) for policy in world.policies)
    assert any(one["ways"] for one in found.values())
    for policy in world.policies:
        for item in policy.items:
            right, said = gap(policy, item, company, ON, codes), found[f"{policy.doc_id}.{item.id}"]
            assert said["class"] == right.judgement.outcome
            assert [[one["id"] for one in way["changes"]] for way in said["ways"]] == [
                [one.leaf.id for one in way.changes] for way in right.ways
            ]
            assert said["tell"] == [leaf.id for leaf in right.tell]


def test_the_gap_to_one_item(client, world):
    policy = world.policies[0]
    name = f"{policy.doc_id}.{policy.items[0].id}"
    params = {"on": str(ON), "item": name}
    answer = client.get(f"/v1/companies/{world.head}/gap", params=params).json()
    assert [one["item"] for one in answer["items"]] == [name]
    assert client.get("/v1/companies/none/gap", params=params).status_code == 404
    assert client.get(f"/v1/companies/{world.head}/gap").status_code == 422


def test_nothing_changes_without_other_facts_and_levers_open_what_fails(client, world):
    body = {"on": str(ON), "company": world.companies[0].key, "overrides": {}}
    answer = client.post("/v1/what-if", json=body).json()
    assert (answer["gained"], answer["lost"], answer["moved"]) == ([], [], [])
    counts = [len(one["opens"]) for one in answer["levers_by_items"]]
    assert counts == sorted(counts, reverse=True)
    assert all(counts)


def test_a_way_out_of_the_gap_can_be_given_as_another_region(client, world):
    company = company_json(world.companies[0]) | {"region": "110000"}
    body = {"on": str(ON), "company": company, "overrides": {"region": world.companies[0].region}}
    answer = client.post("/v1/what-if", json=body).json()
    assert answer["moved"]
    only = client.post("/v1/what-if", json={**body, "items": [answer["moved"][0]["item"]]}).json()
    assert [one["item"] for one in only["moved"]] == [answer["moved"][0]["item"]]


def test_faulty_overrides_are_named(client, world):
    body = {"on": str(ON), "company": world.companies[0].key, "overrides": {"uscc": "x"}}
    answer = client.post("/v1/what-if", json=body)
    assert answer.status_code == 422
    assert "只写要换的内容" in answer.json()["detail"]
