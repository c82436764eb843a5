"""Step `policy_audit`: every part of a condition section is leaf, heading, known boilerplate, or review.

Owns the partition `Work.covered`: the stretches of each such part, in order, without gap or overlap.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.cutting import begins_predicate
from nlp.components.own_words import SEPARATES, reckons
from nlp.components.role import READ, names_only, runs_in
from nlp.resources import pattern, sections, terms
from nlp.times import find_period_words
from nlp.work import Clause, Doubt, Draft, Part, Sentence, Work, show, work

_SECTIONS = {"require", "exclude"}
_MEANING = 3
_KINDS = {"org_type", "title", "industry", "size_class", "ownership", "listing", "talent"}
_GAP = 4
_LONG = 12
"""A gap this long is looked at, whatever it begins with."""
_WORDY = {"lead", "repeat", "bar", "score"}
_DATE = re.compile(r"\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:以后|以来|之后|以前|之前|起)?")
_APPLICANT = re.compile(r"(?:企业|机构|组织|人才|业|公司|单位|类)[:。]?$")
_MUST = re.compile(r"(?:须|应当?|必须|不[低少]于)")
_DEFINES = re.compile(r"(?:所称|所指|是指|”指)[^。;]{0,120}(?:企业|机构|组织|单位)$")
_WHO = re.compile(r"是指|指|对|应当?|须|需|适用|符合|仅限|限于|从事|投资于|提供")
_PROCEDURE = re.compile(
    r"(?:并|且)?(?:经|由|报)[^,;。]{2,40}(?:评审|评估|审核|审定|审批|批准|同意|核定|核准|核查|认定|公示|备案|研究|确认)(?:通过)?(?:后|的|无异议后?)?"
    r"|(?:采[用取]|以|通过|按照?)[^,;。]{2,24}(?:方式|形式)[^,;。]{0,12}"
)
"""How a grant comes about; who may have it stands elsewhere."""
_NAME_OF_DOCUMENT = re.compile(
    r"[^,;。]{4,60}(?:指南|办法|通知|细则|公告|措施|意见|方案|清单)(?:\([^()]{1,12}\))?"
)
_BOILERPLATE = re.compile("|".join(sections().boilerplate))


@Language.component("policy_audit")
def audit(doc: Doc) -> Doc:
    """Partition the condition sections; what is left over goes to review."""
    state = work(doc)
    used = used_leaves(state)
    state.covered = partition(state, used)
    _open_to_all(state)
    _unread(state, used)
    for start, end, label in state.covered:
        if label == "review" and not any(d.start <= start and end <= d.end for d in state.doubts):
            state.doubts.append(Doubt(start, end, _why(state, start)))
    state.doubts = _widest(state.doubts)
    show(doc, "audit", [(a, b, label) for a, b, label in state.covered if b > a])
    return doc


def _widest(doubts: list[Doubt]) -> list[Doubt]:
    """Doubts without those that lie inside another: a stretch is looked at once."""
    kept: list[Doubt] = []
    for one in sorted(doubts, key=lambda d: (d.start, -d.end)):
        if not kept or one.end > kept[-1].end:
            kept.append(one)
    return kept


def used_leaves(state: Work) -> set[str]:
    """Ids of the leaves that some item asks, gives by, or counts in a score table."""
    used = {
        identity
        for group in state.groups
        for e in (*group.require, *group.exclude)
        for identity in e.leaves()
    }
    used |= {
        identity
        for group in state.groups
        for gift in group.gifts
        if gift.when
        for identity in gift.when.leaves()
    }
    used |= {identity for d in state.drafts.values() for row, _ in d.rows for identity in row.leaves()}
    return used


def _open_to_all(state: Work) -> None:
    """An item that pays and asks nothing was not understood: nobody gives money to everybody."""
    for group in state.groups:
        if not any(True for expr in group.require for _ in expr.leaves()):
            state.doubts += [Doubt(g.start, g.end, "没有读出给谁的条件") for g in group.gifts]


def _unread(state: Work, used: set[str]) -> None:
    """Outside the condition sections, and between leaves: what looks like a condition and became none."""
    taken = [(d.start, d.end) for d in state.drafts.values()]
    for part in state.root.walk():
        head = (part.start + len(part.mark), part.head_end)
        if (
            part.section in READ
            and part.style
            and part.body < part.end
            and _APPLICANT.search(state.text[head[0] : head[1]])
        ) and not any(a < head[1] and head[0] < b for a, b in taken):
            state.doubts.append(Doubt(*head, "标题里说了适用对象"))
    before: Sentence | None = None
    given = {(gift.start, gift.end) for gift in state.services}
    for sentence in state.sentences:
        if (sentence.start, sentence.end) in given:
            continue
        # 定义常写成“……是指：……的企业”，冒号把它分成了两句。
        opened = before is not None and before.part is sentence.part and state.text[before.end - 1] == ":"
        start = before.start if before is not None and opened else sentence.start
        before = sentence
        if (
            _DEFINES.search(state.text[start : sentence.end])
            and not sentence.clauses
            and sentence.part.section != "materials"
        ):
            state.doubts.append(Doubt(sentence.start, sentence.end, "定义里可能有条件"))
            continue
        if sentence.part.section == "other" and _bounds(state, sentence):
            state.doubts.append(Doubt(sentence.start, sentence.end, "不在条件部分，但像是条件"))
        if sentence.part.section not in READ:
            if sentence.role == "bar" and not any(c.drafts for c in sentence.clauses):
                state.doubts.append(Doubt(sentence.start, sentence.end, "不在条件部分，但像是限制"))
            continue
        drafts = [d for c in sentence.clauses for d in c.drafts]
        if sentence.role in {"aside", "other"} and sentence.part.section not in _SECTIONS and not drafts:
            listed = bool(sentence.part.style) and sentence.part.style not in {"编", "章", "节", "条"}
            if _conditional(state, sentence.start, sentence.end, numbered=listed) and not _boilerplate(
                state, sentence
            ):
                state.doubts.append(Doubt(sentence.start, sentence.end, "不在条件部分，但像是条件"))
            continue
        for clause in sentence.clauses:
            if sentence.role != "gift" or not reckons(state, clause):
                _gaps(state, clause, used, sentence.role in _WORDY)
        _recipients(state, sentence, drafts)


def _bounds(state: Work, sentence: Sentence) -> bool:
    """Whether a sentence among the closing remarks bounds a number that somebody must reach."""
    words = state.text[sentence.start : sentence.end]
    return (
        not sentence.clauses
        and _MUST.search(words) is not None
        and _known(state, sentence.start, sentence.end)
        and not _boilerplate(state, sentence)
    )


def _recipients(state: Work, sentence: Sentence, drafts: list[Draft]) -> None:
    """Kinds of applicants that the giving part of a sentence names and no leaf of the document took."""
    if sentence.gift is None:
        return
    for hit in state.hits.inside(*sentence.gift):
        if hit.layer == "term" and terms().terms[int(hit.id)].feature in _KINDS:
            said = any(
                state.text[hit.start : hit.end] in state.text[d.start : d.end] for d in state.drafts.values()
            )
            if not said and not any(d.start < hit.end and hit.start < d.end for d in drafts):
                state.doubts.append(Doubt(hit.start, hit.end, "支持内容里提到的对象没有成为条件"))
                return


def _gaps(state: Work, clause: Clause, used: set[str], wordy: bool) -> None:
    """Doubts about what stands between the leaves of a clause; in a wordy one only vocabulary counts."""
    wordy = wordy or pattern("silent").search(state.text[clause.start : clause.end]) is not None
    at = clause.start
    for draft in [*sorted(clause.drafts, key=lambda d: d.start), None]:
        stop = draft.start if draft else clause.end
        if (
            stop - at >= _GAP
            and not _quiet(state, clause, at, stop)
            and (_known(state, at, stop) or (not wordy and _stands_alone(state, at, stop, clause)))
        ):
            state.doubts.append(Doubt(at, stop, "这一段没有成为条件"))
        if draft:
            at = max(at, draft.end)
            if state.same.get(draft.id, draft.id) not in used:
                state.doubts.append(Doubt(draft.start, draft.end, "读出了条件，但不知道它属于哪一个事项"))


def _quiet(state: Work, clause: Clause, start: int, end: int) -> bool:
    """What says nothing by rule: lead-ins, words defined, aims, encouragement, references."""
    whole = state.text[clause.start : clause.end]
    if pattern("manner").search(whole) or _PROCEDURE.fullmatch(whole):
        return True
    if not clause.drafts and pattern("bar_years").search(whole):
        # 三年内不得再次申请：多久不受理，情形另有条件。
        return True
    defined = re.match(r",?(?:是|均)?指", state.text[clause.end : clause.end + 4]) is not None
    aim = pattern("aim").search(whole) is not None and not clause.drafts
    words = state.text[start:end].strip(" ,、:")
    return defined or aim or pattern("unsaid").search(words) is not None


def _stands_alone(state: Work, start: int, end: int, clause: Clause) -> bool:
    """Whether a gap says something of its own, and not just how or by whom the next leaf came about."""
    if end < clause.end and state.text[end - 1] not in SEPARATES:
        return False
    words = state.text[start:end].strip(" ,、:的和及且并或")
    return _says(state, start, end) and (begins_predicate(words) or len(words) >= _LONG)


def _says(state: Work, start: int, end: int) -> bool:
    """Whether a gap still says something once connectors, verbs and references are taken away."""
    words = _DATE.sub("", pattern("ref").sub("", state.text[start:end]))
    for word in find_period_words(words):
        words = words.replace(words[word.start : word.end], "", 1)
    rest = pattern("filler").sub("", pattern("modal").sub("", words))
    return len(re.sub(r"[\W\d]", "", rest)) >= _GAP


def _known(state: Work, start: int, end: int) -> bool:
    """Whether a stretch holds vocabulary or a judgement that no leaf took."""
    if any(hit.layer == "term" for hit in state.hits.inside(start, end)):
        return True
    times = state.times.inside(start, end)
    return any(
        start <= q.start
        and q.end <= end
        and q.op
        and not any(t.start < q.stop and q.at < t.end for t in times)
        for q in state.quantities
    )


def _conditional(state: Work, start: int, end: int, *, numbered: bool = False) -> bool:
    """Whether an unread sentence speaks of who may apply: a known kind of firm, or a number to reach.

    A line of a list (`numbered`) need not say so in words.
    """
    words = state.text[start:end]
    if _WHO.search(words) is None and not numbered:
        return False
    return _known(state, start, end)


def partition(state: Work, used: set[str]) -> list[tuple[int, int, str]]:
    """The stretches of all condition parts with their labels, in order."""
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
        return "leaf" if all(state.same.get(d.id, d.id) in used for d in drafts) else "review"
    if sentence.role in {"gift", "stacking", "prefer", "window", "waive"}:
        return "review" if sentence.role == "waive" and _doubted(state, sentence) else "leaf"
    names = names_only(state, sentence) or runs_in(state, sentence)
    if sentence.role == "lead" or names or _boilerplate(state, sentence):
        return "boilerplate"
    return "review"


def _doubted(state: Work, sentence: Sentence) -> bool:
    return any(d.start == sentence.start for d in state.doubts)


def _boilerplate(state: Work, sentence: Sentence) -> bool:
    words = state.text[sentence.start : sentence.end]
    if (
        _BOILERPLATE.search(words)
        or pattern("calc_rule").search(words)
        or pattern("not_condition").search(words)
        or (sentence.part.children and pattern("aim").search(words))
        or _NAME_OF_DOCUMENT.fullmatch(words)
        or pattern("silent").fullmatch(words)
    ):
        return True
    rest = pattern("filler").sub("", pattern("modal").sub("", pattern("ref").sub("", words)))
    return len(re.sub(r"[\W\d]", "", rest)) < _MEANING


def _why(state: Work, start: int) -> str:
    for sentence in state.sentences:
        if sentence.start == start and any(c.drafts for c in sentence.clauses):
            return "读出了条件，但不知道它属于哪一个事项"
    return "条件部分的这句话没有读明白"
