"""Which conditions belong to which item where a document lists both: services here, their conditions there.

Owns the pairing of two numbered lists by their names, else by their numbers, and of lead-ins by whom they
name; used by `items` and `resolve`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from nlp.expr import Expr, every
from nlp.work import Part, Work

_NAME_MAX = 40
_ALIKE = 0.5
"""Share of the shorter name that both must have in one piece to be the same service."""
_SHARED = 3
_STRONG = 4
"""A common piece of this length is no accident; where such pairs have equal numbers, the numbers pair."""
_NOISE = re.compile(
    r"支持|鼓励|引导|推动|条件|要求|标准|申[报请]|应当?|符合|满足|具备|以下|下列|[\s。:、.“”\"'()（）]"
)


_FOR = re.compile(
    r"^(?:对于?|凡)?(?:申[报请](?:认定)?(?:的|为)?)?(?P<who>[^,;。:]{2,40}?)(?:的)?,?(?:还|均|须|应当?|需|必须|要)*(?:同时)?"
    r"(?:符合|满足|具备|达到)"
)
_MEMBERS = re.compile(r"、|和|或者?|及|以及|等")
_OTHER_KIND = re.compile(r"(?:机构|组织|协会|平台|园区|载体|基地|合作社|院所|个人|团队)$")
"""Applicants that are no firms: a list for them stands beside one for firms."""
_TAIL = 14
"""How far before its comma or its verb a giving sentence names who is paid."""
_ANYBODY = re.compile(
    r"(?:申[报请]|本|该|上述|以上|一般)?(?:的)?(?:企业|单位|机构|项目|主体|申请人|申报人|对象|条件|组织|产品)?$"
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A part that gives and the part that says what it asks."""

    gives: Part
    asks: Part


def paired(state: Work) -> list[Pair]:
    """Pairs of a numbered list of services and a numbered list of their conditions; none unless two fit."""
    for given in _lists(state, "benefit"):
        for asked in _lists(state, "require"):
            if given.start > asked.start and not _kinds_of_project(state, asked, given):
                continue
            if len(found := _match(state, given, asked)) > 1:
                return found
    return []


def _kinds_of_project(state: Work, asked: Part, given: Part) -> bool:
    """Whether a list of conditions before a list of gifts asks something else of each kind of project.

    Then each line begins with its kind (1.技术改造项目。…), and both lists are of one length; a list of
    general conditions has no such heads.
    """
    asks = _numbered(asked)
    return len(asks) == len(_numbered(given)) and all(name_of(state, one) for one in asks)


def _lists(state: Work, section: str) -> Iterable[Part]:
    for part in state.root.walk():
        if part.section == section and len(_numbered(part)) > 1 and part.body == part.end:
            yield part


def _numbered(part: Part) -> list[Part]:
    return [child for child in part.children if child.style]


def _match(state: Work, given: Part, asked: Part) -> list[Pair]:
    gives, asks = _numbered(given), _numbered(asked)
    out = []
    for one in asks:
        best = max(gives, key=lambda part: alike(name_of(state, part), name_of(state, one)))
        if alike(name_of(state, best), name_of(state, one)) >= _ALIKE:
            out.append(Pair(best, one))
    listed = [one for one in asks if one.children]
    if (out or len(listed) == len(asks)) and len(gives) == len(asks):
        by_number = [Pair(a, b) for a, b in zip(gives, asks, strict=True)]
        sure = [pair for pair in out if _common(state, pair) >= _STRONG]
        if all(pair.gives.ordinal == pair.asks.ordinal for pair in sure or out):
            return by_number
    return out


def _common(state: Work, pair: Pair) -> int:
    """How many characters in one piece the names of a pair share."""
    one, other = name_of(state, pair.gives), name_of(state, pair.asks)
    return SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size


def name_of(state: Work, part: Part) -> str:
    """The heading of a part, or the first words of its text, without what every name has."""
    start = part.start + len(part.mark)
    words = state.text[start : part.head_end] if part.head_end > start else ""
    if not _NOISE.sub("", words):
        words = re.split(r"[。;:,\n]", state.text[start : part.end].strip(" .、"))[0]
        words = words if len(words) <= _NAME_MAX else ""
    return _NOISE.sub("", words)


def alike(one: str, other: str) -> float:
    """How much of the shorter name stands in the longer in one piece, 0 to 1; 0 for less than a word."""
    if not one or not other:
        return 0.0
    size = SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size
    return size / min(len(one), len(other)) if size >= _SHARED else 0.0


def leaves_below(state: Work, part: Part) -> set[str]:
    """Ids of the leaves that a part and all below it state."""
    inside = {id(below) for below in part.walk()}
    return {
        state.same.get(draft.id, draft.id)
        for sentence in state.sentences
        if id(sentence.part) in inside
        for clause in sentence.clauses
        for draft in clause.drafts
    }


def without(expr: Expr | None, foreign: set[str]) -> Expr | None:
    """A tree without the members of `all` nodes that ask nothing but foreign leaves; None if none stay."""
    if expr is None or set(expr.leaves()) <= foreign:
        return None
    if expr.op != "all":
        return expr
    parts = [made for part in expr.parts if (made := without(part, foreign)) is not None]
    return every(parts) if parts else None


def addressed(state: Work, items: list[Part]) -> dict[int, set[str]]:
    """Per item the leaves that are asked of others: lists whose lead-ins name another kind of applicant.

    An item that no list names is asked all of them.
    """
    lists = [(who, part) for part in state.root.walk() if (who := _who(state, part))]
    others = all(_OTHER_KIND.search(name) for who, _ in lists for name in who)
    of_firms = bool(lists) and others and any(_of_firms(state, part) for part in state.root.walk())
    if len({who for who, _ in lists}) + of_firms < 2:
        return {}
    out: dict[int, set[str]] = {}
    for item in items:
        mine = _named(lists, name_of(state, item)) or _named(lists, _recipients(state, item))
        if mine or of_firms:
            own = {i for part in mine for i in leaves_below(state, part)}
            rest = {i for _, part in lists if part not in mine for i in leaves_below(state, part)}
            out[id(item)] = rest - own
    return out


def _of_firms(state: Work, part: Part) -> bool:
    """Whether a list is for the firms among the applicants (申请资金的企业,应当具备下列条件:)."""
    if part.section != "require" or not part.lead or not part.children:
        return False
    hit = _FOR.match(state.text[part.body : part.end])
    return hit is not None and re.fullmatch(r"(?:.*的)?企业", hit["who"]) is not None


def _named(lists: list[tuple[tuple[str, ...], Part]], words: str) -> list[Part]:
    return [part for who, part in lists if any(name in words for name in who)]


def _recipients(state: Work, item: Part) -> str:
    """The words of an item that say who is paid: before the verb of giving, and right behind it."""
    inside = {id(part) for part in item.walk()}
    out = []
    for sentence in state.sentences:
        if id(sentence.part) in inside and sentence.gift:
            first = re.split("[,;。]", state.text[sentence.start : sentence.gift[0]].rstrip(" ,"))[0]
            out += [first[-_TAIL:], state.text[sentence.gift[0] : sentence.gift[0] + _TAIL]]
    return " ".join(out)


def _who(state: Work, part: Part) -> tuple[str, ...]:
    """Whom a lead-in of the condition sections names (申报的金融机构须符合以下条件：); nobody for anybody."""
    if part.section != "require" or not part.lead or not part.children:
        return ()
    hit = _FOR.match(state.text[part.body : part.end])
    who = re.sub(r"^.*(?:资金|项目|补助|奖励|政策)的", "", hit["who"]) if hit else ""
    if not who or _ANYBODY.fullmatch(who):
        return ()
    return tuple(name for name in _MEMBERS.split(who) if len(name) > 1 and not _ANYBODY.fullmatch(name))
