"""Lists of which a reader took some members: 事业单位、社会团体、非营利性科研机构 is one question.

Owns the widening of a leaf to the whole list that it stands in; used by the step `policy_open`, before the
words that nobody took are read.
"""

from __future__ import annotations

import re
from functools import cache

from nlp.components.kinds import PERSON, is_person
from nlp.resources import honour_words, kinds
from nlp.work import Clause, Draft, Work

_JOIN = r"(?:、|或者|或|以及|和|及(?!其)|与)"
_CHAR = r"(?:[^,;。:、()《》的或和及与是为对\s]|\([^()]{1,16}\)|“[^”]{1,16}”|(?<=[一-龥])[和与](?=谐))"
_OF = r"(?:[^,;。:、()《》的]{2,16}的)?"
_AFTER = r"(?=、|或|和|及|以及|与|等|的|,|;|。|:|$|认定|\(|应|须|需|可|在|给予|称号|资格|企业)"
_JOINED = re.compile(rf"{_JOIN}?$")
_OWN_LEVEL = re.compile(r"(?:国家级|省部?级|市级|[区县]级)")
"""A name that begins with its level is a leaf of its own beside names without."""
_MAX = 28
_SHORTEST = 2
_ONE_LEVEL = 1
_LED = re.compile(
    r"^(?:对于?|凡|经|由|向|在|从|给|已|新|首次|被|原则上|应当?|须|需|必须|是|为|属于|属|支持|鼓励|引导|包括|含|获得?|取得"
    r"|通过|认定|评定|入选|拥有|具有|建有|设有|[本我全][省市县区]|[省市县区]内|境内外?|申[报请]|符合条件)+"
)


def rejoined(state: Work, clause: Clause, found: list[Draft]) -> list[Draft]:
    """Leaves with those of one list joined, and members of it that no list of words knows added."""
    out = list(found)
    for draft in found:
        if draft not in out or _ending(draft) is None:
            continue
        start, end, members = _whole(state, clause, draft)
        if (start, end) == (draft.start, draft.end) or len(members) <= len(draft.values):
            continue
        inside = [one for one in out if start < one.end and one.start < end]
        if not _alike(draft, inside) or not all(start <= one.start and one.end <= end for one in inside):
            continue
        if draft.feature == "industry":
            members = tuple(re.sub(r"企业$", "", one) for one in members)
        draft.start, draft.end, draft.values = start, end, members
        out = [one for one in out if one is draft or one not in inside]
        out += _above(state, draft)
    return out


def _above(state: Work, draft: Draft) -> list[Draft]:
    """省级“专精特新”中小企业或国家高新技术企业: a last name with a level of its own is a leaf of its own."""
    last = draft.values[-1]
    if draft.level is None or draft.level == "国家级" or not last.startswith("国家"):
        return []
    at = state.text.rfind(last, draft.start, draft.end)
    own = Draft("", draft.kind, draft.feature, at, draft.end, values=(last,), check=draft.check)
    draft.values = draft.values[:-1]
    draft.end = at - len(_JOINED.search(state.text[draft.start : at])[0])  # type: ignore[index]
    return [own]


def _alike(draft: Draft, inside: list[Draft]) -> bool:
    """Whether all that was read inside a list is of its kind, or of no kind at all, and at one level."""
    kinds_ = all(
        (one.kind == draft.kind and one.feature == draft.feature) or (one.kind == "in" and one.check)
        for one in inside
    )
    levels = {one.level for one in inside if one.feature == draft.feature and one.level}
    return kinds_ and len(levels) <= _ONE_LEVEL and not any(one.bars != draft.bars for one in inside)


def _whole(state: Work, clause: Clause, draft: Draft) -> tuple[int, int, tuple[str, ...]]:
    """The list around a leaf, and its members in order of text."""
    ending = _ending(draft) or ""
    start, end, values = draft.start, draft.end, list(draft.values)
    first = False
    while not first and (hit := _before(ending).search(state.text, max(clause.start, start - _MAX), start)):
        at, first = _name_in(hit)
        name = state.text[at : hit.end("member")]
        if not _member(name, ending) or (_OWN_LEVEL.match(name) and draft.level is None):
            break
        start = at
        values.insert(0, name)
    while hit := _behind(ending).match(state.text, end, clause.end):
        if _OWN_LEVEL.match(hit["member"]):
            break
        end = hit.end("member")
        values.append(hit["member"])
    return start, end, tuple(values)


def _name_in(hit: re.Match[str]) -> tuple[int, bool]:
    """Where a member begins behind words that lead in a list, and whether such words stand there."""
    led = _LED.match(hit["member"])
    return hit.start("member") + (led.end() if led else 0), led is not None


def _member(name: str, ending: str) -> bool:
    return len(name) >= _SHORTEST and re.search(rf"(?:{ending})(?:\([^()]*\))?$", name) is not None


def _ending(draft: Draft) -> str | None:
    """What names of a leaf's kind end in, as a pattern; None for kinds that are no lists of names."""
    if draft.kind == "in" and draft.feature == "org_type":
        return _bodies()
    if draft.kind == "in" and draft.feature == "industry":
        return "企业|行业|(?<!企)(?<!产)业"
    if draft.kind == "in" and draft.feature == "other" and all(map(is_person, draft.values)):
        return PERSON
    if draft.kind == "has" and draft.feature in honour_words().endings:
        return _honours()
    return None


@cache
def _bodies() -> str:
    return "|".join(sorted({*kinds().members, *kinds().bodies}, key=len, reverse=True))


@cache
def _honours() -> str:
    return "|".join(word for words in honour_words().endings.values() for word in words)


@cache
def _before(ending: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<member>{_CHAR}{{1,22}}(?:{ending})(?:\([^()]{{1,16}}\))?)等?{_JOIN}$")


@cache
def _behind(ending: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:企业)?(?:\([^()]{{1,20}}\))?{_JOIN}(?:其他)?{_OF}(?P<member>{_CHAR}{{0,22}}?(?:{ending})(?:\([^()]{{1,16}}\))?){_AFTER}"
    )
