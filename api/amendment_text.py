"""What changed between two versions, in Chinese lines for tables and pages.

Owns the names of the keys that are not of a meaning; every figure is worded where it was found.
"""

from __future__ import annotations

from api.benefit_text import benefit_text, window_text
from api.criterion_text import criterion_text
from domain.amendment import Change, Difference, Placed
from domain.policy import Benefit, Criterion, Window
from domain.sentence import KEY_WORDS

_KEYS = {
    **KEY_WORDS,
    "role": "用途",
    "pass": "合格分",
    "rows": "评分项",
    "form": "形式",
    "amount": "金额",
    "rate": "比例",
    "cap": "上限",
    "per": "计量",
    "when": "档次",
    "from": "开始",
    "to": "截止",
    "recur": "周期",
    "name": "名称",
    "stacking": "不重复享受",
    "prefer": "优先条件",
    "title": "标题",
    "doc_no": "文号",
    "issuers": "发文机关",
    "region": "适用地区",
    "published": "公布日期",
    "effective_from": "施行日期",
    "effective_to": "失效日期",
}
NOTHING = "（无）"


def difference_text(difference: Difference) -> str:
    """数值：300万元 → 500万元"""
    old, new = difference.old or NOTHING, difference.new or NOTHING
    return f"{_KEYS[difference.key]}：{old} → {new}"


def part_text(placed: Placed[Criterion] | Placed[Benefit] | Placed[Window]) -> str:
    """What the part says, in one line."""
    match placed.part:
        case Criterion() as criterion:
            return f"〔{criterion.id}〕{criterion_text(criterion)}"
        case Benefit() as benefit:
            return benefit_text(benefit)
        case Window() as window:
            return window_text(window)


def notes(change: Change[Criterion] | Change[Benefit] | Change[Window]) -> list[str]:
    """What is to be said of a change: the differences, then article, place and wording."""
    said = [difference_text(one) for one in change.differences]
    if change.old and change.new:
        articles = (change.old.article, change.new.article)
        if all(articles) and articles[0] != articles[1]:
            said.append(f"{articles[0]} → {articles[1]}")
        if change.moved:
            said.append("位置变动")
        if change.reworded:
            said.append("原文措辞改动")
    return said
