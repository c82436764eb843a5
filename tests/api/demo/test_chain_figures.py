"""The sample chain in the figures of the industry room: computable, partly unknown, and said so."""

from __future__ import annotations

from decimal import Decimal

import pytest

from api.demo.region import DemoRegion, demo_region
from industry.flows import of_year
from industry.formation import formation_view
from industry.partners import FirmProfile, LeaderProfile, partners_for
from industry.prior import industry_prior
from industry.pull import Pull, order_pull
from industry.segments import segment_view

YEAR = 2025


@pytest.fixture(scope="module")
def region() -> DemoRegion:
    return demo_region()


@pytest.fixture(scope="module")
def sales(region: DemoRegion) -> dict[str, Decimal | None]:
    """Revenue of the year by member of the chain."""
    members = {one.company for one in region.memberships}
    found: dict[str, Decimal | None] = dict.fromkeys(sorted(members))
    for company in region.companies:
        for fact in company.facts if company.key in members else ():
            if fact.feature == "revenue" and fact.period.year == YEAR and isinstance(fact.value, Decimal):
                found[company.key] = fact.value
    return found


@pytest.fixture(scope="module")
def pull(region: DemoRegion, sales: dict[str, Decimal | None]) -> Pull:
    return order_pull(of_year(region.links, YEAR), sales, region.formations[0].heads)


def test_the_pull_is_unknown_but_bounded(pull: Pull) -> None:
    assert pull.value is None
    assert pull.low is not None
    assert pull.high is not None
    assert 0 < pull.low < pull.high < 1
    assert pull.known_share is not None
    assert 0.2 < pull.known_share < 0.8
    assert pull.known_value is not None


def test_some_dependences_are_known_and_the_others_say_what_they_wait_for(pull: Pull) -> None:
    known = [firm for firm, value in pull.dependence.items() if value is not None]
    assert len(known) >= 5
    assert set(pull.waits_for).isdisjoint(known)
    assert all(pull.lacks[firm] for firm in pull.waits_for)


def test_paths_rest_on_links_with_sources(pull: Pull, region: DemoRegion) -> None:
    assert any(len(path.firms) > 2 for path in pull.paths.values())
    for path in pull.paths.values():
        assert path.firms[-1] in region.formations[0].heads
        assert len(path.links) >= len(path.firms) - 1
        assert all(link.source and link.year == YEAR for link in path.links)


def test_followers_fly_in_layers_and_some_have_no_known_place(region: DemoRegion) -> None:
    view = formation_view(region.formations[0], region.links)
    assert view.size == 76
    assert view.by_tier[0] == 2
    assert view.by_tier[1] >= 10
    assert view.by_tier[2] >= 5
    assert view.by_tier[None] >= 10


def test_no_segment_claims_a_sole_supplier(region: DemoRegion, sales: dict[str, Decimal | None]) -> None:
    views = segment_view(region.chain, region.memberships, region.links, sales)
    assert len(views) == 12
    assert {view.sole for view in views} == {None}
    assert all(view.lacks for view in views)


def test_a_maker_of_drives_is_shown_the_lead_firms_it_does_not_supply(
    region: DemoRegion, sales: dict[str, Decimal | None]
) -> None:
    industries = {company.key: company.industry or "" for company in region.companies}
    segments = {one.company: (one.segment_id,) for one in region.memberships}
    profiles = {
        company.key: FirmProfile(
            company.key, company.name, company.industry, company.region, segments.get(company.key, ())
        )
        for company in region.companies
    }
    leaders = [LeaderProfile(profiles[one.company], sales[one.company], one) for one in region.leaders]
    makers = [key for key, (segment, *_) in segments.items() if segment.endswith(".drive")]
    prior = industry_prior(region.links, industries)
    for key in makers:
        found = partners_for(profiles[key], leaders, region.links, prior, region.chain.feeds)
        supplied = {link.customer for link in region.links if link.supplier == key}
        assert {one.company for one in found} == {one.company for one in leaders_of(leaders)}
        assert {one.company for one in found if one.known} == supplied & {x.company for x in region.leaders}
        assert all(one.reasons for one in found)


def leaders_of(leaders: list[LeaderProfile]) -> list[FirmProfile]:
    return [one.firm for one in leaders]
