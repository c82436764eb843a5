"""Where a sentence gives something: the verb of giving, and the cut before it.

Owns the words of giving; used by the step `policy_clause`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.components.cutting import commas
from nlp.work import Sentence

_GIFT = re.compile(
    r"(?<!不得)(?<!不予)(?<!不再)给予|授予|奖励(?=[\d一二三四五六七八九十]|资金|[^,;。的]{1,14}\d[\d.]*万?元)|一次性(?:奖励|补助|补贴|资助)|(?:补助|补贴|资助|奖补|贴息)(?=\d)"
    r"|(?:另|再)(?:行)?(?:奖|补|加)(?=\d)|(?<![未被曾已经])(?:可以?|拟)?认定为|评定为|评选为|颁发|免征|减按|减半|税率(?:降为|降至|为|按)?(?=\d)|(?:予以|进行)(?:奖励|奖补|补助|补贴|支持|资助|贴息|配套)"
    r"|按(?:照)?[^,;。]{1,30}(?:一定)?比例(?:,|分档|给予|予以|进行|奖|补)|按(?:照)?每[^,;。]{1,10}(?:元|%)|按(?:照)?[^,;。]{1,24}元|按[^,;。]{1,24}%|(?:贴息|补助|奖励|补贴|资助)比例|(?:最高|不超过)[^,;。]{0,8}\d[^,;。]{0,6}(?:奖励|补助|补贴|资助|支持|贴息)"
    r"|单[笔家个项][^,;。]{0,12}(?:奖励|补助|补贴|资助|支持|贴息)[^,;。]{0,8}(?:不超过|最高|不高于)"
    r"|(?:可以?)?(?:领取|申领|享受|获得)[^,;。]{0,10}\d[\d.]*万?元[^,;。]{0,10}(?:补贴|补助|奖励|资助|津贴|奖金)"
    r"|(?:减缴|减免|免收|减征|返还|退还|免缴|返补)(?=[^,;。]{0,20}(?:\d|费|税|租金|租))"
    r"|(?:支持|补助|奖励|资助|补贴|贴息)(?:资金|金额|额度|总额|标准|比例)+(?:原则上|一般)?(?:不超过|不高于|最高|为)(?:每[家户年人月生])*(?=\d)"
    r"|(?:贷款|授信|担保)(?:额度)?最高(?:可达|可贷|不超过)?\d[\d.]*万?亿?元(?!的)"
    r"|由[^,;。]{0,10}财政[^,;。]{0,6}(?:承担|补贴|负担|支付)|每[项个家户][^,;。]{0,4}(?:支持|资助|补助|奖励)(?:额度?|金额|资金|经费)?(?:不超过|最高)|每[人户](?:每[月年])?(?:再)?(?:增加|增发|加发|补发)\d|全额奖励|全免(?=$|[,;。])|可申请[^,;。]{0,10}\d[^,;。]{0,14}贷款|发放[^,;。]{0,16}(?:补贴|补助|津贴|奖励|奖金|资助)"
    r"|每[件项个家名人台][^,;。]{0,4}(?:奖励|补助|补贴|资助)|按(?:照)?(?:以下|下列|如下)标准"
)
_SEVERAL = 2
_HEAD_MIN = 3
_TO_WHOM = re.compile(
    r"(?:可)?(?:给予|奖励|资助|补助|补贴)(?P<who>[^,;。\d]{4,80}?(?:人才|人员|企业|机构|单位|团队|平台|载体|园区|组织|个人|农户))(?=最高|不超过|每[人家户年]|一次性|\d)"
)
"""Whom a verb of giving names behind it (给予高层次人才最高500万元)."""
_RATED = re.compile(r"\d[\d.]*%[^,;。]{0,6}$|全额$|的标准$")
"""A verb of giving with its rate before it (租金总额的50%予以补贴)."""
_FOR_WHOM = re.compile(r"(?:对于?|凡|支持|鼓励|经|获得?|通过|被|新认定|首次)")
_ENDS_NOUN = re.compile(
    r"(?:企业|单位|机构|项目|的|专利|团队|人才|平台|孵化器|园区|基地|产品|酒店|饭店|民宿|景区|旅行社|合作社|农场|作品|赛事)(?:可以?|将)?$"
)
_LEVELS_EACH = re.compile(r"(?:(?:国家级|省部?级|市级|[区县]级)的?(?:、|和|及|或)?){2,4}的?(?:,)?分别")
_TITLED = {"授予", "认定为", "评定为", "评选为", "颁发"}
_WAS = re.compile(r"[^,;。]{2,40}(?:的|后|的?(?:企业|单位|机构|项目|产品|平台|园区))(?=,)")
"""新评定为五星级饭店的,奖励…: a title held already, before what is given for it."""
_PASSIVE = re.compile(r"被|获得?|已|曾|需通过|须通过|应通过")


_OWN_GIFT = re.compile(
    r"(?:其中,?)?(?:对)?(?P<who>[^,;。\d]{2,30}?)(?:的|企业|机构|单位|项目|平台)(?:,)?(?:再|另|额外)?(?:给予|一次性|分别)*(?:奖励|补助|补贴|资助)"
    r"(?:最高|不超过)?\d[\d.]*万?元$"
)
"""首次认定的奖励20万元: whole in itself, for whom and how much."""


def gifts_apart(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """首次认定的奖励20万元,重新认定的奖励10万元: each is a sentence of its own; else the stretch as it is."""
    pieces = list(commas(text, start, end))
    whole = [_OWN_GIFT.fullmatch(text, *piece) is not None for piece in pieces]
    if sum(whole) < _SEVERAL or not all(whole):
        yield start, end
        return
    yield from pieces


def giving(text: str, start: int, end: int) -> re.Match[str] | None:
    """The first word of giving; a title that the applicant was given before (被授予…称号的) is none."""
    for hit in _GIFT.finditer(text, start, end):
        clause = text[max(start, text.rfind(",", start, hit.start())) : hit.start()]
        if hit[0] not in _TITLED or not (_PASSIVE.search(clause) or _WAS.match(text, hit.end())):
            return hit
    return None


def cut_gift(text: str, one: Sentence) -> None:
    """Split a gift sentence before the clause, or the verb, that says what is given."""
    body_end = one.end
    for start, end in commas(text, one.start, one.end):
        hit = giving(text, start, end)
        if hit is None:
            continue
        cut = start
        head = text[start : hit.start()]
        if (
            (len(head) > _HEAD_MIN or (len(head) == _HEAD_MIN and head[-1] == "的"))
            and not _RATED.search(head)
            and (_FOR_WHOM.match(head) or _ENDS_NOUN.search(head) or _LEVELS_EACH.fullmatch(head))
        ):
            cut = hit.start()
        one.cond = (one.start, back(text, one.start, cut)) if cut > one.start else None
        if one.cond is None and (who := _TO_WHOM.match(text, cut, end)):
            one.cond, one.gift = who.span("who"), (who.end("who"), body_end - (text[body_end - 1] == ":"))
            return
        one.gift = (cut, body_end - 1 if text[body_end - 1] == ":" else body_end)
        return
    if one.gift is None:
        one.gift = (one.start, body_end)


def back(text: str, start: int, end: int) -> int:
    """The end of a stretch without the commas and blanks behind it."""
    while end > start and text[end - 1] in " ,":
        end -= 1
    return end
