"""Receipts: a judgement with the rule, the facts, the day and the software it rests on, sealed by a hash.

Owns what stands in a receipt and how it is checked; the verdict in it is `matching`'s. A receipt carries
all that replaying needs, so that another office can do so without our graph; only code tables beyond the
national ones must be given again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any as AnyValue

from api.wire.judgement import judgement_json
from domain.company import Company, Fact
from domain.company_file import company_json, company_of, typed_value
from domain.errors import InputError, Where
from domain.period import parse_day
from domain.policy import Item, Policy
from domain.reading_file import policy_of
from domain.reading_json import reading_json
from domain.vocabulary import vocabulary
from matching.assess import Plan, prepare
from matching.codes import Codes
from matching.judge import SOFTWARE, judge
from matching.kernel.predicates import input_of

Receipt = dict[str, AnyValue]
FORMAT = 1
_KEYS = {"format", "software", "on", "rule", "rule_sha256", "company", "judgement", "sha256"}
_LISTS = ("facts", "titles", "findings")


def receipt_of(policy: Policy, item: Item, company: Company, on: date, codes: Codes | None = None) -> Receipt:
    """The receipt of one judgement; the order of facts, titles and findings makes no difference.

    Raises:
        InputError: the item names a criterion or a feature that does not exist.
    """
    plan = prepare(policy, item)
    rule, used = _rule(plan), _used(plan, company)
    facts = _sorted(company_json(used))
    verdict = judgement_json(judge(policy, item, company_of(facts), on, codes))
    verdict.pop("receipt")
    said = {
        "format": FORMAT,
        "software": SOFTWARE,
        "on": str(on),
        "rule": rule,
        "rule_sha256": _digest(rule),
        "company": facts,
        "judgement": verdict,
    }
    return {**said, "sha256": _digest(said)}


def receipts_of(
    policy: Policy, item_ids: Iterable[str], company: Company, on: date, codes: Codes | None = None
) -> dict[str, Receipt]:
    """The receipts of some items of a reading, by item."""
    named = set(item_ids)
    return {
        item.id: receipt_of(policy, item, company, on, codes) for item in policy.items if item.id in named
    }


def seals(receipts: Mapping[str, Receipt]) -> dict[str, str]:
    """Their hashes, by item."""
    return {name: str(receipt["sha256"]) for name, receipt in receipts.items()}


def receipt_bytes(receipt: Mapping[str, AnyValue]) -> bytes:
    """The canonical JSON: keys sorted, no blanks, UTF-8."""
    text = json.dumps(receipt, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


def replay(receipt: Mapping[str, AnyValue], codes: Codes | None = None) -> Receipt:
    """The receipt that judging again gives, from the rule and facts that it carries.

    Raises:
        InputError: it is no receipt of this format.
    """
    _check_form(receipt)
    policy = policy_of(receipt["rule"], Where(path="rule"))
    if len(policy.items) != 1:
        raise InputError("凭据里的规则不是一个事项", where=Where(path="rule"), expected="一个事项")
    company = company_of(receipt["company"], Where(path="company"))
    return receipt_of(policy, policy.items[0], company, parse_day(str(receipt["on"])), codes)


def _check_form(receipt: object) -> None:
    if not isinstance(receipt, Mapping) or set(receipt) != _KEYS or receipt["format"] != FORMAT:
        expected = f"judge --receipts 写出的凭据（第 {FORMAT} 版格式）"
        raise InputError("这不是判定凭据，或缺了、多了内容", expected=expected)


def faults_of(receipt: Mapping[str, AnyValue], codes: Codes | None = None) -> list[str]:
    """What is wrong with a receipt, in Chinese; empty for one that replays to the same bytes.

    Raises:
        InputError: it is no receipt of this format.
    """
    _check_form(receipt)
    if _digest({key: value for key, value in receipt.items() if key != "sha256"}) != receipt["sha256"]:
        return ["内容与 SHA-256 不符：凭据写出以后被改动过"]
    again = replay(receipt, codes)
    if receipt_bytes(again) == receipt_bytes(receipt):
        return []
    found = []
    if receipt["software"] != again["software"]:
        found.append(f"凭据由 {receipt['software']} 作出，现在是 {again['software']}，版本不同")
    found += [f"重算以后“{said}”不同" for name, said in _PARTS.items() if receipt[name] != again[name]]
    return found


_PARTS = {"rule": "规则", "rule_sha256": "规则版本", "company": "用到的事实", "judgement": "判定结果"}
"""The parts that replaying makes anew, in words."""


def _digest(value: Mapping[str, AnyValue]) -> str:
    return hashlib.sha256(receipt_bytes(value)).hexdigest()


def _sorted(company: dict[str, AnyValue]) -> dict[str, AnyValue]:
    lists = {key: sorted(company[key], key=receipt_bytes) for key in _LISTS}
    return {**company, **lists}


def _rule(plan: Plan) -> dict[str, AnyValue]:
    """The document with this item alone, with the criteria that it names; the text stays for its quotes."""
    criteria = tuple(question.criterion for question in plan.questions.values())
    item = replace(plan.item, criteria=criteria)
    return reading_json(replace(plan.policy, items=(item,), review=(), blocks=()))


def _used(plan: Plan, company: Company) -> Company:
    """The firm with what the item may look at: asked features, what they follow from, findings on it."""
    questions = plan.questions.values()
    inputs = [input_of(question.feature.id, question.criterion.kind) for question in questions]
    features = {feature for one in inputs for feature in one.features}
    return replace(
        company,
        facts=tuple(fact for fact in company.facts if fact.feature in features and _written(fact)),
        titles=company.titles if any(one.titles for one in inputs) else (),
        findings=tuple(one for one in company.findings if one.item in plan.item_ids),
    )


def _written(fact: Fact) -> bool:
    """Whether a company file can state it: a number for a name cannot be, and proves and replaces nothing."""
    if not isinstance(fact.value, Decimal):
        return True
    return typed_value(vocabulary()[fact.feature], format(fact.value, "f")) == fact.value
