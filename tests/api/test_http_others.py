"""Readings, chains, formations, partners, free queries and the operator's pages over HTTP."""

import pytest

from api.http.middleware import CONTENT_SECURITY_POLICY
from tests.world import EVIL_KEY, TEXTS

TEXT = "云雁县示例办法\n一、申报条件：企业上年度营业收入不低于200万元。\n二、给予10万元奖励。\n"


def test_a_pasted_text_is_read(client):
    answer = client.post("/v1/readings", json={"text": TEXT, "doc": "d1", "region": "990101"})
    assert answer.status_code == 200
    reading = answer.json()
    assert reading["doc"] == "d1"
    leaves = [leaf for item in reading["items"] for leaf in item["leaves"]]
    assert ("revenue", "ge", "2000000") in [(x["feature"], x.get("op"), x.get("value")) for x in leaves]
    assert all(reading["text"][x["start"] : x["end"]] == x["quote"] for x in leaves)


def test_a_pasted_text_comes_with_its_sentences(client):
    answer = client.post("/v1/readings", json={"text": TEXT}, params={"canonical": True}).json()

    (item,) = answer["items"]
    assert [leaf["canonical"] for leaf in item["leaves"]] == ["上一年度营业收入不低于200万元"]
    assert item["canonical"].startswith("要求：")


@pytest.mark.parametrize("name", ["yunyan-loan-2026.txt", "yanzhou-rd-2025.html"])
def test_a_file_is_read(client, name):
    answer = client.post("/v1/readings", files={"file": (name, (TEXTS / name).read_bytes())})
    assert answer.status_code == 200
    reading = answer.json()
    assert reading["doc"] == name.split(".")[0]
    assert reading["items"]


@pytest.mark.parametrize(
    ("request_", "status", "said"),
    [
        ({"files": {"file": ("a.exe", b"MZ")}}, 422, ".exe"),
        ({"files": {"file": ("a.txt", b"  \n")}}, 422, "空"),
        ({"data": {"region": "990101"}, "files": {"other": ("a.txt", b"x")}}, 422, "file"),
        ({"json": {"text": ""}}, 422, "text"),
        ({"json": {"text": "甲", "published": "昨天"}}, 422, "published"),
        ({"content": b"{", "headers": {"content-type": "application/json"}}, 400, "JSON"),
        ({"content": b"x", "headers": {"content-type": "text/plain"}}, 400, "text/plain"),
    ],
    ids=["ending", "empty", "no file", "no text", "day", "broken", "media"],
)
def test_what_cannot_be_read_is_named(client, request_, status, said):
    answer = client.post("/v1/readings", **request_)
    assert answer.status_code == status
    assert said in answer.json()["detail"]


def test_a_fault_in_a_file_names_the_file_and_not_where_it_was_put(client):
    answer = client.post("/v1/readings", files={"file": ("乱码.txt", b"\xff\xfe\x00\xd8" * 9)})
    if answer.status_code == 422:
        assert "乱码.txt" in answer.json()["detail"]
    assert "yanzhen-" not in answer.text


def test_a_chain_by_segments(client, world):
    page = client.get(f"/v1/chains/{world.chain_id}").json()
    assert [one["segment"]["segment_id"] for one in page["segments"]] == [
        one.segment_id for one in world.demo.chain.segments
    ]
    assert EVIL_KEY in page["segments"][0]["firms"]
    assert all(one["sole"] is None and one["lacks"] for one in page["segments"])
    assert {one["company"] for one in page["leaders"]} == {EVIL_KEY, *(x.company for x in world.demo.leaders)}


def test_a_formation_says_what_it_does_not_know(client, world):
    page = client.get(f"/v1/formations/{world.formation_id}").json()
    assert all(page["tiers"][head] == 0 for head in page["heads"])
    assert page["tiers"][EVIL_KEY] == 1
    assert None in page["tiers"].values()
    assert page["year"] == 2025
    assert {one["year"] for one in page["links"]} == {2025}
    pull = page["pull"]
    assert pull["value"] is None
    assert pull["low"] is None or 0 <= pull["low"] <= pull["high"] <= 1
    assert set(pull["lacks"]) <= set(page["members"])


def test_partners_come_with_reasons(client, world):
    firm = next(x.supplier for x in world.demo.links)
    page = client.get(f"/v1/companies/{firm}/partners").json()
    assert page["partners"]
    assert all(one["reasons"] for one in page["partners"])
    assert any(one["known"] for one in page["partners"])


def test_segments_that_feed_each_other_are_a_reason(client, world):
    links = {(x.supplier, x.customer) for x in world.demo.links}
    segment = {one.company: one.segment_id for one in world.demo.memberships}
    fed = {(x.supplier, x.customer) for x in world.demo.chain.feeds}
    firms = [one for one in segment if not any(one == supplier for supplier, _ in links)]
    kinds = {
        reason["kind"]
        for firm in firms
        for one in client.get(f"/v1/companies/{firm}/partners").json()["partners"]
        if (segment[firm], segment.get(one["company"])) in fed
        for reason in one["reasons"]
    }
    assert {"segment", "prior"} <= kinds


def test_no_evidence_is_an_answer(client, world):
    linked = {x.supplier for x in world.demo.links} | {x.company for x in world.demo.memberships}
    for firm in [one.key for one in world.companies if one.key not in linked]:
        page = client.get(f"/v1/companies/{firm}/partners").json()
        assert bool(page["partners"]) != bool(page["says"])


def test_a_free_query_reads(client):
    body = {"query": "MATCH (c:Company) RETURN c.name AS n ORDER BY n", "limit": 3}
    answer = client.post("/v1/cypher", json=body).json()
    assert answer["columns"] == ["n"]
    assert len(answer["rows"]) == 3
    assert answer["truncated"] is True


@pytest.mark.parametrize("query", ["CREATE (:Company {key: 'x'})", "MATCH (n) DETACH DELETE n", "RETURN ("])
def test_a_free_query_that_writes_or_is_wrong_is_refused(client, query):
    answer = client.post("/v1/cypher", json={"query": query})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert client.get("/v1/companies", params={"limit": 1}).json()["items"]


def test_the_operators_pages(client):
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json()["status"] == "ok"
    client.get("/v1/policies")
    text = client.get("/metrics").text
    assert 'method="GET",route="/v1/policies",status="200"' in text


def test_the_document_names_every_route_with_its_problems(client):
    document = client.get("/v1/openapi.json").json()
    paths = document["paths"]
    assert "/v1/items/{item_id}/companies" in paths
    assert not [path for path in paths if not path.startswith(("/v1/", "/healthz", "/readyz", "/metrics"))]
    for path, methods in paths.items():
        for method, said in methods.items():
            assert said["summary"], (path, method)
            if path.startswith("/v1"):
                assert "application/problem+json" in said["responses"]["404"]["content"]
    asked = [p["name"] for p in paths["/v1/items/{item_id}/companies"]["get"]["parameters"] if p["required"]]
    assert asked == ["item_id", "on"]


@pytest.mark.parametrize(
    "path", ["/v1/policies", "/v1/policies/none", "/healthz", "/v1/openapi.json", "/static/none"]
)
def test_every_answer_has_the_security_headers(client, path):
    headers = client.get(path).headers
    assert headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
