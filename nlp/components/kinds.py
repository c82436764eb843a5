"""Kinds of applicants by their head noun: 跨境电子商务企业, 平台运营主体, 蔬菜种植基地.

Owns the telling apart of trade, size, owner and form of organisation; used by the step `policy_open`.
"""

from __future__ import annotations

import re
from functools import cache

from nlp.components.lists import cut
from nlp.components.variants import KIND
from nlp.resources import kinds
from nlp.work import Clause, Draft, Sentence, Work

_LEADS = re.compile(
    r"(?:其中|对于?|[若如]为?)?(?P<kind>(?P<mod>[一-龥()、]{2,20}?)(?:企业|机构|单位|组织|平台|院所|公司|纳税人))"
    r"(?=近|上|年|销售|将|注册|营业|主营|职工|从业|研发|总资|资产|销售|专[职利]|在|累计|拥有|有效|发明|应|须|不|固定|总投|设备|实缴|成立)"
)
"""A kind of applicant that a clause begins with, before what is asked of it."""
_TRADE = re.compile(r"(?:其中,?)?(?:对于?)?(?P<names>[^,;。]{1,16}(?<!企)业)(?:类)?(?:企业)?(?:的)?")
"""A trade by its name, for which a bracket states another number."""
_SEVERAL = 2
_MEMBER = re.compile(r"、|以及|和(?!谐)|及|或者|或")
PERSON = (
    r"人员|毕业生|学生|军人|干部|士兵|农民|农民工|人口|职工|青年|妇女|残疾人|劳动者|居民|创业者|专家"
    r"|教师|医生|研究生|本科生|博士|硕士|技师|技工|工匠|留学生"
)
"""What names of kinds of persons end in, as a pattern."""
_PERSON = re.compile(rf"(?:{PERSON})(?:\([^()]*\))?$")
_PERSONS = re.compile(
    r"(?:[^,;。、():的]{2,16}(?:\([^()]{1,12}\))?(?:、|以及|和|及|或者|或)){1,20}[^,;。、():的]{2,16}"
    r"(?:(?<=人员|学生|军人|士兵|农民|民工|人口|职工|青年|妇女|居民|专家|教师|医生|技师|工匠)|(?<=业生|疾人|动者|业者|究生|科生))"
)
_OPEN = (
    r"(?:^|的|对于?|为|是|属于|支持|鼓励|引导|向|[我本全][省市县区]|[市县区省]内"
    r"|依法(?:设立|注册|成立)的?|、|或|和|及|以及)"
)


def applicant_kinds(state: Work, clause: Clause, taken: list[tuple[int, int]]) -> list[Draft]:
    """The kind of applicant that ends a clause, where nothing has read it yet."""
    hit = _frame().search(state.text, clause.start, clause.end)
    if hit is None or any(a < hit.end("kind") and hit.start("kind") < b for a, b in taken):
        return []
    modifier, head = hit["mod"], hit["head"]
    barred = modifier.startswith("非") and not modifier.startswith(("非公", "非营利", "非遗", "非金属"))
    modifier = modifier[1:] if barred else modifier
    feature = _feature(modifier, head)
    if feature is None:
        return []
    return [
        Draft(
            "",
            "in",
            feature,
            hit.start("kind"),
            hit.end("kind"),
            values=(modifier if feature == "industry" else modifier + head,),
            check=True,
            bars=barred,
        )
    ]


def variant_kinds(state: Work, clause: Clause, _taken: list[tuple[int, int]]) -> list[Draft]:
    """The trade for which a bracket states another number (软件和信息服务业企业3000万元以上)."""
    trade = _TRADE.fullmatch(state.text, clause.start, clause.end)
    if clause.variant != KIND or trade is None:
        return []
    return [Draft("", "in", "industry", *trade.span("names"), values=tuple(cut(trade["names"])))]


def person_kinds(state: Work, clause: Clause, taken: list[tuple[int, int]]) -> list[Draft]:
    """A list of kinds of persons (登记失业人员、退役军人、高校毕业生): one question, any of them."""
    begin = max((b for a, b in taken if clause.start <= a < clause.end), default=clause.start)
    hit = _PERSONS.search(state.text, begin, clause.end) or _PERSONS.search(
        state.text, clause.start, clause.end
    )
    if hit is None or any(a < hit.end() and hit.start() < b for a, b in taken):
        return []
    members = tuple(one for one in _MEMBER.split(hit[0]) if one)
    if sum(map(is_person, members)) < _SEVERAL:
        return []
    return [Draft("", "in", "other", hit.start(), hit.end(), values=members, phrase=hit[0])]


def is_person(name: str) -> bool:
    """Whether a name is one of persons (高校毕业生, 副高级职称人员)."""
    return _PERSON.search(name) is not None


def part_leading_kinds(state: Work) -> None:
    """Cut off the kind of applicant that a clause begins with, where a list treats several kinds apart.

    工程技术机构近三年收入不低于5亿元;科技咨询机构近三年收入不低于…: each number is asked of its kind alone.
    """
    found: dict[int, list[tuple[Sentence, int, re.Match[str]]]] = {}
    for sentence in state.sentences:
        if sentence.role not in {"condition", "aside", "gift"}:
            continue
        for place, clause in enumerate(sentence.clauses):
            hit = _LEADS.match(state.text, clause.start, clause.end)
            if hit and not _any("bare").fullmatch(hit["mod"]) and _bounded(state, hit.end(), clause.end):
                found.setdefault(id(sentence.part), []).append((sentence, place, hit))
    for places in found.values():
        several = len({hit["mod"] for _, _, hit in places}) > 1
        if several or (_known(places[0][2]) and "其中" not in places[0][2][0]):
            for sentence, place, hit in reversed(places):
                clause = sentence.clauses[place]
                scope = several or sentence.role != "gift"
                kind = Clause(hit.start("kind"), hit.end("kind"), clause.link, scope=scope)
                clause.start, clause.link = hit.end("kind"), ","
                sentence.clauses.insert(place, kind)


def _known(hit: re.Match[str]) -> bool:
    """Whether a kind is one by its words (融资租赁公司), so that it limits a single number too."""
    kind = re.fullmatch(r"(?P<mod>.+?)(?P<head>企业|机构|单位|组织|平台|院所|公司|纳税人)", hit["kind"])
    return kind is not None and _feature(kind["mod"], kind["head"]) is not None


def _bounded(state: Work, start: int, end: int) -> bool:
    return any(quantity.op for quantity in state.quantities.inside(start, end))


def _feature(modifier: str, head: str) -> str | None:
    if _any("bare").fullmatch(modifier):
        return None
    if head in kinds().firms and _any("trades").search(modifier):
        return "industry"
    if head in kinds().firms and _any("fields").search(modifier):
        return "field"
    return "org_type" if head in kinds().bodies else None


@cache
def _any(name: str) -> re.Pattern[str]:
    words = {"bare": kinds().bare, "trades": kinds().trades, "fields": kinds().fields}[name]
    tail = "" if name == "bare" else "$"
    return re.compile(f"(?:{'|'.join(words)}){tail}")


@cache
def _frame() -> re.Pattern[str]:
    heads = "|".join(sorted({*kinds().firms, *kinds().bodies}, key=len, reverse=True))
    return re.compile(
        rf"{_OPEN}(?P<kind>(?P<mod>(?:(?![的对和或及、])[一-龥A-Za-z“”]){{2,14}}?)(?P<head>{heads}))(?:\([^()]*\))?(?:等)?(?:的)?$"
    )
