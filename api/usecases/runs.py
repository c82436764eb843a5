"""The whole register against all items, and keeping the run in the graph for people who look there.

Owns the passing on; FITS and NEAR are rewritten as a whole by `graph`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime

from api.usecases.judging import ORDER
from api.usecases.memo import Memo
from api.usecases.state import State, all_companies, all_policies, codes_of, state
from graph import load
from graph.load import Run, RunPair
from graph.store import Store
from matching.kernel.pairs import match_pairs
from matching.register import Pair
from matching.verdict import Outcome


def match_graph(store: Store, on: date, memo: Memo) -> Iterator[Pair]:
    """Every firm of the graph against every item, one pair after the other."""
    yield from _match(state(store, memo), on)


def _match(now: State, on: date) -> Iterator[Pair]:
    return match_pairs(all_policies(now), all_companies(now).values(), on, codes_of(now))


Watch = Callable[[Iterator[Pair], int], Iterable[Pair]]


def match_and_keep(
    store: Store, on: date, *, who: str, at: datetime, memo: Memo, watch: Watch | None = None
) -> Run:
    """Match the whole graph and keep the run; its id names the day, the moment and the graph's state.

    Only pairs that fit or nearly do become relationships; the counts tell of all.

    Args:
        watch: gets the pairs and their number and hands them on (to show progress, to write them).
    """
    counts: Counter[Outcome] = Counter()
    kept: list[RunPair] = []
    now = state(store, memo)
    items = sum(len(policy.items) for policy in all_policies(now))
    pairs: Iterable[Pair] = _match(now, on)
    if watch is not None:
        pairs = watch(_match(now, on), items * len(all_companies(now)))
    for pair in pairs:
        counts[pair.outcome] += 1
        if pair.outcome is Outcome.FITS or pair.near is not None:
            kept.append(_kept(pair))
    run = Run(
        run_id=f"{on}-{at:%Y%m%dT%H%M%S}-{now.word[:8]}",
        on=on,
        at=at,
        who=who,
        companies=len(all_companies(now)),
        items=items,
        counts={outcome.value: counts[outcome] for outcome in ORDER},
    )
    load.save_run(store, run, kept)
    return run


def _kept(pair: Pair) -> RunPair:
    return RunPair(
        company=pair.company,
        item_id=f"{pair.doc_id}.{pair.item_id}",
        near=pair.near,
        low=pair.amount.low,
        high=pair.amount.high,
    )
