"""The national tier rules beside what the reader makes of their texts, and beside the hand-made labels.

Owns the run and the lines; the comparison is that of `yanzhen tiers diff`. Where the label says what the
data say and the reading does not, the reader is off; where both say otherwise, the data follow other sources.
Run: `python -m bench.tiers [--texts DIR --labels DIR]`; the last line printed is one JSON object.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from api.amendment_text import difference_text
from api.usecases.tiers import beside, tier_document
from bench.reading import SHARED
from domain.amendment import Amendment, Change, Fate
from domain.policy import Criterion
from domain.reading_file import read_reading
from domain.tier_file import national_tiers
from domain.tier_rules import TierDocument
from nlp.read import read_file, read_text

SAID = {Fate.KEPT: "same", Fate.CHANGED: "differs", Fate.GONE: "only in data", Fate.NEW: "only in text"}

LEAD = "应当同时符合以下条件："


@dataclass(frozen=True, slots=True)
class Beside:
    """One text: the data beside its reading, and beside its label."""

    text: str
    reading: Amendment
    label: Amendment


def compared(texts: Path, labels: Path) -> Iterator[Beside]:
    """Each text that `tiers.yaml` names."""
    wanted = yaml.safe_load((Path(__file__).parent / "tiers.yaml").read_text(encoding="utf-8"))["texts"]
    for name, said in wanted.items():
        document = tier_document(said["document"])
        read = beside(document, read_file(texts / f"{name}.txt"), said["items"])
        labelled = beside(document, read_reading(labels / f"{name}.json"), said["items"])
        yield Beside(name, read, labelled)


def restated(document: TierDocument) -> str:
    """Our own sentences as a numbered list of conditions, item by item, as a notice would lay them out."""
    lines = []
    for item in document.policy.items:
        lines += [item.name, LEAD]
        lines += [f"（{n}）{one.span.quote}；" for n, one in enumerate(item.criteria, start=1)]
    return "\n".join(lines)


def own_words() -> Iterator[tuple[str, Amendment]]:
    """Each document beside what the reader makes of our own sentences: for some there is no other text."""
    for document in national_tiers():
        doc_id = document.policy.doc_id
        yield doc_id, beside(document, read_text(restated(document), doc_id=doc_id))


def by_leaf(amendment: Amendment) -> Mapping[str, Change[Criterion]]:
    """What became of each criterion of the data."""
    return {change.old.part.id: change for change in amendment.criteria if change.old}


def counted(amendment: Amendment) -> dict[str, int]:
    """How many of each, all four named."""
    found = Counter(change.fate for change in amendment.criteria)
    return {said: found[fate] for fate, said in SAID.items()}


def reader_is_off(one: Beside) -> list[str]:
    """Criteria on which the label agrees with the data and the reading does not."""
    read, labelled = by_leaf(one.reading), by_leaf(one.label)
    return [
        name
        for name, change in read.items()
        if change.fate is not Fate.KEPT and labelled[name].fate is Fate.KEPT
    ]


def lines(reading: Amendment, label: Amendment | None = None) -> Iterator[str]:
    """A line a criterion: its fate by the reading, by the label if there is one, and what differs."""
    labelled = by_leaf(label) if label else {}
    for change in reading.criteria:
        fate = f"{SAID[change.fate]:13}"
        differ = "; ".join(difference_text(difference) for difference in change.differences)
        if change.old:
            name, quote = change.old.part.id, change.old.part.span.quote
            if name in labelled:
                fate += f" label: {SAID[labelled[name].fate]:13}"
            yield f"{name:4} {fate} {quote} {differ}".rstrip()
        elif change.new:
            yield f"{'-':4} {fate} {change.new.part.span.quote}".rstrip()


def print_lines(found: Iterator[str]) -> None:
    """One below the other."""
    for line in found:
        print(line)


def main() -> None:
    """Print every text, then the counts as one JSON object."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--texts", type=Path, default=SHARED / "corpus" / "texts")
    parser.add_argument("--labels", type=Path, default=SHARED / "corpus" / "labels")
    given = parser.parse_args()
    totals: dict[str, dict[str, object]] = {}
    for one in compared(given.texts, given.labels):
        print(f"\n{one.text}")
        print_lines(lines(one.reading, one.label))
        totals[one.text] = {
            "reading": counted(one.reading),
            "label": counted(one.label),
            "reader_off": reader_is_off(one),
        }
    for doc_id, found in own_words():
        print(f"\nown words of {doc_id}")
        print_lines(lines(found))
        totals[f"own words of {doc_id}"] = {"reading": counted(found)}
    print(json.dumps(totals, ensure_ascii=False))


if __name__ == "__main__":
    main()
