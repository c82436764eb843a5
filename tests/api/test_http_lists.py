"""Lists and single resources over HTTP: ordered pages, exact cursors, Chinese problems."""

import pytest

from domain.company_file import company_json
from domain.meaning import meaning_of
from domain.reading_json import reading_json
from domain.sentence import parse_item, parse_sentence, stated_of

LISTS = ["policies", "items", "companies", "chains", "formations", "imports", "runs"]


def walk(client, path, limit):
    found, after, pages = [], None, 0
    while True:
        answer = client.get(path, params={"limit": limit, **({"after": after} if after else {})}).json()
        found.extend(answer["items"])
        pages, after = pages + 1, answer["next"]
        if after is None:
            return found, pages


@pytest.mark.parametrize("name", LISTS)
def test_pages_joined_are_the_whole_list(client, name):
    whole = client.get(f"/v1/{name}", params={"limit": 200}).json()
    assert whole["next"] is None or name == "companies"
    limit = 1 if name != "companies" else 60
    found, pages = walk(client, f"/v1/{name}", limit)
    assert pages == max(1, -(-len(found) // limit))
    keys = [next(iter(one.values())) for one in found]
    assert keys == sorted(set(keys))
    assert found[: len(whole["items"])] == whole["items"]


@pytest.mark.parametrize("name", ["regions", "industries", "features", "segments", "leaders"])
def test_plain_lists_are_filled(client, name):
    assert client.get(f"/v1/{name}").json()["items"]


def test_a_region_lists_its_children(client):
    (county, *_) = client.get("/v1/regions", params={"parent": "990100"}).json()["items"]
    assert county == {
        "code": "990101",
        "name": "云雁县",
        "level": "county",
        "path": "衡川省雁州市云雁县",
        "parent": "990100",
    }


def test_a_policy_travels_as_the_contract_writes_it(client, world):
    policy = world.policies[0]
    assert client.get(f"/v1/policies/{policy.doc_id}").json() == reading_json(policy)


def test_the_canonical_sentences_come_where_they_are_asked_for(client, world):
    policy = world.policies[0]
    answer = client.get(f"/v1/policies/{policy.doc_id}", params={"canonical": True}).json()

    criteria = {one.id: one for one in policy.criteria()}
    for item, said in zip(policy.items, answer["items"], strict=True):
        assert parse_item(said.pop("canonical")) == stated_of(item, criteria)
        for leaf in said["leaves"]:
            assert parse_sentence(leaf.pop("canonical")) == meaning_of(criteria[leaf["id"]])
    assert answer == reading_json(policy)


def test_an_item_is_a_part_of_its_reading(client, world):
    policy = world.policies[1]
    answer = client.get(f"/v1/items/{policy.doc_id}.{policy.items[1].id}").json()
    assert {k: v for k, v in answer.items() if k not in {"doc", "title"}} == reading_json(policy)["items"][1]


def test_a_company_travels_as_the_company_file(client, world):
    company = world.companies[0]
    assert client.get(f"/v1/companies/{company.key}").json() == company_json(company)


def test_companies_are_found_by_a_part_of_the_name_or_code(client, world):
    company = world.companies[0]
    by_name = client.get("/v1/companies", params={"q": company.name[2:6]}).json()["items"]
    by_code = client.get("/v1/companies", params={"q": company.key[-8:].lower()}).json()["items"]
    assert company.key in {one["key"] for one in by_name}
    assert [one["key"] for one in by_code] == [company.key]


@pytest.mark.parametrize(
    "path", ["policies/none", "items/none.i1", "companies/none", "chains/none", "formations/none"]
)
def test_what_is_not_there_is_a_404_problem(client, path):
    answer = client.get(f"/v1/{path}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == 404
    assert problem["title"] == "没有找到"
    assert "none" in problem["detail"]
    assert problem["instance"] == f"/v1/{path}"


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/v1/policies?after=%25%25", 400, "游标"),
        ("/v1/policies?limit=0", 422, "limit"),
        ("/v1/nothing", 404, "/v1/nothing"),
        ("/v1/items/x.i1/companies", 422, "on"),
    ],
)
def test_a_faulty_request_is_a_problem(client, path, status, said):
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert said in answer.json()["detail"]


def test_a_method_that_is_not_offered(client):
    assert client.delete("/v1/policies").status_code == 405


def test_a_body_over_the_limit_is_refused(client):
    big = b"x" * (21 * 1024 * 1024)
    for send in (big, iter([big[: len(big) // 2], big[len(big) // 2 :]])):
        answer = client.post("/v1/readings", content=send, headers={"content-type": "application/json"})
        assert answer.status_code == 413
        assert "20 MB" in answer.json()["detail"]
