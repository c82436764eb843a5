"""Statement files are read strictly."""

import pytest

from domain.errors import InputError, Where
from graph.statement import Field, Mode, each, load, members, parse

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


EACH = """// 每种标签一条。
// reads
// $key  STRING  键
// name  STRING  名称
// each  A: <label>=Company <key>=key
// each  B: <label>=Policy <key>=doc_id
MATCH (c:<label> {<key>: $key})
RETURN c.name AS name
"""


def test_each_label_of_the_list_fills_its_places():
    assert members(EACH, Where()) == {
        "A": {"label": "Company", "key": "key"},
        "B": {"label": "Policy", "key": "doc_id"},
    }
    one = load("transfer.page:Policy")
    assert one.text.startswith("MATCH (n:Policy)\nWHERE n.doc_id > $after")
    assert one.name == "transfer.page:Policy"
    assert set(each("transfer.put")) == set(each("transfer.page"))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("// each  B:", "// each  A:", "重复"),
        ("<label>=Policy <key>=doc_id", "<label>=Policy", "位置与前面不同"),
        ("<label>=Policy", "<label>:Policy", "读不懂"),
        ("<label>=Policy", "<label>=Policy)-[]-(", "读不懂"),
        ("// each  B: <label>", "// each  <label>", "读不懂"),
    ],
    ids=["twice", "place missing", "form", "more than a name", "no name"],
)
def test_faults_of_each_lines_are_told_with_the_row(old, new, message):
    assert old in EACH
    with pytest.raises(InputError, match=f"第 6 行.*{message}"):
        members(EACH.replace(old, new), Where(file="cypher/x/y.cypher"))


@pytest.mark.parametrize("name", ["transfer.page", "transfer.page:Session", "policy.one:Policy"])
def test_only_listed_labels_can_be_asked_for(name):
    with pytest.raises(InputError):
        load(name)
