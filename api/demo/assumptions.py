"""What the sample region assumes: every parameter of its generator, read strictly from `assumptions.yaml`.

Owns the shape of that file; the draws themselves stand in `firms` and `facts`.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from importlib.resources import files

from domain.datafile import model
from domain.strict import Strict

_FOLDER = "api.demo"


class Division(Strict):
    """A fictional division; `share` is the share of firms registered there."""

    code: str
    name: str
    level: str
    parent: str | None
    short: str
    share: float


class Trade(Strict):
    """An industry of the county: GB/T 4754 code, relative weight, the words of its firms' names."""

    code: str
    weight: float
    group: str
    trades: list[str]


class Size(Strict):
    """A size: persons (median, log sigma) and the share of yearly figures its firms report."""

    staff_median: float
    staff_sigma: float
    reported: float


class Group(Strict):
    """A group of industries: shares of sizes, revenue a head in CNY."""

    mix: dict[str, float]
    revenue_per_head: float
    sigma: float


class Profile(Strict):
    """Medians of a tier of innovation (CNY, persons, counts) and the shares that hold an honour."""

    registered_capital: float
    insured_staff: float | None = None
    patents: float
    invention_patents: float
    software_copyrights: float
    honours: dict[str, float]


class Calibrated(Strict):
    """The two tiers whose medians are published."""

    source: str
    srdi: Profile
    little_giant: Profile


class Tier(Strict):
    """The chance of a tier, drawn in the order of the file, and its R&D intensity (low, mode, high)."""

    chance: float
    rd: list[float]


class Finance(Strict):
    """How yearly figures hang on revenue (low, mode, high)."""

    growth: dict[str, float]
    main_ratio: list[float]
    profit_margin: list[float]
    tax_ratio: list[float]
    assets_ratio: list[float]
    debt_ratio: list[float]
    insured_ratio: list[float]
    rd_staff_ratio: list[float]
    ordinary_rd_chance: float


class TitleRule(Strict):
    """When a title was granted: weights of years, first and last month; the end where it is stated."""

    level: str | None
    years: dict[int, float]
    months: list[int]
    ends_next_year: list[int] | None = None


class State(Strict):
    """A yes/no fact: the chance that it is there, the share of yes, the key of its source."""

    chance: float
    true_share: float
    source: str
    tiers_only: bool = False


class Phrase(State):
    """A yes/no fact of `other` in the policies' own words, one fact for each."""

    wordings: list[str]


class Count(Strict):
    """A count of an innovative firm; `year` None is `now`."""

    chance: float
    shape: list[float]
    unit: str
    year: int | None


class Maturity(Strict):
    """Who was assessed for intelligent manufacturing, and at which level."""

    chance: float
    levels: dict[str, float]


class Rank(Strict):
    """Market rank of an innovative firm."""

    chance: float
    shape: list[float]


class Loan(Strict):
    """A running loan: chance, size as a share of revenue, term in years."""

    chance: float
    ratio: list[float]
    years: list[int]


class Check(Strict):
    """A bad thing that is looked up: how often it is so, who answers, and which kinds there are.

    Each kind lists the wordings of the policies; one fact for each.
    """

    rate: float
    source: str
    kinds: list[list[str]]


class FirstAboveScale(Strict):
    """The share of 规上 firms that came in during the last year, and the wordings of it."""

    share: float
    wordings: list[str]


class Checks(Strict):
    """Who was looked up for bad things, and when."""

    full: float
    part: float
    features: dict[str, Check]
    prior_kinds: list[list[str]]
    prior_support: State
    event_days: list[dt.date]
    looked_up: list[dt.date]


class Gaps(Strict):
    """How figures are missing."""

    older_year: float
    detail: float
    not_asked: float
    asked_not_known: float


class Planted(Strict):
    """An error put in on purpose."""

    count: int
    what: str


class Head(Strict):
    """A lead firm whose size is set by hand; money in CNY."""

    industry: str
    brand: str
    trade: str
    founded: dt.date
    revenue: int
    staff: int
    tier: str
    new_local_purchases: int | None
    level: str
    designated_by: str
    since: dt.date
    until: dt.date


class Assumptions(Strict):
    """The whole of `assumptions.yaml`."""

    source: str
    date: dt.date
    today: dt.date
    years: list[int]
    firms: int
    regions: list[Division]
    moved_share: float
    name_first: str
    name_second: str
    founded: list[float]
    industries: list[Trade]
    sizes: dict[str, Size]
    groups: dict[str, Group]
    calibrated: Calibrated
    tiers: dict[str, Tier]
    tier_groups: list[str]
    tier_profiles: dict[str, Profile]
    profile_sigma: float
    finance: Finance
    titles: dict[str, TitleRule]
    centre_levels: dict[str, float]
    award_chance: float
    contest_chance: float
    titles_listed_chance: float
    states: dict[str, State]
    phrases: list[Phrase]
    counts: dict[str, Count]
    maturity: Maturity
    market_rank: Rank
    loan: Loan
    first_above_scale: FirstAboveScale
    local_purchases: list[str]
    above_scale_revenue: int
    checks: Checks
    gaps: Gaps
    sources: dict[str, str]
    planted: dict[str, Planted]
    heads: list[Head]

    def profile(self, tier: str) -> Profile:
        """The medians of a tier, published or assumed."""
        published = {"srdi": self.calibrated.srdi, "little_giant": self.calibrated.little_giant}
        return published.get(tier) or self.tier_profiles[tier]


def demo_text(name: str) -> str:
    """The text of a file of the sample region."""
    return (files(_FOLDER) / name).read_text(encoding="utf-8")


@cache
def assumptions() -> Assumptions:
    """The assumptions on firms.

    Raises:
        InputError: the file breaks its shape; names the key.
    """
    return model(demo_text("assumptions.yaml"), "assumptions.yaml", Assumptions)
