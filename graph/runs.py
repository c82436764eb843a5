"""Runs: the last matching of all firms with all signed items, kept for people who look with Neo4j Browser.

Owns FITS and NEAR, which each run rewrites as a whole; older runs keep their counts only.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any as AnyValue

from graph.canonical import to_text
from graph.known import missing, once_each, raise_faults
from graph.paging import page
from graph.store import Store, Work


@dataclass(frozen=True, slots=True)
class Run:
    """One matching of a register against all items.

    Attributes:
        on: the day for which was judged.
        counts: pairs per outcome (`fits`: 120 …).
        last: FITS and NEAR in the graph are of this run; set by the graph.
    """

    run_id: str
    on: date
    at: datetime
    who: str
    companies: int
    items: int
    counts: Mapping[str, int]
    last: bool = field(default=True, compare=False)


@dataclass(frozen=True, slots=True)
class RunPair:
    """A firm that fits an item (`near` is None), or lacks exactly the criterion `near`.

    Attributes:
        item_id: as in the graph (`063.i1`).
        high: CNY; None where it is not known.
    """

    company: str
    item_id: str
    near: str | None = None
    low: Decimal = Decimal(0)
    high: Decimal | None = None


def save_run(store: Store, run: Run, pairs: Sequence[RunPair]) -> None:
    """Keep the run and make its pairs the only FITS and NEAR in the graph. One transaction.

    Raises:
        InputError, InputFaultsError: a pair twice, a firm or item that is not in the graph.
    """
    once_each((f"{pair.company} → {pair.item_id}" for pair in pairs), "企业与事项")
    rows = [(pair.near is None, _pair_row(run, pair)) for pair in pairs]

    def work(one: Work) -> None:
        raise_faults(
            missing(one, "company.known", [pair.company for pair in pairs])
            + missing(one, "item.known", [pair.item_id for pair in pairs])
        )
        one.execute("run.unmark")
        one.execute("run.clear")
        one.write("run.merge", [_run_row(run)])
        one.write("run.fit", [row for fits, row in rows if fits])
        one.write("run.near", [row for fits, row in rows if not fits])

    store.transaction(work)


def runs(store: Store, after: str | None = None, limit: int = 50) -> list[Run]:
    """Runs by id, after the given one."""
    return [
        Run(
            **{
                **row,
                "at": datetime.fromisoformat(row["at"]),
                "counts": json.loads(row["counts"]),
            }
        )
        for row in page(store, "run.page", after, limit)
    ]


def item_pairs(store: Store, item_id: str, after: str | None = None, limit: int = 50) -> list[RunPair]:
    """The firms that fit an item or nearly do, in the last run; by key, after the given one."""
    return [_pair(row) for row in page(store, "run.item_pairs", after, limit, item_id=item_id)]


def company_pairs(store: Store, key: str, after: str | None = None, limit: int = 50) -> list[RunPair]:
    """The items that a firm fits or nearly does, in the last run; by item, after the given one."""
    return [_pair(row) for row in page(store, "run.company_pairs", after, limit, key=key)]


def _run_row(run: Run) -> dict[str, AnyValue]:
    props = {
        "run_id": run.run_id,
        "on": run.on,
        "at": run.at.isoformat(),
        "who": run.who,
        "companies": run.companies,
        "items": run.items,
        "counts": to_text(dict(run.counts)),
        "last": True,
    }
    return {"run_id": run.run_id, "props": props}


def _pair_row(run: Run, pair: RunPair) -> dict[str, AnyValue]:
    props = {
        "run": run.run_id,
        "on": run.on,
        "near": pair.near,
        "low": format(pair.low, "f"),
        "high": None if pair.high is None else format(pair.high, "f"),
    }
    return {"company": pair.company, "item_id": pair.item_id, "props": props}


def _pair(row: Mapping[str, AnyValue]) -> RunPair:
    high = row["high"]
    return RunPair(
        row["company"],
        row["item_id"],
        row["near"],
        Decimal(row["low"]),
        None if high is None else Decimal(high),
    )
