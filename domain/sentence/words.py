"""The words of the canonical sentences: each is printed and read by the same entry.

Owns every fixed word; a word that begins another must not stand where that one may (a test looks).
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from decimal import Context, Decimal, localcontext
from functools import cache

from domain.period import Aggregate, PeriodKind
from domain.policy import Op
from domain.quantity import unit_words
from domain.vocabulary import vocabulary

OTHER = "other"
OTHER_WORD = "其他情况"
"""A criterion on `other` that has no words of its own."""

OPS = {Op.GE: "不低于", Op.GT: "超过", Op.LE: "不超过", Op.LT: "低于", Op.EQ: "等于"}
SUBJECTS = {
    "project": "项目",
    "product": "产品",
    "investee": "被投资企业",
    "borrower": "借款企业",
    "tenant": "入驻企业",
    "introduced_firm": "引进企业",
    "person": "个人",
    "other": "其他主体",
}
LEVELS = ("国家级", "省级", "市级", "区县级")
PLAIN_PERIODS = {
    PeriodKind.FY1: "上一年度",
    PeriodKind.CURRENT_YEAR: "本年度",
    PeriodKind.FY1_AND_CURRENT: "上一年度至今",
    PeriodKind.PREV_YEAR_END: "上年末",
    PeriodKind.EVER: "任何时候",
    PeriodKind.NOW: "申请时",
}
AGGREGATES = {
    Aggregate.EACH: "每年",
    Aggregate.SUM: "合计",
    Aggregate.MEAN: "年均",
    Aggregate.CAGR: "复合增长率",
}
FORM_WORDS = {
    "grant": "补助",
    "award": "奖励",
    "subsidy": "补贴",
    "interest": "贴息",
    "loan": "贷款支持",
    "tax": "税收优惠",
    "rent": "租金减免",
    "title": "授予称号",
    "service": "服务",
    "other": "其他支持",
}
PER_WORDS = {
    "m2": "每平方米",
    "mu": "每亩",
    "month": "每月",
    "person": "每人",
    "item": "每项",
    "year": "每年",
}


@cache
def feature_words() -> Mapping[str, str]:
    """Chinese name by feature, `other` left out."""
    return {name: feature.zh for name, feature in vocabulary().items() if name != OTHER}


@cache
def features_by_word() -> Mapping[str, str]:
    """Feature by its Chinese name."""
    return {word: name for name, word in feature_words().items()}


@cache
def units_by_word() -> Mapping[str, tuple[str, Decimal]]:
    """Unit and factor to it by the word people use (万元: CNY, 10000)."""
    return unit_words()


def exact(value: Decimal) -> AbstractContextManager[Context]:
    """A context in which this value times or over any unit's factor is not rounded."""
    factors = max(len(factor.as_tuple().digits) for _, factor in units_by_word().values())
    return localcontext(prec=len(value.as_tuple().digits) + factors)


SAID = {
    "ID": "条件编号，如〔c1〕",
    "FEATURE": "指标名",
    "OTHER_WORD": OTHER_WORD,
    "_OPEN": "原文词语（写在“ ”里）",
    "_CLOSE": "后引号”",
    "_INNER_OPEN": "原文词语",
    "_INNER_CLOSE": "后引号’",
    "CHUNK": "原文词语",
    "ESCAPED": "原文词语",
    "SUBJECT": "主体（项目、产品、入驻企业等）",
    "SUBJECT_OF": "主体（项目的、产品的、入驻企业的等）",
    "PLAIN_PERIOD": "期间（上一年度、申请时等）",
    "FISCAL": "期间（近2个年度等）",
    "ROLLING": "期间（近36个月等）",
    "YEAR": "年份（2025年）",
    "DATE": "日期（2026年1月5日）",
    "AGGREGATE": "每年、合计、年均或复合增长率",
    "OP": "比较词（不低于、超过、不超过、低于、等于）",
    "NUMBER": "数",
    "COUNT": "数目",
    "UNIT": "单位（万元、%、人、项等）",
    "LEVEL": "级别（国家级、省级、市级、区县级）",
    "$END": "句子到此结束",
}
"""How a terminal of the grammar is called in an error; one that is not here stands for its own text."""
