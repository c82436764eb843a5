"""The printed form of Word's automatic numbers: 一、 （一） 1. 第一条, which the paragraphs do not hold.

Owns the counters; reads `numbering.xml` and the styles (ECMA-376 part 1, 17.9), and writes each number into
its paragraph as text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"
_PLACE = re.compile(r"%(\d)")
_LEVELS = 9


@dataclass(slots=True)
class Level:
    """One level of a list: how its number is written, around what, and from where it counts."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False


@dataclass(slots=True)
class Numbering:
    """The lists of a document: levels per list, the list of each number id, and the running counts."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    of: dict[str, str] = field(default_factory=dict)
    overrides: dict[tuple[str, int], int] = field(default_factory=dict)
    by_style: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[str, list[int | None]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)


def write_numbers(document: etree._Element, numbering: bytes | None, styles: bytes | None) -> None:
    """Put the number of each automatically numbered paragraph in front of its text, in place."""
    if numbering is None:
        return
    lists = _read(numbering, styles)
    for paragraph in document.iter(f"{W}p"):
        found = _number_of(paragraph, lists)
        if found is None or paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None:
            continue
        label = _next(lists, *found)
        properties = paragraph.find(f"{W}pPr")
        if properties is not None and (automatic := properties.find(f"{W}numPr")) is not None:
            properties.remove(automatic)
        if label:
            _prepend(paragraph, label)


def _prepend(paragraph: etree._Element, label: str) -> None:
    run = etree.Element(f"{W}r")
    text = etree.SubElement(run, f"{W}t")
    text.text = label
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    properties = paragraph.find(f"{W}pPr")
    paragraph.insert(0 if properties is None else 1, run)


def _value(element: etree._Element | None) -> str | None:
    return None if element is None else element.get(f"{W}val")


def _read(numbering: bytes, styles: bytes | None) -> Numbering:
    out = Numbering()
    root = etree.fromstring(numbering, _parser())
    for abstract in root.iter(f"{W}abstractNum"):
        found = {int(level.get(f"{W}ilvl", "0")): _level(level) for level in abstract.iter(f"{W}lvl")}
        out.levels[abstract.get(f"{W}abstractNumId", "")] = found
    for number in root.iter(f"{W}num"):
        identity = number.get(f"{W}numId", "")
        out.of[identity] = _value(number.find(f"{W}abstractNumId")) or ""
        for override in number.iter(f"{W}lvlOverride"):
            if start := _value(override.find(f"{W}startOverride")):
                out.overrides[identity, int(override.get(f"{W}ilvl", "0"))] = int(start)
    if styles is not None:
        _read_styles(styles, out)
    return out


def _read_styles(styles: bytes, out: Numbering) -> None:
    for style in etree.fromstring(styles, _parser()).iter(f"{W}style"):
        automatic = style.find(f"{W}pPr/{W}numPr")
        identity = style.get(f"{W}styleId")
        if automatic is not None and identity and (number := _value(automatic.find(f"{W}numId"))):
            out.by_style[identity] = (number, int(_value(automatic.find(f"{W}ilvl")) or 0))


def _level(level: etree._Element) -> Level:
    restart = _value(level.find(f"{W}lvlRestart"))
    return Level(
        _value(level.find(f"{W}numFmt")) or "decimal",
        _value(level.find(f"{W}lvlText")) or "",
        int(_value(level.find(f"{W}start")) or 1),
        None if restart is None else int(restart),
        level.find(f"{W}isLgl") is not None,
    )


def _number_of(paragraph: etree._Element, lists: Numbering) -> tuple[str, int] | None:
    """The list and level of a paragraph, its own before its style's; None where it has none."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        return None
    automatic = properties.find(f"{W}numPr")
    style = lists.by_style.get(_value(properties.find(f"{W}pStyle")) or "")
    if automatic is None:
        return style
    number = _value(automatic.find(f"{W}numId"))
    level = _value(automatic.find(f"{W}ilvl"))
    if number == "0":
        return None
    if number is None:
        return (style[0], int(level or 0)) if style else None
    return number, int(level or 0)


def _next(lists: Numbering, number: str, level: int) -> str:
    """Count on in a list and write the number."""
    abstract = lists.of.get(number, "")
    levels = lists.levels.get(abstract, {})
    if level not in levels:
        return ""
    counts = lists.counts.setdefault(abstract, [None] * _LEVELS)
    if number not in lists.begun:
        lists.begun.add(number)
        for (identity, place), start in lists.overrides.items():
            if identity == number:
                counts[place] = start - 1
    for above in range(level):
        if counts[above] is None:
            counts[above] = levels[above].start if above in levels else 1
    now = counts[level]
    counts[level] = levels[level].start if now is None else now + 1
    for below in range(level + 1, _LEVELS):
        if below not in levels or levels[below].restart != 0:
            counts[below] = None
    return _write(levels, counts, level)


def _write(levels: dict[int, Level], counts: list[int | None], level: int) -> str:
    own = levels[level]
    if own.form in {"bullet", "none"}:
        return ""

    def one(hit: re.Match[str]) -> str:
        place = int(hit[1]) - 1
        count = counts[place] or 1
        form = "decimal" if own.legal else levels.get(place, own).form
        return write_number(count, form)

    return _PLACE.sub(one, own.text)


def write_number(count: int, form: str) -> str:
    """A number in one of Word's forms; decimal where the form is not known."""
    return _FORMS.get(form, str)(count)


def chinese(count: int) -> str:
    """一 … 十一 … 一百零三; up to 9999, decimal above."""
    if not 0 < count < 10_000:
        return str(count)
    out, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = count // unit % 10
        if digit:
            out += ("零" if zero and out else "") + _DIGITS[digit] + name
            zero = False
        else:
            zero = bool(out)
    return out[1:] if out.startswith("一十") else out


def _letters(count: int) -> str:
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _roman(count: int) -> str:
    out = ""
    for value, sign in (
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ):
        out += sign * (count // value)
        count %= value
    return out


def _circle(count: int) -> str:
    return chr(ord("①") + count - 1) if 1 <= count <= 20 else str(count)


_FORMS: dict[str, Callable[[int], str]] = {
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "ideographDigital": chinese,
    "decimalEnclosedCircle": _circle,
    "decimalEnclosedCircleChinese": _circle,
    "lowerLetter": _letters,
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "decimalZero": lambda count: f"{count:02d}",
    "decimalFullWidth": lambda count: "".join(chr(ord(c) + 0xFEE0) for c in str(count)),
}


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
