"""Receipts: the same bytes from the same facts in any order, replayed alone, and no change goes unseen."""

import copy
import hashlib
import json
import random
from dataclasses import replace

import pytest

from api.wire.judgement import judgement_json
from api.wire.receipt import faults_of, receipt_bytes, receipt_of, replay
from domain.errors import InputError
from matching.judge import SOFTWARE, judge
from tests.make import ON, company, criterion, fact, finding, item, policy, title
from tests.matching.oracle_cases import random_case

ENTRY = item(
    criterion("c1", "compare", "rd_intensity", "ge", "0.03"),
    criterion("c2", "has", "title", values=("高新技术企业",)),
    criterion("c3", "manual", "other", phrase="行业领先"),
)
POLICY = policy(ENTRY, item(criterion("c9", "compare", "profit", "ge", "1"), id="i2"))
FIRM = company(
    fact("rd_expense", "5", observed="2026-02-01"),
    fact("revenue", "100", source="税务"),
    fact("revenue", "100"),
    fact("profit", "9"),
    titles=(title("高新技术企业", "国家级", "2025-01-01"), title("瞪羚企业")),
    findings=(finding("c3"), finding("c9", item="d.i2")),
)


def made():
    """The receipt of the example, as it would be read from a file."""
    return json.loads(receipt_bytes(receipt_of(POLICY, ENTRY, FIRM, ON)))


def test_a_receipt_names_rule_facts_day_software_and_the_finding():
    receipt = made()

    assert (receipt["on"], receipt["software"]) == (str(ON), SOFTWARE)
    assert {one["feature"] for one in receipt["company"]["facts"]} == {"rd_expense", "revenue"}
    assert [one["leaf"] for one in receipt["company"]["findings"]] == ["c3"]
    assert [one["id"] for one in receipt["rule"]["items"]] == ["i1"]
    assert len(receipt["sha256"]) == len(receipt["rule_sha256"]) == 64


def test_replaying_gives_the_same_bytes():
    assert receipt_bytes(replay(made())) == receipt_bytes(made())
    assert faults_of(made()) == []


def test_the_order_of_facts_makes_no_difference():
    for seed in range(20):
        rng = random.Random(seed)
        mixed = replace(
            FIRM,
            facts=tuple(rng.sample(FIRM.facts, len(FIRM.facts))),
            titles=tuple(rng.sample(FIRM.titles, len(FIRM.titles))),
            findings=tuple(rng.sample(FIRM.findings, len(FIRM.findings))),
        )
        assert receipt_bytes(receipt_of(POLICY, ENTRY, mixed, ON)) == receipt_bytes(made())


def places(value, path=()):
    """Every path to a value in it that is no object or list."""
    if isinstance(value, dict | list):
        steps = value.items() if isinstance(value, dict) else enumerate(value)
        for key, inner in steps:
            yield from places(inner, (*path, key))
    else:
        yield path


@pytest.mark.parametrize("path", [path for path in places(made()) if path != ("format",)], ids=str)
def test_a_change_anywhere_is_seen(path):
    receipt = copy.deepcopy(made())
    holder = receipt
    for key in path[:-1]:
        holder = holder[key]
    old = holder[path[-1]]
    holder[path[-1]] = f"{old}1" if isinstance(old, str) else 1 if old is None else not old

    assert faults_of(receipt) == ["内容与 SHA-256 不符：凭据写出以后被改动过"]


def sealed(receipt):
    """The receipt with a seal of its own, as a forger would make it."""
    body = {key: value for key, value in receipt.items() if key != "sha256"}
    return {**body, "sha256": hashlib.sha256(receipt_bytes(body)).hexdigest()}


@pytest.mark.parametrize(
    ("part", "key", "value", "said"),
    [
        ("judgement", "class", "closed", "重算以后“判定结果”不同"),
        ("company", "facts", [], "重算以后“判定结果”不同"),
        ("rule", "title", "另一办法", "重算以后“规则版本”不同"),
    ],
)
def test_what_is_forged_and_sealed_anew_does_not_replay(part, key, value, said):
    receipt = made()
    receipt[part][key] = value

    assert said in faults_of(sealed(receipt))


def test_another_version_of_the_software_is_named():
    assert faults_of(sealed({**made(), "software": "yanzhen 0.0.1"}))[0].startswith(
        "凭据由 yanzhen 0.0.1 作出"
    )


def test_what_is_no_receipt_is_refused():
    with pytest.raises(InputError, match="不是判定凭据"):
        replay({"format": 1})


def test_the_facts_used_judge_as_all_facts_do():
    for seed in range(400):
        case = random_case(seed)
        receipt = receipt_of(case.policy, case.item, case.company, case.on)
        right = judgement_json(judge(case.policy, case.item, case.company, case.on))
        for key in ("class", "missing", "amount", "next_window"):
            assert receipt["judgement"][key] == right[key], seed
        results = [(one["id"], one["result"], one["distance"]) for one in receipt["judgement"]["leaves"]]
        assert results == [(one["id"], one["result"], one["distance"]) for one in right["leaves"]], seed
        assert receipt_bytes(replay(json.loads(receipt_bytes(receipt)))) == receipt_bytes(receipt), seed
