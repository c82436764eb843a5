"""Step `policy_time`: period words (近三年, 上年度, 截至上年末).

Owns the layer `times`; calendar days are read where windows and validity need them.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from nlp.times import PeriodWord, find_period_words
from nlp.work import show, work

_CITED = re.compile(r"《[^《》\n]{2,80}》|\([^()]{0,12}〔\d{4}〕[^()]{0,12}\)")
"""Titles and numbers of other documents: a year in them is no period of a fact."""


@Language.component("policy_time")
def time(doc: Doc) -> Doc:
    """Find the period words, line by line."""
    state = work(doc)
    found: list[PeriodWord] = []
    for start, end, _ in state.lines:
        cited = [hit.span() for hit in _CITED.finditer(state.text, start, end)]
        found += [w for w in find_period_words(state.text, start, end) if not _within(w, cited)]
    state.times.put(found)
    show(doc, "times", [(t.start, t.end, t.means) for t in state.times])
    return doc


def _within(word: PeriodWord, cited: list[tuple[int, int]]) -> bool:
    return any(a <= word.start and word.end <= b for a, b in cited)
