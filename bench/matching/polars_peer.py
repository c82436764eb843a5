"""The peer: Polars with every predicate computed once by hand, statuses of all items in one query.

Owns the spelling of items as expressions; null is unknown, as Polars' own Kleene logic has it.
"""

from __future__ import annotations

from typing import Any

import polars as pl

from bench.matching.columns import bound_of
from bench.matching.workload import Workload
from domain.policy import Criterion, Kind
from domain.tree import All, AtLeast, Leaf, Node, Waive, children
from domain.tree import Any as AnyOf
from matching.kernel.judging import Rows
from matching.question import Question


class PolarsPeer:
    """Firms in Polars' own form; `run` judges all items on all firms."""

    def __init__(
        self, work: Workload, predicates: list[Question], trees: list[Node], rows: list[Rows]
    ) -> None:
        columns: dict[str, Any] = {name: pl.Series(x).fill_nan(None) for name, x in work.numbers.items()}
        columns |= {name: pl.Series(x == 1).set(pl.Series(x < 0), None) for name, x in work.states.items()}
        columns["region"] = pl.Series(work.region).set(pl.Series(work.region == 0), None)
        self.frame = pl.DataFrame(columns)
        self.predicates = [_predicate(one.criterion).alias(f"p{at}") for at, one in enumerate(predicates)]
        self.items = [
            _tree(tree, own).alias(f"i{at}") for at, (tree, own) in enumerate(zip(trees, rows, strict=True))
        ]

    def run(self) -> Any:
        """A Boolean column per item: fits, does not, or null."""
        return self.frame.lazy().select(self.predicates).select(self.items).collect()


def _predicate(criterion: Criterion) -> Any:
    column = pl.col(criterion.feature)
    if criterion.kind is Kind.STATE:
        return column
    if criterion.kind is Kind.IN:
        code = criterion.values[0]
        width = 10_000 if code.endswith("0000") else 100 if code.endswith("00") else 1
        return (column >= int(code)) & (column < int(code) + width)
    bound, turned = bound_of(criterion)
    return column < bound if turned else column >= bound


def _tree(node: Node, rows: Rows) -> Any:
    if isinstance(node, Leaf):
        return pl.col(f"p{rows[node.id]}")
    parts = [_tree(part, rows) for part in children(node)]
    match node:
        case All():
            return pl.all_horizontal(parts)
        case AnyOf() | Waive():
            return pl.any_horizontal(parts)
        case AtLeast(number, _):
            sure = pl.sum_horizontal([part.fill_null(False).cast(pl.UInt8) for part in parts])
            able = pl.sum_horizontal([part.fill_null(True).cast(pl.UInt8) for part in parts])
            return pl.when(sure >= number).then(True).when(able < number).then(False)
        case _:
            raise ValueError(f"the workload has no such node: {node}")
