"""The spaCy pipeline: its steps by name, its tokenizer, its layers, and that it can be stored."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

import nlp as package
from nlp.build import policy_of
from nlp.normal import normalise
from nlp.read import STEPS, analyse, pipeline
from nlp.readers.text import plain
from nlp.resources import WordFile, _read
from nlp.work import Work, work

TEXT = "某县办法\n一、申报条件\n（一）上年度营业收入不低于1,000万元，具有独立法人资格。\n"
LAYERS = {
    "blocks",
    "parts",
    "sections",
    "quantities",
    "times",
    "lexicon",
    "context",
    "clauses",
    "slots",
    "leaves",
    "audit",
}


def test_the_steps_stand_in_the_order_of_the_page() -> None:
    assert tuple(pipeline().pipe_names) == STEPS
    assert pipeline() is pipeline()


def test_every_step_leaves_its_layer_to_look_at() -> None:
    doc = analyse(plain(TEXT, {}), {})

    assert set(doc.spans) >= LAYERS
    assert [span.text for span in doc.spans["quantities"]] == ["不低于1,000万元"]
    assert "revenue" in {span.label_ for span in doc.spans["lexicon"]}


def test_a_stored_pipeline_reads_the_same(tmp_path: Path) -> None:
    pipeline().to_disk(tmp_path / "reader")
    again = spacy.load(tmp_path / "reader")
    source = plain(TEXT, {})
    normal = normalise(TEXT)
    doc = again.make_doc(normal.text)
    doc.user_data["work"] = Work(TEXT, normal, source.blocks, {})

    assert again.pipe_names == list(STEPS)
    assert policy_of(work(again(doc)), "x") == policy_of(work(analyse(source, {})), "x")


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("1,000万元", ["1,000", "万", "元"]),
        ("R&D投入", ["R", "&", "D", "投", "入"]),
        ("12.5%", ["12.5", "%"]),
        ("a b", ["a", "b"]),
    ],
)
def test_numbers_and_latin_words_are_one_token(text: str, tokens: list[str]) -> None:
    assert [token.text for token in pipeline().make_doc(text)] == tokens


@given(st.text(max_size=100))
def test_the_document_is_the_text(text: str) -> None:
    assert pipeline().make_doc(text).text == text


def test_every_word_list_is_used_by_a_step() -> None:
    folder = Path(package.__file__).parent
    code = "\n".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    uses = set(_read("words.yaml", WordFile).words)
    named = set(re.findall(r'(?:pattern|words)\(f?"([a-z_{}]+)"\)|turned\(state, "([a-z_]+)"', code))
    flat = {name for pair in named for name in pair if name}
    context = set(re.findall(r'"([a-z_]+)"', re.search(r"USES = \((.*?)\)", code, re.S)[1]))
    subjects = {use for use in uses if use.startswith("subject_")}

    assert uses <= flat | context | subjects | {"manual_rank", "manual_field"}
