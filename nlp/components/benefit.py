"""Step `policy_benefit`: what is given: sums, rates, ceilings, titles.

Owns `Sentence.gifts`; a ceiling said once after two amounts goes to both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from domain.reading_json import plain
from nlp.quantities import Quantity
from nlp.resources import alternatives, benefits, pattern
from nlp.work import Gift, Sentence, Work, show, work

_CAP = re.compile(f"(?:{'|'.join(benefits().cap)})[^,;。\\d]{{0,10}}$")
_PART = re.compile(r"^(?:\([^()]*\))?(?:以内|以上|以下)?(?:的)?部分|^以内的|^以上的")
_BASE = re.compile(r"(?:超过|超出|达到|不低于|不足)$")
_REACH = 20
"""How far the words beside a number may reach over the edge of a gift stretch."""
_LATE_CAP = re.compile(
    r"(?:单家|单个|单户|每家|每户|同一)[^,;。\d]{0,16}(?:奖励|支持|补助|补贴|资助|贴息)(?:资金|金额|总额|额度)*(?:最高)?(?:不超过|不高于)"
)
_NOT_PAID = re.compile(r"(?:全年(?:奖励|支持|补助)?(?:资金|总额)|计算规模的?(?:金额|额度)?)[^,;。]{0,4}$")
"""What is the budget's, or a base of reckoning, not what one applicant is paid."""
_UNSUMMED = re.compile(
    r"给予[^,;。]{0,40}(?:奖励|补助|补贴|资助|贴息|奖补|扶持|减免|补偿|优惠)(?!标准|对象|资格)"
    r"|(?:予以|实行|享受)[^,;。]{0,12}(?:奖励|补助|补贴|资助|贴息|奖补|减免|补偿|优惠|配套)|给予[^,;。]{0,12}资金支持"
)
"""A gift without a sum (给予租金减免, 给予1:1配套奖励)."""
_COUNTRY = re.compile(
    r"不予|不再|不得|停止|取消|(?:以下|下列|如下|上述|相应)[^,;。]{0,6}标准|分档|按[^,;。]{0,10}标准"
)
_FREE = re.compile(r"免征")
_HALF = re.compile(r"减半")


@dataclass(slots=True)
class _Sums:
    amounts: list[Quantity]
    rates: list[Quantity]
    caps: list[Quantity]


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
    _late_caps(state)
    show(doc, "benefits", [(g.start, g.end, g.form) for s in state.sentences for g in s.gifts])
    return doc


def _late_caps(state: Work) -> None:
    """A ceiling per applicant in a sentence of its own (单家奖励资金不超过…) goes to the rates before."""
    before: Sentence | None = None
    for sentence in state.sentences:
        hit = _LATE_CAP.match(state.text, sentence.start, sentence.end)
        if hit is None:
            before = sentence if sentence.gifts else before
            continue
        if before is None or before.part is not sentence.part:
            continue
        caps = [q for q in state.quantities.inside(sentence.start, sentence.end + 1) if q.measures == "money"]
        open_ones = [gift for gift in before.gifts if gift.rate is not None and gift.cap is None]
        if len(caps) == 1 and open_ones:
            for gift in open_ones:
                gift.cap, gift.end = plain(caps[0].value), max(gift.end, caps[0].stop)
            sentence.gifts = []


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
    if alternatives(tuple(benefits().not_benefit)).search(state.text, start, end):
        return []
    out = []
    title = pattern("title_gift").search(state.text[start:end])
    if title:
        out.append(Gift("title", start + title.start(), start + title.end()))
    sums = _sums(state, start, end)
    return out + _money(state, sentence, start, end, sums)


def _sums(state: Work, start: int, end: int) -> _Sums:
    sums = _Sums([], [], [])
    for one in state.quantities.inside(start - _REACH, end + _REACH):
        if not (start <= one.at and one.stop <= end) or one.measures not in {"money", "ratio"}:
            continue
        before, after = state.text[max(start, one.at - 14) : one.at], state.text[one.stop : one.stop + 8]
        if (
            _NOT_PAID.search(before)
            or _PART.match(after)
            or (_BASE.search(before) and one.measures == "money" and not _CAP.search(before))
        ):
            continue
        if one.measures == "ratio":
            sums.rates.append(one)
        elif (_CAP.search(before) or one.op == "le") and not _unit_sum(before, after):
            sums.caps.append(one)
        else:
            sums.amounts.append(one)
    return sums


def _unit_sum(before: str, after: str) -> bool:
    """A ceiling per unit (每件不超过1000元, 最高50元/平方米) is the sum per unit."""
    near = re.split("[,;。]", before)[-1]
    units = [word for words in benefits().per.values() for word in words]
    return any(word in near for word in units if not word.startswith("元")) or after.startswith("/")


def _money(state: Work, sentence: Sentence, start: int, end: int, sums: _Sums) -> list[Gift]:
    form = form_of(state, sentence, start, end)
    cap = plain(sums.caps[-1].value) if sums.caps else None
    last = max([q.stop for q in (*sums.caps, *sums.amounts, *sums.rates)], default=end)
    out = []
    if sums.rates:
        for rate in sums.rates[:2] if not sums.caps else sums.rates[:1]:
            out.append(Gift(form, start, max(last, rate.stop), rate=plain(rate.value), cap=cap))
    for place, amount in enumerate(sums.amounts):
        if sums.rates and place == 0 and not sums.caps:
            out[0].amount = plain(amount.value)
            continue
        begin = start if place == 0 else amount.at
        one = Gift(form, begin, last if cap else amount.stop, amount=plain(amount.value), cap=cap)
        one.per = _per(state, start, amount)
        out.append(one)
    if not out and cap is not None:
        out.append(Gift(form, start, last, cap=cap))
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


def _per(state: Work, start: int, amount: Quantity) -> str | None:
    """The unit that a sum is per: 每件5000元, 50元/平方米."""
    around = state.text[max(start, amount.at - 14) : min(amount.stop + 5, len(state.text))]
    for per, words in benefits().per.items():
        if any(word in around for word in words):
            return per
    return None


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
