"""Tables of industry chains: segments, what they feed, who works in them, who supplies whom, who leads.

Owns their columns; a reference to a segment that no file names is a fault.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from api.intake import cells
from api.intake.companies import industry_code
from api.intake.sheets import Cell
from api.intake.table import Line, Table, Taken, done, open_tables
from domain.chain import Chain, Feed, Leader, Membership, Segment, Stage, SupplyLink
from domain.errors import InputError, Where


@dataclass(frozen=True, slots=True)
class ChainTables:
    """What the files of a chain say together; `chains` is empty where they only say who works where."""

    chains: tuple[Chain, ...]
    members: Taken[Membership]


def read_chains(paths: Sequence[Path]) -> ChainTables:
    """The chains of all files together: tables of segments, of feeds, of members, in any order.

    Raises:
        InputError, InputFaultsError: all faults of the files together.
        UnavailableError: one cannot be opened.
    """
    tables = [table for path in paths for table in open_tables(path, "segments", "feeds", "members")]
    reader = _Chains()
    rows = 0
    for kind in ("segments", "feeds", "members"):
        for table in (one for one in tables if one.kind.id == kind):
            for line in table.lines():
                rows += 1
                getattr(reader, kind)(line)
    given = {table.kind.id: table for table in tables}
    if "feeds" in given and "segments" not in given:
        fault = InputError("没有环节表", todo="与列出产业链和环节的表一起导入")
        given["feeds"].fault(fault, None)
    members = done(tables, reader.memberships(), rows)
    return ChainTables(reader.chains(), members)


class _Chains:
    """Gathers the rows of a chain's tables."""

    def __init__(self) -> None:
        self._names: dict[str, tuple[str, str]] = {}
        self._segments: dict[str, Segment] = {}
        self._feeds: dict[tuple[str, str], Feed] = {}
        self._members: dict[tuple[str, str], tuple[Membership, Where]] = {}

    def memberships(self) -> list[tuple[Membership, Where]]:
        return list(self._members.values())

    def chains(self) -> tuple[Chain, ...]:
        """The chains in the order of the file, each with its segments and the feeds that start in it."""
        found = []
        for chain_id, (name, source) in self._names.items():
            segments = tuple(one for one in self._segments.values() if one.chain_id == chain_id)
            ids = {one.segment_id for one in segments}
            feeds = tuple(one for one in self._feeds.values() if one.supplier in ids)
            found.append(Chain(chain_id, name, source, segments, feeds))
        return tuple(found)

    def segments(self, line: Line) -> None:
        chain_id, name = line.need("chain_id", cells.text_of), line.need("chain", cells.text_of)
        segment_id, title = line.need("segment_id", cells.text_of), line.need("segment", cells.text_of)
        stage = line.need("stage", _stage)
        if not (chain_id and name and segment_id and title and stage):
            return
        if segment_id in self._segments:
            line.table.fault(InputError(f"环节编号“{segment_id}”重复"), line.number)
        if self._names.setdefault(chain_id, (name, line.source()))[0] != name:
            line.table.fault(InputError(f"产业链“{chain_id}”有两个名称"), line.number)
        self._segments[segment_id] = Segment(
            segment_id,
            chain_id,
            title,
            stage,
            line.source(),
            key_link=line.get("key_link", cells.yes_or_no),
            weak_point=line.get("weak_point", cells.yes_or_no),
            industries=line.get("industries", _industries) or (),
        )

    def feeds(self, line: Line) -> None:
        ends = self._segment(line, "from_segment"), self._segment(line, "to_segment")
        coefficient = line.get("coefficient", cells.decimal)
        if coefficient is not None and coefficient < 0:
            line.table.fault(InputError("投入系数小于 0"), line.number)
        if not (ends[0] and ends[1]):
            return
        if ends in self._feeds:
            line.table.fault(InputError(f"投入关系 {ends[0]} → {ends[1]} 重复"), line.number)
        self._feeds[ends[0], ends[1]] = Feed(ends[0], ends[1], line.source(), coefficient)

    def members(self, line: Line) -> None:
        firm, segment = line.key(), self._segment(line, "segment_id")
        column = line.column("share")
        unit = column.meaning.unit if column else None
        share = line.get("share", lambda cell: cells.share(cell, unit))
        if not (firm and segment):
            return
        if (firm, segment) in self._members:
            line.table.fault(InputError(f"企业 {firm} 在环节“{segment}”重复"), line.number)
        self._members[firm, segment] = (Membership(firm, segment, line.source(), share), line.where)

    def _segment(self, line: Line, field: str) -> str | None:
        found = line.need(field, cells.text_of)
        column = line.column(field)
        if found is not None and found not in self._segments and self._segments:
            fault = InputError(f"环节“{found}”不在环节表中", todo="核对环节编号")
            line.table.fault(fault, line.number, column.heading if column else None)
        return found


def read_supply(path: Path) -> Taken[SupplyLink]:
    """The supply links of a table; errors as `read_chains`."""
    tables = open_tables(path, "supply")
    found: dict[tuple[str, str, str, int], tuple[SupplyLink, Where]] = {}
    rows = 0
    for table in tables:
        for line in table.lines():
            rows += 1
            if link := _link(table, line):
                key = (link.supplier, link.customer, link.product, link.year)
                if key in found:
                    table.fault(InputError("同一供货方、采购方、产品、年份重复"), line.number)
                found[key] = (link, line.where)
    return done(tables, found.values(), rows)


def _link(table: Table, line: Line) -> SupplyLink | None:
    supplier, customer = line.need("supplier", cells.code), line.need("customer", cells.code)
    product, year = line.need("product", cells.text_of), line.need("year", cells.year)
    column = line.column("amount")
    unit = (column.meaning.unit if column else None) or table.common_unit
    amount = line.get("amount", lambda cell: cells.money(cell, unit))
    if amount is not None and amount < 0:
        table.fault(InputError("金额小于 0"), line.number, column.heading if column else None)
    if not (supplier and customer and product and year):
        return None
    if supplier == customer:
        table.fault(InputError("供货方与采购方是同一家企业"), line.number)
    return SupplyLink(supplier, customer, product, year, line.source(), amount, line.text("confidence"))


def read_leaders(path: Path) -> Taken[Leader]:
    """The 链主 of a list; each needs who designated it. Errors as `read_chains`."""
    tables = open_tables(path, "leaders")
    found = []
    rows = 0
    for table in tables:
        for line in table.lines():
            rows += 1
            firm, chain = line.key(), line.need("chain_id", cells.text_of)
            by, level = line.need("designated_by", cells.text_of), line.need("level", cells.text_of)
            start, end = line.get("start", cells.day), line.get("end", cells.day)
            if start and end and end < start:
                table.fault(InputError("结束日在开始日之前"), line.number)
            if firm and chain and by and level:
                found.append((Leader(firm, chain, by, level, line.source(), start, end), line.where))
    return done(tables, found, rows)


def _stage(cell: Cell) -> Stage:
    text = cells.text_of(cell)
    if text not in set(Stage):
        raise InputError(f"“{text}”不是产业链位置", expected="上游、中游、下游")
    return Stage(text)


def _industries(cell: Cell) -> tuple[str, ...]:
    return tuple(industry_code(one) for one in cells.names(cell))
