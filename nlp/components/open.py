"""Step `policy_open`: leaves without a number, and what is left in its own words.

Owns the order of the readers of a clause: places, things held, states, events, lists, then judgement words,
then the clause itself as `other`. Nothing of a condition is dropped.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.coordination import rejoined
from nlp.components.cutting import clauses
from nlp.components.events import read_events
from nlp.components.facts import Taken, counts_held, free, grades, manual_frames, states, term_hits
from nlp.components.graded import graded
from nlp.components.honours import honours, listed_honours
from nlp.components.kinds import applicant_kinds, person_kinds, variant_kinds
from nlp.components.lists import read_lists
from nlp.components.own_words import own_words, reckons
from nlp.components.place import read_places
from nlp.components.sums import sums_each
from nlp.components.talents import talents
from nlp.components.titles import HELD, level_before, levels_alone, read_held
from nlp.resources import pattern, terms
from nlp.work import Clause, Draft, Part, Sentence, Work, show, work

_SUPERSEDED = re.compile(r"旧版|原办法|原标准|修订前")
_PLAIN_STATES = {
    "legal_person",
    "above_scale",
    "rd_accounting",
    "controlled_by",
    "own_brand",
    "ip_management",
}
"""Yes/no facts that are neither good nor bad by themselves: asked in the negative, they bar."""
_EXCEPTED = re.compile(r"(?:(?=[、和及或的企单机工人])[^,;。()]{1,60}?)?除外(?:\)|$)")
"""What stands between a kind and the word that excepts it, in a bracket or at the end of a clause."""
_OUTSIDE = re.compile(r"不属于|非从事|不在|未在")
_SEVERAL = 2
_PROSE = 40
"""A sentence longer than this, in a text without any condition section, is prose about conditions."""


@Language.component("policy_open")
def open_words(doc: Doc) -> Doc:
    """Read every clause that numbers have not explained."""
    state = work(doc)
    part: Part | None = None
    before: list[Draft] = []
    for sentence in state.sentences:
        if sentence.role == "repeat":
            _repeat(state, sentence)
            continue
        if sentence.part is not part:
            part, before = sentence.part, []
        for clause in sentence.clauses:
            if levels := levels_alone(state, clause, before):
                clause.drafts += [state.add(draft) for draft in levels]
            else:
                _read(state, sentence, clause)
            before += clause.drafts
        _part_by_sum(state, sentence)
    _unsaid_conditions(state)
    show(doc, "open", [(d.start, d.end, d.feature) for d in state.drafts.values()])
    return doc


def _unsaid_conditions(state: Work) -> None:
    """首次认定的奖励20万元,重新认定的奖励10万元: words that alone tell two gifts apart are what each asks."""
    by_part: dict[int, list[Sentence]] = {}
    for sentence in state.sentences:
        if sentence.role == "gift":
            by_part.setdefault(id(sentence.part), []).append(sentence)
    for sentences in (one for one in by_part.values() if len(one) >= _SEVERAL):
        for sentence in sentences:
            if sentence.cond is None or any(c.drafts for c in sentence.clauses) or not sentence.clauses:
                continue
            words = state.text[slice(*sentence.cond)].removesuffix("的").removeprefix("对")
            start = state.text.index(words, *sentence.cond)
            by_rule = any(pattern(use).search(words) for use in ("manner", "silent", "unsaid"))
            by_rule = by_rule or words.startswith("符合") or reckons(state, sentence.clauses[0])
            if len(words) < _SEVERAL or by_rule:
                continue
            draft = Draft("", "state", "other", start, start + len(words), phrase=words, check=True)
            draft.flags.append("open_feature")
            sentence.clauses[0].drafts.append(state.add(draft))


def _part_by_sum(state: Work, sentence: Sentence) -> None:
    """获得绿色食品、有机农产品认证的,分别奖励2万元、3万元: a member with a sum of its own is a leaf."""
    sums = sums_each(state, sentence)
    if sums < _SEVERAL:
        return
    for clause in sentence.clauses:
        for draft in list(clause.drafts):
            if draft.kind in {"has", "in"} and len(draft.values) == sums:
                place = clause.drafts.index(draft)
                clause.drafts[place : place + 1] = _members(state, draft)


def _members(state: Work, draft: Draft) -> list[Draft]:
    """One leaf a member, each at its own words; the first keeps the identity of the whole."""
    out: list[Draft] = []
    at = draft.start
    for name in draft.values:
        found, length = _place_of(state.text, name, at, draft.end)
        if found < 0:
            return [draft]
        one = replace(draft, values=(name,), start=found, end=found + length, flags=list(draft.flags))
        out.append(one)
        at = one.end
    draft.values, draft.start, draft.end = out[0].values, out[0].start, out[0].end
    return [draft, *(state.add(one) for one in out[1:])]


def _place_of(text: str, name: str, start: int, end: int) -> tuple[int, int]:
    """Where a member stands and how long it is there: whole, or but its beginning (一、二、三等奖)."""
    for words in (name, name[:2], name[:1]):
        if (found := text.find(words, start, end)) >= 0:
            return found, len(words)
    return -1, 0


def _read(state: Work, sentence: Sentence, clause: Clause) -> None:
    if sentence.role == "gift" and not clause.drafts and _by_rule(state, clause):
        return
    taken = [(d.start, d.end) for d in clause.drafts]
    exclude = sentence.part.section == "exclude" or sentence.role == "bar"
    found: list[Draft] = []
    readers = (
        variant_kinds,
        graded,
        talents,
        manual_frames,
        partial(grades, sentence.part),
        partial(_places, sentence),
        *_READERS,
    )
    for reader in readers:
        for draft in reader(state, clause, taken):
            taken.append((draft.start, draft.end))
            found.append(draft)
    found = rejoined(state, clause, found)
    taken = [(d.start, d.end) for d in (*clause.drafts, *found)]
    found += own_words(state, sentence, clause, taken, bool(found or clause.drafts))
    unsure = (state.loose and sentence.end - sentence.start > _PROSE) or _SUPERSEDED.search(
        state.text, clause.start, clause.end
    )
    for draft in clause.drafts:
        draft.check = draft.check or bool(unsure)
        excepted = _EXCEPTED.match(state.text, draft.end, clause.end) is not None
        draft.bars = draft.bars or ((exclude or excepted) and sentence.role != "lead")
    for draft in found:
        draft.check = draft.check or bool(unsure)
        _finish(state, clause, draft, exclude)
        if exclude and sentence.role == "lead" and draft.kind != "event":
            # 谁不得申报的引语里说的是对象，不是不予支持的情形。
            continue
        clause.drafts.append(state.add(draft))
    clause.drafts.sort(key=lambda d: (d.start, d.end))


def _by_rule(state: Work, clause: Clause) -> bool:
    """Whether a clause of a giving sentence only says by what the sum is reckoned (根据…的数量)."""
    return pattern("manner").search(state.text[clause.start : clause.end]) is not None


def _places(sentence: Sentence, state: Work, clause: Clause, taken: Taken) -> list[Draft]:
    whole = read_places(state, sentence.start, sentence.end, False)
    return [d for d in read_places(state, clause.start, clause.end, not whole) if free(d.start, d.end, taken)]


def _lists(state: Work, clause: Clause, taken: Taken) -> list[Draft]:
    return [d for d in read_lists(state, clause.start, clause.end) if free(d.start, d.end, taken)]


def _events(state: Work, clause: Clause, taken: Taken) -> list[Draft]:
    hits = [hit for hit in term_hits(state, clause, taken) if terms().terms[int(hit.id)].kind == "event"]
    return read_events(state, clause, hits)


def _held(state: Work, clause: Clause, taken: Taken) -> list[Draft]:
    return read_held(state, term_hits(state, clause, taken, HELD), clause.start)


def _finish(state: Work, clause: Clause, draft: Draft, exclude: bool) -> None:
    """Polarity: which leaves bar, and which are asked in the negative."""
    named = [h for h in state.hits.inside(draft.start, draft.end) if h.layer == "term"]
    if draft.kind == "state" and any(terms().terms[int(h.id)].bad for h in named):
        return
    if draft.kind in {"in", "has"} and _EXCEPTED.match(state.text, draft.end, clause.end):
        draft.bars = not exclude
        return
    if draft.kind == "in" and _OUTSIDE.search(state.text, draft.start, draft.end):
        draft.bars = not exclude
        return
    negated = pattern("negation").search(
        state.text, max(clause.start, draft.start - 24), min(draft.end, draft.start + 6)
    )
    not_so = negated or state.text[draft.start - 1 : draft.start] == "非"
    if exclude and not_so and draft.feature in _PLAIN_STATES:
        # 非独立法人的不得申报：要的是独立法人。
        return
    if (
        (draft.kind == "event" and draft.feature != "other")
        or (exclude and draft.kind in {"state", "has", "in", "event", "compare"})
        or (negated and draft.kind in {"has", "in", "event"} and not _states_negative(state, draft))
        or (negated and draft.feature in _PLAIN_STATES)
    ):
        draft.bars = True


def _states_negative(state: Work, draft: Draft) -> bool:
    """Whether an event in its own words holds the negation itself (未按期还款): it is not negated again."""
    return (
        draft.kind == "event" and pattern("negation").search(state.text, draft.start, draft.end) is not None
    )


def _repeat(state: Work, sentence: Sentence) -> None:
    """A bar on what was supported before, quoted whole; other clauses of the sentence are read as ever."""
    own = [c for c in clauses(state.text, sentence.start, sentence.end) if _repeats(state, c)]
    start, end = (
        (own[0].start, sentence.end)
        if own and _apart(state, sentence, own[0])
        else (sentence.start, sentence.end)
    )
    before = (
        [c for c in clauses(state.text, sentence.start, start) if c.end > c.start]
        if start > sentence.start
        else []
    )
    sentence.clauses = before
    for clause in before:
        _read(state, sentence, clause)
    cut = state.text.rfind(",", start, end)
    words = state.text[start : cut if cut > 0 else end]
    draft = Draft(
        "", "has", "prior_support", start, end, level=_support_level(state, start, words), bars=True
    )
    draft.phrase = words.rstrip("的")
    clause = Clause(start, end)
    clause.drafts.append(state.add(draft))
    sentence.clauses = [*before, clause]


def _repeats(state: Work, clause: Clause) -> bool:
    return pattern("repeat").search(state.text, clause.start, clause.end) is not None


def _apart(state: Work, sentence: Sentence, clause: Clause) -> bool:
    """Whether the words before the clause bar by themselves (…的不得申报,同一项目不得重复申报)."""
    return pattern("bar").search(state.text, sentence.start, clause.start) is not None


def _support_level(state: Work, start: int, words: str) -> str | None:
    hit = re.search(r"(国家级|省级|市级|区级|县级)(?:及?以上)?", words)
    if hit is None:
        return None
    found, _ = level_before(state.text, start + hit.end(), start)
    return found or {"区级": "区县级", "县级": "区县级"}.get(hit[1], hit[1])


_READERS = (
    _lists,
    person_kinds,
    _events,
    listed_honours,
    _held,
    states,
    counts_held,
    honours,
    applicant_kinds,
)
