"""Events: accidents, breaches, dishonesty, one leaf for each member of a list.

Owns the expansion of lists with a shared tail (重大安全、质量事故) and the frame 因…受到处罚.
"""

from __future__ import annotations

import re

from nlp.resources import TermEntry, alternatives, terms
from nlp.work import Clause, Draft, Hit, Work

_PUNISHED = re.compile(r"因(?P<why>[^,;。]{1,40}?)(?:受到|被|受)[^,;。]{0,16}(?:处罚|处理|追究)")
_GRADE = re.compile(
    r"(?:特别重大|重大|较大|特大|一般|严重|亡人|科研|情节严重的?)(?:及以上|以上|\(含\)以上)?(?:的)?$"
)
_LEAD = re.compile(r"(?:被列入|被纳入|列入|纳入|企业被列入|企业被|存在|发生过?|出现|有)$")
_LIST = re.compile(r"(?:、|和|或者|或|及|以及|等)")


def read_events(state: Work, clause: Clause, hits: list[Hit]) -> list[Draft]:
    """The events that a clause names, in order."""
    punished = [_punished(frame, hits) for frame in _PUNISHED.finditer(state.text, clause.start, clause.end)]
    covered = [(d.start, d.end) for d in punished]
    out = list(punished)
    for hit in hits:
        if any(a < hit.end and hit.start < b for a, b in covered):
            continue
        if state.text[hit.start : hit.end] == "事故" and state.text[hit.start - 1] == "等":
            # 安全、环保、质量等事故：各成员另读。
            continue
        draft = _event(state, clause, hit)
        if (
            out
            and out[-1].feature == draft.feature
            and not _LIST.search(state.text[out[-1].end : hit.start])
            and hit.start - out[-1].end < 4
        ):
            out[-1].end = draft.end
            out[-1].phrase = state.text[out[-1].start : draft.end]
        else:
            out.append(draft)
    out += _short(state, clause, out)
    return sorted(out, key=lambda d: d.start)


def _punished(frame: re.Match[str], hits: list[Hit]) -> Draft:
    inner = [h for h in hits if frame.start("why") <= h.start and h.end <= frame.end("why")]
    features = [terms().terms[int(h.id)].feature for h in inner]
    known = [f for f in features if f != "law_violation"]
    feature = known[0] if known else "law_violation"
    return Draft("", "event", feature, frame.start(), frame.end(), phrase=frame[0])


def _event(state: Work, clause: Clause, hit: Hit) -> Draft:
    entry = terms().terms[int(hit.id)]
    start = _with_grade(state, clause, hit.start)
    draft = Draft("", "event", entry.feature, start, hit.end, phrase=state.text[start : hit.end])
    lead = _LEAD.search(state.text[clause.start : start])
    if entry.feature == "dishonesty" and lead and "列入" in lead[0]:
        draft.start = clause.start + lead.start()
        tail = re.match(r"名单|名录|的?企业名单", state.text[hit.end : clause.end])
        draft.end = hit.end + (tail.end() if tail else 0)
        draft.phrase = state.text[draft.start : draft.end]
    return draft


def _with_grade(state: Work, clause: Clause, start: int) -> int:
    grade = _GRADE.search(state.text[clause.start : start])
    return clause.start + grade.start() if grade else start


def _short(state: Work, clause: Clause, found: list[Draft]) -> list[Draft]:
    """Members that leave the tail to the last one: 安全、质量事故 · 重大安全、重大质量事故."""
    out: list[Draft] = []
    for entry in terms().terms:
        if not entry.short:
            continue
        for hit in alternatives(tuple(entry.short)).finditer(state.text, clause.start, clause.end):
            if _shares_tail(state, clause, entry, hit, found + out):
                start = _with_grade(state, clause, hit.start())
                out.append(
                    Draft(
                        "",
                        "event",
                        entry.feature,
                        start,
                        hit.end(),
                        phrase=state.text[start : hit.end()] + "事故",
                    )
                )
    return out


def _shares_tail(
    state: Work, clause: Clause, entry: TermEntry, hit: re.Match[str], found: list[Draft]
) -> bool:
    after = state.text[hit.end() : clause.end]
    if not _LIST.match(after) or not re.match(r"[^,;。]{0,24}(?:事故|事件|问题)", after):
        return False
    return not any(d.start < hit.end() and hit.start() < d.end for d in found) and not any(
        d.feature == entry.feature and d.start >= hit.start() for d in found
    )
