"""Step `policy_open`: leaves without a number, and what is left in its own words.

Owns the order of the readers of a clause: places, things held, states, events, lists, then judgement words,
then the clause itself as `other`. Nothing of a condition is dropped.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.clause import READ
from nlp.components.events import read_events
from nlp.components.lists import read_lists
from nlp.components.place import read_places
from nlp.components.ratio import share_of
from nlp.components.slots import subject_words
from nlp.components.titles import HELD, read_held
from nlp.resources import pattern, terms
from nlp.work import Clause, Draft, Hit, Sentence, Work, show, work

_CUT = re.compile(
    r"(?:、|或者|或|并且|并|且|和|以及|及)(?=(?:已经?|实行|建立|建有|设立|取得|获得|通过|享受|纳入|列入|完成|具有|具备|拥有|配备|对所属|规范的|健全的|良好的|稳定的|较强的|掌握|符合|开展|拥有|有较|有一定))"
)
_HOLDING = re.compile(r"拥有|获得|取得|具有|具备|授权|签订|申请|形成")
_SUPERSEDED = re.compile(r"旧版|原办法|原标准|修订前")
_PROSE = 40
"""A sentence longer than this, in a text without any condition section, is prose about conditions."""
_MEANING = 4
"""Fewer left-over characters than this say nothing of their own."""
_GRADE = re.compile(r"(?:达到|通过|获评|获得)(?P<grade>[一二三四五六\dA-Z]{1,2}级(?:及以上|以上)?)")
_IP_HELD = {"any_ip", "invention_patents", "utility_patents", "software_copyrights", "contracts", "patents", "class1_ip", "trademarks"}


@Language.component("policy_open")
def open_words(doc: Doc) -> Doc:
    """Read every clause that numbers have not explained."""
    state = work(doc)
    for sentence in state.sentences:
        if sentence.role == "repeat":
            _repeat(state, sentence)
            continue
        for clause in sentence.clauses:
            _read(state, sentence, clause)
        _carry_subject(state, sentence)
    show(doc, "open", [(d.start, d.end, d.feature) for d in state.drafts.values()])
    return doc


def _read(state: Work, sentence: Sentence, clause: Clause) -> None:
    taken = [(d.start, d.end) for d in clause.drafts]
    exclude = sentence.part.section == "exclude" or sentence.role == "bar"
    found: list[Draft] = []
    for reader in (_manual_frames, _grades, _places, _lists, _events, _held, _states, _counts_held):
        for draft in reader(state, sentence, clause, taken):
            taken.append((draft.start, draft.end))
            found.append(draft)
    found += _rest(state, sentence, clause, taken, bool(found or clause.drafts))
    unsure = (state.loose and sentence.end - sentence.start > _PROSE) or _SUPERSEDED.search(state.text, clause.start, clause.end)
    for draft in clause.drafts if unsure else ():
        draft.check = True
    for draft in found:
        draft.check = draft.check or bool(unsure)
        _finish(state, sentence, clause, draft, exclude)
        clause.drafts.append(state.add(draft))
    clause.drafts.sort(key=lambda d: (d.start, d.end))
    subject = subject_words(state.text[clause.start : clause.end])
    for draft in clause.drafts:
        if subject and draft.subject is None and draft.feature not in {"market_rank"}:
            draft.subject = subject


def _carry_subject(state: Work, sentence: Sentence) -> None:
    """The subject of the first clause holds on (项目应当…，…并…) until another one is named."""
    carried: str | None = None
    for clause in sentence.clauses:
        words = state.text[clause.start : clause.end]
        own = subject_words(words)
        if own or re.match(r"(?:申报|申请)?(?:企业|单位)", words):
            carried = own
        elif carried:
            for draft in clause.drafts:
                draft.subject = draft.subject or carried


def _free(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    return not any(start < b and a < end for a, b in taken)


def _terms(state: Work, clause: Clause, taken: list[tuple[int, int]], wanted: set[str] | None = None) -> list[Hit]:
    """The longest term hits that do not overlap each other or what is taken, in order."""
    hits = [
        hit for hit in state.hits
        if hit.layer == "term" and clause.start <= hit.start and hit.end <= clause.end
        and _free(hit.start, hit.end, taken)
    ]
    hits.sort(key=lambda hit: (-(hit.end - hit.start), hit.start, int(hit.id)))
    kept: list[Hit] = []
    for hit in hits:
        if _free(hit.start, hit.end, [(k.start, k.end) for k in kept]):
            kept.append(hit)
    table = terms().terms
    kept.sort(key=lambda hit: hit.start)
    return [hit for hit in kept if wanted is None or table[int(hit.id)].feature in wanted]


def _manual_frames(state: Work, sentence: Sentence, clause: Clause, taken: list[tuple[int, int]]) -> list[Draft]:
    """Standing in the market, and the place in the chain: only a person can say."""
    if pattern("no_threshold").search(state.text, clause.start, clause.end) and not taken:
        return [_no_threshold(state, clause)]
    for use, feature in (("manual_rank", "market_rank"), ("manual_field", "product_field")):
        if pattern(use).search(state.text, clause.start, clause.end) and not taken:
            start = _start(state, clause)
            return [Draft("", "manual", feature, start, _end(state, clause), phrase=state.text[start : _end(state, clause)])]
    return []


def _no_threshold(state: Work, clause: Clause) -> Draft:
    """A threshold that the text does not give (不低于规定比例, 达到相应要求): the feature, for a person."""
    words = state.text[clause.start : clause.end]
    start = _start(state, clause)
    feature = share_of(words, "") or ("total_score" if re.search(r"评价|得分|评分", words) else "other")
    return Draft("", "manual", feature, start, clause.end, phrase=state.text[start : clause.end])


def _grades(state: Work, sentence: Sentence, clause: Clause, taken: list[tuple[int, int]]) -> list[Draft]:
    hit = _GRADE.search(state.text, clause.start, clause.end)
    if hit is None or not _free(hit.start(), hit.end(), taken):
        return []
    part = sentence.part
    for known in state.hits:
        if known.layer == "term" and part.start <= known.start < hit.start():
            entry = terms().terms[int(known.id)]
            if entry.feature == "digital_maturity":
                return [Draft("", "in", entry.feature, hit.start(), hit.end(), values=(hit["grade"],), phrase=state.text[known.start : known.end])]
    return []


def _places(state: Work, sentence: Sentence, clause: Clause, taken: list[tuple[int, int]]) -> list[Draft]:
    from nlp.components.place import read_places as read

    whole = read(state, sentence.start, sentence.end, False)
    return [d for d in read_places(state, clause.start, clause.end, not whole) if _free(d.start, d.end, taken)]


def _lists(state: Work, sentence: Sentence, clause: Clause, taken: list[tuple[int, int]]) -> list[Draft]:
    return [d for d in read_lists(state, clause.start, clause.end) if _free(d.start, d.end, taken)]


def _events(state: Work, sentence: Sentence, clause: Clause, taken: list[tuple[int, int]]) -> list[Draft]:
    hits = [hit for hit in _terms(state, clause, taken) if terms().terms[int(hit.id)].kind == "event"]
    return read_events(state, clause, hits, taken)


def _held(state: Work, sentence: Sentence, clause: Clause, taken: list[tuple[int, int]]) -> list[Draft]:
    return read_held(state, _terms(state, clause, taken, HELD), clause.start)


def _states(state: Work, sentence: Sentence, clause: Clause, taken: list[tuple[int, int]]) -> list[Draft]:
    out = []
    for hit in _terms(state, clause, taken):
        entry = terms().terms[int(hit.id)]
        if entry.kind not in {"state", "in"} and entry.feature not in {"first_set"}:
            continue
        words = state.text[hit.start : hit.end]
        draft = Draft("", entry.kind, entry.feature, hit.start, hit.end, subject=entry.subject)
        if entry.kind == "in":
            draft.values = (_member(entry.feature, words),)
        if entry.kind == "state" and (entry.bad or len(words) < 3):
            draft.start = _start(state, clause) if not out else hit.start
            draft.end = max(hit.end, draft.start + 1)
            draft.phrase = state.text[draft.start : draft.end]
        out.append(draft)
    return out


def _member(feature: str, words: str) -> str:
    """A member of a list as it is named: 硕士以上学历 is 硕士, 农副食品加工业企业 is the industry."""
    if feature == "education":
        return re.sub(r"(?:研究生)?(?:及)?以上学历$|学历$|学位$", "", words)
    trade = re.sub(r"企业$", "", words)
    return trade if feature == "industry" and trade.endswith("业") and len(trade) > 2 else words


def _counts_held(state: Work, sentence: Sentence, clause: Clause, taken: list[tuple[int, int]]) -> list[Draft]:
    """A number feature without a number (拥有自主知识产权) is something held."""
    if taken:
        return []
    best: Hit | None = None
    for hit in state.hits:
        if hit.layer == "feature" and hit.id in _IP_HELD and clause.start <= hit.start and hit.end <= clause.end:
            if best is None or hit.end - hit.start > best.end - best.start:
                best = hit
    if best is None or re.search(r"\d", state.text[clause.start : clause.end]):
        return []
    if not _HOLDING.search(state.text, clause.start, best.end) or re.search(r"提供|质押", state.text[clause.start : best.start]):
        return []
    start = _start(state, clause)
    end = best.end if best.end > start else clause.end
    if state.text[best.end : clause.end].startswith("的"):
        end = _end(state, clause)
    return [Draft("", "has", best.id, start, max(end, best.end), phrase=state.text[start : max(end, best.end)])]


def _start(state: Work, clause: Clause) -> int:
    hit = re.match(r"(?:其中|对于?|若|如|凡|(?:申报|申请)(?:企业|单位)|应当?|须|需|必须|并|且|,)*", state.text[clause.start : clause.end])
    return clause.start + (hit.end() if hit and hit.end() < clause.end - clause.start else 0)


def _end(state: Work, clause: Clause) -> int:
    tail = re.search(r"的(?:企业|单位|机构)?$", state.text[clause.start : clause.end])
    return clause.start + tail.start() if tail and tail.start() > 0 else clause.end


def _rest(state: Work, sentence: Sentence, clause: Clause, taken: list[tuple[int, int]], some: bool) -> list[Draft]:
    """What no reader took: a judgement, or the words themselves."""
    if state.loose and not sentence.part.style:
        return []
    if sentence.role == "lead" or (sentence.role == "waive" and some):
        return []
    out = []
    start, end = _start(state, clause), _end(state, clause)
    if _silent(state, sentence, clause) or (sentence.role == "bar" and sentence.part.section not in READ):
        return []
    for a, b in _gaps(start, end, taken):
        for begin, stop in _pieces(state.text, a, b, bool(taken)):
            words = state.text[begin:stop]
            rest = _meaning(words)
            judged = pattern("manual").search(words) is not None
            if judged and not some:
                out.append(_own_words(state, begin, stop, words, judged, some))
                continue
            if (some and (len(rest) < _MEANING or not (judged or pattern("state_verb").match(words)))) or len(rest) < 2:
                continue
            out.append(_own_words(state, begin, stop, words, judged, some))
    return out


def _silent(state: Work, sentence: Sentence, clause: Clause) -> bool:
    """Clauses that say nothing of their own: 得30分, 符合第三条规定, 下列条件中至少满足两项, 符合上述要求."""
    words = state.text[clause.start : clause.end]
    return pattern("silent").search(words) is not None


def _own_words(state: Work, begin: int, stop: int, words: str, judged: bool, some: bool) -> Draft:
    if judged:
        return Draft("", "manual", "other", begin, stop, phrase=words, check=some)
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


def _pieces(text: str, start: int, end: int, cut: bool) -> list[tuple[int, int]]:
    while start < end and text[start] in " 、,的和及并且或者":
        start += 1
    while end > start and text[end - 1] in " 、,和及并且或":
        end -= 1
    if end <= start:
        return []
    edges = [start, *(start + hit.start() for hit in _CUT.finditer(text[start:end])), end]
    parts = text[start:end].split("、")
    if len(parts) > 1 and len(edges) == 2 and all(pattern("manual").search(part) and len(part) >= _MEANING for part in parts):
        edges = [start, *(start + i for i, char in enumerate(text[start:end]) if char == "、"), end]
    out = []
    for a, b in zip(edges, edges[1:], strict=False):
        while a < b and text[a] in "、和及或者并且以":
            a += 1
        if b > a:
            out.append((a, b))
    return out


def _meaning(words: str) -> str:
    return pattern("filler").sub("", pattern("modal").sub("", words))


def _finish(state: Work, sentence: Sentence, clause: Clause, draft: Draft, exclude: bool) -> None:
    """Polarity: which leaves bar, and which are asked in the negative."""
    bad = draft.kind == "state" and draft.feature == "operating" and any(
        terms().terms[int(h.id)].bad for h in state.hits if h.layer == "term" and h.start < draft.end and draft.start < h.end
    )
    if bad:
        return
    if draft.kind == "in" and re.search(r"不属于|非从事", state.text[draft.start : draft.end]):
        draft.bars = True
        return
    negated = pattern("negation").search(state.text, max(clause.start, draft.start - 24), min(draft.end, draft.start + 6))
    if draft.kind == "event" and draft.feature != "other":
        draft.bars = True
    elif exclude and draft.kind in {"state", "has", "in", "event", "compare"} and not bad:
        draft.bars = True
    elif negated and draft.kind in {"has", "in"}:
        draft.bars = True


def _repeat(state: Work, sentence: Sentence) -> None:
    """A bar on what was supported before, quoted whole."""
    from nlp.components.titles import level_before

    cut = state.text.rfind(",", sentence.start, sentence.end)
    end = sentence.end
    level = None
    for hit in re.finditer(r"(国家级|省级|市级|区级|县级)(?:及?以上)?", state.text[sentence.start : cut if cut > 0 else end]):
        found, _ = level_before(state.text, sentence.start + hit.end(), sentence.start)
        level = found or {"国家级": "国家级", "省级": "省级", "市级": "市级", "区级": "区县级", "县级": "区县级"}[hit[1]]
        break
    draft = Draft("", "has", "prior_support", sentence.start, end, level=level, bars=True)
    draft.phrase = state.text[sentence.start : cut if cut > 0 else end].rstrip("的")
    clause = Clause(sentence.start, end)
    clause.drafts.append(state.add(draft))
    sentence.clauses = [clause]
