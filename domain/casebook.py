"""The casebook: the firms that the source reports tell of, and what was not taken as a fact of them.

Owns `data/casebook.jsonl` (firms) and `data/casebook.yaml` (what was left out, and why).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Annotated

from pydantic import Field

from domain.company import Company
from domain.company_file import companies_of
from domain.datafile import data_text, model
from domain.errors import InputError, NotFoundError, Where
from domain.strict import Strict, raise_all

FIRMS, NOTES = "casebook.jsonl", "casebook.yaml"


class NoteKind(StrEnum):
    """Why a sentence of a report is no fact of the firm."""

    BOUND = "bound"
    UNDATED = "undated"
    CONFLICT = "conflict"
    OTHER_MEASURE = "other_measure"
    NAME = "name"

    @property
    def zh(self) -> str:
        """The word for people."""
        return _KIND_ZH[self]


_KIND_ZH = {
    NoteKind.BOUND: "只说了界限",
    NoteKind.UNDATED: "没有时间",
    NoteKind.CONFLICT: "说法矛盾",
    NoteKind.OTHER_MEASURE: "不是所问的指标",
    NoteKind.NAME: "名称不全",
}


@dataclass(frozen=True, slots=True)
class CaseNote:
    """What a report says of a firm and was not taken as a fact.

    Attributes:
        where: section or figure of the report.
        why: the reason, for the person who reads the verdict.
    """

    kind: NoteKind
    says: str
    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Case:
    """A firm of the casebook (案例企业) with exactly the facts stated; notes in the order of the file."""

    company: Company
    notes: tuple[CaseNote, ...]


@dataclass(frozen=True, slots=True)
class Casebook:
    """All cases in the order of the report.

    Attributes:
        written: the year of the report; what it says of "now" is not known to hold in an earlier one.
    """

    source: str
    written: int
    cases: tuple[Case, ...]

    def case(self, case_id: str) -> Case:
        """The case of this id.

        Raises:
            NotFoundError: no such case; names those there are.
        """
        found = {one.company.key: one for one in self.cases}
        if case_id not in found:
            raise NotFoundError(
                f"案例库里没有编号为“{case_id}”的企业", todo=f"可用的编号：{'、'.join(found)}"
            )
        return found[case_id]

    def check_day(self, on: datetime.date) -> None:
        """Refuse a day before the report's year.

        Raises:
            InputError: `on` lies before it.
        """
        if on.year < self.written:
            raise InputError(
                f"判定日 {on} 早于案例的出处：事实是 {self.written} 年的报告所说，不知道以前是否如此",
                expected=f"{self.written}-01-01 或以后的日期",
                todo="改写 --on",
            )


class _NoteFile(Strict):
    kind: Annotated[NoteKind, Field(strict=False)]
    says: str = Field(min_length=1)
    where: str = Field(min_length=1)
    why: str = Field(min_length=1)


class _BookFile(Strict):
    source: str
    date: datetime.date
    written: int
    cases: dict[str, list[_NoteFile]]


def read_casebook(firms: str, notes: str) -> Casebook:
    """The casebook of a JSON Lines text of firms and a YAML text of notes.

    Raises:
        InputError, InputFaultsError: a broken line or note, a fact or title without its source, a firm
            with an official code, notes on a firm that is not there, a firm without notes.
    """
    companies = companies_of(firms, FIRMS)
    book = model(notes, NOTES, _BookFile)
    raise_all([*_unsourced(companies), *_unmatched(companies, book.cases)])
    cases = tuple(Case(one, tuple(_note(note) for note in book.cases[one.key])) for one in companies)
    return Casebook(book.source, book.written, cases)


@cache
def casebook() -> Casebook:
    """The casebook that comes with the product."""
    return read_casebook(data_text(FIRMS), data_text(NOTES))


def _note(note: _NoteFile) -> CaseNote:
    return CaseNote(note.kind, note.says, note.where, note.why)


def _unsourced(companies: Sequence[Company]) -> Iterator[InputError]:
    """A case without its source could be anybody's claim; findings are decisions and no report's words."""
    for row, company in enumerate(companies, start=1):
        where = Where(file=FIRMS, row=row)
        if company.case_id is None or company.uscc is not None:
            yield InputError("案例企业只用 case_id", where=where, todo="报告没有写信用代码，不要补上")
        if company.findings:
            yield InputError("案例企业不能带核定", where=where, todo="删去 findings")
        sources = {f"facts.{index}": fact.source for index, fact in enumerate(company.facts)}
        sources |= {f"titles.{index}": title.source for index, title in enumerate(company.titles)}
        for part, source in sources.items():
            if not source:
                place = Where(file=FIRMS, row=row, path=f"{part}.source")
                yield InputError("没有写出处", where=place, expected="报告的章节")


def _unmatched(companies: Sequence[Company], notes: Mapping[str, object]) -> Iterator[InputError]:
    keys = [one.key for one in companies]
    for key in notes:
        if key not in keys:
            yield InputError(f"{FIRMS} 里没有企业“{key}”", where=Where(file=NOTES), expected="、".join(keys))
    for key in keys:
        if key not in notes:
            yield InputError(
                f"没有写企业“{key}”哪些话未列入", where=Where(file=NOTES), todo="至少写空列表 []"
            )
