"""Quantities with their comparators: 不低于1.2亿元 · 3%以上 · 200万—500万元 · 前三名.

Owns the lexer over normalised text; which feature a quantity belongs to is decided in `components`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache

from nlp.numerals import NUMBER, parse_number
from nlp.resources import comparators, units


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit and comparator in the normalised text.

    Attributes:
        start, end: from the comparator before to the comparator after.
        at: where the number itself begins; `stop` where number and unit end.
        op: None where no comparator stands beside the number.
        measures: money, ratio, year, month, person, count, point, m2, age, rank.
        words_before, words_after: the comparator words as written.
        band: 0 alone, 1 the lower edge, 2 the upper edge of a band.
        bare: the unit was inferred (500万 without 元).
    """

    start: int
    end: int
    at: int
    stop: int
    value: Decimal
    unit: str
    measures: str
    op: str | None
    words_before: str = ""
    words_after: str = ""
    band: int = 0
    bare: bool = False


@cache
def _lexemes() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    spelled = sorted((w for row in units().units for w in row.words), key=len, reverse=True)
    unit = "|".join(map(re.escape, spelled))
    power = "|".join(sorted(units().powers, key=len, reverse=True))
    inclusive = r"\((?:不含|含)(?:本数|本级|\d[^()]{0,8})?\)"
    after = "|".join(
        sorted((w for group in comparators().after.values() for w in group), key=len, reverse=True)
    )
    number = re.compile(
        rf"(?P<per>百分之|千分之)(?P<pn>{NUMBER})"
        rf"|(?P<n>{NUMBER})(?P<power>{power})?(?P<unit>{unit})?"
    )
    tail = re.compile(rf"(?P<inc1>{inclusive})?(?P<after>{after})?(?P<inc2>{inclusive})?")
    before = re.compile(
        "(?:"
        + "|".join(sorted((w for g in comparators().before.values() for w in g), key=len, reverse=True))
        + rf")(?:或等于)?(?:{'|'.join(comparators().between)})?$"
    )
    rank = re.compile(
        rf"(?:排名|位居|位列|列|居)?(?:前(?P<n>{NUMBER})(?P<unit>名|位|强|家)?|第(?P<k>{NUMBER})(?P<kunit>名|位))"
    )
    return number, tail, before, rank


@cache
def _against() -> re.Pattern[str]:
    """A comparator before the whole that a share is of: 不低于总投资的70%."""
    words = sorted((w for g in comparators().before.values() for w in g), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(words)})(?P<whole>[^,;。:、\d]{{2,16}}?)的$")


@cache
def _op_of() -> dict[str, str]:
    table: dict[str, str] = {}
    for side in (comparators().before, comparators().after):
        for op, group in side.items():
            table.update({re.sub(r"\\", "", word): op for word in group})
    return table


@cache
def _units() -> dict[str, tuple[str, str, Fraction]]:
    return {w: (row.measures, row.unit, Fraction(row.factor)) for row in units().units for w in row.words}


_LIST_MARK = re.compile(r"、|和|及|或")
_PAIR = 2
_HUNDREDTH = Decimal("0.01")
_BEFORE_REACH = 14
_WIDE_REACH = 24
_RANGE = re.compile(r"(?:\([^()]{0,6}\))?(?:-|—|–|~|～|至|到|－)+$")
_BARE_AFTER = re.compile(r"以上|以下|以内|及以上|及以下|的|,|，|;|；|。|、|\(|\)|至|-|—|~|部分|或|且|$", re.M)
_NOT_COUNT_BEFORE = re.compile(r"第$|[A-Za-z/]$|[A-Za-z]-$|\d\.$|〔\d*$")
_DATE_AFTER = re.compile(r"\d{1,2}月|度|[-—至到]\d|\d")


def find_quantities(text: str, start: int = 0, end: int | None = None) -> list[Quantity]:
    """All quantities of a stretch of normalised text, in order; linear in its length.

    Dates, document numbers, list marks and ordinals (第三条) are none.
    """
    stop = len(text) if end is None else end
    number, tail, before, _ = _lexemes()
    found: list[Quantity] = []
    for hit in number.finditer(text, start, stop):
        one = _quantity(text, hit, start, stop, tail, before)
        if one:
            found.append(one)
    found += _ranks(text, start, stop)
    found.sort(key=lambda q: (q.start, -q.end))
    return _series(text, _bands(text, [q for q in found if not _inside_rank(q, found)]))


def _series(text: str, found: list[Quantity]) -> list[Quantity]:
    """达到1亿元、5亿元、10亿元 · 10%、20%、30%以上: the comparator of one end holds for the whole list."""
    out = list(found)
    at = 0
    while at < len(out):
        stop = at
        while stop + 1 < len(out) and _adjoins(text, out[stop], out[stop + 1]):
            stop += 1
        if stop > at:
            run = out[at : stop + 1]
            first, last = run[0], run[-1]
            if first.op and first.words_before and not any(q.op for q in run[1:]):
                run[1:] = [replace(q, op=first.op) for q in run[1:]]
            elif last.op and last.words_after and not any(q.op for q in run[:-1]):
                run[:-1] = [replace(q, op=last.op) for q in run[:-1]]
            elif first.op and last.op and len(run) > _PAIR and not any(q.op for q in run[1:-1]):
                run[1:-1] = [replace(q, op=first.op) for q in run[1:-1]]
            out[at : stop + 1] = run
        at = stop + 1
    return out


def _adjoins(text: str, before: Quantity, after: Quantity) -> bool:
    return (
        before.measures == after.measures
        and before.band == after.band == 0
        and _LIST_MARK.fullmatch(text[before.end : after.start]) is not None
    )


def _inside_rank(one: Quantity, found: list[Quantity]) -> bool:
    return one.measures != "rank" and any(r.measures == "rank" and r.start <= one.at < r.end for r in found)


def _quantity(
    text: str, hit: re.Match[str], start: int, stop: int, tail: re.Pattern[str], before: re.Pattern[str]
) -> Quantity | None:
    raw = hit["pn"] or hit["n"]
    value = parse_number(raw)
    if value is None or _NOT_COUNT_BEFORE.search(text[max(start, hit.start() - 3) : hit.start()]):
        return None
    measured = _measure(text, hit, value, stop)
    if measured is None:
        return None
    value, unit, measures, bare = measured
    after = tail.match(text, hit.end(), stop)
    reach = _WIDE_REACH if measures == "ratio" else _BEFORE_REACH
    head = text[max(start, hit.start() - reach) : hit.start()]
    lead = before.search(head)
    if lead is None and measures == "ratio":
        lead = _against().search(head)
    words_after = (after[0] if after else "").strip()
    if after and after["after"] in {"内", "起"} and measures not in {"year", "month", "age"}:
        words_after = after["inc1"] or ""
    op = _comparator(lead[0] if lead else "", words_after)
    begin = hit.start() - (len(head) - lead.start() if lead else 0)
    return Quantity(
        begin,
        hit.end() + len(words_after),
        hit.start(),
        hit.end(),
        value,
        unit,
        measures,
        op,
        lead[0] if lead else "",
        words_after,
        0,
        bare,
    )


def _measure(
    text: str, hit: re.Match[str], value: Decimal, stop: int
) -> tuple[Decimal, str, str, bool] | None:
    if hit["per"]:
        return value / (100 if hit["per"] == "百分之" else 1000), "1", "ratio", False
    power = Decimal(units().powers[hit["power"]]) if hit["power"] else Decimal(1)
    word = hit["unit"]
    if word is None:
        if hit["power"] and _BARE_AFTER.match(text, hit.end()):
            return value * power, "CNY", "money", True
        return None
    measures, unit, factor = _units()[word]
    chinese = not hit["n"][0].isdigit()
    if measures == "year" and (value > 100 or _DATE_AFTER.match(text, hit.end(), stop)):
        return None
    if measures == "point" and text[hit.end() : hit.end() + 1] in {"之", "别", "类", "批", "档", "支"}:
        return None
    vague = chinese and measures == "count" and word in {"个", "次", "类", "种", "批", "条", "期", "家"}
    if vague and (value == 1 or text[hit.end() : hit.end() + 1] in {"方", "款"}):
        return None
    return _in_base(value * power, factor), unit, measures, False


def _in_base(value: Decimal, factor: Fraction) -> Decimal:
    """A value in the base unit; where that has no end (亩 to m2) it is rounded half up to hundredths."""
    exact = value * factor.numerator / factor.denominator
    if Fraction(exact) == Fraction(value) * factor:
        return exact
    return exact.quantize(_HUNDREDTH, ROUND_HALF_UP)


def _comparator(lead: str, after: str) -> str | None:
    """The comparator that the words beside a number state; （含）, （不含） move it."""
    table = _op_of()
    op = None
    for word in sorted(table, key=len, reverse=True):
        if lead.startswith(word) and lead:
            op = table[word]
            break
    inner = re.sub(r"\([^()]*\)", "", after)
    if inner:
        op = _merge(op, table.get(inner))
    if "不含" in after:
        return {"ge": "gt", "le": "lt"}.get(op or "", op)
    if "含" in after:
        return {"gt": "ge", "lt": "le"}.get(op or "", op)
    return op


def _merge(before: str | None, after: str | None) -> str | None:
    """达到…以上 stays `ge`; 超过…以上 is `gt`: the stricter word before leads."""
    return before or after


def _ranks(text: str, start: int, stop: int) -> list[Quantity]:
    found = []
    for hit in _lexemes()[3].finditer(text, start, stop):
        raw = hit["n"] or hit["k"]
        value = parse_number(raw)
        following = text[hit.end() : hit.end() + 1]
        if (
            value is None
            or value == 0
            or (hit["n"] and not hit["unit"] and following in set("年个季期次款项月置来往提端"))
        ):
            continue
        if hit["n"] and not hit["unit"] and following and following in "0123456789.%":
            continue
        found.append(Quantity(hit.start(), hit.end(), hit.start(), hit.end(), value, "", "rank", "le"))
    return found


def _bands(text: str, found: list[Quantity]) -> list[Quantity]:
    """Join A—B: the lower edge takes unit and power of the upper, and both get their comparators."""
    out: list[Quantity] = []
    for one in found:
        joined = _lower_edge(text, one)
        if joined is None:
            out.append(one)
            continue
        low, mark = joined
        if out and out[-1].at == low.at:
            out.pop()
        upper_op = one.op if one.op in {"lt", "le"} else ("lt" if "不含" in one.words_after else "le")
        out.append(replace(low, op="gt" if "不含" in mark else "ge", band=1))
        out.append(replace(one, start=one.at, op=upper_op, band=2, words_before=""))
    return out


def _lower_edge(text: str, one: Quantity) -> tuple[Quantity, str] | None:
    head = text[max(0, one.at - 30) : one.at]
    link = _RANGE.search(head)
    if not link or one.measures == "rank":
        return None
    number = re.compile(rf"({NUMBER})(万亿|亿|千万|百万|万)?([元%年件项人名个分家]|美元|个月)?$")
    hit = number.search(head[: link.start()])
    if not hit or hit.start() == hit.end():
        return None
    value = parse_number(hit[1])
    if value is None:
        return None
    base = max(0, one.at - 30)
    word = text[one.at : one.stop]
    unit_hit = _lexemes()[0].match(word)
    power_word = hit[2] or ("" if hit[3] else (unit_hit["power"] if unit_hit and unit_hit["power"] else ""))
    power = Decimal(units().powers[power_word]) if power_word else Decimal(1)
    factor = Decimal("0.01") if one.measures == "ratio" else Decimal(1)
    begin = base + hit.start()
    before = _lexemes()[2].search(text[max(0, begin - _BEFORE_REACH) : begin])
    start = begin - (len(before[0]) if before else 0)
    low = Quantity(
        start,
        base + link.start(),
        begin,
        base + link.start(),
        value * power * factor,
        one.unit,
        one.measures,
        "ge",
    )
    return low, link[0]
