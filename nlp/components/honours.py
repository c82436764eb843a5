"""Honours by their frame: whoever named, listed or ranked the applicant, though no vocabulary knows the name.

Owns the frames 入选…, 被评为…, 经…认定的…, …500强; used by the step `policy_open`, before the free words.
"""

from __future__ import annotations

import re

from nlp.components.lexicon import term_patterns
from nlp.resources import pattern, terms
from nlp.work import Clause, Draft, Work

_NAME_END = (
    r"(?:\d{2,4}强|企业|机构|中心|实验室|工作站|孵化器|众创空间|基地|平台|园区|称号|资质|榜单?|名单|名录|库|奖|产品|品牌"
    r"|公司|总部|项目|工厂|车间)"
)
_GIVEN = re.compile(
    rf"(?:首次)?(?:被)?(?:评为|评定为|认定为|授予|列入|纳入|入选|获评)(?:的)?(?P<name>[^,;。:]{{2,40}}?{_NAME_END})(?:的)?(?:企业|单位|机构)?$"
)
_BY = re.compile(
    r"(?:经|获得?|取得|由)?(?P<who>[^,;。:的]{0,24}?(?:部门|部|委|厅|局|政府|区|市|省|县|国家|机关))(?:及其[^,;。:的]{2,12})?"
    rf"(?:认定或备案|认定|批准设立|评定|备案|授予|命名)的(?P<name>[^,;。:]{{2,30}}?{_NAME_END})(?:的)?(?:企业|单位)?$"
)
_CALLED = re.compile(
    rf"(?:经|已|被)(?P<who>)(?:认定|评定|命名)(?:的|为)(?P<name>[^,;。:]{{2,24}}?{_NAME_END})(?:的)?(?:企业|单位)?$"
)
_BARE = re.compile(
    r"(?:对于?|获得?|经|通过|取得)*(?P<name>(?P<who>[^,;。:的]{0,20}(?:部门|部|委|厅|局))(?:认定|评定))(?:的)?$"
)
_DEFINED = re.compile(
    r"^(?P<who>)(?P<name>[^,;。:]{2,16}?)是指[^,;。:]*?(?:入选|列入|纳入)(?=[^,;。]*(?:榜|强|名单|管理))[^,;。]*$"
)
_OR_ITS = re.compile(r"(?:或者|或|及|和)其")
_RANKED = re.compile(r"(?P<name>[一-龥]{2,8}\d{2,4}强)(?=$|[、,;。的(企])")
_RANK = (
    ("国家级", r"国家|国务院|工信部|科技部|商务部|中央"),
    ("省级", r"省"),
    ("市级", r"市"),
    ("区县级", r"区|县"),
)
_PLATFORM = re.compile(r"(?:中心|实验室|工作站|孵化器|众创空间|平台)$")
_NOT_HELD = re.compile(
    r"失信|异常|黑名单|负面|处罚|违法|统计|规上|规模以上|预算|范围|目录|培育计划的项目|注册|贷款|备案证"
)


def honours(state: Work, clause: Clause, taken: list[tuple[int, int]]) -> list[Draft]:
    """The honour that a clause asks for by a frame; none where its words are read already."""
    words = state.text[clause.start : clause.end]
    if any(not _OR_ITS.match(state.text[a - 1 : b]) for a, b in taken):
        return []
    if _NOT_HELD.search(words) or pattern("negation").search(words):
        return []
    hit = _DEFINED.search(words) or _BY.search(words) or _CALLED.search(words) or _BARE.search(words)
    named = hit is not None and bool(hit["who"])
    level = _level(hit["who"]) if hit is not None and hit.re is _BARE else None
    hit = hit or _GIVEN.search(words)
    if hit is not None:
        whole = named and hit.re is _BY and not _known(hit["name"])
        names = (words[hit.start("who") : hit.end("name")],) if whole else tuple(_names(hit["name"]))
        feature = "platform" if all(_PLATFORM.search(name) for name in names) else "title"
        start, end = clause.start + hit.start(), clause.start + hit.end("name")
        if hit.re is _DEFINED:
            start, end = clause.start + words.index("是指") + 2, clause.end
            if other := _OR_ITS.search(state.text, start, end):
                end = other.start()
        return [Draft("", "has", feature, start, end, values=names, level=level)]
    ranked = list(_RANKED.finditer(words))
    if not ranked or "是指" in words:
        return []
    start, end = clause.start + ranked[0].start(), clause.start + ranked[-1].end()
    return [Draft("", "has", "title", start, end, values=tuple(one["name"] for one in ranked))]


def _known(name: str) -> bool:
    """Whether the vocabulary names the honour by itself; else who gave it belongs to its name."""
    return any(
        term_patterns()[place].fullmatch(name)
        for place, entry in enumerate(terms().terms)
        if entry.kind == "has"
    )


def _level(who: str) -> str | None:
    """The level of the body that names; the highest word in it counts."""
    return next((level for level, words in _RANK if re.search(words, who)), None)


def _names(words: str) -> list[str]:
    return [one for one in re.split(r"、|或者|或|以及", words) if one]
