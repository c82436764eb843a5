"""What `yanzhen demo` does: load the sample county, read its policies, sign most, match all, look at them.

Owns the order of the steps and the choice of what is shown; it prints nothing. Safe to run again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime

from api.demo.assumptions import assumptions
from api.demo.region import SEED, DemoRegion, demo_region
from api.usecases.chains import ChainPage, FormationPage, chain_page, formation_page
from api.usecases.judging import CompanyItems, items_of_company
from api.usecases.memo import Memo
from api.usecases.partners import Partners, partners_of
from api.usecases.runs import match_and_keep
from domain.company_file import company_json
from domain.industry_code import Industries
from domain.policy import Policy, Signature
from domain.region import national
from domain.tier_file import national_tiers
from graph import load
from graph.load import Import, Run
from graph.migrate import migrate
from graph.store import Store
from matching.register import Pair
from matching.verdict import Outcome
from nlp.read import read_file

OFFICER = "示例经办人（虚构）"
"""Who signs in the demo; nobody real."""

DRAFTS = 2
"""So many documents stay unsigned: those with most to be looked at."""

PARTNERS = 5
"""So many partners are shown."""

Step = Callable[[str], AbstractContextManager[object]]
Watch = Callable[[Iterator[Pair], int], Iterator[Pair]]


@dataclass(frozen=True, slots=True)
class Demo:
    """What there is to show.

    Attributes:
        on: the day for which was judged; fixed, so that the demo shows the same every time.
        signed: documents whose items the officer signed.
        example: the firm with most items that fit, of those that also miss one narrowly.
        small: a follower of the formation, with the possible partners of `partners`.
    """

    on: date
    region: DemoRegion
    policies: tuple[Policy, ...]
    signed: frozenset[str]
    run: Run
    pairs: tuple[Pair, ...]
    example: CompanyItems
    chain: ChainPage
    formation: FormationPage
    small: str
    partners: Partners


def run_demo(store: Store, step: Step, watch: Watch) -> Demo:
    """All steps on an open, empty or earlier used store.

    Args:
        step: entered by name (a key of the command line's words) around each step.
        watch: gets the pairs while they are judged, and hands them on.
    """
    on = assumptions().today
    with step("demo_codes"):
        region = demo_region(SEED)
        migrate(store)
        load.load_codes(store, national().extended(region.regions), Industries.national())
        load.load_features(store)
    with step("demo_region"):
        _load_region(store, region)
    with step("demo_reading"):
        policies = tuple(read_file(path) for path in region.policy_files)
        texts = [policy.text for policy in policies]
        load.load_policies(store, policies, _import("示例政策", texts, len(texts), on))
        _load_tiers(store, on)
    with step("demo_signing"):
        signed = _sign(store, policies, on)
    memo, pairs = Memo(), list[Pair]()

    def seen(found: Iterator[Pair], total: int) -> Iterator[Pair]:
        for pair in watch(found, total):
            pairs.append(pair)
            yield pair

    with step("demo_matching"):
        run = match_and_keep(store, on, who=OFFICER, at=_moment(on), memo=memo, watch=seen)
    with step("demo_looking"):
        formation = formation_page(store, region.formations[0].formation_id)
        small, partners = _small_firm(store, formation, memo)
        return Demo(
            on=on,
            region=region,
            policies=policies,
            signed=signed,
            run=run,
            pairs=tuple(pairs),
            example=items_of_company(store, _example(pairs, signed), on, memo),
            chain=chain_page(store, region.chain.chain_id),
            formation=formation,
            small=small,
            partners=partners,
        )


def _load_region(store: Store, region: DemoRegion) -> None:
    on = assumptions().today
    firms = [company_json(one) for one in region.companies]
    load.load_companies(store, region.companies, _import("示例企业", firms, len(firms), on))
    chain = [repr(region.chain), *map(repr, region.memberships)]
    imported = _import("示例产业链", chain, len(chain), on)
    load.load_chains(store, [region.chain], region.memberships, imported)
    links = [repr(one) for one in region.links]
    load.load_supply(store, region.links, _import("示例供货关系", links, len(links), on))
    leaders = [repr(one) for one in region.leaders]
    load.load_leaders(store, region.leaders, _import("示例链主", leaders, len(leaders), on))
    formations = [repr(one) for one in region.formations]
    imported = _import("示例雁阵", formations, len(formations), on)
    load.load_formations(store, region.formations, imported)


def _load_tiers(store: Store, on: date) -> None:
    """The national tier rules beside the sample's own; nobody signs them: nobody compared them."""
    rules = [document.policy for document in national_tiers()]
    imported = _import("国家级梯度规则", [policy.text for policy in rules], len(rules), on)
    load.load_policies(store, rules, imported)


def _import(name: str, content: object, rows: int, on: date) -> Import:
    """An import by its content, so that the same sample loaded again is the same import."""
    sha = hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()
    return Import(f"demo-{sha[:12]}", name, sha, rows, OFFICER, _moment(on))


def _moment(on: date) -> datetime:
    return datetime(on.year, on.month, on.day).astimezone()


def _sign(store: Store, policies: Sequence[Policy], on: date) -> frozenset[str]:
    """Sign every item of all documents but those with most to be looked at."""
    open_points = {
        policy.doc_id: len(policy.review) + sum(one.check for one in policy.criteria()) for policy in policies
    }
    drafts = sorted(open_points, key=lambda doc: (-open_points[doc], doc))[:DRAFTS]
    signed = [policy for policy in policies if policy.doc_id not in drafts]
    for policy in signed:
        for item in policy.items:
            load.sign_item(store, f"{policy.doc_id}.{item.id}", Signature(OFFICER, on))
    return frozenset(policy.doc_id for policy in signed)


def _example(pairs: Sequence[Pair], signed: Collection[str]) -> str:
    fits: dict[str, int] = {}
    near: dict[str, int] = {}
    for pair in pairs:
        if pair.doc_id in signed:
            fits[pair.company] = fits.get(pair.company, 0) + (pair.outcome is Outcome.FITS)
            near[pair.company] = near.get(pair.company, 0) + (pair.near is not None)
    return min(fits, key=lambda key: (not near[key], -fits[key], key))


def _small_firm(store: Store, page: FormationPage, memo: Memo) -> tuple[str, Partners]:
    """The first follower for whom a partner is named that is no customer yet, else the first of all."""
    followers = sorted(page.formation.members)
    for key in followers:
        found = partners_of(store, key, memo, PARTNERS)
        if any(not one.known for one in found.partners):
            return key, found
    return followers[0], partners_of(store, followers[0], memo, PARTNERS)
