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
from nlp.components.bounds import at_least, bounds_nothing, coordinated, kept_up, no_bound, numbers
from nlp.components.nouns import after_scope, nearest, noun_start, noun_words
from nlp.components.ratio import growth_of, share_of
from nlp.components.variants import KIND
from nlp.quantities import Quantity
from nlp.work import Clause, Draft, Sentence, Work, show, work

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
_PART_OF = {"rd_intensity": "rd_expense", "main_ratio": "main_revenue"}
"""What a share's own part is: 占比不低于3%,且不少于300万元 bounds the part."""
_REGISTERED = re.compile(
    r"(?:为|是)?(?:在|于)[^,;。\d]{2,24}?(?:注册登记|登记注册|工商注册|注册|登记|设立)(?=(?:并)?(?:成立|运营|经营)|满)"
)
"""在本县注册成立3年以上: a place, and an age."""
_PER = re.compile(r"/(?:亩|平方米|平米|人|年|月|吨|户|台|公顷)")
"""What a number is reckoned by (200万元/亩) belongs to its quote."""
LISTED = "listed"
"""Flag of counts that one number bounds together (实用新型专利、软件著作权3项以上): any of them will do."""
_MONTHS = 12
_OR_BEFORE = re.compile(r"(?:或者|或|、)(?=[^,;。或、]{0,12}$)")
_SUPPORTED = re.compile(
    r"(?:获得|享受|得到)(?:过)?(?:本|该|此|同一|同)(?:类|项)?[^,;。]{0,8}(?:资金|支持|资助|补贴|补助|奖励|政策)"
)
_SCHOOLED = re.compile(
    r"(?:及?以上)?(?:应|须)?(?:具有|具备|为|是|取得|拥有)[^,;。]{0,10}(?:学历|职称|学位|资格)"
)
"""从业人员50%以上具有大专以上学历: a share of the staff by what they learnt."""
_WHOLE = re.compile(r"(?:于|过|到|≥|≤|>|<)([^,;。:、\d于过到≥≤<>]{2,16})的$")
_PROFITS = re.compile(r"(?:实现|保持|持续|均|为)*盈利(?=$|[,;。、的])")
_POSITIVE = re.compile(
    r"(?:均|实现|保持|持续)*为正(?:数|值)?|不为负(?:数)?|大于零|大于0(?![.\d])|不(?:得|能)?为(?:0|零)分?"
)
_RIGHT_FILLER = re.compile(r"^(?:\([^()]*\)|的|有效|授权|自主|国内|与主导产品相关的?|核心|以上|及)*$")
_SCOPES = re.compile(
    r"国内或(?:者)?国际细分市场|全国|国内|国际|全球|世界|全省|省内|全市|市内|行业内|同行业|细分行业"
)
_HAVING = re.compile(
    r"(?:拥有|具有|取得|获得|持有|具备)$|(?:拥有|具有|取得|获得|持有|具备)(?=至少|不少于|不低于)"
)
"""A verb between a topic and a number: what is had stands behind it (知识产权:拥有2项以上发明专利)."""
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
    if bounds_nothing(state, clause):
        return
    found = numbers(state, clause)
    last = clause.start
    before: Quantity | None = None
    for one in found:
        if one.op is None and at_least(state, clause, one):
            one = replace(one, op="ge")
        if one.op is None and before is not None and coordinated(state, before, one):
            one = replace(one, op=before.op)
        before = one
        if one.op is None or no_bound(state, one):
            continue
        draft = _leaf(state, clause, one, last, memory)
        if draft and one.op and kept_up(state, clause, one):
            draft.end, draft.phrase = clause.end, state.text[draft.start : clause.end]
        if draft:
            clause.drafts += [state.add(other) for other in _listed_before(state, one, draft, last)]
            clause.drafts.append(state.add(draft))
            last = max(draft.end, one.end)
    _positive(state, clause, last)
    if sentence.role == "lead" and not any(q.op for q in found):
        memory.share = share_of(state.text[clause.start : clause.end], "") or memory.share


def _listed_before(state: Work, one: Quantity, draft: Draft, last: int) -> list[Draft]:
    """实用新型专利或软件著作权5项以上: the other nouns of the list, each with the same number."""
    out: list[Draft] = []
    if one.measures != "count" or draft.feature == "other":
        return out
    end = next(
        (
            h.start
            for h in state.hits.inside(last, one.start)
            if h.layer == "feature" and h.id == draft.feature
        ),
        last,
    )
    while link := _OR_BEFORE.search(state.text, last, end):
        known = nearest(state, last, link.start(), _TYPES["count"], _UNITS["count"])
        if known is None or known.id == draft.feature:
            break
        other = Draft("", "compare", known.id, known.start, known.end, one.op, draft.value, draft.unit)
        other.flags.append(LISTED)
        out.append(other)
        end = known.start
    if out:
        draft.flags.append(LISTED)
        draft.start = max(draft.start, out[0].end + 1)
    return out[::-1]


def _positive(state: Work, clause: Clause, last: int) -> None:
    hit = _POSITIVE.search(state.text, last, clause.end)
    if hit is None:
        _profits(state, clause, last)
        return
    known = nearest(
        state, last, hit.start(), {FeatureType.MONEY, FeatureType.RATIO, FeatureType.NUMBER}, None
    )
    if known:
        feature = vocabulary()[known.id]
        start = noun_start(state, clause, last)
        clause.drafts.append(
            state.add(Draft("", "compare", known.id, start, hit.end(), "gt", "0", feature.unit))
        )


def _profits(state: Work, clause: Clause, last: int) -> None:
    """实现盈利 says that the profit is above zero."""
    hit = _PROFITS.search(state.text, last, clause.end)
    if hit is None or re.search(r"不以|非$", state.text[max(clause.start, hit.start() - 3) : hit.start()]):
        return
    start = noun_start(state, clause, last)
    clause.drafts.append(state.add(Draft("", "compare", "profit", start, hit.end(), "gt", "0", "CNY")))


def _leaf(state: Work, clause: Clause, one: Quantity, last: int, memory: Memory) -> Draft | None:
    if one.measures == "rank":
        return _rank(state, clause, one, last, memory)
    left = (after_scope(state, max(last, clause.start), one.start), one.start)
    noun = state.text[left[0] : left[1]]
    feature, how = _feature(state, clause, one, left, noun, memory)
    start = noun_start(state, clause, left[0]) if how != "right" else one.start
    end = one.end
    if per := _PER.match(state.text, one.stop):
        end = max(end, per.end())
    if how == "right":
        end = max(end, _right(state, clause, one)[1])
    draft = Draft("", "compare", feature, min(start, one.at), end, one.op, plain(one.value), one.unit)
    if feature == "age_years" and (placed := _REGISTERED.match(state.text, draft.start)):
        draft.start = min(placed.end(), one.at)
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


def _note(state: Work, draft: Draft, one: Quantity, noun: str, memory: Memory, how: str) -> None:
    words = noun_words(noun)
    if draft.feature == "other" and _SUPPORTED.search(noun):
        # 同一企业获得同类资金不超过三年：是支持过几次、几年，见标注决定 10。
        draft.kind, draft.feature, draft.phrase = "has", "prior_support", words
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
        if part := _PART_OF.get(draft.feature):
            memory.feature["money"] = part


def _feature(
    state: Work, clause: Clause, one: Quantity, left: tuple[int, int], noun: str, memory: Memory
) -> tuple[str, str]:
    """The feature and how it was found: `left`, `right`, `memory`, `open`."""
    bare = not noun_words(noun)
    if clause.variant == KIND and one.measures == "person":
        return "employees", "left"
    if one.band == 2 and memory.feature.get(one.measures):
        return memory.feature[one.measures], "left"
    if one.measures == "ratio":
        return _ratio(state, one, left, _against(one, noun), bare, memory)
    known = nearest(state, left[0], left[1], _TYPES[one.measures], _UNITS.get(one.measures))
    if known and _HAVING.search(state.text, known.end, left[1]) and (right := _right(state, clause, one))[0]:
        return right[0], "right"
    if known:
        return known.id, "left"
    if one.measures not in {"money", "year", "month", "age"}:
        right = _right(state, clause, one)
        if right[0]:
            return right[0], "right"
    if bare and memory.feature.get(one.measures):
        return memory.feature[one.measures], "memory"
    if one.measures in _BY_UNIT:
        return _BY_UNIT[one.measures], "left"
    return "other", "open"


def _against(one: Quantity, noun: str) -> str:
    """研发投入不低于营业收入的3% read as 研发投入占营业收入."""
    whole = _WHOLE.search(one.words_before)
    return f"{noun}占{whole[1]}" if whole else noun


def _ratio(
    state: Work, one: Quantity, left: tuple[int, int], noun: str, bare: bool, memory: Memory
) -> tuple[str, str]:
    share = share_of(noun, memory.noun)
    if share:
        return share, "left"
    growth = growth_of(state, left[0], left[1], memory.feature.get("money", ""))
    if growth:
        return growth, "left"
    known = nearest(state, left[0], left[1], {FeatureType.RATIO}, None)
    if known:
        return known.id, "left"
    if _SCHOOLED.match(state.text, one.stop) and re.search(r"人员|职工|员工|人数", noun):
        return "qualified_staff_ratio", "left"
    elliptic = bare or re.fullmatch(r"(?:的)?(?:比例|比重|占比)?(?:应|须|均|每年)*", noun_words(noun))
    if elliptic and memory.share:
        return memory.share, "memory"
    return "other", "open"


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


def _rank(state: Work, clause: Clause, one: Quantity, last: int, memory: Memory) -> Draft:
    noun = state.text[max(last, clause.start) : one.start]
    scope = tuple(
        dict.fromkeys(h[0] for h in _SCOPES.finditer(noun) if h[0] not in {"细分行业", "行业内", "同行业"})
    )
    before = {memory.feature.get("ratio"), memory.feature.get("rank")}
    of_market = _RANKED.search(noun) or (scope and before & {"market_share", "market_rank"})
    feature = "market_rank" if of_market and "权利人" not in noun and "获奖" not in noun else "other"
    memory.feature["rank"] = feature
    begin = max(last, clause.start)
    if (opened := state.text.rfind("(", begin, one.at)) > state.text.rfind(")", begin, one.at):
        begin = opened + 1
    start = noun_start(state, clause, begin)
    draft = Draft("", "rank", feature, min(start, one.at), one.end, "le", plain(one.value), values=scope[:1])
    draft.phrase = noun_words(noun) or None
    return draft
