"""Step `policy_time`: period words (近三年, 上年度, 截至上年末).

Owns the layer `times`; calendar days are read where windows and validity need them.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from nlp.times import find_period_words
from nlp.work import show, work


@Language.component("policy_time")
def time(doc: Doc) -> Doc:
    """Find the period words, line by line."""
    state = work(doc)
    state.times.put(
        word for start, end, _ in state.lines for word in find_period_words(state.text, start, end)
    )
    show(doc, "times", [(t.start, t.end, t.means) for t in state.times])
    return doc
