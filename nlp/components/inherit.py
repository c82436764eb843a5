"""Step `policy_inherit`: what a leaf takes from around it: period, subject, edge of a band, first mention.

Owns these inferences; each sets a flag or only carries on what the text says nearby.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.place import MODIFIER
from nlp.components.span_time import settle
from nlp.work import Draft, Part, Work, show, work

_BAND_REACH = 200
_NEAR = 60
"""How far apart, in characters, two bands may stand and still adjoin: neighbours in one list."""
_PROJECT = {
    "fixed_investment",
    "equipment_investment",
    "project_done",
    "project_approved",
    "upgrade_investment",
}
_LONG = 12
"""Words of this length that stand twice are the same condition said twice."""
_SHORT = 6
"""In a document that says first in short who may apply, fewer characters do."""
_WHEN = re.compile(r"since|until|rolling|\d{4}-\d\d-\d\d/")
"""Periods that are stretches of days, no years of account."""
_WHOM = re.compile(r"(?:服务|适用|支持|扶持|申[报请])对象")
_LISTS = {"require", "exclude"}
_NOT_SHARED = {"compare", "rank", "manual"}


@Language.component("policy_inherit")
def inherit(doc: Doc) -> Doc:
    """Settle periods, subjects, band edges and repeats."""
    state = work(doc)
    _project(state)
    _drop_graded(state)
    settle(state, state.sentences)
    _dated(state)
    _adjoin(state)
    _once(state)
    show(doc, "leaves", [(d.start, d.end, d.feature) for d in state.drafts.values()])
    return doc


def _project(state: Work) -> None:
    """Facts of the group `project` are the project's where the item speaks of one."""
    for sentence in state.sentences:
        mine = [d for c in sentence.clauses for d in c.drafts if d.subject is None and d.feature in _PROJECT]
        if mine and "项目" in _about(state, sentence.part):
            for draft in mine:
                draft.subject = "project"


def _dated(state: Work) -> None:
    """A fact in its own words with days of its own (2017年1月1日以后投入实施) is something done then."""
    for draft in state.drafts.values():
        if draft.kind == "state" and draft.feature == "other" and _WHEN.match(draft.period or ""):
            draft.kind = "event"


def _article(part: Part) -> Part:
    """The topmost part below the chapters that a part belongs to."""
    while part.style != "条" and part.parent is not None and part.parent.parent is not None:
        part = part.parent
    return part


def _about(state: Work, part: Part) -> str:
    """The text of the article or numbered item that a part belongs to."""
    while (
        part.style not in {"条", "(一)"} and part.parent is not None and part.parent.style not in {"章", ""}
    ):
        part = part.parent
    return state.text[part.start : part.last]


def _drop_graded(state: Work) -> None:
    """通过成熟度评估 says nothing of its own where its grades (达到二级) follow."""
    last: dict[int, int] = {}
    graded = [
        (sentence, draft)
        for sentence in state.sentences
        for clause in sentence.clauses
        for draft in clause.drafts
        if draft.feature == "digital_maturity"
    ]
    for sentence, draft in graded:
        last[id(sentence.part)] = max(draft.start, last.get(id(sentence.part), 0))
    for sentence, _ in graded:
        opens = state.text[sentence.start : sentence.end].endswith(":")
        if opens and last[id(sentence.part)] > sentence.end:
            sentence.clauses = []


def _adjoin(state: Work) -> None:
    """Adjoining bands: where （含） gives an edge to one side, the other side is open."""
    edges: dict[tuple[str, str], list[Draft]] = {}
    for draft in state.drafts.values():
        if draft.kind == "compare" and draft.value is not None:
            edges.setdefault((draft.feature, draft.value), []).append(draft)
    for one in (d for same in edges.values() for d in same if d.inclusive):
        for other in edges[one.feature, one.value or ""]:
            if other.inclusive or abs(other.start - one.start) >= _reach(one):
                continue
            if (one.op, other.op) == ("le", "ge"):
                other.op = "gt"
            elif (one.op, other.op) == ("ge", "le"):
                other.op = "lt"


def _reach(draft: Draft) -> int:
    """How far the other side of an edge may stand; numbers without an id must be near to be the same."""
    return _NEAR if draft.feature == "other" else _BAND_REACH


def _registered(state: Work) -> str | None:
    """The leaf that says where the applicant is registered, if only one does."""
    found = [
        d.id
        for s in state.sentences
        for c in s.clauses
        for d in c.drafts
        if d.feature == "region"
        and d.subject is None
        and MODIFIER not in d.flags
        and not d.bars
        and s.part.section in _LISTS
    ]
    return found[0] if len(found) == 1 else None


class _Said(NamedTuple):
    """Where a leaf is said; in order of how operative the place is.

    Attributes:
        aside: outside the lists of conditions, in a lead-in, or in what sums them up.
        start: where its words begin.
        article: the article or item that it belongs to.
        group: what makes it one with a leaf of the same words: its list, else its own place.
        listed: in a list of conditions, lead-ins not counted.
    """

    aside: bool
    start: int
    article: int
    group: int
    listed: bool


def _summary(state: Work) -> set[int]:
    """The parts that say in short who may apply, where a list of conditions stands elsewhere too."""
    short: set[int] = set()
    listed = False
    for part in state.root.walk():
        head = state.text[part.start + len(part.mark) : part.head_end].strip(" :。")
        if _WHOM.fullmatch(head):
            short |= {id(below) for below in part.walk()}
        elif part.section == "require" and id(part) not in short and (part.children or part.lead):
            listed = True
    return short if listed else set()


def _once(state: Work) -> None:
    """A yes/no fact, title or place said twice is one leaf, at the place that lists conditions.

    Two lists are two groups of applicants, two articles two items: what both state stays two leaves.
    """
    first: dict[tuple[object, ...], str] = {}
    registered = _registered(state)
    summary = _summary(state)
    places = {
        draft.id: _Said(
            sentence.part.section not in _LISTS or sentence.role == "lead" or id(sentence.part) in summary,
            draft.start,
            id(_article(sentence.part)),
            id(sentence.part)
            if draft.feature == "org_type" and sentence.part.section in _LISTS
            else draft.start,
            sentence.part.section in _LISTS and sentence.role != "lead",
        )
        for sentence in state.sentences
        for clause in sentence.clauses
        for draft in clause.drafts
        if sentence.role not in {"other", "aside"}
    }
    for draft in sorted((state.drafts[i] for i in places), key=lambda d: places[d.id]):
        if (
            draft.feature == "other"
            and draft.kind != "manual"
            and draft.value is None
            and len(draft.phrase or "") >= (_SHORT if summary else _LONG)
        ):
            first_said = first.setdefault(("other", draft.phrase), draft.id)
            if first_said != draft.id:
                state.same[draft.id] = first_said
            continue
        if draft.feature == "other" and draft.kind == "state" and draft.phrase is None:
            words = state.text[draft.start : draft.end]
            first_said = first.setdefault(("other", words, draft.subject), draft.id)
            if first_said != draft.id and not places[draft.id].listed:
                state.same[draft.id] = first_said
            continue
        if draft.kind in _NOT_SHARED or draft.feature in {"other", "digital_maturity", "prior_support"}:
            continue
        if MODIFIER in draft.flags and registered is not None and places[draft.id].listed:
            state.same[draft.id] = registered
            continue
        said = draft.values or (draft.phrase,)
        key = (draft.kind, draft.feature, said, draft.level, draft.subject, draft.period, draft.bars)
        known = first.setdefault(key, draft.id)
        here, there = places[draft.id], places[known]
        repeated = here.group == there.group
        if known != draft.id and (
            repeated or (here.aside and (not there.aside or there.article == here.article))
        ):
            state.same[draft.id] = known
