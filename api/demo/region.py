"""The sample region whole: divisions, firms with facts, one chain with its formation, and the policy files.

Owns the assembly; every name, figure and sentence in it is invented (see `assumptions.yaml`).
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from api.demo.assumptions import Assumptions, assumptions
from api.demo.chain import make_chain, make_formation, make_leaders, make_links, make_members
from api.demo.chain_assumptions import chain_assumptions
from api.demo.figures import figures
from api.demo.firms import Firm, make_firms
from api.demo.holdings import holdings, titles
from api.demo.planted import PlantedError, plant
from domain.chain import Chain, Formation, Leader, Membership, SupplyLink
from domain.company import Company
from domain.region import Level, Region

SEED = 20261125
_ENDINGS = {".txt", ".html"}


@dataclass(frozen=True, slots=True)
class DemoRegion:
    """The sample region.

    Attributes:
        regions: divisions with codes outside the real ones, parents first; for `Regions.extended`.
        formations: `members` are the followers, without the heads.
        policy_files: texts to be read, by name.
        planted: the errors put in on purpose.
    """

    regions: tuple[Region, ...]
    companies: tuple[Company, ...]
    chain: Chain
    memberships: tuple[Membership, ...]
    links: tuple[SupplyLink, ...]
    leaders: tuple[Leader, ...]
    formations: tuple[Formation, ...]
    policy_files: tuple[Path, ...]
    planted: tuple[PlantedError, ...]


def demo_region(seed: int = SEED) -> DemoRegion:
    """The region of a seed; the same seed gives equal values on every machine (about a second)."""
    a, c = assumptions(), chain_assumptions()
    firms = make_firms(a, seed)
    by_key = {firm.uscc: firm for firm in firms}
    members = make_members(c, seed, firms)
    honest = tuple(_company(a, seed, firm) for firm in firms)
    companies, planted = plant(a, seed, honest, {one.company for one in members})
    return DemoRegion(
        regions=demo_regions(),
        companies=companies,
        chain=make_chain(c),
        memberships=members,
        links=make_links(c, seed, by_key, members),
        leaders=make_leaders(c, firms),
        formations=(make_formation(c, seed, by_key, members),),
        policy_files=policy_files(),
        planted=planted,
    )


def demo_regions() -> tuple[Region, ...]:
    """The fictional divisions, parents first."""
    return tuple(
        Region(one.code, one.name, Level(one.level), one.parent, one.short) for one in assumptions().regions
    )


def policy_files() -> tuple[Path, ...]:
    """The sample policies, by name."""
    folder = Path(str(files("api.demo") / "policies"))
    return tuple(sorted(path for path in folder.iterdir() if path.suffix in _ENDINGS))


def _company(a: Assumptions, seed: int, firm: Firm) -> Company:
    held = titles(a, seed, firm)
    facts = (*figures(a, seed, firm), *holdings(a, seed, firm, held))
    return Company(
        firm.name,
        firm.uscc,
        facts=facts,
        titles=held,
        region=firm.region,
        industry=firm.industry,
        founded=firm.founded,
    )
