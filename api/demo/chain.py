"""The sample chain: segments, members, supply links, lead firms and the formation, drawn from `chain.yaml`.

Owns the draws; a firm without a drawn link is one of whom no link is known, not one that sells to nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from api.demo.chain_assumptions import ChainAssumptions, SupplySource
from api.demo.dice import Dice
from api.demo.firms import Firm, money
from domain.chain import Chain, Feed, Formation, Leader, Membership, Segment, Stage, SupplyLink

_SHARE_STEP = Decimal("0.05")
_LAST_YEAR_RATIO = (0.7, 1.05)  # 上一年的供货额相当于当年的比例


def make_chain(c: ChainAssumptions) -> Chain:
    """The chain with its segments and feeds."""
    segments = tuple(
        Segment(
            f"{c.chain_id}.{one.id}",
            c.chain_id,
            one.name,
            Stage(one.stage),
            c.office,
            one.key_link,
            one.weak_point,
            tuple(one.industries),
        )
        for one in c.segments
    )
    feeds = tuple(
        Feed(
            f"{c.chain_id}.{one.supplier}",
            f"{c.chain_id}.{one.customer}",
            c.office,
            Decimal(one.coefficient) if one.coefficient else None,
        )
        for one in c.feeds
    )
    return Chain(c.chain_id, c.name, c.office, segments, feeds)


def make_members(c: ChainAssumptions, seed: int, firms: Sequence[Firm]) -> tuple[Membership, ...]:
    """Who works in which segment: lead firms first, then firms of the segment's industries by lot."""
    dice = Dice(seed, "members")
    out: list[Membership] = []
    for segment in c.segments:
        fitting = [firm for firm in firms if firm.industry in segment.industries]
        heads = [firm for firm in fitting if firm.head]
        rest = [firm for firm in fitting if not firm.head]
        for firm in [*heads, *dice.some(rest, segment.members - len(heads))]:
            share = Decimal(dice.whole(8, 20)) * _SHARE_STEP if dice.chance(c.share_known) else None
            out.append(Membership(firm.uscc, f"{c.chain_id}.{segment.id}", c.office, share))
    return tuple(out)


def make_links(
    c: ChainAssumptions, seed: int, firms: Mapping[str, Firm], members: Sequence[Membership]
) -> tuple[SupplyLink, ...]:
    """Known supply between members whose segments feed one another; amounts partly unknown.

    What a firm sells inside never exceeds its true sales, so that shares of known sales stay below one.
    """
    by_segment: dict[str, list[Firm]] = {}
    for member in members:
        by_segment.setdefault(member.segment_id.removeprefix(f"{c.chain_id}."), []).append(
            firms[member.company]
        )
    out: list[SupplyLink] = []
    for segment in c.segments:
        buyers = [
            firm for feed in c.feeds if feed.supplier == segment.id for firm in by_segment[feed.customer]
        ]
        for firm in by_segment[segment.id]:
            dice = Dice(seed, "links", firm.number)
            if buyers and (firm.head or dice.chance(c.supply.linked_share)):
                out += _of_firm(c, dice, firm, buyers, c.products[segment.id])
    return tuple(out)


def _of_firm(
    c: ChainAssumptions, dice: Dice, firm: Firm, buyers: Sequence[Firm], products: Sequence[str]
) -> Iterator[SupplyLink]:
    chosen = _customers(c, dice, buyers)
    parts = [dice.between(0.5, 1.5) for _ in chosen]
    last = c.supply.years[-1]
    inside = float(firm.sales.get(last, Decimal(0))) * dice.triangle(c.supply.sold_inside)
    for customer, part in zip(chosen, parts, strict=True):
        product, source = dice.pick(products), _source(c, dice)
        amount = money(inside * part / sum(parts))
        known = dice.chance(c.supply.amount_known) and amount > 0
        yield _link(firm, customer, product, last, source, amount if known else None)
        before = firm.sales.get(last - 1)
        if before and dice.chance(c.supply.also_last_year):
            scale = float(before / firm.sales[last]) * dice.between(*_LAST_YEAR_RATIO)
            earlier = money(float(amount) * min(scale, float(before / firm.sales[last])))
            known = dice.chance(c.supply.amount_known) and earlier > 0
            yield _link(firm, customer, product, last - 1, source, earlier if known else None)


def _customers(c: ChainAssumptions, dice: Dice, buyers: Sequence[Firm]) -> list[Firm]:
    left = {firm.uscc: c.supply.head_weight if firm.head else 1.0 for firm in buyers}
    by_key = {firm.uscc: firm for firm in buyers}
    chosen = []
    for _ in range(min(dice.whole(*c.supply.customers), len(left))):
        key = dice.weighted(left)
        del left[key]
        chosen.append(by_key[key])
    return chosen


def _source(c: ChainAssumptions, dice: Dice) -> SupplySource:
    name = dice.weighted({one.name: one.weight for one in c.supply.sources})
    return next(one for one in c.supply.sources if one.name == name)


def _link(
    firm: Firm, customer: Firm, product: str, year: int, source: SupplySource, amount: Decimal | None
) -> SupplyLink:
    return SupplyLink(firm.uscc, customer.uscc, product, year, source.name, amount, source.confidence)


def make_leaders(c: ChainAssumptions, firms: Sequence[Firm]) -> tuple[Leader, ...]:
    """The designated lead firms, each with who designated it, at which level, since when."""
    return tuple(
        Leader(
            firm.uscc,
            c.chain_id,
            firm.head.designated_by,
            firm.head.level,
            f"{firm.head.designated_by}公布名单（示例）",
            firm.head.since,
            firm.head.until,
        )
        for firm in firms
        if firm.head
    )


def make_formation(
    c: ChainAssumptions, seed: int, firms: Mapping[str, Firm], members: Sequence[Membership]
) -> Formation:
    """The formation: the lead firms as heads; `members` are the followers, chain firms of its county."""
    dice = Dice(seed, "formation")
    keys = list(dict.fromkeys(one.company for one in members))
    heads = tuple(key for key in keys if firms[key].head)
    followers = [key for key in keys if not firms[key].head and firms[key].region == c.formation.region]
    rule = c.formation
    chosen = set(dice.some(followers, rule.followers))
    return Formation(
        rule.id,
        rule.name,
        c.chain_id,
        rule.region,
        rule.as_of,
        heads,
        tuple(key for key in keys if key in chosen),
        c.office,
    )
