"""The chain's picture as data: segments in columns by how far the goods have come, feeds between them.

Owns places and captions for the chart; counts and marks are `industry`'s.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any as AnyValue

from domain.chain import Chain, Feed, Segment, Stage
from domain.quantity import show

_WIDEST = 6.0
"""Line width (px) of the largest known coefficient; an unknown one is the thinnest."""


def depths(segments: Sequence[Segment], feeds: Sequence[Feed]) -> Mapping[str, int]:
    """Per segment how many feeds lie before it at most; a circle of feeds is not followed round."""
    suppliers: dict[str, list[str]] = {segment.segment_id: [] for segment in segments}
    for feed in feeds:
        if feed.supplier in suppliers and feed.customer in suppliers:
            suppliers[feed.customer].append(feed.supplier)
    found: dict[str, int] = {}

    def depth(name: str, above: frozenset[str]) -> int:
        if name in found:
            return found[name]
        before = [one for one in suppliers[name] if one not in above and one != name]
        value = max((depth(one, above | {name}) + 1 for one in before), default=0)
        if not above:
            found[name] = value
        return value

    for name in suppliers:
        depth(name, frozenset())
    return found


def chart_of(chain: Chain, firms: Mapping[str, int], marks: Mapping[str, str]) -> dict[str, AnyValue]:
    """What the chart draws.

    Args:
        firms: how many firms work in each segment.
        marks: per segment the word that chooses its colour.
    """
    column = depths(chain.segments, chain.feeds)
    stages = list(Stage)
    columns: dict[int, list[Segment]] = {}
    for segment in sorted(chain.segments, key=lambda one: (stages.index(one.stage), one.segment_id)):
        columns.setdefault(column[segment.segment_id], []).append(segment)
    nodes = [
        _node(segment, place, row, len(level), firms.get(segment.segment_id, 0), marks)
        for place, level in sorted(columns.items())
        for row, segment in enumerate(level)
    ]
    names = {segment.segment_id: segment.name for segment in chain.segments}
    most = max((feed.coefficient for feed in chain.feeds if feed.coefficient), default=None)
    inside = [feed for feed in chain.feeds if feed.supplier in names and feed.customer in names]
    links = [_link(feed, names, float(most) if most else 1.0) for feed in inside]
    return {"columns": max(columns, default=0) + 1, "nodes": nodes, "links": links}


def _node(
    segment: Segment, column: int, row: int, rows: int, firms: int, marks: Mapping[str, str]
) -> dict[str, AnyValue]:
    return {
        "id": segment.segment_id,
        "name": segment.name,
        "column": column,
        "row": row,
        "rows": rows,
        "firms": firms,
        "mark": marks.get(segment.segment_id, "plain"),
        "tip": f"{segment.name}（{segment.stage.value}）\n已登记企业 {firms} 家",
        "href": f"#s-{segment.segment_id}",
    }


def _link(feed: Feed, names: Mapping[str, str], most: float) -> dict[str, AnyValue]:
    known = feed.coefficient is not None
    share = f"每元产出投入 {show(feed.coefficient, '')} 元" if known else "投入系数未知"
    width = 1 + (_WIDEST - 1) * float(feed.coefficient or 0) / most
    return {
        "source": feed.supplier,
        "target": feed.customer,
        "width": round(width, 2),
        "known": known,
        "tip": f"{names[feed.supplier]} → {names[feed.customer]}\n{share}",
    }
