"""Gaps, what-if and best sets over HTTP: what comes out is `matching`'s word."""

import pytest

from api.usecases.memo import Memo
from api.usecases.state import codes_of, state
from domain.company_file import company_json
from domain.reading_json import plain
from matching.gap import gap
from matching.stacking import best_set
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


def test_the_best_set_of_a_firm_is_matchings(client, world, codes):
    entries = [(policy, item) for policy in world.policies for item in policy.items]
    for company in world.companies[:5]:
        body = {"on": str(ON), "company": company.key}
        answer = client.post("/v1/best-set", json=body).json()
        right = best_set(entries, company, ON, codes=codes)
        assert answer["company"] == company.key
        assert answer["total"]["low"] == plain(right.total.low)
        assert set(answer["sure"]) == set(right.sure)
        assert {one["item"]: one["class"] for one in answer["items"]} == {
            one.key: one.outcome for one in right.offers
        }
        assert len(answer["groups"]) == len(right.groups)


def paid(client, world):
    """A firm and the items that pay it something for certain, with the amounts."""
    for company in world.companies:
        answer = client.post("/v1/best-set", json={"on": str(ON), "company": company.key}).json()
        sure = {one["item"]: int(one["amount"]["low"]) for one in answer["items"]}
        sure = {key: low for key, low in sure.items() if low}
        if len(sure) > 1:
            return company, sure
    raise AssertionError("no firm of the world is paid by two items")


def test_the_best_set_under_given_rules(client, world):
    company, sure = paid(client, world)
    first, second = list(sure)[:2]
    body = {"on": str(ON), "company": company_json(company), "items": [first, second, first]}

    def total(**rules):
        return client.post("/v1/best-set", json={**body, "rules": rules}).json()["total"]["low"]

    both, most = sure[first] + sure[second], max(sure[first], sure[second])
    assert total(groups=[]) == str(both)
    assert total(groups=[{"items": [first, second], "quote": "只报一个"}]) == str(most)
    assert total(groups=[], caps=[{"items": [first, second], "most": str(both - 1)}]) == str(both - 1)


def test_faulty_rules_and_unknown_items_are_named(client, world):
    body = {"on": str(ON), "company": world.companies[0].key}
    wrong = client.post("/v1/best-set", json={**body, "rules": {"caps": [{"items": ["x"], "most": "1"}]}})
    assert wrong.status_code == 422
    assert "没有事项“x”" in wrong.json()["detail"]
    assert client.post("/v1/best-set", json={**body, "items": ["x"]}).status_code == 404
    assert client.post("/v1/best-set", json={"company": body["company"]}).status_code == 422
