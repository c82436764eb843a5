"""Titles, platforms, awards and other things held: levels and lists of members.

Owns the joining of neighbours: one leaf per feature and level, its members as values.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.resources import TermEntry, pattern, terms
from nlp.work import Clause, Draft, Hit, Work

HELD = {"title", "platform", "award", "contest", "talent", "rd_institution", "government_project"}
_JOIN = re.compile(r"(?:、|或者|或|和|及|以及|与|,|资格|称号|企业)*")
_CLOSED = re.compile(r"资格|称号")
_LEVELS = {
    "国家": "国家级",
    "国家级": "国家级",
    "省部级": "省级",
    "部级": "省级",
    "省级": "省级",
    "市级": "市级",
}
_LEVELS |= dict.fromkeys(("区县级", "县级", "区级", "县(区)级"), "区县级")
_PREFIX = re.compile(
    r"(?:(?P<first>国家级|省部级|省级|市级|区级|县级|国家)(?:(?:和|及|、|或)(?P<second>省级|市级|区级|县级|区县级))?|(?P<place>[一-龥]{2}[省市]))$"
)
_NAMED_BY = re.compile(
    r"(?:经|由)?(?P<l>国家级|省部级|省级|市级|区级|县级|国家)(?:及|或)?以上[^,;。]{0,12}(?:认定|批准|备案|评定|授予|命名)(?:的)?$"
)
"""经市级以上科技部门认定的科技企业孵化器: who named it says its level."""
_SERVED = re.compile(r"^[^,;。]{0,8}(?:提供|开展|解决|直接配套|服务)")
_REACH = 16
_FAR = 40
_ALONE = re.compile(
    r"(?:其中,?)?(?:对|属|获|获得)?(?P<level>国家级|省部?级|市级|[区县]级)(?:奖项|项目|平台|称号|认定|企业|机构)?(?:的)?"
)
_LEVEL_LIST = re.compile(
    r"(?:国家级|省部?级|市级|[区县]级)(?:(?:、|和|及|或)(?:国家级|省部?级|市级|[区县]级))+"
)
_ONE_LEVEL = re.compile(r"国家级|省部?级|市级|[区县]级")
_EACH = re.compile(
    rf"(?:(?:{_ONE_LEVEL.pattern})的?(?:、|和|及|或)?){{2,4}}的?,?分别"
    rf"|(?:被|获|获得|获评|升级)?(?:再)?(?:认定|评定|评)?为?(?:(?:{_ONE_LEVEL.pattern})(?:、|和|及|或)?){{2,4}}的?"
)
"""国家级、省级、市级分别给予…: each level of what was named before is paid for itself."""
_CONTEST = re.compile(r"(?:[^,;。、的在获得参加入围选荣于]|“[^”]{1,12}”){1,24}$")
_BEFORE = 6
_ASKED_FOR = re.compile(r"(?:申报|申请|遴选|推荐|评选|(?<![新已经获被或及和])认定|所称|所指)(?:的)?$")
_DEFINED = re.compile(r"[”]?,?(?:是指|指)")
_PARTNER = re.compile(r"(?:与|向|给|同|对接)$")
_LEVEL_ALONE = re.compile(r"(国家级|省部级|省级|市级|县级|区级)(?=$|[^及以])")


@dataclass(frozen=True, slots=True)
class Held:
    """A thing held, as found: its entry, its place with its level words, its name, its level."""

    entry: TermEntry
    start: int
    end: int
    name: str
    level: str | None


def level_before(text: str, start: int, low: int) -> tuple[str | None, int]:
    """The level that counts at least (省级以上), directly before `start`, and where its words begin."""
    head = text[max(low, start - 16) : start]
    for hit in pattern("level").finditer(head):
        reaches = hit.end() == len(head) or (hit.end() == len(head) - 1 and head[-1] in "的“")
        if reaches and hit["l"]:
            return _LEVELS[hit["l"]], max(low, start - 16) + hit.start()
    if named := _NAMED_BY.search(text, max(low, start - 28), start):
        return _LEVELS[named["l"]], named.start()
    return None, start


def read_held(state: Work, hits: list[Hit], low: int) -> list[Draft]:
    """Leaves of the things held in a clause, neighbours of one feature and level joined."""
    found = [_held(state, hit, low) for hit in hits]
    groups: list[list[Held]] = []
    for one in found:
        if _of_another(state.text, one, low):
            continue
        if groups and _joins(state, groups[-1][-1], one):
            groups[-1].append(one)
        else:
            groups.append([one])
    return [one for group in groups for one in by_level(state, _draft(group), low)]


def levels_alone(state: Work, clause: Clause, before: list[Draft]) -> list[Draft]:
    """对国家级的给予…,对省级的给予…: what is held was named before, here stands its level only."""
    hit = _ALONE.fullmatch(state.text, clause.start, clause.end)
    named = next((d for d in reversed(before) if d.kind == "has" and d.feature in HELD), None)
    if named is not None and _EACH.fullmatch(state.text, clause.start, clause.end):
        return [_at_level(named, one) for one in _ONE_LEVEL.finditer(state.text, clause.start, clause.end)]
    if hit is None or named is None:
        return []
    level = _LEVELS.get(hit["level"], hit["level"])
    start, end = hit.start("level"), hit.end("level")
    return [
        Draft("", "has", named.feature, start, end, values=named.values, level=level, subject=named.subject)
    ]


def _at_level(named: Draft, hit: re.Match[str]) -> Draft:
    level = _LEVELS.get(hit[0], hit[0])
    return Draft(
        "", "has", named.feature, *hit.span(), values=named.values, level=level, subject=named.subject
    )


def by_level(state: Work, draft: Draft, low: int) -> list[Draft]:
    """国家级、省级企业技术中心,分别奖励…: each level is paid for itself, so each is a leaf."""
    hit = _LEVEL_LIST.search(state.text, max(low, draft.start - _REACH), draft.end)
    stop = state.text.find("。", draft.end)
    rest = state.text[draft.end : stop if stop > 0 else draft.end + _FAR]
    if hit is None or hit.end() < draft.start or "分别" not in rest[:_FAR]:
        return [draft]
    out = []
    for level in re.finditer(r"国家级|省部?级|市级|[区县]级", hit[0]):
        last = hit.start() + level.end() == hit.end()
        one = Draft(
            "",
            draft.kind,
            draft.feature,
            hit.start() + level.start(),
            draft.end if last else hit.start() + level.end(),
            values=draft.values,
            level=_LEVELS.get(level[0], level[0]),
        )
        out.append(one)
    return out


def _of_another(text: str, one: Held, low: int) -> bool:
    """A title that is a partner's (与链主企业签订), is being defined, or is what is applied for."""
    before = text[max(low, one.start - _BEFORE) : one.start]
    if _DEFINED.match(text[one.end : one.end + 4]) or _PARTNER.search(before[-2:]):
        return True
    if before.endswith("为") and _SERVED.search(text[one.end : one.end + _REACH]):
        return True
    return one.entry.feature == "title" and _ASKED_FOR.search(before) is not None


def _held(state: Work, hit: Hit, low: int) -> Held:
    entry = terms().terms[int(hit.id)]
    level, start = level_before(state.text, hit.start, low)
    if (
        entry.feature == "contest"
        and level is None
        and (own := _CONTEST.search(state.text[max(low, hit.start - 24) : hit.start]))
    ):
        begin = hit.start - len(own[0])
        return Held(entry, begin, hit.end, state.text[begin : hit.end], None)
    name = state.text[hit.start : hit.end]
    if level is None:
        level, start, name = _prefixed(state.text, entry, hit.start, low, name)
    return Held(entry, start, hit.end, name, level)


def _prefixed(text: str, entry: TermEntry, start: int, low: int, name: str) -> tuple[str | None, int, str]:
    """A level or place that stands directly before the name: part of a title's name, the level of the rest.

    Two levels (国家和市级) are the least of them.
    """
    hit = _PREFIX.search(text[max(low, start - 14) : start])
    if hit is None:
        return None, start, name
    begin = max(low, start - 14) + hit.start()
    if hit["second"]:
        return _LEVELS[hit["second"]], begin, name
    if entry.feature != "title" or hit["first"] not in {None, "国家", "国家级"}:
        return _LEVELS.get(hit["first"] or ""), begin if hit["first"] else start, name
    return None, begin, text[begin:start] + name


def _joins(state: Work, before: Held, after: Held) -> bool:
    between = state.text[before.end : after.start]
    same = before.entry.feature == after.entry.feature
    if before.level and _CLOSED.search(between):
        return False
    return (
        same
        and (after.level is None or after.level == before.level)
        and bool(between)
        and bool(_JOIN.fullmatch(between))
    )


def _draft(group: list[Held]) -> Draft:
    first, last = group[0], group[-1]
    values = tuple(one.name for one in group)
    return Draft(
        "", first.entry.kind, first.entry.feature, first.start, last.end, values=values, level=first.level
    )
