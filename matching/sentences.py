"""Where a criterion stands in its document: the sentence around the quote, the article, the title.

Owns nothing but the search in the text; without a text the quote itself is the sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from domain.policy import Policy, Span

_ARTICLE = re.compile(r"(?:^|\n)[ \t\u3000]*(第[零〇一二三四五六七八九十百\d]+条)")
_BREAKS = "。；;！？\n"


@dataclass(frozen=True, slots=True)
class Place:
    """The sentence with document and article (None where the text has none before it)."""

    document: str
    article: str | None
    sentence: str


def place_of(policy: Policy, span: Span) -> Place:
    """Where a span stands."""
    document = f"《{policy.title}》" + (f"（{policy.doc_no}）" if policy.doc_no else "")
    text = policy.text
    if text is None or text[span.start : span.end] != span.quote:
        return Place(document, None, span.quote)
    article, sentence = _found(text, span.start, span.end)
    return Place(document, article, sentence)


@lru_cache(maxsize=1 << 14)
def _found(text: str, start: int, end: int) -> tuple[str | None, str]:
    """The article and the sentence of a stretch of text: searched once for all firms."""
    articles = [found[1] for found in _ARTICLE.finditer(text, 0, end)]
    begin = max(text.rfind(mark, 0, start) for mark in _BREAKS) + 1
    ends = [at for mark in _BREAKS if (at := text.find(mark, max(end - 1, 0))) >= 0]
    sentence = text[begin : min(ends, default=len(text)) + 1].strip()
    return articles[-1] if articles else None, sentence
