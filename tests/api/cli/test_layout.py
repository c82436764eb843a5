"""What the terminal shows: Chinese widths, lines that break where people expect, words in both languages."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from api.cli.folding import fold
from api.cli.say import Say, _words
from matching.verdict import Outcome, Result, WaitsFor

TEXT = st.text(alphabet="政策条件，。（）“”ABC 0123456789.%-", max_size=60)


@given(TEXT, st.integers(min_value=4, max_value=40))
def test_folding_keeps_every_character_but_blanks_and_the_width(text, width):
    lines = list(fold(text, width))

    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("研发费用不低于100万元", 14, ["研发费用不低于", "100万元"]),
        ("截至2026-10-26取得", 8, ["截至", "2026-10-", "26取得"]),
        ("来源：（示例），取得", 12, ["来源：（示", "例），取得"]),
        ("甲乙丙丁。", 8, ["甲乙丙", "丁。"]),
        ("", 5, [""]),
    ],
)
def test_lines_break_between_words(text, width, lines):
    assert list(fold(text, width)) == lines


@pytest.mark.parametrize("key", sorted(_words()))
def test_every_word_has_both_languages_with_the_same_slots(key):
    word = _words()[key]

    assert set(word) == {"zh", "en"}
    slots = [sorted(part.split("}")[0] for part in word[lang].split("{")[1:]) for lang in ("zh", "en")]
    assert slots[0] == slots[1]


@pytest.mark.parametrize("outcome", Outcome)
def test_classes_are_called_as_everywhere(outcome):
    assert Say("zh").word(f"outcome_{outcome}") == outcome.zh


@pytest.mark.parametrize("result", Result)
def test_results_are_called_as_everywhere(result):
    say = Say("zh")

    assert say.word(f"result_{result}") == result.zh
    assert all(say.word(f"waits_{one}") for one in WaitsFor)


def test_columns_stand_under_their_heads(capsys):
    Say("zh").table("表", ("item", "near"), [("事项一", 5), ("b", 12)], right=("near",))

    title, heads, rule, first, second = capsys.readouterr().out.splitlines()
    assert title == "表"
    assert {cell_len(line.rstrip()) for line in (heads, rule, first, second)} == {cell_len(rule)}
    assert first.split() == ["事项一", "5"]


def test_nothing_in_a_cell_is_markup(capsys):
    Say("zh").table("[b]", ("item",), [("[red]x[/red]",)])

    assert "[red]x[/red]" in capsys.readouterr().out


def test_words_file_says_where_from():
    from importlib.resources import files

    content = yaml.safe_load((files("api.cli") / "words.yaml").read_text(encoding="utf-8"))
    assert content["source"]
    assert content["date"]
