"""Which numbers of a clause bound something, and comparators that no word beside a number states.

Owns both judgements for one number; used by the step `policy_slots`.
"""

from __future__ import annotations

import re

from nlp.components.lexicon import ASIDE
from nlp.components.nouns import BESIDE
from nlp.quantities import Quantity
from nlp.resources import pattern
from nlp.work import Clause, Work

_AT_LEAST = re.compile(r"至少(?:已)?(?:获得|拥有|取得|具有|具备|建有|完成|参与|主持|承担|授权)")
"""A unit that only one feature has names it alone."""
_BRACKETS = re.compile(r"\([^()]*\)")
_PLEDGES = re.compile(r"(?:申[报请])?(?:企业|单位|机构)?(?:应当?|须|需)?(?:书面)?承诺")
"""What is promised for the years after (承诺10年内不迁离) bounds nothing that is known now."""
_DOUBLED = re.compile(r"([一二两三四五六\d]+)([个家名人项])(?:或者?|及|和)$")
"""两个或者两个以上的个人: an idiom for several, no bound."""
_OR_MORE = re.compile(r"(?:或者?|、)[^,;。\d]{2,40}\d+[项件个]及?以上")
"""发明专利1项或实用新型专利3项以上: the comparator behind the second number holds for the first."""
_LATE = re.compile(r"(?:\([^()]*)?\)及?以上")
"""10%(超过100人的企业达到5%)以上: the comparator stands behind the bracket, for both numbers."""
_EXCEPT = re.compile(r"除.{2,80}(?:以|之)?外", re.S)
"""What does not count (除10万元以下小额贷款以外) bounds nothing."""
_COORDINATED = re.compile(r"[^,;。、\d]{2,14}?(?:或者|或|、|和|及|以及)")
_KEEPS = re.compile(r"缴纳|缴存|参保|参加|就业|工作|经营|运营|盈利|纳税")


def _grown(state: Work, clause: Clause, one: Quantity) -> bool:
    """比上年度增加20% says at least, though no comparator stands there."""
    head = state.text[max(clause.start, one.at - 14) : one.at]
    return (
        one.measures == "ratio"
        and re.search(r"(?:比|较)[^,;。]{2,8}(?:增加|增长|提高)$|同比(?:增加|增长)$", head) is not None
    )


def kept_up(state: Work, clause: Clause, one: Quantity) -> bool:
    """连续6个月缴纳社会保险费 says at least, though no comparator stands there."""
    return (
        one.measures == "month"
        and state.text[max(clause.start, one.at - 2) : one.at] == "连续"
        and _KEEPS.search(state.text, one.stop, clause.end) is not None
    )


def _at_least(state: Work, clause: Clause, one: Quantity) -> bool:
    """至少获得发明专利1项: the verb stands between the comparator and its number."""
    if one.measures == "count" and _OR_MORE.match(state.text, one.stop):
        return True
    hit = _AT_LEAST.search(state.text, max(clause.start, one.at - 24), one.at)
    return (
        one.measures == "count"
        and hit is not None
        and re.search(r"\d", state.text[hit.end() : one.at]) is None
    )


def coordinated(state: Work, before: Quantity, one: Quantity) -> bool:
    """至少1项发明专利或3项实用新型专利: the comparator said first holds for the second count too."""
    between = state.text[before.end : one.start]
    return (
        before.op is not None
        and bool(before.words_before)
        and before.measures == one.measures == "count"
        and _COORDINATED.fullmatch(between) is not None
    )


def _ban(state: Work, one: Quantity) -> bool:
    """How long a bar lasts (2年内不再受理) bounds nothing."""
    return one.measures in {"year", "month"} and bool(
        re.match(
            r"(?:之?内|以内)?(?:,)?(?:不得|不再|不予|取消|暂停|停止|均不)",
            state.text[one.stop : one.stop + 6],
        )
    )


def _only_points(state: Work, one: Quantity) -> bool:
    return one.measures == "point" and bool(
        re.search(r"(?:得|满分|扣|加)$", state.text[max(0, one.at - 2) : one.at])
    )


def _in_time(state: Work, one: Quantity) -> bool:
    near = state.times.inside(one.at - BESIDE, one.stop + BESIDE)
    return any(t.start < one.stop and one.at < t.end for t in near)


def _of_rule(state: Work, clause: Clause, one: Quantity) -> bool:
    """A number of a rule of counting in brackets (经营期不满三年的按实际时间计算) bounds nothing."""
    doubled = _DOUBLED.search(state.text, max(clause.start, one.at - 8), one.at)
    if doubled and state.text.startswith(doubled[1] + doubled[2], one.at):
        return True
    return any(
        hit.start() <= one.at < hit.end() and (pattern("calc_rule").search(hit[0]) or ASIDE.match(hit[0]))
        for hit in _BRACKETS.finditer(state.text, clause.start, clause.end)
    )


def bounds_nothing(state: Work, clause: Clause) -> bool:
    """Whether a clause's numbers bound nothing that is known now: an exception, a pledge for later."""
    return bool(
        _EXCEPT.fullmatch(state.text, clause.start, clause.end)
        or _PLEDGES.match(state.text, clause.start, clause.end)
    )


def numbers(state: Work, clause: Clause) -> list[Quantity]:
    """The numbers of a clause that may bound something, in order of text."""
    near = state.quantities.inside(clause.start - BESIDE, clause.end + BESIDE)
    found = [q for q in near if clause.start <= q.at and q.stop <= clause.end]
    return [q for q in found if not _in_time(state, q) and not _of_rule(state, clause, q)]


def at_least(state: Work, clause: Clause, one: Quantity) -> bool:
    """Whether a number without a comparator is a least one by what stands around it."""
    if one.stop == clause.end and _LATE.match(state.text, clause.end):
        return True
    return _grown(state, clause, one) or kept_up(state, clause, one) or _at_least(state, clause, one)


def no_bound(state: Work, one: Quantity) -> bool:
    """Points of a table, and how long a bar lasts."""
    return _only_points(state, one) or _ban(state, one)
