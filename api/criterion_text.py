"""What a criterion asks, in one Chinese line, before any firm is in sight.

Owns the wording on the policy page and in exports; `need` of a verdict is `matching`'s.
"""

from __future__ import annotations

from domain.period import Aggregate, Period, PeriodKind
from domain.policy import Criterion, Kind, Op
from domain.quantity import show
from domain.vocabulary import vocabulary

_OPS = {Op.GE: "不低于", Op.GT: "超过", Op.LE: "不超过", Op.LT: "低于", Op.EQ: "等于"}
_SUBJECTS = {
    "project": "项目",
    "product": "产品",
    "investee": "被投资企业",
    "borrower": "借款企业",
    "tenant": "入驻企业",
    "introduced_firm": "引进企业",
    "person": "个人",
    "other": "其他主体",
}
_PLAIN_PERIODS = {
    PeriodKind.FY1: "上一年度",
    PeriodKind.CURRENT_YEAR: "本年度",
    PeriodKind.FY1_AND_CURRENT: "上一年度至今",
    PeriodKind.PREV_YEAR_END: "上年末",
    PeriodKind.EVER: "任何时候",
    PeriodKind.NOW: "申请时",
}
_AGGREGATES = {
    Aggregate.EACH: "每年",
    Aggregate.SUM: "合计",
    Aggregate.MEAN: "平均",
    Aggregate.CAGR: "复合增长率",
}


def criterion_text(criterion: Criterion) -> str:
    """The criterion in one line: whose, what, when, and what is asked of it."""
    subject = _SUBJECTS.get(criterion.subject or "", "")
    when = f"（{period_text(criterion.period)}）" if criterion.period else ""
    whose = f"{subject}的" if subject else ""
    return f"{whose}{_what(criterion)}{when}{_asked(criterion)}"


def _what(criterion: Criterion) -> str:
    name = vocabulary()[criterion.feature].zh
    if criterion.feature == "other" or (criterion.phrase and criterion.kind in {Kind.MANUAL, Kind.STATE}):
        return criterion.phrase or criterion.span.quote
    if criterion.phrase and criterion.phrase != name and not criterion.values:
        return f"{name}（{criterion.phrase}）"
    return name


def _asked(criterion: Criterion) -> str:
    members = "、".join(criterion.values)
    level = f"{criterion.level}及以上" if criterion.level else ""
    match criterion.kind:
        case Kind.COMPARE | Kind.RANK:
            scope = f"，范围：{members}" if members else ""
            return f"{_number(criterion)}{scope}"
        case Kind.IN:
            return f"属于：{members}" if members else ""
        case Kind.HAS:
            count = _number(criterion) if criterion.value is not None else ""
            held = f"有{level}{members or '记录'}" if members or level or not count else ""
            return f"：{held}，数量{count}" if held and count else f"：{held}" if held else count
        case Kind.EVENT:
            return "：发生过" + (f"（{members}）" if members else "")
        case Kind.MANUAL:
            return "：由人工核定"
        case Kind.STATE:
            return f"：{members}" if members else "：为“是”"


def _number(criterion: Criterion) -> str:
    if criterion.value is None or criterion.op is None:
        return ""
    if criterion.kind is Kind.RANK:
        return f"居前 {show(criterion.value, '')} 名"
    return f" {_OPS[criterion.op]} {show(criterion.value, criterion.unit)}"


def period_text(period: Period) -> str:
    """The time a criterion speaks of, in words."""
    match period.kind:
        case PeriodKind.FISCAL_YEARS:
            return f"近 {period.years} 年{_AGGREGATES[period.aggregate or Aggregate.SUM]}"
        case PeriodKind.YEAR:
            return f"{period.years} 年"
        case PeriodKind.ROLLING:
            return f"近 {period.months} 个月"
        case PeriodKind.SINCE:
            return f"{period.start} 以来"
        case PeriodKind.UNTIL:
            return f"{period.end} 以前"
        case PeriodKind.RANGE:
            return f"{period.start} 至 {period.end}"
        case kind:
            return _PLAIN_PERIODS[kind]
