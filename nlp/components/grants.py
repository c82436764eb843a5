"""Several grants in one part: each sentence that gives under conditions of its own is an item of its own.

Owns the telling apart of grants from the bands of one grant, within a paragraph; used by `items`.
"""

from __future__ import annotations

import re

from nlp.work import Draft, Sentence, Work

_GOES_ON = re.compile(
    r"(?:对)?(?:其中|上述|以上|前款|此外|同时|另外|在此基础|每家|每户|单[个家户]|同一|两项|该项|以下|如)"
)
"""How a sentence begins that says more of the grant before it."""
_RAISED = re.compile(
    r"提高(?:至|到)|(?:贴息|补助|奖励|补贴|资助)比例(?:为|提高)|再(?:给予|奖励)|上浮|增加至|追加|额外(?:给予|奖励)|^(?:再|另)(?:行)?加(?=\d)"
)
_STOPS = "。\n!?"
_BANDED = {"compare", "rank"}
_HELD = {"has", "in"}


def by_grant(state: Work, gifts: list[Sentence]) -> list[list[Sentence]]:
    """The giving sentences of one item part, cut into grants, in order.

    A sentence begins a grant where it stands behind a full stop, asks something of its own, and is no band of
    the grant before: it does not bound the same figure or grade the same honour.
    """
    out: list[list[Sentence]] = []
    for sentence in gifts:
        if out and not _begins(state, sentence, out[-1]):
            out[-1].append(sentence)
        else:
            out.append([sentence])
    return out


def _begins(state: Work, sentence: Sentence, before: list[Sentence]) -> bool:
    if not sentence.gifts or not any(s.gifts for s in before):
        return False
    if sentence.part is not before[-1].part or not _after_stop(state, sentence):
        return False
    if _GOES_ON.match(state.text, sentence.start, sentence.end) or raises(state, sentence):
        return False
    mine = drafts_of(sentence)
    if not mine:
        return False
    return not _bands(mine, [d for s in before for d in drafts_of(s)])


def raises(state: Work, sentence: Sentence) -> bool:
    """Whether a sentence only raises the sum of the grant before (其中…的,奖励20万元; 比例提高至12%)."""
    gift = state.text[sentence.gift[0] : sentence.gift[1]] if sentence.gift else ""
    return (
        re.match(r"(?:对)?其中", state.text[sentence.start : sentence.end]) is not None
        or _RAISED.search(gift) is not None
    )


def drafts_of(sentence: Sentence) -> list[Draft]:
    """The leaves that a sentence states, in order."""
    return [draft for clause in sentence.clauses for draft in clause.drafts]


def _after_stop(state: Work, sentence: Sentence) -> bool:
    """Whether a full stop, not a semicolon, parts a sentence from what stands before it."""
    at = sentence.start - 1
    while at >= sentence.part.start and state.text[at] in " \n)）\t":
        at -= 1
    return at < sentence.part.start or state.text[at] in _STOPS


def _bands(mine: list[Draft], before: list[Draft]) -> bool:
    """Whether two sentences bound the same known figure, or grade the same kind of honour."""
    numbers = {d.feature for d in before if d.kind in _BANDED and d.feature != "other"}
    if any(d.kind in _BANDED and d.feature in numbers for d in mine):
        return True
    graded = {(d.feature, d.values) for d in before if d.kind in _HELD and d.values}
    return (
        bool(graded)
        and all((d.feature, d.values) in graded for d in mine if d.kind in _HELD)
        and any(d.kind in _HELD for d in mine)
    )
