"""The spaCy language of policy texts: a character tokenizer that keeps numbers whole, and the built pipeline.

Owns the tokenizer and the cached pipeline; the order of the components stands in `nlp/read.py`.
"""

from __future__ import annotations

import re
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import DummyTokenizer, registry
from spacy.vocab import Vocab

_TOKEN = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[A-Za-z]+|\s|.", re.S)
TOKENIZER = "yanzhen.policy_zh.v1"


class PolicyTokenizer(DummyTokenizer):
    """Runs of digits and of Latin letters are one token, every other character is one.

    No segmenter: its borders would cut through the vocabulary (细分|市场占有率). `doc.text` is the text.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        words: list[str] = []
        spaces: list[bool] = []
        for token in _TOKEN.findall(text):
            if token == " " and words and not spaces[-1]:
                spaces[-1] = True
            else:
                words.append(token)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)


@registry.tokenizers(TOKENIZER)
def create_tokenizer() -> Any:
    """The factory that spaCy's configuration names."""

    def tokenizer(nlp: Language) -> PolicyTokenizer:
        return PolicyTokenizer(nlp.vocab)

    return tokenizer


def build(components: tuple[str, ...]) -> Language:
    """A blank Chinese pipeline with these components in this order.

    Its configuration and state can be written to disk and read back where this package is imported.
    """
    config = {"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}}
    nlp = spacy.blank("zh", config=config)
    for name in components:
        nlp.add_pipe(name)
    return nlp
