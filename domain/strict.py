"""Strict reading of JSON: pydantic's findings as our errors, in Chinese, each with its place.

Owns the translation and the file access; the formats stand in `reading_file` and `company_file`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any as AnyValue

from pydantic import BaseModel, ConfigDict, PlainValidator, ValidationError

from domain.errors import InputError, InputFaultsError, UnavailableError, Where

MAX_FILE_BYTES = 64 * 1024 * 1024
MAX_PLACES = 100
"""Places of a number on either side of the point: `1E999999999` is short, but fills the memory in full."""

_MESSAGES = {
    "missing": ("缺少这一项", None),
    "extra_forbidden": ("不认识这一项", "格式说明中列出的项"),
    "string_type": ("不是文字", "文字"),
    "string_too_short": ("是空的", "文字"),
    "string_pattern_mismatch": ("写法不对", "字母、数字和下划线，以字母开头"),
    "greater_than_equal": ("太小", "不小于 0 的数"),
    "int_type": ("不是整数", "整数"),
    "int_parsing": ("不是整数", "整数"),
    "bool_type": ("不是是非值", "true 或 false"),
    "list_type": ("不是列表", "列表"),
    "tuple_type": ("不是列表", "列表"),
    "dict_type": ("不是对象", "JSON 对象"),
    "model_type": ("不是对象", "JSON 对象"),
    "enum": ("取值不在允许范围内", None),
    "literal_error": ("取值不在允许范围内", None),
}


class Strict(BaseModel):
    """Base of the file models: unknown keys and silent conversions are errors."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class CarriedError(ValueError):
    """One of our faults on its way through pydantic, which keeps ValueErrors only."""

    def __init__(self, fault: InputError) -> None:
        super().__init__(fault.what)
        self.fault = fault


def parsed_by(parse: Callable[[AnyValue], AnyValue], *, needed: bool = False) -> PlainValidator:
    """A field read by one of our own parsers; null stays None, and is a fault where the field is needed."""

    def validate(value: AnyValue) -> AnyValue:
        if value is None:
            if needed:
                raise CarriedError(InputError("是空的（null）", expected="写明这一项"))
            return None
        try:
            return parse(value)
        except InputError as error:
            raise CarriedError(error) from error

    return PlainValidator(validate)


def text_parsed_by(parse: Callable[[str], AnyValue], *, needed: bool = False) -> PlainValidator:
    """A field whose text one of our own parsers reads; what is no text is a fault, null as in `parsed_by`."""

    def read(value: AnyValue) -> AnyValue:
        if not isinstance(value, str):
            raise InputError(f"不是文字（{str(value)[:40]}）", expected="文字")
        return parse(value)

    return parsed_by(read, needed=needed)


def parse_decimal(value: AnyValue) -> Decimal:
    """A decimal written as text; a bare JSON number is refused, since other tools would round it.

    Raises:
        InputError: anything else.
    """
    if isinstance(value, str):
        try:
            number = Decimal(value)
            if countable(number):
                return number
            if number.is_finite():
                expected = f"小数点前后各不超过 {MAX_PLACES} 位的数"
                raise InputError(f"“{value[:40]}”位数过多", expected=expected)
        except InvalidOperation:
            pass
    raise InputError(f"“{value}”不是数", expected='十进制数，如 "0.03"')


def countable(number: Decimal) -> bool:
    """Whether the number is finite and has no more than `MAX_PLACES` on either side of the point."""
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -MAX_PLACES and number.adjusted() <= MAX_PLACES


def translate(error: ValidationError, where: Where) -> list[InputError]:
    """Each of pydantic's findings as one Chinese fault at its path."""
    return [_fault(one, where) for one in error.errors(include_url=False)]


def _fault(one: AnyValue, where: Where) -> InputError:
    path = ".".join(str(part) for part in one["loc"] if not str(part).startswith("function-"))
    place = replace(where, path=f"{where.path}.{path}" if where.path and path else path or where.path)
    inner = one.get("ctx", {}).get("error")
    if isinstance(inner, CarriedError):
        fault = inner.fault
        return InputError(fault.what, where=place, expected=fault.expected, todo=fault.todo)
    what, expected = _MESSAGES.get(one["type"], ("取值不对", None))
    if one["type"] in {"enum", "literal_error"}:
        # pydantic writes 'a', 'b' or 'c'.
        expected = str(one["ctx"]["expected"]).replace("'", "").replace(", ", "、").replace(" or ", "、")
    given = "" if one["type"] == "missing" else f"（{str(one['input'])[:40]}）"
    return InputError(f"{what}{given}", where=place, expected=expected)


def raise_all(faults: Iterable[InputError]) -> None:
    """Raise what was found: nothing, the one fault, or all of them together."""
    found = list(faults)
    if len(found) == 1:
        raise found[0]
    if found:
        raise InputFaultsError(found)


def read_text(path: Path) -> str:
    """The file's text in UTF-8, a byte order mark dropped.

    Raises:
        UnavailableError: the file cannot be opened.
        InputError: it is a folder, too large, or not UTF-8.
    """
    where = Where(file=str(path))
    try:
        if path.is_dir():
            raise InputError("这是文件夹，不是文件", where=where)
        if path.stat().st_size > MAX_FILE_BYTES:
            raise InputError("文件过大", where=where, expected=f"不超过 {MAX_FILE_BYTES // 2**20} MB")
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise InputError("找不到文件", where=where, todo="检查路径") from error
    except UnicodeDecodeError as error:
        raise InputError("文件不是 UTF-8 编码的文本", where=where, todo="另存为 UTF-8 后重试") from error
    except OSError as error:
        raise UnavailableError(f"文件打不开（{error.strerror}）", where=where, todo="检查权限") from error


def parse_json(text: str, where: Where) -> AnyValue:
    """The JSON value of a text; numbers with a point become exact decimals.

    Raises:
        InputError: the text is no JSON, names a key twice, holds NaN, Infinity or half a character, nests too
            deep, or has an integer of thousands of digits.
    """
    try:
        value = json.loads(text, parse_float=Decimal, parse_constant=_no_constant, object_pairs_hook=_object)
        _refuse_halves(text, value)
        return value
    except json.JSONDecodeError as error:
        raise InputError(
            f"不是正确的 JSON（第 {error.lineno} 行第 {error.colno} 列附近）",
            where=where,
            todo="检查括号、引号和逗号",
        ) from error
    except InputError as error:
        raise InputError(error.what, where=where) from error
    except ValueError as error:
        # Python reads no integer of more than some thousand digits.
        raise InputError("JSON 中有位数过多的整数", where=where) from error
    except RecursionError as error:
        raise InputError("JSON 嵌套过深", where=where) from error


def _refuse_halves(text: str, value: AnyValue) -> None:
    """JSON can spell half a character, which nothing can write again; only an escape can."""
    if "\\ud" in text.lower():
        try:
            json.dumps(value, ensure_ascii=False, default=str).encode("utf-8")
        except UnicodeEncodeError as error:
            raise InputError("JSON 中有残缺的字符（不成对的 \\ud800–\\udfff）") from error


def _no_constant(word: str) -> None:
    raise InputError(f"JSON 中的 {word} 不是数")


def _object(pairs: list[tuple[str, AnyValue]]) -> dict[str, AnyValue]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise InputError(f"JSON 中的“{twice}”重复出现")
    return found
