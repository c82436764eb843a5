"""Chains, formations and partners as tables of the terminal.

Owns the layout; what is not known is printed as such, never left out.
"""

from __future__ import annotations

from collections.abc import Mapping

from api.cli.say import Say
from api.usecases.chains import ChainPage, FormationPage
from api.usecases.partners import Partners
from domain.chain import Segment
from industry.pull import Pull
from industry.segments import SegmentView

UNKNOWN = "—"


def print_chain(say: Say, page: ChainPage) -> None:
    """The segments from upstream to downstream, then who leads."""
    rows = [_segment(say, view, page.names) for view in page.segments]
    heads = ("stage", "segment", "segment_marks", "firms", "linked", "coverage", "lacks")
    say.table(
        say.word("chain_title", name=page.chain.name, key=page.chain.chain_id),
        heads,
        rows,
        right=("firms", "linked", "coverage"),
        whole=("stage",),
    )
    for one in page.leaders:
        name = page.names.get(one.company, one.company)
        say.line(say.word("led_by", name=name, level=one.level, by=one.designated_by, source=one.source))
    if not page.leaders:
        say.line(say.word("led_by_nobody"))


def _segment(say: Say, view: SegmentView, names: Mapping[str, str]) -> tuple[object, ...]:
    coverage = UNKNOWN if view.coverage is None else f"{view.coverage:.0%}"
    lacks = view.lacks[0] if view.lacks else ""
    if len(view.lacks) > 1:
        lacks += say.word("more_lacks", count=len(view.lacks) - 1)
    for key, name in names.items():
        lacks = lacks.replace(key, name)
    segment = view.segment
    return (
        segment.stage.value,
        segment.name,
        _marks(say, segment),
        len(view.firms),
        len(view.linked),
        coverage,
        lacks,
    )


def _marks(say: Say, segment: Segment) -> str:
    marks = (("key_link", segment.key_link), ("weak_point", segment.weak_point))
    return "、".join(say.word(key) for key, holds in marks if holds)


def print_formation(say: Say, page: FormationPage) -> None:
    """Tiers and order pull, with what is not known of either."""
    formation, names = page.formation, page.names
    heads = "、".join(names.get(key, key) for key in formation.heads)
    say.line(say.word("formation_title", name=formation.name, key=formation.formation_id, on=formation.on))
    say.line(say.word("formation_heads", heads=heads, chain=page.chain.name))
    rows = [
        (say.word("tier_unknown" if tier is None else f"tier_{min(tier, 2)}", tier=tier), count)
        for tier, count in sorted(page.view.by_tier.items(), key=lambda one: (one[0] is None, one[0] or 0))
    ]
    say.table(say.word("tiers"), ("tier", "firms"), rows, right=("firms",))
    if page.pull is None:
        say.line(say.word("pull_fault", fault=page.fault or ""))
        return
    _print_pull(say, page, page.pull)


def _print_pull(say: Say, page: FormationPage, pull: Pull) -> None:
    value = say.word("unknown_word") if pull.value is None else f"{pull.value:.1%}"
    say.line(say.word("pull", year=page.year, value=value))
    if pull.low is not None and pull.high is not None:
        say.line(say.word("pull_bounds", low=f"{pull.low:.1%}", high=f"{pull.high:.1%}"))
    if pull.known_value is not None and pull.known_share is not None:
        shares = {"value": f"{pull.known_value:.1%}", "share": f"{pull.known_share:.0%}"}
        say.line(say.word("pull_known", **shares))
    if pull.waits_for:
        say.line(say.word("pull_waits", count=len(pull.waits_for)))


def print_partners(say: Say, name: str, found: Partners) -> None:
    """Each candidate with its reasons, a line a reason."""
    title = say.word("partners_title", name=name, key=found.company)
    if not found.partners:
        say.line(title)
        say.line(found.says or "")
        return
    rows = [
        (
            one.name,
            say.word("partner_known" if one.known else "partner_new"),
            "\n".join(reason.text for reason in one.reasons),
        )
        for one in found.partners
    ]
    say.table(title, ("partner", "state", "reasons"), rows, whole=("state",))
