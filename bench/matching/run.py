"""The rounds: kernel and peers in turn on the same work, checked before a figure is told.

Owns what is timed. Times are CPU seconds of this process. Not timed: making the workload, numba's compiling,
a peer's conversion of items and firms to its own objects.
"""

from __future__ import annotations

import gc
import hashlib
import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from bench.matching.columns import fill
from bench.matching.workload import ON, Workload
from domain.tree import Node
from matching.assess import Plan, prepare
from matching.codes import national_codes
from matching.kernel.answer import ORDER, ItemAnswer
from matching.kernel.judging import Rows, judge_sheet, kernel, run_program
from matching.kernel.planes import pack
from matching.kernel.predicates import predicate_of
from matching.kernel.program import Program, compiled
from matching.kernel.sheet import Sheet
from matching.question import Question
from matching.register import match
from matching.verdict import Outcome

Json = dict[str, Any]
FITS, UNKNOWN = 4, 2
"""Places of the class planes in the kernel's output."""


@dataclass(frozen=True, slots=True)
class Ready:
    """The workload compiled for the kernel."""

    work: Workload
    plans: list[Plan]
    predicates: list[Question]
    rows: list[Rows]
    program: Program
    sheet: Sheet


def seconds(action: Callable[[], Any]) -> tuple[float, Any]:
    """CPU seconds of one call, and what it gave."""
    gc.collect()
    start = time.process_time()
    found = action()
    return time.process_time() - start, found


def ready(work: Workload) -> tuple[Ready, Json]:
    """The workload made ready, and the CPU seconds that each step took."""
    spent: Json = {}
    prepare_s, plans = seconds(lambda: [prepare(one, one.items[0]) for one in work.policies])
    asked = [{name: predicate_of(one) for name, one in plan.questions.items()} for plan in plans]
    places = {one: at for at, one in enumerate(dict.fromkeys(one for own in asked for one in own.values()))}
    rows: list[Rows] = [{name: places[one] for name, one in own.items()} for own in asked]
    spent["plans_s"] = round(prepare_s, 3)
    sheet = Sheet.empty(len(places), work.region.size)
    encode_s, _ = seconds(lambda: fill(sheet, places, work))
    program_s, program = seconds(lambda: compiled(plans, rows, set()))
    spent |= {"encode_s": round(encode_s, 3), "program_s": round(program_s, 3)}
    return Ready(work, plans, list(places), rows, program, sheet), spent


def memory_mb() -> float:
    """The most memory that the process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def statuses(classes: np.ndarray) -> str:
    """SHA-256 over the planes `is true` and then `may be true` of all items."""
    sure = classes[:, FITS]
    return digest(sure, sure | classes[:, UNKNOWN])


def digest(*planes: np.ndarray) -> str:
    """SHA-256 over planes of items x words; bits beyond the last firm are 0."""
    found = hashlib.sha256()
    for plane in planes:
        found.update(np.ascontiguousarray(plane).tobytes())
    return found.hexdigest()


def peer_statuses(frame: Any) -> str:
    """The same of a peer's Boolean columns."""
    sure = [pack(column.fill_null(False).to_numpy()) for column in frame.get_columns()]
    able = [pack(column.fill_null(True).to_numpy()) for column in frame.get_columns()]
    return digest(np.array(sure), np.array(able))


def check(one: Ready, firms: int, items: int) -> Json:
    """Pairs that differ from `judge`'s plain loop, and items that differ from whole planes.

    Classes, pivots and near misses are compared.
    """
    wrong = 0
    companies = one.work.companies(range(firms))
    fast = judge_sheet(one.plans, one.rows, one.sheet, ON, fast=True)
    cells = [(answer.codes(), answer.pivots(), answer) for answer in fast]
    for at, pair in enumerate(match(one.work.policies, companies, ON, national_codes())):
        firm, item = divmod(at, len(one.plans))
        codes, pivots, answer = cells[item]
        named = tuple(k for k, words in pivots.items() if int(words[firm // 64]) >> (firm % 64) & 1)
        near = int(answer.near[firm // 64]) >> (firm % 64) & 1
        wrong += (ORDER[codes[firm]], named, bool(near)) != (pair.outcome, pair.pivots, pair.near is not None)
    whole = judge_sheet(one.plans[:items], one.rows[:items], one.sheet, ON, fast=False)
    differing = sum(not _same(a, b) for a, b in zip(fast, whole, strict=False))
    return {
        "pairs_checked": firms * len(one.plans),
        "pairs_wrong": wrong,
        "items_checked": items,
        "items_wrong": differing,
    }


def _same(one: ItemAnswer, other: ItemAnswer) -> bool:
    zero = np.zeros_like(one.near)
    return (
        one.shut_out == other.shut_out
        and one.counts == other.counts
        and np.array_equal(one.near, other.near)
        and all(np.array_equal(one.classes.get(o, zero), other.classes.get(o, zero)) for o in Outcome)
    )


def small(one: Ready, changed: int) -> Json:
    """Milliseconds of one firm on all items, one item on all firms, and some changed firms on all items."""
    module, words = kernel(), one.sheet.able[:, :1]
    single = Sheet(1, np.ascontiguousarray(words), np.ascontiguousarray(one.sheet.sure[:, :1]))
    first = compiled(one.plans[:1], one.rows[:1], set())

    def again() -> None:
        part = Sheet.empty(len(one.predicates), changed)
        fill(part, one.predicates, one.work, slice(0, changed))
        run_program(module, one.program, part)

    actions = {
        "one_firm_ms": lambda: run_program(module, one.program, single),
        "one_item_ms": lambda: run_program(module, first, one.sheet),
        f"changed_{changed}_firms_ms": again,
    }
    return {
        name: round(1000 * statistics.median(seconds(action)[0] for _ in range(9)), 3)
        for name, action in actions.items()
    }


def rounds(one: Ready, count: int) -> Json:
    """Kernel and peer in turn; M pairs a CPU second of each, and the ratio of the same round."""
    pairs, module = one.work.region.size * len(one.plans) / 1e6, kernel()
    run_program(module, one.program, Sheet.empty(len(one.predicates), 64))
    peer, peer_name = _peer(one)
    before = memory_mb()
    speeds: list[tuple[float, float]] = []
    digests: list[str] = []
    first_s, (*planes, _, _) = seconds(lambda: run_program(module, one.program, one.sheet))
    into, above = (planes[0], planes[1]), memory_mb() - before
    digests.append(statuses(into[0]))
    for at in range(count + 1):
        spent, _ = seconds(lambda: run_program(module, one.program, one.sheet, into))
        if peer is None:
            speeds.append((pairs / spent, 0.0))
            continue
        other, frame = seconds(peer)
        if at == 0:
            digests.append(peer_statuses(frame))
        speeds.append((pairs / spent, pairs / other))
    warm = speeds[1:]
    found: Json = {
        "kernel_full_m_pairs_per_cpu_s": _spread([mine for mine, _ in warm]),
        "kernel_first_pass_s": round(first_s, 3),
        "kernel_output_mb": round(above),
        "sheet_mb": round((one.sheet.able.nbytes + one.sheet.sure.nbytes) / 2**20),
        "digest": digests[0],
    }
    if peer is not None:
        found |= {
            "peer": peer_name,
            "peer_statuses_m_pairs_per_cpu_s": _spread([other for _, other in warm]),
            "ratio_full_to_peer_statuses": _spread([mine / other for mine, other in warm]),
            "digest_equal": len(set(digests)) == 1,
        }
    return found


def _peer(one: Ready) -> tuple[Callable[[], Any] | None, str]:
    """Polars with shared predicates; None where it is not installed."""
    try:
        import polars

        from bench.matching.polars_peer import PolarsPeer
    except ImportError:
        return None, ""
    trees: list[Node] = [plan.item.require for plan in one.plans if plan.item.require is not None]
    peer = PolarsPeer(one.work, one.predicates, trees, one.rows)
    return peer.run, f"polars {polars.__version__}, shared predicates, {polars.thread_pool_size()} threads"


def _spread(values: list[float]) -> list[float]:
    """Median, least, most."""
    return [round(x, 2) for x in (statistics.median(values), min(values), max(values))]
