"""Which 链主 or known buyers a firm could supply, each with its reasons.

Owns who is a candidate: designated 链主, and firms that somebody is known to supply; `industry` ranks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from api.usecases.memo import Memo
from api.usecases.sales import sales_of
from api.usecases.state import State, all_companies, state
from domain.chain import Feed, Leader, SupplyLink
from domain.errors import NotFoundError
from graph import reads
from graph.store import Store
from industry.partners import NOT_ENOUGH, FirmProfile, LeaderProfile, Partner, partners_for
from industry.prior import IndustryPrior, industry_prior


@dataclass(frozen=True, slots=True)
class Partners:
    """A firm's possible partners; `says` tells why there are none."""

    company: str
    partners: tuple[Partner, ...]
    says: str | None


@dataclass(frozen=True, slots=True)
class _Market:
    """What every ranking in this state of the graph needs."""

    profiles: Mapping[str, FirmProfile]
    buyers: tuple[LeaderProfile, ...]
    links: tuple[SupplyLink, ...]
    prior: IndustryPrior
    feeds: tuple[Feed, ...]


def partners_of(store: Store, key: str, memo: Memo, limit: int = 10) -> Partners:
    """The firm's best candidates first, then the customers it has already.

    Raises:
        NotFoundError: no such firm.
    """
    now = state(store, memo)
    market = now.kept("market", lambda: _market(now))
    firm = market.profiles.get(key)
    if firm is None:
        raise NotFoundError(f"图中没有企业“{key}”", todo="核对统一社会信用代码，或先载入该企业")
    found = partners_for(firm, market.buyers, market.links, market.prior, market.feeds, limit)
    return Partners(key, found, None if found else NOT_ENOUGH)


def _market(now: State) -> _Market:
    store, companies = now.store, all_companies(now).values()
    links = tuple(reads.all_supply(store))
    chains = [reads.chain(store, row.chain_id) for row in reads.chains(store)]
    segments: dict[str, list[str]] = {}
    for chain in chains:
        for one in reads.members(store, chain.chain_id):
            segments.setdefault(one.company, []).append(one.segment_id)
    profiles = {
        one.key: FirmProfile(one.key, one.name, one.industry, one.region, tuple(segments.get(one.key, ())))
        for one in companies
    }
    year = max((link.year for link in links), default=None)
    sales = sales_of(companies, year) if year is not None else {}
    leads: dict[str, Leader] = {one.company: one for one in reads.leaders(store)}
    buyers = sorted((set(leads) | {link.customer for link in links}) & set(profiles))
    return _Market(
        profiles=profiles,
        buyers=tuple(LeaderProfile(profiles[one], sales.get(one), leads.get(one)) for one in buyers),
        links=links,
        prior=industry_prior(links, {one.key: one.industry for one in companies if one.industry}),
        feeds=tuple(feed for chain in chains for feed in chain.feeds),
    )
