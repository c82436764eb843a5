"""Step `policy_benefit`: what is given: sums, rates, ceilings, titles.

Owns `Sentence.gifts`; a ceiling said once after two amounts goes to both.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from domain.reading_json import plain
from nlp.components.labelled import label_sums
from nlp.components.sums import assembled, sums_each, sums_in
from nlp.quantities import Quantity
from nlp.resources import alternatives, benefits, pattern
from nlp.work import Gift, Sentence, Work, show, work

_SEVERAL = 2
_EACH = re.compile(r"(?:每|单)[家个户]|同一")
_HEADING_MAX = 28
_CEILING = re.compile(
    r"(?:单[家个户笔项]|每[家个户笔项件年]|同一|累计|年度|补[贴助]|奖励|资助|贴息|支持|最高|上述|以上)[^。]{0,40}(?:不超过|不高于|最高|封顶|上限)"
)
"""How a sentence begins that only limits what the one before gives."""
_UNSUMMED = re.compile(
    r"给予[^,;。]{0,40}(?:奖励|补助|补贴|资助|贴息|奖补|扶持|减免|补偿|优惠)(?!标准|对象|资格)"
    r"|(?:予以|实行|享受)[^,;。]{0,12}(?:奖励|补助|补贴|资助|贴息|奖补|减免|补偿|优惠|配套)|给予[^,;。]{0,12}资金支持"
)
"""A gift without a sum (给予租金减免, 给予1:1配套奖励)."""
_COUNTRY = re.compile(
    r"不予|不再|不得|停止|取消|档次|(?:以下|下列|如下|上述|相应)[^,;。]{0,6}标准|分档|按[^,;。]{0,10}标准"
)
_FREE = re.compile(r"免征")
_HALF = re.compile(r"减半")


@Language.component("policy_benefit")
def benefit(doc: Doc) -> Doc:
    """Read the gift stretch of every gift sentence."""
    state = work(doc)
    for sentence in state.sentences:
        if sentence.role == "gift" and sentence.gift:
            sentence.gifts = read_gifts(state, sentence, *sentence.gift)
        elif sentence.role == "aside" and _is_service(state, sentence):
            form = form_of(state, sentence, sentence.start, sentence.end)
            form = form if form in {"tax", "loan"} else "service"
            state.services.append(Gift(form, sentence.start, sentence.end))
        _each_its_own(state, sentence)
        label_sums(state, sentence)
    _late_caps(state)
    _without_leads(state)
    show(doc, "benefits", [(g.start, g.end, g.form) for s in state.sentences for g in s.gifts])
    return doc


def _each_its_own(state: Work, sentence: Sentence) -> None:
    """国家级、省级中心,分别奖励300万元、100万元: the first sum is for the first member, and so on."""
    if len(sentence.gifts) < _SEVERAL or sums_each(state, sentence) != len(sentence.gifts):
        return
    for clause in sentence.clauses:
        listed = [d for d in clause.drafts if d.kind in {"has", "in"} and not d.bars]
        if len(listed) == len(sentence.gifts) and len({d.feature for d in listed}) == 1:
            for gift, draft in zip(sentence.gifts, listed, strict=True):
                gift.when = state.leaf(draft)
            return


def _late_caps(state: Work) -> None:
    """A ceiling in a sentence of its own (单家奖励资金不超过…) goes to the gifts before it in the part."""
    before: Sentence | None = None
    for sentence in state.sentences:
        cap = _only_ceiling(state, sentence)
        if cap is None or before is None or before.part is not sentence.part:
            before = sentence if sentence.gifts else before
            continue
        open_ones = [gift for gift in before.gifts if gift.form != "title" and gift.cap is None]
        for gift in open_ones:
            gift.cap, gift.end = plain(cap.value), max(gift.end, cap.stop)
        if open_ones:
            sentence.gifts = []


def _without_leads(state: Work) -> None:
    """A gift without a sum whose sums stand in the list below it (按资本给予奖励。1.…) is but its lead-in."""
    summed = {id(s.part) for s in state.sentences if any(_has_sum(gift) for gift in s.gifts)}
    for sentence in state.sentences:
        below = {id(part) for child in sentence.part.children for part in child.walk()}
        if below & summed and not any(_has_sum(g) for g in sentence.gifts if g.form != "title"):
            sentence.gifts = [gift for gift in sentence.gifts if gift.form == "title"]
    state.services = [gift for gift in state.services if not _heads_sums(state, gift, summed)]


def _heads_sums(state: Work, gift: Gift, summed: set[int]) -> bool:
    """Whether a short service is the heading of the paragraph behind it, which gives sums."""
    if gift.end - gift.start > _HEADING_MAX:
        return False
    whole = [part for part in state.root.walk() if part.end > part.start]
    place = next((i for i, part in enumerate(whole) if part.start <= gift.start < part.end), None)
    near = whole[place : place + 2] if place is not None else []
    return any(id(part) in summed for part in near)


def _has_sum(gift: Gift) -> bool:
    return (gift.amount or gift.rate or gift.cap) is not None


def _only_ceiling(state: Work, sentence: Sentence) -> Quantity | None:
    """The ceiling of a sentence that says nothing else of what is paid; None where it is no such sentence."""
    if not _CEILING.match(state.text, sentence.start, sentence.end):
        return None
    sums = sums_in(state, sentence.start, sentence.end)
    return None if sums.rates or sums.amounts else sums.cap()


def _is_service(state: Work, sentence: Sentence) -> bool:
    """A sentence of a guide card's list of services that gives no sum."""
    part = sentence.part
    while part.parent is not None and part.parent.parent is not None:
        part = part.parent
    label = state.text[part.start : part.head_end].strip(" :")
    words = state.text[sentence.start : sentence.end]
    if part.style or label not in benefits().service_labels or words.endswith(":"):
        return False
    return alternatives(tuple(benefits().services)).search(words) is not None


def read_gifts(state: Work, sentence: Sentence, start: int, end: int) -> list[Gift]:
    """The benefits of a stretch, in order."""
    each = _EACH.match(state.text, start, end)
    if each is None and alternatives(tuple(benefits().not_benefit)).search(state.text, start, end):
        return []
    out = []
    title = pattern("title_gift").search(state.text[start:end])
    if title:
        out.append(Gift("title", start + title.start(), start + title.end()))
    return out + _money(state, sentence, start, end)


def _money(state: Work, sentence: Sentence, start: int, end: int) -> list[Gift]:
    form = form_of(state, sentence, start, end)
    out = assembled(state, form, start, end, sums_in(state, start, end))
    if not out and form == "tax":
        share = (
            "1"
            if _FREE.search(state.text, start, end)
            else "0.5"
            if _HALF.search(state.text, start, end)
            else None
        )
        out.append(Gift("tax", start, end, rate=share))
    opens = state.text[end : end + 1] == ":"
    if not out and not opens and _unsummed(state, start, end):
        out.append(Gift(form, start, end))
    return out


def _unsummed(state: Work, start: int, end: int) -> bool:
    """Whether a stretch gives something without a sum, and does not only point at sums elsewhere."""
    return (
        _UNSUMMED.search(state.text, start, end) is not None
        and _COUNTRY.search(state.text, start, end) is None
    )


def form_of(state: Work, sentence: Sentence, start: int, end: int) -> str:
    """The form that the nearest words name: those of the gift itself, of its sentence, of its headings."""
    stretches = [(start, end), (sentence.start, sentence.end)]
    part = sentence.part
    while part is not None and part.parent is not None:
        stretches.append((part.start, part.body))
        part = part.parent
    for begin, stop in stretches:
        words = state.text[begin:stop]
        for row in benefits().forms:
            if row.form != "title" and any(word in words for word in row.words):
                return row.form
    return "grant"
