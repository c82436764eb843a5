"""The classification of industries GB/T 4754-2017: codes, names, and which lies in which.

Owns `data/gbt4754.csv` (codes and names only); codes of the 2011 edition are not told apart here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from domain.datafile import data_text, rows
from domain.errors import InputError, Where
from domain.names import Placement, any_of, plain
from domain.synonyms import canonical

_FILE = "gbt4754.csv"
COLUMNS = ("code", "section", "name")

_SECTION = re.compile(r"[A-T]")
_CODE = re.compile(r"[A-T]|\d{2,4}")
_DIVISION_DIGITS = 2
_WRITTEN = re.compile(r"([A-T]?)(\d{2,4}|)[ :.、-]*(.*)")


@dataclass(frozen=True, slots=True)
class Industry:
    """One class: 门类 (a letter), 大类 (two digits), 中类 (three), 小类 (four).

    Attributes:
        section: the letter of its 门类.
    """

    code: str
    section: str
    name: str

    @property
    def full_code(self) -> str:
        """The code with its letter, as enterprise tables write it: C3499."""
        return self.code if self.code == self.section else self.section + self.code

    @property
    def parent(self) -> str | None:
        """The code above; None for a 门类."""
        if self.code == self.section:
            return None
        return self.section if len(self.code) == _DIVISION_DIGITS else self.code[:-1]


class Industries:
    """The tree with look-up by code and name.

    Raises:
        InputError: a code twice, or one without its parent.
    """

    def __init__(self, industries: Iterable[Industry]) -> None:
        self._by_code: dict[str, Industry] = {}
        self._by_name: dict[str, str] = {}
        self._children: dict[str, list[str]] = {}
        for one in industries:
            if one.code in self._by_code:
                raise InputError(f"行业代码 {one.code} 重复")
            if one.parent is not None and one.parent not in self._by_code:
                raise InputError(f"行业“{one.name}”（{one.code}）的上级 {one.parent} 不在它之前")
            self._by_code[one.code] = one
            # Parents stand before their children, so the first of a name is the widest.
            self._by_name.setdefault(plain(one.name), one.code)
            self._children.setdefault(one.parent or "", []).append(one.code)

    def __iter__(self) -> Iterator[Industry]:
        return iter(self._by_code.values())

    def __len__(self) -> int:
        return len(self._by_code)

    @staticmethod
    def national() -> Industries:
        """GB/T 4754-2017 with its amendment: 20 门类, 97 大类, 473 中类, 1,382 小类."""
        return _national()

    def get(self, code: str) -> Industry | None:
        """The class of a code as the table writes it: C, 34, 349, 3499."""
        return self._by_code.get(code)

    def ancestors(self, code: str) -> tuple[str, ...]:
        """The codes above, nearest first, the section's letter last."""
        found = []
        one = self._by_code.get(code)
        while one is not None and one.parent is not None:
            found.append(one.parent)
            one = self._by_code[one.parent]
        return tuple(found)

    def children(self, code: str) -> tuple[str, ...]:
        """The codes right below, in order; empty for a 小类."""
        return tuple(self._children.get(code, ()))

    def section(self, code: str) -> str | None:
        """The letter of the 门类 that a code lies in."""
        one = self._by_code.get(code)
        return one.section if one else None

    def resolve(self, text: str) -> str | None:
        """The code that a text means, None if it means none.

        Taken are codes (C, 34, C34, 3499, C3499), names in any bracket width, a code with its own name behind
        it (C34通用设备制造业), and the usual short names (制造). A name of several levels means the widest.
        A code with a foreign letter (A3499) or another class's name means none.
        """
        words = plain(text)
        by_name = self._by_name.get(canonical("industry", words))
        written = _WRITTEN.fullmatch(words)
        if by_name or not written:
            return by_name
        letter, digits, name = written.groups()
        one = self._by_code.get(digits or letter)
        if one is None or letter not in {"", one.section} or name not in {"", plain(one.name)}:
            return None
        return one.code

    def firm_code(self, text: str | None) -> str | None:
        """The code of a firm's industry: as `resolve`, else the 中类 or 大类 of a code that is not listed.

        A register may still hold codes of the 2011 edition: 6510 lies in 651.
        """
        if not text:
            return None
        written = _WRITTEN.fullmatch(plain(text))
        code = self.resolve(text)
        if code or not written or written[3]:
            return code
        letter, digits = written[1], written[2]
        wider = (
            self._by_code.get(digits[:length]) for length in (3, _DIVISION_DIGITS) if length < len(digits)
        )
        return next((one.code for one in wider if one and letter in {"", one.section}), None)

    def contains(self, asked: str, firm: str) -> Placement:
        """Whether a firm's class lies in the one asked; both are codes of this table.

        UNKNOWN where the firm's is wider than the one asked, unless the wider one holds nothing else
        (a 中类 with a single 小类 is that 小类).
        """
        if firm not in self._by_code:
            return Placement.UNKNOWN
        narrowest = self._narrowest(firm)
        if asked in {narrowest, *self.ancestors(narrowest)}:
            return Placement.INSIDE
        return Placement.UNKNOWN if narrowest in self.ancestors(asked) else Placement.OUTSIDE

    def locate(self, asked: Iterable[str], firm: str | None) -> Placement:
        """Whether a firm's industry (code or name) lies in one of those asked (codes or names).

        UNKNOWN: the firm's is missing, no class, or wider than the one asked. PERSON: no member matches and
        one is no class of the table.
        """
        code = self.firm_code(firm)
        if code is None:
            return Placement.UNKNOWN
        wanted = (self.resolve(text) for text in asked)
        return any_of(self.contains(one, code) if one else Placement.PERSON for one in wanted)

    def _narrowest(self, code: str) -> str:
        while len(children := self._children.get(code, [])) == 1:
            code = children[0]
        return code


def read_industries(text: str, name: str = _FILE) -> Industries:
    """The tree of a CSV text; parents stand before their children.

    Raises:
        InputError: other columns, a code of another shape, a code twice, a parent missing.
    """
    found = []
    for number, (code, section, title) in rows(text, name, COLUMNS):
        if not _CODE.fullmatch(code) or not _SECTION.fullmatch(section) or not title:
            place = Where(file=name, row=number)
            raise InputError(f"行业代码“{section}{code}”不对", where=place, expected="门类字母或 2–4 位数字")
        found.append(Industry(code, section, title))
    return Industries(found)


@cache
def _national() -> Industries:
    return read_industries(data_text(_FILE))
