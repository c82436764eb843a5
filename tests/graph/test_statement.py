"""Statement files are read strictly."""

import pytest

from domain.errors import InputError
from graph.statement import Field, Mode, load, parse

GOOD = """// 一家企业。
// reads
// $key  STRING  企业的键
// name  STRING  名称
MATCH (c:Company {key: $key})
RETURN c.name AS name
"""


def test_header_and_text_are_read():
    found = parse("company.one", GOOD)

    assert (found.purpose, found.mode) == ("一家企业。", Mode.READS)
    assert found.params == (Field("key", "STRING", "企业的键"),)
    assert found.columns == (Field("name", "STRING", "名称"),)
    assert found.text == "MATCH (c:Company {key: $key})\nRETURN c.name AS name"


def test_keys_are_what_rows_are_found_by():
    lines = ["// x", "// writes", "UNWIND $rows AS row", "MATCH (a:A {k: row.a})"]
    text = "\n".join([*lines, "MERGE (a)-[r:R {id: row.b}]->(a)", "SET a.x = row.c"])

    assert parse("x.y", text).keys == ("a", "b")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("// reads", "// liest", "不认识"),
        ("// $key  STRING  企业的键", "// $key  TEXT  企业的键", "读不懂"),
        ("// $key  STRING  企业的键", "// $key STRING", "读不懂"),
        ("// name  STRING  名称", "// name  STRING  名称\n// name  STRING  名称", "重复"),
        (
            "// $key  STRING  企业的键\n// name  STRING  名称",
            "// name  STRING  名称\n// $key  STRING  键",
            "之后",
        ),
        ("// 一家企业。\n// reads\n", "", "不认识|头不对"),
        ("AS name\n", "AS name; MATCH (n) RETURN n\n", "分号"),
        ("MATCH (c:Company {key: $key})\nRETURN c.name AS name\n", "", "为空"),
    ],
    ids=["mode", "type", "no meaning", "twice", "order", "no header", "two statements", "empty"],
)
def test_faults_are_told_with_the_file(old, new, message):
    assert old in GOOD
    with pytest.raises(InputError, match=message) as caught:
        parse("company.one", GOOD.replace(old, new))

    assert "cypher/company/one.cypher" in str(caught.value)


@pytest.mark.parametrize("name", ["nichts", "policy.nichts", "../domain.errors", "policy.one.two"])
def test_unknown_names_are_refused(name):
    with pytest.raises(InputError):
        load(name)
