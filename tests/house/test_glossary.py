"""One concept, one English word, one Chinese word, one label: the glossary and the graph's schema agree."""

import re

import pytest

from tests.house.checkout import ROOT, where

GLOSSARY = ROOT / "docs/glossary.md"
# (n:Label) and (:Label), also several: (n:One:Two); a relationship type stands in square brackets.
NODE = re.compile(r"\(\s*\w*\s*:\s*([A-Z]\w*(?:\s*[:|&]\s*[A-Z]\w*)*)")
HEADINGS = ["English", "中文", "graph label", "meaning"]


def statements(*folder: str) -> str:
    """All statements below a folder of `cypher/`, without comments."""
    files = sorted(ROOT.joinpath("cypher", *folder).rglob("*.cypher"))
    return "\n".join(re.sub(r"(?m)//.*$", "", path.read_text(encoding="utf-8")) for path in files)


def node_labels(text: str) -> set[str]:
    """Labels given to nodes in Cypher text."""
    return {label for group in NODE.findall(text) for label in re.split(r"\s*[:|&]\s*", group)}


@pytest.fixture(scope="module")
def rows():
    """The rows of the glossary's tables of concepts, by heading; other tables are not looked at."""
    found, inside = [], False
    for line in GLOSSARY.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        inside = cells == HEADINGS or (inside and line.startswith("|"))
        if inside and cells != HEADINGS and not set(line) <= set("|-: "):
            found.append(dict(zip(HEADINGS, cells, strict=True)))
    assert found, f"{where(GLOSSARY)} 里没有表头为 {' | '.join(HEADINGS)} 的表"
    return found


@pytest.fixture(scope="module")
def labels(rows):
    """Node labels that the glossary names; relationship types (in capitals) are left to their own columns."""
    words = {word for row in rows for word in re.findall(r"[A-Z]\w*", row["graph label"])}
    return {word for word in words if not word.isupper()}


def test_every_label_of_the_schema_is_in_the_glossary(labels):
    missing = node_labels(statements("schema")) - labels

    assert not missing, f"cypher/schema 里的标签不在术语表里：{sorted(missing)}"


def test_every_label_of_the_glossary_is_used(labels):
    unused = labels - node_labels(statements())

    assert not unused, f"术语表里的标签没有语句用到：{sorted(unused)}"


def test_no_word_stands_for_two_things(rows):
    for heading in ("English", "中文"):
        words = [row[heading] for row in rows]
        twice = {word for word in words if words.count(word) > 1}
        assert not twice, f"术语表“{heading}”一列里重复：{sorted(twice)}"


def test_labels_are_found_in_cypher():
    text = "MATCH (:Policy)-[:GRANTS]->(i:Item {id: $id}) MERGE (n:One:Two) RETURN i"

    assert node_labels(text) == {"Policy", "Item", "One", "Two"}
