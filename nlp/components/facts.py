"""Facts without a number in a clause: states, lists of kinds, grades, things held, standing in the market.

Owns the reading of the layer `term`; used by the step `policy_open`.
"""

from __future__ import annotations

import re

from nlp.components.kinds import is_person
from nlp.components.own_words import clause_end, clause_start
from nlp.components.ratio import share_of
from nlp.resources import pattern, terms
from nlp.work import Clause, Draft, Hit, Part, Work

Taken = list[tuple[int, int]]
_HOLDING = re.compile(
    r"拥有|获得|取得|具有|具备|授权|签订|申请|形成|建立|开展|主导|主持|参与|牵头|制定|实施|完成|实现"
)
_GRADE = re.compile(r"(?:达到|通过|获评|获得)(?P<grade>[一二三四五六\dA-Z]{1,2}级(?:及以上|以上)?)")
_LISTED_ON = re.compile(
    r"(?:在|于)(?P<boards>[^,;。]{2,60}?)(?:等)?(?:证券交易所|交易所|市场)?(?:成功|首次|首发|正式|公开发行(?:股票)?(?:并)?)*(?:上市|挂牌)"
)
_SAYS_WHO = re.compile(
    r"(?:其中|对于?|凡|若|如|为|是|属于?|应当?|须|必须|申[报请](?:的)?|参评(?:的)?|依法"
    r"|设立的?|成立的?|注册的?|[本我全][省市县区](?:内)?|县内|市内|区内|境内|在[^,;。]{2,20}(?:的)|符合[^,;。]{0,10}条件的|具[有备][^,;。]{2,14}的|新|各类|相关|有关|企业、|[^,;。]{2,12}(?:、|或|和))*"
)
"""What may stand before a form of organisation that says who applies; after other words it is another's."""
_APPLYING = {"org_type", "industry", "size_class", "ownership"}
_APPLIES = re.compile(r"(?:申[报请]|参评)(?:的)?(?:[^,;。]{0,30}(?:、|和|或|及|以及))?$")
"""Who applies, in a lead-in (申报的银行须符合以下条件): a kind that the list below is for."""
_WHOLE = {"工业企业", "工业类企业"}
"""Kinds that are known by the whole word; of others (制造企业) the trade is the member."""
_TRADE_BEFORE = re.compile(
    r"(?:(?<=[的对、或和及为])(?:信息|软件|生产性|生活性|科技|现代|先进|高端|文化|金融|人力资源|电子商务|健康|旅游|体育|商务|物流|专业|数字|高技术|软件信息|软件和信息|信息技术|软件和信息技术)+)?$"
)
"""What narrows a trade by its name (软件信息服务业); other words before it are no part of it."""
_LISTED = re.compile(r"(?:、|或者|或|和|及|以及|与)+")
_PLAIN_END = re.compile(
    r"(?:等)?[^,;。、]{0,6}?(?:的)?(?:企业|单位|机构|组织|主体|领域|产业|行业)?(?:之一)?$|、|或|和|及|以及|应|须|需|\("
)
_PART_OF = 2
"""A fact in its own words that makes less than half of its clause may be but a part of what is said."""
_HELD_ALONE = {"first_set", "prior_support"}
"""Things held that have no name of their own beside them."""
_NAMED = {"in", "has"}
_COUNTED = {
    "any_ip",
    "invention_patents",
    "utility_patents",
    "software_copyrights",
    "contracts",
    "patents",
    "class1_ip",
    "trademarks",
    "university_projects",
    "standards_led",
    "standards_joined",
    "transfers",
}
"""Number features that a text may ask for without a number (拥有自主知识产权)."""


def free(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    """Whether a stretch overlaps nothing that is taken."""
    return not any(start < b and a < end for a, b in taken)


def term_hits(state: Work, clause: Clause, taken: Taken, wanted: set[str] | None = None) -> list[Hit]:
    """The longest term hits that do not overlap each other or what is taken, in order."""
    hits = [
        hit
        for hit in state.hits.inside(clause.start, clause.end)
        if hit.layer == "term"
        and free(hit.start, hit.end, taken)
        and not (terms().terms[int(hit.id)].kind in _NAMED and _mentioned(state, clause, hit))
    ]
    hits.sort(key=lambda hit: (-(hit.end - hit.start), hit.start, int(hit.id)))
    kept: list[Hit] = []
    for hit in hits:
        if free(hit.start, hit.end, [(k.start, k.end) for k in kept]):
            kept.append(hit)
    table = terms().terms
    kept.sort(key=lambda hit: hit.start)
    return [hit for hit in kept if wanted is None or table[int(hit.id)].feature in wanted]


def _mentioned(state: Work, clause: Clause, hit: Hit) -> bool:
    """A kind or title that the clause only mentions: in a longer name, as a source, as a word defined."""
    after = state.text[hit.end : clause.end]
    before = state.text[clause.start : hit.start]
    if terms().terms[int(hit.id)].feature in _APPLYING and _APPLIES.match(before):
        return False
    return bool(pattern("mention_after").search(after) or pattern("mention_before").search(before))


def manual_frames(state: Work, clause: Clause, taken: Taken) -> list[Draft]:
    """Standing in the market, and the place in the chain: only a person can say."""
    if pattern("no_threshold").search(state.text, clause.start, clause.end) and not taken:
        return [_no_threshold(state, clause)]
    for use, feature in (("manual_rank", "market_rank"), ("manual_field", "product_field")):
        if pattern(use).search(state.text, clause.start, clause.end) and not taken:
            start = clause_start(state, clause)
            return [
                Draft(
                    "",
                    "manual",
                    feature,
                    start,
                    clause_end(state, clause),
                    phrase=state.text[start : clause_end(state, clause)],
                )
            ]
    return []


def _no_threshold(state: Work, clause: Clause) -> Draft:
    """A threshold that the text does not give (不低于规定比例, 达到相应要求): the feature, for a person."""
    words = state.text[clause.start : clause.end]
    start = clause_start(state, clause)
    feature = share_of(words, "") or ("total_score" if re.search(r"评价|得分|评分", words) else "other")
    return Draft("", "manual", feature, start, clause.end, phrase=state.text[start : clause.end])


def grades(part: Part, state: Work, clause: Clause, taken: Taken) -> list[Draft]:
    """A grade reached (达到二级), with what is graded from earlier in the part."""
    hit = _GRADE.search(state.text, clause.start, clause.end)
    if hit is None or not free(hit.start(), hit.end(), taken):
        return []
    for known in state.hits.inside(part.start, hit.start()):
        if known.layer == "term":
            entry = terms().terms[int(known.id)]
            if entry.feature == "digital_maturity":
                return [
                    Draft(
                        "",
                        "in",
                        entry.feature,
                        hit.start(),
                        hit.end(),
                        values=(hit["grade"],),
                        phrase=state.text[known.start : known.end],
                    )
                ]
    return []


def states(state: Work, clause: Clause, taken: Taken) -> list[Draft]:
    """Yes/no facts and kinds of firm, one leaf for each word."""
    out: list[Draft] = []
    for hit in term_hits(state, clause, taken):
        entry = terms().terms[int(hit.id)]
        if entry.kind not in {"state", "in"} and entry.feature not in _HELD_ALONE:
            continue
        words = state.text[hit.start : hit.end]
        draft = Draft("", entry.kind, entry.feature, hit.start, hit.end, subject=entry.subject)
        if entry.feature == "prior_support":
            draft.phrase = words
        if entry.kind == "in":
            if entry.feature == "industry":
                draft.start -= len(_TRADE_BEFORE.search(state.text[clause.start : hit.start])[0])  # type: ignore[index]
                words = state.text[draft.start : hit.end]
            draft.values = _values(entry.feature, words)
            after = state.text[hit.end : clause.end]
            draft.check = not taken and _unsure(after)
            if entry.feature == "org_type" and not _SAYS_WHO.fullmatch(state.text, clause.start, hit.start):
                draft.check = True
        if entry.kind == "state" and entry.feature == "other" and _is_kind(words):
            draft.kind, draft.values = "in", (words,)
        if entry.kind == "state" and entry.feature == "other":
            draft.check = len(words) * _PART_OF < clause.end - clause.start
        if entry.kind == "state" and (entry.bad or len(words) < 3):
            draft.start = clause_start(state, clause) if not out else hit.start
            draft.end = max(hit.end, draft.start + 1)
            draft.phrase = state.text[draft.start : draft.end]
        _join(state, out, draft)
    return out


def _is_kind(words: str) -> bool:
    """Whether words name a kind of persons (退役军人), and not what somebody has or did (户籍人员)."""
    return is_person(words) and "户籍" not in words and not words.startswith("返乡")


def _values(feature: str, words: str) -> tuple[str, ...]:
    if feature == "listing":
        return _boards(words)
    if feature == "product_certification" and "、" in words:
        return tuple(re.split(r"、|和|或|及", re.sub(r"(?:认证|登记)(?:证书)?$", "", words)))
    return (_member(feature, words),)


def _unsure(after: str) -> bool:
    """A kind that more words follow may be but the subject of what they say; a person should look."""
    return _PLAIN_END.match(after) is None


def _join(state: Work, out: list[Draft], draft: Draft) -> None:
    """Kinds in one list (企业、高等学校或社会组织) are one leaf; the bare 企业 counts there as a member."""
    before = state.text[draft.start - 3 : draft.start]
    if draft.feature == "org_type" and (bare := re.search(r"企业(?:、|或|和)$", before)):
        draft.start -= len(bare[0])
        draft.values = ("企业", *draft.values)
    last = out[-1] if out else None
    alike = last is not None and last.kind == draft.kind == "in" and last.feature == draft.feature
    if last is not None and alike and _LISTED.fullmatch(state.text[last.end : draft.start]):
        last.end, last.values = draft.end, last.values + draft.values
    else:
        out.append(draft)


def _boards(words: str) -> tuple[str, ...]:
    """The boards of a listing (在国内主板、创业板或境外上市); the words themselves where they name none."""
    hit = _LISTED_ON.search(words)
    found = [one for one in re.split(r"、|或者?|和|及", hit["boards"]) if one] if hit else []
    return tuple(found) or (words,)


def _member(feature: str, words: str) -> str:
    """A member of a list as it is named: 硕士以上学历 is 硕士, 农副食品加工业企业 is the industry."""
    if feature == "education":
        return re.sub(r"(?:研究生)?(?:及)?以上学历$|学历$|学位$", "", words)
    if feature != "industry" or words in _WHOLE:
        return words
    return re.sub(r"企业$", "", words)


def counts_held(state: Work, clause: Clause, taken: Taken) -> list[Draft]:
    """A number feature without a number (拥有自主知识产权) is something held."""
    if taken:
        return []
    best: Hit | None = None
    for hit in state.hits.inside(clause.start, clause.end):
        longer = best is None or hit.end - hit.start > best.end - best.start
        if hit.layer == "feature" and hit.id in _COUNTED and longer:
            best = hit
    if best is None or re.search(r"\d", state.text[clause.start : clause.end]):
        return []
    if "质押" in state.text[best.end : clause.end]:
        return []
    if not _HOLDING.search(state.text, clause.start, best.end) or re.search(
        r"提供|质押", state.text[clause.start : best.start]
    ):
        return []
    start = clause_start(state, clause)
    end = best.end if best.end > start else clause.end
    if state.text[best.end : clause.end].startswith("的"):
        end = clause_end(state, clause)
    return [
        Draft("", "has", best.id, start, max(end, best.end), phrase=state.text[start : max(end, best.end)])
    ]
