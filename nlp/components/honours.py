"""Honours by their frame: whoever named, listed or ranked the applicant, though no vocabulary knows the name.

Owns the frames 获得…, 经…认定的…, …通过认定, 建有…; used by the step `policy_open`, before the free words.
"""

from __future__ import annotations

import re
from functools import cache

from nlp.components.lexicon import term_patterns
from nlp.components.titles import by_level, level_before
from nlp.resources import honour_words, pattern, terms
from nlp.work import Clause, Draft, Work

_BARE = re.compile(
    r"(?:对于?|获得?|经|通过|取得)*(?P<name>(?P<who>[^,;。:的]{0,20}(?:部门|部|委|厅|局))(?:认定|评定))(?:的|后)?(?:连续[^,;。]{1,3}年)?$"
)
_DEFINED = re.compile(
    r"^(?P<who>)(?P<name>[^,;。:]{2,16}?)是指[^,;。:]*?(?:入选|列入|纳入)(?=[^,;。]*(?:榜|强|名单|管理))[^,;。]*$"
)
_OR_ITS = re.compile(r"(?:或者|或|及|和)其")
_WHO = (
    r"(?P<who>[^,;。:的]{0,24}?(?:部门|部|委|厅|局|政府|区|市|省|县|国家|机关|机构)?)"
    r"(?:及其[^,;。:的]{2,12})?"
)
_RANK = (
    ("国家级", r"国家|国务院|工信部|科技部|商务部|中央|全国"),
    ("省级", r"省"),
    ("市级", r"市"),
    ("区县级", r"区|县"),
)
_APPLIED_FOR = re.compile(r"[^,;。]{0,6}(?:须|应当?|需|必须)?(?:同时)?(?:满足|符合|具备)")
"""What stands behind the title that a list of conditions is for."""
_IN_NAME = re.compile(r"^(国家级|省部级|省级|市级|区级|县级|区县级)")
_PLACED = re.compile(r"^“?([省市县])(?!场|内|政|域)")
"""A name that begins with the bare level that gives it: 省重点新产品; 广东省 is part of a name."""
_OF_PLACE = {"省": "省级", "市": "市级", "县": "区县级"}
_LEVELS = {"省部级": "省级", "区级": "区县级", "县级": "区县级"}
_BELOW = re.compile(r"(?:省部?级|市级|[区县]级)(?=.)")
_MIXED = re.compile(r"称号|资格")
_BARE_LEVEL = re.compile(r"(?:国家级|省部?级|市级|[区县]级)")
_CONTEST = re.compile(r".*?(?:大赛|竞赛|比赛|挑战赛)")
"""The name of a contest, without the prize won in it."""
_AT_LEAST = re.compile(r"^(国家级|省部?级|市级|[区县]级|)(?:及|或)?以上的?")
_SUFFIX = re.compile(r"(?:称号|资格|认定|企业资格)$")
_KIND_OF_PLACE = (
    r"[^,;。:、()的《》]{2,16}?(?:基地|园区|中心|平台|工厂|车间|集群|示范区|小镇|品牌|街区|企业|机构)"
)
_BEFORE_NAME = "的对支、或和及以"
"""What leads to a name and is no part of its quote."""
_AND = r"(?:、|或者|以及|或|和|及(?!以上))"


def honours(state: Work, clause: Clause, taken: list[tuple[int, int]]) -> list[Draft]:
    """The honour that a clause asks for by a frame; none where its words are read already."""
    words = state.text[clause.start : clause.end]
    if _not_held().search(words) or pattern("negation").search(words):
        return []
    special = _DEFINED.search(words) or _BARE.search(words)
    if special is not None and _untaken(state, clause, special, taken):
        return [_special(state, clause, words, special)]
    for frame in _frames():
        hit = frame.search(words)
        if hit and not _APPLIED_FOR.match(words[hit.end() :]) and _untaken(state, clause, hit, taken):
            return _apart(state, clause, _draft(state, clause, words, hit))
    return []


def listed_honours(state: Work, clause: Clause, taken: list[tuple[int, int]]) -> list[Draft]:
    """A list of honours of which the vocabulary knows some (小巨人企业、领航企业认定): all in one leaf."""
    words = state.text[clause.start : clause.end]
    if _not_held().search(words) or pattern("negation").search(words):
        return []
    for frame in _frames():
        hit = frame.search(words)
        if hit and not _APPLIED_FOR.match(words[hit.end() :]) and _untaken(state, clause, hit, taken):
            names = [_SUFFIX.sub("", one) for one in re.split(_AND, hit["names"]) if one]
            goes_on = words[hit.end() : hit.end() + 1] in {"、", "或", "和", "及"}
            if goes_on or feature_of(names[0]) != "title" or _MIXED.search(hit["names"][:-2]):
                return []
            if len(names) > 1 and any(_known(one) for one in names) and not all(_known(one) for one in names):
                return _apart(state, clause, _draft(state, clause, words, hit))
            return []
    return []


def _apart(state: Work, clause: Clause, draft: Draft) -> list[Draft]:
    """Leaves of one frame: a level that stands in the first name alone (省级…或国家…) is not the others'."""
    first = _BELOW.match(draft.values[0]) if draft.values else None
    if first is None:
        return by_level(state, draft, clause.start)
    each = [_BELOW.match(name) for name in draft.values]
    if len(each) > 1 and all(each) and len({hit[0] for hit in each if hit}) == len(each):
        return _level_each(state, draft)
    draft.values = (draft.values[0][first.end() :], *draft.values[1:])
    later = [name for name in draft.values[1:] if name.startswith(("国家", "全国"))]
    if not later:
        return by_level(state, draft, clause.start)
    cut = state.text.find(later[0], draft.start)
    draft.values = tuple(name for name in draft.values if name not in later)
    other = Draft("", "has", draft.feature, cut, draft.end, values=tuple(later))
    draft.end = draft.start + len(state.text[draft.start : cut].rstrip("、或者和及以"))
    return [draft, other]


def _level_each(state: Work, draft: Draft) -> list[Draft]:
    """省级智能工厂、市级数字化车间: each name with a level of its own is a leaf."""
    out: list[Draft] = []
    begin = draft.start
    for place, name in enumerate(draft.values):
        hit = _BELOW.match(name)
        bare = name[hit.end() :] if hit else name
        at = state.text.find(bare, begin, draft.end)
        if at < 0:
            return by_level(state, draft, draft.start)
        end = draft.end if place == len(draft.values) - 1 else at + len(bare)
        level = _LEVELS.get(hit[0], hit[0]) if hit else draft.level
        out.append(Draft("", "has", draft.feature, begin, end, values=(bare,), level=level))
        begin = end + len(re.match(r"[、或者和及以与]*", state.text[end:])[0])  # type: ignore[index]
    return out


def _untaken(state: Work, clause: Clause, hit: re.Match[str], taken: list[tuple[int, int]]) -> bool:
    start, end = clause.start + hit.start(), clause.start + hit.end()
    return not any(a < end and start < b and not _OR_ITS.match(state.text[a - 1 : b]) for a, b in taken)


def _special(state: Work, clause: Clause, words: str, hit: re.Match[str]) -> Draft:
    """An honour without a name of its own: who named is its name, or a list that is being defined."""
    level = _level(hit["who"]) if hit.re is _BARE else None
    start, end = clause.start + hit.start("name"), clause.start + hit.end("name")
    if hit.re is _DEFINED:
        start, end = clause.start + words.index("是指") + 2, clause.end
        if other := _OR_ITS.search(state.text, start, end):
            end = other.start()
    return Draft("", "has", "title", start, end, values=(hit["name"],), level=level)


def _draft(state: Work, clause: Clause, words: str, hit: re.Match[str]) -> Draft:
    spaced = hit["names"].replace("”“", "”、“")
    names = [one for one in re.split(_AND, _led().sub("", spaced)) if one]
    names = [_AT_LEAST.sub(r"\1", one) or one for one in names]
    if feature_of(names[0]) == "contest" and (match := _CONTEST.match(names[0])):
        names[0] = match[0]
    if len(names) > 1 and _BARE_LEVEL.fullmatch(names[0]):
        # 国家级、省级、市级孵化载体：前面的只是级别，不是名称。
        names = [_BARE_LEVEL.sub("", one, count=1) or one for one in names if not _BARE_LEVEL.fullmatch(one)]
    who = hit.groupdict().get("who") or ""
    feature = feature_of(names[0])
    level = (
        _own_level(names[0]) or level_before(state.text, clause.start + hit.start("names"), clause.start)[0]
    )
    if who and not _known(names[-1]) and len(names) == 1 and _level(who):
        names = [words[hit.start("who") : hit.end("names")]]
    return Draft(
        "",
        "has",
        feature,
        clause.start + (hit.start("names") if hit[0][0] in _BEFORE_NAME else hit.start()),
        clause.start + hit.end(),
        values=tuple(names),
        level=level,
    )


def feature_of(name: str) -> str:
    """What kind of honour a name is, by its last noun; a title where no list knows it."""
    return next((feature for feature, ending in _endings() if ending.search(name)), "title")


def _own_level(name: str) -> str | None:
    if hit := _IN_NAME.match(name):
        return _LEVELS.get(hit[1], hit[1])
    placed = _PLACED.match(name)
    return _OF_PLACE.get(placed[1]) if placed else None


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


@cache
def _endings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (feature, re.compile(f"(?:{'|'.join(words)})$")) for feature, words in honour_words().endings.items()
    )


@cache
def _led() -> re.Pattern[str]:
    """Verbs and marks that stand before a name and are no part of it."""
    verbs = "|".join(sorted(honour_words().gain, key=len, reverse=True))
    return re.compile(rf"^(?:对于?|凡|经|已|新|首次|被|企业|{verbs})+")


@cache
def _not_held() -> re.Pattern[str]:
    return re.compile("|".join(honour_words().not_held))


@cache
def _frames() -> tuple[re.Pattern[str], ...]:
    """The frames, the most telling first; each has the group `names`, some `who`."""
    data = honour_words()
    every = "|".join(word for words in data.endings.values() for word in words)
    held = "|".join(word for name in ("platform", "rd_institution") for word in data.endings[name])
    certificate = r"(?:资质|许可|资格|职业)(?:证书?)?|执照"
    verbs, hold = "|".join(sorted(data.gain, key=len, reverse=True)), "|".join(data.hold)
    approve, after = "|".join(data.approve), "|".join(data.after)
    levels = r"(?:(?:国家级|省部?级|市级|[区县]级|[一-龥]星级)(?:、|和|或|及))*"
    strong = rf"(?:{'|'.join(data.rankings)})*\d{{2,4}}强"
    name = rf"{levels}[^,;。:、()的《》]{{0,24}}?(?:{every})(?:\([^()]{{1,8}}\))?"
    names = rf"(?P<names>{name}(?:{_AND}{name})*)"
    tail = r"(?:的)?(?:企业|单位|机构|作品|个人|团队)?"
    return (
        re.compile(
            rf"(?:经|获得?|取得|由|已|被)?{_WHO}(?:已|经|被|获)?(?:(?:{approve})(?:的|为)|授予(?:的)?){names}{tail}(?![一-龥]{{0,4}}(?:培育|认定|办法|管理|名单|目录))"
        ),
        re.compile(
            rf"(?:新|首次)?(?:获?认定|评定|获批|批准|入选|获评|创建)(?:的|为)(?P<names>(?:国家级|省部?级|市级|[区县]级)(?:及|或)?以上的?{_KIND_OF_PLACE})(?=$|[,;。(])"
        ),
        re.compile(
            rf"(?:首次|新)?(?:{verbs})(?:了|为)?(?P<names>[^,;。“”《》的]{{0,12}}“[^”]{{2,16}}”(?:{_AND}?“[^”]{{2,16}}”)*(?:企业|称号)?)(?=$|[,;。的后或])"
        ),
        re.compile(
            rf"(?:的|对|支持|{_AND})(?P<names>[一-龥“”]{{0,8}}(?:龙头|链主|骨干|领军|领航|瞪羚|独角兽|单项冠军|小巨人)”?企业)(?:的)?$"
        ),
        re.compile(rf"每(?:新)?(?:认定|获得|通过|新增)\d+[件个家项]{names}"),
        re.compile(rf"{names}(?:{after}){tail}(?:后|$)"),
        re.compile(
            rf"(?:首次|新|已|重新)*(?:被)?(?:{verbs})(?:过|了|为)?{names}(?:{after})?{tail}(?=$|后|[,;。、(和及或并])"
        ),
        re.compile(
            rf"^(?:申[报请](?:企业|单位|主体)?|企业|单位)?(?:原则上)?(?:应当?|须|需|必须)(?:为|是){names}{tail}(?=$|[,;。、(和及或并])"
        ),
        re.compile(
            rf"(?:{hold})(?:有|了)?(?P<names>[^,;。:、()的]{{0,20}}?(?:{held}|{certificate}))(?=$|[,;。、(和及或并])"
        ),
        re.compile(
            rf"(?:对|为|是|属于|引进的?|由|或|、)(?P<names>{strong}(?:{_AND}{strong})*)(?:企业)?(?=$|[,;。]|投资|设立|在)"
        ),
    )
