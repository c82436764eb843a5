"""The sums of a gift: which of its numbers are amounts, rates and ceilings, and how they belong together.

Owns the telling apart and the assembling; used by the step `policy_benefit`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from domain.reading_json import plain
from nlp.quantities import Quantity
from nlp.resources import benefits
from nlp.work import Gift, Sentence, Work

REACH = 20
"""How far the words beside a number may reach over the edge of a gift stretch."""
_CAP = re.compile(f"(?:{'|'.join(benefits().cap)})[^,;。\\d]{{0,10}}$")
_PART = re.compile(r"^(?:\([^()]*\))?(?:以内|以上|以下)?(?:的)?部分|^以内的|^以上的")
_BASE = re.compile(r"(?:超过|超出|达到|不低于|不足|每(?:增长|增加|新增|提高|提升|满|超过?|达到?))$")
_NOT_PAID = re.compile(r"(?:全年(?:奖励|支持|补助)?(?:资金|总额)|计算规模的?(?:金额|额度)?)[^,;。]{0,4}$")
"""What is the budget's, or a base of reckoning, not what one applicant is paid."""
_APPLICANT = r"(?:企业|单位|机构|主体|园区|平台|孵化器|申请人|申报人|公司|法人|团队|人|户|家)"
_PER_APPLICANT = re.compile(
    rf"(?:单家|单户|每家|每户|(?:单个|每个|同一|单一|每一)(?:[^,;。\d]{{0,6}}){_APPLICANT}|当期|年度|全年|累计|总额|合计)"
)
_PER_UNIT = re.compile(
    r"(?:单笔|每笔|单项|(?:单个|每个|同一)(?:项目|产品|活动|作品|品种|展位|摊位|证书|专利|岗位)|每项|每件|单次|每次|单台|单套)"
)
_WHOLE = re.compile(
    r"全免|全额奖励|全额(?:给予|予以)?(?:补助|补贴|资助|奖励|支持|贴息|承担|负担)|(?:费用|支出|投入|金额)的全部(?:金额)?"
)
_UNITS = re.compile(
    rf"每(?:新)?(?:认定|获得|通过|新增|增加|引进|培育|推荐|成功推荐|举办|设立|招引|发表|制定)?[\d一]*(?:件|项|个|台|款|种|套|次|场|篇|部)(?!(?:[^,;。\d]{{0,6}})?{_APPLICANT})"
    r"|每(?:认定|新增|引进|培育|推荐|成功推荐|招引)[\d一]*[家名]"
)
_YEARLY = re.compile(r"每年(?:给予|奖励|补助|补贴|资助|支持|发放|按)?[^,;。\d]{0,4}$")
_SEVERAL = 2


@dataclass(slots=True)
class Sums:
    """The numbers of a gift in order of text; `units` are ceilings per unit, `ceilings` per applicant."""

    amounts: list[Quantity] = field(default_factory=list)
    rates: list[Quantity] = field(default_factory=list)
    caps: list[Quantity] = field(default_factory=list)
    units: list[Quantity] = field(default_factory=list)
    ceilings: list[Quantity] = field(default_factory=list)

    def cap(self) -> Quantity | None:
        """The ceiling that counts: the one per applicant, else the last one, else the one per unit."""
        found = self.ceilings or self.caps or self.units
        return found[-1] if found else None

    @property
    def last(self) -> int:
        """End of the last number; 0 where there is none."""
        groups = (self.amounts, self.rates, self.caps, self.units, self.ceilings)
        return max((q.stop for group in groups for q in group), default=0)


def sums_in(state: Work, start: int, end: int) -> Sums:
    """The sums that a stretch names; bases, parts of a scale and budgets are left out."""
    sums = Sums()
    for one in state.quantities.inside(start - REACH, end + REACH):
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
        elif (_CAP.search(before) or one.op == "le") and (
            sums.rates or not unit_sum(state, start, one, after)
        ):
            _ceiling(state, start, one, sums)
        else:
            sums.amounts.append(one)
    return sums


def _ceiling(state: Work, start: int, one: Quantity, sums: Sums) -> None:
    words = _clause_before(state, start, one)
    if _PER_APPLICANT.search(words):
        sums.ceilings.append(one)
    elif _PER_UNIT.search(words):
        sums.units.append(one)
    else:
        sums.caps.append(one)


def _clause_before(state: Work, start: int, one: Quantity) -> str:
    return re.split("[,;。:]", state.text[start : one.at])[-1]


def unit_sum(state: Work, start: int, one: Quantity, after: str) -> bool:
    """A ceiling per unit (每件不超过1000元, 最高50元/平方米) is the sum per unit."""
    near = _clause_before(state, start, one)
    units = [
        word
        for per, words in benefits().per.items()
        for word in words
        if not word.startswith("元") and per not in {"item", "year"}
    ]
    return any(word in near for word in units) or _UNITS.search(near) is not None or after.startswith("/")


def assembled(state: Work, form: str, start: int, end: int, sums: Sums) -> list[Gift]:
    """The gifts that sums make up, in order of text.

    Several ceilings without a level (不超过30万元…不超过50万元) are several gifts; a rate beside them holds
    for each. A ceiling per applicant beats one per unit.
    """
    last = sums.last or end
    apart = sums.caps if len(sums.caps) >= _SEVERAL and not sums.amounts and not sums.ceilings else []
    if apart and len(sums.rates) <= 1:
        rate = plain(sums.rates[0].value) if sums.rates else None
        return [
            Gift(
                form,
                start if place == 0 else cap.start,
                last if sums.rates else cap.stop,
                None,
                rate,
                plain(cap.value),
            )
            for place, cap in enumerate(apart)
        ]
    found = sums.cap()
    cap = plain(found.value) if found else None
    out = []
    for place, rate_ in enumerate(sums.rates):
        begin = start if place == 0 else rate_.start
        stop = max(last, rate_.stop) if len(sums.rates) == 1 else rate_.stop
        own = plain(apart[place].value) if len(apart) == len(sums.rates) > 1 else cap
        out.append(Gift(form, begin, stop, rate=plain(rate_.value), cap=own))
    for place, amount in enumerate(sums.amounts):
        if len(sums.rates) == 1 and place == 0 and not cap and len(sums.amounts) == 1:
            out[0].amount = plain(amount.value)
            continue
        begin = start if place == 0 and not sums.rates else amount.at
        one = Gift(form, begin, last if cap else amount.stop, amount=plain(amount.value), cap=cap)
        one.per = per_of(state, start, amount)
        out.append(one)
    if not out and cap is not None:
        out.append(
            Gift(form, start, last, rate="1" if _WHOLE.search(state.text, start, end) else None, cap=cap)
        )
    if not out and _WHOLE.search(state.text, start, end):
        out.append(Gift(form, start, end, rate="1"))
    return out


def per_of(state: Work, start: int, amount: Quantity) -> str | None:
    """The unit that a sum is per: 每件5000元, 50元/平方米, 每人每月3000元 (per month)."""
    stop = re.search(r"[,;。\n]", state.text[amount.stop : amount.stop + 8])
    after = state.text[amount.stop : amount.stop + (stop.start() if stop else 8)]
    before = _clause_before(state, start - REACH if start >= REACH else 0, amount)
    near = before + state.text[amount.at : amount.stop] + after
    for per in ("m2", "mu", "month"):
        if any(word in near for word in benefits().per[per]):
            return per
    if _YEARLY.search(before) or re.match(r"/年|/?每年", after):
        return "year"
    if any(word in near for word in benefits().per["person"]):
        return "person"
    if _UNITS.search(near) or any(word in near for word in benefits().per["item"] if word.startswith("元")):
        return "item"
    return None


def sums_each(state: Work, sentence: Sentence) -> int:
    """How many sums a giving sentence gives apart (分别奖励2万元、3万元); 0 where it does not say 分别."""
    if sentence.gift is None or "分别" not in state.text[sentence.gift[0] - 3 : sentence.gift[1]]:
        return 0
    return len(sums_in(state, *sentence.gift).amounts)
