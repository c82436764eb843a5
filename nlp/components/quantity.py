"""Step `policy_quantity`: every quantity of the text with its comparator.

Owns the layer `quantities`; the document's own reading of 以上 and 以下 is applied here.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from nlp.quantities import Quantity, find_quantities
from nlp.work import show, work


@Language.component("policy_quantity")
def quantity(doc: Doc) -> Doc:
    """Find the quantities, line by line."""
    state = work(doc)
    found: list[Quantity] = []
    for start, end, _ in state.lines:
        found += [_by_legend(q, state.legend) for q in find_quantities(state.text, start, end)]
    state.quantities.put(found)
    show(doc, "quantities", [(q.start, q.end, q.measures) for q in state.quantities])
    return doc


def _by_legend(one: Quantity, legend: dict[str, str]) -> Quantity:
    if "含" in one.words_after or one.words_before:
        return one
    for word, op in legend.items():
        if word in one.words_after:
            return replace(one, op=op)
    return one
