"""Clauses cut at their commas, and again between the several things that one stretch states.

Owns where one predicate ends and the next begins (财务制度健全、具有较强能力); used by `policy_clause`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from nlp.resources import predicates
from nlp.work import Clause

OPEN, CLOSE = "(《“【[", ")》”】]"
_THOUSANDS = re.compile(r"\d,\d{3}(?!\d)")
_RATE = re.compile(r"\d:\d")
_LINK = re.compile(
    r"^(?:(或者|或是|或)|(并且|并(?!购|轨|联|网|发)|且|而且|同时|但|以及|及(?!时|格|其)|和(?!谐|解|平)))?"
)
_JOINT = re.compile(
    r"、|;|并且|而且|且|以及|并(?!购|轨|联|网|发症)|同时|或者|或(?!有)|和(?!谐|解|平)|及(?!时|格|其)"
)
_LOOSE = {"、", "且", "并且", "而且", ";"}
_BOUND = {"且", "并且", "而且"}
_NUMBERED = re.compile(
    r"\d[\d.]*(?:%|万|亿|元|年|个|家|人|名|项|件|岁|周岁|平方米|亩)|[一二三四五六七八九十两]{1,3}(?:年|个月|项|家|人|名)以上"
)
_SETTLES = re.compile(
    r"(?:^|[^,;。、])(?:在|于|入驻|落户)[^,;。、]{2,20}(?:注册|设立|成立|登记|落户|纳税|经营|投产)$"
)
_TAIL = 12
_WHO = re.compile(
    r"^(?:、|;|并且|而且|且|以及|并|同时|或者|或|和|及)?(?:(?:项目)?(?:申[报请]|承担|牵头|实施)?(?:企业|单位|机构|主体|项目|产品))?(?:应当?|须|需|必须)?"
)
_MODAL = re.compile(r"^(?:应当?|须|需|必须|要|能够?|还|均|都)+")
_LIST_END = re.compile(r"等(?!级|次|额|同|奖)")
"""The last member of a list (…、并购等方式) states nothing by itself."""
_BARE_VERB = re.compile(
    r"(?:自建|新建|改建|扩建|购买|购置|租赁|租用|建设|投资|引进|收购|改造|研发|生产|销售|开展|参加|举办|承办|主办|主持|牵头|承担|参与|开发)$"
)
"""自建或租赁海外仓: one object for two verbs."""
_LABEL_MAX = 18
_LABEL = re.compile(r"[^,;。:\n]{2,16}$")
_NUMBER_NEXT = re.compile(
    r" ?(?:应当?|原则上|须|需)?(?:不[低少小]于|不超过|不高于|达到?|[大高低小少]于|超过|≥|≤|>|<)?=? ?\d"
)
_SHORTEST = 4
"""A piece shorter than this is a member of a list, not a thing stated."""


def commas(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches between commas and colons outside brackets."""
    begin, depth = start, 0
    for i in range(start, end):
        char = text[i]
        if char in OPEN:
            depth += 1
        elif char in CLOSE:
            depth = max(0, depth - 1)
        elif (
            char in ",:"
            and depth == 0
            and not _THOUSANDS.match(text, i - 1)
            and not _RATE.match(text, i - 1)
            and not (char == ":" and valued(text, i))
        ):
            yield begin, i
            begin = i + 1
    yield begin, end


def valued(text: str, at: int) -> bool:
    """Whether a colon stands between a short label and its number (总资产规模:1000万元以上)."""
    label = _LABEL.search(text[max(0, at - _LABEL_MAX) : at])
    return label is not None and _NUMBER_NEXT.match(text, at + 1) is not None


def clauses(text: str, start: int, end: int) -> Iterator[Clause]:
    """The clauses of a stretch, each with the word that links it to what stands before."""
    for whole in commas(text, start, end):
        for begin, stop in predicate_pieces(text, *whole):
            while begin < stop and text[begin] in " \n、;":
                begin += 1
            if begin >= stop:
                continue
            hit = _LINK.match(text[begin:stop])
            link = ","
            if hit and hit[1]:
                link = "or"
            elif (hit and hit[2]) or begin > whole[0] + 1:
                link = "and"
            yield Clause(begin + (hit.end() if hit else 0), stop, link)


def predicate_pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch between commas, cut where both sides state something of their own."""
    cuts = [hit for hit in _JOINT.finditer(text, start, end) if _outside(text, start, hit.start())]
    begin = start
    for place, hit in enumerate(cuts):
        stop = cuts[place + 1].start() if place + 1 < len(cuts) else end
        measured = hit[0] in _BOUND and _measured(text, begin, hit, stop)
        measured = measured or (hit[0] == "、" and _settled(text, begin, hit, stop))
        if measured or (_states(text, begin, hit) and _states_alone(text, hit, stop)):
            yield begin, hit.start()
            begin = hit.start()
    yield begin, end


def _measured(text: str, start: int, joint: re.Match[str], stop: int) -> bool:
    """Whether 且 joins two statements of which one bounds a number."""
    before, after = text[start : joint.start()], text[joint.end() : stop]
    if min(len(before), len(after)) < _SHORTEST:
        return False
    return _NUMBERED.search(after) is not None or _NUMBERED.search(before) is not None


def _settled(text: str, start: int, joint: re.Match[str], stop: int) -> bool:
    """在本县新注册设立、固定资产投资3000万元以上: where somebody settled, then a number."""
    before, after = text[start : joint.start()], text[joint.end() : stop]
    return _SETTLES.search(before) is not None and _NUMBERED.search(after) is not None


def begins_predicate(words: str) -> bool:
    """Whether words begin a thing stated (从银行获得贷款), not a noun."""
    return _begins().match(_MODAL.sub("", words)) is not None


def _outside(text: str, start: int, at: int) -> bool:
    before = text[start:at]
    return sum(map(before.count, OPEN)) <= sum(map(before.count, CLOSE))


def _states(text: str, start: int, joint: re.Match[str]) -> bool:
    """Whether the words before a joint state something: a judgement, or a predicate.

    A word like 或 joins nouns as often as predicates, so before it the stretch must begin with one.
    """
    words = text[start : joint.start()]
    if len(words) < _SHORTEST or (joint[0] not in _LOOSE and _BARE_VERB.search(words)):
        return False
    begins = _begins().search(words) if joint[0] in _LOOSE else _begins().match(_WHO.sub("", words))
    return begins is not None or _judges(words)


def _states_alone(text: str, joint: re.Match[str], stop: int) -> bool:
    """Whether what follows a joint up to the next one begins a predicate of its own."""
    words = text[joint.end() : stop]
    if len(words) < _SHORTEST:
        return False
    if _LIST_END.search(words):
        return False
    if _begins().match(words):
        return True
    return joint[0] in _LOOSE and _judges(words) and _judges(text[: joint.start()][-_TAIL:])


def _judges(words: str) -> bool:
    return _ends().search(words) is not None


@cache
def _begins() -> re.Pattern[str]:
    return re.compile("|".join(predicates().starts))


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(predicates().ends)})$")
