"""The referee itself on the page's examples, and the judge against the referee on random cases."""

from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.matching.make_case import firm, one_item
from tests.matching.oracle import Answer, evaluate
from tests.matching.oracle_cases import random_case
from tests.matching.oracle_compare import differences

CASES = 1500
ON = date(2026, 5, 10)
INTENSITY = {"kind": "compare", "feature": "rd_intensity", "op": "ge", "value": "0.03"}
ACCIDENT = {"kind": "event", "feature": "safety_accident", "period": "rolling 36m"}
MANUAL = {"kind": "manual", "feature": "other", "phrase": "行业领先"}


def money(feature: str, value: str, period: str = "2025") -> dict[str, str]:
    return {"feature": feature, "value": value, "unit": "CNY", "period": period}


PARTS = [money("rd_expense", "2999999.99"), money("revenue", "100000000")]


def answer(leaves: object, on: date = ON, *, company: dict[str, object], **item: object) -> Answer:
    policy, one = one_item(leaves, **item)  # type: ignore[arg-type]
    return evaluate(policy, one, firm(**company), on)


def test_a_hair_below_the_ratio_fails_with_its_exact_distance():
    got = answer(INTENSITY, company={"facts": PARTS}).leaves["c1"]

    assert (got.result, got.measure, got.money) == ("false", Fraction(1, 10**10), Fraction(1, 100))


@pytest.mark.parametrize(("given", "result"), [("0.03", "false"), ("0.031", "unknown")])
def test_a_given_ratio_gives_way_only_where_it_is_the_derived_one_rounded(given, result):
    ratio = {"feature": "rd_intensity", "value": given, "unit": "1", "period": "2025"}

    assert answer(INTENSITY, company={"facts": [*PARTS, ratio]}).leaves["c1"].result == result


def test_a_known_part_of_the_sum_may_already_reach_it():
    leaf = {"kind": "compare", "feature": "revenue", "op": "ge", "value": "12", "period": "fy2 sum"}

    assert answer(leaf, company={"facts": [money("revenue", "13")]}).outcome == "fits"


@pytest.mark.parametrize(("day", "outcome"), [("2023-05-10", "barred"), ("2023-05-09", "fits")])
def test_the_first_day_of_a_rolling_window_counts(day, outcome):
    facts = [
        {"feature": "safety_accident", "value": True, "period": day},
        {"feature": "safety_accident", "value": False, "period": "now"},
    ]

    assert answer(ACCIDENT, company={"facts": facts}, require=None, exclude="c1").outcome == outcome


@pytest.mark.parametrize(
    ("tree", "outcome"), [("any(c1, c2)", "fits"), ("all(c1, c3)", "unknown"), ("all(c1, c2)", "needs_check")]
)
def test_a_person_leaf_waits_only_where_it_matters(tree, outcome):
    yes = {"kind": "state", "feature": "legal_person"}
    no_fact = {"kind": "state", "feature": "operating"}
    facts = [{"feature": "legal_person", "value": True, "period": "now"}]

    assert answer([MANUAL, yes, no_fact], company={"facts": facts}, require=tree).outcome == outcome


def test_a_year_is_full_on_the_day_of_the_same_number():
    leaf = {"kind": "compare", "feature": "age_years", "op": "ge", "value": "1"}

    assert answer(leaf, company={"founded": "2025-05-10"}).leaves["c1"].result == "true"
    assert answer(leaf, company={"founded": "2025-05-11"}).leaves["c1"].measure == 1


def test_bands_of_one_form_do_not_add_up():
    benefit = {"form": "award", "rate": None, "cap": None, "quote": "原文", "start": 0, "end": 2}
    bands = [benefit | {"amount": "100000", "when": "c1"}, benefit | {"amount": "300000", "when": "c2"}]
    facts = [{"feature": "legal_person", "value": True, "period": "now"}]
    leaves = [{"kind": "state", "feature": "legal_person"}, {"kind": "state", "feature": "operating"}]

    got = answer(leaves, company={"facts": facts}, benefits=bands, require="c1")

    assert (got.low, got.high) == (Decimal(100000), Decimal(300000))


def test_random_cases_reach_every_class_and_every_answer_of_every_kind():
    outcomes, answers = Counter(), Counter()
    for seed in range(CASES):
        case = random_case(seed)
        got = evaluate(case.policy, case.item, case.company, case.on)
        outcomes[got.outcome] += 1
        kinds = {leaf.id: leaf.kind.value for leaf in case.policy.criteria()}
        answers.update((kinds[name], one.result, one.waits_for) for name, one in got.leaves.items())

    assert set(outcomes) == {"fits", "closed", "needs_check", "unknown", "fails", "barred"}
    ways = [("true", None), ("false", None), ("unknown", "fact"), ("unknown", "person")]
    for kind in ("compare", "rank", "in", "has", "event", "state", "manual"):
        assert all(answers[kind, *way] for way in ways), f"{kind} 没有遇到全部四种结果"


@pytest.mark.parametrize("first", range(0, CASES, CASES // 5))
def test_the_judge_says_what_the_oracle_says(first):
    seeds = range(first, first + CASES // 5)
    wrong = {seed: found for seed in seeds if (found := differences(random_case(seed)))}

    assert not wrong, f"判定与对照不一致：{dict(list(wrong.items())[:3])}"
