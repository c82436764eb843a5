"""The judge against the oracle on random cases: `python -m tests.matching.oracle_compare 100000 --first 0`.

Owns `differences`, and the shrinking of a case that differs to the little that still shows it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from domain.company_file import company_json
from domain.reading_json import reading_json
from domain.tree import Leaf
from matching.judge import judge
from matching.verdict import LeafVerdict
from tests.matching.oracle import LeafAnswer, evaluate
from tests.matching.oracle_cases import Case, random_case

PRECISION = Fraction(1, 10**14)
"""Relative: 15 digits, or exact."""


def differences(case: Case) -> list[str]:
    """Where the judge says another thing than the oracle; empty where they agree."""
    return list(_differences(case))


def _differences(case: Case) -> Iterator[str]:
    expected = evaluate(case.policy, case.item, case.company, case.on)
    got = judge(case.policy, case.item, case.company, case.on)
    leaves = {leaf.id: leaf for leaf in got.leaves}
    for name, answer in expected.leaves.items():
        if name not in leaves:
            yield f"{name} 没有列出"
        else:
            yield from (f"{name} {what}" for what in _leaf_differences(answer, leaves[name]))
    if extra := leaves.keys() - expected.leaves.keys():
        yield f"多列了 {extra}"
    pairs = {
        "class": (expected.outcome, got.outcome.value),
        "missing": (expected.missing, got.missing),
        "low": (expected.low, got.amount.low),
        "high": (expected.high, got.amount.high),
    }
    yield from (f"{key}：应为 {want}，判为 {had}" for key, (want, had) in pairs.items() if want != had)


def _leaf_differences(answer: LeafAnswer, leaf: LeafVerdict) -> Iterator[str]:
    if answer.result != leaf.result.value:
        yield f"应为 {answer.result}（{answer.waits_for}），判为 {leaf.result.value}（{leaf.waits_for}）"
        return
    waits = leaf.waits_for.value if leaf.waits_for else None
    if answer.waits_for != waits:
        yield f"待定于应为 {answer.waits_for}，判为 {waits}"
    if answer.measure is not None:
        given = leaf.distance if answer.result == "false" else leaf.margin
        if given is None or not _near(answer.measure, Fraction(given)):
            yield f"差距或余量应为 {float(answer.measure)}，判为 {given}"
    money = leaf.distance_money
    if answer.money is not None and (money is None or not _near(answer.money, Fraction(money))):
        yield f"差额应为 {float(answer.money)}，判为 {money}"


def _near(exact: Fraction, given: Fraction) -> bool:
    return abs(exact - given) <= PRECISION * max(Fraction(1), abs(exact))


def smaller(case: Case) -> Iterator[Case]:
    """Cases with one thing less."""
    firm, item = case.company, case.item

    def with_item(changed: object) -> Case:
        items = tuple(changed if one.id == item.id else one for one in case.policy.items)
        return replace(case, item=changed, policy=replace(case.policy, items=items))  # type: ignore[arg-type]

    for name in ("facts", "titles", "findings"):
        values = getattr(firm, name)
        for at in range(len(values)):
            yield replace(case, company=replace(firm, **{name: values[:at] + values[at + 1 :]}))
    for name in ("region", "industry", "founded"):
        if getattr(firm, name) is not None:
            yield replace(case, company=replace(firm, **{name: None}))
    for name in ("benefits", "windows"):
        values = getattr(item, name)
        for at in range(len(values)):
            yield with_item(replace(item, **{name: values[:at] + values[at + 1 :]}))
    for criterion in case.policy.criteria():
        for root in ("require", "exclude"):
            if not isinstance(getattr(item, root), Leaf | None):
                yield with_item(replace(item, **{root: Leaf(criterion.id)}))
    for root in ("require", "exclude"):
        if getattr(item, root) is not None:
            yield with_item(replace(item, **{root: None}))
    for at, fact in enumerate(firm.facts):
        for name in ("source", "observed", "phrase"):
            if getattr(fact, name) is not None:
                facts = (*firm.facts[:at], replace(fact, **{name: None}), *firm.facts[at + 1 :])
                yield replace(case, company=replace(firm, facts=facts))


def shrunk(case: Case, word: str) -> Case:
    """The smallest case found that still differs by a difference with this word in it."""
    while True:
        for other in smaller(case):
            if any(word in one for one in differences(other)):
                case = other
                break
        else:
            return case


def _say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")


def _show(case: Case, found: list[str]) -> None:
    named = {one.split()[0] for one in found}
    _say("  日期", case.on, "差异", found)
    for leaf in case.policy.criteria():
        if leaf.id in named or len(list(case.policy.criteria())) == 1:
            parts = reading_json(case.policy)["items"]
            texts = [one for item in parts for one in item["leaves"] if one["id"] == leaf.id]
            _say("  条件", texts)
    _say("  事项", reading_json(case.policy)["items"][1] | {"leaves": "…"})
    _say("  企业", company_json(case.company))


def main() -> int:
    """Count and show the cases that differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--show", type=int, default=5)
    asked = parser.parse_args()
    wrong = 0
    for seed in range(asked.first, asked.first + asked.count):
        found = differences(random_case(seed))
        if found:
            wrong += 1
            if wrong <= asked.show:
                word = found[0].split("，")[0].split(" ", 1)[-1]
                small = shrunk(random_case(seed), word)
                _say(f"种子 {seed}：{found}")
                _show(small, differences(small))
    _say(f"{asked.count} 例，不一致 {wrong} 例")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
