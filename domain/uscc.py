"""The unified social credit code (统一社会信用代码): normal form, checks and check digits of GB 32100-2015.

Owns nothing but the code; whether its region part is still in force is `region`'s matter and no error here.
"""

from __future__ import annotations

import re
import unicodedata

from domain.errors import InputError

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The 31 characters of GB 32100-2015: no I, O, S, V, Z."""

LENGTH = 18
_MODULUS = len(ALPHABET)
_VALUE = {char: value for value, char in enumerate(ALPHABET)}
_WEIGHTS = tuple(pow(3, place, _MODULUS) for place in range(LENGTH - 1))

_BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_BODY_MODULUS = 11
_BODY = slice(8, 16)

_KINDS = {"1": "1239", "5": "1239", "9": "123", "Y": "1"}
_ANY_KIND = "123456789"
_OFFICES = "123456789ANY"

_SCIENTIFIC = re.compile(r"\d(\.\d+)?E\+?\d+")
_DROPPED = re.compile(r"[\s\u00ad\u200b-\u200d\u2060\ufeff\u2010-\u2015\u2212-]+")
_LOOKALIKES = str.maketrans("OI", "01")
_SUGGESTED = frozenset("OI")


def normalise(text: str) -> str:
    """Half width, upper case, without blanks (U+3000 too) and hyphens; nothing is checked or guessed."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", text)).upper()


def check(text: str) -> str:
    """The normalised code, once every check has passed.

    In this order: Excel's scientific notation, length, alphabet, 登记管理部门 and 机构类别 (characters 1, 2),
    digits at 3-8, check character 17 (GB 11714), check character 18 (GB 32100-2015).

    Raises:
        InputError: the first check that failed, by name.
    """
    code = normalise(text)
    _check_shape(code)
    _check_head(code)
    if code[16] != organisation_check(code[_BODY]):
        raise InputError(
            f"统一社会信用代码“{code}”的第 17 位与组织机构代码校验规则（GB 11714）不符",
            todo=_todo_digits(code),
        )
    if code[17] != credit_check(code[:17]):
        raise InputError(
            f"统一社会信用代码“{code}”的第 18 位校验码与 GB 32100-2015 不符",
            todo=_todo_digits(code),
        )
    return code


def is_valid(text: str) -> bool:
    """Whether `check` would pass."""
    try:
        check(text)
    except InputError:
        return False
    return True


def organisation_check(body: str) -> str:
    """The check character of an organisation code (GB 11714) for its eight characters."""
    total = sum(int(char, 36) * weight for char, weight in zip(body, _BODY_WEIGHTS, strict=True))
    rest = -total % _BODY_MODULUS
    return "X" if rest == _BODY_MODULUS - 1 else str(rest)


def credit_check(first17: str) -> str:
    """Character 18 (GB 32100-2015) for the first 17."""
    total = sum(_VALUE[char] * weight for char, weight in zip(first17, _WEIGHTS, strict=True))
    return ALPHABET[-total % _MODULUS]


def with_check_digits(first16: str) -> str:
    """The full code for its first 16 characters: positions 17 and 18 are computed.

    Raises:
        InputError: not 16 characters of the alphabet.
    """
    head = normalise(first16)
    if len(head) != LENGTH - 2 or not set(head) <= set(ALPHABET):
        raise InputError(
            f"“{first16}”不能作为信用代码的前 16 位", expected="16 位数字或大写字母（不含 I、O、S、V、Z）"
        )
    head += organisation_check(head[_BODY])
    return head + credit_check(head)


def _check_shape(code: str) -> None:
    if _SCIENTIFIC.fullmatch(code):
        raise InputError(
            f"“{code}”是 Excel 的科学计数法，信用代码的后几位已经丢失",
            todo="把该列设为文本格式后从原始资料重新录入",
        )
    if len(code) != LENGTH:
        raise InputError(f"统一社会信用代码“{code}”有 {len(code)} 位", expected=f"{LENGTH} 位")
    wrong = [(place, char) for place, char in enumerate(code, start=1) if char not in _VALUE]
    if not wrong:
        return
    named = "、".join(f"第 {place} 位“{char}”" for place, char in wrong)
    likely = code.translate(_LOOKALIKES) if all(char in _SUGGESTED for _, char in wrong) else None
    raise InputError(
        f"统一社会信用代码“{code}”含有不允许的字符：{named}",
        expected="数字或大写字母（不含 I、O、S、V、Z）",
        todo=f"核对是否为“{likely}”（字母 O、I 常与数字 0、1 混淆）" if likely else None,
    )


def _check_head(code: str) -> None:
    office, kind = code[0], code[1]
    if office not in _OFFICES:
        raise InputError(
            f"统一社会信用代码“{code}”的第 1 位“{office}”不是登记管理部门代码",
            expected="1 至 9、A、N、Y 之一",
        )
    kinds = _KINDS.get(office, _ANY_KIND)
    if kind not in kinds:
        raise InputError(
            f"统一社会信用代码“{code}”的第 2 位“{kind}”不是部门“{office}”的机构类别代码",
            expected=f"{'、'.join(kinds)} 之一",
        )
    if not code[2:8].isdecimal():
        raise InputError(
            f"统一社会信用代码“{code}”的第 3–8 位“{code[2:8]}”不是行政区划码", expected="六位数字"
        )


def _todo_digits(code: str) -> str:
    """What to do about a failed check; an all-digit code ending in zeros was probably cut by Excel."""
    if code.isdecimal() and code.endswith("000"):
        return "核对原件：全数字代码在 Excel 中会丢失第 15 位以后的数字，末尾变成 000"
    return "与营业执照核对"
