"""Partners: named where links or segments speak, with their reasons; silent where nothing does."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.chain import Feed, Leader, SupplyLink
from industry.partners import FirmProfile, LeaderProfile, Partner, ReasonKind, partners_for
from industry.prior import IndustryPrior, industry_prior
from industry.settings import partner_settings
from tests.industry.make_links import link

GEARS, MACHINES, FOOD = "3453", "3572", "1392"
INDUSTRIES = {f"gear{i}": GEARS for i in range(5)} | {f"head{i}": MACHINES for i in range(4)} | {"tofu": FOOD}
LINKS = [link(f"gear{i}", f"head{i % 2}") for i in range(4)]
FEEDS = (Feed("drive", "machines", "链办"),)


def firm(key: str = "new", industry: str | None = GEARS, **given: object) -> FirmProfile:
    """A gear maker that supplies nobody yet."""
    return FirmProfile(key, f"{key}公司", industry, **given)  # type: ignore[arg-type]  # keyword arguments


def lead(
    key: str, industry: str | None = MACHINES, sales: int | None = 10**7, **given: object
) -> LeaderProfile:
    """A machine maker at the floor of size."""
    return LeaderProfile(firm(key, industry, **given), None if sales is None else Decimal(sales))


def prior(links: list[SupplyLink] = LINKS) -> IndustryPrior:
    return industry_prior(links, INDUSTRIES)


def kinds(partner: Partner) -> set[ReasonKind]:
    return {reason.kind for reason in partner.reasons}


class TestPrior:
    """The estimate follows the links and shrinks to the wider industry."""

    def test_the_numbers_of_the_formula(self) -> None:
        s = partner_settings()
        wide = (4 + s.smoothing.links) / (5 * 4 + s.smoothing.pairs)
        assert prior().chance(GEARS, MACHINES) == pytest.approx(
            (4 + s.backoff_pairs * wide) / (20 + s.backoff_pairs)
        )

    def test_a_sibling_class_without_links_takes_the_wider_chance(self) -> None:
        assert prior().chance("3444", MACHINES) == pytest.approx(
            (4 + partner_settings().smoothing.links) / (20 + partner_settings().smoothing.pairs)
        )

    def test_the_direction_counts(self) -> None:
        assert prior().chance(GEARS, MACHINES) > prior().chance(MACHINES, GEARS)

    def test_a_pair_counts_once(self) -> None:
        twice = [*LINKS, *(link(one.supplier, one.customer, year=2024) for one in LINKS)]
        assert prior(twice).chance(GEARS, MACHINES) == prior().chance(GEARS, MACHINES)

    def test_within_an_industry_no_firm_is_its_own_partner(self) -> None:
        table = industry_prior([link("x", "y")], {"x": "3453", "y": "3453"})
        s = partner_settings()
        wide = (1 + s.smoothing.links) / (2 + s.smoothing.pairs)
        assert table.chance(GEARS, GEARS) == pytest.approx(
            (1 + s.backoff_pairs * wide) / (2 + s.backoff_pairs)
        )

    def test_evidence_is_of_the_narrowest_level_that_has_any(self) -> None:
        narrow, wide = prior().evidence(GEARS, MACHINES), prior().evidence("3444", "3516")
        assert narrow is not None
        assert wide is not None
        assert (narrow.supplier, narrow.customer, narrow.pairs) == ("345", "357", 4)
        assert (wide.supplier, wide.customer, wide.pairs) == ("34", "35", 4)
        assert prior().evidence(FOOD, MACHINES) is None

    def test_links_of_firms_without_industry_are_left_out(self) -> None:
        assert prior([*LINKS, link("stranger", "head0")]).pairs == prior().pairs

    def test_what_a_firm_tells_of_itself_is_no_evidence(self) -> None:
        assert prior([link("head0", "head0")]).evidence(MACHINES, MACHINES) is None

    @given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3)), max_size=20))
    def test_it_is_a_share_and_one_more_link_raises_it(self, pairs: list[tuple[int, int]]) -> None:
        links = [link(f"gear{i}", f"head{j}") for i, j in pairs]
        fewer, more = prior(links), prior([*links, link("gear4", "head3")])
        assert 0 < fewer.chance(GEARS, MACHINES) <= more.chance(GEARS, MACHINES) < 1


class TestWho:
    """Who is named, in which order."""

    def test_nothing_fires_nobody_is_named(self) -> None:
        assert partners_for(firm(industry=FOOD), [lead("head3")], LINKS, prior()) == ()

    def test_the_same_county_alone_is_no_ground(self) -> None:
        near = {"region": "990101"}
        assert partners_for(firm(industry=FOOD, **near), [lead("head3", **near)], LINKS, prior()) == ()

    def test_an_unknown_industry_is_no_ground(self) -> None:
        assert partners_for(firm(industry=None), [lead("head3")], LINKS, prior()) == ()

    def test_feeding_segments_are_a_ground_of_their_own(self) -> None:
        (found,) = partners_for(
            firm(industry=FOOD, segments=("drive",)),
            [lead("head3", segments=("machines",))],
            LINKS,
            prior(),
            FEEDS,
        )
        assert kinds(found) == {ReasonKind.SEGMENT}
        assert found.reasons[0].sources == ("链办",)

    def test_segments_count_in_the_direction_of_supply(self) -> None:
        firms = firm(industry=FOOD, segments=("machines",)), [lead("head3", segments=("drive",))]
        assert partners_for(*firms, LINKS, prior(), FEEDS) == ()

    def test_a_firm_is_not_its_own_partner(self) -> None:
        table = prior([link("head0", "head1")])
        found = partners_for(firm("head3", MACHINES), [lead("head3"), lead("head2")], [], table)
        assert [one.company for one in found] == ["head2"]

    def test_customers_stand_behind_and_are_marked(self) -> None:
        found = partners_for(firm("gear0"), [lead("head0"), lead("head2")], LINKS, prior(), limit=1)
        assert [(one.company, one.known) for one in found] == [("head2", False), ("head0", True)]
        assert "已是客户" in found[1].reasons[0].text
        assert found[1].reasons[0].links == (LINKS[0],)

    def test_size_raises_the_rank(self) -> None:
        found = partners_for(firm(), [lead("head2", sales=10**8), lead("head3", sales=10**9)], LINKS, prior())
        assert [one.company for one in found] == ["head3", "head2"]
        assert found[0].score / found[1].score == pytest.approx(3 / 2)

    def test_unknown_size_counts_as_the_smallest_and_says_so(self) -> None:
        (found,) = partners_for(firm(), [lead("head3", sales=None)], LINKS, prior())
        (floor,) = partners_for(firm(), [lead("head3")], LINKS, prior())
        assert found.score == floor.score
        assert ReasonKind.SIZE in kinds(found)

    def test_ties_stand_in_order_of_key(self) -> None:
        found = partners_for(firm(), [lead("head3"), lead("head1"), lead("head2")], LINKS, prior())
        assert [one.company for one in found] == ["head1", "head2", "head3"]

    def test_place_and_segments_multiply(self) -> None:
        plain = partners_for(firm(), [lead("head3")], LINKS, prior())[0]
        here = {"region": "990101"}
        best = partners_for(
            firm(segments=("drive",), **here),
            [lead("head3", segments=("machines",), **here)],
            LINKS,
            prior(),
            FEEDS,
        )[0]
        factors = partner_settings().factors
        assert best.score == pytest.approx(plain.score * factors.adjacent * factors.same_region)

    @pytest.mark.parametrize("limit", [0, 1, 2])
    def test_the_limit_holds_for_the_new_ones(self, limit: int) -> None:
        found = partners_for(firm(), [lead(f"head{i}") for i in range(4)], LINKS, prior(), limit=limit)
        assert len(found) == limit

    @given(st.lists(st.integers(0, 10**10), min_size=1, max_size=4))
    def test_scores_fall(self, sizes: list[int]) -> None:
        leaders = [lead(f"head{i}", sales=size) for i, size in enumerate(sizes)]
        found = partners_for(firm(), leaders, LINKS, prior())
        assert len(found) == len(sizes)
        assert all(first.score >= second.score for first, second in pairwise(found))


class TestReasons:
    """Every reason is readable and rests on something."""

    def test_the_prior_names_both_industries_and_counts_pairs(self) -> None:
        (found,) = partners_for(firm(), [lead("head3")], LINKS, prior())
        reason = found.reasons[0]
        assert "轴承、齿轮和传动部件制造（345）" in reason.text
        assert "农、林、牧、渔专用机械制造（357）" in reason.text
        assert "已知 4 对企业" in reason.text
        assert (reason.count, reason.links, reason.sources) == (4, tuple(LINKS), ("调查表",))

    def test_a_designation_is_cited(self) -> None:
        leads = Leader("head3", "chain", "示例县政府", "县级", "公布名单")
        (found,) = partners_for(firm(), [LeaderProfile(firm("head3", MACHINES), None, leads)], LINKS, prior())
        reason = next(one for one in found.reasons if one.kind is ReasonKind.LEADER)
        assert reason.text == "示例县政府确定的县级链主企业"
        assert reason.sources == ("公布名单",)
