"""When one can apply: single and yearly windows, open ends, the time in force, the next opening."""

from datetime import date

import pytest

from matching.verdict import Opening
from tests.make import company, item, window
from tests.matching.asking import judged


def found(windows, on="2026-05-10", **document):
    """`open`, or the next opening as `start/end` (`-` for none)."""
    entry = item(windows=tuple(windows))
    judgement = judged(entry, company(), date.fromisoformat(on), **document)
    if judgement.outcome == "fits":
        return "open"
    assert judgement.outcome == "closed"
    return shown(judgement.next_window)


def shown(opening: Opening | None) -> str:
    """An opening as text."""
    return f"{opening.start or ''}/{opening.end or ''}" if opening else "-"


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-05-10", "2026-06-10", "open"),
        ("2026-04-10", "2026-05-10", "open"),
        ("2026-05-11", "2026-06-10", "2026-05-11/2026-06-10"),
        ("2026-04-10", "2026-05-09", "-"),
        (None, "2026-05-10", "open"),
        (None, "2026-05-09", "-"),
        ("2026-05-10", None, "open"),
        ("2026-05-11", None, "2026-05-11/"),
    ],
)
def test_single_windows(start, end, expected):
    assert found([window(start, end)]) == expected


@pytest.mark.parametrize(
    ("start", "end", "on", "expected"),
    [
        ("--03-10", "--03-30", "2026-03-10", "open"),
        ("--03-10", "--03-30", "2026-03-30", "open"),
        ("--03-10", "--03-30", "2026-03-09", "2026-03-10/2026-03-30"),
        ("--03-10", "--03-30", "2026-03-31", "2027-03-10/2027-03-30"),
        ("--11-01", "--02-28", "2026-12-31", "open"),
        ("--11-01", "--02-28", "2026-01-15", "open"),
        ("--11-01", "--02-28", "2026-03-01", "2026-11-01/2027-02-28"),
        ("--05-01", None, "2026-12-31", "open"),
        ("--05-01", None, "2027-01-01", "2027-05-01/2027-12-31"),
        (None, "--05-31", "2026-01-01", "open"),
        (None, "--05-31", "2026-06-01", "2027-01-01/2027-05-31"),
        ("--02-29", "--02-29", "2026-02-28", "open"),
        ("--02-29", "--02-29", "2028-02-28", "2028-02-29/2028-02-29"),
    ],
)
def test_days_of_every_year(start, end, on, expected):
    assert found([window(start, end)], on) == expected


@pytest.mark.parametrize(
    ("start", "end", "on", "expected"),
    [
        ("2024-03-10", "2024-03-30", "2026-03-20", "open"),
        ("2024-03-10", "2024-03-30", "2023-03-20", "2024-03-10/2024-03-30"),
        ("2024-03-10", "2024-03-30", "2026-04-01", "2027-03-10/2027-03-30"),
        ("2024-11-01", "2025-01-31", "2026-01-31", "open"),
        ("2024-11-01", "2025-01-31", "2024-01-15", "2024-11-01/2025-01-31"),
        ("2024-11-01", "2025-01-31", "2026-02-01", "2026-11-01/2027-01-31"),
        ("2024-03-10", None, "2026-12-31", "open"),
        ("2024-03-10", None, "2026-03-09", "2026-03-10/2026-12-31"),
        (None, "2024-03-30", "2026-03-30", "open"),
        (None, "2024-03-30", "2023-03-01", "2024-01-01/2024-03-30"),
        (None, None, "2026-03-30", "open"),
    ],
)
def test_yearly_dates_repeat_from_their_first_year(start, end, on, expected):
    assert found([window(start, end, yearly=True)], on) == expected


@pytest.mark.parametrize(
    ("windows", "expected"),
    [
        ([], "open"),
        ([window()], "open"),
        ([window("2020-01-01", "2020-02-01"), window("2026-05-01", "2026-05-31")], "open"),
        ([window("2027-01-01", "2027-02-01"), window("2026-09-01", "2026-09-30")], "2026-09-01/2026-09-30"),
        ([window("2020-01-01", "2020-02-01"), window()], "-"),
    ],
    ids=[
        "none",
        "without-a-date",
        "one-open-suffices",
        "the-nearest-is-next",
        "a-dateless-one-opens-nothing",
    ],
)
def test_several_windows(windows, expected):
    assert found(windows) == expected


@pytest.mark.parametrize(
    ("document", "windows", "expected"),
    [
        ({"effective_from": "2026-06-01"}, [], "2026-06-01/"),
        ({"effective_from": "2026-06-01", "effective_to": "2027-06-01"}, [], "2026-06-01/2027-06-01"),
        ({"effective_to": "2026-05-09"}, [], "-"),
        ({"effective_to": "2026-05-09"}, [window("2026-05-01", "2026-05-31")], "-"),
        ({"published": "2026-06-01"}, [window("2026-05-01", "2026-06-30")], "2026-06-01/2026-06-30"),
        ({"effective_to": "2026-12-31"}, [window("--03-10", "--03-30")], "-"),
        ({"effective_to": "2027-03-20"}, [window("--03-10", "--03-30")], "2027-03-10/2027-03-20"),
    ],
)
def test_only_while_the_document_is_in_force(document, windows, expected):
    assert found(windows, **document) == expected


def test_an_open_window_has_no_next():
    assert judged(item(windows=(window("--03-10", "--12-31"),)), company()).next_window is None
