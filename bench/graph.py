"""Rows a second loading and milliseconds per named read, on the embedded engine or the one given by --uri.

Prints one JSON object as its last line. Without --uri an engine is started in a folder of its own and thrown
away; with it the database must be empty, and is emptied again afterwards by taking the loads back.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from domain.chain import Chain, Membership, Segment, Stage, SupplyLink
from domain.company import Company, Fact, TitleHeld
from domain.period import year_period
from domain.policy import Criterion, Item, Kind, Op, Policy, Span
from domain.tree import All, Leaf
from graph import embedded, load, reads
from graph.imports import Import
from graph.migrate import migrate
from graph.store import Store
from graph.undo import undo_import

AMOUNTS = ("revenue", "rd_expense", "assets", "net_assets", "profit", "tax_paid")
YEARS = (2023, 2024, 2025)
LINKS_PER_FIRM = 3
POLICIES = 50


def firms(count: int) -> list[Company]:
    """Firms with 18 yearly figures and a title each."""
    return [
        Company(
            f"测量企业{n}",
            case_id=f"bench-{n:07}",
            facts=tuple(
                Fact(name, Decimal(1000 * n + year), "CNY", year_period(year), source="测量")
                for year in YEARS
                for name in AMOUNTS
            ),
            titles=(TitleHeld("高新技术企业", "国家级", date(2024, 11, 1)),),
            region="130132",
            industry="3441",
            founded=date(2003, 6, 1),
        )
        for n in range(count)
    ]


def policies(count: int) -> list[Policy]:
    """Documents of two items with five criteria each."""
    span = Span(0, 2, "测量")
    return [
        Policy(
            f"bench-{n:04}",
            "测量",
            None,
            (),
            "130132",
            date(2026, 1, 1),
            None,
            None,
            tuple(
                Item(
                    f"i{k}",
                    "测量",
                    0,
                    2,
                    All(tuple(Leaf(f"c{k}{m}") for m in range(5))),
                    None,
                    tuple(
                        Criterion(f"c{k}{m}", Kind.COMPARE, "revenue", span, op=Op.GE, value=Decimal(m))
                        for m in range(5)
                    ),
                )
                for k in range(2)
            ),
            text="测量" * 2000,
        )
        for n in range(count)
    ]


def links(count: int) -> list[SupplyLink]:
    """Three customers of each firm, further on in the list."""
    return [
        SupplyLink(
            f"bench-{n:07}",
            f"bench-{(n + step * step) % count:07}",
            "测量",
            2025,
            "测量",
            Decimal(n),
        )
        for n in range(count)
        for step in range(1, LINKS_PER_FIRM + 1)
    ]


def loading(store: Store, count: int, imported: Import) -> dict[str, float]:
    """Rows a second per kind of load: firms, their facts, policies, supply links; again with no change."""
    firm_list = firms(count)
    chain = Chain("bench", "测量", "测量", (Segment("bench.s", "bench", "测量", Stage.MIDSTREAM, "测量"),))
    members = [Membership(firm.key, "bench.s", "测量") for firm in firm_list]
    steps: list[tuple[str, int, Callable[[], object]]] = [
        ("companies", count, lambda: load.load_companies(store, firm_list, imported)),
        ("companies_again", count, lambda: load.load_companies(store, firm_list, imported)),
        ("policies", POLICIES, lambda: load.load_policies(store, policies(POLICIES), imported)),
        ("memberships", count, lambda: load.load_chains(store, [chain], members, imported)),
        ("supply", count * LINKS_PER_FIRM, lambda: load.load_supply(store, links(count), imported)),
    ]
    rates = {}
    for name, rows, step in steps:
        seconds = timed(step)
        rates[name] = round(rows / seconds, 1)
        sys.stderr.write(f"{name}: {rows} 行，{seconds:.2f} 秒\n")
    rates["facts"] = round(rates["companies"] * len(AMOUNTS) * len(YEARS), 1)
    return rates


def reading(store: Store, count: int, repeats: int) -> dict[str, float]:
    """Median milliseconds per named read."""
    key = f"bench-{count // 2:07}"
    named: dict[str, Callable[[], object]] = {
        "company": lambda: reads.company(store, key),
        "companies_page": lambda: reads.companies(store, limit=50),
        "companies_search": lambda: reads.companies(store, f"企业{count // 2}", limit=50),
        "policy": lambda: reads.policy(store, "bench-0001"),
        "policies_page": lambda: reads.policies(store, limit=50),
        "items_page": lambda: reads.items(store, limit=50),
        "item": lambda: reads.item(store, "bench-0001.i1"),
        "supply": lambda: reads.supply(store, [key]),
        "chain": lambda: reads.chain(store, "bench"),
        "members": lambda: reads.members(store, "bench"),
        "counts": lambda: reads.counts(store),
    }
    found = {}
    for name, read in named.items():
        read()  # the first time the engine makes its plan
        found[name] = round(statistics.median(timed(read) for _ in range(repeats)) * 1000, 2)
    return found


def timed(step: Callable[[], object]) -> float:
    """Seconds of wall time."""
    start = time.perf_counter()
    step()
    return time.perf_counter() - start


@contextmanager
def opened(uri: str | None, user: str | None, password: str | None) -> Iterator[Store]:
    """The store given, or one of our own."""
    if uri:
        with Store.connect(uri, user, password) as store:
            yield store
        return
    with tempfile.TemporaryDirectory(prefix="yanzhen-bench-") as folder:
        running = embedded.start(Path(folder))
        try:
            with running.connect() as store:
                yield store
        finally:
            running.stop()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--uri")
    parser.add_argument("--user")
    parser.add_argument("--password")
    parser.add_argument("--firms", type=int, default=2000)
    parser.add_argument("--repeats", type=int, default=20)
    args = parser.parse_args()
    imported = Import("bench", "bench", "bench", args.firms, "bench", datetime.now(UTC))
    with opened(args.uri, args.user, args.password) as store:
        migrate(store)
        # Features are of the vocabulary and stay when loads are taken back.
        if any(nodes for label, nodes in reads.counts(store).items() if label != "Feature"):
            sys.exit("图数据库不是空的；请给一个空的库")
        rates = loading(store, args.firms, imported)
        milliseconds = reading(store, args.firms, args.repeats)
        seconds = timed(lambda: undo_import(store, "bench"))
        result = {
            "engine": store.dialect,
            "firms": args.firms,
            "rows_per_second": rates,
            "read_ms": milliseconds,
            "undo_seconds": round(seconds, 2),
        }
    print(json.dumps(result, ensure_ascii=False))


if __name__ == "__main__":
    main()
