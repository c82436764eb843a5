"""Every example of docs/judging.md is judged, by the product and by its referee."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from domain.company import Company
from domain.policy import Item, Policy
from matching.judge import judge
from matching.verdict import Judgement, LeafVerdict
from tests.matching.make_case import firm, one_item
from tests.matching.oracle import evaluate

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "judging.md").read_text(encoding="utf-8")
KEYS = {"说明", "条件", "企业", "日期", "结果"}
MAY = {"要求", "排除", "支持", "申报期", "文件", "签认"}
ANSWERS = {"条件", "待", "结论", "缺", "差距", "余量", "差额", "补法", "金额"}
QUOTE = {"quote": "原文", "start": 0, "end": 2}
SECTIONS = {"事实", "期间", "条件", "条件树", "结论", "理由"}


class _Texts(yaml.SafeLoader):
    """Dates stay text, as in a company file."""


_Texts.yaml_implicit_resolvers = {
    first: [(tag, shape) for tag, shape in known if tag != "tag:yaml.org,2002:timestamp"]
    for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_examples() -> list[tuple[str, dict[str, Any]]]:
    """Section and example, in the order of the page."""
    found, section = [], ""
    for heading, block in re.findall(
        r"^## [^\n、]+、([^\n]+)$|^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL
    ):
        section = heading or section
        if block:
            found.append((section, yaml.load(block, Loader=_Texts)))
    return found


EXAMPLES = read_examples()
each_example = pytest.mark.parametrize(
    "example", [pytest.param(one, id=f"{section}：{one['说明']}") for section, one in EXAMPLES]
)


def asked(example: dict[str, Any]) -> tuple[Policy, Item, Company, date]:
    """What the example gives to the judge."""
    item: dict[str, Any] = {}
    for key, name in (("支持", "benefits"), ("申报期", "windows")):
        item |= {name: [{**QUOTE, **one} for one in example[key]]} if key in example else {}
    for key, name in (("要求", "require"), ("排除", "exclude")):
        item |= {name: example[key]} if key in example else {}
    if example.get("签认") is False:
        item["signed"] = None
    policy, one = one_item(example["条件"], document=example.get("文件"), **item)
    return policy, one, firm(**example["企业"]), date.fromisoformat(example["日期"])


def words(leaf: LeafVerdict) -> dict[str, Any]:
    """The leaf's answer in the words of the page."""
    figures = {"差距": leaf.distance, "余量": leaf.margin, "差额": leaf.distance_money}
    waits = {"fact": "事实", "person": "人工"}
    return {
        "待": waits[leaf.waits_for.value] if leaf.waits_for else None,
        "补法": leaf.cure.value if leaf.cure else None,
        **figures,
    }


def answers(got: Judgement, example: dict[str, Any]) -> dict[str, Any]:
    """What the judge says of all that the example states."""
    results = {leaf.id: leaf.result.zh for leaf in got.leaves}
    one = isinstance(example["条件"], dict)
    found: dict[str, Any] = {
        "条件": next(iter(results.values())) if one else results,
        "结论": got.outcome.zh,
        "缺": list(got.missing),
        "金额": [got.amount.low, got.amount.high],
        **(words(got.leaves[0]) if one else {}),
    }
    return {key: found[key] for key in example["结果"]}


def expected(example: dict[str, Any]) -> dict[str, Any]:
    """The stated answer, figures as decimals."""
    found = dict(example["结果"])
    for key in {"差距", "余量", "差额"} & found.keys():
        found[key] = Decimal(found[key])
    if "金额" in found:
        found["金额"] = [None if value is None else Decimal(value) for value in found["金额"]]
    return found


@each_example
def test_the_judge_says_what_the_page_says(example):
    assert answers(judge(*asked(example)), example) == expected(example)


@each_example
def test_the_referee_says_what_the_page_says(example):
    got = evaluate(*asked(example))
    stated = example["结果"]
    zh = {"true": "符合", "false": "不符合", "unknown": "未知", "not_applicable": "不适用"}
    results = {name: zh[leaf.result] for name, leaf in got.leaves.items()}
    first = next(iter(got.leaves.values()))

    if "条件" in stated:
        one = isinstance(example["条件"], dict)
        assert (zh[first.result] if one else results) == stated["条件"]
    if "待" in stated:
        assert first.waits_for == {"事实": "fact", "人工": "person"}[stated["待"]]
    for key in {"差距", "余量"} & stated.keys():
        assert first.measure is None or first.measure == Decimal(stated[key])
    if "缺" in stated:
        assert list(got.missing) == stated["缺"]
    if "金额" in stated:
        assert [got.low, got.high] == expected(example)["金额"]


@each_example
def test_an_example_keeps_to_the_form(example):
    assert KEYS <= example.keys() <= KEYS | MAY
    assert example["结果"]
    assert example["结果"].keys() <= ANSWERS


def test_every_section_has_its_examples():
    counts = {name: [section for section, _ in EXAMPLES].count(name) for name in SECTIONS}

    assert min(counts.values()) >= 3, counts
    assert len(EXAMPLES) >= 25


def test_no_block_of_the_page_is_left_out():
    assert PAGE.count("```") == 2 * len(EXAMPLES)


def table_rows() -> list[tuple[str, str]]:
    """The table that says which tests hold which section."""
    table = PAGE.split("| 节 | 测试 |\n|---|---|\n")[1]
    return re.findall(r"^\| (.+?) \| (.+?) \|$", table, re.MULTILINE)


@pytest.mark.parametrize(("section", "tests"), table_rows(), ids=[section for section, _ in table_rows()])
def test_the_tests_named_for_a_section_are_there(section, tests):
    named = re.findall(r"`([^`]+)`", tests)
    assert named, f"“{section}”没有写测试"
    for name in named:
        assert (ROOT / name).is_file(), name


def test_every_section_of_rules_has_its_tests():
    written = dict(re.findall(r"^## [^\n、]+、([^\n]+)$(.+?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
    there = {name for name, text in written.items() if "本版还没有提供" not in text}

    assert {section for section, _ in table_rows()} == there - {"哪些测试守着哪一节"}
