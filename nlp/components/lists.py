"""Memberships: 属于 制造业、软件和信息技术服务业或者… · 属于《…目录》规定的范围.

Owns the frame 属于 and the cutting of its list; what kind of list it is, its members' endings say.
"""

from __future__ import annotations

import re

from nlp.work import Draft, Work

_BELONG = re.compile(
    r"(?P<noun>[^,;。]{0,40}?)(?:应当?|须|需)?(?:属于|符合|列入|属)(?P<not>不)?(?P<list>[^,;。]{2,120})"
)
_MAIN = re.compile(
    r"以(?P<list>[^,;。《》]{2,80}?)等?为主营业务|主营业务(?:为|是|包括|涉及)(?P<list2>[^,;。《》]{2,60})|从事(?P<list4>[^,;。《》的、]{2,20}?行业|[^,;。《》、]{2,24}?领域(?=$|[,;。]))|(?:主要|专业|专门)从事(?P<list3>[^,;。《》的]{2,40}?)(?:等)?(?:业务|工作|生产|经营|活动|服务|行业|$)"
)
_NEAR = re.compile(
    r"(?:符合|聚焦|围绕)(?!国家产业政策)(?P<list>[^,;。《》]{2,30}?(?:产业|技术|重点|发展)?领域)(?=$|[,;。、的])"
)
_CATALOGUE = re.compile(r"《[^》]{2,60}》")
_FIELDS = re.compile(
    r"(?:属于|涉及|从事|应为|为)(?:本[省市县区]|我[省市县区])?(?:重点发展的)?(?P<list>[^,;。、]{2,14}、[^,;。]{2,90}?)等[^,;。、]{0,14}(?:领域|产业)"
)
_TRADES = re.compile(
    r"(?!(?:从事|主营|为|在|对|属))(?:[一-龥和及]{2,14}(?<!企)业|[一-龥]{2,4})(?:(?:、|和|及)(?:[一-龥]{2,14}(?<!企)业|[一-龥]{2,4}))*(?<=业)(?<![企产]业)"
)
"""Trades alone before a colon: for whom the following numbers hold."""
_BEHIND = re.compile(
    r"(?:\([^()]*\))?(?:所)?(?:规定|列|明确|确定)?的?(?:范围|领域|标准|要求|方向|目录)?(?:之?内)?"
)
_NO_TRADE = re.compile(r"企业$|(?<!房地)产业$")
_FIELD_TAIL = re.compile(r"等[^、]{0,14}(?:领域|产业)(?:的)?$|(?:领域|产业)(?:的)?$")
_SCALE = re.compile(r"规模以上|规上|限额以上")
_TAIL = re.compile(r"(?:规定)?(?:的)?(?:范围|领域|类|产业)?(?:内)?(?:的)?(?:企业)?$")


def read_lists(state: Work, start: int, end: int) -> list[Draft]:
    """List memberships of a stretch; none where the members are not of one known kind."""
    hit = _BELONG.match(state.text, start, end)
    if (
        hit is None
        and state.text[end : end + 1] == ":"
        and (alone := _TRADES.fullmatch(state.text, start, end))
    ):
        return [Draft("", "in", "industry", start, alone.end(), values=tuple(cut(alone[0])))]
    if main := _MAIN.search(state.text, start, end):
        return [_main(main)]
    near = _NEAR.search(state.text, start, end)
    if near and (hit is None or not re.search("[、《]", hit["list"])):
        return [Draft("", "in", "field", near.start(), near.end(), values=(near["list"],))]
    if hit is None:
        field = _FIELDS.search(state.text, start, end)
        return [_field(field, start)] if field else []
    catalogues = _CATALOGUE.findall(hit["list"])
    if catalogues and (
        "领域" in hit["list"] or "目录" in hit["list"] or "分类" in hit["list"] or "指南" in hit["list"]
    ):
        feature = _catalogue_of(hit)
        draft = _draft(feature, hit, tuple(catalogues), start)
        behind = _BEHIND.match(state.text, hit.start("list") + hit["list"].rfind("》") + 1, hit.end())
        draft.end = behind.end() if behind else hit.end()
        return [draft]
    if field := _FIELDS.search(state.text, start, end):
        return [_field(field, start)]
    if "产品" in hit["noun"] and "、" in hit["list"]:
        members = [m for piece in cut(re.sub(r"类$", "", hit["list"])) for m in re.split(r"和|及", piece)]
        return [_draft("product_field", hit, tuple(members), start)]
    members = cut(re.sub(r"的?(?:企业)?$", "", hit["list"]))
    if (
        members
        and not _SCALE.match(members[0])
        and all(member.endswith("业") and not _NO_TRADE.search(member) for member in members)
    ):
        return [_draft("industry", hit, tuple(members), start)]
    if re.search(r"、[^,;。]*(?:领域|产业)(?:的)?$", hit["list"]) and "企业" not in hit["list"]:
        members = cut(_FIELD_TAIL.sub("", hit["list"]))
        return [Draft("", "in", "field", start, hit.end(), values=tuple(members))]
    return []


def _main(hit: re.Match[str]) -> Draft:
    """What the applicant mainly does; trades by their names in 业 are industries, the rest fields."""
    members = cut(hit["list"] or hit["list2"] or hit["list4"] or hit["list3"])
    trades = all(member.endswith(("业", "行业")) and not member.endswith("产业") for member in members)
    return Draft("", "in", "industry" if trades else "field", hit.start(), hit.end(), values=tuple(members))


def _catalogue_of(hit: re.Match[str]) -> str:
    """What a catalogue lists, by its name and by what is said to belong to it."""
    if re.search(r"分类|禁限|禁止和限制|限制目录|负面清单", hit["list"]):
        return "industry"
    return "product_field" if "产品" in hit["noun"] and "目录" in hit["list"] else "field"


def _field(hit: re.Match[str], start: int) -> Draft:
    members = [m for piece in cut(hit["list"]) for m in re.split(r"和|及", piece) if m]
    return Draft("", "in", "field", start, hit.end(), values=tuple(members))


def _draft(feature: str, hit: re.Match[str], values: tuple[str, ...], start: int) -> Draft:
    noun = hit["noun"].strip()
    return Draft("", "in", feature, start, hit.end(), values=values, phrase=noun or None)


def cut(words: str) -> list[str]:
    """The members of a list; 和 and 及 cut only behind …业 (软件和信息技术服务业 stays)."""
    out: list[str] = []
    for piece in re.split(r"、|或者|或|以及", words):
        halves = re.split(r"(?<=业)(?:和|及)", piece)
        out += [half.strip() for half in halves if half.strip()]
    return out
