"""`alias preview`: what a changed alias or word list would change over all texts, before it is accepted.

Owns the table and the JSON; the reading and comparing is `nlp.preview`'s.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from api.cli.opening import graph_options, open_store, settings_of
from api.cli.options import FILE
from api.cli.say import Say
from api.cli.writing import make_folder, write_text
from api.criterion_text import criterion_text
from api.wire.preview import preview_json
from domain.errors import InputError
from domain.policy import Criterion
from domain.vocabulary import vocabulary
from graph import reads
from nlp.preview.difference import Difference, Kind
from nlp.preview.proposal import read_proposal
from nlp.preview.run import Checked, Document, Preview, files_below, of_policy, preview
from nlp.readers.open import READERS


@click.group("alias", help="别名与词表：改动之前先看它会改变哪些条件。")
def alias() -> None:
    """The commands on word lists."""


@alias.command(
    "preview",
    help="按现有词表和提议的词表各读一遍全部文本，列出多出、丢失、变了的条件；什么都不改。"
    "提议：整份词表（与 features.yaml 等同名），或一份只写改动的文件。",
)
@click.argument("paths", nargs=-1, required=True, type=FILE, metavar="提议文件…")
@click.option("--texts", type=FILE, default=None, help="文本目录；不给则读图中带正文的全部政策")
@click.option("--out", type=FILE, default=None, help="把改好的整份词表写到这个目录，供审阅后采用")
@click.option("--json", "as_json", is_flag=True, help="打印 JSON")
@graph_options
@click.pass_obj
def preview_alias(
    say: Say,
    paths: Sequence[Path],
    texts: Path | None,
    out: Path | None,
    as_json: bool,
    home: Path | None,
    uri: str | None,
) -> None:
    """Read the library both ways and print what differs."""
    proposal = read_proposal(paths)
    if texts is not None:
        documents = files_below(texts, tuple(READERS))
    else:
        documents = _of_graph(home, uri)
    with say.waiting("alias_reading"):
        found = preview(proposal, documents)
    if as_json:
        say.json(preview_json(found))
    else:
        _print(say, found)
    if out is not None:
        folder = make_folder(out)
        for name, text in proposal.texts.items():
            write_text(folder / name, text)
            say.note("alias_written", file=folder / name)
    _raise_on(found)


def _of_graph(home: Path | None, uri: str | None) -> tuple[Document, ...]:
    with open_store(settings_of(home, uri)) as store:
        policies = [one for one in reads.all_policies(store) if one.text is not None]
    if not policies:
        raise InputError("图中没有带正文的政策", todo="用 --texts 指定文本目录")
    return tuple(of_policy(one) for one in policies)


def _print(say: Say, found: Preview) -> None:
    counted = Counter(one.kind for one in found.found)
    leaves = list(found.found)
    counts = {kind.value: counted.get(kind, 0) for kind in Kind}
    say.line(say.word("alias_sum", documents=len(found.documents), **counts))
    if leaves:
        rows = [_row(say, one) for one in leaves]
        say.table(say.word("alias_changes"), ("document", "kind", "quote", "before", "after"), rows)
    for one in found.documents:
        if one.fault:
            say.line(say.word("alias_fault", document=one.doc_id, fault=one.fault))
    for checked in found.claims:
        key = "alias_claim_kept" if checked.kept else "alias_claim_broken"
        name = vocabulary()[checked.claim.feature].zh
        say.line(say.word(key, sentence=checked.claim.sentence, feature=name))


def _row(say: Say, one: Difference) -> tuple[str, ...]:
    kind = say.word(f"alias_{one.kind.value}")
    if one.kind in {Kind.GAINED, Kind.LOST, Kind.CHANGED}:
        return (one.doc_id, kind, one.quote.quote, _said(one.before), _said(one.after))
    return (one.doc_id, kind, one.quote.quote, one.was or "—", one.would_be or "—")


def _said(one: Criterion | None) -> str:
    if one is None:
        return "—"
    name = vocabulary()[one.feature].zh
    text = criterion_text(one)
    return f"{text}（{name}）" if name not in text else text


def _raise_on(found: Preview) -> None:
    """Sentences that no longer read as they should make the proposal faulty: exit 1, after all is printed."""
    wrong: list[Checked] = [one for one in found.claims if not one.kept] + list(found.broken)
    if wrong:
        said = "；".join(f"“{one.claim.sentence}”（{vocabulary()[one.claim.feature].zh}）" for one in wrong)
        raise InputError(f"{len(wrong)} 个例句读得不对：{said}", todo="改正提议后重试")


COMMANDS: tuple[click.Command, ...] = (alias,)
