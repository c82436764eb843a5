"""Every statement is what its header says, is used, and asks within bounds."""

import re

import pytest

from graph.statement import Mode, load, names
from tests.house.checkout import ROOT, modules, where

WRITES = re.compile(r"\b(CREATE|MERGE|SET|DELETE|REMOVE|DROP|FOREACH|TERMINATE)\b")
# "policy.one" in a string; several are put together from a subject in a table, as in f"{subject}.merge".
NAMED = re.compile(r"f?\"([a-z][a-z_]*\.[a-z_]+)(?:\"|:\{)|f\"\{[\w.]+\}\.([a-z_]+)\"")
ONE_KEY = re.compile(r"MATCH \(\w*:\w+ \{\w+: \$\w+\}\)")
ALL = names()
# A statement for several labels has a name for each; its file and its use go by what is before the colon.
FILES = {name.partition(":")[0] for name in ALL}
ROWLESS = {name for name in ALL if load(name).mode is Mode.WRITES and "$rows" not in load(name).text}


def code(name):
    """The text without strings and comments."""
    return re.sub(r"'[^']*'|//[^\n]*", "''", load(name).text)


def innermost_removed(text):
    """The text without what stands in braces and brackets, so that only the outer clauses remain."""
    while (shorter := re.sub(r"\{[^{}]*\}|\[[^\[\]]*\]|\([^()]*\)", "", text)) != text:
        text = shorter
    return text


def columns(name):
    """Aliases of the last RETURN of the outer statement, in order."""
    last = innermost_removed(code(name)).rpartition("RETURN")[2]
    last = re.split(r"\b(?:ORDER BY|LIMIT|SKIP)\b", last)[0]
    return [part.split()[-1].rpartition(".")[2] for part in last.split(",") if part.strip()]


@pytest.mark.parametrize("name", ALL)
def test_parameters_are_those_of_the_header(name):
    used = set(re.findall(r"\$(\w+)", code(name)))

    assert used == {one.name for one in load(name).params}


@pytest.mark.parametrize("name", [name for name in ALL if load(name).mode is Mode.READS])
def test_reads_give_the_columns_of_the_header_ordered_and_bounded(name):
    text = code(name)
    outer = innermost_removed(text)

    assert columns(name) == [one.name for one in load(name).columns]
    assert not WRITES.search(text), f"{name} 标为 reads，却有写入"
    single = ONE_KEY.search(text) and "LIMIT 1" in text
    assert single or "ORDER BY" in outer, f"{name} 没有次序"
    given = {one.name for one in load(name).params} & {"limit", "keys", "doc_ids", "rows"}
    of_server = name.startswith("admin.")  # as many as there are migrations, indexes, running statements
    assert single or given or of_server, f"{name} 没有上限：要有 LIMIT $limit、成批的键，或一个键加 LIMIT 1"
    assert "limit" not in given or "LIMIT $limit" in text


@pytest.mark.parametrize("name", [name for name in ALL if load(name).mode is Mode.WRITES])
def test_writes_merge_rows_and_give_nothing_back(name):
    text = code(name)

    assert WRITES.search(text)
    assert not load(name).columns
    assert not re.search(r"\bCREATE\b(?! SET)", text.replace("ON CREATE", "")), (
        f"{name} 用 CREATE，重复执行会重复"
    )
    if name not in ROWLESS:
        assert text.startswith("UNWIND $rows AS row"), f"{name} 应从 UNWIND $rows AS row 开始"


def test_writes_without_rows_are_the_few_that_concern_everything():
    assert {
        "admin.terminate",
        "leader.forget",
        "leader.take_back",
        "member.forget",
        "member.take_back",
        "run.clear",
        "run.unmark",
        "supply.forget",
        "supply.take_back",
        "title.drop_unheld",
    } == ROWLESS


@pytest.mark.parametrize("name", ALL)
def test_labels_are_written_out(name):
    assert ":$" not in code(name)


@pytest.mark.parametrize("name", [name for name in ALL if name.startswith("schema.")])
def test_schema_can_run_again(name):
    assert load(name).mode is Mode.SCHEMA
    assert "IF NOT EXISTS" in load(name).text


def test_every_statement_is_used_and_every_used_name_exists():
    sources = {path: path.read_text(encoding="utf-8") for path in modules() if path.parent.name == "graph"}
    folders = {name.partition(".")[0] for name in ALL}
    whole: dict[str, str] = {}
    tails: set[str] = set()
    for path, text in sources.items():
        for full, tail in NAMED.findall(text):
            if full and full.partition(".")[0] in folders:
                whole[full] = where(path)
            if tail:
                tails.add(tail)

    missing = {name: place for name, place in whole.items() if name not in FILES}
    assert not missing, f"用到却没有的语句：{missing}"
    unused = {name for name in FILES if name not in whole and name.partition(".")[2] not in tails}
    assert not {name for name in unused if not name.startswith("schema.")}, (
        f"没有用到的语句：{sorted(unused)}"
    )


def test_every_file_below_cypher_is_a_statement():
    files = {
        path for path in (ROOT / "cypher").rglob("*") if path.is_file() and "__pycache__" not in path.parts
    }
    known = {ROOT / "cypher" / f"{name.replace('.', '/')}.cypher" for name in FILES}

    assert files - known == {ROOT / "cypher/__init__.py"}
