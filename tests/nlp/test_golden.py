"""The sample region's policies are read exactly: leaves, trees, benefits, windows, the document's data."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from domain.policy import Benefit, Criterion, Policy, Window
from domain.reading_file import read_reading
from nlp.read import read_file
from tests.nlp.reading import agree, signature

ROOT = Path(__file__).resolve().parents[2]
POLICIES = sorted(
    path for path in (ROOT / "api" / "demo" / "policies").iterdir() if path.suffix in {".txt", ".html"}
)


def pair(path: Path) -> tuple[Policy, Policy]:
    """The hand-made reading and the reader's."""
    return read_reading(ROOT / "tests" / "golden" / "readings" / f"{path.stem}.json"), read_file(path)


def touches(a: Criterion, b: Criterion) -> bool:
    """Whether two leaves share half of the shorter one's text."""
    shared = min(a.span.end, b.span.end) - max(a.span.start, b.span.start)
    return shared * 2 >= min(a.span.end - a.span.start, b.span.end - b.span.start) > 0


def matched(gold: Policy, said: Policy) -> dict[str, str]:
    """Said ids to gold ids: leaves that say the same at the same place."""
    found: dict[str, str] = {}
    for one in said.criteria():
        for other in gold.criteria():
            if other.id not in found.values() and signature(one) == signature(other) and touches(one, other):
                found[one.id] = other.id
                break
    return found


def sums(one: Benefit) -> tuple[object, ...]:
    """What a benefit gives."""
    return one.form, one.amount, one.rate, one.cap, one.per


def days(one: Window) -> tuple[object, ...]:
    """When a window is open."""
    return one.start, one.end, one.yearly


def test_there_are_policies_to_read() -> None:
    assert len(POLICIES) >= 8


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_every_leaf_is_read_and_none_invented(path: Path) -> None:
    gold, said = pair(path)
    same = matched(gold, said)

    assert [one.span.quote for one in said.criteria() if one.id not in same] == []
    assert [one.span.quote for one in gold.criteria() if one.id not in same.values()] == []


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_every_item_decides_as_labelled(path: Path) -> None:
    gold, said = pair(path)
    same = matched(gold, said)

    assert len(said.items) == len(gold.items)
    for place, (one, other) in enumerate(zip(gold.items, said.items, strict=True)):
        assert agree(one, other, same, seed=place), one.name


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_benefits_and_windows_are_those_of_the_label(path: Path) -> None:
    gold, said = pair(path)

    for one, other in zip(gold.items, said.items, strict=True):
        assert Counter(map(sums, other.benefits)) == Counter(map(sums, one.benefits)), one.name
        assert Counter(map(days, other.windows)) == Counter(map(days, one.windows)), one.name
        assert bool(other.stacking) == bool(one.stacking), one.name


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_the_document_says_who_when_and_how_long(path: Path) -> None:
    gold, said = pair(path)

    for key in ("title", "doc_no", "issuers", "region", "published", "effective_from", "effective_to"):
        assert getattr(said, key) == getattr(gold, key), key


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_little_is_left_for_a_person(path: Path) -> None:
    _, said = pair(path)
    looks = len(said.review) + sum(one.check for one in said.criteria())

    assert looks <= 0.1 * (len(said.review) + len(list(said.criteria())))
