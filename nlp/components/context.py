"""Step `policy_context`: words that turn the meaning of what stands around them.

Owns the hits of the layer `context`: negation, waiver, bar, repeat, stacking, preference, premise.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from nlp.resources import pattern
from nlp.work import Hit, Work, show, work

USES = ("negation", "waive", "bar", "repeat", "stacking", "prefer", "premise", "calc_rule")


@Language.component("policy_context")
def context(doc: Doc) -> Doc:
    """Find the turning words, line by line."""
    state = work(doc)
    found = []
    for start, end, _ in state.lines:
        for use in USES:
            found += [
                Hit("context", use, h.start(), h.end()) for h in pattern(use).finditer(state.text, start, end)
            ]
    state.hits.put(found)
    show(doc, "context", [(hit.start, hit.end, hit.id) for hit in found])
    return doc


def turned(state: Work, use: str, start: int, end: int) -> bool:
    """Whether a turning word of this use stands in the stretch."""
    return pattern(use).search(state.text, start, end) is not None
