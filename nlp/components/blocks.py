"""Step `policy_blocks`: the reader's blocks as lines of the normalised text.

Owns the layer `blocks`; a block without content disappears here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from domain.policy import Block
from nlp.work import show, work

_OF_TABLE = re.compile(r"![A-Z]{1,3}\d+$|/t[hd](?:\[\d+\])?$")
"""The path of a cell, of a sheet or of a page."""


@Language.component("policy_blocks")
def blocks(doc: Doc) -> Doc:
    """Map every block of the source to its stretch of the normalised text."""
    state = work(doc)
    kinds = _kinds(state.blocks)
    for block, kind in zip(state.blocks, kinds, strict=True):
        start = state.normal.index(block.start)
        end = state.normal.index(block.end)
        while start < end and state.text[start] in " \n":
            start += 1
        while end > start and state.text[end - 1] in " \n":
            end -= 1
        if start < end and block.kind == "cell" and block.path:
            state.cells.append((start, end, block.path))
        elif start < end:
            state.lines.append((start, end, kind))
    show(doc, "blocks", [(start, end, kind) for start, end, kind in state.lines])
    return doc


def _kinds(blocks: Sequence[Block]) -> list[str]:
    """The kinds of the blocks; of a list of items in a table, its `row` names and its `column` heads."""
    out = [block.kind for block in blocks]
    for place, block in enumerate(blocks):
        if block.kind == "heading" and block.path and _OF_TABLE.search(block.path):
            following = blocks[place + 1].kind if place + 1 < len(blocks) else ""
            out[place] = "row" if following == "heading" else "column"
    return out
