"""Step `policy_blocks`: the reader's blocks as lines of the normalised text.

Owns the layer `blocks`; a block without content disappears here.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from nlp.work import show, work


@Language.component("policy_blocks")
def blocks(doc: Doc) -> Doc:
    """Map every block of the source to its stretch of the normalised text."""
    state = work(doc)
    for block in state.blocks:
        start = state.normal.index(block.start)
        end = state.normal.index(block.end)
        while start < end and state.text[start] in " \n":
            start += 1
        while end > start and state.text[end - 1] in " \n":
            end -= 1
        if start < end and block.kind == "cell" and block.path:
            state.cells.append((start, end, block.path))
        elif start < end:
            state.lines.append((start, end, block.kind))
    show(doc, "blocks", [(start, end, kind) for start, end, kind in state.lines])
    return doc
