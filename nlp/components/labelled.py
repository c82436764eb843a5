"""Sums with labels: 一等奖20万元,二等奖15万元 · 本科生2万元,博士6万元 · 国家级50万元、省级20万元.

Owns the reading of such a list: one leaf a label, which decides its sum alone; used by `policy_benefit`.
"""

from __future__ import annotations

import re

from nlp.components.kinds import is_person
from nlp.components.titles import HELD
from nlp.work import Draft, Gift, Sentence, Work

_SEVERAL = 2
_LEVEL = {
    "国家级": "国家级",
    "省部级": "省级",
    "省级": "省级",
    "市级": "市级",
    "区级": "区县级",
    "县级": "区县级",
}
_LABELLED = re.compile(
    r"(?:(?<![一-龥A-Za-z“”])|[,、;:]|和|其中)(?:其中,?)?(?:对于?)?(?P<label>(?:[一-龥A-Za-z“”]{2,14}、){0,3}[一-龥A-Za-z“”]{2,14}?)(?:的)?(?:分别)?"
    r"(?:每人|每家|每个|每件|最高|每月|每年)*(?:给予|奖励|补助|补贴|资助|按|为)*(?=\d)"
)
_PRIZE = re.compile(r"(?:特|一|二|三|四)等奖|优胜奖|优秀奖|金奖|银奖|铜奖|冠军|亚军|季军|第[一二三]名")
_SCHOOL = re.compile(
    r"(?:全日制)?(?:普通高校)?(?:博士|硕士|本科|大专|专科|学士)(?:研究生|毕业生|生)?(?:学历|学位)?(?:人才|人员)?"
)
_VERBS = re.compile(
    r"给予|奖励|补助|补贴|资助|不超过|最高|每年|一次性|合计|累计|分别|总额|标准|单[个家]|同一|年度"
)
_CONTEST = re.compile(r"大赛|竞赛|比赛|赛事")


def label_sums(state: Work, sentence: Sentence) -> None:
    """Give each sum of a sentence the label before it as what it is paid for."""
    gifts = [gift for gift in sentence.gifts if gift.amount is not None]
    if len(gifts) < _SEVERAL or len(gifts) != len(sentence.gifts) or any(g.when is not None for g in gifts):
        return
    labels = [_label(state, sentence, gift) for gift in gifts]
    if any(one is None for one in labels):
        return
    for gift, found in zip(gifts, labels, strict=True):
        if found is not None:
            gift.when = state.leaf(found if found.id else state.add(found))


def _label(state: Work, sentence: Sentence, gift: Gift) -> Draft | None:
    start, end = _before_sum(state, gift, sentence.start)
    hits = list(_LABELLED.finditer(state.text, start, end))
    hit = hits[-1] if hits else None
    if hit is None or _VERBS.search(hit["label"]):
        return None
    return _draft(state, sentence, hit["label"], *hit.span("label"))


def _before_sum(state: Work, gift: Gift, low: int) -> tuple[int, int]:
    """The stretch before the number of a gift, back to the sum before it."""
    money = [q for q in state.quantities.inside(gift.start, gift.end) if q.measures == "money"]
    at = money[0].at if money else gift.end
    begin = max(low, at - 20)
    back = [q.stop for q in state.quantities.inside(begin, at) if q.measures == "money"]
    return (max(back) if back else begin), at + 1


def _draft(state: Work, sentence: Sentence, label: str, start: int, end: int) -> Draft | None:
    if label in _LEVEL:
        named = next(
            (d for c in sentence.clauses for d in c.drafts if d.kind == "has" and d.feature in HELD), None
        )
        if named is None:
            return None
        return Draft("", "has", named.feature, start, end, values=named.values, level=_LEVEL[label])
    if _PRIZE.fullmatch(label):
        near = state.text[max(0, sentence.part.start - 200) : start]
        feature = "contest" if _CONTEST.search(near) else "award"
        return Draft("", "has", feature, start, end, values=(label,))
    if _SCHOOL.fullmatch(label):
        return Draft("", "in", "education", start, end, values=(label,))
    members = tuple(label.split("、"))
    if not all(is_person(one) for one in members):
        return None
    return _named_before(state, members) or Draft("", "in", "other", start, end, values=members, phrase=label)


def _named_before(state: Work, members: tuple[str, ...]) -> Draft | None:
    """The leaf that named these kinds of persons before, maybe in more words."""
    for draft in state.drafts.values():
        if draft.kind == "in" and draft.feature == "other" and len(draft.values) == len(members):
            pairs = zip(draft.values, members, strict=True)
            if all(long.endswith(short) for long, short in pairs):
                return draft
    return None
