"""Plain Chinese for what a criterion needs and what the firm has.

Owns the words; every figure is the one that was judged, with its period and its source.
"""

from __future__ import annotations

from decimal import Decimal

from domain.company import Fact, FactStatus, TitleHeld
from domain.period import Aggregate, FactPeriodKind, Period, PeriodKind
from domain.policy import Kind, Op
from domain.quantity import show
from domain.vocabulary import vocabulary
from matching.exact import as_decimal, readable
from matching.facts import Lack
from matching.leaf_state import LeafState
from matching.question import OTHER, Question
from matching.truth import pass_mark

_OPS = {Op.GE: "不低于", Op.GT: "超过", Op.LE: "不超过", Op.LT: "低于", Op.EQ: "等于"}
_AGGREGATES = {
    Aggregate.EACH: "每年",
    Aggregate.SUM: "合计",
    Aggregate.MEAN: "年均",
    Aggregate.CAGR: "复合增长率",
}
_SUBJECTS = {
    "project": "项目",
    "product": "产品",
    "investee": "被投资企业",
    "borrower": "借款企业",
    "tenant": "在孵（入驻）企业",
    "introduced_firm": "引进企业",
    "person": "个人",
    "other": "其他主体",
}
_STATUS = {
    FactStatus.NOT_ASKED: "未询问",
    FactStatus.ASKED_NOT_KNOWN: "已询问，未知",
    FactStatus.NOT_APPLICABLE: "不适用",
}
_SHOWN_FACTS = 6


def shown(value: Decimal | None, unit: str | None) -> str:
    """A figure with its unit; one beyond all measure as it is written."""
    return show(value, unit) if value is None or readable(value) else str(value)


def label_of(question: Question) -> str:
    """What the criterion asks about, by its own words where the vocabulary has none."""
    phrase = question.criterion.phrase
    if phrase and (question.feature.id == OTHER or question.wording):
        return phrase
    return question.feature.zh


def period_zh(period: Period, last_year: int) -> str:
    """The period in words, with its years."""
    match period.kind:
        case PeriodKind.FY1:
            return f"{last_year} 年度"
        case PeriodKind.PREV_YEAR_END:
            return f"{last_year} 年末"
        case PeriodKind.FISCAL_YEARS:
            years, how = period.years or 1, period.aggregate or Aggregate.EACH
            first = last_year - years + (0 if how is Aggregate.CAGR else 1)
            return f"{first}–{last_year} 年{_AGGREGATES[how]}"
        case PeriodKind.CURRENT_YEAR:
            return f"{last_year + 1} 年当年"
        case PeriodKind.FY1_AND_CURRENT:
            return f"{last_year} 年初至今"
        case PeriodKind.YEAR:
            return f"{period.years} 年"
        case PeriodKind.ROLLING:
            return f"近 {period.months} 个月"
        case PeriodKind.SINCE:
            return f"{period.start} 以来"
        case PeriodKind.UNTIL:
            return f"截至 {period.end}"
        case PeriodKind.RANGE:
            return f"{period.start} 至 {period.end}"
        case PeriodKind.EVER:
            return "历来"
        case PeriodKind.NOW:
            return "申请时"


def need_zh(question: Question, last_year: int) -> str:
    """What the criterion asks for."""
    criterion, label = question.criterion, label_of(question)
    who = f"{_SUBJECTS.get(criterion.subject, criterion.subject)}的" if criterion.subject else ""
    if question.table:
        mark = pass_mark(criterion)
        return f"{label}" + ("按评分表评定" if mark is None else f"不低于 {shown(mark, question.unit)}")
    if criterion.kind is Kind.MANUAL:
        return f"{who}{criterion.phrase or criterion.span.quote}（须人工核定）"
    return f"{who}{label}（{period_zh(question.period, last_year)}）{_asked(question)}"


def _asked(question: Question) -> str:
    criterion = question.criterion
    bound = f"{_OPS[criterion.op]} {shown(criterion.value, _shown_unit(question))}" if criterion.op else ""
    named = "、".join(criterion.values)
    level = f"{criterion.level}及以上" if criterion.level else ""
    match criterion.kind:
        case Kind.RANK:
            return (f"在{named}排名" if named else "排名") + bound
        case Kind.IN:
            return f"属于：{named}"
        case Kind.HAS:
            return f"有{level}{named or '记录'}" + (f"，数量{bound}" if bound else "")
        case Kind.EVENT:
            return "发生过"
        case Kind.STATE:
            return "为“是”"
        case _:
            return bound


def _shown_unit(question: Question) -> str | None:
    if question.period.aggregate is Aggregate.CAGR:
        return "1"
    return "rank" if question.criterion.kind is Kind.RANK else question.unit


def have_zh(question: Question, state: LeafState, last_year: int) -> str:
    """What is known of the firm: the figure compared, the facts behind it, or what is lacking."""
    parts = []
    if state.value is not None and (len(state.facts) != 1 or question.feature.numeric):
        parts.append(shown(as_decimal(state.value), _shown_unit(question)))
    facts = [fact_zh(fact) for fact in state.facts[:_SHOWN_FACTS]]
    if len(state.facts) > _SHOWN_FACTS:
        facts.append(f"等 {len(state.facts)} 条")
    parts += ["；".join(facts)] if facts else []
    parts += ["；".join(title_zh(title) for title in state.titles)] if state.titles else []
    parts += [state.note] if state.note else []
    if state.finding:
        finding = state.finding
        until = f"，有效至 {finding.until}" if finding.until else ""
        result = "符合" if finding.result else "不符合"
        parts.append(f"{finding.by} {finding.on} 核定为{result}：{finding.why}{until}")
    if state.lack is Lack.PERSON:
        parts.append("须人工核定")
    elif state.lack is Lack.FACT:
        parts.append(f"待补充：{period_zh(question.period, last_year)}的{label_of(question)}")
    return "；".join(parts) or ("有" if state.result.value == "true" else "无")


def fact_zh(fact: Fact) -> str:
    """One fact with value, period and source."""
    feature = vocabulary().get(fact.feature)
    name = feature.zh if feature and fact.feature != OTHER else fact.phrase or ""
    about = f"{name}（{_fact_period(fact)}）"
    source = f"，来源：{fact.source or '未注明'}"
    observed = f"，{fact.observed} 取得" if fact.observed else ""
    return f"{about}{_value(fact)}{source}{observed}"


def _fact_period(fact: Fact) -> str:
    match fact.period.kind:
        case FactPeriodKind.YEAR:
            return f"{fact.period} 年"
        case FactPeriodKind.YEARS:
            return f"{fact.period} 年合计"
        case FactPeriodKind.NOW:
            return "目前"
        case FactPeriodKind.DAY:
            return str(fact.period)


def _value(fact: Fact) -> str:
    if fact.status is not FactStatus.KNOWN:
        return _STATUS[fact.status]
    match fact.value:
        case bool(value):
            return "是" if value else "否"
        case Decimal() as value:
            return shown(value, fact.unit)
        case tuple(names):
            return "、".join(names) or "无"
        case _:
            return str(fact.value)


def title_zh(title: TitleHeld) -> str:
    """One title with level and dates as stated."""
    said = [title.level] if title.level else []
    if title.start or title.end:
        said.append(f"{title.start or '起始日未知'} 至 {title.end or '截止日未载'}")
    said += [f"来源：{title.source}"] if title.source else []
    return f"{title.title}（{'，'.join(said)}）" if said else title.title
