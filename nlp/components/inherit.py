"""Step `policy_inherit`: what a leaf takes from around it: period, subject, edge of a band, first mention.

Owns these inferences; each sets a flag or only carries on what the text says nearby.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.place import MODIFIER
from nlp.components.span_time import settle
from nlp.work import Draft, Part, Work, show, work

_BAND_REACH = 200
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
_LISTS = {"require", "exclude"}
_NOT_SHARED = {"compare", "rank", "manual"}


@Language.component("policy_inherit")
def inherit(doc: Doc) -> Doc:
    """Settle periods, subjects, band edges and repeats."""
    state = work(doc)
    _project(state)
    _drop_graded(state)
    settle(state, state.sentences)
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
            if other.inclusive or abs(other.start - one.start) >= _BAND_REACH:
                continue
            if (one.op, other.op) == ("le", "ge"):
                other.op = "gt"
            elif (one.op, other.op) == ("ge", "le"):
                other.op = "lt"


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


def _once(state: Work) -> None:
    """A yes/no fact, title or place said twice is one leaf, at the place that lists conditions.

    Two lists are two groups of applicants, two articles two items: what both state stays two leaves.
    """
    first: dict[tuple[object, ...], str] = {}
    registered = _registered(state)
    places = {
        draft.id: (
            sentence.part.section not in _LISTS or sentence.role == "lead",
            draft.start,
            id(_article(sentence.part)),
            id(sentence.part)
            if draft.feature == "org_type" and sentence.part.section in _LISTS
            else draft.start,
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
            and len(draft.phrase or "") >= _LONG
        ):
            first_said = first.setdefault(("other", draft.phrase), draft.id)
            if first_said != draft.id:
                state.same[draft.id] = first_said
            continue
        if draft.kind in _NOT_SHARED or draft.feature in {"other", "digital_maturity", "prior_support"}:
            continue
        if MODIFIER in draft.flags and registered is not None and not places[draft.id][0]:
            state.same[draft.id] = registered
            continue
        said = draft.values or (draft.phrase,)
        key = (draft.kind, draft.feature, said, draft.level, draft.subject, draft.period, draft.bars)
        known = first.setdefault(key, draft.id)
        aside, _, article, part = places[draft.id]
        repeated = part == places[known][3]
        if known != draft.id and (
            repeated or (aside and (not places[known][0] or places[known][2] == article))
        ):
            state.same[draft.id] = known
