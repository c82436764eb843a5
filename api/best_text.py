"""The sum of a best set in words: 甲 10 万元 + 乙 5 万元 = 15 万元, with the rules that were applied.

Owns the wording; the choice is `matching.stacking`'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from domain.quantity import show
from matching.stacking import BestSet


def sum_text(best: BestSet) -> str:
    """One line for the certain end, one for the possible end where it differs, one for each rule."""
    low, high = best.total.low, best.total.high
    lines = [f"一定可得：{_sum(best, best.sure, low, high_end=False)}"]
    if high is None or best.possible is None:
        lines.append("最多可得：有事项没有上限，算不出")
    elif high != low:
        lines.append(f"最多可得：{_sum(best, best.possible, high, high_end=True)}")
    lines += [f"只取其一：{'、'.join(sorted(one.items))}（“{one.quote}”）" for one in best.groups]
    lines += [f"合计不超过 {show(one.most, 'CNY')}：{'、'.join(sorted(one.items))}" for one in best.caps]
    return "\n".join(lines)


def _sum(best: BestSet, chosen: Sequence[str], total: Decimal, *, high_end: bool) -> str:
    parts, plain_sum = [], Decimal(0)
    for one in best.offers:
        if one.key not in chosen:
            continue
        paid = one.amount.high if high_end else one.amount.low
        parts.append(f"{one.name} {'不限' if paid is None else show(paid, 'CNY')}")
        plain_sum += paid or Decimal(0)
    if not parts:
        return show(total, "CNY")
    held = "，受上限限制" if plain_sum != total else ""
    return f"{' + '.join(parts)}{held} = {show(total, 'CNY')}"
