"""Which parts of a document are items: what a firm can apply for, with its own conditions and gifts.

Owns the finding of item parts; the step `policy_resolve` fills them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from nlp.components.logic import sentences_of
from nlp.work import Gift, Part, Sentence, Work

RECOGNITION = re.compile(r"认定|遴选|评选|评定|评价|入库|培育库|认证")
_HIGH = {"编", "章", "节", ""}
_UNNAMED = re.compile(r"^(?:\d{4}年度?)?")


@dataclass(slots=True, eq=False)
class Found:
    """An item part with the sentences below it that give something."""

    part: Part
    gifts: list[Sentence] = field(default_factory=list)
    repeats: list[Sentence] = field(default_factory=list)

    @property
    def titled(self) -> bool:
        """Whether it gives a title."""
        return any(g.form == "title" for s in self.gifts for g in s.gifts)

    @property
    def pays(self) -> bool:
        """Whether it gives money."""
        return any(g.form != "title" for s in self.gifts for g in s.gifts)


def item_parts(state: Work) -> list[Found]:
    """The item parts of the document, in order of text."""
    giving = {id(s.part) for s in state.sentences if s.gifts or (s.role == "gift" and _opens(state, s))}
    giving |= {id(t.part) for t in state.tables if t.gifts}
    by_part = sentences_of(state)
    owners: list[Part] = []
    for part in state.root.walk():
        if id(part) in giving and not any(part in owner.walk() for owner in owners):
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
    return [
        one
        for one in found
        if any(s.gifts for s in one.gifts) or any(t.part in one.part.walk() for t in state.tables)
    ]


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
        if (any(_opens(state, s) for s in own) and not any(s.role == "other" for s in own)) or (
            len(with_gift) == 1 and not own and (above.style or len(above.children) == 1)
        ):
            here = above
        else:
            break
    return here


def head_of(state: Work, part: Part) -> str:
    """The heading of a part without its mark, empty where it has none."""
    start = part.start + len(part.mark)
    return state.text[start : part.head_end].strip(" 【】[]:。、.") if part.head_end > start else ""


def title_name(state: Work) -> str:
    """What the document's title says can be applied for."""
    title = state.meta.title
    name = re.sub(r"[（(](?:试行|修订|暂行|征求意见稿|引文|部分条件引文)[^）)]*[）)]", "", title)
    name = (
        re.sub(r"^.{0,24}?关于(?:印发|组织(?:开展|申报|实施)?|开展|申报|支持|促进|做好)?(?:申报)?", "", name)
        or title
    )
    name = re.sub(
        r"(?:管理)?(?:暂行)?(?:办法|实施细则|细则|的通知|通知|办事指南|申报指南|指南|实施办法|若干措施|若干政策|的若干.*|规定|方案)+$",
        "",
        name,
    )
    if state.meta.region and name.startswith(state.meta.region) and len(name) > len(state.meta.region) + 3:
        name = name[len(state.meta.region) :]
    return name.strip("《》 的实施") or title


def gift_name(state: Work, found: Found) -> str:
    """The name of an item: its heading, what its title gift names, or what it is for."""
    head = head_of(state, found.part)
    if head and not re.match(r"(?:支持|奖励|补助|扶持)?(?:标准|方式|内容|额度)$", head):
        return head
    for sentence in found.gifts:
        for gift in sentence.gifts:
            if gift.form == "title":
                return _title_words(state, gift)
    words = state.text[found.gifts[0].start : found.gifts[0].end] if found.gifts else ""
    return re.split(r"[,。;:]", words)[0][:24] or title_name(state)


def _title_words(state: Work, gift: Gift) -> str:
    words = state.text[gift.start : gift.end]
    hit = re.search(r"(?:认定为|评定为|评选为)(.+)$", words) or re.search(r"授予“?([^”]+?)”?称号", words)
    return f"{hit[1]}认定" if hit else words
