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
from nlp.read import read_file

SAID = {Fate.KEPT: "same", Fate.CHANGED: "differs", Fate.GONE: "only in data", Fate.NEW: "only in text"}


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


def lines(one: Beside) -> Iterator[str]:
    """A line a criterion: its fate by the reading and by the label, and what differs in the reading."""
    labelled = by_leaf(one.label)
    for change in one.reading.criteria:
        differ = "; ".join(difference_text(difference) for difference in change.differences)
        if change.old:
            name, quote = change.old.part.id, change.old.part.span.quote
            fates = f"{SAID[change.fate]:13} label: {SAID[labelled[name].fate]:13}"
            yield f"{name:4} {fates} {quote} {differ}".rstrip()
        elif change.new:
            yield f"{'-':4} {SAID[change.fate]:13} {change.new.part.span.quote}".rstrip()


def main() -> None:
    """Print every text, then the counts as one JSON object."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--texts", type=Path, default=SHARED / "corpus" / "texts")
    parser.add_argument("--labels", type=Path, default=SHARED / "corpus" / "labels")
    given = parser.parse_args()
    totals = {}
    for one in compared(given.texts, given.labels):
        print(f"\n{one.text}")
        for line in lines(one):
            print(line)
        totals[one.text] = {
            "reading": counted(one.reading),
            "label": counted(one.label),
            "reader_off": reader_is_off(one),
        }
    print(json.dumps(totals, ensure_ascii=False))


if __name__ == "__main__":
    main()
