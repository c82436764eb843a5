"""The sample region: the same seed, the same bytes; nothing real is in it; what it lists is there."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from api.demo.assumptions import assumptions
from api.demo.chain_assumptions import chain_assumptions
from api.demo.firms import make_firms
from api.demo.holdings import titles
from api.demo.region import DemoRegion, demo_region
from domain.company import Company, Fact, FactStatus
from domain.industry_code import Industries
from domain.region import national
from domain.titles import family_of, same_title
from domain.uscc import is_valid
from domain.vocabulary import vocabulary

TODAY = assumptions().today
REAL_FIRST, REAL_LAST = "11", "82"


@pytest.fixture(scope="module")
def region() -> DemoRegion:
    return demo_region()


def digest(region: DemoRegion) -> str:
    without_paths = replace(region, policy_files=())
    return hashlib.sha256(repr(without_paths).encode()).hexdigest()


def facts(region: DemoRegion) -> list[tuple[Company, Fact]]:
    return [(company, fact) for company in region.companies for fact in company.facts]


def value(company: Company, feature: str, year: int) -> Decimal | None:
    found = [f.value for f in company.facts if f.feature == feature and f.period.year == year]
    return found[0] if found and isinstance(found[0], Decimal) else None


def test_the_same_seed_gives_the_same_bytes(region: DemoRegion) -> None:
    assert digest(demo_region()) == digest(region)


def test_another_seed_gives_other_firms(region: DemoRegion) -> None:
    other = demo_region(seed=7)
    assert len(other.companies) == len(region.companies)
    assert {company.key for company in other.companies} != {company.key for company in region.companies}


def test_counts(region: DemoRegion) -> None:
    assert len(region.companies) == 1000
    assert len(region.chain.segments) == 12
    assert 110 <= len({one.company for one in region.memberships}) <= 130
    assert len(region.leaders) == 2
    (formation,) = region.formations
    assert (len(formation.heads), len(formation.members)) == (2, 74)


def test_names_and_codes_are_unique_and_codes_are_valid(region: DemoRegion) -> None:
    assert len({company.name for company in region.companies}) == len(region.companies)
    assert len({company.key for company in region.companies}) == len(region.companies)
    assert [company.key for company in region.companies if not is_valid(company.key)] == []


def test_no_code_lies_in_the_real_range(region: DemoRegion) -> None:
    codes = [one.code for one in region.regions]
    codes += [company.key[2:8] for company in region.companies]
    codes += [company.region or "" for company in region.companies]
    assert [code for code in codes if REAL_FIRST <= code[:2] <= REAL_LAST] == []


def test_no_place_has_the_name_of_a_real_one(region: DemoRegion) -> None:
    real = national()
    for one in region.regions:
        assert real.full_named(one.name) == ()
        assert real.short_named(one.short) == ()


def test_the_divisions_extend_the_national_table(region: DemoRegion) -> None:
    table = national().extended(region.regions)
    assert table.path("990101") == "衡川省雁州市云雁县"
    assert {company.region for company in region.companies} <= {one.code for one in region.regions}


def test_some_firms_are_known_by_their_city_only(region: DemoRegion) -> None:
    places = Counter(company.region for company in region.companies)
    assert places["990101"] > 700
    assert min(places["990100"], places["990102"], places["990103"]) >= 10


def test_every_industry_is_a_class_of_the_standard(region: DemoRegion) -> None:
    table = Industries.national()
    used = {company.industry or "" for company in region.companies}
    used |= {code for segment in region.chain.segments for code in segment.industries}
    assert [code for code in used if len(code) != 4 or table.get(code) is None] == []


def test_every_fact_is_sourced_dated_and_of_the_vocabulary(region: DemoRegion) -> None:
    for _, fact in facts(region):
        assert fact.source
        assert "示例" in fact.source
        assert fact.observed is not None
        assert fact.observed <= TODAY
        assert fact.feature in vocabulary()


def test_units_are_those_of_the_vocabulary_but_where_planted(region: DemoRegion) -> None:
    spoilt = {one.company for one in region.planted if one.kind == "unit_missing"}
    wrong = {
        company.key
        for company, fact in facts(region)
        if (unit := vocabulary()[fact.feature].unit) and fact.unit != unit and fact.value is not None
    }
    assert wrong == spoilt


def test_years_before_the_founding_have_no_facts_but_where_planted(region: DemoRegion) -> None:
    spoilt = {one.company for one in region.planted if one.kind == "founded_after_facts"}
    early = {
        company.key
        for company, fact in facts(region)
        if fact.period.year and company.founded and fact.period.year < company.founded.year
    }
    assert early == spoilt


def test_figures_hang_together_but_where_planted(region: DemoRegion) -> None:
    spoilt = {one.company for one in region.planted}
    for company in region.companies:
        for year in assumptions().years if company.key not in spoilt else ():
            staff, revenue = value(company, "employees", year), value(company, "revenue", year)
            for part, whole in (
                (value(company, "rd_staff", year), staff),
                (value(company, "insured_staff", year), staff),
                (value(company, "rd_expense", year), revenue),
                (value(company, "main_revenue", year), revenue),
            ):
                assert part is None or whole is None or part <= whole


def test_gaps_are_realistic(region: DemoRegion) -> None:
    last = assumptions().years[-1]
    known = sum(value(company, "revenue", last) is not None for company in region.companies)
    assert 0.6 <= known / len(region.companies) <= 0.85
    statuses = Counter(fact.status for _, fact in facts(region))
    assert statuses[FactStatus.NOT_ASKED] > 500
    assert statuses[FactStatus.ASKED_NOT_KNOWN] > 200


def test_small_firms_report_less(region: DemoRegion) -> None:
    last = assumptions().years[-1]
    counts: dict[bool, list[bool]] = {True: [], False: []}
    for company in region.companies:
        has_centre = any(one.title == "专精特新中小企业" for one in company.titles)
        counts[has_centre].append(value(company, "rd_expense", last) is not None)
    assert sum(counts[True]) / len(counts[True]) > sum(counts[False]) / len(counts[False]) + 0.1


def test_every_planted_error_is_there_as_often_as_planned(region: DemoRegion) -> None:
    planned = {kind: rule.count for kind, rule in assumptions().planted.items()}
    assert Counter(one.kind for one in region.planted) == planned
    assert len({one.company for one in region.planted}) == sum(planned.values())
    assert {one.company for one in region.planted}.isdisjoint(one.company for one in region.memberships)


@pytest.mark.parametrize("kind", sorted(assumptions().planted))
def test_the_planted_error_shows(region: DemoRegion, kind: str) -> None:
    by_key = {company.key: company for company in region.companies}
    last = assumptions().years[-1]
    shows = {
        "wrong_magnitude": lambda c: value(c, "revenue", last) < value(c, "employees", last) * 1000,
        "two_sources_differ": lambda c: (
            len({f.value for f in c.facts if f.feature == "revenue" and f.period.year == last}) == 2
        ),
        "unit_missing": lambda c: any(f.feature == "rd_expense" and f.unit is None for f in c.facts),
        "wrong_type": lambda c: any(f.feature == "employees" and isinstance(f.value, str) for f in c.facts),
        "rd_over_revenue": lambda c: value(c, "rd_expense", last) > value(c, "revenue", last),
        "founded_after_facts": lambda c: (
            c.founded.year > min(f.period.year for f in c.facts if f.period.year)
        ),
    }
    spoilt = [by_key[one.company] for one in region.planted if one.kind == kind]
    assert spoilt
    assert all(shows[kind](company) for company in spoilt)


def test_titles_are_of_known_families_and_start_after_the_founding(region: DemoRegion) -> None:
    for company in region.companies:
        for one in company.titles:
            assert one.source
            assert one.start is not None
            assert one.start <= TODAY
            if company.key not in {p.company for p in region.planted}:
                assert company.founded is not None
                assert one.start > company.founded
    names = {one.title for company in region.companies for one in company.titles}
    assert {name for name in names if family_of(name) is None} == {"链主企业", "科技奖励", "创新创业大赛"}


def test_a_firm_of_this_year_was_granted_nothing_before_it_was_there() -> None:
    made = make_firms(assumptions(), 1)
    young = [replace(firm, founded=date(2026, 1, 20), tier="srdi", head=None) for firm in made[:200]]
    held = [one for firm in young for one in titles(assumptions(), 1, firm)]
    assert held == []


@pytest.mark.parametrize(
    ("title", "low", "high"),
    [
        ("高新技术企业", 60, 160),
        ("科技型中小企业", 90, 200),
        ("专精特新中小企业", 25, 70),
        ("专精特新“小巨人”企业", 2, 10),
    ],
)
def test_titles_are_as_common_as_in_a_county(region: DemoRegion, title: str, low: int, high: int) -> None:
    held = sum(any(same_title(one.title, title) for one in company.titles) for company in region.companies)
    assert low <= held <= high


def test_the_published_medians_hold_for_the_srdi_firms(region: DemoRegion) -> None:
    srdi = [
        company
        for company in region.companies
        if any(one.title == "专精特新中小企业" for one in company.titles)
        and not any(one.title == "专精特新“小巨人”企业" for one in company.titles)
    ]
    staff = sorted(
        v for company in srdi if (v := value(company, "insured_staff", assumptions().years[-1])) is not None
    )
    published = assumptions().calibrated.srdi.insured_staff
    assert published is not None
    assert published * 0.6 <= staff[len(staff) // 2] <= published * 1.6


def test_bad_events_are_dated_and_most_firms_were_looked_up(region: DemoRegion) -> None:
    bad = set(assumptions().checks.features)
    events = [fact for _, fact in facts(region) if fact.feature in bad and fact.value is True]
    assert 20 <= len(events) <= 120
    assert all(fact.period.first and fact.period.first <= TODAY for fact in events)
    cleared = [
        company
        for company in region.companies
        if bad <= {fact.feature for fact in company.facts if fact.value is not None}
    ]
    assert 0.5 <= len(cleared) / len(region.companies) <= 0.8


def test_links_follow_the_feeds_and_name_their_source(region: DemoRegion) -> None:
    segment_of = {one.company: one.segment_id for one in region.memberships}
    fed = {(feed.supplier, feed.customer) for feed in region.chain.feeds}
    for link in region.links:
        assert (segment_of[link.supplier], segment_of[link.customer]) in fed
        assert link.source
        assert link.confidence in {"披露", "强推断", "推断"}
        assert link.year in {2024, 2025}
        assert link.amount is None or link.amount > 0


def test_some_amounts_are_unknown_and_some_members_have_no_known_link(region: DemoRegion) -> None:
    unknown = sum(link.amount is None for link in region.links)
    assert 0.1 <= unknown / len(region.links) <= 0.4
    linked = {link.supplier for link in region.links}
    (formation,) = region.formations
    without = [key for key in formation.members if key not in linked]
    assert 8 <= len(without) <= 40


def test_nobody_sells_more_inside_than_in_all(region: DemoRegion) -> None:
    by_key = {company.key: company for company in region.companies}
    sold: Counter[tuple[str, int]] = Counter()
    for link in region.links:
        sold[link.supplier, link.year] += link.amount or Decimal(0)
    for (key, year), amount in sold.items():
        revenue = value(by_key[key], "revenue", year)
        assert revenue is None or amount <= revenue


def test_leaders_are_designated_by_somebody_since_a_day(region: DemoRegion) -> None:
    (formation,) = region.formations
    assert {leader.company for leader in region.leaders} == set(formation.heads)
    assert all(one.designated_by and one.level and one.source and one.start for one in region.leaders)
    assert set(formation.members).isdisjoint(formation.heads)
    assert formation.on <= TODAY


def test_segments_say_unknown_where_nobody_judged(region: DemoRegion) -> None:
    flags = Counter(flag for one in region.chain.segments for flag in (one.key_link, one.weak_point))
    assert set(flags) == {True, False, None}
    assert all(one.source for one in region.chain.segments)


def test_assumptions_say_where_they_come_from() -> None:
    a, c = assumptions(), chain_assumptions()
    assert a.source
    assert a.calibrated.source
    assert c.source
    assert a.date == c.date == date(2026, 11, 25)
    assert all(first < second for first, second in pairwise(a.years))
