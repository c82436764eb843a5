"""A policy document in, its reading out: the whole pipeline on this page.

Owns the order of the steps; each step is one module of `components`, its words stand in `data`.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

import nlp.components.all  # noqa: F401 - importing it registers the steps with spaCy
from domain.errors import Where
from domain.policy import Policy
from nlp.build import policy_of
from nlp.language import build
from nlp.normal import normalise
from nlp.readers.open import open_source
from nlp.readers.source import Source, check_text
from nlp.readers.text import plain, split_header
from nlp.versions import current
from nlp.work import Work

STEPS = (
    "policy_blocks",  # the reader's blocks as lines of the normalised text
    "policy_numbering",  # list marks and headings: the tree of parts
    "policy_section",  # what each part is about: conditions, bars, benefits, windows, materials …
    "policy_legend",  # whether 以上 and 以下 include the number
    "policy_quantity",  # numbers with units and comparators
    "policy_time",  # period words
    "policy_meta",  # title, issuers, number, date, validity, region
    "policy_lexicon",  # vocabulary hits, all overlaps kept
    "policy_context",  # negation, waiver, bar, stacking
    "policy_clause",  # sentences with roles, cut into clauses
    "policy_slots",  # numeric leaves
    "policy_open",  # places, titles, states, events, and the rest in its own words
    "policy_subject",  # whose fact each leaf states
    "policy_inherit",  # periods, subjects, adjoining bands, what was said before
    "policy_tables",  # tables of bands
    "policy_logic",  # 之一, 同时, 至少两项, waivers, references
    "policy_benefit",  # sums, rates, ceilings, titles
    "policy_window",  # when to apply
    "policy_resolve",  # items: shared conditions, references, bands, windows
    "policy_audit",  # what was not understood goes to review
)


@cache
def pipeline() -> Language:
    """The built pipeline, once per process."""
    return build(STEPS)


def read_file(path: Path, *, region: str | None = None, published: date | None = None) -> Policy:
    """The reading of a `.txt`, `.md` or `.html` file.

    Args:
        path: the file; its name without ending is the document's id.
        region: code or name of the region, where the text does not say it.
        published: day of publication, where the text does not say it.

    Raises:
        InputError: a format, size or content that is not read; says what to do.
        UnavailableError: the file cannot be opened.
    """
    return _read(open_source(Path(path)), Path(path).stem, region, published)


def read_text(text: str, *, doc_id: str, region: str | None = None, published: date | None = None) -> Policy:
    """The reading of a text (see `read_file`); the header of a corpus text is not counted.

    Raises:
        InputError: the text is empty, too long, or no text.
    """
    meta, body = split_header(text.replace("\r\n", "\n"))
    check_text(body, Where(file=doc_id))
    return _read(plain(body, meta), doc_id, region, published)


def analyse(source: Source, hints: dict[str, str]) -> Doc:
    """The spaCy document of a source with every layer in `doc.spans` and the state in `user_data`."""
    nlp = pipeline()
    normal = current(normalise(source.text, source.joins))
    doc = nlp.make_doc(normal.text)
    doc.user_data["work"] = Work(source.text, normal, source.blocks, hints)
    return nlp(doc)


def _read(source: Source, doc_id: str, region: str | None, published: date | None) -> Policy:
    hints = {**source.meta, "name": source.name or doc_id}
    if region:
        hints["region"] = region
    if published:
        hints["published"] = published.isoformat()
    return policy_of(analyse(source, hints).user_data["work"], doc_id)
