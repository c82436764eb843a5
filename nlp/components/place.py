"""Places in conditions: 在云雁县注册并纳税, 注册地和纳税地均在…, 县内企业.

Owns the frames that tell a registration from a tax place; the names are kept as written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from nlp.resources import places
from nlp.work import Draft, Work

_NAME = (
    r"(?P<place>(?:(?:中华人民共和国|我国|中国)(?=境内)|中国境内\([^()]*\)"
    r"|[^,;。、:()和及与并且或]{1,14}?(?:省|市|区|县|境|域)内\([^()]{2,14}\)|(?!\d{4}年|近|申[报请]|每|同一|取得|获得)[^,;。、:()和及与并且或]{1,18}?(?:、[^,;。:()、]{1,20}?){0,6}))"
)
_TAIL = r"(?P<tail>行政区域(?:范围)?内|行政区划(?:范围)?内|范围(?:以)?内|辖区内|境内|区域内|内)?"
_NOT_OF_AMOUNT = r"(?!资本|资金|商标|成立(?:满|时间|[一二三四五六七八九十\d]))"
_JOINT_REGISTER = re.compile(r"(工商)(?:、|和|及)税务登记")
"""One phrase for two registrations, as in 在县内办理工商、税务登记."""
_RULES_OF = re.compile(
    r"《(?P<place>[一-龥]{2,4}市[一-龥]{2,4}?[区县镇]|[一-龥]{2,7}?(?:省|市|新区|开发区|区|县|镇|乡|街道))[^》]{2,60}(?:办法|细则|措施|政策|方案|意见|规定)(?:\([^()]*\))*》(?!第|的|等|规定的|中|要求)"
)
"""Whose rules a sentence tells (《某镇科技创新资金管理办法》对…奖励2万元): they hold in that place."""
_TAX = re.compile(r"税")
_PROJECT = re.compile(r"(?:项目)?(?:实施地|建设地)|项目所在地")
MODIFIER = "place_modifier"
"""Flag of a place that only stands before a noun."""


@dataclass(frozen=True, slots=True)
class Frames:
    """The compiled frames: a place after 在 before a verb, behind the name of a kind of place, and alone."""

    registered: re.Pattern[str]
    named: re.Pattern[str]
    inside: re.Pattern[str]
    before_noun: re.Pattern[str]
    absolute: re.Pattern[str]
    before_verb: re.Pattern[str]
    verb: re.Pattern[str]
    body: re.Pattern[str]


@cache
def frames() -> Frames:
    """The frames with the words of `places.yaml`."""
    data = places()
    verbs = f"(?:{'|'.join(data.verbs)})"
    relative = "|".join(data.relative)
    verbal = rf"(?P<verbs>{verbs}(?:(?:和|、|并|且|及|并且)(?:依法)?{verbs})*)"
    series = rf"{verbal}{_NOT_OF_AMOUNT}"
    return Frames(
        registered=re.compile(
            rf"(?:在|(?<![对关低高等少由限位至基鉴用])于){_NAME}{_TAIL}(?:{'|'.join(data.adverbs)})*{verbal}(?!资本|资金|商标)"
        ),
        named=re.compile(
            rf"(?P<kinds>{'|'.join(data.kinds)})(?P<more>(?:(?:、|和|及|与|以及)(?:{'|'.join(data.more)}))*)"
            rf"(?:均|都|应当?|须|需|必须|为|不)*(?:在|于|位于|为){_NAME}{_TAIL}(?=[,;。、的]|$)"
        ),
        inside=re.compile(
            r"(?:位于|处于|落户(?:在|于)?|入驻|设在|(?:应当?|须|需|必须)?在)"
            rf"(?P<place>[^,;。、:()和及与并且或]{{2,24}}?(?:{'|'.join(data.inside)}))(?P<tail>范围内|区域内|辖区内|内)"
            r"(?![^,;。、在]{2,20}(?:载体|孵化器|园区?|平台|基地|空间)(?:$|[,;。、的]))"
        ),
        before_noun=re.compile(
            rf"(?<!资)(?P<place>{relative})(?!场)(?:的)?(?=[^,;。、在]{{0,12}}(?:企业|单位|机构|组织))"
        ),
        absolute=re.compile(
            r"(?P<place>(?<![一-龥])(?!入驻|落户|[^,;。]{0,3}[到至往])(?:(?![的在为以对元])[一-龥]){2,7}(?:省|市|区|县|镇|乡|街道|开发区|高新区|新区))(?P<tail>行政区域内|行政区划内|辖区内|区域内|范围内|境内|内)"
            r"(?:的)?(?=[^,;。、在]{0,20}(?:企业|单位|机构|组织|载体|园区|平台|项目|主体|个人))"
        ),
        before_verb=re.compile(rf"(?<![资在])(?P<place>{relative})(?P<tail>)(?:依法|合法)?{series}"),
        verb=re.compile(verbs),
        body=re.compile("|".join(data.bodies)),
    )


def read_places(state: Work, start: int, end: int, alone: bool) -> list[Draft]:
    """Place leaves of a stretch, in order.

    Args:
        state: the document.
        start, end: the stretch.
        alone: whether a mere modifier (县内企业) counts; it does not where a frame already says the place.
    """
    found: list[Draft] = []
    if titled := _RULES_OF.match(state.text, start, end):
        found.append(_draft("", *titled.span("place"), (titled["place"],)))
    for hit in frames().named.finditer(state.text, start, end):
        found += _at(hit)
    for hit in frames().registered.finditer(state.text, start, end):
        approved = state.text[max(start, hit.start() - 2) : hit.start()] in {"批准", "许可"}
        if (
            not approved
            and not frames().body.search(hit["place"])
            and not any(d.start < hit.end() and hit.start() < d.end for d in found)
        ):
            found += _in(hit)
    for hit in frames().inside.finditer(state.text, start, end):
        if not any(d.start < hit.end() and hit.start() < d.end for d in found):
            found.append(_draft("", hit.start(), hit.end(), _value(hit)))
    for hit in frames().before_verb.finditer(state.text, start, end):
        if not any(d.start < hit.end() and hit.start() < d.end for d in found):
            found += _in(hit)
    for hit in frames().absolute.finditer(state.text, start, end):
        if not any(d.start < hit.end() and hit.start() < d.end for d in found):
            found.append(_draft("", hit.start(), hit.end(), _value(hit)))
    if not found and alone:
        for hit in frames().before_noun.finditer(state.text, start, end):
            found.append(_modifier(hit))
            break
    return found


def _modifier(hit: re.Match[str]) -> Draft:
    """A place that only stands before a noun (我市企业); a place of registration elsewhere says it better."""
    return Draft("", "in", "region", hit.start(), hit.end("place"), values=(hit["place"],), flags=[MODIFIER])


def _value(hit: re.Match[str]) -> tuple[str, ...]:
    place, tail = hit["place"], hit["tail"] or ""
    if len(place) == 1 and tail:
        return (place + tail,)
    if tail.startswith("行政区") or tail in {"境内", "区域内"} or (tail and place.endswith("行政区域")):
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
    if _PROJECT.match(words):
        return Draft("", "in", "region", start, end, values=values, subject="project")
    return Draft("", "in", "tax_region" if _TAX.search(words) else "region", start, end, values=values)


def _in(hit: re.Match[str]) -> list[Draft]:
    values = _value(hit)
    pieces = list(frames().verb.finditer(hit["verbs"]))
    out = []
    begin = hit.start()
    for piece in pieces:
        stop = hit.start("verbs") + piece.end()
        if joint := _JOINT_REGISTER.search(piece[0]):
            cut = hit.start("verbs") + piece.start() + joint.end(1)
            out.append(_draft("注册", begin, cut, values))
            out.append(_draft("税", cut + 1, stop, values))
        elif piece[0] != "经营":
            words = "税" if _TAX.search(piece[0]) else "注册"
            out.append(_draft(words, begin, stop, values))
        begin = stop + 1
    return out
