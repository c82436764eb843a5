"""What a policy's words mean by a place, and whether a firm lies there: 我市, 朝阳区, 河北省元氏县, 全国.

Owns the resolution of names against a document's own region; the divisions themselves stand in `region`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from domain.names import Placement, any_of, plain
from domain.region import NAMELESS, Region, Regions, national, normal_code
from domain.synonyms import canonical

_COUNTRY = ("中国", "我国", "中华人民共和国")
_MAINLAND = frozenset(
    {*_COUNTRY, *(f"{name}境内" for name in _COUNTRY), "全国", "国内", "境内"}
    | {"大陆", "内地", "中国大陆", "中国内地"}
)
_TAILS = ("行政区域内", "行政区域", "行政区划内", "辖区内", "境内", "范围内", "内")
_WITHOUT_HK = re.compile(r"\((?:不含|不包括|不包含)港、?澳、?台(?:地区)?\)$")
_KINDS = "省市区县州盟旗"
_RELATIVE = re.compile(rf"[我本全]([{_KINDS}])(.*)")
_JOINTS = re.compile(r"[-/>·]")
_SHORTEST = 2


class Outcome(StrEnum):
    """What became of a place name."""

    PLACE = "place"
    MAINLAND = "mainland"
    AMBIGUOUS = "ambiguous"
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name means.

    Attributes:
        codes: the one code of a PLACE, the candidates of an AMBIGUOUS name, else empty.
    """

    outcome: Outcome
    codes: tuple[str, ...] = ()

    @property
    def code(self) -> str | None:
        """The code of a PLACE, else None."""
        return self.codes[0] if self.outcome is Outcome.PLACE else None


_UNRESOLVED = Resolution(Outcome.UNRESOLVED)


@lru_cache(maxsize=1 << 16)
def resolve(name: str, document_region: str | None = None, regions: Regions | None = None) -> Resolution:
    """What a place name means in a document of that region.

    In this order: the mainland's names; digits as a code; 我/本/全 + 省 市 区 县 州 盟 旗 (or 市内, 区内),
    alone or before a path; a full name; a path (河北省石家庄市元氏县, levels may be left out); a name without
    its suffix. A full name that several places bear is sought in the document's region, then its ancestors.

    Args:
        document_region: code or name of the document's own region; None if it has none.
        regions: the table, the national one by default.
    """
    table = regions or national()
    text = _WITHOUT_HK.sub("", plain(canonical("region", name)))
    core, cut = _without_tails(text)
    if text in _MAINLAND or core in _MAINLAND:
        return Resolution(Outcome.MAINLAND)
    if (code := normal_code(core)) is not None:
        return Resolution(Outcome.PLACE, (code,)) if table.get(code) else _UNRESOLVED
    here = _here(document_region, table)
    if cut and core in _KINDS:
        return _relative(core, "", here, table)
    relative = _RELATIVE.fullmatch(core)
    if relative:
        found = _relative(relative[1], relative[2], here, table)
        if found.outcome is not Outcome.UNRESOLVED:
            return found
    return _named(_JOINTS.sub("", core), here, table)


def locate(
    names: Iterable[str],
    firm: str | None,
    document_region: str | None = None,
    regions: Regions | None = None,
) -> Placement:
    """Whether a firm's place (code, or name without ambiguity) lies in one of the places named.

    UNKNOWN: the firm's place is missing, unlisted or wider than the one asked. PERSON: no member matches, and
    one cannot be resolved or sets a zone against a district.
    """
    table = regions or national()
    code = firm_code(firm, table)
    if code is None:
        return Placement.UNKNOWN
    return any_of(_against(resolve(name, document_region, table), code, table) for name in names)


def firm_code(firm: str | None, regions: Regions | None = None) -> str | None:
    """The code of a firm's place: digits as they are, a name where it is unambiguous."""
    text = plain(firm or "")
    return normal_code(text) or (resolve(text, None, regions).code if text else None)


def _against(asked: Resolution, firm: str, table: Regions) -> Placement:
    if asked.outcome is Outcome.MAINLAND:
        return table.in_mainland(firm)
    return table.contains(asked.code, firm) if asked.code else Placement.PERSON


def _without_tails(text: str) -> tuple[str, bool]:
    """The name without 行政区域内, 境内 …, and whether one was cut; 市辖区内 is no city and stays whole."""
    core = text
    while tail := next((one for one in _TAILS if core.endswith(one) and core != one), None):
        if tail == "辖区内" and core[: -len(tail)] in _KINDS:
            break
        core = core[: -len(tail)]
    return core, core != text


def _here(document_region: str | None, table: Regions) -> str | None:
    if not document_region:
        return None
    text = plain(document_region)
    code = normal_code(text) or resolve(text, None, table).code
    return code if code and table.get(code) else None


def _relative(kind: str, rest: str, here: str | None, table: Regions) -> Resolution:
    """The nearest of the document's region and its ancestors that is of the kind; `rest` is a path in it."""
    if here is None:
        return _UNRESOLVED
    chain = (table.get(code) for code in (here, *table.ancestors(here)))
    nearest = next((region for region in chain if region and _is_of_kind(region, kind)), None)
    if nearest is None or nearest.name.endswith("地区"):
        return _UNRESOLVED
    if not rest:
        return Resolution(Outcome.PLACE, (nearest.code,))
    return _settled(_paths(rest, nearest.code, table), here, table)


def _is_of_kind(region: Region, kind: str) -> bool:
    return region.level not in NAMELESS and region.name.endswith(kind)


def _named(text: str, here: str | None, table: Regions) -> Resolution:
    if codes := table.full_named(text) or _paths(text, None, table):
        return _settled(codes, here, table)
    return _settled_short(table.short_named(text), here, table)


def _paths(text: str, scope: str | None, table: Regions) -> tuple[str, ...]:
    """Codes that a path of at least two names ends in, or one name below the scope."""
    found: dict[str, None] = {}
    whole = table.full_named(text) or table.short_named(text)
    if scope is not None:
        found.update(dict.fromkeys(code for code in whole if code != scope and table.within(code, scope)))
    for cut in range(_SHORTEST, min(len(text) - _SHORTEST, table.longest_name) + 1):
        heads = table.full_named(text[:cut]) or table.short_named(text[:cut])
        for head in heads:
            if scope is None or (head != scope and table.within(head, scope)):
                found.update(dict.fromkeys(_paths(text[cut:], head, table)))
    return tuple(found)


def _settled(codes: tuple[str, ...], here: str | None, table: Regions) -> Resolution:
    """The one code meant: sought in the document's region, then its ancestors; else the one around all."""
    scopes = (here, *table.ancestors(here)) if here else ()
    near = (tuple(code for code in codes if table.within(code, scope)) for scope in scopes)
    hits = next((found for found in near if found), codes)
    widest = [code for code in hits if all(table.within(other, code) for other in hits)]
    if widest:
        return Resolution(Outcome.PLACE, (widest[0],))
    return Resolution(Outcome.AMBIGUOUS, hits) if hits else _UNRESOLVED


def _settled_short(codes: tuple[str, ...], here: str | None, table: Regions) -> Resolution:
    """As `_settled`, more careful: a suffixless name that fits two places around the document is ambiguous.

    A province's short name means the province (河南 is not 河南蒙古族自治县).
    """
    around = [code for code in codes if here and table.within(here, code)]
    if len(around) > 1:
        return Resolution(Outcome.AMBIGUOUS, codes)
    province = next((code for code in codes if not table.ancestors(code)), None)
    if province and around in ([], [province]):
        return Resolution(Outcome.PLACE, (province,))
    return Resolution(Outcome.AMBIGUOUS, codes) if province else _settled(codes, here, table)
