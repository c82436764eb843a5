"""`GET /v1/policies/{doc_id}/amendment` on the graph."""


def test_a_policy_against_itself_is_kept_whole(client, world):
    policy = world.policies[0]
    answer = client.get(f"/v1/policies/{policy.doc_id}/amendment", params={"against": policy.doc_id})

    assert answer.status_code == 200
    said = answer.json()
    total = len(list(policy.criteria()))
    assert said["counts"]["criteria"] == {"kept": total, "changed": 0, "new": 0, "gone": 0}
    assert all(one["signature"] is None or one["signature"]["stays"] for one in said["items"])


def test_the_older_one_is_the_one_named_against(client, world):
    old, new = world.policies[0], world.policies[1]
    said = client.get(f"/v1/policies/{new.doc_id}/amendment", params={"against": old.doc_id}).json()

    assert (said["old"], said["new"]) == (old.doc_id, new.doc_id)
    gone = [one["old"]["id"] for one in said["criteria"] if one["fate"] in {"gone", "changed", "kept"}]
    assert sorted(gone) == sorted(one.id for one in old.criteria())


def test_a_version_that_is_not_there_is_named(client, world):
    path = f"/v1/policies/{world.policies[0].doc_id}/amendment"
    assert client.get(path, params={"against": "none"}).status_code == 404
    assert "none" in client.get(path, params={"against": "none"}).json()["detail"]
    assert client.get(path).status_code == 422
