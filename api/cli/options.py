"""Options that several commands share: days, files, folders.

Owns their parsing; a wrong value is a wrong use (exit 2), said in Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from api.intake.regions import read_regions_table
from domain.errors import InputError
from domain.period import parse_day
from domain.region import Regions


class Day(click.ParamType[date]):
    """An ISO day."""

    name = "日期"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a complaint."""
        if isinstance(value, date):
            return value
        try:
            return parse_day(value)
        except InputError as error:
            self.fail(str(error), param, ctx)


class RegionCode(click.ParamType[str]):
    """A division's code of six digits; it need not be in the national table, as districts change."""

    name = "区划代码"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The code, or a complaint."""
        if not re.fullmatch(r"[1-9][0-9]{5}", str(value)):
            self.fail(f"“{value}”不是行政区划代码；应为六位数字，如 130132", param, ctx)
        return str(value)


DAY = Day()
REGION = RegionCode()
FILE = click.Path(path_type=Path)

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def _regions(_: click.Context, __: click.Parameter, path: Path | None) -> Regions | None:
    return read_regions_table(path) if path else None


regions_option = click.option(
    "--regions",
    type=FILE,
    default=None,
    callback=_regions,
    help="全国表以外的行政区划（CSV：code,name,level,parent）",
)
"""`--regions`: the national divisions with those of a file; a fault in it is a fault of the input."""


def on_option(required: bool = True) -> Decorator:
    """`--on`: the application date; it is asked for and never defaults to today."""
    return click.option("--on", type=DAY, required=required, help="申请日期，如 2026-05-10")
