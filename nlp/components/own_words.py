"""What no reader of a clause took: a judgement for a person, or the words themselves as `other`.

Owns the cutting of left-over stretches; used by the step `policy_open`.
"""

from __future__ import annotations

import itertools
import re

from nlp.components.cutting import begins_predicate
from nlp.components.role import READ
from nlp.resources import pattern
from nlp.work import Clause, Draft, Sentence, Work

_AIMS = re.compile(
    r"(?:大力|积极|重点)?(?:支持|鼓励|推动|引导|促进|推进|加快|加强|加大|提升|提高|实现|打造|培育|壮大|发展)"
)
_ANY_FIT = re.compile(r"(?:对于?)?符合(?:申报|相关|规定|支持)?条件的(?:企业|单位|机构|项目|主体)?(?:的)?")
_RIGHTS = re.compile(
    r"知识产权(?:权属|归属|产权|所有权)?[^,;。]{0,6}(?:清晰|明晰|明确)|(?:清晰|明晰|明确)的?(?:自主)?知识产权"
)
_SINCE = re.compile(
    r"(?:企业|单位|申[报请](?:企业|单位|人))?(?:最?近|前|过去)?(?:[一二三四五两\d]+个?(?:年|年度|月))?(?:来|以来|之?内)?"
)
_BASIS = re.compile(
    r"(?:对于?)?[^,;。的]{0,18}(?:费用|支出|投入|保费|租金|利息|价款|金额|投资额|展位费|服务费|学费|项目|贷款|(?:增量|新增|超出|超过)部分)"
)
"""What a gift is reckoned by, or the kind of project that it is for: 对企业上云费用,按30%…"""
_BAD_CASE = re.compile(
    r"(?:均)?(?:不得?|无|未|没有|未有|无任何)(?:存在|发生过?|出现过?|有|被)?"
    r"(?=(?:列入|纳入)[^,;。]*(?:名单|目录|清单)|拖欠|欠(?:薪|税|缴|社|工资)|[^,;。]{1,14}(?:记录|行为|情形|纠纷|事件|问题|投诉|案件)$)"
)
"""What must not have happened, in words that no list knows (近两年无走私违规记录)."""
_WRONGS = re.compile(
    r"(?<!应当)(?:未(?!来)|不(?!动产|锈|超过|低于|少于|属于|仅|含)|拖欠|欠缴|欠税|逾期|改变|挪用|骗取|伪造|虚报|隐瞒|擅自|违反|抽逃|转移|弄虚)"
)
"""In a list of bars: what somebody did or left undone, not what somebody is."""
_MEANING = 4
"""Fewer left-over characters than this say nothing of their own."""
SEPARATES = " 、,的和及且并或;"
_LEAST = 2
_LISTED = {"require", "exclude"}
"""Sections in which a clause that asserts something is a condition, whatever it speaks of."""
_CUT = re.compile(
    r"(?:、|或者|或|并且|并|且|和|以及|及)(?=(?:已经?|实行|建立|建有|设立|取得|获得|通过|享受|纳入|列入|完成|具有|具备"
    r"|拥有|配备|对所属|规范的|健全的|良好的|稳定的|较强的|掌握|符合|开展|有较|有一定|有显著|有良好))"
)
_STARTS = re.compile(
    r"(?:《[^》]{4,60}》(?:规定)?(?=对|凡)|(?:本|该)?(?:政策|办法|措施|规定|细则|意见)?(?:主要)?(?:适用于|适用对象(?:为|是)|扶持对象(?:为|是)|支持对象(?:为|是))|(?:[“]?[^,;。:]{2,40}(?:所称|所指)[^,;。:]{2,20}(?:是指|指))|(?:[“]?[一-龥]{2,14}[”]?(?:是指|(?<!股)指(?![标导数定示南])))|其中|对于?|若|如|凡|同时|原则上|(?:项目)?(?:申[报请]|承担|牵头|实施|建设|参评|推荐)(?:的)?(?:企业|单位|机构|主体|人)(?=应|须|需|必|要|是|为|在|具|已|有|无|未|财|信|法|经|拥|符|依|近|上|前|最|曾|不|可|能|通|取|获|建|从|与|对|每|年|遵|诚|按|承|运|生|注)"
    r"|项目(?:单位|法人|承担单位)|(?:是|均)指|应当?是?|须|需|必须|要(?!素|求)|并且|并(?!购|轨|联|网|发)|且|,)*"
)
"""Words before what a clause says: who must, and that he must."""


def clause_start(state: Work, clause: Clause) -> int:
    """Where a clause begins to say something: behind 对, 申报企业, 应当."""
    hit = _STARTS.match(state.text[clause.start : clause.end])
    return clause.start + (hit.end() if hit and hit.end() < clause.end - clause.start else 0)


def clause_end(state: Work, clause: Clause) -> int:
    """Where a clause ends without its closing 的 (企业)."""
    tail = re.search(
        r"(?:的(?:企业|单位|机构)?|的?(?:企业|单位|机构|孵化器|园区)可以?|后)$",
        state.text[clause.start : clause.end],
    )
    return clause.start + tail.start() if tail and tail.start() > 0 else clause.end


def own_words(
    state: Work, sentence: Sentence, clause: Clause, taken: list[tuple[int, int]], some: bool
) -> list[Draft]:
    """What no reader took: a judgement, or the words themselves."""
    if state.loose and not sentence.part.style:
        return []
    if sentence.role == "lead" or (sentence.role == "waive" and some):
        return []
    out = []
    start, end = clause_start(state, clause), clause_end(state, clause)
    words = state.text[clause.start : clause.end]
    if sentence.role == "gift" and (
        pattern("manner").search(words)
        or reckons(state, clause)
        or _opening_aim(state, sentence, clause, words)
    ):
        return []
    if _silent(state, clause) or (sentence.role == "bar" and sentence.part.section not in READ):
        return []
    for a, b in _gaps(start, end, taken):
        if some and b < end and state.text[b - 1] not in SEPARATES:
            # 后面紧跟着已经读出的条件：这几个字是它的修饰语。
            continue
        for begin, stop in _pieces(state.text, a, b):
            words = state.text[begin:stop]
            if not some and words.endswith("除外") and len(words) > _MEANING:
                named = words.removesuffix("除外").removesuffix("的")
                out.append(Draft("", "state", "other", begin, begin + len(named), phrase=named, bars=True))
                continue
            if pattern("silent").search(words):
                continue
            rest = meaning(words)
            judged = pattern("manual").search(words) is not None
            if judged and not some:
                out.append(_leaf(begin, stop, words, judged, some))
                continue
            stated = judged or pattern("state_verb").match(words) or begins_predicate(words)
            bad = _BAD_CASE.match(words) is not None
            mere = some and not bad and (len(words) < _MEANING or not stated)
            if mere or len(rest) < _LEAST:
                continue
            out.append(_leaf(begin, stop, words, judged, some))
            if _barred(sentence) and out[-1].kind == "state" and _WRONGS.search(words):
                out[-1].kind = "event"
            whole = not some and begin == start and stop >= end
            if whole and sentence.part.section in _LISTED and pattern("asserts").match(words):
                out[-1].check, out[-1].flags = False, []
    return out


def reckons(state: Work, clause: Clause) -> bool:
    """Whether a clause of a giving sentence only says by what the gift is reckoned."""
    return _BASIS.fullmatch(state.text, clause.start, clause.end) is not None


def _barred(sentence: Sentence) -> bool:
    return sentence.role == "bar" or sentence.part.section == "exclude"


def _opening_aim(state: Work, sentence: Sentence, clause: Clause, words: str) -> bool:
    """支持企业开拓市场,对…的企业给予补助: the aim before the clause that says who is paid asks nothing.

    Where that clause only says 符合条件的企业, the aim is what is asked.
    """
    later = sentence.clauses[sentence.clauses.index(clause) + 1 :]
    if later and all(_ANY_FIT.fullmatch(state.text, one.start, one.end) for one in later):
        return False
    return bool(later) and _AIMS.match(words) is not None and not words.endswith("的")


def _silent(state: Work, clause: Clause) -> bool:
    """Clauses that say nothing of their own: 得30分, 符合第三条规定, 下列条件中至少满足两项, 符合上述要求."""
    words = state.text[clause.start : clause.end]
    if re.match(r",?(?:是|均)?指", state.text[clause.end : clause.end + 4]):
        # 被定义的词本身不是条件。
        return True
    return pattern("silent").search(words) is not None or _aim(state, clause, words)


def _aim(state: Work, clause: Clause, words: str) -> bool:
    """A numbered line that only names what is supported (支持平台建设) asks nothing."""
    at_line_start = clause.start == 0 or state.text[clause.start - 1] in "\n.)、 "
    ends = clause.end >= len(state.text) or state.text[clause.end] in "\n:。;"
    return at_line_start and ends and pattern("aim").search(words) is not None


def _leaf(begin: int, stop: int, words: str, judged: bool, some: bool) -> Draft:
    if not judged and (bad := _BAD_CASE.search(words)) and _SINCE.fullmatch(words[: bad.start()]):
        draft = Draft("", "event", "other", begin + bad.end(), stop, phrase=words[bad.end() :], bars=True)
        draft.check, draft.flags = True, ["open_feature"]
        return draft
    if judged:
        feature = "any_ip" if _RIGHTS.search(words) else "other"
        return Draft("", "manual", feature, begin, stop, phrase=words, check=some)
    kind = "event" if pattern("happening").search(words) else "state"
    draft = Draft("", kind, "other", begin, stop, phrase=words)
    draft.check = some or not pattern("state_verb").match(words)
    if draft.check:
        draft.flags.append("open_feature")
    return draft


def _gaps(start: int, end: int, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out, at = [], start
    for a, b in sorted(taken):
        if a > at:
            out.append((at, min(a, end)))
        at = max(at, b)
    if at < end:
        out.append((at, end))
    return out


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    while start < end and text[start] in " 、,的和及并且或者" and not text.startswith("并购", start):
        start += 1
    while end > start and text[end - 1] in " 、,的和及并且或":
        end -= 1
    if end <= start:
        return []
    edges = [start, *(start + hit.start() for hit in _CUT.finditer(text[start:end])), end]
    parts = text[start:end].split("、")
    if (
        len(parts) > 1
        and len(edges) == 2
        and all(pattern("manual").search(part) and len(part) >= _MEANING for part in parts)
    ):
        edges = [start, *(start + i for i, char in enumerate(text[start:end]) if char == "、"), end]
    out = []
    for a, b in itertools.pairwise(edges):
        while a < b and text[a] in "、和及或者并且以" and not text.startswith("并购", a):
            a += 1
        if b > a:
            out.append((a, b))
    return out


def meaning(words: str) -> str:
    """What is left of words without verbs of having, connectors and modals."""
    return pattern("filler").sub("", pattern("modal").sub("", words))
