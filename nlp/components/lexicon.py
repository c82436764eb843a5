"""Step `policy_lexicon`: vocabulary hits, all overlaps kept.

Owns the layer `hits` and its matchers: plain words by PhraseMatcher, word patterns by regular expressions.
"""

from __future__ import annotations

import re
from functools import cache

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from nlp.literals import Words, needed
from nlp.resources import alternatives, features, terms
from nlp.work import Hit, show, work

ASIDE = re.compile(
    r"\((?:均?指|包括[^()]*(?:等|下同)|即|注:|例如|如|详见|见|以[^()]{2,20}为准|截至|[^()]{0,10}之?日前|参照|含[^()]{0,6}不[足满])[^()]{0,120}\)"
)
"""A bracket that explains a word: what it names is no condition."""
_PLAIN = re.compile(r"[^\\\[\](){}?*+|.^$]+")


@Language.factory("policy_lexicon")
def create_lexicon(nlp: Language, name: str) -> Lexicon:
    """The factory of the component (built once per pipeline)."""
    return Lexicon(nlp, name)


class Lexicon:
    """Finds features and terms; which of the overlapping hits counts is decided by later steps."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self.matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
        for entry in features().features:
            if entry.aliases:
                self.matcher.add(f"feature|{entry.id}", [nlp.make_doc(alias) for alias in entry.aliases])

    def __call__(self, doc: Doc) -> Doc:
        state = work(doc)
        found: list[Hit] = []
        for key, start, end in self.matcher(doc):
            layer, _, what = doc.vocab.strings[key].partition("|")
            last = doc[end - 1]
            found.append(Hit(layer, what, doc[start].idx, last.idx + len(last.text)))
        found = _without_blocked(state.text, found)
        for line_start, line_end, _ in state.lines:
            found += _patterns(state.text, line_start, line_end)
        asides = [hit.span() for hit in ASIDE.finditer(state.text)]
        found = [hit for hit in found if not any(a < hit.start and hit.end < b for a, b in asides)]
        state.hits.put(sorted(set(found), key=lambda hit: (hit.layer, hit.id)))
        show(doc, "lexicon", [(hit.start, hit.end, hit.id) for hit in state.hits])
        return doc


@cache
def _blocks() -> dict[str, re.Pattern[str]]:
    return {
        entry.id: re.compile("|".join(map(re.escape, sorted(entry.not_in, key=len, reverse=True))))
        for entry in features().features
        if entry.not_in
    }


def _without_blocked(text: str, found: list[Hit]) -> list[Hit]:
    """Drop hits that stand inside a longer word which the data says is something else."""
    return [hit for hit in found if not _blocked(text, hit)]


_REACH = 12


def _blocked(text: str, hit: Hit) -> bool:
    block = _blocks().get(hit.id)
    if block is None:
        return False
    low = max(0, hit.start - _REACH)
    return any(
        other.start() <= hit.start and hit.end <= other.end()
        for other in block.finditer(text, low, min(len(text), hit.end + _REACH))
    )


@cache
def term_patterns() -> tuple[re.Pattern[str], ...]:
    """One pattern per entry of `terms.yaml`, in its order."""
    return tuple(alternatives(tuple(entry.words)) for entry in terms().terms)


@cache
def _searches() -> tuple[tuple[str, str, re.Pattern[str], Words | None], ...]:
    """Layer, id, pattern and needed words of every entry that is found by a pattern."""
    by_feature = [(e.id, e.patterns) for e in features().features if e.patterns]
    found = [("feature", identity, alternatives(tuple(p)), needed(p)) for identity, p in by_feature]
    for place, entry in enumerate(terms().terms):
        found.append(("term", str(place), term_patterns()[place], needed(entry.words)))
    return tuple(found)


def _patterns(text: str, start: int, end: int) -> list[Hit]:
    line = text[start:end]
    found = []
    for layer, identity, pattern, words in _searches():
        if words is None or any(word in line for word in words):
            found += [Hit(layer, identity, h.start(), h.end()) for h in pattern.finditer(text, start, end)]
    return found
