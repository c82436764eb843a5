"""The sentences of a part: stretches between 。;! and colons that open a list, asides and bars cut off.

Owns where a sentence begins and ends; used by the steps `policy_clause` and `policy_window`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.components.context import turned
from nlp.components.cutting import CLOSE, OPEN, commas, valued
from nlp.components.giving import gifts_apart, giving
from nlp.resources import pattern
from nlp.work import Work

_BAD = re.compile(r"(?:有|存在|发生|出现|被|未)[^,;。]*的$")
_DUTY = re.compile(
    r"(?:申[报请])?(?:企业|单位|机构|申请人)(?:还)?(?:应当?|须|必须)(?!按|提[交供]|填|报送|在收到)"
)
_WAIVES_FOR = re.compile(
    r"(?:但)?(?:对于?|凡)[^,;。]{4,60}?(?:的|企业|单位|机构)(?:可以?|不受|免于|予以)?(?:豁免|不作要求|不受|免于|不要求)(?:此|该|本|上述|这)"
)
_TRIM = " \n,;。:!?"


def stretches(state: Work, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What is read as one sentence each: sentences, with bars, duties, waivers and whole gifts cut off."""
    for whole in sentences(state.text, start, end):
        for piece in _aside_in_brackets(state.text, *whole):
            for bounded in _bar_after_gift(state, *piece):
                for waived in _waiver_behind(state.text, *bounded):
                    yield from gifts_apart(state.text, *waived)


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches between 。；！ and colons that open a list, outside brackets, trimmed."""
    begin, depth = start, 0
    for i in range(start, end):
        char = text[i]
        if char in OPEN:
            depth += 1
        elif char in CLOSE:
            depth = max(0, depth - 1)
        elif (
            (char in "。!?\n")
            or (depth == 0 and char == ";")
            or (depth == 0 and char == ":" and i > begin and _opens_list(text, i))
        ):
            yield from _trimmed(text, begin, i + (1 if char == ":" else 0))
            begin, depth = i + 1, 0
    yield from _trimmed(text, begin, end)


def _opens_list(text: str, at: int) -> bool:
    """Whether a colon stands before what it opens, not between a label or a clock's digits and a number."""
    return not text[at + 1 : at + 2].isdigit() and not valued(text, at)


def _aside_in_brackets(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A waiver or a rule against double help in brackets at a sentence's end is a sentence of its own."""
    hit = re.search(r"\(([^()]{8,})\)$", text[start:end])
    aside = hit is not None and any(pattern(use).search(hit[1]) for use in ("waive", "stacking"))
    if hit and hit.start() > 0 and aside:
        yield start, start + hit.start()
        yield start + hit.start(1), start + hit.end(1)
    else:
        yield start, end


def _bar_after_gift(state: Work, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A bar or a duty behind a gift (…的,奖励20万元,已获得…的不予奖励) is a sentence of its own."""
    at, given = start, False
    for begin, stop in commas(state.text, start, end):
        if begin > at and not given and _asked_before_bar(state, at, begin, stop, end):
            yield from _trimmed(state.text, at, begin - 1)
            at = begin
        duty = _DUTY.match(state.text, begin, stop) is not None
        if given and (duty or turned(state, "bar", begin, stop)) and begin > at:
            yield from _trimmed(state.text, at, begin - 1)
            at = begin
        given = given or giving(state.text, begin, stop) is not None
    yield at, end


def _asked_before_bar(state: Work, at: int, begin: int, stop: int, end: int) -> bool:
    """项目不超过1项,有逾期未结题的,不得申报: what stands before the bad case is asked by itself."""
    before, bad, rest = state.text[at : begin - 1], state.text[begin:stop], state.text[stop:end]
    return (
        _BAD.match(bad) is not None
        and pattern("bar").match(rest.lstrip(",")) is not None
        and not before.endswith("的")
        and any(q.op for q in state.quantities.inside(at, begin))
    )


def _waiver_behind(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A waiver behind what it waives (…1项以上,对获得奖励的企业可豁免此项指标) is a sentence of its own."""
    for begin, stop in commas(text, start, end):
        if begin > start and stop == end and _WAIVES_FOR.match(text, begin, stop):
            yield from _trimmed(text, start, begin - 1)
            start = begin
    yield start, end


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in " \n,;。!?":
        end -= 1
    if start < end and text[start:end] != ":":
        yield start, end
