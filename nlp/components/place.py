"""Places in conditions: 在云雁县注册并纳税, 注册地和纳税地均在…, 县内企业.

Owns the frames that tell a registration from a tax place; the names are kept as written.
"""

from __future__ import annotations

import re

from nlp.work import Draft, Work

_NAME = r"(?P<place>(?:中国境内\([^()]*\)|[^,;。、:()和及与并且或]{1,18}?(?:、[^,;。:()、]{1,20}?){0,6}))"
_TAIL = r"(?P<tail>行政区域(?:范围)?内|行政区划内|范围(?:以)?内|辖区内|境内|区域内|内)?"
_VERBS = r"(?:登记注册|注册登记|工商注册(?:登记)?|注册|登记|设立|税务登记|缴纳税收|纳税|缴税|经营)"
_IN = re.compile(
    rf"(?:在|于){_NAME}{_TAIL}(?:依法|合法|正式|进行|办理|实际|从事)*(?P<verbs>{_VERBS}(?:(?:和|、|并|且|及|并且)(?:依法)?{_VERBS})*)"
    r"(?!资本|资金|商标|成立(?:满|时间|[一二三四五六七八九十\d]))"
)
_AT = re.compile(
    r"(?P<kinds>(?:工商)?(?:登记)?注册(?:登记)?地(?:址)?|税务征管关系|税收户管(?:地|关系)?|(?:项目)?(?:实施地|建设地|所在地)(?:点|址)?|(?<![为向给])(?:工商)?注册(?:登记)?(?=在)|(?:实际)?纳税地(?:点)?|统计关系)"
    r"(?P<more>(?:(?:、|和|及|与|以及)(?:税务征管关系|税收户管(?:地|关系)?|纳税地(?:点)?|统计关系|注册地))*)"
    rf"(?:均|都|应当?|须|需|必须|为)*(?:在|位于|为){_NAME}{_TAIL}(?=[,;。、的]|$)"
)
_OF = re.compile(
    r"(?<!资)(?P<place>县内|市内|区内|省内|本县|本市|本区|本省|我县|我市|我区|辖区内)(?!场)(?:的)?(?=[^,;。、在]{0,12}(?:企业|单位|机构|组织))"
)
_BODY = re.compile(r"协会|系统|平台|公司|部门|局|中心|委员会|院|机关|名录|数据库|机构|银行|交易所")
_TAX = re.compile(r"税")


def read_places(state: Work, start: int, end: int, alone: bool) -> list[Draft]:
    """Place leaves of a stretch, in order.

    Args:
        state: the document.
        start, end: the stretch.
        alone: whether a mere modifier (县内企业) counts; it does not where a frame already says the place.
    """
    found: list[Draft] = []
    for hit in _AT.finditer(state.text, start, end):
        found += _at(hit)
    for hit in _IN.finditer(state.text, start, end):
        approved = state.text[max(start, hit.start() - 2) : hit.start()] in {"批准", "许可"}
        if (
            not approved
            and not _BODY.search(hit["place"])
            and not any(d.start < hit.end() and hit.start() < d.end for d in found)
        ):
            found += _in(hit)
    if not found and alone:
        for hit in _OF.finditer(state.text, start, end):
            found.append(Draft("", "in", "region", hit.start(), hit.end("place"), values=(hit["place"],)))
            break
    return found


def _value(hit: re.Match[str]) -> tuple[str, ...]:
    place, tail = hit["place"], hit["tail"] or ""
    if tail.startswith("行政区"):
        return (place + tail,)
    return tuple(re.split(r"、|和|及", place)) if "、" in place and "(" not in place else (place,)


def _at(hit: re.Match[str]) -> list[Draft]:
    values = _value(hit)
    out = []
    kinds = [(hit.start("kinds"), hit["kinds"])]
    at = hit.start("more")
    for piece in re.finditer(r"[^、和及与以]{2,8}", hit["more"]):
        kinds.append((at + piece.start(), piece[0]))
    for place, (start, words) in enumerate(kinds):
        stop = hit.end() if place == len(kinds) - 1 else start + len(words)
        out.append(_draft(words, start, stop, values))
    return out


def _draft(words: str, start: int, end: int, values: tuple[str, ...]) -> Draft:
    if "统计" in words:
        return Draft("", "in", "other", start, end, values=values, phrase="统计关系")
    if re.match(r"(?:项目)?(?:实施地|建设地)|项目所在地", words):
        return Draft("", "in", "region", start, end, values=values, subject="project")
    return Draft("", "in", "tax_region" if _TAX.search(words) else "region", start, end, values=values)


def _in(hit: re.Match[str]) -> list[Draft]:
    values = _value(hit)
    pieces = list(re.finditer(_VERBS, hit["verbs"]))
    out = []
    begin = hit.start()
    for piece in pieces:
        stop = hit.start("verbs") + piece.end()
        if piece[0] != "经营":
            words = "税" if _TAX.search(piece[0]) else "注册"
            out.append(_draft(words, begin, stop, values))
        begin = stop + 1
    return out
