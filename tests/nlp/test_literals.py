"""Needed words: every match contains one, so that asking for them first never loses a match."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.components.lexicon import term_patterns
from nlp.literals import needed
from nlp.resources import terms


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("(?:国家|市)?高新技术企业", {"高新技术企业"}),
        ("(?:安全|质量)的?事故发生", {"事故发生"}),
        ("(?:生产安全|产品质量)事故", {"生产安全", "产品质量"}),
        ("已?投产", {"投产"}),
        ("(?:立项|备案)(?:文件|手续)", {"立项", "备案"}),
        ("[一二三]级", {"级"}),
    ],
    ids=["what may be left out", "a choice before", "a choice", "one letter", "two choices", "a class"],
)
def test_the_longest_words_that_must_stand_are_needed(pattern: str, words: set[str]) -> None:
    assert needed([pattern]) == words


def test_a_pattern_that_needs_no_word_is_always_searched() -> None:
    assert needed(["[一二三]+", "高新技术企业"]) is None


WORDS = [word for entry in terms().terms for word in (entry.test, *filter(str.isalpha, entry.words))]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4))
def test_no_match_is_lost_by_asking_first(pieces: list[str]) -> None:
    text = "，".join(pieces)
    for entry, pattern in zip(terms().terms, term_patterns(), strict=True):
        words = needed(entry.words)
        for hit in re.finditer(pattern, text):
            assert words is None or any(word in hit[0] for word in words)
