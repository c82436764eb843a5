"""The cutting of a policy text: nothing lost, every quote under its own mark."""

from hypothesis import given
from hypothesis import strategies as st

from api.console.marks import Mark, paragraphs
from domain.policy import Block

TEXTS = st.text(alphabet="甲乙丙，。\n", min_size=1, max_size=60)


@st.composite
def marked_texts(draw):
    text = draw(TEXTS)
    ends = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(ends, ends), max_size=6))
    marks = [Mark(f"m{i}", min(a, b), max(a, b), "criterion", "") for i, (a, b) in enumerate(spans)]
    return text, marks


@given(marked_texts())
def test_pieces_joined_are_the_text(given_text):
    text, marks = given_text
    lines = ["".join(piece.text for piece in one.pieces) for one in paragraphs(text, (), marks)]
    assert lines == [line for line in text.split("\n") if line.strip()]


@given(marked_texts())
def test_each_mark_opens_once_and_covers_its_quote(given_text):
    text, marks = given_text
    cut = paragraphs(text, (), marks)
    opened = [mark.anchor for one in cut for piece in one.pieces for mark in piece.opens]
    shown = {
        mark.anchor: "".join(piece.text for one in cut for piece in one.pieces if mark in piece.marks)
        for mark in marks
    }
    for mark in marks:
        visible = "".join(line for line in text[mark.start : mark.end].split("\n"))
        if not visible.strip():
            continue
        assert opened.count(mark.anchor) == 1
        assert shown[mark.anchor].replace(" ", "") == _on_kept_lines(text, mark).replace(" ", "")


def _on_kept_lines(text, mark):
    found, start = "", 0
    for line in text.split("\n"):
        if line.strip():
            found += text[
                max(start, mark.start) : max(min(start + len(line), mark.end), max(start, mark.start))
            ]
        start += len(line) + 1
    return found


def test_marks_that_nest_are_both_on_the_inner_piece():
    outer, inner = Mark("a", 0, 4, "criterion", ""), Mark("b", 1, 3, "benefit", "")
    (line,) = paragraphs("甲乙丙丁", (Block(0, 4, "heading"),), [inner, outer])
    assert [(piece.text, [m.anchor for m in piece.marks]) for piece in line.pieces] == [
        ("甲", ["a"]),
        ("乙丙", ["a", "b"]),
        ("丁", ["a"]),
    ]
    assert line.kind == "heading"


def test_a_mark_outside_the_text_is_left_out():
    (line,) = paragraphs("甲乙", (), [Mark("a", 1, 9, "criterion", "")])
    assert [piece.marks for piece in line.pieces] == [()]
