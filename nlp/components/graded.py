"""One noun for several grades: 一、二、三等奖 · 中级、高级导游证 · 甲级、乙级、丙级旅游民宿.

Owns the frame of such a list: one leaf whose members are named in full; used by the step `policy_open`, which
parts them where each has a sum of its own.
"""

from __future__ import annotations

import re

from nlp.components.titles import level_before
from nlp.work import Clause, Draft, Work

_AND = r"(?:、|和|或者?|及)"
_PRIZES = re.compile(
    r"(?:(?:[一-龥]{2}(?<!赛)(?=[省市区县]级))?(?P<level>国家级|国家|省部?级|省|市级|市|[区县]级))?(?P<grades>[特一二三四](?:、[一二三四]|[和或及][一二三四]){1,3})(?P<noun>等奖)"
)
_GRADE = r"(?:初级|中级|高级|副高级|正高级|甲级|乙级|丙级|[一二三四五]级|[1-5]A级|[一二三四五]星级)"
_NAMED = re.compile(
    rf"(?P<grades>{_GRADE}(?:{_AND}{_GRADE})+)(?P<noun>[^,;。:、()的和或及与]{{0,10}}?"
    r"(?:证书?|资格|资质|民宿|酒店|饭店|景区|旅行社|企业|工厂|单位|园区|基地|等级|农庄))(?=$|[,;。:、()的后并或和及认评])"
)
_LEVELS = {"国家": "国家级", "省": "省级", "市": "市级", "省部级": "省级", "区级": "区县级", "县级": "区县级"}
_CONTEST = re.compile(r"大赛|竞赛|比赛|赛事|技能竞|评选活动")
_NEAR = 160
_WON = re.compile(r"(?:获得?|取得|荣获|考取|评为|评定为|认定为|获评|通过|新评定为|首次评定为|被评为)+$")


def graded(state: Work, clause: Clause, taken: list[tuple[int, int]]) -> list[Draft]:
    """The prizes or grades that a clause lists under one noun; none where its words are read already."""
    for frame in (_PRIZES, _NAMED):
        hit = frame.search(state.text, clause.start, clause.end)
        if hit and not any(a < hit.end() and hit.start() < b for a, b in taken):
            return [_draft(state, clause, hit)]
    return []


def _draft(state: Work, clause: Clause, hit: re.Match[str]) -> Draft:
    prizes = hit.re is _PRIZES
    grades = re.split(r"、|和|或者?|及", hit["grades"])
    level = hit.groupdict().get("level")
    found = _LEVELS.get(level, level) if level else level_before(state.text, hit.start(), clause.start)[0]
    near = state.text[max(0, clause.start - _NEAR) : hit.start()]
    feature = ("contest" if _CONTEST.search(near) else "award") if prizes else "title"
    won = _WON.search(state.text[clause.start : hit.start()])
    start = hit.start() - (len(won[0]) if won else 0)
    values = tuple(grade + hit["noun"] for grade in grades)
    return Draft("", "has", feature, start, hit.end(), values=values, level=found)
