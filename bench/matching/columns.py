"""The workload's columns straight into a sheet: a code per firm and feature, a plane per bound.

Owns the bench's own way in. The product fills its sheets through the leaf functions (`kernel.encode`); here
every fact is plain, so that a comparison of columns says the same, which the bench checks against `judge`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from bench.matching.workload import Workload
from domain.policy import Criterion, Kind, Op
from matching.kernel.planes import Words, pack
from matching.kernel.sheet import Sheet
from matching.question import Question


def fill(sheet: Sheet, predicates: Iterable[Question], work: Workload, places: slice = slice(None)) -> None:
    """Fill a row for each predicate, in order, from some of the firms."""
    by_feature: dict[str, list[tuple[int, Criterion]]] = defaultdict(list)
    for row, predicate in enumerate(predicates):
        by_feature[predicate.criterion.feature].append((row, predicate.criterion))
    for feature, asked in by_feature.items():
        if asked[0][1].kind is Kind.COMPARE:
            _numbers(sheet, asked, work.numbers[feature][places])
            continue
        for row, criterion in asked:
            if criterion.kind is Kind.STATE:
                column = work.states[feature][places]
                _write(sheet, row, pack(column == 1), pack(column < 0))
            else:
                region = work.region[places]
                _write(sheet, row, pack(inside(region, criterion.values[0])), pack(region == 0))


def inside(region: np.ndarray, code: str) -> np.ndarray:
    """Whether a six-digit code lies in a division: those with its digits but for trailing pairs of 0."""
    width = 10_000 if code.endswith("0000") else 100 if code.endswith("00") else 1
    return region // width == int(code) // width


def bound_of(criterion: Criterion) -> tuple[int, bool]:
    """A comparison of whole numbers as `x >= bound`, and whether it is turned round."""
    value = int(criterion.value or 0)
    up = criterion.op in {Op.GE, Op.GT}
    return value + (criterion.op in {Op.GT, Op.LE}), not up


def _numbers(sheet: Sheet, asked: list[tuple[int, Criterion]], column: np.ndarray) -> None:
    breaks = sorted({bound_of(criterion)[0] for _, criterion in asked})
    codes = np.searchsorted(np.array(breaks, np.float64), column, side="right").astype(np.uint16)
    unknown = np.isnan(column)
    codes[unknown] = 0
    missing, real = pack(unknown), pack(np.ones(column.size, np.bool_))
    planes = {value: pack(codes > at) for at, value in enumerate(breaks)}
    for row, criterion in asked:
        bound, turned = bound_of(criterion)
        _write(sheet, row, real & ~planes[bound] if turned else planes[bound], missing)


def _write(sheet: Sheet, row: int, true: Words, unknown: Words) -> None:
    sheet.able[row] = true | unknown
    sheet.sure[row] = true & ~unknown
