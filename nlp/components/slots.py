"""Step `policy_slots`: numeric leaves, each quantity with the feature that its words name.

Owns the type-directed filling: a money quantity takes a money feature, a share takes a share rule, and so on.
A quantity whose noun is not known becomes `other` with its own words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from spacy.language import Language
from spacy.tokens import Doc

from domain.reading_json import plain
from domain.vocabulary import FeatureType, vocabulary
from nlp.components.ratio import growth_of, share_of
from nlp.quantities import Quantity
from nlp.resources import pattern, terms
from nlp.work import Clause, Draft, Hit, Sentence, Work, show, work

_TYPES = {
    "money": {FeatureType.MONEY},
    "ratio": {FeatureType.RATIO},
    "year": {FeatureType.NUMBER},
    "month": {FeatureType.NUMBER},
    "person": {FeatureType.NUMBER},
    "count": {FeatureType.NUMBER},
    "point": {FeatureType.NUMBER},
    "m2": {FeatureType.NUMBER},
    "age": {FeatureType.NUMBER},
}
_UNITS = {
    "person": {"person"},
    "count": {"count"},
    "year": {"year", "month"},
    "month": {"month", "year"},
    "point": {"point"},
    "m2": {"m2"},
    "age": {"year"},
}
_BY_UNIT = {"age": "applicant_age", "m2": "floor_area"}
"""A unit that only one feature has names it alone."""
_MONTHS = 12
_BESIDE = 20
"""How far comparators and period words reach around a number."""
_FILLER = re.compile(
    r"(?:首次|新增|总额|总数|数量|人数|合计|累计|总计|金额|规模|均|每年|每|年|各|在|为|达|到|应当|应|须|需|必须|原则上|一般|已|分别|平均|额度|数|和|至少|门槛|"
    r"面积|时间|要求|也|都|可|实现|的|需要|\([^()]*\)|,)*"
)
_NOUN_START = re.compile(
    r"^(?:(?:或者|或|并且|并|且|同时|其中|以及|及|和|、|,|若|如|对于?|凡|但)|(?:申报|申请)(?:企业|单位|主体)|(?:该|本)?企业(?=上|近|最|年|当|从事|在|的|已|须|应|成立|注册|净|资|职|研|主|营|销)|应当?|须|需|要|必须|能|均|都|还|已)+"
)
_BRACKETS = re.compile(r"\([^()]*\)")
_POSITIVE = re.compile(r"为正(?:数|值)?|不为负(?:数)?|大于零|大于0(?![.\d])|不(?:得|能)?为(?:0|零)分?")
_RIGHT_FILLER = re.compile(r"^(?:\([^()]*\)|的|有效|授权|自主|国内|与主导产品相关的?|核心|以上|及)*$")
_SCOPES = re.compile(
    r"全国|国内|国际|全球|世界|全省|省内|全市|市内|行业内|同行业|细分行业|国内或国际细分市场"
)
_RANKED = re.compile(r"占有率|排名|细分|行业|销量|市场")


@dataclass(slots=True)
class Memory:
    """What an elliptic clause takes up: last feature and phrase per class, last noun, last share."""

    feature: dict[str, str] = field(default_factory=dict)
    noun: str = ""
    share: str = ""
    phrase: dict[str, str] = field(default_factory=dict)


@Language.component("policy_slots")
def slots(doc: Doc) -> Doc:
    """Fill numeric leaves sentence by sentence; a part's memory reaches the parts below it."""
    state = work(doc)
    memories: dict[int, Memory] = {}
    for sentence in state.sentences:
        part = sentence.part
        memory = memories.get(id(part)) or _inherit(memories, sentence)
        memories[id(part)] = memory
        for clause in sentence.clauses:
            fill(state, sentence, clause, memory)
    show(doc, "slots", [(d.start, d.end, d.feature) for d in state.drafts.values()])
    return doc


def _inherit(memories: dict[int, Memory], sentence: Sentence) -> Memory:
    above = sentence.part.parent
    while above is not None:
        if known := memories.get(id(above)):
            return Memory(dict(known.feature), known.noun, known.share, dict(known.phrase))
        above = above.parent
    return Memory()


def fill(state: Work, sentence: Sentence, clause: Clause, memory: Memory) -> None:
    """The numeric leaves of one clause, in order of text."""
    near = state.quantities.inside(clause.start - _BESIDE, clause.end + _BESIDE)
    found = [q for q in near if clause.start <= q.at and q.stop <= clause.end]
    found = [q for q in found if not _in_time(state, q) and not _of_rule(state, clause, q)]
    last = clause.start
    for one in found:
        if one.op is None and _grown(state, clause, one):
            one = replace(one, op="ge")
        if one.op is None or _only_points(state, one) or _ban(state, one):
            continue
        draft = _leaf(state, clause, one, last, memory)
        if draft:
            clause.drafts.append(state.add(draft))
            last = max(draft.end, one.end)
    _positive(state, clause, last)
    if sentence.role == "lead" and not any(q.op for q in found):
        memory.share = share_of(state.text[clause.start : clause.end], "") or memory.share


def _grown(state: Work, clause: Clause, one: Quantity) -> bool:
    """比上年度增加20% says at least, though no comparator stands there."""
    head = state.text[max(clause.start, one.at - 14) : one.at]
    return (
        one.measures == "ratio"
        and re.search(r"(?:比|较)[^,;。]{2,8}(?:增加|增长|提高)$|同比(?:增加|增长)$", head) is not None
    )


def _ban(state: Work, one: Quantity) -> bool:
    """How long a bar lasts (2年内不再受理) bounds nothing."""
    return one.measures in {"year", "month"} and bool(
        re.match(
            r"(?:之?内|以内)?(?:,)?(?:不得|不再|不予|取消|暂停|停止|均不)",
            state.text[one.stop : one.stop + 6],
        )
    )


def _only_points(state: Work, one: Quantity) -> bool:
    return one.measures == "point" and bool(
        re.search(r"(?:得|满分|扣|加)$", state.text[max(0, one.at - 2) : one.at])
    )


def _in_time(state: Work, one: Quantity) -> bool:
    near = state.times.inside(one.at - _BESIDE, one.stop + _BESIDE)
    return any(t.start < one.stop and one.at < t.end for t in near)


def _of_rule(state: Work, clause: Clause, one: Quantity) -> bool:
    """A number of a rule of counting in brackets (经营期不满三年的按实际时间计算) bounds nothing."""
    return any(
        hit.start() <= one.at < hit.end() and pattern("calc_rule").search(hit[0])
        for hit in _BRACKETS.finditer(state.text, clause.start, clause.end)
    )


def _positive(state: Work, clause: Clause, last: int) -> None:
    hit = _POSITIVE.search(state.text, last, clause.end)
    if hit is None:
        return
    known = _nearest(
        state, last, hit.start(), {FeatureType.MONEY, FeatureType.RATIO, FeatureType.NUMBER}, None
    )
    if known:
        feature = vocabulary()[known.id]
        start = _noun_start(state, clause, last)
        clause.drafts.append(
            state.add(Draft("", "compare", known.id, start, hit.end(), "gt", "0", feature.unit))
        )


def _leaf(state: Work, clause: Clause, one: Quantity, last: int, memory: Memory) -> Draft | None:
    if one.measures == "rank":
        return _rank(state, clause, one, last)
    left = (_after_scope(state, max(last, clause.start), one.start), one.start)
    noun = state.text[left[0] : left[1]]
    feature, how = _feature(state, clause, one, left, noun, memory)
    start = _noun_start(state, clause, left[0]) if how != "right" else one.start
    end = one.end
    if how == "right":
        end = max(end, _right(state, clause, one)[1])
    draft = Draft("", "compare", feature, min(start, one.at), end, one.op, plain(one.value), one.unit)
    _convert(draft, one)
    draft.inclusive = "含" in one.words_after and "不含" not in one.words_after
    if one.band == 1:
        draft.inclusive = state.text[one.stop : one.stop + 3] == "(含)"
    _note(state, draft, one, noun, memory, how)
    return draft


def _convert(draft: Draft, one: Quantity) -> None:
    """Years of a feature that is counted in months, and the reverse."""
    unit = vocabulary()[draft.feature].unit
    if one.measures == "year" and unit == "month":
        draft.value, draft.unit = plain(one.value * _MONTHS), unit
    elif one.measures == "month" and unit == "year":
        draft.value, draft.unit = plain(one.value / _MONTHS), unit


def _after_scope(state: Work, start: int, end: int) -> int:
    """Where the noun of a number begins: behind a kind of firm or a title that only says whose it is."""
    begin = start + (2 if state.text.startswith("其中", start) else 0)
    best = start
    for hit in state.hits.inside(begin, end - 1):
        if hit.layer != "term" or hit.start > begin + 1:
            continue
        if terms().terms[int(hit.id)].kind in {"in", "has"} and _period_or_bare(state, hit.end, end):
            best = max(best, hit.end)
    return best


def _period_or_bare(state: Work, start: int, end: int) -> bool:
    rest = state.text[start:end]
    return bool(re.match(r"年度|上年|近|最近|本年|当年", rest)) or not _noun_words(rest)


def _note(state: Work, draft: Draft, one: Quantity, noun: str, memory: Memory, how: str) -> None:
    words = _noun_words(noun)
    if draft.feature == "other":
        draft.phrase = words or memory.phrase.get(one.measures) or state.text[draft.start : draft.end]
        if not words:
            draft.check = True
            draft.flags.append("open_feature")
    elif how == "memory":
        draft.flags.append("ellipsis")
    if one.bare:
        draft.flags.append("unit_missing")
    if "原则上" in noun:
        draft.phrase = "原则上"
    memory.feature[one.measures] = draft.feature
    memory.phrase[one.measures] = draft.phrase or ""
    if words:
        memory.noun = noun
    if one.measures == "ratio":
        memory.share = draft.feature


def _noun_words(noun: str) -> str:
    from nlp.times import find_period_words

    words = _NOUN_START.sub("", noun.strip(" ,、"))
    for period in find_period_words(words)[:1]:
        if period.start == 0:
            words = words[period.end :]
    return re.sub(r"(?:总额)?(?:应当?|须|需|不?得|合计|累计|均|在|为|达|原则上|要求)*$", "", words).strip(
        " ,、的"
    )


def _feature(
    state: Work, clause: Clause, one: Quantity, left: tuple[int, int], noun: str, memory: Memory
) -> tuple[str, str]:
    """The feature and how it was found: `left`, `right`, `memory`, `open`."""
    bare = not _noun_words(noun)
    if one.band == 2 and memory.feature.get(one.measures):
        return memory.feature[one.measures], "left"
    if one.measures == "ratio":
        return _ratio(state, left, noun, bare, memory)
    known = _nearest(state, left[0], left[1], _TYPES[one.measures], _UNITS.get(one.measures))
    if known:
        return known.id, "left"
    if one.measures != "money":
        right = _right(state, clause, one)
        if right[0]:
            return right[0], "right"
    if bare and memory.feature.get(one.measures):
        return memory.feature[one.measures], "memory"
    if one.measures in _BY_UNIT:
        return _BY_UNIT[one.measures], "left"
    return "other", "open"


def _ratio(state: Work, left: tuple[int, int], noun: str, bare: bool, memory: Memory) -> tuple[str, str]:
    share = share_of(noun, memory.noun)
    if share:
        return share, "left"
    growth = growth_of(state, left[0], left[1], memory.feature.get("money", ""))
    if growth:
        return growth, "left"
    known = _nearest(state, left[0], left[1], {FeatureType.RATIO}, None)
    if known:
        return known.id, "left"
    elliptic = bare or re.fullmatch(r"(?:的)?(?:比例|比重|占比)?(?:应|须|均|每年)*", _noun_words(noun))
    if elliptic and memory.share:
        return memory.share, "memory"
    return "other", "open"


def _nearest(
    state: Work, start: int, end: int, types: set[FeatureType], units: set[str] | None
) -> Hit | None:
    """The last feature of a fitting type whose words reach, but for fillers, up to the comparator."""
    table = vocabulary()
    best: Hit | None = None
    for hit in state.hits.inside(start, end):
        if hit.layer != "feature":
            continue
        feature = table[hit.id]
        if feature.type not in types or (units is not None and feature.unit not in units):
            continue
        if not _FILLER.fullmatch(state.text[hit.end : end]):
            continue
        if best is None or (hit.end, -hit.start) >= (best.end, -best.start):
            best = hit
    return best


def _right(state: Work, clause: Clause, one: Quantity) -> tuple[str, int]:
    """The feature to the right of a count: 3项以上发明专利."""
    table = vocabulary()
    units = _UNITS.get(one.measures, set())
    best = ("", one.end)
    for hit in state.hits.inside(one.end, clause.end):
        if hit.layer != "feature" or hit.end <= best[1]:
            continue
        if table[hit.id].unit in units and _RIGHT_FILLER.fullmatch(state.text[one.end : hit.start]):
            best = (hit.id, hit.end)
    return best


def _rank(state: Work, clause: Clause, one: Quantity, last: int) -> Draft:
    noun = state.text[max(last, clause.start) : one.start]
    scope = tuple(
        dict.fromkeys(h[0] for h in _SCOPES.finditer(noun) if h[0] not in {"细分行业", "行业内", "同行业"})
    )
    feature = (
        "market_rank" if _RANKED.search(noun) and "权利人" not in noun and "获奖" not in noun else "other"
    )
    start = _noun_start(state, clause, max(last, clause.start))
    draft = Draft("", "rank", feature, min(start, one.at), one.end, "le", plain(one.value), values=scope[:1])
    draft.phrase = _noun_words(noun) or None
    return draft


def _noun_start(state: Work, clause: Clause, start: int) -> int:
    hit = _NOUN_START.match(state.text[start : clause.end])
    begin = start + (hit.end() if hit else 0)
    while begin < clause.end and state.text[begin] in " 、,":
        begin += 1
    return begin
