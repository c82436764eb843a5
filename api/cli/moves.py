"""`tiers moves`: firms by the tier rules of 2022 and of 2026, who drops out and who comes in; no database.

Owns the tables; how two versions compare is `matching.versions`'.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from api.cli.judging import codes_with
from api.cli.options import FILE, on_option, regions_option
from api.cli.say import Say
from api.console.reason_view import label
from api.intake.companies import read_company_table
from domain.company import Company
from domain.policy import Policy
from domain.region import Regions, national
from domain.tier_rules import Tier
from matching.register_file import read_register
from matching.versions import Move, Moved, VersionChange, tier_versions

_TOLD = (Move.OUT, Move.MAY_DROP, Move.IN, Move.MAY_COME)
"""The moves whose firms are named; the others are counted."""


@click.command(
    "moves", help="一批企业在 2022 与 2026 两套规则下的去留：谁不再够、谁新够上、谁可能，各因为哪几条。"
)
@click.option(
    "--companies", type=FILE, required=True, help="企业文件（JSON Lines、CSV、XLSX）或登记册（Parquet）"
)
@on_option()
@regions_option
@click.option("--json", "as_json", is_flag=True, help="打印 JSON")
@click.pass_obj
def moves(say: Say, companies: Path, on: date, regions: Regions | None, as_json: bool) -> None:
    """Compare the two sets on every firm of the file."""
    firms = _firms(companies, regions)
    found = tier_versions(firms, on, codes_with(regions))
    if as_json:
        say.json({"on": str(on), "firms": len(firms), "tiers": [_json(tier, one) for tier, one in found]})
        return
    for tier, change in found:
        counted = "，".join(f"{move.zh} {count}" for move, count in change.counts.items() if count)
        rows = [_row(move, firm, change) for move in _TOLD for firm in change.of(move)]
        say.table(
            say.word("moves", tier=tier.zh, on=on, counts=counted or say.word("case_none")),
            ("case_move", "moved_firm", "old_stops", "new_stops"),
            rows,
            whole=("case_move",),
        )
    say.line(say.word("moves_note"))


def _firms(path: Path, regions: Regions | None) -> list[Company]:
    if path.suffix.lower() == ".parquet":
        return read_register(path)
    taken = read_company_table(path, regions or national())
    for note in taken.notes:
        click.echo(note, err=True)
    return list(taken.things)


def _row(move: Move, firm: Moved, change: VersionChange) -> tuple[str, str, str, str]:
    stops = (_named(change.old[0], firm.old_stops), _named(change.new[0], firm.new_stops))
    return (move.zh, f"{firm.company}\n{firm.name}", *stops)


def _named(policy: Policy, ids: tuple[str, ...]) -> str:
    """What the criteria ask about with their sentence's own words."""
    criteria = {one.id: one for one in policy.criteria()}
    return "\n".join(dict.fromkeys(f"{label(criteria[name])}：{criteria[name].span.quote}" for name in ids))


def _json(tier: Tier, change: VersionChange) -> dict[str, Any]:
    firms = [
        {
            "company": firm.company,
            "name": firm.name,
            "move": firm.move.value,
            "before": firm.before.name.lower(),
            "after": firm.after.name.lower(),
            "old_stops": list(firm.old_stops),
            "new_stops": list(firm.new_stops),
        }
        for firm in change.firms
    ]
    documents = {"old": change.old[0].doc_id, "new": change.new[0].doc_id}
    return {
        "tier": tier.value,
        "name": tier.zh,
        **documents,
        "counts": {move.value: count for move, count in change.counts.items()},
        "firms": firms,
    }
