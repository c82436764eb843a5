"""Loading chains with their segments and members, and formations: each as a whole or not at all.

Owns the order of writing and the checks of what they refer to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from domain.chain import Chain, Formation, Membership
from domain.errors import ConflictError, InputError
from graph import imports
from graph.chain_json import to_json
from graph.chain_rows import (
    chain_digest,
    chain_row,
    chains_from,
    feed_row,
    flight_rows,
    formation_digest,
    formation_from,
    formation_row,
    membership_row,
    segment_row,
)
from graph.imports import Change, Import
from graph.known import missing, once_each, raise_faults, rows_of
from graph.load_links import distinct, plan_links, write_links
from graph.store import Store, Work


def load_chains(
    store: Store,
    chains: Iterable[Chain],
    memberships: Iterable[Membership],
    imported: Import,
    *,
    dry_run: bool = False,
) -> Change:
    """Write chains and who works in them; a chain that is there already is replaced by its new content.

    The change counts chains by id and memberships by link id. One transaction.

    Raises:
        InputError, InputFaultsError: an id twice; a feed, firm or segment that is not there.
        ConflictError: a segment belongs to another chain, or is gone while firms still work in it.
    """
    found = list(chains)
    wanted = {chain.chain_id: chain for chain in found}
    once_each((chain.chain_id for chain in found), "产业链")
    once_each((one.segment_id for chain in found for one in chain.segments), "环节")
    members = distinct([membership_row(one) for one in memberships])

    def work(one: Work) -> Change:
        _check_chains(one, found)
        raise_faults(missing(one, "company.known", [row["company"] for row in members.values()]))
        change = _plan(one, "chain", {key: chain_digest(chain) for key, chain in wanted.items()})
        if dry_run:
            own = {segment.segment_id for chain in found for segment in chain.segments}
            there = {key: row for key, row in members.items() if row["segment_id"] not in own}
            new = tuple(key for key in members if key not in there)
            return change + plan_links(one, "member", there) + Change(added=new)
        imports.supersede(one, imported, "chain", "chain_id", _present_chains(one, change.changed))
        write_chains(one, [wanted[key] for key in change.written])
        change += plan_links(one, "member", members)
        imports.record(one, imported, change)
        imports.mark(one, imported, "chain", "chain_id", wanted)
        write_links(one, "member", members, imported)
        return change

    return store.snapshot(work) if dry_run else store.transaction(work)


def load_formations(
    store: Store, formations: Iterable[Formation], imported: Import, *, dry_run: bool = False
) -> Change:
    """Write formations; one that is there already is replaced by its new content. One transaction.

    Raises:
        InputError, InputFaultsError: an id twice, a firm twice in one role, a firm or chain not there.
    """
    found = list(formations)
    once_each((one.formation_id for one in found), "雁阵")
    for one in found:
        once_each(one.heads, f"雁阵 {one.formation_id} 的头雁")
        once_each(one.members, f"雁阵 {one.formation_id} 的成员")
    wanted = {one.formation_id: one for one in found}

    def work(one: Work) -> Change:
        firms = [key for formation in found for key in (*formation.heads, *formation.members)]
        chains = [formation.chain_id for formation in found]
        raise_faults(missing(one, "company.known", firms) + missing(one, "chain.existing", chains))
        change = _plan(one, "formation", {key: formation_digest(wanted[key]) for key in wanted})
        if not dry_run:
            present = _present_formations(one, change.changed)
            imports.supersede(one, imported, "formation", "formation_id", present)
            write_formations(one, [wanted[key] for key in change.written])
            imports.record(one, imported, change)
            imports.mark(one, imported, "formation", "formation_id", wanted)
        return change

    return store.snapshot(work) if dry_run else store.transaction(work)


def write_formations(work: Work, formations: Sequence[Formation]) -> None:
    """Make these formations exactly what is given; firms and chains must be there."""
    work.write("formation.clear", [{"formation_id": one.formation_id} for one in formations])
    work.write("formation.merge", [formation_row(one) for one in formations])
    work.write("formation.fly", [row for one in formations for row in flight_rows(one)])


def delete_chains(work: Work, chain_ids: Sequence[str]) -> None:
    """Delete chains with their segments; nobody may work in them any more."""
    rows = work.read("chain.stale_segments", rows=[{"chain_id": key, "segment_ids": []} for key in chain_ids])
    work.write("chain.prune_segments", [{"segment_id": row["segment_id"]} for row in rows])
    work.write("chain.delete", [{"chain_id": key} for key in chain_ids])


def _present_chains(work: Work, keys: Sequence[str]) -> dict[str, str]:
    return {one.chain_id: to_json(one) for one in chains_from(work.read("chain.parts", keys=list(keys)))}


def _present_formations(work: Work, keys: Sequence[str]) -> dict[str, str]:
    rows = work.read("formation.one", keys=list(keys))
    return {row["formation_id"]: to_json(formation_from(row)) for row in rows}


def _plan(work: Work, subject: str, digests: Mapping[str, str]) -> Change:
    rows = rows_of(work, f"{subject}.existing", digests)
    return imports.compare(digests, {row["key"]: row["digest"] for row in rows})


def _check_chains(work: Work, chains: Sequence[Chain]) -> None:
    owner = {one.segment_id: chain.chain_id for chain in chains for one in chain.segments}
    wrong = [
        InputError(f"环节 {one.segment_id} 写的产业链是 {one.chain_id}，却列在 {chain.chain_id} 下")
        for chain in chains
        for one in chain.segments
        if one.chain_id != chain.chain_id
    ]
    for row in rows_of(work, "chain.known_segments", owner):
        if row["chain_id"] != owner[row["key"]]:
            raise ConflictError(f"环节 {row['key']} 已属于产业链 {row['chain_id']}", todo="换一个环节编号")
    fed = [end for chain in chains for feed in chain.feeds for end in (feed.supplier, feed.customer)]
    raise_faults(wrong + missing(work, "chain.known_segments", [end for end in fed if end not in owner]))


def write_chains(work: Work, chains: Sequence[Chain]) -> None:
    """Make these chains exactly what is given.

    Raises:
        ConflictError: a segment is gone while firms still work in it.
    """
    kept = [
        {"chain_id": chain.chain_id, "segment_ids": [one.segment_id for one in chain.segments]}
        for chain in chains
    ]
    stale = work.read("chain.stale_segments", rows=kept)
    for row in stale:
        if row["companies"]:
            raise ConflictError(
                f"新的产业链里没有环节“{row['name']}”（{row['segment_id']}），"
                f"但还有 {row['companies']} 家企业在其中",
                todo="先撤销那些企业的环节归属，或保留这个环节",
            )
    work.write("chain.merge", [chain_row(chain) for chain in chains])
    work.write("chain.prune_segments", [{"segment_id": row["segment_id"]} for row in stale])
    work.write("chain.clear_feeds", [{"chain_id": chain.chain_id} for chain in chains])
    segments = [segment_row(one, n) for chain in chains for n, one in enumerate(chain.segments)]
    work.write("chain.merge_segments", segments)
    feeds = [feed_row(chain.chain_id, one, n) for chain in chains for n, one in enumerate(chain.feeds)]
    work.write("chain.feed", feeds)
