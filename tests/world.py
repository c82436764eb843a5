"""A small world in a real embedded graph for tests of use cases, HTTP and pages: part of the sample region.

It holds the sample chain, some more firms, the labelled sample policies (signed), and one hostile policy and
firm whose every text tries to run in a browser or a spreadsheet.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from api.demo.region import DemoRegion, demo_region
from domain.chain import Leader, Membership, SupplyLink
from domain.company import Company
from domain.industry_code import Industries
from domain.policy import Policy, Review, Signature, Span
from domain.reading_file import read_reading
from domain.region import Regions
from domain.uscc import with_check_digits
from graph import load
from graph.migrate import migrate
from graph.store import Store
from tests import make
from tests.engine import empty

ON = date(2026, 11, 25)
READINGS = Path(__file__).parent / "golden/readings"
TEXTS = Path(__file__).parents[1] / "api/demo/policies"
EVIL = "<img src=x onerror=alert(1)>"
EVIL_TITLE = "</script><script>alert(2)</script>“政策”"
EVIL_KEY = with_check_digits("91990101MA0000EX")
EVIL_DOC = "hostile"
MORE_FIRMS = 20
LAST_IMPORT = "t6-formations"


@dataclass(frozen=True, slots=True)
class World:
    """What was loaded."""

    companies: tuple[Company, ...]
    policies: tuple[Policy, ...]
    demo: DemoRegion

    @property
    def chain_id(self) -> str:
        """The chain."""
        return self.demo.chain.chain_id

    @property
    def formation_id(self) -> str:
        """The formation."""
        return self.demo.formations[0].formation_id

    @property
    def head(self) -> str:
        """A head goose."""
        return self.demo.formations[0].heads[0]


def ensure(store: Store) -> World:
    """The world in the engine that tests share; built anew where another module has emptied it."""
    there = "MATCH (i:Import {import_id: $last}) RETURN count(i) AS found"
    if not store.driver.execute_query(there, last=LAST_IMPORT, database_="neo4j").records[0]["found"]:
        _build(empty(store))
    return parts()


@cache
def parts() -> World:
    """What is loaded; made once, for it never changes."""
    demo = demo_region()
    inside = (
        {one.company for one in demo.memberships}
        | {x.supplier for x in demo.links}
        | {x.customer for x in demo.links}
    )
    others = [one for one in demo.companies if one.key not in inside][:MORE_FIRMS]
    companies = (*(one for one in demo.companies if one.key in inside), *others, evil_company())
    return World(companies, (*(signed(one) for one in golden()), evil_policy()), demo)


def _build(store: Store) -> None:
    """Fill an empty store; about two seconds."""
    world = parts()
    demo, companies, policies = world.demo, world.companies, world.policies
    migrate(store)
    load.load_codes(store, Regions(demo.regions), Industries.national())
    load.load_features(store)
    load.load_policies(store, policies, an_import("t1-policies", len(policies)))
    load.load_companies(store, companies, an_import("t2-companies", len(companies)))
    _load_chain(store, demo)


def _load_chain(store: Store, demo: DemoRegion) -> None:
    segment = demo.chain.segments[0].segment_id
    members = (*demo.memberships, Membership(EVIL_KEY, segment, EVIL))
    head = demo.formations[0].heads[0]
    links = (*demo.links, SupplyLink(EVIL_KEY, head, EVIL, 2025, EVIL))
    leaders = (*demo.leaders, Leader(EVIL_KEY, demo.chain.chain_id, EVIL, EVIL, EVIL))
    formation = demo.formations[0]
    with_evil = replace(formation, members=(*formation.members, EVIL_KEY))
    load.load_chains(store, [demo.chain], members, an_import("t3-chains", 1))
    load.load_supply(store, links, an_import("t4-supply", len(links)))
    load.load_leaders(store, leaders, an_import("t5-leaders", len(leaders)))
    load.load_formations(store, [with_evil], an_import(LAST_IMPORT, 1))


def an_import(import_id: str, rows: int) -> load.Import:
    """A load of the tests."""
    return load.Import(import_id, f"{EVIL}.csv", "0" * 64, rows, "测试", datetime(2026, 11, 25, tzinfo=UTC))


def golden() -> list[Policy]:
    """The labelled sample policies with their texts, where these are plain."""
    found = []
    for path in sorted(READINGS.glob("*.json")):
        policy, text = read_reading(path), TEXTS / f"{path.stem}.txt"
        if policy.text is None and text.exists():
            policy = replace(policy, text=text.read_text(encoding="utf-8"))
        found.append(policy)
    return found


def signed(policy: Policy) -> Policy:
    """The policy with every item signed."""
    by = Signature("李某", date(2026, 11, 20))
    return replace(policy, items=tuple(replace(item, signed=by) for item in policy.items))


def evil_company() -> Company:
    """A firm whose name and facts try to run."""
    return make.company(
        make.fact("revenue", "1000000", source=EVIL),
        make.fact("other", True, "now", None, phrase=EVIL),
        titles=(make.title(EVIL, "省级", "2025-01-01"),),
        name=EVIL,
        uscc=EVIL_KEY,
        case_id=None,
        region="990101",
        industry="3572",
        founded="2015-03-01",
    )


def evil_policy() -> Policy:
    """A policy whose title, quotes and phrases try to run; the hostile firm misses its sum."""
    text = f"{EVIL_TITLE}\n营业收入{EVIL}不低于200万元，{EVIL}。\n" + "其他事项另行通知。\n" * 120
    first = text.index("营业收入")
    money = make.criterion("c1", op="ge", value="2000000", quote=f"营业收入{EVIL}不低于200万元", start=first)
    other = text.index("，") + 1
    state = make.criterion("c2", "state", "other", phrase=EVIL, quote=EVIL, start=other)
    item = make.item(money, state, name=EVIL, benefits=(make.benefit(amount="10000"),))
    review = Review(Span(0, len(EVIL_TITLE), EVIL_TITLE), EVIL)
    policy = make.policy(item, doc_id=EVIL_DOC, title=EVIL_TITLE, text=text, doc_no=EVIL)
    return replace(policy, review=(review,))
