"""Laws of every reading: exact quotes, ids that resolve, the contract's form, the same bytes every time."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.errors import InputError
from domain.policy import Policy
from domain.reading_file import policy_of
from domain.reading_json import reading_json
from nlp.read import read_text

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = [
    path.read_text(encoding="utf-8") for path in sorted((ROOT / "api" / "demo" / "policies").glob("*.txt"))
]


def check(policy: Policy) -> None:
    """Quotes stand where they say, and the file reader accepts the reading and gives it back."""
    assert policy.text is not None
    spans = [one.span for one in policy.criteria()] + [one.span for one in policy.review]
    for item in policy.items:
        spans += [one.span for one in (*item.benefits, *item.windows)] + [*item.stacking, *item.prefer]
    for span in spans:
        assert policy.text[span.start : span.end] == span.quote
        assert span.quote
    assert policy_of(reading_json(policy)) == policy


@st.composite
def mangled(draw: st.DrawFn) -> str:
    """A real text with blanks, widths, breaks, cuts and repeats that a conversion leaves behind."""
    text = draw(st.sampled_from(SAMPLES))
    start = draw(st.integers(0, max(0, len(text) - 200)))
    text = text[start : start + draw(st.integers(20, 900))]
    for _ in range(draw(st.integers(0, 6))):
        place = draw(st.integers(0, len(text)))
        crumb = draw(
            st.sampled_from(
                [
                    " ",
                    "　",
                    "\n",
                    "（",
                    "）",
                    "，",
                    "；",
                    "①",
                    "\ufeff",
                    "１０",
                    "%",
                    "或",
                    "第三条",
                    "\t",
                    "“",
                ]
            )
        )
        text = text[:place] + crumb + text[place:]
    if draw(st.booleans()):
        text = text.translate(str.maketrans("0123456789（），；：", "０１２３４５６７８９(),;:"))
    return text


@settings(max_examples=120, deadline=None)
@given(mangled())
@example("一、申报条件\n（一）")
@example("第三条 有下列情形之一的，不得申报：")
def test_a_mangled_text_gives_a_valid_reading(text: str) -> None:
    try:
        policy = read_text(text, doc_id="m")
    except InputError:
        assert not text.strip()
        return
    check(policy)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        policy = read_text(text, doc_id="m")
    except InputError as error:
        refusal = str(error)
    else:
        refusal = ""
        check(policy)

    assert refusal == "" or re.search("[\u4e00-\u9fa5]", refusal)


@pytest.mark.parametrize("text", SAMPLES, ids=lambda text: text[:12])
def test_the_same_text_gives_the_same_bytes(text: str) -> None:
    once, again = (json.dumps(reading_json(read_text(text, doc_id="m"))) for _ in range(2))

    assert once == again


@pytest.mark.parametrize("text", SAMPLES, ids=lambda text: text[:12])
def test_blanks_around_numbers_change_no_leaf(text: str) -> None:
    spaced = re.sub(r"(?<=[\u4e00-\u9fa5])(?=\d)|(?<=\d)(?=[\u4e00-\u9fa5])", " ", text)

    def said(policy: Policy) -> list[tuple[str, object, object]]:
        return [(one.feature, one.op, one.value) for one in policy.criteria()]

    assert said(read_text(spaced, doc_id="m")) == said(read_text(text, doc_id="m"))
