"""The examples of docs/sentences.md: printed as they are read, or refused as the page says."""

import re
from pathlib import Path

import pytest

from domain.errors import InputError
from domain.sentence import parse_item, parse_sentence, print_item, sentence

PAGE = (Path(__file__).resolve().parents[3] / "docs/sentences.md").read_text(encoding="utf-8")


def blocks(mark):
    """Code blocks of the page with this mark."""
    found = re.findall(rf"(?m)^```{mark}\n(.*?)^```$", PAGE, flags=re.DOTALL)
    assert found, f"docs/sentences.md 里没有标为“{mark}”的代码块"
    return [block.rstrip("\n") for block in found]


SENTENCES = [line for block in blocks("规范句") for line in block.split("\n")]
CELLS = re.findall(r"(?m)^\| .+（\w+） \| .+ \| (.+) \|$", PAGE)


@pytest.mark.parametrize("text", [*SENTENCES, *CELLS])
def test_a_sentence_of_the_page_is_canonical(text):
    assert sentence(parse_sentence(text)) == text


def test_the_table_shows_every_kind():
    assert len({parse_sentence(text).kind for text in CELLS}) == len(CELLS) == 7


@pytest.mark.parametrize("text", blocks("规范条文"))
def test_a_text_of_the_page_is_canonical(text):
    assert print_item(parse_item(text)) == text


@pytest.mark.parametrize("block", blocks("不合规范"))
def test_what_the_page_calls_wrong_is_refused_in_its_words(block):
    text, said = block.split("\n")

    with pytest.raises(InputError) as caught:
        parse_sentence(text)

    assert str(caught.value) == said
