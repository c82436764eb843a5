"""Segments of a chain (环节) as far as known: who works there, who stands alone, what is covered.

Owns the view; who is the only supplier, and the coverage, are said only of segments listed in full.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from domain.chain import Chain, Feed, Membership, Segment, SupplyLink


@dataclass(frozen=True, slots=True)
class SegmentView:
    """What is known of one segment.

    Attributes:
        firms: known members, by key; others may exist unless `listed_by` is given.
        listed_by: who says that the list of members is complete; None: nobody.
        sole: True where the complete list has one firm, False where it has more or none; None: unknown.
        linked: members of whom a supply link is known.
        local_customers: firms of the segments that this one feeds with a known supplier from it.
        coverage: local supply over local need, at most 1; None: unknown, `lacks` says why.
        lacks: in Chinese, what would settle `sole` and `coverage`.
    """

    segment: Segment
    firms: tuple[str, ...]
    listed_by: str | None
    sole: bool | None
    linked: tuple[str, ...]
    local_customers: tuple[str, ...]
    coverage: float | None
    lacks: tuple[str, ...]


def segment_view(
    chain: Chain,
    memberships: Sequence[Membership],
    links: Sequence[SupplyLink] = (),
    sales: Mapping[str, Decimal | None] | None = None,
    complete: Mapping[str, str] | None = None,
) -> tuple[SegmentView, ...]:
    """Every segment of the chain in its order.

    Args:
        sales: CNY of one year by firm, for the coverage.
        complete: segment ids whose list of members somebody confirmed as complete, with the source.
    """
    books = _Books(chain, memberships, sales or {}, complete or {})
    return tuple(_view(segment, books, links) for segment in chain.segments)


class _Books:
    """Members, shares and local output by segment."""

    def __init__(
        self,
        chain: Chain,
        memberships: Sequence[Membership],
        sales: Mapping[str, Decimal | None],
        complete: Mapping[str, str],
    ) -> None:
        self.names = {segment.segment_id: segment.name for segment in chain.segments}
        self.feeds = chain.feeds
        self.sales = sales
        self.complete = complete
        self.members: dict[str, list[Membership]] = {key: [] for key in self.names}
        for one in memberships:
            if one.segment_id in self.members:
                self.members[one.segment_id].append(one)

    def firms(self, segment_id: str) -> tuple[str, ...]:
        return tuple(sorted({one.company for one in self.members[segment_id]}))

    def output(self, segment_id: str) -> tuple[Decimal, list[str]]:
        """Sales of the members in the segment, and what is lacking to know it."""
        name, total, lacks = self.names[segment_id], Decimal(0), []
        if segment_id not in self.complete:
            lacks.append(f"“{name}”的企业名单是否完整未知")
        for one in self.members[segment_id]:
            amount = self.sales.get(one.company)
            if amount is None or one.share is None:
                missing = "营业收入" if amount is None else "本环节收入占比"
                lacks.append(f"“{name}”的 {one.company} 缺{missing}")
            else:
                total += amount * one.share
        return total, lacks


def _view(segment: Segment, books: _Books, links: Sequence[SupplyLink]) -> SegmentView:
    key = segment.segment_id
    firms = books.firms(key)
    listed_by = books.complete.get(key)
    fed = {
        company
        for feed in books.feeds
        if feed.supplier == key and feed.customer in books.members
        for company in books.firms(feed.customer)
    }
    inside = [link for link in links if link.supplier in firms]
    coverage, lacks = _coverage(key, books)
    if listed_by is None:
        lacks = (f"请确认“{segment.name}”的企业名单是否完整", *lacks)
    linked = {link.supplier for link in inside} | {link.customer for link in links if link.customer in firms}
    return SegmentView(
        segment,
        firms,
        listed_by,
        len(firms) == 1 if listed_by is not None else None,
        tuple(sorted(linked)),
        tuple(sorted({link.customer for link in inside if link.customer in fed})),
        coverage,
        lacks,
    )


def _coverage(key: str, books: _Books) -> tuple[float | None, tuple[str, ...]]:
    """Supply of a segment over what the segments it feeds need of it: min(1, supply / sum of a * output)."""
    supply, lacks = books.output(key)
    need = Decimal(0)
    feeds = [feed for feed in books.feeds if feed.supplier == key]
    for feed in feeds:
        amount, missing = _need(feed, books)
        need += amount
        lacks = [*lacks, *missing]
    if not feeds:
        lacks = [*lacks, f"“{books.names[key]}”没有已知的下游环节"]
    if lacks or need == 0:
        return None, tuple(dict.fromkeys(lacks or [f"“{books.names[key]}”的下游环节没有产出"]))
    return float(min(Decimal(1), supply / need)), ()


def _need(feed: Feed, books: _Books) -> tuple[Decimal, list[str]]:
    if feed.customer not in books.members:
        return Decimal(0), [f"下游环节 {feed.customer} 不在本链中"]
    output, lacks = books.output(feed.customer)
    if feed.coefficient is None:
        pair = f"“{books.names[feed.supplier]}”到“{books.names[feed.customer]}”"
        return Decimal(0), [*lacks, f"{pair}的投入系数未知"]
    return feed.coefficient * output, lacks
