"""Step `policy_tables`: simple tables of bands: one column names the band, the others what it gives.

Owns the layer `tables`; a table of another kind goes to review when it stands in a section that is read.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from domain.reading_json import plain
from domain.vocabulary import vocabulary
from nlp.components.span_time import header_period
from nlp.expr import every, leaf
from nlp.quantities import find_quantities
from nlp.resources import benefits, features
from nlp.work import Doubt, Draft, Gift, Part, Table, Work, show, work

_ROW = re.compile(
    r"^(?P<table>.*/table(?:\[\d+\])?)/(?:t(?:head|body|foot)(?:\[\d+\])?/)?(?P<row>tr(?:\[\d+\])?)/"
)
Cell = tuple[int, int]


@Language.component("policy_tables")
def tables(doc: Doc) -> Doc:
    """Read each table of the page."""
    state = work(doc)
    grouped: dict[str, dict[str, list[Cell]]] = {}
    for start, end, path in state.cells:
        place = _ROW.match(path)
        if place:
            grouped.setdefault(place["table"], {}).setdefault(place["row"], []).append((start, end))
    for rows in grouped.values():
        _table(state, list(rows.values()))
    show(doc, "tables", [(t.start, t.end, "table") for t in state.tables])
    return doc


def _table(state: Work, rows: list[list[Cell]]) -> None:
    start, end = rows[0][0][0], rows[-1][-1][1]
    part = _owner(state, start)
    if part is None or part.section in {"materials", "steps", "basis"}:
        return
    head = [state.text[a:b] for a, b in rows[0]]
    found = Table(start, end, part)
    for row in rows[1:]:
        gift = _row(state, head, row) if len(row) == len(head) else None
        if gift is None:
            state.doubts.append(Doubt(row[0][0], row[-1][1], "表格的这一行没有读明白"))
        else:
            found.gifts.append(gift)
    state.tables.append(found)


def _owner(state: Work, start: int) -> Part | None:
    before = [part for part in state.root.walk() if part.end <= start and part.end > part.start]
    return max(before, key=lambda part: part.end) if before else None


def _row(state: Work, head: list[str], row: list[Cell]) -> Gift | None:
    feature = _feature(head[0])
    if feature is None:
        return None
    drafts = []
    for q in find_quantities(state.text, *row[0]):
        if q.op and q.measures != "rank":
            drafts.append(
                Draft(
                    "",
                    "compare",
                    feature,
                    q.start,
                    q.end,
                    q.op,
                    plain(q.value),
                    q.unit,
                    period=header_period(head[0]),
                )
            )
    gift = Gift(_form(" ".join(head[1:])), row[1][0], row[-1][1])
    for title, (start, end) in zip(head[1:], row[1:], strict=True):
        for q in find_quantities(state.text, start, end):
            _put(gift, title, q.measures, plain(q.value))
    if not drafts or (gift.amount is None and gift.rate is None and gift.cap is None):
        return None
    gift.when = every([leaf(state.add(draft).id) for draft in drafts])
    return gift


def _put(gift: Gift, title: str, measures: str, value: str) -> None:
    if measures == "ratio":
        gift.rate = value
    elif measures == "money" and re.search(r"最高|上限|限额|不超过", title):
        gift.cap = value
    elif measures == "money":
        gift.amount = value


def _feature(title: str) -> str | None:
    best = ""
    found = None
    for entry in features().features:
        for alias in entry.aliases:
            if alias in title and len(alias) > len(best) and vocabulary()[entry.id].numeric:
                best, found = alias, entry.id
    return found


def _form(words: str) -> str:
    for row in benefits().forms:
        if any(word in words for word in row.words):
            return row.form
    return "grant"
