"""`demo`: the sample county from nothing to console, in a graph of its own; nothing of the user's is touched.

Owns how the results are shown; what is done stands in `api/demo/run.py`.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from api.cli.chain_tables import print_chain, print_formation, print_partners
from api.cli.judging import print_counts, print_judgement
from api.cli.opening import settings_of
from api.cli.options import FILE
from api.cli.say import Say
from api.cli.serving import DEFAULT_PORT, listen, run_server, url_of
from api.demo.run import OFFICER, Demo, run_demo
from domain.quantity import show
from graph import embedded
from matching.verdict import Outcome

NEAR_SHOWN = 8
JUDGED_SHOWN = 2


@click.command("demo", help="演示：载入虚构的云雁县，读政策，匹配，看产业链，再开通控制台。数据都是虚构的。")
@click.option("--once", is_flag=True, help="打完表就退出，不开控制台")
@click.option("--host", default="127.0.0.1", show_default=True, help="控制台的地址")
@click.option("--port", type=click.IntRange(0, 65535), default=DEFAULT_PORT, show_default=True, help="端口")
@click.option("--home", type=FILE, default=None, help="演示用的目录，默认在设置目录下的 demo")
@click.pass_obj
def demo(say: Say, once: bool, host: str, port: int, home: Path | None) -> None:
    """Run the demo; the port is taken first, so that a busy one is said before the work."""
    settings = settings_of(None, None)
    home = home or settings.home / "demo"
    settings = settings.model_copy(update={"home": home, "graph_uri": None})
    started = time.monotonic()
    listener = None if once else listen(host, port)
    with _timed(say, "demo_engine"):
        engine = embedded.start(home)
    try:
        with engine.connect() as store:
            found = run_demo(
                store,
                lambda key: _timed(say, key),
                lambda pairs, total: say.progress(pairs, "matching", total),
            )
            print_demo(say, found)
            say.note("demo_done", seconds=f"{time.monotonic() - started:.0f}")
            if listener is not None:
                say.note("serving", url=url_of(listener))
                run_server(settings, store, listener)
                say.note("served")
    finally:
        engine.stop()
        if listener is not None:
            listener.close()


@contextmanager
def _timed(say: Say, key: str) -> Iterator[None]:
    """Say the step and, after it, how long it took."""
    started = time.monotonic()
    yield
    say.note("demo_step", what=say.word(key), seconds=f"{time.monotonic() - started:.1f}")


def print_demo(say: Say, found: Demo) -> None:
    """The main tables."""
    say.line(say.word("demo_about", on=found.on, firms=len(found.region.companies)))
    _print_policies(say, found)
    say.line()
    print_counts(say, found.policies, found.pairs)
    _print_near(say, found)
    _print_example(say, found)
    say.line()
    print_chain(say, found.chain)
    say.line()
    print_formation(say, found.formation)
    say.line()
    print_partners(say, found.formation.names.get(found.small, found.small), found.partners)


def _print_policies(say: Say, found: Demo) -> None:
    rows = [
        (
            policy.doc_id,
            policy.title,
            len(policy.items),
            len(list(policy.criteria())),
            sum(one.check for one in policy.criteria()),
            len(policy.review),
            say.word("signed" if policy.doc_id in found.signed else "draft"),
        )
        for policy in found.policies
    ]
    heads = ("document", "title", "items", "criteria", "to_check", "review", "state")
    say.table(
        say.word("policies_read"),
        heads,
        rows,
        right=("items", "criteria", "to_check", "review"),
        whole=("state",),
    )
    say.line(say.word("demo_signed", who=OFFICER, on=found.on, count=len(found.signed)))


def _print_near(say: Say, found: Demo) -> None:
    """How often each criterion alone stands in the way, in signed items; the commonest first."""
    criteria = {
        (policy.doc_id, one.id): one.span.quote for policy in found.policies for one in policy.criteria()
    }
    counts = Counter(
        (pair.doc_id, pair.item_id, pair.near)
        for pair in found.pairs
        if pair.near and pair.doc_id in found.signed
    )
    rows = [
        (f"{doc}.{item}", near, criteria[doc, near], count)
        for (doc, item, near), count in counts.most_common(NEAR_SHOWN)
    ]
    say.line()
    say.table(
        say.word("near_misses"),
        ("item", "criterion", "quote", "firms"),
        rows,
        right=("firms",),
        whole=("criterion",),
    )


def _print_example(say: Say, found: Demo) -> None:
    """One firm: all its classes, then its first item that fits and its first that narrowly fails, in full."""
    firm = found.example.company
    rows = [
        (
            one.item_id,
            one.item.marked_name,
            say.word(f"outcome_{one.judgement.outcome}"),
            show(one.judgement.amount.low, "CNY"),
        )
        for one in found.example.judged
    ]
    say.line()
    say.table(
        say.word("example_firm", name=firm.name, key=firm.key),
        ("item", "name", "outcome", "amount_low"),
        rows,
        right=("amount_low",),
        whole=("outcome",),
    )
    near = {(pair.doc_id, pair.item_id) for pair in found.pairs if pair.company == firm.key and pair.near}
    fitting = [one for one in found.example.judged if one.judgement.outcome is Outcome.FITS]
    lacking = [one for one in found.example.judged if (one.policy.doc_id, one.item.id) in near]
    for one in (*fitting[:1], *lacking[:1]):
        print_judgement(say, one.policy, one.judgement)


COMMANDS = (demo,)
