"""Step `policy_inherit`: what a leaf takes from around it: period, subject, edge of a band, first mention.

Owns these inferences; each sets a flag or only carries on what the text says nearby.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.span_time import settle
from nlp.work import Work, show, work

_BAND_REACH = 200
"""How far apart, in characters, two bands may stand and still adjoin: neighbours in one list."""
_PROJECT = {
    "fixed_investment",
    "equipment_investment",
    "project_done",
    "project_approved",
    "upgrade_investment",
}
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
        part = sentence.part
        while (
            part.parent is not None and part.parent is not state.root and part.parent.style not in {"章", ""}
        ):
            if part.style in {"条", "(一)"}:
                break
            part = part.parent
        about = state.text[part.start : part.last]
        for clause in sentence.clauses:
            for draft in clause.drafts:
                if draft.subject is None and draft.feature in _PROJECT and "项目" in about:
                    draft.subject = "project"


def _drop_graded(state: Work) -> None:
    """通过成熟度评估 says nothing of its own where its grades (达到二级) follow."""
    for sentence in state.sentences:
        drafts = [d for c in sentence.clauses for d in c.drafts if d.feature == "digital_maturity"]
        graded = any(
            d.feature == "digital_maturity" and d.start > sentence.end
            for other in state.sentences
            if other.part is sentence.part
            for c in other.clauses
            for d in c.drafts
        )
        if drafts and graded and state.text[sentence.start : sentence.end].endswith(":"):
            sentence.clauses = []


def _adjoin(state: Work) -> None:
    """Adjoining bands: where （含） gives an edge to one side, the other side is open."""
    numeric = [d for d in state.drafts.values() if d.kind == "compare" and d.value is not None]
    for one in numeric:
        if not one.inclusive:
            continue
        for other in numeric:
            if (
                other.feature == one.feature
                and other.value == one.value
                and not other.inclusive
                and abs(other.start - one.start) < _BAND_REACH
            ):
                if one.op == "le" and other.op == "ge":
                    other.op = "gt"
                elif one.op == "ge" and other.op == "le":
                    other.op = "lt"


def _once(state: Work) -> None:
    """A yes/no fact, title or place said twice is one leaf, at the place that lists conditions.

    Two lists are two groups of applicants: a fact that both state stays two leaves.
    """
    first: dict[tuple[object, ...], str] = {}
    places = {
        draft.id: (sentence.part.section not in _LISTS or sentence.role == "lead", draft.start)
        for sentence in state.sentences
        for clause in sentence.clauses
        for draft in clause.drafts
        if sentence.role not in {"other", "aside"}
    }
    for draft in sorted((state.drafts[i] for i in places), key=lambda d: places[d.id]):
        if draft.kind in _NOT_SHARED or draft.feature in {"other", "digital_maturity", "prior_support"}:
            continue
        key = (draft.kind, draft.feature, draft.values, draft.level, draft.subject, draft.period, draft.bars)
        known = first.setdefault(key, draft.id)
        if known != draft.id and places[draft.id][0]:
            state.same[draft.id] = known
