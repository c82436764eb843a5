"""The sample policies and their hand-made readings: they belong together and show every form of rule."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from api.demo.region import policy_files
from domain.policy import Criterion, Item, Kind, Policy, Span, YearlyDay
from domain.reading_file import read_reading
from domain.tree import AtLeast, Node, Points, Waive, When, children, leaf_ids

READINGS = Path(__file__).resolve().parents[2] / "golden" / "readings"
POLICIES = {path.stem: path for path in policy_files()}
TODAY = date(2026, 11, 25)


def reading(stem: str) -> Policy:
    return read_reading(READINGS / f"{stem}.json")


def all_items() -> list[tuple[Policy, Item]]:
    return [(policy, item) for stem in POLICIES for policy in [reading(stem)] for item in policy.items]


def all_criteria() -> list[Criterion]:
    return [criterion for stem in POLICIES for criterion in reading(stem).criteria()]


def nodes(node: Node | None) -> Iterator[Node]:
    if node is not None:
        yield node
        for part in children(node):
            yield from nodes(part)


def spans(policy: Policy) -> Iterator[Span]:
    for item in policy.items:
        yield from (c.span for c in item.criteria)
        yield from (b.span for b in item.benefits)
        yield from (w.span for w in item.windows)
        yield from (*item.stacking, *item.prefer)


def test_every_policy_has_a_reading_and_the_other_way_round() -> None:
    assert len(POLICIES) == 8
    assert {path.stem for path in READINGS.glob("*.json")} == set(POLICIES)


@pytest.mark.parametrize("stem", sorted(POLICIES))
def test_every_quote_stands_where_the_reading_says(stem: str) -> None:
    policy = reading(stem)
    text = policy.text or POLICIES[stem].read_text(encoding="utf-8")
    wrong = [span.quote for span in spans(policy) if text[span.start : span.end] != span.quote]
    assert policy.doc_id == stem
    assert wrong == []


@pytest.mark.parametrize("stem", sorted(POLICIES))
def test_length_is_that_of_a_notice(stem: str) -> None:
    policy = reading(stem)
    assert 600 <= len(policy.text or POLICIES[stem].read_text(encoding="utf-8")) <= 2500


@pytest.mark.parametrize("stem", sorted(POLICIES))
def test_no_criterion_is_left_out_of_the_trees(stem: str) -> None:
    policy = reading(stem)
    used: set[str] = set()
    for item in policy.items:
        trees = [item.require, item.exclude, *(b.when for b in item.benefits)]
        trees += [row.when for c in item.criteria for row in c.rows]
        used |= {name for tree in trees for name in leaf_ids(tree)}
    assert used == {criterion.id for criterion in policy.criteria()}


@pytest.mark.parametrize("stem", sorted(POLICIES))
def test_heading_and_number_stand_in_the_text(stem: str) -> None:
    policy = reading(stem)
    text = POLICIES[stem].read_text(encoding="utf-8")
    for words in (policy.title, policy.doc_no, *policy.issuers):
        assert words is not None
        assert words in text


def test_the_page_holds_the_text_of_its_reading() -> None:
    policy = reading("yanzhou-rd-2025")
    page = re.sub(r"<[^>]+>", "\n", POLICIES["yanzhou-rd-2025"].read_text(encoding="utf-8"))
    lines = {line.strip() for line in page.splitlines()}
    assert policy.text is not None
    assert [line for line in policy.text.splitlines() if line not in lines] == []


@pytest.mark.parametrize("shape", [AtLeast, Waive, When, Points], ids=lambda shape: shape.__name__)
def test_the_trees_show_every_shape(shape: type) -> None:
    assert any(isinstance(node, shape) for _, item in all_items() for node in nodes(item.require))


def test_a_scoring_table_has_rows_and_a_pass_mark() -> None:
    tables = [criterion for criterion in all_criteria() if criterion.rows]
    assert [(str(table.pass_mark), len(table.rows)) for table in tables] == [("60", 8)]


def test_general_conditions_are_shared_by_reference() -> None:
    shared = {
        policy.doc_id: Counter(name for item in policy.items for name in set(leaf_ids(item.require)))
        for policy in map(reading, POLICIES)
    }
    assert {stem for stem, names in shared.items() if max(names.values()) >= 3} >= {
        "yunyan-upgrade-2026",
        "yunyan-growth-2026",
        "yunyan-science-2026",
    }


def test_kinds_and_subjects_are_varied() -> None:
    criteria = all_criteria()
    assert {criterion.kind for criterion in criteria} == set(Kind)
    assert {criterion.subject for criterion in criteria} >= {None, "project", "person"}
    assert {"prior_support", "interest"} <= (
        {criterion.feature for criterion in criteria}
        | {benefit.form for _, item in all_items() for benefit in item.benefits}
    )


def _open(policy: Policy, item: Item) -> bool:
    """Whether a dated window is open today and the policy is in force."""
    in_force = policy.effective_from is None or policy.effective_from <= TODAY
    days = [(w.start, w.end) for w in item.windows if not w.yearly]
    return in_force and any(
        isinstance(first, date) and isinstance(last, date) and first <= TODAY <= last for first, last in days
    )


def test_windows_are_open_closed_yearly_and_of_next_year() -> None:
    items = all_items()
    windows = [window for _, item in items for window in item.windows]
    assert {policy.doc_id for policy, item in items if _open(policy, item)} == {
        "yunyan-upgrade-2026",
        "yunyan-science-2026",
    }
    assert any(isinstance(window.start, YearlyDay) for window in windows)
    assert any(isinstance(window.start, date) and window.start.year == 2027 for window in windows)
    assert any(isinstance(window.end, date) and window.end < TODAY for window in windows)
    assert any(not item.windows for _, item in items)
