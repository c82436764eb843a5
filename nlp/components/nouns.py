"""The noun that a number bounds: which feature its words name, and where they begin.

Owns the nearest feature before a number; used by the step `policy_slots`.
"""

from __future__ import annotations

import re

from domain.vocabulary import FeatureType, vocabulary
from nlp.resources import terms
from nlp.times import find_period_words
from nlp.work import Clause, Hit, Work

BESIDE = 20
"""How far comparators and period words reach around a number."""
_FILLER = re.compile(
    r"(?:首次|新增|总额|总数|数量|人数|合计|累计|总计|金额|规模|均|每年|每|年|各|在|为|达|到|应当|应|须|需|必须|原则上|一般|已|分别|平均|额度|数|和|至少|门槛|"
    r"面积|时间|要求|也|都|可|实现|的|需要|额|总量|拥有量|持有量|授权量|申请量|量|家数|份数|户数|家次|人次|金|余额|之和|总和|年限|期限|之日起|日期?|起|至今|以来|满"
    r"|(?:最近|近|前|上)[一二两三四五\d]+个?(?:会计|自然|完整)?(?:年度?|月)|上一?(?:会计|自然)?年度?|本年度?|当年度?"
    r"|总人数|总收入|总值|实际|净|突破|完成|拥有|持有|具有|取得|获得|有效|期内|一共|共|全部|全年|年度|同期|报表|口径|授权|登记|\([^()]*\)|,|:)*"
)
_PER_HEAD = re.compile(
    r"(?:人均|亩均|地均|户均|台均|单位面积|每亩|每人|每户|平均每[^,;。]{1,4})(?:年|实现|年均)?$"
)
"""A figure per person, mu or household is not the figure itself."""
_DOES = re.compile(r"(?:的)?(?:购置|购买|新增|投资|建设|租赁|租用|研发|实施|引进|招用|参加|举办|采购|新购)")
"""“专精特新”中小企业购置100万元以上设备: who, then what is done."""
_NOUN_START = re.compile(
    r"^(?:(?:或者|或|并且|并|且|同时|其中|以及|及|和|、|,|若|如|对于?|凡|但)|(?:申报|申请)(?:企业|单位|主体)|(?:该|本)?企业(?=上|近|最|年|当|从事|在|的|已|须|应|成立|注册|净|资|职|研|主|营|销)|应当?|须|需|要|必须|能|均|都|还|已)+"
)


def after_scope(state: Work, start: int, end: int) -> int:
    """Where the noun of a number begins: behind a kind of firm or a title that only says whose it is."""
    begin = start + (2 if state.text.startswith("其中", start) else 0)
    best = start
    nouns = {hit.start for hit in state.hits.inside(begin, end) if hit.layer == "feature"}
    for hit in state.hits.inside(begin, end - 1):
        if hit.layer != "term":
            continue
        kind = terms().terms[int(hit.id)].kind
        first = kind in {"in", "has"} and hit.start <= begin + 1 and _period_or_bare(state, hit.end, end)
        first = first or (kind == "has" and hit.end == end)
        leads = kind in {"in", "has"} and hit.start <= begin + 1
        first = first or (leads and _DOES.match(state.text, hit.end) is not None)
        if first or (kind in {"in", "has", "state"} and _noun_after(state, hit.end, nouns)):
            best = max(best, hit.end)
    return best


def _noun_after(state: Work, at: int, nouns: set[int]) -> bool:
    """Whether the noun of the number begins where a term ends, a 的 or period word between."""
    if state.text.startswith("的", at):
        at += 1
    for word in state.times.inside(at, at + BESIDE):
        if word.start == at:
            at = word.end
    return at in nouns


def _period_or_bare(state: Work, start: int, end: int) -> bool:
    rest = state.text[start:end]
    return bool(re.match(r"年度|上年|近|最近|本年|当年", rest)) or not noun_words(rest)


def noun_words(noun: str) -> str:
    """The words of a noun without connectors, period words and modals; empty where it names nothing."""
    words = _NOUN_START.sub("", noun.strip(" ,、"))
    for period in find_period_words(words)[:1]:
        if period.start == 0:
            words = words[period.end :]
    return re.sub(r"(?:总额)?(?:应当?|须|需|不?得|合计|累计|均|在|为|达|原则上|要求)*$", "", words).strip(
        " ,、的"
    )


def nearest(state: Work, start: int, end: int, types: set[FeatureType], units: set[str] | None) -> Hit | None:
    """The last feature of a fitting type whose words reach, but for fillers, up to the comparator."""
    table = vocabulary()
    best: Hit | None = None
    for hit in state.hits.inside(start, end):
        if hit.layer != "feature":
            continue
        feature = table[hit.id]
        if feature.type not in types or (units is not None and feature.unit not in units):
            continue
        if not _FILLER.fullmatch(state.text[hit.end : end]) or _per_head(state.text, hit):
            continue
        if best is None or (hit.end, -hit.start) >= (best.end, -best.start):
            best = hit
    return best


def _per_head(text: str, hit: Hit) -> bool:
    return _PER_HEAD.search(text[max(0, hit.start - 8) : hit.start]) is not None


def noun_start(state: Work, clause: Clause, start: int) -> int:
    """Where the noun begins, behind connectors, the name of the applicant and modals."""
    hit = _NOUN_START.match(state.text[start : clause.end])
    begin = start + (hit.end() if hit else 0)
    while begin < clause.end and state.text[begin] in " 、,)":
        begin += 1
    return begin
