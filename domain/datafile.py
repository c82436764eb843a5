"""The product's own data files in `domain/data`: strict rows of CSV, strict models of YAML.

Owns the access; what the columns and keys mean stands in the module of each file.
"""

from __future__ import annotations

import csv
from collections.abc import Hashable, Iterator
from importlib.resources import files
from typing import Any as AnyValue
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from domain.errors import InputError, Where
from domain.strict import raise_all, translate

Model = TypeVar("Model", bound=BaseModel)


def data_text(name: str) -> str:
    """The text of a file in `domain/data`."""
    return (files("domain") / "data" / name).read_text(encoding="utf-8")


def rows(text: str, name: str, columns: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    """Row number (the heading is 1) and cells of a CSV text with exactly these columns.

    Raises:
        InputError: other columns, a row of another length, a blank at a cell's edge.
    """
    reader = csv.reader(text.splitlines(), strict=True)
    heading = next(reader, [])
    if tuple(heading) != columns:
        raise InputError("数据文件的列不对", where=Where(file=name, row=1), expected="、".join(columns))
    for number, row in enumerate(reader, start=2):
        if len(row) != len(columns):
            raise InputError(
                f"这一行有 {len(row)} 格", where=Where(file=name, row=number), expected=f"{len(columns)} 格"
            )
        if any(cell != cell.strip() for cell in row):
            raise InputError("单元格前后有空格", where=Where(file=name, row=number), todo="删去空格")
        yield number, row


class _Loader(yaml.SafeLoader):
    """YAML without silent overwriting: a key given twice is an error."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Hashable, AnyValue]:
    seen: set[Hashable] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node, deep=True)
        if key in seen:
            raise InputError(f"“{key}”重复出现", where=Where(row=key_node.start_mark.line + 1))
        seen.add(key)
    return loader.construct_mapping(node, deep=True)


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def model(text: str, name: str, shape: type[Model]) -> Model:
    """A YAML text as the given strict model.

    Raises:
        InputError: no YAML, a key twice, an unknown key, a missing one, another type.
    """
    where = Where(file=name)
    try:
        value = yaml.load(text, Loader=_Loader)
        return shape.model_validate(value)
    except yaml.MarkedYAMLError as error:
        row = error.problem_mark.line + 1 if error.problem_mark else None
        raise InputError("不是正确的 YAML", where=Where(file=name, row=row), todo="检查缩进和冒号") from error
    except InputError as error:
        row = error.where.row if error.where else None
        raise InputError(error.what, where=Where(file=name, row=row)) from error
    except ValidationError as error:
        raise_all(translate(error, where))
        raise
