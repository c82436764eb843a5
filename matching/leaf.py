"""One criterion on one firm: to the module of its kind, year by year where `each` is asked, then a finding.

Owns which criteria only a person can judge and when a recorded finding decides them.
"""

from __future__ import annotations

from dataclasses import replace

from domain.company import Finding
from domain.period import Aggregate, Period, PeriodKind
from domain.policy import Kind
from matching.codes import Codes
from matching.facts import FactBook, Lack
from matching.leaf_age import AGE, judge_age
from matching.leaf_event import judge_event, judge_state
from matching.leaf_number import judge_number
from matching.leaf_set import judge_set
from matching.leaf_state import LeafState, settled, unknown
from matching.leaf_title import judge_has
from matching.question import Question
from matching.verdict import Result

_BY_NUMBER = frozenset({Kind.COMPARE, Kind.RANK})


def judge_leaf(question: Question, book: FactBook, codes: Codes) -> LeafState:
    """The criterion by the firm's facts, findings left aside; scoring tables are judged by their rows."""
    criterion = question.criterion
    if criterion.kind is Kind.MANUAL or criterion.subject is not None:
        return unknown(Lack.PERSON)
    if _year_by_year(question):
        return _each_year(question, book, codes)
    match criterion.kind:
        case Kind.COMPARE | Kind.RANK:
            return judge_age(question, book) if criterion.feature == AGE else judge_number(question, book)
        case Kind.IN:
            return judge_set(question, book, codes)
        case Kind.HAS:
            return judge_has(question, book)
        case Kind.EVENT:
            return judge_event(question, book)
        case Kind.STATE:
            return judge_state(question, book)


def _year_by_year(question: Question) -> bool:
    """Whether `each` asks a set, state, title or event in every year; numbers see to it themselves."""
    if question.period.aggregate is not Aggregate.EACH or question.criterion.kind in _BY_NUMBER:
        return False
    return not (question.criterion.kind is Kind.HAS and question.feature.numeric)


def _each_year(question: Question, book: FactBook, codes: Codes) -> LeafState:
    count = question.period.years or 1
    years = range(book.last_year - count + 1, book.last_year + 1)
    periods = [Period(PeriodKind.YEAR, years=year) for year in years]
    states = [judge_leaf(replace(question, period=period), book, codes) for period in periods]
    facts = tuple(fact for state in states for fact in state.facts)
    titles = tuple(dict.fromkeys(title for state in states for title in state.titles))
    if any(state.result is Result.FALSE for state in states):
        return replace(settled(False, facts), titles=titles)
    lacks = {state.lack for state in states if state.lack}
    if lacks:
        return replace(unknown(Lack.FACT if Lack.FACT in lacks else Lack.PERSON, facts), titles=titles)
    return replace(settled(True, facts), titles=titles)


def decided(state: LeafState, leaf_id: str, item_ids: frozenset[str], book: FactBook) -> LeafState:
    """The state with a person's finding on this item, where only a person can judge and one is in force.

    Of several findings the latest decides; two of one day that differ decide nothing.
    """
    if state.lack is not Lack.PERSON:
        return state
    found = [one for one in book.company.findings if one.leaf == leaf_id and _in_force(one, item_ids, book)]
    if not found:
        return state
    day = max(one.on for one in found)
    latest = [one for one in found if one.on == day]
    if len({one.result for one in latest}) > 1:
        return replace(state, note="同日的核定结论不一致")
    result = Result.TRUE if latest[0].result else Result.FALSE
    return replace(state, result=result, lack=None, finding=latest[0])


def _in_force(finding: Finding, item_ids: frozenset[str], book: FactBook) -> bool:
    return (
        finding.item in item_ids
        and finding.on <= book.on
        and (finding.until is None or book.on <= finding.until)
    )
