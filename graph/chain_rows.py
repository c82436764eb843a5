"""Chains, links between firms, and formations as rows of the graph, and back.

Owns their properties; shares, coefficients and sums are decimal text, `number` beside them is for exploring.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import groupby
from typing import Any as AnyValue

from domain.chain import Chain, Feed, Formation, Leader, Membership, Segment, Stage, SupplyLink
from graph.canonical import digest, short_digest

Row = dict[str, AnyValue]


def segment_row(segment: Segment, n: int) -> Row:
    """A Segment node."""
    props = {
        "segment_id": segment.segment_id,
        "chain_id": segment.chain_id,
        "n": n,
        "name": segment.name,
        "stage": segment.stage.value,
        "source": segment.source,
        "key_link": segment.key_link,
        "weak_point": segment.weak_point,
        "industries": list(segment.industries),
    }
    return {"chain_id": segment.chain_id, "segment_id": segment.segment_id, "props": props}


def feed_row(chain_id: str, feed: Feed, n: int) -> Row:
    """A FEEDS relationship; `chain_id` says which chain stated it."""
    feed_id = f"{chain_id}.{n}"
    props = {
        "feed_id": feed_id,
        "chain_id": chain_id,
        "n": n,
        "supplier": feed.supplier,
        "customer": feed.customer,
        "source": feed.source,
        "coefficient": _text(feed.coefficient),
        "number": _float(feed.coefficient),
    }
    return {"supplier": feed.supplier, "customer": feed.customer, "feed_id": feed_id, "props": props}


def chain_row(chain: Chain) -> Row:
    """A Chain node; its digest covers segments and feeds."""
    props = {
        "chain_id": chain.chain_id,
        "name": chain.name,
        "source": chain.source,
        "digest": chain_digest(chain),
    }
    return {"chain_id": chain.chain_id, "props": props}


def chain_digest(chain: Chain) -> str:
    """What the chain says."""
    segments = [segment_row(one, n)["props"] for n, one in enumerate(chain.segments)]
    feeds = [feed_row(chain.chain_id, one, n)["props"] for n, one in enumerate(chain.feeds)]
    return digest([chain.chain_id, chain.name, chain.source, segments, feeds])


def chains_from(parts: Iterable[Mapping[str, AnyValue]]) -> Iterator[Chain]:
    """The chains whose parts these are, as `chain.parts` orders them."""
    for _, group in groupby(parts, key=lambda part: part["chain_id"]):
        rows: dict[str, list[Mapping[str, AnyValue]]] = {"chain": [], "segment": [], "feed": []}
        for part in group:
            rows[part["kind"]].append(part["props"])
        for props in rows["chain"]:
            yield Chain(
                props["chain_id"],
                props["name"],
                props["source"],
                tuple(_segment(one) for one in rows["segment"]),
                tuple(_feed(one) for one in rows["feed"]),
            )


def membership_row(one: Membership) -> Row:
    """A WORKS_IN relationship."""
    props = {"source": one.source, "share": _text(one.share), "number": _float(one.share)}
    link_id = short_digest([one.company, one.segment_id, one.source])
    return {"company": one.company, "segment_id": one.segment_id, "link_id": link_id, "props": props}


def membership_from(row: Mapping[str, AnyValue]) -> Membership:
    """The membership of a row of `chain.members`."""
    return Membership(row["company"], row["segment_id"], row["source"], _decimal(row["share"]))


def supply_row(one: SupplyLink) -> Row:
    """A SUPPLIES relationship."""
    props = {
        "product": one.product,
        "year": one.year,
        "source": one.source,
        "amount": _text(one.amount),
        "number": _float(one.amount),
        "confidence": one.confidence,
    }
    link_id = short_digest([one.supplier, one.customer, one.product, one.year, one.source])
    return {"supplier": one.supplier, "customer": one.customer, "link_id": link_id, "props": props}


def supply_from(row: Mapping[str, AnyValue]) -> SupplyLink:
    """The link of a row of `supply.of`."""
    return SupplyLink(
        row["supplier"],
        row["customer"],
        row["product"],
        row["year"],
        row["source"],
        _decimal(row["amount"]),
        row["confidence"],
    )


def leader_row(one: Leader) -> Row:
    """A LEADS relationship."""
    props = {
        "designated_by": one.designated_by,
        "level": one.level,
        "source": one.source,
        "valid_from": one.start,
        "valid_to": one.end,
    }
    start = None if one.start is None else str(one.start)
    link_id = short_digest([one.company, one.chain_id, one.designated_by, one.level, one.source, start])
    return {"company": one.company, "chain_id": one.chain_id, "link_id": link_id, "props": props}


def leader_from(row: Mapping[str, AnyValue]) -> Leader:
    """The leader of a row of `leader.page`."""
    return Leader(
        row["company"],
        row["chain_id"],
        row["designated_by"],
        row["level"],
        row["source"],
        row["valid_from"],
        row["valid_to"],
    )


def formation_row(one: Formation) -> Row:
    """A Formation node; its digest covers heads and members."""
    props = {
        "formation_id": one.formation_id,
        "name": one.name,
        "chain_id": one.chain_id,
        "region": one.region,
        "on": one.on,
        "source": one.source,
        "digest": formation_digest(one),
    }
    return {"formation_id": one.formation_id, "chain_id": one.chain_id, "props": props}


def formation_digest(one: Formation) -> str:
    """What the formation says."""
    values = [one.formation_id, one.name, one.chain_id, one.region, str(one.on), one.source]
    return digest([values, list(one.heads), list(one.members)])


def flight_rows(one: Formation) -> list[Row]:
    """The FLIES_IN relationships: who flies as what, in which place of the list."""
    return [
        {
            "formation_id": one.formation_id,
            "company": key,
            "role": role,
            "props": {"role": role, "n": n},
        }
        for role, keys in (("head", one.heads), ("member", one.members))
        for n, key in enumerate(keys)
    ]


def formation_from(row: Mapping[str, AnyValue]) -> Formation:
    """The formation of a row of `formation.one`."""
    props = row["props"]
    flies = sorted(row["flies"], key=lambda one: one["n"])
    return Formation(
        props["formation_id"],
        props["name"],
        props["chain_id"],
        props["region"],
        props["on"],
        tuple(one["company"] for one in flies if one["role"] == "head"),
        tuple(one["company"] for one in flies if one["role"] == "member"),
        props["source"],
    )


def _segment(props: Mapping[str, AnyValue]) -> Segment:
    return Segment(
        props["segment_id"],
        props["chain_id"],
        props["name"],
        Stage(props["stage"]),
        props["source"],
        props.get("key_link"),
        props.get("weak_point"),
        tuple(props["industries"]),
    )


def _feed(props: Mapping[str, AnyValue]) -> Feed:
    return Feed(props["supplier"], props["customer"], props["source"], _decimal(props.get("coefficient")))


def _text(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
