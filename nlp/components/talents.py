"""Lists of people of standing: 诺贝尔奖获得者、两院院士、领军人才, whoever of them it is one leaf.

Owns the frame of such a list; used by the step `policy_open`, before the words it is made of are read.
"""

from __future__ import annotations

import re

from nlp.components.titles import level_before
from nlp.work import Clause, Draft, Work

_END = (
    r"(?:人才|获得者|获奖者|院士|专家|带头人|教师|名师|校长|中医|名医|海员|船员|工匠|技师|技能大师|博士后|科研人员"
    r"|学者|教练员|运动员|经纪人|讲师)"
)
_CHAR = r"(?:[^,;。、:的()]|\([^()]{1,4}\))"
_LEVEL = r"(?:国家级|省级|市级|[区县]级)"
_MEMBER = rf"(?!由|在|与|从|为|以){_CHAR}{{1,20}}?{_END}(?:“[^”]{{1,10}}”|及团队|团队)?"
_MORE = rf"(?:、|或者?|以及)(?:{_MEMBER}|{_CHAR}{{2,14}}(?=、|或))|(?:和|及){_MEMBER}"
_NAMES = rf"(?P<names>(?:{_LEVEL}(?:、|和|或))*{_MEMBER}(?:{_MORE})*(?:等{_MEMBER})?)"
_LIST = re.compile(
    r"(?:对于?|凡|给予|成功|首次|全职|柔性)*(?:引进|引荐|推荐|聘用|招聘|培养)?(?:的)?(?:对于?)?"
    rf"(?:符合(?:相关|规定)?条件的|上述|新)?{_NAMES}(?=等|给予|发放|可|创办|领办|的?$|[,;。]|每人|$)"
)
_LAST = re.compile(rf"的{_NAMES}$")
_ENDS = re.compile(rf"{_END}(?:“[^”]{{1,10}}”|及团队|团队)?$")
_MARK = re.compile(r"、|或者|或|以及|等")
_OWN = re.compile(r"拥有|具有|具备|配备|建有|设立|不少于|不低于|占|人数|比例|数量|\d人|\d名")
"""Where a firm has such people, or so many of them, another reader takes them."""
_LEVELS = re.compile(rf"^{_LEVEL}(?:、{_LEVEL})*")
_LEAST = {"国家级": "国家级", "省级": "省级", "市级": "市级", "区级": "区县级", "县级": "区县级"}
_ROLES = re.compile(r"(?P<head>[^,;。:()的]{2,12}人才)\((?:包括|含|指)?(?P<names>[^()]{4,80})\)")
_TITLE = re.compile(r"(?:长|理|师|主席|人员|监|人)$")


def talents(state: Work, clause: Clause, taken: list[tuple[int, int]]) -> list[Draft]:
    """The people of standing that a clause names, in one leaf; none where a firm is asked to have them."""
    words = state.text[clause.start : clause.end]
    if _OWN.search(words):
        return []
    if (roles := _roles(clause, words)) is not None:
        return [roles]
    hit = _LIST.match(state.text, clause.start, clause.end)
    hit = hit or _LAST.search(state.text, clause.start, clause.end)
    if hit is None or any(a < hit.end() and hit.start("names") < b for a, b in taken):
        return []
    named = hit["names"]
    names = tuple(one for one in _MARK.split(named) if one)
    if not any(_ENDS.search(one) for one in names):
        return []
    level = level_before(state.text, hit.start("names"), clause.start)[0]
    if own := _LEVELS.match(named):
        level = _LEAST[own[0].split("、")[-1]]
        names = (
            names[own[0].count("、")].removeprefix(own[0].split("、")[-1]),
            *names[own[0].count("、") + 1 :],
        )
    return [Draft("", "has", "talent", *hit.span("names"), values=names, level=level)]


def _roles(clause: Clause, words: str) -> Draft | None:
    """企业高级管理人才(包括董事长、总经理…): the bracket says who they are."""
    hit = _ROLES.search(words)
    if hit is None:
        return None
    names = tuple(one for one in re.split(r"、|或者|或|及|和", hit["names"]) if one)
    if not all(_TITLE.search(one) for one in names):
        return None
    start = clause.start + hit.start("head") + len(re.match(r"(?:对于?)?", hit["head"])[0])  # type: ignore[index]
    return Draft("", "has", "talent", start, clause.start + hit.end(), values=names, phrase=hit["head"])
