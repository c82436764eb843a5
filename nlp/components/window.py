"""Step `policy_window`: when one can apply.

Owns the windows of the document; days of validity, publicity and signature are none.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from nlp.components.stretches import sentences
from nlp.times import Day, find_days
from nlp.work import Part, Slot, Work, show, work

_ABOUT = re.compile(r"申[报请]|受理|报送|填报|填写|提交|集中|遴选|网上|登录|报名|截止|兑现")
_NOT = re.compile(
    r"施行|实施(?!期)|有效期|废止|公示|颁布|签订|注册成立|贷款日期|开工|以来|之日|初审|审核|评审(?!时间)|修订|发布"
)
_LINK = re.compile(r"^(?:\d{1,2}[:：]\d{2})?(?:至|到|-|—|–|~|～|起至|开始至)+")
_TO = re.compile(r"^(?:\d{1,2}[:：时]\d{0,2}分?)?(?:之?前|以前|截止|止|为止)")
_TO_BEFORE = re.compile(r"(?:截止|截至)[^,;。\d]{0,12}$|截止(?:时间|日期|期限)[^,;。\d]{0,6}$")
_YEAR = re.compile(r"(\d{4})年度?")
_YEARLY = re.compile(r"每年|年度常规|每年度")
_REPEAT = re.compile(r"每年[^。;]{0,10}(?:左右|定期|集中申报|组织|[一二三四五六\d]+次)")
_OPENS = re.compile(r"(?:开放|开始|启动|起始)[^,;。\d]{0,6}(?:时间|日期)?(?:为|是|于)$")
"""政务平台开放申报时间为4月5日: from that day."""
_EACH = re.compile(r"(?:截止|截至)[^,;。\d]{0,12}分别(?:为|是)$")
_AND = re.compile(r"(?:、|和|及|,)+")
_NOW = re.compile(r"(?:从|自)?(?:即日|发布之日|本通知发布之日)起至")


@Language.component("policy_window")
def window(doc: Doc) -> Doc:
    """Find the windows, sentence by sentence."""
    state = work(doc)
    found: list[tuple[Slot, Part]] = []
    for part in state.root.walk():
        if part.section in {"materials", "basis", "require", "exclude"}:
            continue
        for start, end in sentences(state.text, part.start, part.end):
            found += [(slot, part) for slot in _sentence(state, part, start, end)]
    state.slots = found
    show(doc, "windows", [(slot.start, slot.end, "window") for slot, _ in found])
    return doc


def _sentence(state: Work, part: Part, start: int, end: int) -> list[Slot]:
    text = state.text
    days = find_days(text, start, end)
    if part.section not in {"window"} and not _ABOUT.search(text, part.start, end):
        return []
    out: list[Slot] = []
    used = start
    place = 0
    yearly = bool(_YEARLY.search(text, start, end))
    while place < len(days):
        day = days[place]
        following = days[place + 1] if place + 1 < len(days) else None
        context = text[max(used, day.start - 30) : day.start]
        slot = None
        if following and _LINK.fullmatch(text[day.end : following.start]):
            slot = _range(state, start, used, day, following, yearly)
            place += 1
            day = following
        elif _EACH.search(context):
            out += _until_each(state, start, used, days[place:], yearly)
            break
        elif _OPENS.search(context) and day.day:
            slot = _from(state, start, used, day, yearly)
        elif _TO.match(text[day.end : day.end + 9]) or _TO_BEFORE.search(context):
            slot = _until(state, start, used, day, yearly)
        elif _NOW.search(context):
            slot = _from_now(state, used, day)
        clause_end = min([i for i in (text.find(",", day.end, end), end) if i >= 0])
        if (
            slot
            and not _NOT.search(text[max(used, slot.start - 12) : min(clause_end, day.end + 10)])
            and day.day
        ):
            out.append(slot)
        used = day.end
        place += 1
    if not out and not days and part.section == "window" and (hit := _REPEAT.search(text, start, end)):
        out.append(Slot(hit.start(), hit.end(), None, None, True))
    return out


def _iso(day: Day, year: int | None, yearly: bool, last: bool) -> str | None:
    if day.year is None and yearly:
        return f"--{day.month:02}-{day.day or 1:02}"
    made = day.last(year) if last else day.first(year)
    return str(made) if made else None


def _year_of(state: Work, start: int, at: int) -> int | None:
    """The year of a day without one: the last named before it, else the document's, else its title's."""
    named = _YEAR.findall(state.text[start:at])
    if named:
        return int(named[-1])
    if state.meta.published:
        return state.meta.published.year
    titled = _YEAR.search(state.meta.title)
    return int(titled[1]) if titled else None


def _range(state: Work, start: int, used: int, first: Day, last: Day, yearly: bool) -> Slot | None:
    repeated = yearly and first.year is None
    year = first.year or _year_of(state, start, first.start)
    begin = _iso(first, year, repeated, False)
    end = _iso(last, last.year or year, repeated and last.year is None, True)
    if begin is None or end is None:
        return None
    return Slot(_begin(state, used, first.start), last.end, begin, end, repeated)


def _begin(state: Work, used: int, at: int) -> int:
    """Where the quote of a window begins: behind the last mark before the day."""
    head = state.text[used:at]
    cut = max(head.rfind(","), head.rfind(";"), head.rfind("。"))
    return used + cut + 1 if cut >= 0 else used


def _until(state: Work, start: int, used: int, day: Day, yearly: bool) -> Slot | None:
    repeated = yearly and day.year is None
    end = _iso(day, day.year or _year_of(state, start, day.start), repeated, True)
    return Slot(_begin(state, used, day.start), day.end, None, end, repeated) if end else None


def _until_each(state: Work, start: int, used: int, days: list[Day], yearly: bool) -> list[Slot]:
    """截止时间分别为6月9日、7月28日: each is the end of a round of its own."""
    out: list[Slot] = []
    before: Day | None = None
    for day in days:
        if before is not None and not _AND.fullmatch(state.text[before.end : day.start]):
            break
        slot = _until(state, start, used if before is None else day.start, day, yearly)
        out += [slot] if slot else []
        before = day
    return out


def _from(state: Work, start: int, used: int, day: Day, yearly: bool) -> Slot | None:
    repeated = yearly and day.year is None
    begin = _iso(day, day.year or _year_of(state, start, day.start), repeated, False)
    return Slot(_begin(state, used, day.start), day.end, begin, None, repeated) if begin else None


def _from_now(state: Work, used: int, day: Day) -> Slot | None:
    published = state.meta.published
    end = _iso(day, published.year if published else None, False, True)
    return (
        Slot(_begin(state, used, day.start), day.end, str(published) if published else None, end)
        if end
        else None
    )
