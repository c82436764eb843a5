"""The files of tier rules: strict YAML in, policies with their grounds out.

Owns `data/tiers/` and what its keys mean; `tier_text` composes the text that the criteria are quoted from.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import Any as AnyValue

from domain.datafile import data_text, model
from domain.errors import InputError, Where
from domain.policy import Policy
from domain.reading_file import policy_of
from domain.strict import raise_all
from domain.tier_rules import Contradiction, Ground, LeftOut, Regime, Rung, Source, Tier, TierDocument
from domain.tier_shape import GroundedFile, ItemFile, LeafFile, TierFile, WindowFile
from domain.tier_text import Line, Section, compose

FILES = ("tech_sme_2017", "innovative_2022", "srdi_2022", "srdi_2026", "key_giant_2024", "champion_2023")
"""The files, one document each, from the lowest tier to the highest."""

_NAME = re.compile(r"[A-Za-z_][A-Za-z_0-9]*")


def read_tiers(text: str, name: str) -> TierDocument:
    """One file of tier rules.

    Raises:
        InputError, InputFaultsError: an unknown key, a source that the file does not name, a criterion
            against the reading contract; all such faults together.
    """
    file = model(text, name, TierFile)
    where = Where(file=name)
    raise_all(_faults(file, where))
    policy = policy_of(_reading(file), where)
    return TierDocument(
        policy=policy,
        rungs=_rungs(file, policy),
        original=file.original,
        in_force=file.in_force,
        dated=file.date,
        grounds=MappingProxyType(
            {leaf.id: Ground(leaf.article, tuple(leaf.sources)) for one in file.items for leaf in one.leaves}
        ),
        sources=tuple(Source(key, one.says, one.date) for key, one in file.sources.items()),
        contradictions=tuple(
            Contradiction(tuple(one.about), one.says, tuple(one.sources)) for one in file.contradictions
        ),
        left_out=tuple(LeftOut(one.what, one.why) for one in file.left_out),
    )


def _rungs(file: TierFile, policy: Policy) -> tuple[Rung, ...]:
    paired = zip(file.items, policy.items, strict=True)
    return tuple(Rung(Tier(one.tier), tuple(one.regimes), policy, item) for one, item in paired)


@cache
def national_tiers() -> tuple[TierDocument, ...]:
    """Every document, from the lowest tier to the highest."""
    return tuple(read_tiers(data_text(f"tiers/{name}.yaml"), f"tiers/{name}.yaml") for name in FILES)


def rungs(regime: Regime) -> tuple[Rung, ...]:
    """The rungs of one set of rules, from the lowest; a tier that it does not know is not among them."""
    found = [one for document in national_tiers() for one in document.rungs if regime in one.regimes]
    return tuple(sorted(found, key=lambda one: list(Tier).index(one.tier)))


def _faults(file: TierFile, where: Where) -> Iterator[InputError]:
    leaves = {leaf.id for item in file.items for leaf in item.leaves}
    parts: list[GroundedFile] = [
        part for item in file.items for part in (*item.leaves, *item.benefits, *item.windows)
    ]
    named = [*(name for part in parts for name in part.sources)]
    named += [name for one in file.contradictions for name in one.sources]
    for name in dict.fromkeys(named):
        if name not in file.sources:
            yield InputError(
                f"依据“{name}”没有在 sources 里说明", where=where, expected="、".join(file.sources)
            )
    for name in dict.fromkeys(name for one in file.contradictions for name in one.about):
        if name not in leaves:
            yield InputError(f"contradictions 提到的条件“{name}”不存在", where=where)
    said = [part.says for part in parts]
    for says in dict.fromkeys(said):
        if any(mark in says for mark in "。；！？\n"):
            yield InputError(f"“{says}”不止一句", where=where, todo="每条只写一句，句末不加标点")
    yield from _inherited(file, where)


def _inherited(file: TierFile, where: Where) -> Iterator[InputError]:
    """A line without 第…条 after one that has it would be taken to stand in that article."""
    leaves = [leaf for item in file.items for leaf in _in_order(item)]
    for before, leaf in pairwise(leaves):
        if (before.article or "").startswith("第") and not (leaf.article or "").startswith("第"):
            yield InputError(
                f"条件“{leaf.id}”没有条号，却排在有条号的“{before.id}”之后",
                where=where,
                todo="把写“第…条”的条件排在最后",
            )


def _reading(file: TierFile) -> dict[str, AnyValue]:
    """The file as the contract's JSON, with the text that its quotes stand in."""
    text, spans = compose(_head(file), [_section(item) for item in file.items], _tail(file))
    at = iter(spans)
    items = []
    for item in file.items:
        section = next(at)
        items.append(
            {
                "id": item.id,
                "name": item.name,
                "start": section["start"],
                "end": section["end"],
                "require": item.require,
                "exclude": item.exclude,
                "source_status": item.source_status,
                "leaves": [{**_leaf(leaf), **next(at)} for leaf in _in_order(item)],
                "benefits": [{"form": one.form, "cap": one.cap, **next(at)} for one in item.benefits],
                "windows": [{**_days(one), **next(at)} for one in item.windows],
            }
        )
    return {
        "doc": file.doc,
        "title": file.title,
        "doc_no": file.doc_no,
        "issuers": file.issuers,
        "region": None,
        "published": None,
        "effective_from": _day(file.effective_from),
        "effective_to": _day(file.effective_to),
        "items": items,
        "review": [],
        "text": text,
        "blocks": [],
    }


def _leaf(leaf: LeafFile) -> dict[str, AnyValue]:
    said = leaf.model_dump(by_alias=True, exclude={"says", "article", "sources"}, exclude_none=True)
    return {"period": None, **said}


def _days(window: WindowFile) -> dict[str, AnyValue]:
    return {"from": _day(window.start), "to": _day(window.end)}


def _day(day: datetime.date | None) -> str | None:
    return None if day is None else str(day)


def _section(item: ItemFile) -> Section:
    asked = [leaf for leaf in _in_order(item) if leaf.id not in _barring(item)]
    bars = [leaf for leaf in _in_order(item) if leaf.id in _barring(item)]
    groups: dict[str, Sequence[GroundedFile]] = {
        "条件": asked,
        "排除情形": bars,
        "支持内容": item.benefits,
        "申报期": item.windows,
    }
    return Section(
        item.name,
        tuple(
            (heading, tuple(Line(part.says, part.article, tuple(part.sources)) for part in parts))
            for heading, parts in groups.items()
        ),
    )


def _barring(item: ItemFile) -> frozenset[str]:
    """Ids that the negative list names; a broken tree is told when the reading is checked."""
    return frozenset(_NAME.findall(item.exclude or ""))


def _in_order(item: ItemFile) -> list[LeafFile]:
    """The leaves as they stand in the text: what is asked before what bars."""
    return sorted(item.leaves, key=lambda leaf: leaf.id in _barring(item))


def _head(file: TierFile) -> list[str]:
    head = [f"{file.title}（{file.doc_no}）：条件摘要"]
    if any(item.source_status == "secondary" for item in file.items):
        head.append(f"本页是 {file.date} 据二手材料整理的转述，不是文件原文。签认前必须找到原件逐条核对。")
    return [*head, f"原件：{file.original}。", f"施行：{file.in_force}"]


def _tail(file: TierFile) -> list[tuple[str, list[str]]]:
    differ = [f"{one.says}（条件 {'、'.join(one.about) or '无'}）。" for one in file.contradictions]
    dated = {key: f"，{one.date}" if one.date else "，未注日期" for key, one in file.sources.items()}
    return [
        ("各来源不一致之处", differ),
        ("没有列入的内容", [f"{one.what}：{one.why}。" for one in file.left_out]),
        ("依据", [f"{key}：{one.says}{dated[key]}。" for key, one in file.sources.items()]),
    ]
