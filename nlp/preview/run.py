"""A library of texts read twice, with the word lists as they are and as proposed, and what differs.

Owns the two processes and the sum; each process reads with one set of word lists only (`worker`).
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any as AnyValue

from domain.errors import InputError, UnavailableError, Where
from domain.policy import Block, Policy
from domain.reading_file import policy_of
from nlp.preview.difference import Difference, differences
from nlp.preview.proposal import Claim, Proposal
from nlp.resources import features

Answer = dict[str, AnyValue]


@dataclass(frozen=True, slots=True)
class Document:
    """A text of the library: a file, or a text at hand with its blocks and what is known beside it."""

    doc_id: str
    path: Path | None = None
    text: str = ""
    blocks: tuple[Block, ...] = ()
    hints: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """One document: what differs, or why it could not be read; how many leaves it has now and would have."""

    doc_id: str
    found: tuple[Difference, ...] = ()
    before: int = 0
    after: int = 0
    review_before: int = 0
    review_after: int = 0
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """A claim with what came of it; `held` says whether it holds today."""

    claim: Claim
    holds: bool
    held: bool

    @property
    def kept(self) -> bool:
        """Whether the sentence reads as is claimed."""
        return self.holds == self.claim.reads


@dataclass(frozen=True, slots=True)
class Preview:
    """What the proposal does.

    Attributes:
        documents: every document of the library, in the order given.
        claims: the proposal's own sentences.
        broken: sentences of the word lists that read as their feature today and would no more.
    """

    documents: tuple[Compared, ...]
    claims: tuple[Checked, ...]
    broken: tuple[Checked, ...]

    @property
    def found(self) -> Iterator[Difference]:
        """All differences, by document."""
        return (one for document in self.documents for one in document.found)


def files_below(folder: Path, endings: Sequence[str]) -> tuple[Document, ...]:
    """The documents in a folder, by name.

    Raises:
        InputError: it is no folder, or holds no file with one of these endings.
    """
    if not folder.is_dir():
        raise InputError("没有这个目录", where=Where(file=str(folder)), todo="检查路径")
    found = sorted(one for one in folder.rglob("*") if one.is_file() and one.suffix.lower() in endings)
    if not found:
        raise InputError("目录里没有能读的文件", where=Where(file=str(folder)), expected="、".join(endings))
    return tuple(Document(one.stem, path=one) for one in found)


def of_policy(policy: Policy) -> Document:
    """A document of the graph, read anew from its text.

    Raises:
        InputError: the graph holds no text of it.
    """
    if policy.text is None:
        raise InputError(f"图中没有“{policy.title}”的正文，读不了", where=Where(file=policy.doc_id))
    hints = {"name": policy.doc_id, "title": policy.title, "region": policy.region or ""}
    if policy.published:
        hints["published"] = policy.published.isoformat()
    told = {name: value for name, value in hints.items() if value}
    return Document(policy.doc_id, text=policy.text, blocks=policy.blocks, hints=told)


def preview(proposal: Proposal, documents: Sequence[Document]) -> Preview:
    """Read every document both ways; a document that cannot be read is said, the others are compared.

    Two processes work side by side; memory does not grow with the library.

    Raises:
        InputError: the proposed word lists cannot be used.
        UnavailableError: a process ended before its work was done.
    """
    kept = tuple(Claim(one.id, one.test, True) for one in features().features)
    claims = (*proposal.claims, *kept)
    with _reader({}, documents, claims) as now, _reader(proposal.texts, documents, claims) as then:
        _ready(next(now))
        _ready(next(then))
        compared = tuple(_compared(one.doc_id, next(now), next(then)) for one in documents)
        checked = [Checked(claim, held=next(now)["holds"], holds=next(then)["holds"]) for claim in claims]
    own = tuple(checked[: len(proposal.claims)])
    broken = tuple(one for one in checked[len(own) :] if one.held and not one.holds)
    return Preview(compared, own, broken)


def _compared(doc_id: str, now: Answer, then: Answer) -> Compared:
    if fault := now.get("fault") or then.get("fault"):
        return Compared(doc_id, fault=fault)
    before, after = policy_of(now["reading"]), policy_of(then["reading"])
    return Compared(
        doc_id,
        differences(before, after),
        before=len([*before.criteria()]),
        after=len([*after.criteria()]),
        review_before=len(before.review),
        review_after=len(after.review),
    )


def _ready(answer: Answer) -> None:
    if "refused" in answer:
        raise InputError(answer["refused"], todo="改正提议的词表后重试")


@contextmanager
def _reader(
    texts: Mapping[str, str], documents: Sequence[Document], claims: Sequence[Claim]
) -> Iterator[Iterator[Answer]]:
    """A process that reads the documents with these word lists; it ends with the block."""
    with tempfile.TemporaryDirectory(prefix="yanzhen-") as folder:
        job = Path(folder) / "job.json"
        job.write_text(json.dumps(_job(texts, documents, claims), ensure_ascii=False), encoding="utf-8")
        command = [sys.executable, "-m", "nlp.preview.worker", str(job)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
            try:
                yield _answers(process)
            finally:
                process.kill()


def _answers(process: subprocess.Popen[str]) -> Iterator[Answer]:
    for line in process.stdout or ():
        yield json.loads(line)
    raise UnavailableError("读词表的进程中途停了", todo="看上面的出错信息，内存够用时重试")


def _job(
    texts: Mapping[str, str], documents: Sequence[Document], claims: Sequence[Claim]
) -> dict[str, AnyValue]:
    return {
        "texts": dict(texts),
        "documents": [_document(one) for one in documents],
        "claims": [{"feature": one.feature, "sentence": one.sentence} for one in claims],
    }


def _document(one: Document) -> dict[str, AnyValue]:
    if one.path is not None:
        return {"doc": one.doc_id, "path": str(one.path.resolve())}
    blocks = [
        {"start": b.start, "end": b.end, "kind": b.kind, "page": b.page, "path": b.path} for b in one.blocks
    ]
    return {"doc": one.doc_id, "text": one.text, "blocks": blocks, "hints": dict(one.hints or {})}
