"""An enterprise's size by 划型标准 (工信部联企业〔2011〕300号): which classes the known figures leave open.

Owns `data/sme_size_2011.yaml` and what the labels mean: 中小企业 includes 微型, 小微企业 is 小型 and 微型.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import pairwise, product
from types import MappingProxyType

from domain.datafile import data_text, model
from domain.errors import InputError, Where
from domain.industry_code import Industries
from domain.names import Placement, plain
from domain.strict import Strict

_FILE = "sme_size_2011.yaml"


class _Bounds(Strict):
    employees: int | None = None
    revenue: int | None = None
    assets: int | None = None


class _Industry(Strict):
    item: int
    name: str
    codes: list[str]
    large: _Bounds
    medium: _Bounds
    small: _Bounds


class _File(Strict):
    source: str
    date: date
    codes_after: str
    classes: list[str]
    labels: dict[str, list[str]]
    expand: dict[str, list[str]]
    industries: list[_Industry]


@dataclass(frozen=True, slots=True)
class SizeRule:
    """The bounds of one industry of article 4.

    Attributes:
        item: its number in the article.
        codes: the GB/T 4754-2017 codes that it covers, with all below them.
        bounds: per indicator (`employees` persons, `revenue` and `assets` CNY) the least values of the
            largest, second and third class, falling.
    """

    item: int
    name: str
    codes: tuple[str, ...]
    bounds: Mapping[str, tuple[Decimal, ...]]

    def classes(self, known: Mapping[str, Decimal | None], names: tuple[str, ...]) -> frozenset[str]:
        """Every class that some value of the unknown indicators leads to, exactly.

        An indicator reaches the class of the first bound that it meets; the firm has the lowest class that an
        indicator reaches, since all lower bounds must be met together.
        """
        ranks = (_ranks(known.get(indicator), bounds) for indicator, bounds in self.bounds.items())
        return frozenset(names[max(combination)] for combination in product(*ranks))


@dataclass(frozen=True, slots=True)
class SizeStandard:
    """The standard as read: classes from the largest down, rules in the order of article 4, labels."""

    source: str
    date: date
    classes: tuple[str, ...]
    rules: tuple[SizeRule, ...]
    labels: Mapping[str, frozenset[str]]

    def rules_for(self, industry: str, tree: Industries) -> tuple[tuple[SizeRule, ...], bool]:
        """The rules that a code's firms may fall under, and whether one of them surely applies."""
        touched, covered = [], False
        for rule in self.rules:
            placed = {tree.contains(code, industry) for code in rule.codes}
            if placed & {Placement.INSIDE, Placement.UNKNOWN}:
                touched.append(rule)
            covered = covered or Placement.INSIDE in placed
        return tuple(touched), covered


def possible_classes(
    industry: str | None,
    employees: Decimal | int | None,
    revenue: Decimal | int | None,
    assets: Decimal | int | None,
) -> frozenset[str]:
    """The classes (大型 中型 小型 微型) that a firm may have by what is known; one alone is certain.

    All four where the industry is unknown, is not covered by the standard (金融, 教育 …), or is so wide that
    parts of it are not covered.

    Args:
        industry: GB/T 4754-2017 code or name.
        employees: 从业人员 in persons.
        revenue: 营业收入 in CNY.
        assets: 资产总额 in CNY.
    """
    known = {"employees": _decimal(employees), "revenue": _decimal(revenue), "assets": _decimal(assets)}
    rules = _applicable(industry)
    if not rules:
        return frozenset(standard().classes)
    return frozenset().union(*(rule.classes(known, standard().classes) for rule in rules))


def expand(label: str) -> frozenset[str] | None:
    """The classes that a label means: 中小企业 → 中型, 小型, 微型; None for no size label (规模以上)."""
    return standard().labels.get(plain(label))


@cache
def _applicable(industry: str | None) -> tuple[SizeRule, ...]:
    """The rules of a firm's industry; empty where no rule surely covers all of it."""
    tree = Industries.national()
    code = tree.firm_code(industry)
    if code is None:
        return ()
    rules, covered = standard().rules_for(code, tree)
    return rules if covered or _all_covered(code, tree) else ()


def _all_covered(code: str, tree: Industries) -> bool:
    children = tree.children(code)
    return bool(children) and all(
        standard().rules_for(child, tree)[1] or _all_covered(child, tree) for child in children
    )


def _ranks(value: Decimal | None, bounds: tuple[Decimal, ...]) -> Iterable[int]:
    if value is None:
        return range(len(bounds) + 1)
    return (next((rank for rank, bound in enumerate(bounds) if value >= bound), len(bounds)),)


def _decimal(value: Decimal | int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


@cache
def standard() -> SizeStandard:
    """The standard in force (`data/sme_size_2011.yaml`)."""
    return read_standard(data_text(_FILE))


def read_standard(text: str, name: str = _FILE) -> SizeStandard:
    """The standard of a YAML text.

    Raises:
        InputError: an unknown key, bounds that do not fall, a code that is no class or stands twice, a label
            twice or without meaning.
    """
    raw = model(text, name, _File)
    _check_codes(raw, name)
    return SizeStandard(
        source=raw.source,
        date=raw.date,
        classes=tuple(raw.classes),
        rules=tuple(_rule(one, name) for one in raw.industries),
        labels=_labels(raw, name),
    )


def _rule(one: _Industry, name: str) -> SizeRule:
    tiers = [tier.model_dump(exclude_none=True) for tier in (one.large, one.medium, one.small)]
    where = Where(file=name, path=f"industries.{one.item}")
    if any(set(tier) != set(tiers[0]) for tier in tiers) or not tiers[0]:
        raise InputError(f"“{one.name}”各档的指标不一致", where=where)
    bounds = {key: tuple(Decimal(tier[key]) for tier in tiers) for key in tiers[0]}
    if any(larger <= smaller for row in bounds.values() for larger, smaller in pairwise(row)):
        raise InputError(f"“{one.name}”的下限没有逐档降低", where=where)
    return SizeRule(one.item, one.name, tuple(one.codes), MappingProxyType(bounds))


def _check_codes(raw: _File, name: str) -> None:
    """Every code is a class of the tree, and none lies in another."""
    tree = Industries.national()
    listed = [code for one in raw.industries for code in one.codes]
    for one in raw.industries:
        for code in one.codes:
            nested = not set(listed).isdisjoint(tree.ancestors(code))
            if tree.get(code) is None or listed.count(code) > 1 or nested:
                where = Where(file=name, path=f"industries.{one.item}.codes")
                raise InputError(f"行业代码“{code}”不在分类中或重复", where=where)


def _labels(raw: _File, name: str) -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for key, spellings in raw.labels.items():
        meaning = frozenset(raw.expand.get(key, ()))
        for spelling in spellings:
            if not meaning or not meaning <= set(raw.classes) or plain(spelling) in found:
                where = Where(file=name, path=f"labels.{key}")
                raise InputError(f"规模类型“{spelling}”没有含义或重复", where=where)
            found[plain(spelling)] = meaning
    return MappingProxyType(found)
