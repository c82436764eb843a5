"""A chain by its segments, and a formation with its tiers and its order pull, out of the graph.

Owns the fetching and the choice of the year; what the figures mean is `industry`'s.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from api.usecases.sales import sales_of
from domain.chain import Chain, Formation, Leader, Membership, SupplyLink
from domain.company import Company
from domain.errors import InputError
from graph import reads
from graph.store import Store
from industry.flows import of_year
from industry.formation import FormationView, formation_view
from industry.pull import Pull, order_pull
from industry.segments import SegmentView, segment_view


@dataclass(frozen=True, slots=True)
class ChainPage:
    """A chain as it is known.

    Attributes:
        names: firms by key; a firm that is not in the graph has none.
        links: supply links with an end among the chain's firms, of every year.
    """

    chain: Chain
    segments: tuple[SegmentView, ...]
    members: tuple[Membership, ...]
    leaders: tuple[Leader, ...]
    links: tuple[SupplyLink, ...]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FormationPage:
    """A formation as it is known.

    Attributes:
        year: the last complete year before the formation's day; links and sales of the pull are of it.
        pull: None where it cannot be computed, `fault` says why.
        links: supply links of that year between firms of the formation.
        ever: the same of all years; tiers count them.
    """

    formation: Formation
    chain: Chain
    view: FormationView
    year: int
    pull: Pull | None
    fault: str | None
    links: tuple[SupplyLink, ...]
    ever: tuple[SupplyLink, ...]
    names: Mapping[str, str]


def chain_page(store: Store, chain_id: str) -> ChainPage:
    """The chain by segments.

    Raises:
        NotFoundError: no such chain.
    """
    chain = reads.chain(store, chain_id)
    members = reads.members(store, chain_id)
    leaders = reads.leaders(store, chain_id)
    firms = {one.company for one in members} | {one.company for one in leaders}
    links = reads.supply(store, firms)
    companies = reads.companies_of(store, firms)
    year = max((link.year for link in links), default=None)
    sales = sales_of(companies, year) if year is not None else {}
    return ChainPage(
        chain=chain,
        segments=segment_view(chain, members, links, sales),
        members=tuple(members),
        leaders=tuple(leaders),
        links=tuple(links),
        names=_names(companies),
    )


def formation_page(store: Store, formation_id: str) -> FormationPage:
    """The formation with tiers and pull.

    Raises:
        NotFoundError: no such formation, or its chain is not in the graph.
    """
    formation = reads.formation(store, formation_id)
    firms = {*formation.heads, *formation.members}
    ever = reads.supply(store, firms)
    year = formation.on.year - 1
    links = of_year(ever, year)
    companies = reads.companies_of(store, firms | {end for x in ever for end in (x.supplier, x.customer)})
    pull, fault = _pull(links, companies, formation, year)
    return FormationPage(
        formation=formation,
        chain=reads.chain(store, formation.chain_id),
        view=formation_view(formation, ever),
        year=year,
        pull=pull,
        fault=fault,
        links=_inside(links, firms),
        ever=tuple(ever),
        names=_names(companies),
    )


def _pull(
    links: tuple[SupplyLink, ...], companies: list[Company], formation: Formation, year: int
) -> tuple[Pull | None, str | None]:
    """The pull; faulty figures of one firm must not hide the rest of the page."""
    known = sales_of(companies, year)
    sales = {key: known.get(key) for key in (*formation.heads, *formation.members)}
    try:
        return order_pull(links, sales, formation.heads), None
    except InputError as error:
        faults = getattr(error, "faults", [error])
        return None, "；".join(str(one) for one in faults)


def _inside(links: tuple[SupplyLink, ...], firms: Collection[str]) -> tuple[SupplyLink, ...]:
    return tuple(link for link in links if link.supplier in firms and link.customer in firms)


def _names(companies: list[Company]) -> Mapping[str, str]:
    return {company.key: company.name for company in companies}
