"""What an item is called: its heading, the title it gives, what it is for, or the document's own title.

Owns the names only; they are for people and never decide anything.
"""

from __future__ import annotations

import re
from collections import Counter

from nlp.components.items import Found
from nlp.resources import benefits
from nlp.work import Gift, Group, Part, Work

LONGEST = 30
"""A clause longer than this is no name."""

_AIM = re.compile(r"(?:鼓励|支持|推动|引导|促进|扶持|加快|加强|实施|培育|降低|扩大)[^,。;:]{4,28}")
_NO_NAME = re.compile(
    r"(?:支持|奖励|补助|扶持|奖补|补贴|资助|贴息|补偿|政策|认定)?(?:的)?(?:标准|方式|内容|额度|措施|政策|办法|金额|待遇)(?:(?:和|及|与).{1,6})?(?:是多少|有哪些)?\??$"
)
"""Headings that say what stands below them, no more."""
_MANNER = re.compile(r"(?:采取|采用|按|给予|以|一次性)")
_WHOSE = re.compile(r"(?:的(?:企业|单位|机构|项目)?|企业)$")


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


def gift_name(state: Work, found: Found, *, alone: bool) -> str:
    """The name of an item: its heading, what its title gift names, or what it is for.

    Args:
        alone: it is the document's only item, so that the document's title may name it.
    """
    head = head_of(state, found.part)
    if head and not _NO_NAME.match(head):
        whom = _clause(state, found) if found.split else ""
        return f"{head}（{whom}）" if whom else head
    for sentence in found.gifts:
        for gift in sentence.gifts:
            if gift.form == "title":
                return _title_words(state, gift)
    return (
        (alone and title_name(state)) or _aim(state, found.part) or _clause(state, found) or title_name(state)
    )


def _aim(state: Work, part: Part) -> str:
    """The sentence that says what the part is for, where it opens with one."""
    words = re.split(r"[,。;:\n]", state.text[part.start + len(part.mark) : part.end].strip())[0]
    return words if _AIM.fullmatch(words) else ""


def _clause(state: Work, found: Found) -> str:
    """Whom or what the first gift is for, with the form of the gift behind it."""
    if not found.gifts:
        return ""
    first = found.gifts[0]
    words = _WHOSE.sub("", re.split(r"[,。;:]", state.text[first.start : first.end])[0])
    if _MANNER.match(words) or not 0 < len(words) <= LONGEST:
        return ""
    return _with_form(words, first.gifts)


def _with_form(name: str, gifts: list[Gift]) -> str:
    named = {form.form: form.name for form in benefits().forms}
    word = named.get(gifts[0].form, "") if gifts else ""
    return name if word and name.endswith(word) else name + word


def tell_apart(groups: list[Group]) -> None:
    """Items of one name get the form of their gift behind it, and a number where that is one too."""
    for again in (
        lambda group, _: _with_form(group.name, group.gifts),
        lambda group, n: f"{group.name}（{n}）",
    ):
        often, seen = Counter(group.name for group in groups), Counter[str]()
        for group in groups:
            name = group.name
            if often[name] > 1:
                seen[name] += 1
                group.name = again(group, seen[name])


def _title_words(state: Work, gift: Gift) -> str:
    words = state.text[gift.start : gift.end]
    hit = re.search(r"(?:认定为|评定为|评选为)(.+)$", words) or re.search(r"授予“?([^”]+?)”?称号", words)
    return f"{hit[1]}认定" if hit else words
