"""Step `policy_audit`: every part of a condition section is leaf, heading, known boilerplate, or review.

Owns the partition `Work.covered`: the stretches of each such part, in order, without gap or overlap.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from nlp.resources import pattern, sections
from nlp.work import Doubt, Part, Sentence, Work, show, work

_SECTIONS = {"require", "exclude"}
_MEANING = 3
_BOILERPLATE = re.compile("|".join(sections().boilerplate))


@Language.component("policy_audit")
def audit(doc: Doc) -> Doc:
    """Partition the condition sections; what is left over goes to review."""
    state = work(doc)
    state.covered = partition(state)
    for start, end, label in state.covered:
        if label == "review" and not any(d.start <= start and end <= d.end for d in state.doubts):
            state.doubts.append(Doubt(start, end, _why(state, start, end)))
    show(doc, "audit", [(a, b, label) for a, b, label in state.covered if b > a])
    return doc


def partition(state: Work) -> list[tuple[int, int, str]]:
    """The stretches of all condition parts with their labels, in order."""
    used = {identity for group in state.groups for e in (*group.require, *group.exclude) for identity in e.leaves()}
    used |= {identity for group in state.groups for gift in group.gifts if gift.when for identity in gift.when.leaves()}
    used |= {identity for d in state.drafts.values() for row, _ in d.rows for identity in row.leaves()}
    by_part: dict[int, list[Sentence]] = {}
    for sentence in state.sentences:
        by_part.setdefault(id(sentence.part), []).append(sentence)
    out: list[tuple[int, int, str]] = []
    for part in state.root.walk():
        if part.section in _SECTIONS and part.end > part.start:
            out += _part(state, part, by_part.get(id(part), []), used)
    return out


def _part(state: Work, part: Part, found: list[Sentence], used: set[str]) -> list[tuple[int, int, str]]:
    out: list[tuple[int, int, str]] = []
    at = part.start
    for sentence in found:
        if sentence.start > at:
            out.append((at, sentence.start, "heading" if at < part.body else "mark"))
        out.append((sentence.start, sentence.end, _label(state, sentence, used)))
        at = sentence.end
    if at < part.end:
        out.append((at, part.end, "heading" if at < part.body or not found else "mark"))
    return out


def _label(state: Work, sentence: Sentence, used: set[str]) -> str:
    drafts = [d for c in sentence.clauses for d in c.drafts]
    if drafts:
        return "leaf" if all(d.id in used for d in drafts) else "review"
    if sentence.role in {"gift", "stacking", "prefer", "window", "waive"}:
        return "review" if sentence.role == "waive" and _doubted(state, sentence) else "leaf"
    if sentence.role == "lead" or _boilerplate(state, sentence):
        return "boilerplate"
    return "review"


def _doubted(state: Work, sentence: Sentence) -> bool:
    return any(d.start == sentence.start for d in state.doubts)


def _boilerplate(state: Work, sentence: Sentence) -> bool:
    words = state.text[sentence.start : sentence.end]
    if _BOILERPLATE.search(words) or pattern("calc_rule").search(words) or pattern("not_condition").search(words):
        return True
    rest = pattern("filler").sub("", pattern("modal").sub("", pattern("ref").sub("", words)))
    return len(re.sub(r"[\W\d]", "", rest)) < _MEANING


def _why(state: Work, start: int, end: int) -> str:
    for sentence in state.sentences:
        if sentence.start == start and any(c.drafts for c in sentence.clauses):
            return "读出了条件，但不知道它属于哪一个事项"
    return "条件部分的这句话没有读明白"
