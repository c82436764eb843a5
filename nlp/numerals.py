"""Numbers as Chinese policy texts write them: 5,000 · 1.2 · 一千二百 · 两 · 十, as exact decimals.

Owns numerals only; what they measure stands in `quantities`.
"""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "壹": 1}
DIGITS |= {"贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9}
TENS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}

ARABIC = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
CHINESE = "[" + "".join(DIGITS) + "".join(TENS) + "]+"
NUMBER = rf"(?:{ARABIC}|{CHINESE})"
_ARABIC = re.compile(ARABIC)


def parse_number(text: str) -> Decimal | None:
    """The value of an arabic or Chinese numeral; None where the characters make no number.

    >>> parse_number("一千二百万"), parse_number("5,000"), parse_number("十五")
    (Decimal('12000000'), Decimal('5000'), Decimal('15'))
    """
    plain = text.replace(" ", "")
    if _ARABIC.fullmatch(plain):
        return Decimal(re.sub("[,，]", "", plain))
    return _chinese(plain)


def _chinese(text: str) -> Decimal | None:
    if not text:
        return None
    total, section, digit = 0, 0, None
    run = ""
    for char in text:
        if char in DIGITS:
            run += str(DIGITS[char])
            digit = int(run)
        elif char in TENS:
            section += (1 if digit is None else digit) * TENS[char]
            digit, run = None, ""
        elif char in MYRIADS:
            if section == 0 and digit is None:
                return None
            total = (
                (total + section + (digit or 0)) * MYRIADS[char]
                if char == "亿"
                else (total + (section + (digit or 0)) * MYRIADS[char])
            )
            section, digit, run = 0, None, ""
        else:
            return None
    return Decimal(total + section + (digit or 0))
