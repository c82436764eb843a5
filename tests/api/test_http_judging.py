"""Judging over HTTP: what comes out is `matching`'s word, counted, filtered, paged and exported."""

import csv
import io
import json
import re

import pytest
from openpyxl import load_workbook

from api.usecases.memo import Memo
from api.usecases.state import codes_of, state
from domain.company_file import company_json
from domain.reading_json import reading_json
from matching.judge import judge
from matching.register import match
from tests.world import EVIL, EVIL_DOC, EVIL_KEY, ON

SRDI = "yunyan-srdi-2026"


@pytest.fixture(scope="module")
def codes(world_store):
    return codes_of(state(world_store, Memo()))


def test_a_companys_items_are_judged_as_matching_judges(client, world, codes):
    company = next(one for one in world.companies if one.key == world.head)
    answer = client.get(f"/v1/companies/{company.key}/items", params={"on": str(ON)}).json()
    judged = {one["item"]: one for one in answer["items"]}
    assert len(judged) == sum(len(policy.items) for policy in world.policies)
    for policy in world.policies:
        for item in policy.items:
            right = judge(policy, item, company, ON, codes)
            found = judged[f"{policy.doc_id}.{item.id}"]
            assert found["class"] == right.outcome
            assert [leaf["result"] for leaf in found["leaves"]] == [leaf.result for leaf in right.leaves]
            assert [leaf["need"] for leaf in found["leaves"]] == [leaf.need for leaf in right.leaves]


def test_items_of_one_class_only(client, world):
    params = {"on": str(ON), "class": "fails"}
    answer = client.get(f"/v1/companies/{world.head}/items", params=params).json()
    assert {one["class"] for one in answer["items"]} == {"fails"}


def test_an_items_companies_are_counted_as_the_register_says(client, world, codes):
    policy = next(one for one in world.policies if one.doc_id == SRDI)
    right = [pair for pair in match([policy], world.companies, ON, codes) if pair.item_id == "i2"]
    answer = client.get(f"/v1/items/{SRDI}.i2/companies", params={"on": str(ON), "limit": 200}).json()
    for name, count in answer["counts"].items():
        assert count == sum(pair.outcome == name for pair in right)
    assert sum(answer["counts"].values()) == len(world.companies) == answer["total"]
    assert answer["near"] == sum(pair.near is not None for pair in right) > 0


def test_pages_of_firms_joined_are_the_list(client):
    found, after = [], None
    while True:
        params = {"on": str(ON), "limit": 50, "sort": "key", **({"after": after} if after else {})}
        answer = client.get(f"/v1/items/{SRDI}.i2/companies", params=params).json()
        found.extend(one["company"] for one in answer["items"])
        if (after := answer["next"]) is None:
            break
    assert found == sorted(set(found))
    assert len(found) == answer["total"]


def test_near_misses_name_the_one_criterion(client):
    params = {"on": str(ON), "class": "near", "limit": 200}
    answer = client.get(f"/v1/items/{SRDI}.i2/companies", params=params).json()
    assert answer["total"] == answer["near"]
    for one in answer["items"]:
        assert one["class"] == "fails"
        assert one["near"] in one["pivots"]


def test_the_list_as_csv_holds_every_row_and_runs_nothing(client, world):
    answer = client.get(f"/v1/items/{EVIL_DOC}.i1/companies.csv", params={"on": str(ON)})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == len(world.companies) + 1
    evil = next(row for row in rows if row[0] == EVIL_KEY)
    assert evil[1] == EVIL
    assert evil[4] == "不符合"


def test_the_list_by_accept_is_a_workbook(client):
    accept = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    params = {"on": str(ON), "class": "near"}
    path = f"/v1/items/{SRDI}.i2/companies"
    answer = client.get(path, params=params, headers={"accept": accept})
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet.max_row - 1 == client.get(path, params=params).json()["total"]


def test_a_companys_items_as_files_hold_the_same_as_the_list(client, world):
    path, params = f"/v1/companies/{world.head}/items", {"on": str(ON), "class": "fails"}
    listed = client.get(path, params=params).json()["items"]
    book = load_workbook(io.BytesIO(client.get(f"{path}.xlsx", params=params).content)).active
    by_accept = client.get(path, params=params, headers={"accept": "text/csv"})
    lines = list(csv.reader(io.StringIO(by_accept.content.decode("utf-8-sig"))))[1:]
    assert [line[0] for line in lines] == [one["item"] for one in listed]
    assert [row[0].value for row in book.iter_rows(min_row=2)] == [one["item"] for one in listed]
    assert all(line[6] == "不符合" and line[7] for line in lines)


def test_one_judgement_of_what_the_body_gives(client, world, codes):
    policy, company = world.policies[0], world.companies[0]
    body = {"on": str(ON), "company": company_json(company), "reading": reading_json(policy)}
    answer = client.post("/v1/judgements", json=body).json()
    assert answer["company"] == company.key
    assert [one["item"] for one in answer["items"]] == [item.id for item in policy.items]
    kept = {"on": str(ON), "company": company.key, "item": f"{policy.doc_id}.{policy.items[0].id}"}
    (one,) = client.post("/v1/judgements", json=kept).json()["items"]
    assert one["class"] == judge(policy, policy.items[0], company, ON, codes).outcome


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"company": EVIL_KEY, "item": "x.i1"}, "on"),
        ({"on": "2026-13-01", "company": EVIL_KEY, "item": "x.i1"}, "on"),
        ({"on": "2026-05-10", "company": EVIL_KEY}, "哪个事项"),
        ({"on": "2026-05-10", "company": {"name": "甲"}, "item": f"{EVIL_DOC}.i1"}, "信用代码"),
        ({"on": "2026-05-10", "company": EVIL_KEY, "reading": {"doc": "d"}}, "title"),
    ],
    ids=["no day", "no such day", "no item", "no code", "no reading"],
)
def test_a_faulty_judgement_is_named(client, body, said):
    answer = client.post("/v1/judgements", json=body)
    assert answer.status_code == 422
    problem = answer.json()
    assert said in problem["detail"] + str(problem.get("errors"))


@pytest.mark.parametrize("place", ["require", "exclude"])
def test_a_reading_whose_tree_is_no_text_is_named(client, world, place):
    reading = reading_json(world.policies[0])
    reading["items"][0][place] = {"all": ["c1"]}
    body = {"on": str(ON), "company": company_json(world.companies[0]), "reading": reading}

    answer = client.post("/v1/judgements", json=body)

    assert answer.status_code == 422
    assert f"位置 reading.items.0.{place}：不是文字" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"company": "\ud800"}, 400),
        ({"item": "\ud800"}, 422),
        ({"reading": {"\ud800": 1}}, 422),
        ({"reading": {"doc": "\ud800", "title": "甲", "items": []}}, 422),
    ],
    ids=["firm", "item", "key", "text"],
)
def test_half_a_character_is_a_fault_of_the_request(client, world, changes, status):
    policy = world.policies[0]
    body = {"on": str(ON), "company": company_json(world.companies[0]), "reading": reading_json(policy)}
    body |= {"item": policy.items[0].id} | changes

    answer = client.post(
        "/v1/judgements", content=json.dumps(body), headers={"content-type": "application/json"}
    )

    assert answer.status_code == status
    assert "残缺的字符" in answer.json()["detail"] or "\\ud800" in answer.text


def test_broken_json_is_a_bad_request(client):
    answer = client.post("/v1/judgements", content=b'{"on": ', headers={"content-type": "application/json"})
    assert answer.status_code == 400
    assert "JSON" in answer.json()["detail"]


def test_a_run_is_kept_and_rewrites_the_last(client, world, codes):
    made = client.post("/v1/runs", json={"on": str(ON), "who": "测试"})
    assert made.status_code == 201
    run = made.json()
    right = list(match(world.policies, world.companies, ON, codes))
    assert sum(run["counts"].values()) == len(right)
    assert run["companies"] == len(world.companies)
    assert re.fullmatch(rf"{ON}-\d{{8}}T\d{{6}}-[0-9a-f]{{8}}", run["run_id"])
    listed = client.get("/v1/runs").json()["items"]
    assert listed[-1]["run_id"] == run["run_id"]
    assert [one["last"] for one in listed].count(True) == 1
    kept = client.post(
        "/v1/cypher", json={"query": "MATCH (:Company)-[r:FITS|NEAR]->(:Item) RETURN count(r) AS n"}
    ).json()
    assert kept["rows"] == [[sum(p.outcome == "fits" or p.near is not None for p in right)]]


def test_receipts_replay_and_a_changed_one_does_not(client, world):
    policy, company = world.policies[0], world.companies[0]
    body = {"on": str(ON), "company": company.key, "item": f"{policy.doc_id}.{policy.items[0].id}"}
    (receipt,) = client.post("/v1/receipts", json=body).json()["receipts"]
    judged = client.post("/v1/judgements", json=body).json()
    assert judged["items"][0]["receipt"] == receipt["sha256"]
    assert client.post("/v1/receipts/replay", json=receipt).json() == {"sound": True, "faults": []}
    forged = {**receipt, "on": "2026-01-01"}
    assert client.post("/v1/receipts/replay", json=forged).json()["sound"] is False
    assert client.post("/v1/receipts/replay", json={"on": 1}).status_code == 422
