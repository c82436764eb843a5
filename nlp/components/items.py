"""Which parts of a document are items: what a firm can apply for, with its own conditions and gifts.

Owns the finding of item parts; the step `policy_resolve` fills them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from nlp.components.grants import by_grant
from nlp.components.logic import sentences_of
from nlp.components.pairing import Pair
from nlp.work import Part, Sentence, Work

RECOGNITION = re.compile(r"认定|遴选|评选|评定|评价|入库|培育库|认证")
_SEVERAL = 2
_HIGH = {"编", "章", "节", ""}
_UNNAMED = re.compile(r"^(?:\d{4}年度?)?")


@dataclass(slots=True, eq=False)
class Found:
    """An item part with the sentences below it that give something; `split` where it holds several grants."""

    part: Part
    gifts: list[Sentence] = field(default_factory=list)
    repeats: list[Sentence] = field(default_factory=list)
    split: bool = False

    @property
    def titled(self) -> bool:
        """Whether it gives a title."""
        return any(g.form == "title" for s in self.gifts for g in s.gifts)

    @property
    def pays(self) -> bool:
        """Whether it gives money."""
        return any(g.form != "title" for s in self.gifts for g in s.gifts)


def item_parts(state: Work, pairs: list[Pair]) -> list[Found]:
    """The item parts of the document, in order of text.

    Args:
        state: the document.
        pairs: services with conditions of their own; each is an item, whatever stands below it.
    """
    services = list(dict.fromkeys(pair.gives for pair in pairs))
    whose = {id(below): service for service in services for below in service.walk()}
    giving = {id(s.part) for s in state.sentences if s.gifts or (s.role == "gift" and _opens(state, s))}
    giving |= {id(t.part) for t in state.tables if t.gifts}
    by_part = sentences_of(state)
    owners: list[Part] = []
    for part in state.root.walk():
        if part in services:
            owners.append(part)
        elif id(part) in giving and id(part) not in whose and not any(part in o.walk() for o in owners):
            owners.append(_owner(state, part, giving, by_part))
    found = []
    for owner in dict.fromkeys(owners):
        one = Found(owner)
        for below in owner.walk():
            for sentence in by_part.get(id(below), []):
                if sentence.role == "gift":
                    one.gifts.append(sentence)
                elif sentence.role == "repeat":
                    one.repeats.append(sentence)
        found.append(one)
    kept = [
        one
        for one in found
        if one.part in services
        or any(s.gifts for s in one.gifts)
        or any(t.part in one.part.walk() for t in state.tables)
    ]
    return [part for one in kept for part in _grants(state, one)]


def _grants(state: Work, one: Found) -> list[Found]:
    """An item part as it is, or one for each of the grants that its sentences give."""
    grants = by_grant(state, one.gifts)
    if len(grants) < _SEVERAL or one.titled:
        return [one]
    return [Found(one.part, gifts, one.repeats, split=True) for gifts in grants]


def _opens(state: Work, sentence: Sentence) -> bool:
    return state.text[sentence.start : sentence.end].endswith(":")


def _owner(state: Work, part: Part, giving: set[int], by_part: dict[int, list[Sentence]]) -> Part:
    """Climb from a giving part to the item it belongs to."""
    here = part
    while here.parent is not None and here.parent is not state.root:
        above = here.parent
        if above.style in {"编", "章", "节"}:
            break
        own = by_part.get(id(above), [])
        with_gift = [child for child in above.children if any(id(p) in giving for p in child.walk())]
        if (
            len(with_gift) > 1
            and all(_headed(child) for child in with_gift)
            and not _bands(with_gift, by_part)
        ):
            break
        if (
            (any(_opens(state, s) for s in own) and not any(s.role == "other" for s in own))
            or (len(with_gift) == 1 and not own and (above.style or len(above.children) == 1))
            or _bands(with_gift, by_part)
        ):
            here = above
        else:
            break
    return here


def _headed(part: Part) -> bool:
    """Whether a numbered part has a heading before its own text (（一）落户补贴。对…)."""
    return bool(part.style) and part.head_end > part.start + len(part.mark) and part.body < part.end


def _bands(parts: list[Part], by_part: dict[int, list[Sentence]]) -> bool:
    """Whether several giving parts are the bands of one gift: all bound one figure, or grade one honour."""
    measured = {_measured(part, by_part) for part in parts}
    return len(parts) > 1 and len(measured) == 1 and None not in measured


def _measured(part: Part, by_part: dict[int, list[Sentence]]) -> str | None:
    """The one feature on which every gift below a part depends; None where there is no such feature."""
    features: set[str] = set()
    for below in part.walk():
        for sentence in by_part.get(id(below), []):
            if sentence.role != "gift" or not sentence.gifts:
                continue
            drafts = [draft for clause in sentence.clauses for draft in clause.drafts]
            banding = [d for d in drafts if d.kind == "compare" or (d.kind == "has" and d.level)]
            if not drafts or len(banding) != len(drafts):
                return None
            features |= {draft.feature for draft in drafts}
    return features.pop() if len(features) == 1 else None
