"""What a criterion asks, in one Chinese line, before any firm is in sight.

Owns nothing but the choice: the wording is the canonical sentence of `domain.sentence`.
"""

from __future__ import annotations

from domain.meaning import meaning_of
from domain.policy import Criterion
from domain.sentence import sentence
from domain.sentence.quoting import quoted
from domain.sentence.words import OTHER


def criterion_text(criterion: Criterion) -> str:
    """The canonical sentence; where it names nothing, the words of the document after it."""
    said = sentence(meaning_of(criterion))
    if criterion.feature == OTHER and criterion.phrase is None:
        return f"{said}（原文：{quoted(criterion.span.quote)}）"
    return said
